import {
  debianFolder,
  goFiles,
  goTool,
  goToolWithFolder,
  javaAgent,
  javaLibraries,
  nodeFolder,
  pythonFolder,
} from './recipes';

/** Unstamped, Helm 3 believes in Kubernetes 1.20. */
const KUBERNETES_OF_HELM_3 = ['helm.sh/helm/v3/pkg/chartutil', 'helm.sh/helm/v3/pkg/lint/rules'].flatMap(
  part => [`${part}.k8sVersionMajor=1`, `${part}.k8sVersionMinor=36`],
);

/** The programs of a Kubernetes cluster and its client, in one folder. Unstamped, Helm reads a nonsense server version. */
function kubernetes(name: string, version: string) {
  const [major, minor] = version.split('.');
  const facts = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
  };
  const commands = [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'kubelet',
    'kubectl',
  ];
  return goTool(name, {
    version,
    takes: 'about 5 minutes',
    package: commands.map(command => `k8s.io/kubernetes/cmd/${command}`),
    stamps: ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(part =>
      Object.entries(facts).map(([fact, value]) => `${part}.${fact}=${value}`),
    ),
  });
}

const OPERATOR = 'github.com/open-telemetry/opentelemetry-operator';

/** The versions that its release 0.148.0 is stamped with. Unstamped, it asks for images of version 0.0.0. */
const VERSIONS_OF_OPERATOR = {
  version: '0.148.0',
  otelCol: '0.148.0',
  targetAllocator: '0.148.0',
  autoInstrumentationJava: '1.33.6',
  autoInstrumentationNodeJS: '0.71.0',
  autoInstrumentationPython: '0.60b1',
  autoInstrumentationDotNet: '1.2.0',
};

/** Every tool that the tests run. One Go module a tool: Helm 4 reads its Kubernetes version off its module. */
export const catalogue = {
  helm3: goTool('helm3', {
    version: '3.22.0',
    takes: 'about 1 minute',
    package: 'helm.sh/helm/v3/cmd/helm',
    binary: 'helm',
    stamps: [
      'helm.sh/helm/v3/internal/version.version=v3.22.0',
      'helm.sh/helm/v3/internal/version.metadata=',
      ...KUBERNETES_OF_HELM_3,
    ],
  }),
  helm4: goTool('helm4', {
    version: '4.3.1',
    takes: 'about 2 minutes',
    package: 'helm.sh/helm/v4/cmd/helm',
    binary: 'helm',
    stamps: ['helm.sh/helm/v4/internal/version.version=v4.3.1'],
  }),
  otelcol: goTool('otelcol', {
    version: '0.160.0',
    takes: 'about 3 minutes',
    package: '.',
    binary: 'otelcol-k8s',
  }),
  'otelcol-prometheus': goTool('otelcol-prometheus', {
    version: '0.160.0',
    takes: 'about 5 minutes',
    package: '.',
    binary: 'otelcol-k8s',
  }),
  kubernetes: kubernetes('kubernetes', '1.36.4'),
  // Both ends of what the charts support.
  'kubernetes-oldest': kubernetes('kubernetes-oldest', '1.30.14'),
  'kubernetes-newest': kubernetes('kubernetes-newest', '1.37.2'),
  etcd: goTool('etcd', {
    version: '3.6.14',
    takes: 'about half a minute',
    package: 'go.etcd.io/etcd/server/v3',
    binary: 'etcd',
  }),
  coredns: goTool('coredns', {
    version: '1.15.0',
    takes: 'about 2 minutes',
    package: 'github.com/coredns/coredns',
    binary: 'coredns',
  }),
  kwok: goTool('kwok', {
    version: '0.8.0',
    takes: 'about 1 minute',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    binary: 'kwok',
  }),
  'kube-rbac-proxy': goTool('kube-rbac-proxy', {
    version: '0.19.1',
    takes: 'about 2 minutes',
    package: 'github.com/brancz/kube-rbac-proxy/cmd/kube-rbac-proxy',
    binary: 'kube-rbac-proxy',
  }),
  // With the definitions and webhooks that it is installed with.
  // Of kinds that are not Kubernetes' own, what the API server has to know to judge an object of them.
  'custom-resources': goFiles('custom-resources', '1', [
    ...['podmonitors', 'prometheusrules', 'servicemonitors'].map(
      kind =>
        [
          'github.com/prometheus-operator/prometheus-operator',
          `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`,
        ] as const,
    ),
    ['sigs.k8s.io/gateway-api', 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'],
  ]),
  operator: goToolWithFolder(
    'operator',
    {
      version: '0.148.0',
      takes: 'about 5 minutes',
      package: [OPERATOR, `${OPERATOR}/cmd/otel-allocator`],
      stamps: Object.entries(VERSIONS_OF_OPERATOR).map(
        ([component, version]) => `${OPERATOR}/internal/version.${component}=${version}`,
      ),
    },
    OPERATOR,
    'config',
  ),
  // What a node needs beside the programs of Kubernetes.
  'debian-node': debianFolder('node'),
  // What the images of the tests' applications are made of.
  'debian-libc': debianFolder('libc'),
  'debian-python': debianFolder('python'),
  'debian-java': debianFolder('java'),
  // Without its web interface, which is not Go.
  prometheus: goTool('prometheus', {
    version: '3.15.0',
    takes: 'about 4 minutes',
    package: ['prometheus', 'promtool'].map(command => `github.com/prometheus/prometheus/cmd/${command}`),
  }),
  'otlp-lab': goTool('otlp-lab', {
    version: '1',
    takes: 'about 20 seconds',
    package: '.',
    binary: 'otlp-lab',
  }),
  'python-agent': pythonFolder('python-agent', '0.60b1'),
  // With every instrumentation of the image; the tests need a handful.
  'python-agent-stock': pythonFolder('python-agent-stock', '0.60b1'),
  'python-apps': pythonFolder('python-apps', '1'),
  'java-agent': javaAgent('java-agent', '2.28.1'),
  // The operator's own default, from before the agent could copy baggage to span attributes.
  'java-agent-1': javaAgent('java-agent-1', '1.33.6'),
  'java-apps': javaLibraries('java-apps', '1'),
  'node-agent': nodeFolder('node-agent', '0.82.0'),
  // What is injected by default, and names metrics of HTTP as of old.
  'node-agent-78': nodeFolder('node-agent-78', '0.78.0'),
  'node-apps': nodeFolder('node-apps', '1'),
  // The versions of Node that this one is not.
  'node-22': nodeFolder('node-22', '22'),
  'node-24': nodeFolder('node-24', '24'),
};

export type ToolName = keyof typeof catalogue;

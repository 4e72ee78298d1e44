import { goTool, javaAgent, javaLibraries, nodeFolder, pythonFolder } from './recipes';

/** Unstamped, Helm 3 believes in Kubernetes 1.20. */
const KUBERNETES_OF_HELM_3 = ['helm.sh/helm/v3/pkg/chartutil', 'helm.sh/helm/v3/pkg/lint/rules'].flatMap(
  part => [`${part}.k8sVersionMajor=1`, `${part}.k8sVersionMinor=36`],
);

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
  'otlp-lab': goTool('otlp-lab', {
    version: '1',
    takes: 'about 20 seconds',
    package: '.',
    binary: 'otlp-lab',
  }),
  'python-agent': pythonFolder('python-agent', '0.60b1'),
  'python-apps': pythonFolder('python-apps', '1'),
  'java-agent': javaAgent('java-agent', '2.28.1'),
  // The operator's own default, from before the agent could copy baggage to span attributes.
  'java-agent-1': javaAgent('java-agent-1', '1.33.6'),
  'java-apps': javaLibraries('java-apps', '1'),
  'node-agent': nodeFolder('node-agent', '0.82.0'),
  // The versions of Node that this one is not.
  'node-22': nodeFolder('node-22', '22'),
  'node-24': nodeFolder('node-24', '24'),
};

export type ToolName = keyof typeof catalogue;

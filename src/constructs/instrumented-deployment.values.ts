/** The settings of `InstrumentedDeployment`, and what they must agree on. */
import { z } from 'zod';
import { instrumentShape } from '../instrument/settings';
import { sidecarSettings } from '../instrument/sidecar';
import type { k8s } from '../k8s';
import {
  choice,
  defineSettings,
  entry,
  integer,
  listOf,
  mapOf,
  raw,
  rawList,
  required,
  section,
  text,
  toggle,
} from '../values/definition';
import type { Settings } from '../values/expression';
import {
  DATA_KEY,
  DNS_SUBDOMAIN,
  ENVIRONMENT_NAME,
  HOST_NAME,
  IMAGE_DIGEST,
  IMAGE_REGISTRY,
  IMAGE_REPOSITORY,
  IMAGE_TAG,
  LABEL_NAME,
  MEMORY,
  PROMETHEUS_DURATION,
  URL_PATH,
} from '../values/formats';
import { imageSettings } from '../values/image';
import { releaseSettings } from '../values/release-settings';
import { applicationRules } from './instrumented-deployment.rules';
import { dashboardValues } from './parts/dashboard-values';
import {
  annotations,
  autoscaling,
  extraManifests,
  globalSettings,
  imagePullSecrets,
  labelValue,
  podFields,
  podSecurityContext,
  resources,
  securityContext,
  serviceAccount,
} from './parts/pod-values';

/** Version of the chart, and of what labels say of the objects. */
export const APPLICATION_VERSION = '0.1.0';

const image = section('The application. It has no default.', {
  registry: text({
    about: 'Where it is pulled from.',
    default: 'docker.io',
    format: IMAGE_REGISTRY,
    minLength: 1,
  }),
  repository: text({
    about: 'Its path in the registry.',
    example: 'acme/order-service',
    format: IMAGE_REPOSITORY,
  }),
  tag: text({
    about: 'Its version, which is service.version on everything.',
    example: '2.1.0',
    format: IMAGE_TAG,
  }),
  digest: text({ about: 'Its digest, which beats the tag.', format: IMAGE_DIGEST }),
  pullPolicy: choice(['IfNotPresent', 'Always', 'Never'], {
    about: 'When it is pulled.',
    default: 'IfNotPresent',
  }),
});

const source = (of: string) =>
  entry(`A key of a ${of}.`, {
    name: required({ about: `Name of the ${of}.`, format: DNS_SUBDOMAIN, maxLength: 253 }),
    key: required({ about: 'Key in it.', format: DATA_KEY, maxLength: 253 }),
  });

const variable = z.union([
  z.string().max(65536),
  entry('A value from a Secret.', { secret: source('Secret') }),
  entry('A value from a ConfigMap.', { configMap: source('ConfigMap') }),
  entry('A value that Kubernetes knows of the pod.', {
    field: required({ about: 'Its path: metadata.name, spec.nodeName, status.podIP.', maxLength: 253 }),
  }),
]);

const words = (about: string, example: string[]) =>
  listOf(z.string().max(8192), { about, example, default: [] });

const port = (about: string, value: number) => integer({ about, default: value, min: 0, max: 65535 });

const probe = (
  about: string,
  { periodSeconds, timeoutSeconds }: { readonly periodSeconds: number; readonly timeoutSeconds: number },
  more: z.ZodRawShape = {},
) => ({
  enabled: toggle({ about, default: true }),
  path: text({
    about: 'Path that is asked for; empty: a connection to the port is enough.',
    format: URL_PATH,
    example: '/health/ready',
  }),
  periodSeconds: integer({ about: 'Time between two.', default: periodSeconds, min: 1, max: 3600 }),
  timeoutSeconds: integer({ about: 'How long one may take.', default: timeoutSeconds, min: 1, max: 3600 }),
  ...more,
});

const failures = {
  failureThreshold: integer({ about: 'Failures in a row that count.', default: 3, min: 1, max: 100 }),
};

const probes = section(
  'What kubelet asks the application: on the port `health`, or else on `http`; without either, nothing.',
  {
    startup: section('Until it has succeeded, the others wait.', {
      ...probe('Whether it is asked.', { periodSeconds: 3, timeoutSeconds: 5 }),
      budgetSeconds: integer({
        about:
          'How long the application may take to start, without its agent: the time that the agent needs is added.',
        default: 60,
        min: 1,
        max: 3600,
      }),
    }),
    liveness: section('Whether the process has to be killed. Must not ask what it depends on.', {
      ...probe('Whether it is asked.', { periodSeconds: 10, timeoutSeconds: 5 }),
      ...failures,
    }),
    readiness: section('Whether requests are sent to it.', {
      ...probe('Whether it is asked.', { periodSeconds: 5, timeoutSeconds: 3 }),
      ...failures,
    }),
  },
);

const metrics = section(
  'Metrics that the application itself serves on the port `metrics`. What its agent measures is sent by OTLP and needs none of this.',
  {
    path: text({ about: 'Path of the metrics.', default: '/metrics', format: URL_PATH, minLength: 1 }),
    scrape: choice(['none', 'serviceMonitor', 'annotations'], {
      about:
        'How Prometheus finds them. serviceMonitor: by an object of the Prometheus operator, made only where the cluster knows the kind. annotations: by those of the pod, where Prometheus is set up to read them. One of the two, or everything would be counted twice.',
      default: 'none',
    }),
    service: section('The Service of the port.', { annotations: annotations('Its annotations.') }),
    serviceMonitor: section('How the Prometheus operator scrapes.', {
      interval: text({
        about: 'Time between two scrapes.',
        default: '30s',
        format: PROMETHEUS_DURATION,
        minLength: 1,
        maxLength: 20,
      }),
      scrapeTimeout: text({
        about: 'How long one may take; empty: what Prometheus says.',
        format: PROMETHEUS_DURATION,
        maxLength: 20,
      }),
      labels: mapOf(labelValue, {
        about: 'Labels by which your Prometheus selects what it scrapes.',
        keys: LABEL_NAME,
        example: { release: 'kube-prometheus-stack' },
      }),
      authorizationSecret: section(
        'Secret of this namespace with the token that Prometheus shows: that of the application, or with `guard` that of a reader.',
        {
          name: text({ about: 'Its name; empty: no token.', format: DNS_SUBDOMAIN, maxLength: 253 }),
          key: text({ about: 'Key in it.', default: 'token', format: DATA_KEY, maxLength: 253 }),
        },
      ),
      relabelings: rawList({
        about: 'Relabelings before a scrape, as the Prometheus operator writes them.',
        example: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
      }),
      metricRelabelings: rawList({
        about: 'Relabelings of what was scraped.',
        example: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'python_gc_.*' }],
      }),
    }),
    guard: section(
      'Lets only those read the metrics to whom RBAC allows it: kube-rbac-proxy beside the application, over TLS. The application must then listen with its metrics on 127.0.0.1 alone, or the guard can be walked around.',
      {
        enabled: toggle({ about: 'Whether there is one.', default: false }),
        image: imageSettings('The guard.', {
          registry: 'quay.io',
          repository: 'brancz/kube-rbac-proxy',
          tag: 'v0.19.1',
        }),
        port: integer({ about: 'Its port.', default: 8443, min: 1024, max: 65535 }),
        readers: mapOf(
          entry('Whose it is.', {
            namespace: required({ about: 'Its namespace.', format: DNS_SUBDOMAIN, maxLength: 63 }),
          }),
          {
            about: 'ServiceAccounts that may read, by name.',
            keys: DNS_SUBDOMAIN,
            example: { prometheus: { namespace: 'monitoring' } },
          },
        ),
        resources: resources(
          { cpu: '10m', memory: '32Mi' },
          { cpu: '', memory: '64Mi' },
          'What goes beyond it is killed.',
        ),
      },
    ),
  },
);

const shape = {
  image,
  imagePullSecrets,
  ...instrumentShape,
  sidecar: sidecarSettings,
  command: words('What is started in place of what the image starts.', ['gunicorn']),
  args: words('Its arguments.', ['--workers', '4', 'app:application']),
  env: mapOf(variable, {
    about:
      'Environment variables by name: a text, a key of a Secret or of a ConfigMap, or a field of the pod. Those that mention others, as $(NAME), come after them. They beat what the agent is told by `telemetry`; PYTHONPATH, NODE_OPTIONS, JAVA_TOOL_OPTIONS and DOTNET_* are extended.',
    keys: ENVIRONMENT_NAME,
    example: {
      DATABASE_HOST: 'database',
      DATABASE_KEY: { secret: { name: 'database', key: 'key' } },
      POD_NAME: { field: 'metadata.name' },
    },
  }),
  config: mapOf(text({ about: 'The value.', maxLength: 65536 }), {
    about:
      'Variables that stand in a ConfigMap of the release. A change rolls the pods, as a change of `env` does.',
    keys: ENVIRONMENT_NAME,
    example: { LOG_LEVEL: 'INFO' },
  }),
  secrets: mapOf(text({ about: 'The value.', maxLength: 65536 }), {
    about:
      'Variables that stand in a Secret of the release. A change rolls the pods. Give them on the command line or by a tool that decrypts: what stands in a values file in git is no secret. Better, name a Secret that is made elsewhere in `env` or `envFrom`.',
    keys: ENVIRONMENT_NAME,
    example: { METRICS_TOKEN: 'from --set' },
  }),
  envFrom: rawList<k8s.EnvFromSource>({
    type: 'k8s.EnvFromSource',
    about: 'ConfigMaps and Secrets that are made elsewhere, of which all keys become variables.',
    example: [{ secretRef: { name: 'database' } }],
  }),
  ports: section('Where the application listens; 0: nowhere.', {
    http: port('Port for requests; 0 for a worker that serves none.', 8080),
    health: port('Port for probes, where it is another one.', 0),
    metrics: port('Port for metrics of its own.', 0),
  }),
  replicas: integer({ about: 'Pods, unless `autoscaling` decides.', default: 2, min: 0, max: 1000 }),
  updateStrategy: section('How pods are replaced.', {
    maxSurge: integer({ about: 'Pods more than there should be.', default: 1, min: 0, max: 1000 }),
    maxUnavailable: integer({ about: 'Pods that may be missing.', default: 0, min: 0, max: 1000 }),
  }),
  resources: resources(
    { cpu: '100m', memory: '256Mi' },
    { cpu: '', memory: '512Mi' },
    'What goes beyond it is killed; the agent is part of it.',
  ),
  probes,
  shutdown: section('How a pod ends without losing requests, nor the spans of the last ones.', {
    preStopSeconds: integer({
      about:
        'Goes on serving for this long after the Service has stopped sending. Kubernetes itself waits, so no shell is needed.',
      default: 5,
      min: 0,
      max: 300,
    }),
    graceSeconds: integer({
      about: 'Time to end, with the wait before.',
      default: 60,
      min: 1,
      max: 3600,
    }),
  }),
  podSecurityContext: podSecurityContext('Security context of the pods.'),
  securityContext: securityContext(
    'Security context of the application. What copies the agent gets its user, and no more rights than copying needs.',
  ),
  temporaryFolder: section('A writable /tmp, which a read-only file system takes away.', {
    enabled: toggle({ about: 'Whether there is one.', default: true }),
    sizeLimit: text({
      about: 'Most that it may hold; a pod beyond it is evicted. Empty: what the node has.',
      format: MEMORY,
      maxLength: 32,
    }),
  }),
  spread: section('Keeps pods apart, so that they do not fail together.', {
    by: choice(['topologySpread', 'antiAffinity', 'none'], {
      about: 'By which means of Kubernetes.',
      default: 'topologySpread',
    }),
    topologyKey: text({
      about: 'Label of nodes over whose values they are spread.',
      default: 'kubernetes.io/hostname',
      format: LABEL_NAME,
      minLength: 1,
      maxLength: 317,
    }),
    required: toggle({ about: 'Whether a pod rather waits than stands beside another.', default: false }),
  }),
  ...podFields,
  service: section('How the application is reached within the cluster.', {
    enabled: toggle({
      about: 'Whether there is a Service; a worker without `ports.http` has none.',
      default: true,
    }),
    type: choice(['ClusterIP', 'NodePort', 'LoadBalancer'], {
      about: 'Type of the Service.',
      default: 'ClusterIP',
    }),
    port: integer({ about: 'Its port.', default: 80, min: 1, max: 65535 }),
    annotations: annotations('Annotations of the Service.'),
  }),
  metrics,
  autoscaling: section('Has the cluster decide how many pods there are; `replicas` then says nothing.', {
    ...autoscaling({
      minReplicas: 2,
      maxReplicas: 20,
      memory: 'most runtimes give none back, so that pods would come and never go',
    }),
    metrics: rawList({
      about: 'Further metrics. Those of pods need an adapter for Prometheus, or KEDA.',
      example: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'http_requests_per_second' },
            target: { type: 'AverageValue', averageValue: '100' },
          },
        },
      ],
    }),
    behavior: raw<k8s.HorizontalPodAutoscalerBehaviorV2>({
      type: 'k8s.HorizontalPodAutoscalerBehaviorV2',
      about: 'How fast pods come and go.',
      example: {
        scaleUp: {
          stabilizationWindowSeconds: 60,
          policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
        },
        scaleDown: { stabilizationWindowSeconds: 300 },
      },
    }),
  }),
  podDisruptionBudget: section('Keeps pods through the drain of nodes.', {
    enabled: toggle({ about: 'Whether there is one, where there are several pods.', default: true }),
    maxUnavailable: integer({ about: 'Pods that may be missing.', default: 1, min: 1, max: 1000 }),
  }),
  ingress: section('How the application is reached from outside, by an Ingress.', {
    enabled: toggle({ about: 'Whether there is one.', default: false }),
    className: text({
      about: 'Class; empty: that of the cluster.',
      example: 'nginx',
      format: DNS_SUBDOMAIN,
      maxLength: 253,
    }),
    annotations: annotations(
      'Annotations for its controller. The headers of traces and baggage pass without any.',
      { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30' },
    ),
    hosts: mapOf(
      entry('What is served under the name.', {
        paths: listOf(z.string().min(1).max(1024).meta({ 'x-format': URL_PATH }), {
          about: 'Paths that lead to the application, with everything below.',
          default: ['/'],
        }),
        tlsSecret: text({
          about: 'Secret with the certificate; empty: no TLS of its own.',
          format: DNS_SUBDOMAIN,
          maxLength: 253,
        }),
      }),
      {
        about: 'By host name.',
        keys: HOST_NAME,
        example: { 'orders.example.com': { tlsSecret: 'orders-tls' } },
      },
    ),
  }),
  httpRoute: section(
    'The same by an HTTPRoute of the Gateway API. Made only where the cluster knows the kind.',
    {
      enabled: toggle({ about: 'Whether there is one.', default: false }),
      parentRefs: rawList({
        about: 'Gateways that it is of.',
        example: [{ name: 'public', namespace: 'gateways' }],
      }),
      hostnames: listOf(z.string().min(1).max(253).meta({ 'x-format': HOST_NAME }), {
        about: 'Host names; none: those of the gateway.',
        default: [],
      }),
      paths: listOf(z.string().min(1).max(1024).meta({ 'x-format': URL_PATH }), {
        about: 'Paths that lead to the application, with everything below.',
        default: ['/'],
      }),
      annotations: annotations('Its annotations.'),
    },
  ),
  istio: section('What a mesh has to know of the pods.', {
    inject: choice(['', 'true', 'false'], {
      about: 'Whether they get a proxy (label sidecar.istio.io/inject); empty: as the namespace says.',
      default: '',
    }),
    excludeInboundPorts: listOf(z.int().min(1).max(65535), {
      about: 'Ports past the proxy inwards, for a Prometheus outside of the mesh.',
      default: [],
    }),
    excludeOutboundPorts: listOf(z.int().min(1).max(65535), {
      about: 'Ports past the proxy outwards, for example those of the collector.',
      default: [],
    }),
    holdApplicationUntilProxyStarts: toggle({
      about: 'Whether the application waits for its proxy. Needless where the proxy is a native sidecar.',
      default: false,
    }),
  }),
  dashboard: dashboardValues(
    'A Grafana dashboard of the application, from what its agent measures, in a ConfigMap for the sidecar of Grafana to find.',
  ),
  serviceAccount,
  automountServiceAccountToken: toggle({
    about: 'Whether the application gets a token for the API server.',
    default: false,
  }),
  extraManifests,
  ...releaseSettings,
  global: globalSettings,
};

export type ApplicationValues = z.output<z.ZodObject<typeof shape>>;
/** The settings as a construct's body sees them. */
export type ApplicationSettings = Settings<ApplicationValues>;

export const applicationValues = defineSettings(shape, ...applicationRules);

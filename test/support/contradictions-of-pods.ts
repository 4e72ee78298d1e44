/** Settings of pods and images that are legal each, but not together. */
import type { BadInput } from './bad-inputs';
import { bad, storage } from './contradictions';

const resources = (requests: object, limits: object) => ({ collector: { resources: { requests, limits } } });

const MEMORY: readonly BadInput[] = [
  bad(
    'no memory limit',
    'collector.resources.limits.memory',
    'memory-limit',
    /for example 512Mi/,
    resources({}, { memory: '' }),
  ),
  bad(
    'less than the limiter needs',
    'collector.resources.limits.memory',
    'memory-limit',
    /give it more/,
    resources({ memory: '' }, { memory: '100Mi' }),
  ),
  bad('a queue that does not fit', 'delivery.queue.size', 'queue-and-memory', /make the queue smaller/, {
    delivery: { queue: { size: '300Mi' } },
  }),
  bad('a spike of the whole limit', 'memoryLimiter.spikeLimitPercentage', 'memory-limiter', /a quarter/, {
    memoryLimiter: { limitPercentage: 50, spikeLimitPercentage: 50 },
  }),
  bad(
    'a limit that is no quantity, told once',
    'collector.resources.limits.memory',
    'format',
    /for example 512Mi or 1.5Gi/,
    resources({}, { memory: '512mb' }),
  ),
  bad(
    'more memory asked for than allowed',
    'collector.resources.requests.memory',
    'request-above-limit',
    /lower the request/,
    resources({ memory: '1Gi' }, {}),
  ),
  bad(
    'more processor asked for than allowed',
    'collector.resources.requests.cpu',
    'request-above-limit',
    /lower the request/,
    resources({ cpu: 2 }, { cpu: '1500m' }),
  ),
];

const PODS: readonly BadInput[] = [
  bad('a port of the node, and a surge', 'otlp.grpc.hostPort', 'surge', /surge to false/, {
    otlp: { grpc: { hostPort: 4317 } },
  }),
  bad('a folder of the node, and a surge', 'delivery.storage.type', 'surge', /surge to false/, {
    delivery: { mode: 'durable', storage: { type: 'hostPath' } },
  }),
  bad('less time than the drain needs', 'collector.shutdown.graceSeconds', 'grace', /leave it at 0/, {
    collector: { shutdown: { graceSeconds: 30 } },
  }),
  bad('a label of ours', 'commonLabels.app.kubernetes.io/name', 'reserved', /another name/, {
    commonLabels: { 'app.kubernetes.io/name': 'x' },
  }),
  bad('a variable of ours', 'collector.extraEnv.GOMEMLIMIT', 'reserved', /another name/, {
    collector: { extraEnv: { GOMEMLIMIT: '1GiB' } },
  }),
  bad('a variable of a header', 'collector.extraEnv.EXPORTER_HEADER_TEAM', 'reserved', /another name/, {
    collector: { extraEnv: { EXPORTER_HEADER_TEAM: 'a' } },
  }),
  bad(
    'a mount of ours',
    'collector.extraVolumeMounts./etc/botanu-collector/config',
    'reserved',
    /another name/,
    {
      collector: { extraVolumeMounts: { '/etc/botanu-collector/config': { subPath: 'x' } } },
    },
  ),
  bad(
    'a variable of an agent that is ours',
    'instrumentation.java.env.OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS',
    'reserved',
    /another name/,
    { instrumentation: { java: { env: { OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS: 'x' } } } },
  ),
  bad('a character that Helm cannot print', 'collector.podAnnotations.note', 'format', /take the character/, {
    collector: { podAnnotations: { note: 'a\u007f' } },
  }),
  bad('a volume of ours', 'collector.extraVolumes.config', 'reserved', /another name/, {
    collector: { extraVolumes: { config: { emptyDir: {} } } },
  }),
  bad('a container of ours', 'collector.extraContainers.collector', 'reserved', /another name/, {
    collector: { extraContainers: { collector: { image: 'a' } } },
  }),
  bad('a volume with two names', 'collector.extraVolumes.ca.name', 'named-twice', /take this out/, {
    collector: { extraVolumes: { ca: { name: 'other', emptyDir: {} } } },
  }),
  bad('a container with two names', 'collector.extraContainers.proxy.name', 'named-twice', /take this out/, {
    collector: { extraContainers: { proxy: { name: 'other', image: 'a' } } },
  }),
  bad('a mount with two paths', 'collector.extraVolumeMounts./a.mountPath', 'named-twice', /take this out/, {
    collector: { extraVolumeMounts: { '/a': { name: 'ca', mountPath: '/b' } } },
  }),
  bad('two groups', 'collector.podSecurityContext.fsGroup', 'named-twice', /delivery.storage.fsGroup/, {
    ...storage('durable', 'emptyDir'),
    collector: { podSecurityContext: { fsGroup: 5 } },
  }),
  bad(
    'a variable from a Secret that cannot be',
    'collector.extraEnv.A.secret.name',
    'format',
    /lower case letters/,
    { collector: { extraEnv: { A: { secret: { name: 'team/a', key: 'b' } } } } },
  ),
  bad(
    'a variable from a key that cannot be',
    'collector.extraEnv.A.secret.key',
    'format',
    /for example ca.crt/,
    { collector: { extraEnv: { A: { secret: { name: 'a', key: 'a b' } } } } },
  ),
  bad('half an object', 'extraManifests.note', 'manifest', /apiVersion, kind and metadata/, {
    extraManifests: { note: { kind: 'ConfigMap' } },
  }),
  bad('two ways for traffic', 'service.trafficDistribution', 'traffic', /internalTrafficPolicy empty/, {
    service: { trafficDistribution: 'PreferSameNode', internalTrafficPolicy: 'Local' },
  }),
  bad('rights for everybody', 'serviceAccount.name', 'account', /name an account/, {
    presets: { kubernetesAttributes: { enabled: true } },
    serviceAccount: { create: false },
  }),
];

const IMAGES: readonly BadInput[] = [
  bad('latest', 'image.tag', 'image-pinned', /name a version/, { image: { tag: 'latest' } }),
  bad('latest of the test', 'test.image.tag', 'image-pinned', /name a version/, {
    test: { image: { tag: 'latest' } },
  }),
  bad('latest of an agent', 'instrumentation.nodejs.image.tag', 'image-pinned', /name a version/, {
    instrumentation: { nodejs: { image: { tag: 'latest' } } },
  }),
  bad('neither tag nor digest', 'image.tag', 'image-pinned', /name a version/, { image: { tag: '' } }),
  bad('propagators without baggage', 'instrumentation.propagators', 'propagators', /add baggage/, {
    instrumentation: { enabled: true, propagators: ['tracecontext'] },
  }),
  bad('a Java agent of before', 'instrumentation.java.image.tag', 'java-agent', /2.7.0 or later/, {
    instrumentation: { enabled: true, java: { image: { tag: '1.33.6' } } },
  }),
  bad('a share of 1.5', 'instrumentation.sampler.argument', 'sampler', /from 0 to 1/, {
    instrumentation: { enabled: true, sampler: { type: 'traceidratio', argument: '1.5' } },
  }),
];

const monitored = (more: object) => ({ monitoring: { podMonitor: { enabled: true }, ...more } });

const MONITORING: readonly BadInput[] = [
  bad(
    'alerts on nothing',
    'monitoring.prometheusRule.enabled',
    'needs-pod-monitor',
    /podMonitor.enabled to true/,
    { monitoring: { prometheusRule: { enabled: true } } },
  ),
  bad(
    'a dashboard of nothing',
    'monitoring.dashboard.enabled',
    'needs-pod-monitor',
    /podMonitor.enabled to true/,
    { monitoring: { dashboard: { enabled: true } } },
  ),
  bad('too few scrapes for the alerts', 'monitoring.podMonitor.interval', 'interval', /at most 75s/, {
    monitoring: { podMonitor: { enabled: true, interval: '2m' }, prometheusRule: { enabled: true } },
  }),
  bad(
    'a scrape that takes longer than the time between two',
    'monitoring.podMonitor.scrapeTimeout',
    'interval',
    /leave it empty/,
    { monitoring: { podMonitor: { enabled: true, interval: '10s', scrapeTimeout: '15s' } } },
  ),
  bad(
    'an interval in an order that Prometheus does not read',
    'monitoring.podMonitor.interval',
    'format',
    /largest unit first/,
    {
      monitoring: { podMonitor: { interval: '30s1m' } },
    },
  ),
  bad(
    'a severity of their own for all alerts',
    'monitoring.prometheusRule.alertLabels.severity',
    'reserved',
    /another name/,
    monitored({ prometheusRule: { enabled: true, alertLabels: { severity: 'page' } } }),
  ),
  bad(
    'a label with a dash in Prometheus',
    'monitoring.prometheusRule.alertLabels.the-team',
    'key-format',
    /for example team/,
    {
      monitoring: { prometheusRule: { alertLabels: { 'the-team': 'a' } } },
    },
  ),
  bad('a runbook that is no page', 'monitoring.prometheusRule.runbookUrl', 'format', /whole address/, {
    monitoring: { prometheusRule: { runbookUrl: 'docs/alerts.md' } },
  }),
  bad('a Grafana label with a space', 'monitoring.dashboard.sidecar.label', 'format', /prefix\/name/, {
    monitoring: { dashboard: { sidecar: { label: 'grafana dashboard' } } },
  }),
];

export const CONTRADICTIONS_OF_PODS: readonly BadInput[] = [...MEMORY, ...PODS, ...IMAGES, ...MONITORING];

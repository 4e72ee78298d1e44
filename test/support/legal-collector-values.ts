/** Values of the collector that are legal together, made so from what the settings mean and not from our own rules. */
import fc from 'fast-check';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import {
  anyMap,
  anyText,
  type Edited,
  edited,
  type Overrides,
  type Values,
  valuesOf,
} from './generated-values';

/** One of each kind that the pinned collector has, with what it takes. */
const RECEIVERS = fc.constantFrom<[string, Values]>(
  ['zipkin', { endpoint: 'localhost:9411' }],
  ['otlp/second', { protocols: { grpc: { endpoint: 'localhost:14317' } } }],
);
const PROCESSORS = fc.constantFrom<[string, Values]>(
  ['filter/health', { error_mode: 'ignore', traces: { span: ['attributes["url.path"] == "/healthz"'] } }],
  ['attributes/team', { actions: [{ key: 'team', value: 'payments {{x}}', action: 'upsert' }] }],
  ['resource/cluster', { attributes: [{ key: 'k8s.cluster.name', value: '0777', action: 'insert' }] }],
);
const EXPORTERS = fc.constantFrom<[string, Values]>(
  ['debug', { verbosity: 'basic' }],
  ['nop', {}],
  ['otlp_http/second', { endpoint: 'https://second.example.com', headers: { 'x-a': 'yes' } }],
);
const CONFIGS = fc.constantFrom<Values>(
  {},
  { service: { telemetry: { logs: { level: 'debug' }, resource: { 'a.b': '1.10' } } } },
  { processors: { memory_limiter: { check_interval: '2s' } } },
  { receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:4318' } } } } },
);
const GATEWAY_CONFIGS = fc.constantFrom<Values>(
  {},
  { service: { telemetry: { logs: { level: 'debug' } } } },
  { exporters: { debug: {} }, processors: { memory_limiter: { check_interval: '2s' } } },
);
const POLICIES = fc.constantFrom<Values>(
  { type: 'latency', latency: { threshold_ms: 2000 } },
  { type: 'string_attribute', string_attribute: { key: 'tier', values: ['gold', '{{x}}', 'yes'] } },
  { type: 'always_sample' },
);
const SIGNALS = fc.subarray(['traces', 'metrics', 'logs'], { minLength: 1 });
const TRACES = fc.constant(['traces']);

function components(kinds: fc.Arbitrary<[string, Values]>, more: Record<string, fc.Arbitrary<unknown>>) {
  const component = (config: Values) =>
    fc.record(
      { enabled: fc.boolean(), config: fc.constant(config), ...more },
      { requiredKeys: ['config'], noNullPrototype: true },
    );
  const some = fc.uniqueArray(kinds, { selector: ([name]) => name, maxLength: 3 });
  return some.chain(all =>
    fc.record(Object.fromEntries(all.map(([name, config]) => [name, component(config)])), {
      noNullPrototype: true,
    }),
  );
}

/** What our collector runs with: components of the pinned binary, with configurations that it takes. */
const RUNNABLE: Overrides = {
  receivers: components(RECEIVERS, { pipelines: TRACES }),
  processors: components(PROCESSORS, { pipelines: TRACES, position: fc.constantFrom('first', 'last') }),
  exporters: components(EXPORTERS, { pipelines: SIGNALS }),
  config: CONFIGS,
  'gateway.config': GATEWAY_CONFIGS,
  'gateway.sampling.policies.*': POLICIES,
  'presets.kubernetesAttributes.metadata': fc.subarray(['k8s.pod.name', 'k8s.pod.uid', 'k8s.node.name']),
};

const PEERS = fc.constantFrom<Values[]>(
  [],
  [{ podSelector: { matchLabels: { app: 'yes' } } }],
  [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
);
const SPREAD = fc.constantFrom<Values[]>(
  [],
  [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'yes' } },
    },
  ],
);
const PULL_SECRETS = fc.constantFrom<Values[]>([], [{ name: 'registry' }]);
const podsOfKubernetes = (pods: string): Overrides => ({
  [`${pods}.affinity`]: fc.constantFrom<Values>(
    {},
    { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
  ),
  [`${pods}.tolerations`]: fc.constantFrom<Values[]>([], [{ key: 'dedicated', operator: 'Exists' }]),
  [`${pods}.topologySpreadConstraints`]: SPREAD,
  [`${pods}.extraVolumeMounts.*`]: fc.record({ name: fc.constant('config'), readOnly: fc.boolean() }),
});

/** What an API server takes: parts of its own objects that are such parts. */
const DEPLOYABLE: Overrides = {
  ...RUNNABLE,
  ...podsOfKubernetes('collector'),
  ...podsOfKubernetes('gateway'),
  'gateway.autoscaling.behavior': fc.constantFrom<Values>(
    {},
    { scaleDown: { stabilizationWindowSeconds: 60 } },
  ),
  'networkPolicy.ingressFrom': PEERS,
  'networkPolicy.metricsFrom': PEERS,
  'networkPolicy.backendPeers': PEERS,
  'networkPolicy.extraEgress': fc.constantFrom<Values[]>([], [{ ports: [{ port: 53, protocol: 'UDP' }] }]),
  // Of bytes there is no tenth, and with Localhost a profile has to be named: the API server says both well itself.
  'collector.resources.requests.memory': fc.constantFrom('', '64Mi', '0.125Gi', 100_000_000),
  'gateway.resources.requests.memory': fc.constantFrom('', '64Mi', '0.125Gi', 100_000_000),
  'collector.podSecurityContext.seccompProfile.type': fc.constant('RuntimeDefault'),
  // Deprecated since Kubernetes 1.34, which is the first to have the others.
  'service.trafficDistribution': fc.constantFrom('', 'PreferSameNode', 'PreferSameZone'),
  imagePullSecrets: PULL_SECRETS,
  'global.imagePullSecrets': PULL_SECRETS,
};

/** What a template has to pass on, whether a collector would run with it or not. */
const ANYTHING: Overrides = {
  config: anyMap,
  'gateway.config': anyMap,
};

const SIZES: Overrides = {
  'collector.resources.limits.memory': fc.constantFrom(
    '128Mi',
    '1.5Gi',
    '512M',
    536_870_912,
    1e9,
    '134217728',
  ),
  'collector.resources.requests.memory': fc.constantFrom('', '64Mi', '0.1Gi', 100_000_000),
  'collector.resources.limits.cpu': fc.constantFrom('', '500m', '1.5', 2, '2'),
  'collector.resources.requests.cpu': fc.constantFrom('', '50m', '0.1', 0.25),
  'gateway.resources.limits.memory': fc.constantFrom('128Mi', '1.5Gi', '512M', 1e9),
  'gateway.resources.requests.memory': fc.constantFrom('', '64Mi', '0.1Gi', 100_000_000),
  'gateway.resources.limits.cpu': fc.constantFrom('', '500m', '1.5', 2),
  'gateway.resources.requests.cpu': fc.constantFrom('', '50m', '0.1', 0.25),
  'delivery.queue.size': fc.constantFrom('4Mi', '16M', '64Mi', '50000000', '6.5Mi'),
  'delivery.batch.maxSize': fc.constantFrom('1Mi', '3Mi', '4M', '1.5Mi'),
  'delivery.batch.minSize': fc.constantFrom('64Ki', '512Ki', '1000k', '524288'),
  'exporter.retry.initialInterval': fc.constantFrom('1s', '1500ms', '5s'),
  'exporter.retry.maxInterval': fc.constantFrom('5s', '30s', '0h10s'),
  'exporter.retry.maxElapsedTime': fc.constantFrom('0s', '1m', '1h0m1s', '70000ms'),
  'monitoring.podMonitor.interval': fc.constantFrom('15s', '1m', '1m15s', '20s500ms'),
  'monitoring.podMonitor.scrapeTimeout': fc.constantFrom('', '5s', '15s', '999ms'),
  'delivery.storage.size': fc.constantFrom('1Gi', '5Gi', '2500M'),
};

/** The same for agents and gateway. */
const ofPods = (pods: string): Overrides => ({
  [`${pods}.extraEnv.*`]: fc.oneof(
    anyText,
    fc.record({
      secret: fc.record({ name: fc.constantFrom('a', 'b.c'), key: fc.constantFrom('k', 'K.1_') }),
    }),
  ),
  [`${pods}.extraVolumes.*`]: fc.constantFrom({ emptyDir: {} }, { configMap: { name: 'company-ca' } }),
  [`${pods}.extraVolumeMounts.*`]: fc.record({ name: fc.constant('more'), readOnly: fc.boolean() }),
  [`${pods}.extraContainers.*`]: fc.record({
    image: fc.constant('example.com/a:1'),
    args: fc.array(anyText),
  }),
  [`${pods}.affinity`]: fc.constantFrom(
    {},
    { nodeAffinity: { x: [{ key: 'yes', values: ['1.10', '{{x}}'] }] } },
  ),
});

const OTHERS: Overrides = {
  'exporter.headers.*key': fc.constantFrom('X-Scope-OrgID', 'x_team', 'a-b', 'a_b', 'dataset'),
  'exporter.headersFromSecret.*key': fc.constantFrom('X-Api-Key', 'Authorization', 'c-d', 'c_d'),
  // Half of the settings mean something only with it.
  'gateway.enabled': fc.constantFrom(true, true, true, false),
  fullnameOverride: fc.constantFrom('botanu', 'a', 'the-collector-of-the-payments-team-in-production-1'),
  nameOverride: fc.constantFrom('agent', 'x', 'no'),
  ...ofPods('collector'),
  ...ofPods('gateway'),
  'extraManifests.*': fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('ConfigMap'),
    metadata: fc.record({ name: fc.stringMatching(/^extra-[a-z0-9]{12}$/) }),
    data: fc.record({ text: anyText, other: anyText }),
  }),
  'collector.podSecurityContext.seccompProfile.type': fc.constantFrom('RuntimeDefault', 'Localhost'),
};

const KINDS = { runnable: RUNNABLE, deployable: DEPLOYABLE, anything: ANYTHING } as const;

/** Legal settings. The pinned collector takes what comes of those that are runnable, an API server of those that are deployable. */
export function legalCollectorValues(kind: keyof typeof KINDS): fc.Arbitrary<Values> {
  const overrides = { ...SIZES, ...OTHERS, ...KINDS[kind] };
  return valuesOf(collectorValues.schema, overrides).map(agreeing);
}

const defaults = collectorValues.shape.parse({});

/** Changes what contradicts something else, as little as possible. */
function agreeing(generated: Values): Values {
  const { values, get, set, free } = edited(generated, defaults);

  if (!get('otlp.grpc.enabled') && !get('otlp.http.enabled')) set('otlp.grpc.enabled', undefined);
  const ports = ['otlp.grpc.port', 'otlp.http.port', 'monitoring.port'];
  for (const [index, port] of ports.entries())
    if (get(port) === 13133 || ports.slice(0, index).some(other => get(other) === get(port)))
      set(
        port,
        [3, 4, 5].find(free => ports.every(other => get(other) !== free)),
      );
  const signals = ['traces', 'metrics', 'logs'].map(signal => `pipelines.${signal}.enabled`);
  if (!signals.some(signal => get(signal))) set(signals[0], undefined);

  const tls = get<boolean>('exporter.tls.enabled');
  const secure = tls ? 's' : '';
  set(
    'exporter.endpoint',
    get('exporter.protocol') === 'grpc' ? 'backend:4317' : `http${secure}://[2001:db8::1]:4318/$x`,
  );
  const taken = new Set(['otlp.grpc.port', 'otlp.http.port'].map(port => `TCP ${get(port)}`));
  for (const [name, extra] of Object.entries(
    get<Record<string, { port: number; protocol?: string }>>('service.extraPorts'),
  )) {
    const id = `${extra.protocol ?? 'TCP'} ${extra.port}`;
    if (taken.has(id)) set(`service.extraPorts\0${name}`, undefined);
    taken.add(id);
  }
  for (const secret of ['tls.caSecret', 'tls.clientSecret', 'bearerTokenSecret'])
    if (!tls) set(`exporter.${secret}.name`, undefined);
  if (get('exporter.bearerTokenSecret.name')) free('exporter.headersFromSecret', /^authorization$/i);

  const mode = get<string>('collector.mode');
  const places = {
    daemonset: ['hostPath', 'emptyDir'],
    deployment: ['emptyDir'],
    statefulset: ['persistentVolumeClaim', 'emptyDir'],
  }[mode] as string[];
  const place = get<string>('delivery.storage.type');
  if (get('delivery.mode') !== 'durable') set('delivery.storage.type', place === 'none' ? place : undefined);
  else if (!places.includes(place)) set('delivery.storage.type', places[0]);
  if (get<number>('collector.shutdown.graceSeconds') > 0) {
    set('collector.shutdown.graceSeconds', 3600);
    for (const path of ['delivery.queue', 'delivery.batch', 'exporter.timeout', 'exporter.retry'])
      set(path, undefined);
  }
  const small = ['128Mi', '134217728'].includes(get('collector.resources.limits.memory'));
  if (small && get('collector.resources.requests.memory') === '256Mi')
    set('collector.resources.requests.memory', '64Mi');
  if (get<number>('memoryLimiter.spikeLimitPercentage') >= get<number>('memoryLimiter.limitPercentage'))
    set('memoryLimiter.limitPercentage', 95);

  if (get('otlp.grpc.hostPort') === get('otlp.http.hostPort')) set('otlp.http.hostPort', undefined);
  const hostPort = ['grpc', 'http'].some(name => get<number>(`otlp.${name}.hostPort`) > 0);
  if (mode === 'daemonset' && (hostPort || get('delivery.storage.type') === 'hostPath'))
    set('collector.updateStrategy.surge', false);
  if (get('service.trafficDistribution') !== '' && get('service.internalTrafficPolicy') === 'Local')
    set('service.internalTrafficPolicy', undefined);
  if (get('presets.kubernetesAttributes.enabled') && !get('serviceAccount.create'))
    set('serviceAccount.name', 'mine');

  agreeingGateway(get, set);
  if (get('monitoring.prometheusRule.enabled') || get('monitoring.dashboard.enabled'))
    set('monitoring.podMonitor.enabled', true);
  free('monitoring.prometheusRule.alertLabels', /^(alertname|severity)$/);

  for (const kind of ['receivers', 'processors', 'exporters'])
    free(kind, /^(otlp|memory_limiter|batch(\/.*)?)$/);
  if (get('instrumentation.enabled')) {
    const others = get<string[]>('instrumentation.propagators').filter(
      name => !/^(tracecontext|baggage)$/.test(name),
    );
    set('instrumentation.propagators', ['tracecontext', 'baggage', ...others]);
    set('instrumentation.java.image.tag', undefined);
    if (/ratio/.test(get('instrumentation.sampler.type'))) set('instrumentation.sampler.argument', '0.25');
  }
  return values;
}

function agreeingGateway(get: Edited['get'], set: Edited['set']): void {
  if (!get('gateway.enabled'))
    for (const part of ['sampling', 'autoscaling']) set(`gateway.${part}.enabled`, undefined);
  if (!get('pipelines.traces.enabled')) set('gateway.sampling.enabled', undefined);
  if (get('gateway.enabled') && get('monitoring.port') === 4317) set('monitoring.port', 4319);
  if (get<number>('gateway.autoscaling.minReplicas') > get<number>('gateway.autoscaling.maxReplicas'))
    set('gateway.autoscaling.maxReplicas', 1000);
  const targets = ['CPU', 'Memory'].map(name => `gateway.autoscaling.target${name}UtilizationPercentage`);
  if (get('gateway.autoscaling.enabled')) {
    if (!targets.some(target => get(target))) set(targets[0], undefined);
    for (const name of ['cpu', 'memory'])
      if (get(`gateway.resources.requests.${name}`) === '')
        set(`gateway.resources.requests.${name}`, undefined);
  }
  if (get('gateway.resources.limits.memory') === '128Mi') {
    set('gateway.resources.requests.memory', '64Mi');
    for (const path of ['delivery.queue', 'delivery.batch']) set(path, undefined);
  }
  const { memory } = get<{ memory: unknown }>('gateway.resources.requests');
  if (memory === undefined && get('gateway.resources.limits.memory') === '512M')
    set('gateway.resources.requests.memory', '64Mi');

  const policy = get('networkPolicy.enabled');
  for (const list of ['ingressFrom', 'metricsFrom', 'backendPeers', 'extraEgress'])
    if (!policy) set(`networkPolicy.${list}`, undefined);
  if (
    get<number[]>('networkPolicy.apiServerPorts').length === 0 &&
    get('presets.kubernetesAttributes.enabled')
  )
    set('networkPolicy.apiServerPorts', undefined);
}

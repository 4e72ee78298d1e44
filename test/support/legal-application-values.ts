/** Values of an application that are legal together, made so from what the settings mean and not from our own rules. */
import fc from 'fast-check';
import { applicationValues } from '../../src/constructs/instrumented-deployment.values';
import { anyText, edited, type Overrides, type Values, valuesOf } from './generated-values';

const memory = fc.constantFrom('', '64Mi', '0.5Gi', 200_000_000);
const cpu = fc.constantFrom('', '50m', '0.1', 0.25);
const NAMES = fc.constantFrom('a', 'b.c', 'database');
const KEYS = fc.constantFrom('k', 'K.1_', 'sa-key');
const source = fc.record({ name: NAMES, key: KEYS });

/** Those by which agents are loaded, and those that the agent is told: what is given has to win, or to be extended. */
const TOLD = fc.constantFrom(
  ...['PYTHONPATH', 'JAVA_TOOL_OPTIONS', 'NODE_OPTIONS', 'DOTNET_STARTUP_HOOKS', 'OTEL_RESOURCE_ATTRIBUTES'],
  ...['OTEL_SERVICE_NAME', 'OTEL_TRACES_SAMPLER', 'OTEL_PROPAGATORS', 'OTEL_POD_IP', 'OTEL_TRACES_EXPORTER'],
);
const told = fc.dictionary(
  TOLD,
  fc.constantFrom('', '/own', '-Xmx1g', 'a=b,c=d', 'service.name=x,', '$(HOST)/x', 'x y'),
  { maxKeys: 4, noNullPrototype: true },
);
const own = fc.dictionary(
  fc.stringMatching(/^V_[A-Za-z0-9_]{1,9}$/).filter(name => !/(TOKEN|SECRET|KEY|COOKIE)$/i.test(name)),
  fc.oneof(
    anyText,
    fc.constantFrom('http://$(HOST)/', '$(V_A)$(V_B)'),
    fc.record({ secret: source }),
    fc.record({ configMap: source }),
    fc.record({ field: fc.constantFrom('metadata.name', 'spec.nodeName') }),
  ),
  { maxKeys: 4, noNullPrototype: true },
);
const named = (prefix: string) =>
  fc.dictionary(
    fc
      .stringMatching(new RegExp(`^${prefix}_[A-Z0-9]{1,9}$`))
      .filter(name => !/(TOKEN|SECRET|KEY|COOKIE)$/.test(name)),
    anyText,
    { maxKeys: 3, noNullPrototype: true },
  );
const PATHS = fc.uniqueArray(fc.constantFrom('/', '/api', '/a%20b/c.d'), { minLength: 1 });
const HOSTS = fc.constantFrom('orders.example.com', '*.example.com', 'no');

const OVERRIDES: Overrides = {
  language: fc.constantFrom('python', 'java', 'nodejs', 'dotnet', 'go'),
  env: fc.tuple(told, own).map(([a, b]) => ({ ...a, ...b })),
  config: named('C'),
  secrets: named('S'),
  imageEnv: fc.dictionary(
    fc.constantFrom('PYTHONPATH', 'JAVA_TOOL_OPTIONS', 'NODE_OPTIONS', 'DOTNET_SHARED_STORE'),
    fc.constantFrom('', '/of/image', '-Da=b'),
    { noNullPrototype: true },
  ),
  envFrom: fc.constantFrom<Values[]>([], [{ secretRef: { name: 'x' } }, { configMapRef: { name: 'y' } }]),
  'telemetry.resourceAttributes.*key': fc.constantFrom('service.namespace', 'team', 'a.b_c', 'k8s.pod.name'),
  'telemetry.endpoint': fc.constantFrom('http://collector.observability:4319', 'https://[::1]:443/otlp'),
  'image.repository': fc.constantFrom('acme/orders', 'orders'),
  'image.tag': fc.constantFrom('2.1.0', '1.10', '0777'),
  'agent.image.tag': fc.constantFrom('2.28.1', 'v3'),
  'metrics.guard.image.tag': fc.constantFrom('v0.19.1'),
  'sidecar.image.tag': fc.constantFrom('0.160.0'),
  'sidecar.exporter.headers.*key': fc.constantFrom('X-Scope-OrgID', 'x_team', 'a-b', 'dataset'),
  'sidecar.exporter.headersFromSecret.*key': fc.constantFrom('X-Api-Key', 'c-d', 'c_d'),
  'sidecar.exporter.retry.initialInterval': fc.constantFrom('1s', '1500ms', '5s'),
  'sidecar.exporter.retry.maxInterval': fc.constantFrom('5s', '30s'),
  'sidecar.exporter.retry.maxElapsedTime': fc.constantFrom('0s', '1m', '70000ms'),
  'sidecar.resources.limits.memory': fc.constantFrom('256Mi', '0.5Gi', 268_435_456),
  'resources.limits.memory': fc.constantFrom('', '1Gi', '600M', 1e9),
  'resources.requests.memory': memory,
  'resources.limits.cpu': fc.constantFrom('', '500m', '1.5', 2),
  'resources.requests.cpu': cpu,
  'metrics.guard.resources.limits.memory': fc.constantFrom('', '0.5Gi', 1e9),
  'metrics.guard.resources.requests.memory': fc.constantFrom('', '64Mi', '0.03125Gi', 33_554_432),
  'agent.resources.requests.memory': memory,
  'agent.resources.limits.memory': fc.constantFrom('0.5Gi', 1e9),
  'agent.resources.requests.cpu': cpu,
  'agent.resources.limits.cpu': fc.constantFrom('500m', '1.5', 2),
  'sidecar.resources.requests.memory': fc.constantFrom('64Mi', '0.125Gi', 100_000_000),
  'sidecar.resources.requests.cpu': fc.constantFrom('50m', '0.1', 0.25),
  'sidecar.resources.limits.cpu': fc.constantFrom('', '500m', '1.5', 2),
  'metrics.guard.resources.limits.cpu': fc.constantFrom('', '2'),
  'metrics.guard.resources.requests.cpu': cpu,
  'metrics.serviceMonitor.interval': fc.constantFrom('15s', '1m'),
  'metrics.serviceMonitor.scrapeTimeout': fc.constantFrom('', '10s'),
  'metrics.serviceMonitor.relabelings': fc.constantFrom<Values[]>(
    [],
    [{ action: 'replace', targetLabel: 'team', replacement: 'yes' }],
  ),
  'metrics.serviceMonitor.metricRelabelings': fc.constantFrom<Values[]>(
    [],
    [{ action: 'drop', sourceLabels: ['__name__'], regex: 'python_.*' }],
  ),
  'ingress.hosts': fc.dictionary(
    HOSTS,
    fc.record({ paths: PATHS, tlsSecret: NAMES }, { requiredKeys: [], noNullPrototype: true }),
    { noNullPrototype: true },
  ),
  'httpRoute.paths': PATHS,
  'httpRoute.hostnames': fc.uniqueArray(HOSTS),
  'httpRoute.parentRefs': fc.constantFrom<Values[]>([], [{ name: 'public', namespace: 'gateways' }]),
  'autoscaling.metrics': fc.constantFrom<Values[]>(
    [],
    [
      {
        type: 'Pods',
        pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '100' } },
      },
    ],
  ),
  'autoscaling.behavior': fc.constantFrom<Values>({}, { scaleDown: { stabilizationWindowSeconds: 60 } }),
  tolerations: fc.constantFrom<Values[]>([], [{ key: 'dedicated', operator: 'Exists' }]),
  affinity: fc.constantFrom<Values>(
    {},
    {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 1,
            preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['1.10', 'yes'] }] },
          },
        ],
      },
    },
  ),
  'extraVolumes.*': fc.constantFrom({ emptyDir: {} }, { configMap: { name: 'company-ca' } }),
  'extraVolumeMounts.*': fc.record({ name: fc.constant('tmp'), readOnly: fc.boolean() }),
  'extraVolumeMounts.*key': fc.constantFrom('/etc/company', '/var/more'),
  'extraContainers.*': fc.record({ image: fc.constant('example.com/a:1'), args: fc.array(anyText) }),
  'extraManifests.*': fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('ConfigMap'),
    metadata: fc.record({ name: fc.stringMatching(/^extra-[a-z0-9]{12}$/) }),
    data: fc.record({ text: anyText, other: anyText }),
  }),
  imagePullSecrets: fc.constantFrom<Values[]>([], [{ name: 'registry' }]),
  'global.imagePullSecrets': fc.constantFrom<Values[]>([], [{ name: 'registry' }]),
  'podSecurityContext.seccompProfile.type': fc.constant('RuntimeDefault'),
  'istio.excludeInboundPorts': fc.constantFrom<number[]>([], [9090], [8080, 65535]),
  'istio.excludeOutboundPorts': fc.constantFrom<number[]>([], [4318]),
  fullnameOverride: fc.constantFrom('orders', 'a', 'the-orders-of-the-payments-team-in-production-1'),
  nameOverride: fc.constantFrom('app', 'x', 'no'),
};

const defaults = applicationValues.shape.parse({});

/** Legal settings. */
export const legalApplicationValues: fc.Arbitrary<Values> = valuesOf(applicationValues.schema, OVERRIDES).map(
  generated => {
    const { values, get, set, free } = edited(generated, defaults);
    const is = (path: string, ...words: unknown[]) => words.includes(get(path));

    if (!get('image.repository')) set('image.repository', 'acme/orders');
    if (!get('image.tag') && !get('image.digest')) set('image.tag', '2.1.0');
    if (!get('language')) set('language', 'python');
    instrumentationAgrees();
    if (is('metrics.scrape', 'annotations') && get('metrics.guard.enabled'))
      set('metrics.guard.enabled', undefined);
    portsAgree();
    if (get('metrics.guard.enabled')) {
      set('metrics.guard.readers', { prometheus: { namespace: 'monitoring' } });
      set('metrics.serviceMonitor.authorizationSecret.name', 'prometheus-token');
    }
    if (!get('telemetry.signals.metrics')) set('dashboard.enabled', undefined);
    routesAgree();
    podsAgree();
    return values;

    function instrumentationAgrees(): void {
      if (is('language', 'go')) set('injection', 'env');
      const byImage = is('injection', 'env');
      if (!byImage || get<unknown[]>('agent.wrapper').length > 0) set('agent.folder', undefined);
      if (!byImage) set('agent.wrapper', undefined);
      if (get<unknown[]>('agent.wrapper').length > 0) set('command', ['start']);
      if (!is('injection', 'operator')) set('operator.instrumentation', undefined);
      if (!is('language', 'python', 'dotnet')) set('agent.libc', undefined);
      if (is('language', 'python') && !byImage) set('telemetry.protocol', undefined);
      if (get('sidecar.enabled')) set('telemetry.endpoint', undefined);
      const ratio = /ratio/.test(get('telemetry.sampler.type'));
      set('telemetry.sampler.argument', ratio ? '0.25' : undefined);
      const others = get<string[]>('telemetry.propagators').filter(
        name => !/^(tracecontext|baggage)$/.test(name),
      );
      if (others.length > 0 || !get('runId.enabled'))
        set('telemetry.propagators', ['tracecontext', 'baggage', ...others]);
      else set('telemetry.propagators', undefined);
      if (get<number>('telemetry.batch.size') > (get<number>('telemetry.batch.queueSize') || 2048))
        set('telemetry.batch.size', undefined);
      const tls = get('sidecar.exporter.tls.enabled');
      const grpc = is('sidecar.exporter.protocol', 'grpc');
      set('sidecar.exporter.endpoint', grpc ? 'backend:4317' : `http${tls ? 's' : ''}://backend:4318/$x`);
      for (const secret of ['tls.caSecret', 'tls.clientSecret', 'bearerTokenSecret'])
        if (!tls) set(`sidecar.exporter.${secret}.name`, undefined);
    }

    function portsAgree(): void {
      const taken = new Set<number>(get('sidecar.enabled') ? [4317, 4318, 13133, 8888] : []);
      if (get('metrics.guard.enabled')) taken.add(get('metrics.guard.port'));
      for (const name of ['http', 'health', 'metrics']) {
        const port = get<number>(`ports.${name}`);
        if (port > 0 && taken.has(port)) set(`ports.${name}`, 0);
        taken.add(port);
      }
      const measured = get<number>('ports.metrics') > 0;
      if (!measured && (!is('metrics.scrape', 'none') || get('metrics.guard.enabled')))
        set(
          'ports.metrics',
          [19090, 29090].find(port => !taken.has(port)),
        );
    }

    function routesAgree(): void {
      for (const route of ['ingress', 'httpRoute'])
        if (get(`${route}.enabled`)) {
          set('service.enabled', undefined);
          if (get('ports.http') === 0) set(`${route}.enabled`, undefined);
        }
      if (Object.keys(get<Values>('ingress.hosts')).length === 0) set('ingress.enabled', undefined);
      if (get<unknown[]>('httpRoute.parentRefs').length === 0) set('httpRoute.enabled', undefined);
    }

    function podsAgree(): void {
      if (get<number>('autoscaling.minReplicas') > get<number>('autoscaling.maxReplicas'))
        set('autoscaling.maxReplicas', 1000);
      if (is('agent.resources.requests.memory', '0.5Gi')) set('agent.resources.limits.memory', '0.5Gi');
      for (const name of ['cpu', 'memory'])
        if (get(`resources.requests.${name}`) === '' && get('autoscaling.enabled'))
          set(`resources.requests.${name}`, undefined);
      const targets = ['CPU', 'Memory'].map(name => `autoscaling.target${name}UtilizationPercentage`);
      if (get('autoscaling.enabled') && !targets.some(target => get(target))) set(targets[0], undefined);
      if (!get('updateStrategy.maxSurge') && !get('updateStrategy.maxUnavailable'))
        set('updateStrategy.maxSurge', undefined);
      if (get<number>('shutdown.preStopSeconds') >= get<number>('shutdown.graceSeconds'))
        set('shutdown.graceSeconds', 3600);
      // They are of the volume that is the temporary folder.
      if (Object.keys(get<Values>('extraVolumeMounts')).length > 0) set('temporaryFolder.enabled', undefined);
      free('podLabels', /^app\.kubernetes\.io\//);
    }
  },
);

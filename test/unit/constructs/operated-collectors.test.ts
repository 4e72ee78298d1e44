/** Collectors that the operator runs, as a cdk8s app makes them. */
import { App, Chart, Testing } from 'cdk8s';
import { OperatorStack, type OperatorStackProps } from '../../../src';

const exporter = { endpoint: 'backend:4317' };
type Collector = NonNullable<OperatorStackProps['collectors']>[string];

function made(of: Omit<Collector, 'exporter'> & Partial<Collector>, more: OperatorStackProps = {}) {
  const chart = new Chart(new App(), 'stack', { namespace: 'observability' });
  new OperatorStack(chart, 'stack', {
    collectors: { a: { exporter, ...of } },
    instrumentation: { enabled: false },
    runId: { enabled: false },
    ...more,
  });
  const objects: { kind: string; metadata: { name: string }; [field: string]: any }[] = Testing.synth(chart);
  return {
    objects: objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    object: (kind: string) => objects.find(object => object.kind === kind),
    spec: objects.find(({ kind }) => kind === 'OpenTelemetryCollector')?.spec,
  };
}

const scraping = { mode: 'statefulset', scrapeConfigs: [{ job_name: 'shop' }] } as const;
const allocated = { ...scraping, targetAllocator: { enabled: true } };
const rights = (rules: { resources: string[]; verbs: string[] }[]) =>
  rules.map(({ resources, verbs }) => `${verbs.join(' ')} ${resources.join(' ')}`);

test('the configuration is an object without nulls, made as that of BotanuCollector is', () => {
  const { config } = made({}).spec;
  expect(JSON.stringify(config)).not.toContain('null');
  expect(config.service.pipelines.traces).toEqual({
    receivers: ['otlp'],
    processors: ['memory_limiter', 'transform/run_id', 'attributes/run_id'],
    exporters: ['otlp_grpc'],
  });
});

test('a collector runs as an account without a token, and a sidecar as that of its pod', () => {
  expect(made({}).objects).toEqual(['ServiceAccount/a-collector', 'OpenTelemetryCollector/a']);
  expect(made({}).object('ServiceAccount')?.automountServiceAccountToken).toBe(false);
  expect(made({ serviceAccount: 'mine' }).objects).toEqual(['OpenTelemetryCollector/a']);
  const { objects, spec } = made({ mode: 'sidecar' });
  expect([objects, spec.serviceAccount]).toEqual([['OpenTelemetryCollector/a'], undefined]);
});

test('only its own pod finds a sidecar', () => {
  const endpoints = ({ spec }: ReturnType<typeof made>) => [
    spec.config.receivers.otlp.protocols.http.endpoint,
    spec.config.service.telemetry.metrics.readers[0].pull.exporter.prometheus.host,
  ];
  expect(endpoints(made({ mode: 'sidecar' }))).toEqual(['localhost:4318', 'localhost']);
  expect(endpoints(made({}))).toEqual([':4318', '']);
});

test('images are pinned, and come from where all images do', () => {
  const { image, targetAllocator, upgradeStrategy } = made(allocated, {
    global: { imageRegistry: 'mirror.test' },
  }).spec;
  expect(image).toMatch(/^mirror\.test\/.*opentelemetry-collector-k8s:\d/);
  expect(targetAllocator.image).toMatch(/^mirror\.test\/.*target-allocator:\d/);
  expect(upgradeStrategy).toBe('none');
});

test('an allocator may read the pods of its namespace, and more only where it has to find targets', () => {
  const { objects, object } = made(allocated);
  expect(rights(object('Role')?.rules)).toEqual(['get list watch pods']);
  expect(objects.filter(name => name.startsWith('Cluster'))).toEqual([]);

  const discovering = made({ ...allocated, scrapeConfigs: [{ job_name: 'a', kubernetes_sd_configs: [] }] });
  expect(rights(discovering.object('ClusterRole')?.rules)).toEqual([
    'get list watch pods services endpoints nodes namespaces',
    'get list watch endpointslices',
    'get list watch ingresses',
  ]);
  expect(discovering.object('ClusterRole')?.metadata.name).toBe('observability-a-targetallocator');
});

test('one that follows monitors may read them everywhere, and wait for the Secrets of its namespace', () => {
  const { object, spec } = made({
    mode: 'statefulset',
    targetAllocator: { enabled: true, prometheusCR: { enabled: true } },
  });
  expect(rights(object('Role')?.rules)).toEqual(['get list watch pods', 'list watch secrets']);
  expect(rights(object('ClusterRole')?.rules).at(-1)).toBe(
    'get list watch servicemonitors podmonitors probes scrapeconfigs',
  );
  expect(spec.targetAllocator.prometheusCR).toMatchObject({
    serviceMonitorSelector: {},
    podMonitorSelector: {},
  });
});

test('Secrets of the exporter are mounted where the configuration looks for them', () => {
  const { env, volumes, volumeMounts, config } = made({
    exporter: {
      ...exporter,
      tls: { caSecret: { name: 'ca' } },
      headersFromSecret: { 'X-Api-Key': { name: 'backend', key: 'key' } },
    },
  }).spec;
  expect(volumes).toEqual([{ name: 'otel-collector-tls-ca', secret: { secretName: 'ca' } }]);
  expect(config.exporters.otlp_grpc.tls.ca_file).toBe(`${volumeMounts[0].mountPath}/ca.crt`);
  expect(config.exporters.otlp_grpc.headers['X-Api-Key']).toBe(`\${env:${env[1].name}}`);
});

test('the installer lays over it what he likes', () => {
  const { config } = made({
    config: { processors: { batch: {} }, service: { telemetry: { logs: {} } } },
  }).spec;
  expect(Object.keys(config.processors)).toContain('batch');
  expect(config.service.telemetry).toMatchObject({ logs: {}, metrics: { level: 'normal' } });
});

test('it says where it is, and how a pod gets a sidecar', () => {
  const stack = new OperatorStack(new Chart(new App(), 'stack', { namespace: 'observability' }), 'stack');
  expect(stack.endpointOf('gateway')).toBe('http://gateway-collector.observability:4318');
  expect(stack.sidecarAnnotation('beside')).toEqual({
    'sidecar.opentelemetry.io/inject': 'observability/beside',
  });
});

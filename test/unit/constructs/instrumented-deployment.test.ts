import { App, Chart, Testing } from 'cdk8s';
import {
  InstrumentedDeployment,
  type InstrumentedDeploymentProps,
  type InstrumentOptions,
  instrument,
  type PodSpec,
} from '../../../src';

const image = { repository: 'acme/order-service', tag: '2.1.0' };

function objectsOf(props: object) {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new InstrumentedDeployment(chart, 'orders', {
    image,
    language: 'python',
    fullnameOverride: 'orders',
    ...props,
  } as InstrumentedDeploymentProps);
  return Testing.synth(chart);
}

const objectOf = (props: object, kind: string) => objectsOf(props).find(object => object.kind === kind);
const specOf = (props: object): PodSpec => objectOf(props, 'Deployment').spec.template.spec;

/** As an owner writes it who knows nothing of telemetry. */
const OWNERS: PodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'app',
      image: 'docker.io/acme/order-service:2.1.0',
      env: [
        { name: 'HOST', value: 'shop' },
        { name: 'JAVA_TOOL_OPTIONS', value: '-Xmx512m' },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'sa-key' } } },
        { name: 'NODE_OPTIONS', value: '--max-old-space-size=256' },
        { name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'team=orders' },
        { name: 'PYTHONPATH', value: '/srv' },
        { name: 'URL', value: 'http://$(HOST)/' },
      ],
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
  ],
  volumes: [{ name: 'tmp', emptyDir: {} }],
};
const env = {
  URL: 'http://$(HOST)/',
  HOST: 'shop',
  KEY: { secret: { name: 'keys', key: 'sa-key' } },
  PYTHONPATH: '/srv',
  JAVA_TOOL_OPTIONS: '-Xmx512m',
  NODE_OPTIONS: '--max-old-space-size=256',
  OTEL_RESOURCE_ATTRIBUTES: 'team=orders',
};

const MODES = ['init', 'operator', 'env'] as const;
const cases = (['python', 'java', 'nodejs', 'dotnet'] as const).flatMap(language =>
  MODES.flatMap(injection => [true, false].map(enabled => ({ language, injection, enabled }))),
);

test.each(cases)(
  'what instrument() makes of a pod is what the construct makes: $language, $injection, hook $enabled',
  ({ language, injection, enabled }) => {
    const options = {
      language,
      injection,
      telemetry: { environment: 'production', sampler: { type: 'always_on' } },
      runId: { enabled, hookConfigMap: 'hook' },
    };
    const known = { workload: 'orders', namespace: 'shop' };
    const expected = instrument(OWNERS, { ...options, ...known } as InstrumentOptions);
    const made = specOf({ ...options, env });
    const part = ({ containers: [app], initContainers, volumes }: PodSpec) => ({
      // A map of variables has no order, so those that are extended stand where the agent's own do.
      env: [...(app.env ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
      volumeMounts: app.volumeMounts,
      initContainers,
      volumes,
    });
    expect(part(made)).toEqual(part(expected));
    expect(part(made).env).not.toEqual(part(OWNERS).env);
  },
);

test('the time to start grows with the agent, and is not cut short by the period', () => {
  const thresholdOf = (language: string, more = {}) => {
    const startup = { budgetSeconds: 20, periodSeconds: 7 };
    const { startupProbe } = specOf({ language, probes: { startup }, ...more }).containers[0];
    return (startupProbe as { failureThreshold: number }).failureThreshold * 7;
  };
  const bare = thresholdOf('go', { injection: 'env' });
  expect(bare).toBeGreaterThanOrEqual(20);
  expect(thresholdOf('java')).toBeGreaterThan(thresholdOf('python'));
  expect(thresholdOf('python')).toBeGreaterThan(bare);
});

test('where the cluster decides how many pods there are, the Deployment says nothing of it', () => {
  expect(objectOf({ replicas: 4 }, 'Deployment').spec.replicas).toBe(4);
  expect(objectOf({ replicas: 4, autoscaling: { enabled: true } }, 'Deployment').spec).not.toHaveProperty(
    'replicas',
  );
});

test.each([
  ['a setting', 'config', { LOG_LEVEL: 'INFO' }, { LOG_LEVEL: 'DEBUG' }],
  ['a Secret', 'secrets', { QUEUE: 'a' }, { QUEUE: 'b' }],
  [
    'the collector beside it',
    'sidecar',
    { enabled: true, exporter: { endpoint: 'a:4317' } },
    { enabled: true, exporter: { endpoint: 'b:4317' } },
  ],
])('%s that changes makes other pods; what is left alone does not', (_what, part, before, after) => {
  const template = (value: object) => objectOf({ [part]: value }, 'Deployment').spec.template;
  expect(template(before)).toEqual(template(structuredClone(before)));
  expect(template(before)).not.toEqual(template(after));
});

test('metrics are found in one way', () => {
  const measured = { ports: { metrics: 9090 } };
  const how = (scrape: string) => {
    const all = objectsOf({ ...measured, metrics: { scrape } });
    const deployment = all.find(({ kind }) => kind === 'Deployment');
    const annotations = deployment.spec.template.metadata.annotations ?? {};
    return [all.some(({ kind }) => kind === 'ServiceMonitor'), 'prometheus.io/scrape' in annotations];
  };
  expect(how('none')).toEqual([false, false]);
  expect(how('serviceMonitor')).toEqual([true, false]);
  expect(how('annotations')).toEqual([false, true]);
});

test('a worker has no Service, and is asked nothing', () => {
  const props = { ports: { http: 0 } };
  expect(objectOf(props, 'Service')).toBeUndefined();
  expect(specOf(props).containers[0]).not.toHaveProperty('readinessProbe');
  expect(objectOf({}, 'Service')).toBeDefined();
});

test('it tells where it sends and what it is called', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const orders = new InstrumentedDeployment(chart, 'orders', {
    image,
    language: 'java',
    telemetry: { protocol: 'grpc' },
  });
  expect(orders.serviceName).toBe('shop-orders');
  expect(orders.telemetryEndpoint).toBe('http://botanu-collector.observability:4317');
});

test('what does not fit a language does not compile', () => {
  const props: InstrumentedDeploymentProps[] = [
    { image, language: 'python', agent: { libc: 'musl' } },
    // @ts-expect-error the agent for Python speaks HTTP only
    { image, language: 'python', telemetry: { protocol: 'grpc' } },
    // @ts-expect-error no agent can be put into a Go process
    { image, language: 'go', injection: 'init' },
    // @ts-expect-error there is no agent for Ruby
    { image, language: 'ruby' },
    // @ts-expect-error the language has no default
    { image },
  ];
  expect(props).toHaveLength(5);
});

import { App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { BotanuCollector, type BotanuCollectorProps } from '../../../src';

type Manifest = Record<string, any>;
type GatewayProps = NonNullable<BotanuCollectorProps['gateway']>;

/** The objects that props make, as `Kind/name`; the gateway is on unless the test says otherwise. */
function deployed(gateway: GatewayProps = {}, others: BotanuCollectorProps = {}): Record<string, Manifest> {
  const chart = new Chart(new App(), 'telemetry', { namespace: 'observability' });
  const exporter = { endpoint: 'backend:4317', ...others.exporter };
  new BotanuCollector(chart, 'collector', {
    ...others,
    exporter,
    fullnameOverride: 'botanu',
    gateway: { enabled: true, ...gateway },
  });
  return Object.fromEntries(
    Testing.synth(chart).map(object => [`${object.kind}/${object.metadata.name}`, object]),
  );
}

const GATEWAY = 'Deployment/botanu-gateway';
const AGENTS = 'DaemonSet/botanu';
const podOf = (objects: Record<string, Manifest>, workload = GATEWAY) => objects[workload].spec.template.spec;
const configOf = (objects: Record<string, Manifest>, pods: 'botanu' | 'botanu-gateway') =>
  parse(objects[`ConfigMap/${pods}`].data['collector.yaml']);
const checksumOf = (objects: Record<string, Manifest>, workload: string) =>
  objects[workload].spec.template.metadata.annotations['checksum/config'];

test('it is off by default, and then nothing of it is there', () => {
  const objects = deployed({ enabled: false });
  expect(Object.keys(objects).filter(name => name.includes('gateway'))).toEqual([]);
  expect(Object.keys(configOf(objects, 'botanu').exporters)).toEqual(['otlp_grpc']);
});

test('it is a deployment, a Service, a configuration and a disruption budget', () => {
  expect(Object.keys(deployed()).filter(name => name.includes('gateway'))).toEqual([
    'ConfigMap/botanu-gateway',
    'Deployment/botanu-gateway',
    'Service/botanu-gateway',
    'PodDisruptionBudget/botanu-gateway',
  ]);
});

test('its pods are no agents: neither the Service nor the workload of one selects those of the other', () => {
  const objects = deployed();
  const selects = (selector: Manifest, workload: string) =>
    Object.entries(selector).every(
      ([key, value]) => objects[workload].spec.template.metadata.labels[key] === value,
    );
  const agents = [objects[AGENTS].spec.selector.matchLabels, objects['Service/botanu'].spec.selector];
  const gateway = [
    objects[GATEWAY].spec.selector.matchLabels,
    objects['Service/botanu-gateway'].spec.selector,
    objects['PodDisruptionBudget/botanu-gateway'].spec.selector.matchLabels,
  ];
  expect(agents.map(selector => [selects(selector, AGENTS), selects(selector, GATEWAY)])).toEqual([
    [true, false],
    [true, false],
  ]);
  expect(gateway.map(selector => [selects(selector, AGENTS), selects(selector, GATEWAY)])).toEqual([
    [false, true],
    [false, true],
    [false, true],
  ]);
  expect(objects[AGENTS].spec.selector.matchLabels['app.kubernetes.io/name']).toBe('collector');
});

test('agents send to it alone, and it sends to the backend with all that the backend asks for', () => {
  const exporter = {
    bearerTokenSecret: { name: 'backend' },
    headersFromSecret: { 'X-Api-Key': { name: 'backend', key: 'api' } },
    tls: { caSecret: { name: 'ca' } },
  };
  const objects = deployed({}, { exporter, exporters: { debug: { config: {} } } });
  const agents = configOf(objects, 'botanu');
  const gateway = configOf(objects, 'botanu-gateway');
  expect(agents.exporters['otlp_grpc/gateway']).toMatchObject({
    endpoint: 'botanu-gateway.observability:4317',
    compression: 'zstd',
    tls: { insecure: true },
  });
  for (const { exporters } of Object.values<Manifest>(agents.service.pipelines))
    expect(exporters).toEqual(['otlp_grpc/gateway']);
  expect(gateway.exporters.otlp_grpc).toMatchObject({
    endpoint: 'backend:4317',
    auth: { authenticator: 'bearertokenauth' },
  });
  expect(gateway.service.pipelines.logs.exporters).toEqual(['otlp_grpc', 'debug']);

  const text = (workload: string) => JSON.stringify(podOf(objects, workload));
  for (const secret of ['"secretName":"ca"', '"secretName":"backend"', 'EXPORTER_HEADER_X_API_KEY']) {
    expect(text(GATEWAY)).toContain(secret);
    expect(text(AGENTS)).not.toContain(secret);
  }
  expect(agents.service.extensions).toEqual(['health_check']);
});

test("receivers and processors of one's own, run_id and the token of the API server stay with the agents", () => {
  const objects = deployed(
    {},
    {
      receivers: { zipkin: { pipelines: ['traces'], config: {} } },
      processors: { 'filter/a': { config: {} } },
      presets: { kubernetesAttributes: { enabled: true } },
    },
  );
  const { receivers, processors } = configOf(objects, 'botanu-gateway');
  expect([Object.keys(receivers), Object.keys(processors)]).toEqual([['otlp'], ['memory_limiter']]);
  expect(configOf(objects, 'botanu').service.pipelines.traces.processors).toEqual([
    'memory_limiter',
    'k8s_attributes',
    'transform/run_id',
    'attributes/run_id',
    'filter/helm_test',
    'filter/a',
  ]);
  expect(podOf(objects, AGENTS).automountServiceAccountToken).toBe(true);
  expect(podOf(objects).automountServiceAccountToken).toBe(false);
});

describe('delivery', () => {
  test.each(['sync', 'durable', 'memory'] as const)('under %s it waits for the backend itself', mode => {
    const storage = mode === 'durable' ? ({ type: 'emptyDir' } as const) : {};
    const objects = deployed({}, { delivery: { mode, storage } });
    const { sending_queue, retry_on_failure } = configOf(objects, 'botanu-gateway').exporters.otlp_grpc;
    expect(sending_queue).toMatchObject({ wait_for_result: true, block_on_overflow: true });
    expect(retry_on_failure.enabled).toBe(false);
    expect(JSON.stringify(podOf(objects).volumes)).not.toContain('queue');

    const agents = configOf(objects, 'botanu').exporters['otlp_grpc/gateway'];
    expect(agents.sending_queue.wait_for_result).toBe(mode === 'sync' ? true : undefined);
    expect(agents.sending_queue.storage).toBe(mode === 'durable' ? 'file_storage' : undefined);
    expect(agents.retry_on_failure).toMatchObject({
      enabled: true,
      max_elapsed_time: mode === 'durable' ? '0s' : '30s',
    });
  });

  const timeout = (gateway: GatewayProps, others: BotanuCollectorProps = {}) =>
    configOf(deployed(gateway, others), 'botanu').exporters['otlp_grpc/gateway'].timeout;

  test('an attempt of an agent outlasts the queue of the gateway and its attempt, computed', () => {
    // 64 MiB in batches of at least 1 MiB, ten at a time: 7 rounds, of ten seconds each.
    expect(timeout({})).toBe('70s');
    expect(timeout({}, { exporter: { timeout: '20s' } })).toBe('140s');
    expect(timeout({}, { delivery: { queue: { size: '4Mi' } } })).toBe('10s');
  });

  test('where the gateway samples it tries again itself, and agents wait for that', () => {
    const sampling = { enabled: true };
    expect(timeout({ sampling })).toBe('280s');
    expect(timeout({ sampling }, { exporter: { retry: { maxElapsedTime: '0s' } } })).toBe('0s');
    const { retry_on_failure } = configOf(deployed({ sampling }), 'botanu-gateway').exporters.otlp_grpc;
    expect(retry_on_failure).toMatchObject({ enabled: true, max_elapsed_time: '30s' });
  });

  test('the grace periods cover what waits: in the gateway, and before it', () => {
    const objects = deployed();
    expect(podOf(objects).terminationGracePeriodSeconds).toBe(70 + 5 + 5);
    expect(podOf(objects, AGENTS).terminationGracePeriodSeconds).toBe(70 + 70 + 5 + 5);
  });

  test('it takes whatever an agent can send', () => {
    const { grpc } = configOf(deployed(), 'botanu-gateway').receivers.otlp.protocols;
    expect(grpc.max_recv_msg_size_mib).toBe(3 + 16 + 1);
  });
});

describe('sampling', () => {
  const policies = { slow: { type: 'latency', latency: { threshold_ms: 2000 } } };
  const objects = deployed({ sampling: { enabled: true, percentage: 5, policies } });

  test('keeps runs, errors, a share of the others, and what the user says', () => {
    const { tail_sampling } = configOf(objects, 'botanu-gateway').processors;
    expect(tail_sampling.policies.map(({ name, type }: Manifest) => `${name}: ${type}`)).toEqual([
      'runs: ottl_condition',
      'errors: status_code',
      'others: probabilistic',
      'slow: latency',
    ]);
    expect(tail_sampling).toMatchObject({ decision_wait: '10s', block_on_overflow: true });
  });

  test('sends all spans of a trace to one pod, and everything else to the Service', () => {
    const { exporters, service } = configOf(objects, 'botanu');
    expect(exporters.load_balancing).toMatchObject({
      routing_key: 'traceID',
      resolver: { dns: { hostname: 'botanu-gateway-pods.observability', port: '4317' } },
      protocol: { otlp: { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } },
      sending_queue: { wait_for_result: true },
    });
    const { traces, metrics, logs } = service.pipelines;
    expect([traces, metrics, logs].map(({ exporters: [name] }) => name)).toEqual([
      'load_balancing',
      'otlp_grpc/gateway',
      'otlp_grpc/gateway',
    ]);
    expect(objects['Service/botanu-gateway-pods'].spec).toMatchObject({
      clusterIP: 'None',
      selector: objects[GATEWAY].spec.selector.matchLabels,
    });
  });
});

describe('the pods', () => {
  test('are spread over nodes, unless the user says how', () => {
    const [{ topologyKey, labelSelector }] = podOf(deployed()).topologySpreadConstraints;
    expect(topologyKey).toBe('kubernetes.io/hostname');
    expect(labelSelector.matchLabels).toEqual(deployed()[GATEWAY].spec.selector.matchLabels);
    const own = [{ maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }];
    expect(podOf(deployed({ topologySpreadConstraints: own })).topologySpreadConstraints).toEqual(own);
  });

  test('have the limits, probes and security context of agents, from their own memory', () => {
    const [container] = podOf(deployed()).containers;
    const [agent] = podOf(deployed(), AGENTS).containers;
    expect(container.env[0]).toEqual({ name: 'GOMEMLIMIT', value: '614MiB' });
    for (const part of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'securityContext'])
      expect(container[part]).toEqual(agent[part]);
    expect(container.ports.map(({ name }: Manifest) => name)).toEqual(['otlp-grpc', 'health', 'metrics']);
  });

  test('restart for their own configuration only, and agents for theirs', () => {
    const before = deployed();
    const changed = deployed({ config: { service: { telemetry: { logs: { level: 'debug' } } } } });
    expect(checksumOf(changed, GATEWAY)).not.toBe(checksumOf(before, GATEWAY));
    expect(checksumOf(changed, AGENTS)).toBe(checksumOf(before, AGENTS));
    const agents = deployed({}, { runId: { fromHeader: false } });
    expect(checksumOf(agents, GATEWAY)).toBe(checksumOf(before, GATEWAY));
    expect(checksumOf(agents, AGENTS)).not.toBe(checksumOf(before, AGENTS));
  });

  test('are counted by the autoscaler, or by `replicas`, but never by both', () => {
    expect(deployed({ replicas: 3 })[GATEWAY].spec.replicas).toBe(3);
    const objects = deployed({ autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 60 } });
    expect(objects[GATEWAY].spec).not.toHaveProperty('replicas');
    const { spec } = objects['HorizontalPodAutoscaler/botanu-gateway'];
    expect(spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 10,
      scaleTargetRef: { name: 'botanu-gateway' },
    });
    expect(
      spec.metrics.map(({ resource }: Manifest) => [resource.name, resource.target.averageUtilization]),
    ).toEqual([
      ['cpu', 75],
      ['memory', 60],
    ]);
  });

  test('have a disruption budget where there are several', () => {
    const budget = 'PodDisruptionBudget/botanu-gateway';
    expect(deployed()).toHaveProperty([budget]);
    expect(deployed({ replicas: 1 })).not.toHaveProperty([budget]);
    expect(deployed({ replicas: 1, autoscaling: { enabled: true } })).toHaveProperty([budget]);
    expect(deployed({ podDisruptionBudget: { enabled: false } })).not.toHaveProperty([budget]);
  });
});

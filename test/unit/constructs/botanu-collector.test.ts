import { App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { BotanuCollector, type BotanuCollectorProps } from '../../../src';

type Manifest = Record<string, any>;

/** The objects that props make, by kind; `exporter.endpoint` is given unless the test gives it. */
function deployed(props: BotanuCollectorProps = {}): Record<string, Manifest> {
  const chart = new Chart(new App(), 'telemetry', { namespace: 'observability' });
  const exporter = { endpoint: 'backend:4317', ...props.exporter };
  new BotanuCollector(chart, 'collector', { ...props, exporter });
  return Object.fromEntries(Testing.synth(chart).map(object => [keyOf(object), object]));
}

/** There are two ConfigMaps: one of them is for applications. */
const keyOf = ({ kind, metadata }: Manifest) => (metadata.name.endsWith('-run-id-hooks') ? 'Hooks' : kind);

function podSpec(props: BotanuCollectorProps = {}): Manifest {
  const { DaemonSet, Deployment, StatefulSet } = deployed(props);
  return (DaemonSet ?? Deployment ?? StatefulSet).spec.template.spec;
}

const container = (props: BotanuCollectorProps = {}) => podSpec(props).containers[0];
const config = (props: BotanuCollectorProps = {}) => parse(deployed(props).ConfigMap.data['collector.yaml']);

describe('by default', () => {
  test('it is a node agent, its Service, its configuration, the hooks, and an account without a token', () => {
    expect(Object.keys(deployed()).sort()).toEqual([
      'ConfigMap',
      'DaemonSet',
      'Hooks',
      'Service',
      'ServiceAccount',
    ]);
    expect(deployed().ServiceAccount.automountServiceAccountToken).toBe(false);
    expect(podSpec().automountServiceAccountToken).toBe(false);
  });

  test('applications reach the collector of their own node', () => {
    const { spec } = deployed().Service;
    expect(spec.internalTrafficPolicy).toBe('Local');
    expect(spec.ports.map(({ name, port }: Manifest) => `${name} ${port}`)).toEqual([
      'otlp-grpc 4317',
      'otlp-http 4318',
    ]);
  });

  test('the new pod of a node is there before the old one goes', () => {
    const { rollingUpdate } = deployed().DaemonSet.spec.updateStrategy;
    expect(rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  test('the client hears "accepted" when the backend has accepted, and nothing is batched before', () => {
    const { exporters, processors, service } = config();
    expect(exporters.otlp_grpc.sending_queue).toMatchObject({
      wait_for_result: true,
      block_on_overflow: true,
    });
    expect(exporters.otlp_grpc.sending_queue).not.toHaveProperty('storage');
    expect(Object.keys(processors).filter(name => name.startsWith('batch'))).toEqual([]);
    expect(service.pipelines.traces.processors.slice(0, 1)).toEqual(['memory_limiter']);
  });

  test('a batch stays below the 4 MiB that a gRPC server takes', () => {
    const { batch, sizer } = config().exporters.otlp_grpc.sending_queue;
    expect(sizer).toBe('bytes');
    expect(batch.max_size).toBeLessThan(4 * 1024 * 1024);
  });

  test('TLS is on and verified', () => {
    expect(config().exporters.otlp_grpc.tls).toEqual({ insecure: false, insecure_skip_verify: false });
  });

  test('the garbage collector works harder from where the memory limiter begins to refuse', () => {
    expect(container().env).toEqual([
      { name: 'GOMEMLIMIT', value: '307MiB' },
      { name: 'GOGC', value: '800' },
    ]);
    expect(config().processors.memory_limiter).toEqual({
      check_interval: '1s',
      limit_mib: 409,
      spike_limit_mib: 102,
    });
  });

  test('it is probed where it says how it is', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container();
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe.httpGet).toEqual({ path: '/', port: 'health' });
    }
    expect(config().extensions.health_check).toEqual({ endpoint: ':13133' });
  });
});

describe('shutdown', () => {
  test('the grace period covers what the queue needs, the pause before, and a margin', () => {
    // 64 MiB in batches of at least 1 MiB, ten at a time, each attempt of ten seconds: 7 rounds.
    expect(podSpec().terminationGracePeriodSeconds).toBe(7 * 10 + 5 + 5);
    expect(container().lifecycle.preStop.sleep.seconds).toBe(5);
  });

  test('a longer timeout makes a longer grace period', () => {
    const short = podSpec().terminationGracePeriodSeconds;
    expect(podSpec({ exporter: { timeout: '20s' } }).terminationGracePeriodSeconds).toBe(short + 70);
  });
});

describe('the exporter', () => {
  test('over HTTP it is the HTTP exporter, in every pipeline', () => {
    const { exporters, service } = config({ exporter: { protocol: 'http', endpoint: 'https://backend' } });
    expect(Object.keys(exporters)).toEqual(['otlp_http']);
    expect(Object.values<Manifest>(service.pipelines).map(pipeline => pipeline.exporters)).toEqual([
      ['otlp_http'],
      ['otlp_http'],
      ['otlp_http'],
    ]);
  });

  test('what is secret comes from Secrets: as files where that spares a restart, else as variables', () => {
    const exporter = {
      bearerTokenSecret: { name: 'backend' },
      headersFromSecret: { 'X-Api-Key': { name: 'backend', key: 'api' } },
      tls: { caSecret: { name: 'ca' }, clientSecret: { name: 'client' } },
    };
    const { otlp_grpc } = config({ exporter }).exporters;
    expect(otlp_grpc.headers).toEqual({ 'X-Api-Key': '${env:EXPORTER_HEADER_X_API_KEY}' });
    expect(otlp_grpc.auth).toEqual({ authenticator: 'bearertokenauth' });
    expect(otlp_grpc.tls).toMatchObject({ ca_file: '/etc/botanu-collector/secrets/tls-ca/ca.crt' });
    expect(container({ exporter }).env).toContainEqual({
      name: 'EXPORTER_HEADER_X_API_KEY',
      valueFrom: { secretKeyRef: { name: 'backend', key: 'api' } },
    });
    const secrets = podSpec({ exporter }).volumes.filter((volume: Manifest) => volume.secret);
    expect(secrets.map(({ name, secret }: Manifest) => `${name}: ${secret.secretName}`)).toEqual([
      'tls-ca: ca',
      'tls-client: client',
      'bearer-token: backend',
    ]);
  });

  test('a dollar in a header stays a dollar, and is no variable of the collector', () => {
    const { headers } = config({ exporter: { headers: { 'X-Price': '${env:HOME} 5$' } } }).exporters
      .otlp_grpc;
    expect(headers).toEqual({ 'X-Price': '$${env:HOME} 5$$' });
  });
});

describe('durable delivery', () => {
  const durable = (type: 'emptyDir' | 'hostPath' | 'persistentVolumeClaim') =>
    ({ mode: 'durable', storage: { type } }) as const;

  test('never gives up, and has its queue on the volume', () => {
    const { exporters, extensions, service } = config({ delivery: durable('emptyDir') });
    expect(exporters.otlp_grpc.retry_on_failure.max_elapsed_time).toBe('0s');
    expect(exporters.otlp_grpc.sending_queue).toMatchObject({ storage: 'file_storage' });
    expect(exporters.otlp_grpc.sending_queue).not.toHaveProperty('wait_for_result');
    expect(extensions.file_storage.directory).toBe('/var/lib/botanu-collector');
    expect(service.extensions).toContain('file_storage');
  });

  test('each pod of a statefulset has a claim of its own', () => {
    const collector = { mode: 'statefulset' } as const;
    const { StatefulSet } = deployed({ collector, delivery: durable('persistentVolumeClaim') });
    expect(StatefulSet.spec.volumeClaimTemplates[0].metadata.name).toBe('queue');
    expect(StatefulSet.spec.template.spec.securityContext.fsGroup).toBe(10001);
  });

  test('a node agent keeps it in a folder of the node', () => {
    const collector = { updateStrategy: { surge: false } };
    const { volumes } = podSpec({ collector, delivery: durable('hostPath') });
    expect(volumes).toContainEqual({
      name: 'queue',
      hostPath: { path: '/var/lib/botanu-collector', type: 'DirectoryOrCreate' },
    });
  });
});

describe('the run_id stage', () => {
  const steps = (runId: BotanuCollectorProps['runId']) =>
    config({ runId }).service.pipelines.traces.processors;

  test("comes before the processors of one's own, unless these ask to be first", () => {
    const processors = {
      'filter/a': { config: {} },
      'filter/z': { position: 'first', config: {} },
    } as const;
    expect(config({ processors }).service.pipelines.traces.processors).toEqual([
      'memory_limiter',
      'filter/z',
      'transform/run_id',
      'attributes/run_id',
      'filter/helm_test',
      'filter/a',
    ]);
  });

  test('each part can be switched off, and then is gone', () => {
    expect(steps({ enabled: false })).toEqual(['memory_limiter']);
    expect(steps({ validate: false, fromTracestate: false })).toEqual([
      'memory_limiter',
      'attributes/run_id',
      'filter/helm_test',
    ]);
    expect(steps({ fromHeader: false, fromTracestate: false })).toEqual([
      'memory_limiter',
      'transform/run_id',
      'attributes/run_id',
    ]);
    expect(config({ test: { enabled: false } }).processors).not.toHaveProperty('filter/helm_test');
    expect(config({ runId: { fromHeader: false } }).processors['attributes/run_id'].actions).toEqual([
      { key: 'http.request.header.baggage', action: 'delete' },
    ]);
  });

  test('is in the pipeline of traces only', () => {
    expect(config().service.pipelines.logs.processors).toEqual(['memory_limiter']);
  });
});

describe("parts of one's own", () => {
  test('are added by name to the pipelines that they name', () => {
    const { receivers, service } = config({
      receivers: { zipkin: { pipelines: ['traces'], config: { endpoint: ':9411' } } },
    });
    expect(receivers.zipkin).toEqual({ endpoint: ':9411' });
    expect(service.pipelines.traces.receivers).toEqual(['otlp', 'zipkin']);
    expect(service.pipelines.logs.receivers).toEqual(['otlp']);
  });

  test('are dropped again by a switch, as are pipelines and protocols', () => {
    const props = {
      exporters: { debug: { enabled: false } },
      pipelines: { logs: { enabled: false } },
      otlp: { http: { enabled: false } },
    };
    const { exporters, receivers, service } = config(props);
    expect(Object.keys(exporters)).toEqual(['otlp_grpc']);
    expect(Object.keys(service.pipelines).sort()).toEqual(['metrics', 'traces']);
    expect(Object.keys(receivers.otlp.protocols)).toEqual(['grpc']);
    expect(deployed(props).Service.spec.ports).toHaveLength(1);
  });

  test('raw configuration is laid over everything last', () => {
    const raw = {
      exporters: { otlp_grpc: { timeout: '1s' } },
      service: { telemetry: { logs: { level: 'debug' } } },
    };
    const { exporters, service } = config({ config: raw });
    expect(exporters.otlp_grpc).toMatchObject({ timeout: '1s', endpoint: 'backend:4317' });
    expect(service.telemetry.logs).toEqual({ level: 'debug' });
  });
});

describe('the place', () => {
  test('rights and a token are there only with the preset, which watches its own node', () => {
    const presets = { kubernetesAttributes: { enabled: true } };
    const { ClusterRole, ClusterRoleBinding } = deployed({ presets });
    expect(ClusterRole.metadata.name).toBe('observability-telemetry-collector');
    expect(ClusterRoleBinding.subjects[0]).toMatchObject({
      name: 'telemetry-collector',
      namespace: 'observability',
    });
    expect(config({ presets }).processors.k8s_attributes.filter).toEqual({
      node_from_env_var: 'K8S_NODE_NAME',
    });
    expect(podSpec({ presets }).automountServiceAccountToken).toBe(true);
    expect(deployed()).not.toHaveProperty('ClusterRole');
  });

  test('a disruption budget is there where copies can be missed', () => {
    expect(deployed({ collector: { mode: 'deployment', replicas: 3 } })).toHaveProperty(
      'PodDisruptionBudget',
    );
    expect(deployed({ collector: { mode: 'deployment', replicas: 1 } })).not.toHaveProperty(
      'PodDisruptionBudget',
    );
  });

  test('a deployment is reached from everywhere; PreferSameNode takes the place of Local', () => {
    expect(deployed({ collector: { mode: 'deployment' } }).Service.spec.internalTrafficPolicy).toBe(
      'Cluster',
    );
    const { spec } = deployed({ service: { trafficDistribution: 'PreferSameNode' } }).Service;
    expect(spec).toMatchObject({ internalTrafficPolicy: 'Cluster', trafficDistribution: 'PreferSameNode' });
  });

  test('one registry serves every image, and a digest beats the tag', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const global = { imageRegistry: 'mirror.example.com:5000', imagePullSecrets: [{ name: 'mirror' }] };
    const props = { global, image: { digest }, instrumentation: { enabled: true } };
    const path =
      'mirror.example.com:5000/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s';
    expect(container(props).image).toBe(`${path}@${digest}`);
    expect(podSpec(props).imagePullSecrets).toEqual([{ name: 'mirror' }]);
    expect(deployed(props).Instrumentation.spec.java.image).toMatch(
      /^mirror\.example\.com:5000\/.*-java:2\.28\.1$/,
    );
  });

  test('an Instrumentation sends to this very collector, in a protocol that its port speaks', () => {
    const { spec } = deployed({ instrumentation: { enabled: true } }).Instrumentation;
    expect(spec.exporter.endpoint).toBe('http://telemetry-collector.observability:4318');
    expect(spec.env).toEqual([{ name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' }]);
    expect(spec.propagators).toEqual(['tracecontext', 'baggage']);
    expect(spec.java.env[1].name).toBe('OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE');
  });

  test('what the user adds is there, by name', () => {
    const collector = {
      extraEnv: { PLAIN: 'x', FROM: { secret: { name: 's', key: 'k' } } },
      extraVolumes: { ca: { configMap: { name: 'ca' } } },
      extraVolumeMounts: { '/etc/ca': { name: 'ca' } },
      extraContainers: { proxy: { image: 'proxy:1' } },
      priorityClassName: 'system-node-critical',
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ operator: 'Exists' }],
    };
    const spec = podSpec({ collector });
    expect(spec).toMatchObject({
      priorityClassName: 'system-node-critical',
      nodeSelector: collector.nodeSelector,
    });
    expect(spec.containers[0].env).toContainEqual({ name: 'PLAIN', value: 'x' });
    expect(spec.containers[0].env).toContainEqual({
      name: 'FROM',
      valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
    });
    expect(spec.containers[0].volumeMounts).toContainEqual({ mountPath: '/etc/ca', name: 'ca' });
    expect(spec.containers[1]).toEqual({ name: 'proxy', image: 'proxy:1' });
    expect(spec.volumes).toContainEqual({ name: 'ca', configMap: { name: 'ca' } });
    const extraManifests = { note: { apiVersion: 'v1', kind: 'Note', metadata: { name: 'note' } } };
    expect(deployed({ extraManifests }).Note.metadata.name).toBe('note');
  });
});

test('the environment of an application names this collector', () => {
  const chart = new Chart(new App(), 'telemetry', { namespace: 'observability' });
  const collector = new BotanuCollector(chart, 'collector', { exporter: { endpoint: 'backend:4317' } });
  expect(collector.environmentOf('shop')).toMatchObject({
    OTEL_SERVICE_NAME: 'shop',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://telemetry-collector.observability:4318',
    OTEL_PROPAGATORS: 'tracecontext,baggage',
  });
});

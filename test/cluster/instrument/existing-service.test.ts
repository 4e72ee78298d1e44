/** A service that was there before its telemetry, under gunicorn: by the guide's init container, and by `instrument`. */
import { randomBytes } from 'node:crypto';
import { hookConfigMapData, instrument, type PodSpec } from '../../../src';
import { clientPod } from '../../support/cluster/applications';
import {
  type Backend,
  podWithService,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  startBackend,
} from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import {
  agentImage,
  busyboxImage,
  collectorImage,
  installedPythonImage,
  labImage,
} from '../../support/cluster/images';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import type { Span } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';

const OBSERVABILITY = 'observability';
const SHOP = 'shop';
const PORT = 8080;
const WORKERS = 4;
const REQUESTS = 40;

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    installedPythonImage(),
    agentImage('python'),
  ]),
}));

let backend: Backend;

beforeAll(async () => {
  await cluster().namespace(OBSERVABILITY);
  await cluster().namespace(SHOP);
  backend = await startBackend(cluster(), OBSERVABILITY);
  // Without what the collector fills in by itself, so that only the processes write run_id.
  await installFromRepository(cluster(), 'helm4', {
    namespace: OBSERVABILITY,
    values: {
      exporter: { endpoint: backend.grpc, tls: { enabled: false } },
      runId: { fromHeader: false, fromTracestate: false },
    },
  });
  const named = (kind: string, name: string) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: SHOP },
  });
  const instrumented = instrument(OWNERS, {
    language: 'python',
    workload: 'instrumented',
    namespace: SHOP,
    runId: { hookConfigMap: 'hook' },
    telemetry: { batch: { delay: '100ms' } },
  });
  await cluster().apply([
    { ...named('ConfigMap', 'hook'), data: hookConfigMapData() },
    { ...named('ConfigMap', 'settings'), data: { 'own.txt': 'own settings' } },
    { ...named('Secret', 'service-account-api-key'), stringData: { 'sa-key': 'precious' } },
    clientPod(SHOP),
    ...podWithService('instrumented', SHOP, instrumented, { http: PORT }),
    ...podWithService('guide', SHOP, asInTheGuide(OWNERS), { http: PORT }),
  ]);
  await cluster().ready(SHOP, 'app', 120_000);
}, 300_000);

/** What an owner wrote, who knew nothing of telemetry. */
const OWNERS: PodSpec = {
  securityContext: RESTRICTED_POD,
  terminationGracePeriodSeconds: 0,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  containers: [
    {
      name: 'app',
      image: 'local.test/installed-python-app:1',
      command: ['/usr/bin/python3.11', '-m', 'gunicorn'],
      args: [
        ...['--preload', '--workers', `${WORKERS}`],
        ...['--bind', `0.0.0.0:${PORT}`, '--chdir', '/app', 'flask_service:app'],
      ],
      env: [
        {
          name: 'SA_KEY',
          valueFrom: { secretKeyRef: { name: 'service-account-api-key', key: 'sa-key' } },
        },
        { name: 'TM2_HOST', value: 'cxtm-web' },
        { name: 'TM2_PORT', value: '5000' },
      ],
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'settings', mountPath: '/etc/settings' },
      ],
      securityContext: RESTRICTED_CONTAINER,
      readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 90 },
    },
  ],
  volumes: [
    { name: 'tmp', emptyDir: {} },
    { name: 'settings', configMap: { name: 'settings' } },
  ],
};

/** As it stands there, save for what Pod Security asks for. */
function asInTheGuide(spec: PodSpec): PodSpec {
  const volume = { name: 'otel-auto-instrumentation', mountPath: '/otel-auto-instrumentation' };
  const withAgent = (container: PodSpec['containers'][number]) => ({
    ...container,
    env: [
      ...(container.env ?? []),
      { name: 'PYTHONPATH', value: '/otel-auto-instrumentation' },
      { name: 'OTEL_SERVICE_NAME', value: 'guide' },
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://botanu-collector.observability:4318' },
    ],
    volumeMounts: [...(container.volumeMounts ?? []), volume],
  });
  const copying = {
    name: 'otel-init',
    image: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-python:0.60b1',
    command: ['/bin/sh', '-c'],
    args: ['cp -r /autoinstrumentation/. /otel-auto-instrumentation/'],
    volumeMounts: [volume],
    securityContext: RESTRICTED_CONTAINER,
  };
  return {
    ...spec,
    initContainers: [copying],
    containers: spec.containers.map(withAgent),
    volumes: [...(spec.volumes ?? []), { name: volume.name, emptyDir: {} }],
  };
}

/** Sends requests side by side, so that every worker has some; gives how many were answered. */
async function burst(service: string, traceId: string, runId: string): Promise<number> {
  const header = (name: string, value: string) => `--header '${name}: ${value}'`;
  const headers = [
    header('traceparent', `00-${traceId}-${'1'.repeat(16)}-01`),
    header('baggage', `botanu.run_id=${runId}`),
  ].join(' ');
  const one = `timeout 30 wget -q -O - ${headers} http://${service}:${PORT}/run && echo`;
  const all = `for i in $(seq ${REQUESTS}); do (${one}) & done; wait`;
  const answers = await cluster().kubectl(['exec', '-n', SHOP, 'client', '--', '/bin/sh', '-c', all]);
  return answers.match(/ok/g)?.length ?? 0;
}

const newTraceId = () => randomBytes(16).toString('hex');

test('every span of every forked worker carries its run', async () => {
  const [traceId, runId] = [newTraceId(), newRunId()];
  let answered = await burst('instrumented', traceId, runId);
  const spans = await until<Span[]>(`spans of ${WORKERS} workers`, 60_000, async () => {
    const all = (await backend.spans()).filter(span => span.traceId === traceId);
    // The server's span of each request, and the application's own.
    if (all.length < 2 * answered) return { still: `${all.length} of ${2 * answered}` };
    const workers = new Set(all.map(({ attributes }) => attributes.worker).filter(Boolean));
    if (workers.size === WORKERS) return all;
    answered += await burst('instrumented', traceId, runId);
    return { still: `of ${workers.size} workers` };
  });
  const carrying = spans.filter(({ attributes }) => attributes['botanu.run_id'] === runId);
  process.stderr.write(
    `gunicorn: ${answered} requests, ${carrying.length} of ${spans.length} spans of ${WORKERS} workers\n`,
  );
  expect(carrying).toHaveLength(spans.length);
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['instrumented']));
});

test("by the guide's init container it answers, and no span of it comes", async () => {
  const [traceId, runId] = [newTraceId(), newRunId()];
  expect(await burst('guide', traceId, runId)).toBe(REQUESTS);
  // What comes after it comes, so that what would have come did.
  const control = newTraceId();
  await burst('instrumented', control, runId);
  const isOf = (trace: string) => (span: { traceId: string }) => span.traceId === trace;
  await until('spans of the same service, instrumented', 30_000, async () => {
    return (await backend.spans()).some(isOf(control)) || { still: 'none' };
  });
  // Longer than the agent's own 5 seconds, after which it would have sent.
  await new Promise(done => setTimeout(done, 7_000));
  const spans = await backend.spans();
  process.stderr.write(
    `the guide: ${REQUESTS} requests, ${spans.filter(isOf(traceId)).length} spans; instrumented: ${spans.filter(isOf(control)).length}\n`,
  );
  expect(spans.filter(span => span.traceId === traceId || span.service === 'guide')).toEqual([]);
});

test('the process still has what its owner gave it', async () => {
  const program = [
    'import json',
    'env = dict(pair.split("=", 1) for pair in open("/proc/1/environ").read().split("\\0") if pair)',
    'own = {name: env[name] for name in ["SA_KEY", "TM2_HOST", "TM2_PORT"]}',
    'print(json.dumps({**own, "mounted": open("/etc/settings/own.txt").read()}))',
  ].join('\n');
  const python = ['/usr/bin/python3.11', '-S', '-c', program];
  const printed = await cluster().kubectl(['exec', '-n', SHOP, 'instrumented', '-c', 'app', '--', ...python]);
  expect(JSON.parse(printed)).toEqual({
    SA_KEY: 'precious',
    TM2_HOST: 'cxtm-web',
    TM2_PORT: '5000',
    mounted: 'own settings',
  });
  const { spec } = await cluster().get('Pod', SHOP, 'instrumented');
  expect(spec.nodeSelector).toEqual(OWNERS.nodeSelector);
});

/** A service that was there before its telemetry, under servers with workers: by the guide's words, and by `instrument`. */
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

const gunicorn = (application: string, ...args: string[]) => [
  ...['gunicorn', '--workers', `${WORKERS}`, '--bind', `0.0.0.0:${PORT}`, '--chdir', '/app'],
  ...args,
  application,
];
const uvicorn = (workers: number) => [
  ...['uvicorn', '--workers', `${workers}`, '--host', '0.0.0.0', '--port', `${PORT}`],
  ...['--app-dir', '/app', 'fastapi_service:app'],
];
const FLASK = 'flask_service:app';
/** By name of the service: what starts it, and how many processes answer. */
const SERVERS: Record<string, { readonly command: readonly string[]; readonly workers: number }> = {
  preloaded: { command: gunicorn(FLASK, '--preload'), workers: WORKERS },
  forked: { command: gunicorn(FLASK), workers: WORKERS },
  asynchronous: {
    command: gunicorn('fastapi_service:app', '--worker-class', 'uvicorn.workers.UvicornWorker'),
    workers: WORKERS,
  },
  uvicorn: { command: uvicorn(1), workers: 1 },
};

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
  const instrumented = (workload: string, server: readonly string[], hook = true) =>
    instrument(ownersPod(server), {
      language: 'python',
      workload,
      namespace: SHOP,
      runId: hook ? { hookConfigMap: 'hook' } : { enabled: false },
      telemetry: { batch: { delay: '100ms' } },
    });
  await cluster().apply([
    { ...named('ConfigMap', 'hook'), data: hookConfigMapData() },
    { ...named('ConfigMap', 'settings'), data: { 'own.txt': 'own settings' } },
    { ...named('Secret', 'service-account-api-key'), stringData: { 'sa-key': 'precious' } },
    clientPod(SHOP),
    ...Object.entries(SERVERS).flatMap(([name, { command }]) =>
      podWithService(name, SHOP, instrumented(name, command), { http: PORT }),
    ),
    ...podWithService('hookless', SHOP, instrumented('hookless', gunicorn(FLASK), false), { http: PORT }),
    ...podWithService('spawned', SHOP, instrumented('spawned', uvicorn(2)), { http: PORT }),
    ...podWithService('guide', SHOP, asInTheGuide(ownersPod(SERVERS.preloaded.command)), { http: PORT }),
  ]);
  await cluster().ready(SHOP, 'app', 180_000);
}, 300_000);

/** What an owner wrote, who knew nothing of telemetry. */
const ownersPod = (server: readonly string[]): PodSpec => ({
  securityContext: RESTRICTED_POD,
  terminationGracePeriodSeconds: 0,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  containers: [
    {
      name: 'app',
      image: 'local.test/installed-python-app:1',
      command: ['/usr/bin/python3.11', '-m'],
      args: [...server],
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
});

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

const ofName = (spans: readonly Span[], name: string) => spans.filter(span => span.name === name);

/** Sends a run until every worker had a part in it, and gives all spans of it. */
async function spansOfAllWorkers(service: string, count: number, runId: string): Promise<Span[]> {
  const traceId = newTraceId();
  let answered = await burst(service, traceId, runId);
  const spans = await until<Span[]>(`spans of ${count} workers`, 90_000, async () => {
    const all = (await backend.spans()).filter(span => span.traceId === traceId);
    // The server's span of each request, and the application's own.
    const [requests, works] = [ofName(all, 'GET /run'), ofName(all, 'own work')];
    if (Math.min(requests.length, works.length) < answered)
      return { still: `${requests.length} and ${works.length} of ${answered}` };
    const workers = new Set(works.map(({ attributes }) => attributes.worker));
    if (workers.size === count) return all;
    answered += await burst(service, traceId, runId);
    return { still: `of ${workers.size} workers` };
  });
  process.stderr.write(
    `${service}: ${answered} requests, ${carrying(spans, runId).length} of ${spans.length} spans\n`,
  );
  return spans;
}

const carrying = (spans: readonly Span[], runId: string) =>
  spans.filter(({ attributes }) => attributes['botanu.run_id'] === runId);

test.each(Object.entries(SERVERS))(
  '%s: every span of every worker carries its run',
  async (service, { workers }) => {
    const runId = newRunId();
    const spans = await spansOfAllWorkers(service, workers, runId);
    expect(carrying(spans, runId)).toHaveLength(spans.length);
    expect(new Set(spans.map(one => one.service))).toEqual(new Set([service]));
  },
);

test('without the hook, no span of any worker does', async () => {
  const runId = newRunId();
  expect(carrying(await spansOfAllWorkers('hookless', WORKERS, runId), runId)).toEqual([]);
});

// Workers of uvicorn are new processes, and the agent for Python takes itself out of PYTHONPATH for those.
test.each([
  ['by the guide', 'guide'],
  ["under uvicorn's own workers", 'spawned'],
])('%s it answers, and no span of it comes', async (_, service) => {
  const [traceId, runId] = [newTraceId(), newRunId()];
  expect(await burst(service, traceId, runId)).toBe(REQUESTS);
  // What comes after it comes, so that what would have come did.
  const control = newTraceId();
  await burst('preloaded', control, runId);
  const isOf = (trace: string) => (span: { traceId: string }) => span.traceId === trace;
  await until('spans of the same service, instrumented', 30_000, async () => {
    return (await backend.spans()).some(isOf(control)) || { still: 'none' };
  });
  // Longer than the agent's own 5 seconds, after which it would have sent.
  await new Promise(done => setTimeout(done, 7_000));
  const spans = await backend.spans();
  process.stderr.write(
    `${service}: ${REQUESTS} requests, ${spans.filter(isOf(traceId)).length} spans; instrumented: ${spans.filter(isOf(control)).length}\n`,
  );
  expect(spans.filter(span => span.traceId === traceId || span.service === service)).toEqual([]);
});

test('the process still has what its owner gave it', async () => {
  const program = [
    'import json',
    'env = dict(pair.split("=", 1) for pair in open("/proc/1/environ").read().split("\\0") if pair)',
    'own = {name: env[name] for name in ["SA_KEY", "TM2_HOST", "TM2_PORT"]}',
    'print(json.dumps({**own, "mounted": open("/etc/settings/own.txt").read()}))',
  ].join('\n');
  const python = ['/usr/bin/python3.11', '-S', '-c', program];
  const printed = await cluster().kubectl(['exec', '-n', SHOP, 'preloaded', '-c', 'app', '--', ...python]);
  expect(JSON.parse(printed)).toEqual({
    SA_KEY: 'precious',
    TM2_HOST: 'cxtm-web',
    TM2_PORT: '5000',
    mounted: 'own settings',
  });
  const { spec } = await cluster().get('Pod', SHOP, 'preloaded');
  expect(spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
});

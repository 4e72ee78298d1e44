/** `instrument` with a collector beside the application, where Pod Security is `restricted`. */
import { randomBytes } from 'node:crypto';
import {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  type PodSpec,
  sidecarConfigText,
} from '../../../src';
import { answers, clientPod, request } from '../../support/cluster/applications';
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
  bareApplicationImage,
  busyboxImage,
  collectorImage,
  labImage,
} from '../../support/cluster/images';
import { useCluster } from '../../support/cluster/use-cluster';
import type { KubernetesObject } from '../../support/helm';
import type { Span } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';

const SHOP = 'shop';
const PORT = 8080;
const SIDECAR = 'otel-collector';

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    bareApplicationImage('python'),
    agentImage('python'),
  ]),
}));

let backend: Backend;

beforeAll(async () => {
  await cluster().namespace(SHOP);
  backend = await startBackend(cluster(), SHOP);
  const named = (name: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: SHOP },
  });
  const service = (name: string, spec: PodSpec) => podWithService(name, SHOP, spec, { http: PORT });
  await cluster().apply([
    { ...named('hook'), data: hookConfigMapData('python') },
    { ...named('sidecar'), data: { 'collector.yaml': sidecarConfigText(sidecar()) } },
    clientPod(SHOP),
    ...service('hooked', beside(server(), 'hooked')),
    ...service('captured', beside(server([CAPTURE]), 'captured', { runId: { enabled: false } })),
    ...service('alone', beside(server(), 'alone', { sidecar: undefined, telemetry: AS_WITH_SIDECAR })),
    job('native', beside(work(), 'native')),
    job('ordinary', asOrdinaryContainer(beside(work(), 'ordinary'))),
  ]);
  await cluster().ready(SHOP, 'app in (hooked, captured, alone, client)', 120_000);
}, 300_000);

const sidecar = () => ({ enabled: true, exporter: { endpoint: backend.grpc, tls: { enabled: false } } });

/** What the sidecar makes of the settings, where there is none. */
const AS_WITH_SIDECAR = { endpoint: 'http://localhost:4318', batch: { delay: '100ms' } };

/** Without the hook, nothing else captures the header. */
const CAPTURE = { name: 'OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST', value: 'baggage' };

const beside = (spec: PodSpec, workload: string, more: Partial<InstrumentOptions> = {}) =>
  instrument(spec, {
    language: 'python',
    workload,
    namespace: SHOP,
    runId: { hookConfigMap: 'hook' },
    telemetry: { batch: { delay: '100ms' } },
    sidecar: sidecar(),
    sidecarConfigMap: 'sidecar',
    ...more,
  } as InstrumentOptions);

const ownersPod = (container: object): PodSpec => ({
  securityContext: RESTRICTED_POD,
  containers: [
    {
      name: 'app',
      image: 'local.test/bare-python-app:1',
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      securityContext: RESTRICTED_CONTAINER,
      ...container,
    },
  ],
  volumes: [{ name: 'tmp', emptyDir: {} }],
});

const LIBRARIES = { name: 'PYTHONPATH', value: '/libraries' };
const server = (env: readonly object[] = []) => ({
  ...ownersPod({
    env: [LIBRARIES, ...env],
    readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 90 },
  }),
  terminationGracePeriodSeconds: 0,
});

/** One span, and the end: what was measured is only sent while the process ends. */
const WORK = `
from opentelemetry import trace
trace.get_tracer("app").start_span("own work").end()
`;
const work = () => ({
  ...ownersPod({
    env: [LIBRARIES, { name: 'OTEL_BSP_SCHEDULE_DELAY', value: '60000' }],
    command: ['/usr/bin/python3.11', '-c', WORK],
  }),
  restartPolicy: 'Never',
});

const job = (name: string, spec: PodSpec) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: SHOP },
  spec: { backoffLimit: 0, template: { metadata: { labels: { job: name } }, spec } },
});

/** As sidecars were before Kubernetes knew them. */
function asOrdinaryContainer({ initContainers = [], containers, ...spec }: PodSpec): PodSpec {
  const isSidecar = ({ name }: { name: string }) => name === SIDECAR;
  const { restartPolicy: _, ...container } = initContainers.filter(isSidecar)[0];
  return {
    ...spec,
    initContainers: initContainers.filter(one => !isSidecar(one)),
    containers: [...containers, container],
  };
}

/** Sends a run to a service, and gives its trace. */
async function run(service: string) {
  const [traceId, runId] = [randomBytes(16).toString('hex'), newRunId()];
  const headers = { traceparent: `00-${traceId}-${'1'.repeat(16)}-01`, baggage: `botanu.run_id=${runId}` };
  const url = `http://${service}:${PORT}/run`;
  await answers(cluster(), SHOP, url);
  expect(await request(cluster(), SHOP, url, headers)).toBe('ok');
  return { traceId, runId };
}

/** The server's span, and the application's own. */
const spansOf = (traceId: string) =>
  until<Span[]>('both spans', 30_000, async () => {
    const spans = (await backend.spans()).filter(span => span.traceId === traceId);
    return spans.length === 2 ? spans : { still: `${spans.length}` };
  });

const runIds = (spans: readonly Span[]) =>
  Object.fromEntries(spans.map(({ name, attributes }) => [name, attributes['botanu.run_id']]));

test('every span passes the sidecar, with its run', async () => {
  const { traceId, runId } = await run('hooked');
  const spans = await spansOf(traceId);
  expect(runIds(spans)).toEqual({ 'GET /run': runId, 'own work': runId });
  const pod = await cluster().get('Pod', SHOP, 'hooked');
  expect(pod.status?.initContainerStatuses[0]).toMatchObject({ name: SIDECAR, ready: true, restartCount: 0 });
});

test("without the hook, the sidecar's own stage gives it to the span whose request header was captured", async () => {
  const { traceId, runId } = await run('captured');
  const spans = await spansOf(traceId);
  expect(runIds(spans)).toEqual({ 'GET /run': runId, 'own work': undefined });
  expect(spans.flatMap(({ attributes }) => Object.keys(attributes))).not.toContain(
    'http.request.header.baggage',
  );
});

test('without the sidecar, the same application answers and no span of it comes', async () => {
  await run('alone');
  await spansOf((await run('hooked')).traceId);
  // The agent tries again for some seconds.
  await new Promise(done => setTimeout(done, 7_000));
  expect((await backend.spans()).filter(({ service }) => service === 'alone')).toEqual([]);
});

test('it listens to its pod alone', async () => {
  const { podIP } = (await cluster().get('Pod', SHOP, 'hooked')).status as { podIP: string };
  const connects = async (port: number) => {
    const args = ['exec', '-n', SHOP, 'client', '--', 'timeout', '5', 'nc', podIP, `${port}`];
    return (await cluster().tryKubectl(args)).code === 0;
  };
  expect(await Promise.all([PORT, 4317, 4318].map(connects))).toEqual([true, false, false]);
});

interface Finished {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly exitCode: number;
}

const podOf = async (name: string) => (await cluster().list('pods', SHOP, `job=${name}`))[0];
const terminated = ({ status }: KubernetesObject, container: string): Finished | undefined =>
  [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
    ({ name }) => name === container,
  )?.state.terminated;

test('a Job ends with its work: the sidecar starts before it, ends after it, and its last span has come', async () => {
  await until('the Job to succeed', 60_000, async () => {
    const { status } = await cluster().get('Job', SHOP, 'native');
    return status?.succeeded === 1 || { still: JSON.stringify(status) };
  });
  expect(
    (await backend.spans()).filter(({ service }) => service === 'native').map(({ name }) => name),
  ).toEqual(['own work']);
  const pod = await podOf('native');
  const inOrder = [SIDECAR, 'opentelemetry-auto-instrumentation-python', 'app'];
  const [collector, copying, app] = inOrder.map(name => terminated(pod, name) as Finished);
  expect([collector.exitCode, copying.exitCode, app.exitCode]).toEqual([0, 0, 0]);
  const starts = [collector, copying, app].map(({ startedAt }) => startedAt);
  expect(starts).toEqual([...starts].sort());
  const ends = [copying, app, collector].map(({ finishedAt }) => finishedAt);
  expect(ends).toEqual([...ends].sort());
});

test('with the same collector as an ordinary container it never ends', async () => {
  const pod = await until<KubernetesObject>('the work to be done', 60_000, async () => {
    const found = await podOf('ordinary');
    return terminated(found, 'app') ? found : { still: JSON.stringify(found.status?.containerStatuses) };
  });
  // Far longer than a collector takes to end.
  await new Promise(done => setTimeout(done, 10_000));
  expect(terminated(pod, 'app')?.exitCode).toBe(0);
  expect(terminated(await podOf('ordinary'), SIDECAR)).toBeUndefined();
  expect((await cluster().get('Job', SHOP, 'ordinary')).status?.active).toBe(1);
});

/** The gateway in a cluster: names resolved by the cluster's own DNS, pods that come and go, traces that stay whole. */
import { randomBytes } from 'node:crypto';
import { clientPod, sendSpan } from '../../support/cluster/applications';
import { type Backend, startBackend } from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { busyboxImage, collectorImage, labImage } from '../../support/cluster/images';
import { fromRepository, installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { newRunId } from '../../support/run-ids';

const cluster = useCluster(async () => ({
  images: await Promise.all([collectorImage(), labImage(), busyboxImage()]),
}));
const NAMESPACE = 'observability';
const AGENTS = `http://botanu-collector.${NAMESPACE}:4318`;
let backend: Backend;

const values = (more: object) => ({
  exporter: { endpoint: backend.grpc, tls: { enabled: false } },
  gateway: { enabled: true, ...more },
});

beforeAll(async () => {
  await cluster().namespace(NAMESPACE);
  backend = await startBackend(cluster(), NAMESPACE);
  await cluster().apply([clientPod(NAMESPACE)]);
  await cluster().ready(NAMESPACE, 'app=client');
  await installFromRepository(cluster(), 'helm4', {
    namespace: NAMESPACE,
    values: values({ autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 } }),
  });
});

const send = (traceId: string, attributes: Record<string, string> = {}) =>
  sendSpan(cluster(), NAMESPACE, AGENTS, attributes, traceId);

const newTrace = () => randomBytes(16).toString('hex');
const arrived = async (traceId: string) =>
  (await backend.spans()).filter(span => span.traceId === traceId && span.name === 'one');

test('there are as many pods as the autoscaler asks for, a budget for them, and none of them is an agent', async () => {
  await until('what the autoscaler asks for', 60_000, async () => {
    const gateways = await cluster().ready(NAMESPACE, 'app.kubernetes.io/name=collector-gateway');
    return gateways.length === 2 || { still: `${gateways.length} pods` };
  });
  const [autoscaler] = await cluster().list('hpa', NAMESPACE);
  expect(autoscaler.spec.scaleTargetRef.name).toBe('botanu-collector-gateway');
  const [budget] = await cluster().list('pdb', NAMESPACE);
  expect(budget.status).toMatchObject({ expectedPods: 2, disruptionsAllowed: 1 });
  const slices = await cluster().list(
    'endpointslices',
    NAMESPACE,
    'kubernetes.io/service-name=botanu-collector',
  );
  expect(slices.flatMap(({ endpoints }) => endpoints)).toHaveLength(1);
});

test('a span goes from the agent through the gateway to the backend, with the run_id that the agent found', async () => {
  const runId = newRunId();
  const traceId = newTrace();
  await send(traceId, { 'http.request.header.baggage': `botanu.run_id=${runId}` });
  const [span] = await arrived(traceId);
  expect(span.attributes).toEqual({ 'botanu.run_id': runId });
});

test('accepted means that the backend has it, through both: while it is away the application is not told accepted', async () => {
  await backend.stopListening();
  await expect(send(newTrace())).rejects.toThrow();
  await backend.listen();
});

test('with sampling, a trace that is sent span by span stays whole, and what nobody needs is dropped', async () => {
  const { code, stderr } = await fromRepository(cluster(), 'helm4', 'upgrade', {
    namespace: NAMESPACE,
    values: values({ replicas: 2, sampling: { enabled: true, percentage: 0, decisionWait: '8s' } }),
  });
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
  const kept = Array.from({ length: 10 }, newTrace);
  const dropped = Array.from({ length: 5 }, newTrace);
  await Promise.all([...kept, ...dropped].map(traceId => send(traceId)));
  // The run comes only with the last span: all before it are kept only if they wait at the same gateway.
  await Promise.all(kept.map(traceId => send(traceId, { 'botanu.run_id': newRunId() })));
  await until('whole traces', 30_000, async () => {
    const counts = await Promise.all(kept.map(async traceId => (await arrived(traceId)).length));
    return counts.every(count => count === 2) || { still: `spans of each trace: ${counts}` };
  });
  for (const traceId of dropped) expect(await arrived(traceId)).toEqual([]);
});

test('a gateway that dies takes nothing accepted with it, and its place is taken', async () => {
  const { code } = await fromRepository(cluster(), 'helm4', 'upgrade', {
    namespace: NAMESPACE,
    values: values({ replicas: 2 }),
  });
  expect(code).toBe(0);
  const [first] = await cluster().ready(NAMESPACE, 'app.kubernetes.io/name=collector-gateway');
  const traces = Array.from({ length: 10 }, newTrace);
  const sending = (async () => {
    for (const traceId of traces) await send(traceId);
  })();
  await cluster().kubectl([
    'delete',
    'pod',
    first.metadata.name,
    '-n',
    NAMESPACE,
    '--grace-period=0',
    '--force',
  ]);
  await sending;
  for (const traceId of traces) expect((await arrived(traceId)).length).toBeGreaterThanOrEqual(1);
  expect(await cluster().ready(NAMESPACE, 'app.kubernetes.io/name=collector-gateway')).toHaveLength(2);
});

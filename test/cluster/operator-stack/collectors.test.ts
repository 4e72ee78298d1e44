/** Collectors that the operator runs, in each of its modes: they run, they pass spans on, and run_id is on those. */
import { App, Chart } from 'cdk8s';
import { OperatorStack } from '../../../src';
import { clientPod, sendSpan } from '../../support/cluster/applications';
import { type Backend, startBackend } from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { busyboxImage, collectorImage, labImage } from '../../support/cluster/images';
import { mutated, startOperator } from '../../support/cluster/operator';
import { applyOperatorStack } from '../../support/cluster/operator-stack';
import { useCluster } from '../../support/cluster/use-cluster';
import { newRunId } from '../../support/run-ids';

const cluster = useCluster(async () => ({
  images: await Promise.all([collectorImage(), labImage(), busyboxImage()]),
}));
const NAMESPACE = 'observability';
let backend: Backend;
let warnings: string[];

const serviceOf = (name: string) => `http://${name}-collector.${NAMESPACE}:4318`;
const WORKLOADS = [
  { mode: 'deployment', name: 'central', kind: 'Deployment', pods: 2 },
  { mode: 'daemonset', name: 'node', kind: 'DaemonSet', pods: 1 },
  { mode: 'statefulset', name: 'named', kind: 'StatefulSet', pods: 2 },
] as const;
const MODES = [
  ...WORKLOADS.map(({ mode, name }) => ({ mode, url: serviceOf(name) })),
  { mode: 'sidecar', url: 'http://localhost:4318' },
];

beforeAll(async () => {
  await cluster().namespace(NAMESPACE);
  await startOperator(cluster());
  backend = await startBackend(cluster(), NAMESPACE);
  const exporter = { endpoint: backend.grpc, tls: { enabled: false } };
  warnings = await applyOperatorStack(cluster(), NAMESPACE, {
    collectors: {
      central: { replicas: 2, exporter, config: { service: { telemetry: { logs: { level: 'warn' } } } } },
      node: { mode: 'daemonset', exporter },
      named: { mode: 'statefulset', replicas: 2, exporter },
      beside: { mode: 'sidecar', exporter },
      unaware: { exporter, runId: { enabled: false } },
    },
  });
  const client = clientPod(NAMESPACE);
  const annotations = { 'sidecar.opentelemetry.io/inject': 'beside' };
  await cluster().apply([{ ...client, metadata: { ...client.metadata, annotations } }]);
  await cluster().ready(NAMESPACE, 'app=client');
}, 180_000);

/** The attributes with which a span arrives that was sent with a run in a header. */
async function arrived(url: string, runId: string) {
  const attributes = { 'http.request.header.baggage': `botanu.run_id=${runId}` };
  // Pods that are ready may not be behind their Service yet.
  const traceId = await until(`a collector at ${url}`, 60_000, () =>
    sendSpan(cluster(), NAMESPACE, url, attributes).catch(({ message }) => ({ still: message })),
  );
  return (await backend.spans()).filter(span => span.traceId === traceId).map(span => span.attributes);
}

test.each(MODES)(
  'in the mode $mode a span arrives with the run_id that the collector found',
  async ({ url }) => {
    const runId = newRunId();
    expect(await arrived(url, runId)).toEqual([{ 'botanu.run_id': runId }]);
  },
);

test('without the stage a span arrives as it was sent', async () => {
  const runId = newRunId();
  expect(await arrived(serviceOf('unaware'), runId)).toEqual([
    { 'http.request.header.baggage': `botanu.run_id=${runId}` },
  ]);
});

test.each(WORKLOADS)(
  'the mode $mode makes a $kind, whose pods have our image and no rights',
  async ({ name, kind, pods }) => {
    const selector = `app.kubernetes.io/instance=${NAMESPACE}.${name}`;
    const running = await cluster().ready(NAMESPACE, selector);
    expect(running).toHaveLength(pods);
    const { spec } = await cluster().get(kind, NAMESPACE, `${name}-collector`);
    const [container] = spec.template.spec.containers;
    expect(container.image).toBe((await collectorImage()).name);
    const mounted = running[0].spec.containers[0].volumeMounts.map(
      ({ mountPath }: { mountPath: string }) => mountPath,
    );
    expect(mounted).toEqual(['/conf']);
  },
);

test('the sidecar starts before the application, and no workload is made for it', async () => {
  const [pod] = await cluster().list('pods', NAMESPACE, 'app=client');
  const [sidecar] = pod.spec.initContainers;
  expect(sidecar).toMatchObject({
    name: 'otc-container',
    image: (await collectorImage()).name,
    restartPolicy: 'Always',
  });
  const made = await cluster().list('deploy,ds,sts', NAMESPACE);
  expect(made.map(({ metadata }) => metadata.name).filter(name => name.startsWith('beside'))).toEqual([]);
});

test('pods of another namespace get it too, and those that do not ask for it do not', async () => {
  await cluster().namespace('shop');
  const stack = new OperatorStack(new Chart(new App(), 'stack', { namespace: NAMESPACE }), 'stack');
  const pod = (annotations: Record<string, string>) => {
    const { metadata, ...rest } = clientPod('shop');
    return mutated(cluster(), 'shop', { ...rest, metadata: { ...metadata, annotations } });
  };
  const { spec } = await pod(stack.sidecarAnnotation('beside'));
  expect(spec.initContainers.map(({ name }: { name: string }) => name)).toEqual(['otc-container']);
  expect((await pod({})).spec.initContainers).toBeUndefined();
});

test('the operator has nothing to warn of', () => {
  expect(warnings).toEqual([]);
});

test('the configuration is an object, with what the installer laid over it', async () => {
  const { spec } = await cluster().get('otelcol', NAMESPACE, 'central');
  expect(spec.config.service.telemetry.logs).toEqual({ level: 'warn' });
  expect(spec.config.service.pipelines.traces.processors).toEqual([
    'memory_limiter',
    'transform/run_id',
    'attributes/run_id',
  ]);
});

/** The operator's own judgement, which our rules anticipate, where there is a release to keep from failing half-way. */
test.each([
  ['central', { targetAllocator: { enabled: true } }, /does not support the target allocation/],
  ['node', { targetAllocator: { enabled: true } }, /must be used with target allocation strategy per-node/],
  [
    'named',
    { targetAllocator: { enabled: true, allocationStrategy: 'per-node' } },
    /per-node is only supported in/,
  ],
  ['named', { targetAllocator: { enabled: true } }, /Prometheus configuration is incorrect/],
  ['beside', { tolerations: [{ operator: 'Exists' }] }, /does not support the attribute 'tolerations'/],
  ['beside', { priorityClassName: 'high' }, /does not support the attribute 'priorityClassName'/],
  ['beside', { affinity: {} }, /does not support the attribute 'affinity'/],
  ['central', { mode: 'statefulset' }, /does not support modification/],
])('of %s the operator refuses %j', async (name, spec, why) => {
  const args = ['patch', 'otelcol', name, '--namespace', NAMESPACE, '--type=merge', '--dry-run=server'];
  const { code, stderr } = await cluster().tryKubectl([...args, '--patch', JSON.stringify({ spec })]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
});

/** What the tests rely on that ask the real OpenTelemetry operator. */
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../support/cluster/backend';
import { startFakeCluster } from '../../support/cluster/cluster';
import { instrument, mutated, type Operator, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';

// Its API server and its operator are what is asked: no pod has to run.
const cluster = useCluster(undefined, startFakeCluster);

const NAMESPACE = 'instrumented';
const LANGUAGES = ['python', 'java', 'nodejs', 'dotnet'];
const AGENT = 'local.test/python-agent:1';

let operator: Operator;
beforeAll(async () => {
  operator = await startOperator(cluster());
  await cluster().namespace(NAMESPACE, 'baseline');
  await instrument(cluster(), NAMESPACE, { python: { image: AGENT } });
}, 120_000);

const pod = (...languages: string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'checkout',
    annotations: Object.fromEntries(
      languages.map(language => [`instrumentation.opentelemetry.io/inject-${language}`, 'true']),
    ),
  },
  spec: { containers: [{ name: 'checkout', image: 'local.test/checkout:1' }] },
});

/** The names of what was injected, and where the container looks for Python's modules. */
async function injectedInto(object: object) {
  const { spec } = await mutated(cluster(), NAMESPACE, object);
  const { initContainers = [], containers } = spec;
  const { env = [] } = containers[0];
  return {
    agents: initContainers.map(({ name, image }: { name: string; image: string }) => [name, image]),
    pythonPath: env.find(({ name }: { name: string }) => name === 'PYTHONPATH')?.value,
    variables: env.length,
  };
}

const NOTHING = { agents: [], pythonPath: undefined, variables: 0 };
const PYTHON = {
  agents: [['opentelemetry-auto-instrumentation-python', AGENT]],
  pythonPath: [
    '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation',
    '/otel-auto-instrumentation-python',
  ].join(':'),
  variables: expect.any(Number),
};

test('a pod that asks for Python comes back with its agent, and nothing is stored', async () => {
  expect(await injectedInto(pod('python'))).toEqual(PYTHON);
  expect(await cluster().list('pods', NAMESPACE)).toEqual([]);
});

test('a pod that asks for nothing comes back as it was', async () => {
  expect(await injectedInto(pod())).toEqual(NOTHING);
});

test.each(LANGUAGES)('%s is injected', async language => {
  const { agents } = await injectedInto(pod(language));
  expect(agents.map(([name]: [string]) => name)).toEqual([`opentelemetry-auto-instrumentation-${language}`]);
});

test('Go is not injected', async () => {
  expect(await injectedInto(pod('go'))).toEqual(NOTHING);
});

test('two languages are injected where the pod says into which containers, and else neither', async () => {
  const both = pod('python', 'java');
  expect(await injectedInto(both)).toEqual(NOTHING);
  both.spec.containers.push({ name: 'cart', image: 'local.test/cart:1' });
  both.metadata.annotations['instrumentation.opentelemetry.io/python-container-names'] = 'checkout';
  both.metadata.annotations['instrumentation.opentelemetry.io/java-container-names'] = 'cart';
  expect((await injectedInto(both)).agents).toHaveLength(2);
});

test('while the operator is away a pod comes back as it was, and nobody says so; then it injects again', async () => {
  await operator.stop();
  expect(await injectedInto(pod('python'))).toEqual(NOTHING);
  await expect(instrument(cluster(), NAMESPACE, {})).rejects.toThrow(/failed calling webhook/);
  await operator.start();
  expect(await injectedInto(pod('python'))).toEqual(PYTHON);
});

test('a pod that a Deployment makes is told the names of its owners', async () => {
  const { metadata, spec } = pod('python');
  const labels = { app: 'checkout' };
  const template = { metadata: { labels, annotations: metadata.annotations }, spec };
  await cluster().apply([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: NAMESPACE },
      spec: { selector: { matchLabels: labels }, template },
    },
  ]);
  await cluster().kubectl(['wait', '--for=create', 'pod', '-l', 'app=checkout', '-n', NAMESPACE]);
  const [made] = await cluster().list('pods', NAMESPACE, 'app=checkout');
  const env: { name: string; value?: string }[] = made.spec.containers[0].env;
  expect(env.find(({ name }) => name === 'OTEL_SERVICE_NAME')?.value).toBe('shop');
  expect(env.find(({ name }) => name === 'OTEL_RESOURCE_ATTRIBUTES')?.value).toMatch(
    /k8s\.deployment\.name=shop/,
  );
});

/** Its container satisfies `restricted`; what this operator adds has no security context at all. */
test.each(LANGUAGES)(
  'under `restricted`, a pod that asks for %s is refused, although it may run',
  async language => {
    await cluster().namespace('strict');
    await instrument(cluster(), 'strict', {});
    const restricted = (...languages: string[]) => {
      const { spec, ...rest } = pod(...languages);
      const containers = spec.containers.map(one => ({ ...one, securityContext: RESTRICTED_CONTAINER }));
      return { ...rest, spec: { containers, securityContext: RESTRICTED_POD } };
    };
    const refusal = new RegExp(
      `violates PodSecurity.*"opentelemetry-auto-instrumentation-${language}" must set`,
    );
    await expect(mutated(cluster(), 'strict', restricted(language))).rejects.toThrow(refusal);
    expect((await mutated(cluster(), 'strict', restricted())).kind).toBe('Pod');
  },
);

describe('in a cluster with pods', () => {
  const real = useCluster();

  test('it injects as well, and can be away', async () => {
    const { stop, start } = await startOperator(real());
    await real().namespace(NAMESPACE, 'baseline');
    await instrument(real(), NAMESPACE, { python: { image: AGENT } });
    const agents = async () => (await mutated(real(), NAMESPACE, pod('python'))).spec.initContainers;
    expect(await agents()).toHaveLength(1);
    await stop();
    expect(await agents()).toBeUndefined();
    await start();
    expect(await agents()).toHaveLength(1);
  });
});

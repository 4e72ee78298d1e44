/**
 * What two well-known guides write, and what comes of it: each trap with our own manifest that has it, held against its
 * corrected form in examples/guides. Those of collectors are in traps-of-collectors.test.ts.
 */
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { instrument, mutated, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import { example, podOf } from '../../support/guide-examples';
import type { KubernetesObject } from '../../support/helm';

const cluster = useCluster(undefined, startFakeCluster);

const PREFIX = 'instrumentation.opentelemetry.io';
const [INSTRUMENTATION] = example('kubernetes/instrumentation');
const [OF_OPERATOR_GUIDE] = example('operator/instrumentation');

beforeAll(async () => {
  await startOperator(cluster());
  await cluster().namespace('observability', 'privileged');
  await cluster().namespace('shop', 'privileged');
  // Strict, and a warning is a failure.
  await cluster().apply([INSTRUMENTATION, OF_OPERATOR_GUIDE]);
  await until('the operator to know both', 30_000, async () => {
    const all = await Promise.all(['kubernetes/deployment', 'operator/deployment'].map(injected));
    return all.every(({ agents }) => agents.length > 0) || { still: 'a pod comes back as it was' };
  });
}, 120_000);

interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

/** What admission makes of a pod, or of the one of an example: the agents, and what each container is told. */
async function injected(given: string | ReturnType<typeof podOf>) {
  const pod = typeof given === 'string' ? podOf(given) : given;
  const { spec } = await mutated(cluster(), 'shop', pod);
  const containers: Container[] = spec.containers;
  return {
    agents: ((spec.initContainers ?? []) as Container[]).map(({ name }) =>
      name.replace('opentelemetry-auto-instrumentation-', ''),
    ),
    init: (spec.initContainers ?? []) as Container[],
    instrumented: containers
      .filter(({ env = [] }) => env.some(({ name }) => /^(PYTHONPATH|JAVA_)/.test(name)))
      .map(({ name }) => name),
    told: Object.fromEntries((containers[0].env ?? []).map(({ name, value }) => [name, value])),
  };
}

/** The pod of the guide's application, with other annotations. */
function asking(annotations: Record<string, string>, containers: readonly string[] = ['app']) {
  const pod = podOf('kubernetes/deployment');
  pod.metadata.annotations = annotations;
  pod.spec.containers = containers.map(name => ({ name, image: 'registry.example.com/orders:2.1.0' }));
  return pod;
}

/** The pods that a Deployment makes. */
async function podsOf(deployment: KubernetesObject) {
  await cluster().apply([deployment]);
  const { name } = deployment.metadata;
  const app = deployment.spec.template.metadata.labels.app;
  return until<KubernetesObject[]>(`pods of ${name}`, 30_000, async () => {
    const pods = await cluster().list('pods', 'shop', `app=${app}`);
    return pods.length > 0 ? pods : { still: 'there is none' };
  });
}

test('on the metadata of a Deployment nobody reads the annotation; in its pod template it is read', async () => {
  const [deployment] = example('kubernetes/deployment');
  const { annotations, ...labels } = deployment.spec.template.metadata;
  const misplaced = structuredClone(deployment);
  misplaced.metadata = { ...deployment.metadata, name: 'misplaced', annotations } as never;
  misplaced.spec.selector.matchLabels = { app: 'misplaced' };
  misplaced.spec.template.metadata = { ...labels, labels: { app: 'misplaced' } };
  const [bare] = await podsOf(misplaced);
  expect(bare.spec.initContainers).toBeUndefined();
  const [pod] = await podsOf(deployment);
  expect(pod.spec.initContainers[0].name).toBe('opentelemetry-auto-instrumentation-python');
});

test('"true" means an Instrumentation in the namespace of the pod, and there is none; its whole name is found', async () => {
  expect((await injected(asking({ [`${PREFIX}/inject-python`]: 'true' }))).agents).toEqual([]);
  expect((await injected(asking({ [`${PREFIX}/inject-python`]: 'botanu' }))).agents).toEqual([]);
  expect((await injected('kubernetes/deployment')).agents).toEqual(['python']);
});

test('an image that is not named is the agent that the operator has, for Java too old to know run_id', async () => {
  await instrument(cluster(), 'observability', { ...INSTRUMENTATION.spec, java: undefined }, 'unnamed');
  const pod = asking({ [`${PREFIX}/inject-java`]: 'observability/unnamed' });
  const { init, told } = await injected(pod);
  expect(init[0].image).toMatch(/autoinstrumentation-java:1\.33\.6$/);
  expect(told).not.toHaveProperty('OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE');

  pod.metadata.annotations = { [`${PREFIX}/inject-java`]: 'observability/botanu' };
  const named = await injected(pod);
  expect(named.init[0].image).toMatch(/autoinstrumentation-java:2\.28\.1$/);
  expect(named.told.OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE).toMatch(
    /^botanu\.run_id,/,
  );
});

test('an Instrumentation that the operator did not complete has no image, and its pods are refused; ours names all', async () => {
  const skipped = { matchExpressions: [{ key: 'not-completed', operator: 'DoesNotExist' }] };
  const [registered] = await cluster().list('mutatingwebhookconfigurations');
  const at = registered.webhooks.findIndex(({ name }: { name: string }) => name === 'minstrumentation.kb.io');
  const patch = [{ op: 'add', path: `/webhooks/${at}/objectSelector`, value: skipped }];
  const name = `mutatingwebhookconfiguration/${registered.metadata.name}`;
  await cluster().kubectl(['patch', name, '--type=json', `--patch=${JSON.stringify(patch)}`]);
  const labels = { 'not-completed': 'yes' };
  const incomplete = {
    ...INSTRUMENTATION,
    metadata: { name: 'incomplete', namespace: 'observability', labels },
    spec: { ...INSTRUMENTATION.spec, java: undefined },
  };
  const whole = { ...INSTRUMENTATION, metadata: { ...incomplete.metadata, name: 'whole' } };
  await until('the API server to leave it alone', 30_000, async () => {
    await cluster().kubectl([
      'delete',
      'instrumentation',
      'incomplete',
      '-n',
      'observability',
      '--ignore-not-found',
    ]);
    await cluster().apply([incomplete, whole]);
    const { spec } = await cluster().get('instrumentation', 'observability', 'incomplete');
    return spec.java?.image === undefined || { still: `it has ${spec.java.image}` };
  });
  const pod = (of: string) => asking({ [`${PREFIX}/inject-java`]: `observability/${of}` });
  await until('the operator to know it', 30_000, async () => {
    const refused = await injected(pod('incomplete')).then(
      () => '',
      (error: Error) => error.message,
    );
    return (
      /initContainers\[0\]\.image: Required value/.test(refused) || { still: refused || 'it is not refused' }
    );
  });
  expect((await injected(pod('whole'))).agents).toEqual(['java']);
});

test('`latest` is pulled anew for every pod, and is another agent on every day; a version is pulled once', async () => {
  const python = { image: `${INSTRUMENTATION.spec.python.image.split(':')[0]}:latest` };
  const { imagePullPolicy: _policy, ...spec } = INSTRUMENTATION.spec;
  await instrument(cluster(), 'observability', { ...spec, python }, 'latest');
  const { init } = await injected(asking({ [`${PREFIX}/inject-python`]: 'observability/latest' }));
  expect(init[0].imagePullPolicy).toBe('Always');
  const [pinned] = (await injected('kubernetes/deployment')).init;
  expect([pinned.image, pinned.imagePullPolicy]).toEqual([
    expect.stringMatching(/:0\.60b1$/),
    'IfNotPresent',
  ]);
});

test('Python and Java speak HTTP to the port of gRPC where the guide writes 4317; here endpoint and protocol agree', async () => {
  const exporter = { endpoint: 'http://gateway-collector.observability:4317' };
  const { env: _protocol, ...spec } = OF_OPERATOR_GUIDE.spec;
  await instrument(cluster(), 'observability', { ...spec, exporter }, 'port-of-grpc');
  const told = async (language: string, of: string) => {
    const { told } = await injected(asking({ [`${PREFIX}/inject-${language}`]: `observability/${of}` }));
    return [told.OTEL_EXPORTER_OTLP_ENDPOINT, told.OTEL_EXPORTER_OTLP_PROTOCOL];
  };
  expect(await told('python', 'port-of-grpc')).toEqual([exporter.endpoint, 'http/protobuf']);
  // Nobody says it, and agents for Java from 2.0 on speak http/protobuf then.
  expect(await told('java', 'port-of-grpc')).toEqual([exporter.endpoint, undefined]);
  const right = ['http://gateway-collector.observability:4318', 'http/protobuf'];
  expect(await told('python', 'through-the-gateway')).toEqual(right);
  expect(await told('java', 'through-the-gateway')).toEqual(right);
});

test('a space between the names of containers, and none is instrumented; without it both are', async () => {
  const named = (names: string) => ({
    [`${PREFIX}/inject-python`]: 'observability/botanu',
    [`${PREFIX}/container-names`]: names,
  });
  const containers = ['app', 'web'];
  expect((await injected(asking(named('app, web'), containers))).instrumented).toEqual([]);
  expect((await injected(asking(named('app,web'), containers))).instrumented).toEqual(containers);
});

test('two languages without the containers of each, and neither is injected; with them both are', async () => {
  const both = {
    [`${PREFIX}/inject-python`]: 'observability/botanu',
    [`${PREFIX}/inject-java`]: 'observability/botanu',
  };
  const containers = ['app', 'web'];
  expect((await injected(asking(both, containers))).agents).toEqual([]);
  const each = {
    ...both,
    [`${PREFIX}/python-container-names`]: 'app',
    [`${PREFIX}/java-container-names`]: 'web',
  };
  expect((await injected(asking(each, containers))).agents.sort()).toEqual(['java', 'python']);
});

test('one annotation that names nothing keeps every other from being followed', async () => {
  const annotations = {
    [`${PREFIX}/inject-python`]: 'observability/botanu',
    'sidecar.opentelemetry.io/inject': 'nowhere/to-be-found',
  };
  expect((await injected(asking(annotations))).agents).toEqual([]);
  const { 'sidecar.opentelemetry.io/inject': _gone, ...alone } = annotations;
  expect((await injected(asking(alone))).agents).toEqual(['python']);
});

test.each(['go', 'nginx'])(
  '%s is off in the operator: a pod that asks comes back as it was, and only an event tells',
  async language => {
    const annotations = {
      [`${PREFIX}/inject-${language}`]: 'observability/botanu',
      [`${PREFIX}/otel-go-auto-target-exe`]: '/bin/app',
    };
    const pod = asking(annotations);
    const { agents, told } = await injected(pod);
    expect([agents, told]).toEqual([[], {}]);
    // With the flags, instrumentation.test.ts.
    const name = `asks-for-${language}`;
    await cluster().apply([{ ...pod, metadata: { ...pod.metadata, name, namespace: 'shop' } }]);
    await until('an event', 30_000, async () => {
      const events = (await cluster().list('events', 'shop')) as never as {
        reason: string;
        message: string;
      }[];
      const told = events.filter(({ reason }) => reason === 'InstrumentationRequestRejected');
      const ofLanguage = told.some(({ message }) => message.toLowerCase().includes(language));
      return ofLanguage || { still: 'there is none' };
    });
  },
);

test('the container that copies is called by the language: logs of the name in the guide are not found', async () => {
  const { init } = await injected('kubernetes/deployment');
  expect(init.map(({ name }) => name)).toEqual(['opentelemetry-auto-instrumentation-python']);
});

test('by hand, an init container does what the operator does', async () => {
  const byHand = await injected('kubernetes/init-container');
  const byOperator = await injected('kubernetes/deployment');
  expect(byHand.agents).toEqual(byOperator.agents);
  const same = [
    'PYTHONPATH',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    'OTEL_PROPAGATORS',
  ];
  for (const name of same) expect([name, byHand.told[name]]).toEqual([name, byOperator.told[name]]);
});

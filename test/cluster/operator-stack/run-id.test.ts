/** run_id under both engines, on workloads that nobody touched but for an annotation or a label. */
import { randomBytes } from 'node:crypto';
import type { OperatorStackProps } from '../../../src';
import { agents } from '../../../src/telemetry/agents/environment';
import { answers, clientPod, request } from '../../support/cluster/applications';
import {
  type Backend,
  podWithService,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  startBackend,
} from '../../support/cluster/backend';
import {
  agentImage,
  bareApplicationImage,
  busyboxImage,
  collectorImage,
  hookedAgentImage,
  labImage,
} from '../../support/cluster/images';
import {
  instrument as applyInstrumentation,
  type Operator,
  startOperator,
} from '../../support/cluster/operator';
import { policiesInject } from '../../support/cluster/policies';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { operatorStackObjects } from '../../support/operator-stack-objects';
import { newRunId } from '../../support/run-ids';
import { wholeTrace } from '../../support/traces';

const LANGUAGES = ['python', 'java', 'nodejs'] as const;
type Language = (typeof LANGUAGES)[number];

const OBSERVABILITY = 'observability';
const PORT = 8080;
/** By whom agents come into the pods of a namespace. */
const NAMESPACES = {
  policy: 'by-policy',
  operator: 'by-operator',
  image: 'by-image',
  none: 'untouched',
} as const;
type By = keyof typeof NAMESPACES;

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    ...LANGUAGES.flatMap(language => [
      bareApplicationImage(language),
      agentImage(language),
      hookedAgentImage(language),
    ]),
  ]),
}));

let backend: Backend;
let operator: Operator;

beforeAll(async () => {
  await cluster().namespace(OBSERVABILITY);
  for (const by of [NAMESPACES.policy, NAMESPACES.none]) await cluster().namespace(by);
  // Version 0.148 of the operator forgets the security context of its init container.
  for (const by of [NAMESPACES.operator, NAMESPACES.image]) await cluster().namespace(by, 'baseline');
  operator = await startOperator(cluster());
  backend = await startBackend(cluster(), OBSERVABILITY);
  // Without what the collector fills in by itself, so that only the processes write run_id.
  await installFromRepository(cluster(), 'helm4', {
    namespace: OBSERVABILITY,
    values: {
      exporter: { endpoint: backend.grpc, tls: { enabled: false } },
      runId: { fromHeader: false, fromTracestate: false },
    },
  });
  await stack('policies', {
    engine: 'policy',
    operator: { enabled: false },
    namespaces: { [NAMESPACES.policy]: {} },
  });
  await stack('beside', { engine: 'operator', namespaces: { [NAMESPACES.operator]: {} } });
  await applyInstrumentation(cluster(), NAMESPACES.operator, await instrumentation(agentImage));
  await applyInstrumentation(cluster(), NAMESPACES.image, await instrumentation(hookedAgentImage));
  for (const language of LANGUAGES) await policiesInject(cluster(), NAMESPACES.policy, language);
  await cluster().apply((['policy', 'operator', 'image', 'none'] as const).flatMap(chain));
  for (const namespace of Object.values(NAMESPACES)) await cluster().ready(namespace, 'app', 150_000);
}, 400_000);

const stack = (name: string, props: OperatorStackProps) =>
  cluster().apply(operatorStackObjects(props, { name }));

async function instrumentation(imageOf: (language: Language) => Promise<{ name: string }>) {
  const { python, java, nodejs } = agents;
  const image = (language: Language) => imageOf(language).then(({ name }) => name);
  return {
    exporter: { endpoint: 'http://botanu-collector.observability:4318' },
    propagators: ['tracecontext', 'baggage'],
    env: [{ name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' }],
    python: { image: await image(python.language) },
    java: {
      image: await image(java.language),
      env: Object.entries(java.hookVariables).map(([name, value]) => ({ name, value })),
    },
    nodejs: { image: await image(nodejs.language) },
  };
}

/** A client, and services of all languages of which each calls the next. */
const chain = (by: By) => [
  clientPod(NAMESPACES[by]),
  ...LANGUAGES.flatMap((language, index) => service(by, language, LANGUAGES[index + 1])),
];

function service(by: By, language: Language, next?: Language) {
  const env = [
    ...(language === 'python' ? [{ name: 'PYTHONPATH', value: '/libraries' }] : []),
    // Only for speed, and against questions to clouds.
    { name: 'OTEL_BSP_SCHEDULE_DELAY', value: '100' },
    { name: 'OTEL_NODE_RESOURCE_DETECTORS', value: 'env' },
    { name: 'OTEL_METRICS_EXPORTER', value: 'none' },
    { name: 'OTEL_LOGS_EXPORTER', value: 'none' },
    ...(next ? [{ name: 'NEXT_URL', value: `http://${next}:${PORT}/run` }] : []),
  ];
  const container = {
    name: 'app',
    image: `local.test/bare-${language}-app:1`,
    env,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    securityContext: RESTRICTED_CONTAINER,
    readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 90 },
  };
  const [pod, ...rest] = podWithService(
    language,
    NAMESPACES[by],
    {
      securityContext: RESTRICTED_POD,
      terminationGracePeriodSeconds: 0,
      containers: [container],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    },
    { http: PORT },
  );
  const asks = {
    policy: { labels: { app: language, 'botanu.ai/inject': language } },
    operator: asksOperator(language),
    image: asksOperator(language),
    none: {},
  };
  return [{ ...pod, metadata: { ...pod.metadata, ...asks[by] } }, ...rest];
}

const asksOperator = (language: Language) => ({
  annotations: { [`instrumentation.opentelemetry.io/inject-${language}`]: 'true' },
});

/** Sends a run through all three, and tells of each how many of its spans carry it. */
async function run(by: By, services: number) {
  const [runId, traceId, parent] = [
    newRunId(),
    randomBytes(16).toString('hex'),
    randomBytes(8).toString('hex'),
  ];
  const url = `http://python.${NAMESPACES[by]}:${PORT}/run`;
  await answers(cluster(), NAMESPACES[by], url);
  await request(cluster(), NAMESPACES[by], url, {
    traceparent: `00-${traceId}-${parent}-01`,
    baggage: `botanu.run_id=${runId},botanu.workflow=checkout`,
  });
  const isWhole = (all: readonly { name: string }[]) =>
    all.filter(({ name }) => name === 'own work').length === services;
  const spans = await wholeTrace(backend, traceId, parent, isWhole);
  return LANGUAGES.map(language => {
    const own = spans.filter(span => span.service === language);
    const carrying = own.filter(({ attributes }) => attributes['botanu.run_id'] === runId);
    return `${language} ${carrying.length} of ${own.length}`;
  }).join(', ');
}

test.each(['policy', 'operator', 'image'] as const)(
  'by %s, every span of every service carries it',
  async by => {
    const carried = await run(by, LANGUAGES.length);
    process.stderr.write(`by ${by}: ${carried}\n`);
    expect(carried).toBe('python 3 of 3, java 3 of 3, nodejs 2 of 2');
  },
);

test('of services that ask for nothing there are no spans', async () => {
  const url = `http://python.${NAMESPACES.none}:${PORT}/run`;
  await answers(cluster(), NAMESPACES.none, url);
  const spans = await backend.spans();
  expect(spans.length).toBeGreaterThan(0);
  expect(spans.filter(({ resource }) => resource['k8s.namespace.name'] === NAMESPACES.none)).toEqual([]);
});

describe('while the operator is away', () => {
  beforeAll(() => operator.stop());
  afterAll(() => operator.start());

  const made = async (by: By, language: Language) => {
    const [pod] = service(by, language);
    const labels = { ...(pod.metadata as { labels?: object }).labels, app: `${language}-meanwhile` };
    await cluster().apply([{ ...pod, metadata: { ...pod.metadata, name: labels.app, labels } }]);
    await cluster().ready(NAMESPACES[by], `app=${labels.app}`, 90_000);
    const { spec } = await cluster().get('Pod', NAMESPACES[by], labels.app);
    return (spec.initContainers ?? []).map(({ name }: { name: string }) => name);
  };

  test.each(LANGUAGES)(
    'a pod in %s starts without an agent in its namespace, and nobody says so',
    async language => {
      expect(await made('operator', language)).toEqual([]);
    },
  );

  test.each(LANGUAGES)('a pod in %s has its agent from a policy: nothing is away', async language => {
    expect(await made('policy', language)).toEqual([`opentelemetry-auto-instrumentation-${language}`]);
  });
});

/** `instrument` in a cluster: applications that know nothing of telemetry, in every language and mode. */
import { randomBytes } from 'node:crypto';
import {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  instrumentAnnotations,
  type PodSpec,
} from '../../../src';
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
  applicationImages,
  bareApplicationImage,
  busyboxImage,
  collectorImage,
  labImage,
} from '../../support/cluster/images';
import { instrument as applyInstrumentation, startOperator } from '../../support/cluster/operator';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { newRunId } from '../../support/run-ids';
import { wholeTrace } from '../../support/traces';

const LANGUAGES = ['python', 'java', 'nodejs'] as const;
type Language = (typeof LANGUAGES)[number];
const MODES = ['init', 'operator', 'env'] as const;
type Mode = (typeof MODES)[number];

interface Service {
  readonly language: Language;
  readonly mode: Mode;
  readonly hook: boolean;
}

const OBSERVABILITY = 'observability';
const PORT = 8080;
const COPIED = 'restricted';
/** The operator forgets the security context of its init container, so under `restricted` its pods are refused. */
const INJECTED = 'by-operator';
const namespaceOf = (mode: Mode) => (mode === 'operator' ? INJECTED : COPIED);

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    ...LANGUAGES.flatMap(language => [
      applicationImages[language](),
      bareApplicationImage(language),
      agentImage(language),
    ]),
  ]),
}));

let backend: Backend;

beforeAll(async () => {
  await cluster().namespace(OBSERVABILITY);
  await cluster().namespace(COPIED);
  await cluster().namespace(INJECTED, 'baseline');
  await startOperator(cluster());
  backend = await startBackend(cluster(), OBSERVABILITY);
  // Without what the collector fills in by itself, so that only the processes write run_id.
  await installFromRepository(cluster(), 'helm4', {
    namespace: OBSERVABILITY,
    values: {
      exporter: { endpoint: backend.grpc, tls: { enabled: false } },
      runId: { fromHeader: false, fromTracestate: false },
    },
  });
  const image = (language: Language) => agentImage(language).then(({ name }) => ({ image: name }));
  await applyInstrumentation(cluster(), INJECTED, {
    python: await image('python'),
    java: await image('java'),
    nodejs: await image('nodejs'),
  });
  await cluster().apply([
    ...[COPIED, INJECTED].flatMap(namespace => [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'hook', namespace },
        data: hookConfigMapData(),
      },
      clientPod(namespace),
    ]),
    ...[...MODES.flatMap(mode => allOf(mode)), ...allOf('init', false)].flatMap(podAndService),
  ]);
  for (const namespace of [COPIED, INJECTED]) await cluster().ready(namespace, 'app', 150_000);
}, 400_000);

const languages = (chain: readonly Service[]) => chain.map(({ language }) => language).join(' → ');
const allOf = (mode: Mode, hook = true): Service[] => LANGUAGES.map(language => ({ language, mode, hook }));
const nameOf = ({ mode, hook, language }: Service) => `${mode}-${hook ? 'on' : 'off'}-${language}`;

/** What an owner wrote, who knew nothing of telemetry. */
function ownersPod(image: string): PodSpec {
  const container = {
    name: 'app',
    image,
    env: [
      { name: 'TM2_HOST', value: 'cxtm-web' },
      ...(image.includes('python') ? [{ name: 'PYTHONPATH', value: '/libraries' }] : []),
      // Only for speed, and against questions to clouds.
      { name: 'OTEL_BSP_SCHEDULE_DELAY', value: '100' },
      { name: 'OTEL_NODE_RESOURCE_DETECTORS', value: 'env' },
    ],
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    securityContext: RESTRICTED_CONTAINER,
    readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 90 },
  };
  return {
    securityContext: RESTRICTED_POD,
    terminationGracePeriodSeconds: 0,
    containers: [container],
    volumes: [{ name: 'tmp', emptyDir: {} }],
  };
}

function podAndService(service: Service) {
  const { language, mode, hook } = service;
  const [name, namespace] = [nameOf(service), namespaceOf(mode)];
  const options = {
    language,
    injection: mode,
    workload: name,
    namespace,
    runId: hook ? { hookConfigMap: 'hook' } : { enabled: false },
    telemetry: { signals: { metrics: false, logs: false } },
  } as InstrumentOptions;
  const owners = ownersPod(`local.test/${mode === 'env' ? '' : 'bare-'}${language}-app:1`);
  const [pod, ...rest] = podWithService(name, namespace, instrument(owners, options), { http: PORT });
  const annotations = instrumentAnnotations(owners, options);
  return [{ ...pod, metadata: { ...pod.metadata, annotations } }, ...rest];
}

/** The first of the services is asked to call the second, and to have that call the third. */
const urlOf = ([first, ...rest]: readonly Service[]): string =>
  `http://${nameOf(first)}.${namespaceOf(first.mode)}:${PORT}/run` +
  (rest.length > 0 ? `?next=${encodeURIComponent(urlOf(rest))}` : '');

/** Sends a run through a chain, and tells of each service how many of its spans carry it. */
async function run(chain: readonly Service[]) {
  const runId = newRunId();
  const traceId = randomBytes(16).toString('hex');
  const parent = randomBytes(8).toString('hex');
  await answers(cluster(), COPIED, urlOf(chain));
  await request(cluster(), COPIED, urlOf(chain), {
    traceparent: `00-${traceId}-${parent}-01`,
    baggage: `botanu.run_id=${runId}`,
  });
  const isWhole = (all: readonly { name: string }[]) =>
    all.filter(({ name }) => name === 'own work').length === chain.length;
  const spans = await wholeTrace(backend, traceId, parent, isWhole);
  const counts = chain.map(service => {
    const own = spans.filter(span => span.service === nameOf(service));
    const carrying = own.filter(({ attributes }) => attributes['botanu.run_id'] === runId);
    return { service: nameOf(service), spans: own.length, carrying: carrying.length };
  });
  const told = counts.map(one => `${one.service} ${one.carrying} of ${one.spans}`);
  process.stderr.write(`${told.join(', ')}\n`);
  return counts;
}

async function everySpanCarries(chain: readonly Service[]): Promise<void> {
  for (const one of await run(chain)) {
    expect(one.spans).toBeGreaterThan(0);
    expect(one).toEqual({ ...one, carrying: one.spans });
  }
}

/** Each is first, in the middle and last, before and behind each other. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
const ordered = <T>(items: readonly T[]) => ORDERS.map(order => order.map(at => items[at]));

test.each(
  MODES.flatMap(mode => ordered(allOf(mode)).map(chain => ({ mode, chain, order: languages(chain) }))),
)('$mode, $order: every span of every service carries its run', ({ chain }) => everySpanCarries(chain));

test.each(ordered(MODES).map(modes => ({ modes, order: modes.join(' → ') })))(
  '$order in one chain: every span carries its run',
  ({ modes }) =>
    everySpanCarries(LANGUAGES.map((language, at) => ({ language, mode: modes[at], hook: true }))),
);

test('a run through all of them is on every span', () =>
  everySpanCarries(MODES.flatMap(mode => allOf(mode))));

test('without the hook, it is on none', async () => {
  const counts = await run(allOf('init', false));
  expect(counts.map(({ carrying }) => carrying)).toEqual([0, 0, 0]);
  expect(Math.min(...counts.map(({ spans }) => spans))).toBeGreaterThan(0);
});

test('a service without the hook in the middle of a chain has none, and those around it have it', async () => {
  const [first, second, third] = allOf('init');
  const counts = await run([first, { ...second, hook: false }, third]);
  expect(counts.map(({ carrying, spans }) => carrying === spans)).toEqual([true, false, true]);
  expect(counts[1].carrying).toBe(0);
});

/** `instrument` in a cluster: applications that know nothing of telemetry, in every language and mode. */
import { randomBytes } from 'node:crypto';
import {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  instrumentAnnotations,
  type PodSpec,
} from '../../../src';
import { clientPod, request } from '../../support/cluster/applications';
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
type Mode = NonNullable<InstrumentOptions['injection']>;

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
    ...chain('init', true),
    ...chain('operator', true),
    ...chain('env', true),
    ...chain('init', false),
  ]);
  for (const namespace of [COPIED, INJECTED]) await cluster().ready(namespace, 'app', 150_000);
}, 400_000);

const nameOf = (mode: Mode, hook: boolean, language: Language) =>
  `${mode}-${hook ? 'on' : 'off'}-${language}`;

/** What an owner wrote, who knew nothing of telemetry. */
function ownersPod(image: string, next?: string): PodSpec {
  const container = {
    name: 'app',
    image,
    env: [
      { name: 'TM2_HOST', value: 'cxtm-web' },
      ...(image.includes('python') ? [{ name: 'PYTHONPATH', value: '/libraries' }] : []),
      ...(next ? [{ name: 'NEXT_URL', value: `http://${next}:${PORT}/run` }] : []),
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

function chain(mode: Mode, hook: boolean) {
  return LANGUAGES.flatMap((language, index) => {
    const namespace = namespaceOf(mode);
    const name = nameOf(mode, hook, language);
    const image = `local.test/${mode === 'env' ? '' : 'bare-'}${language}-app:1`;
    const next = LANGUAGES[index + 1] && nameOf(mode, hook, LANGUAGES[index + 1]);
    const options = {
      language,
      injection: mode,
      workload: name,
      namespace,
      runId: hook ? { hookConfigMap: 'hook' } : { enabled: false },
      telemetry: { signals: { metrics: false, logs: false } },
    } as InstrumentOptions;
    const owners = ownersPod(image, next);
    const [pod, service] = podWithService(name, namespace, instrument(owners, options), { http: PORT });
    const annotations = instrumentAnnotations(owners, options);
    return [{ ...pod, metadata: { ...pod.metadata, annotations } }, service];
  });
}

/** Sends a run through a chain, and tells of each service how many of its spans carry it. */
async function run(mode: Mode, hook: boolean): Promise<string> {
  const runId = newRunId();
  const traceId = randomBytes(16).toString('hex');
  const parent = randomBytes(8).toString('hex');
  await request(cluster(), namespaceOf(mode), `http://${nameOf(mode, hook, 'python')}:${PORT}/run`, {
    traceparent: `00-${traceId}-${parent}-01`,
    baggage: `botanu.run_id=${runId}`,
  });
  const isWhole = (all: readonly { name: string }[]) =>
    all.filter(({ name }) => name === 'own work').length === 3;
  const spans = await wholeTrace(backend, traceId, parent, isWhole);
  const counts = LANGUAGES.map(language => {
    const own = spans.filter(({ service }) => service === nameOf(mode, hook, language));
    const carrying = own.filter(({ attributes }) => attributes['botanu.run_id'] === runId);
    return `${language} ${carrying.length} of ${own.length}`;
  });
  process.stderr.write(`${mode}, hook ${hook ? 'on' : 'off'}: ${counts.join(', ')}\n`);
  return counts.join(', ');
}

const ALL = /^python (\d+) of \1, java (\d+) of \2, nodejs (\d+) of \3$/;
const NONE = /^python 0 of [1-9]\d*, java 0 of [1-9]\d*, nodejs 0 of [1-9]\d*$/;

test.each(['init', 'operator', 'env'] as const)(
  '%s: every span of every service carries its run',
  async mode => {
    const counts = await run(mode, true);
    expect(counts).toMatch(ALL);
    expect(counts).not.toMatch(/ 0 of 0/);
  },
);

test('without the hook, none does', async () => {
  expect(await run('init', false)).toMatch(NONE);
});

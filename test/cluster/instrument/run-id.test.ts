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
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'service-account-api-key', namespace: COPIED },
  };
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
    { ...secret, stringData: { 'sa-key': 'precious' } },
    ...chain('init', true),
    ...chain('operator', true),
    ...chain('env', true),
    ...chain('init', false),
    ...guide(),
  ]);
  for (const namespace of [COPIED, INJECTED]) await cluster().ready(namespace, 'app', 150_000);
}, 400_000);

const nameOf = (mode: Mode, hook: boolean, language: Language) =>
  `${mode}-${hook ? 'on' : 'off'}-${language}`;

/** What an owner wrote: existing variables, a Secret, a volume, a node selector, and nothing of telemetry. */
function ownersPod(image: string, next?: string): PodSpec {
  const container = {
    name: 'app',
    image,
    env: [
      {
        name: 'SA_KEY',
        valueFrom: { secretKeyRef: { name: 'service-account-api-key', key: 'sa-key', optional: true } },
      },
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
    nodeSelector: { 'kubernetes.io/os': 'linux' },
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

/** The init container of the guide, as it stands there. */
function guide() {
  const spec = ownersPod('local.test/bare-python-app:1');
  const [container] = spec.containers;
  const volume = { name: 'otel-auto-instrumentation', mountPath: '/otel-auto-instrumentation' };
  return podWithService(
    'guide',
    COPIED,
    {
      ...spec,
      initContainers: [
        {
          name: 'otel-init',
          image: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-python:0.60b1',
          command: ['/bin/sh', '-c'],
          args: ['cp -r /autoinstrumentation/. /otel-auto-instrumentation/'],
          volumeMounts: [volume],
          securityContext: RESTRICTED_CONTAINER,
        },
      ],
      containers: [
        {
          ...container,
          env: [
            // The application's own libraries besides, or it would not start at all.
            { name: 'PYTHONPATH', value: '/otel-auto-instrumentation:/libraries' },
            { name: 'OTEL_SERVICE_NAME', value: 'guide' },
            { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://botanu-collector.observability:4318' },
          ],
          volumeMounts: [...(container.volumeMounts ?? []), volume],
        },
      ],
      volumes: [...(spec.volumes ?? []), { name: 'otel-auto-instrumentation', emptyDir: {} }],
    },
    { http: PORT },
  );
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

test('the init container of the guide traces nothing, although the application answers', async () => {
  const traceId = randomBytes(16).toString('hex');
  for (let times = 0; times < 3; times += 1)
    await request(cluster(), COPIED, `http://guide:${PORT}/run`, {
      traceparent: `00-${traceId}-${'1'.repeat(16)}-01`,
    });
  await run('init', true);
  const spans = await backend.spans();
  expect(spans.filter(span => span.traceId === traceId || span.service === 'guide')).toEqual([]);
});

test('the process still has the variables of its owner, that of a Secret too', async () => {
  const name = nameOf('init', true, 'python');
  const shell = ['exec', '-n', COPIED, name, '-c', 'app', '--', '/usr/bin/python3.11', '-S', '-c'];
  const printed = await cluster().kubectl([
    ...shell,
    'import os; print(os.environ["SA_KEY"], os.environ["TM2_HOST"])',
  ]);
  expect(printed.trim()).toBe('precious cxtm-web');
});

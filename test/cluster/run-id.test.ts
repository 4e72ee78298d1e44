/** run_id in a cluster: applications in pods, the chart from a chart repository, a backend in a pod. */
import { randomBytes } from 'node:crypto';
import { answers, applicationPod, clientPod, request } from '../support/cluster/applications';
import { type Backend, startBackend } from '../support/cluster/backend';
import { guideObjects } from '../support/cluster/guide';
import { applicationImages, busyboxImage, collectorImage, labImage } from '../support/cluster/images';
import { installFromRepository } from '../support/cluster/releases';
import { useCluster } from '../support/cluster/use-cluster';
import type { Span } from '../support/otlp-lab';
import { newRunId } from '../support/run-ids';
import { wholeTrace } from '../support/traces';

const NAMESPACE = 'observability';
const LANGUAGES = ['python', 'java', 'nodejs'] as const;

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    ...LANGUAGES.map(language => applicationImages[language]()),
  ]),
}));

let backend: Backend;
let notes: string;

beforeAll(async () => {
  await cluster().namespace(NAMESPACE);
  backend = await startBackend(cluster(), NAMESPACE);
  notes = await installFromRepository(cluster(), 'helm4', {
    namespace: NAMESPACE,
    values: { exporter: { endpoint: backend.grpc, tls: { enabled: false } } },
  });
  const guide = guideObjects(NAMESPACE, backend.grpc, (await collectorImage()).name);
  const chain = (name: string, hook: boolean, endpoint?: string) =>
    LANGUAGES.flatMap((language, index) =>
      applicationPod({
        language,
        name: `${name}-${language}`,
        namespace: NAMESPACE,
        notes,
        hook,
        next: LANGUAGES[index + 1] && `${name}-${LANGUAGES[index + 1]}`,
        endpoint,
      }),
    );
  await cluster().apply([
    clientPod(NAMESPACE),
    ...guide.objects,
    ...chain('hooked', true),
    ...chain('plain', false),
    ...chain('guide', false, guide.endpoint),
  ]);
  await cluster().ready(NAMESPACE, 'app', 120_000);
  for (const chain of ['hooked', 'plain', 'guide']) await answers(cluster(), NAMESPACE, urlOf(chain));
}, 300_000);

const urlOf = (chain: string) => `http://${chain}-python:8080/run`;

/** Sends a run through the three services, and gives all its spans, and how many of each service carry its run_id. */
async function run(chain: string) {
  const runId = newRunId();
  const traceId = randomBytes(16).toString('hex');
  const parent = randomBytes(8).toString('hex');
  await request(cluster(), NAMESPACE, urlOf(chain), {
    traceparent: `00-${traceId}-${parent}-01`,
    baggage: `botanu.run_id=${runId},botanu.workflow=checkout`,
  });
  const spans = await wholeTrace(
    backend,
    traceId,
    parent,
    all => all.filter(({ name }) => name === 'own work').length === 3,
  );
  const ofRun = (span: Span) => span.attributes['botanu.run_id'] === runId;
  const perService = LANGUAGES.map(language => {
    const own = spans.filter(({ service }) => service === `${chain}-${language}`);
    return `${language} ${own.filter(ofRun).length} of ${own.length}`;
  });
  return { spans, withRunId: spans.filter(ofRun).length, perService: perService.join(', ') };
}

test('with the hook, every span of every service carries it', async () => {
  const { spans, withRunId, perService } = await run('hooked');
  process.stderr.write(`hook on: ${perService}\n`);
  expect(withRunId).toBe(spans.length);
  expect(new Set(spans.map(({ service }) => service)).size).toBe(3);
});

test('without the hook, the collector fills in what an agent captured, and nothing else', async () => {
  const { spans, withRunId, perService } = await run('plain');
  process.stderr.write(`hook off: ${perService}\n`);
  const captured = spans.filter(({ kind, service }) => kind === 'SERVER' && service !== 'plain-nodejs');
  expect(captured).toHaveLength(2);
  expect(withRunId).toBe(2);
});

test('through the collector of the guide, no span carries it', async () => {
  const { spans, withRunId, perService } = await run('guide');
  process.stderr.write(`the guide: ${perService}\n`);
  expect(spans.length).toBeGreaterThan(5);
  expect(withRunId).toBe(0);
});

/** From a line of an application's log to the trace of the request that it is about, and so to its run. */
import { randomBytes } from 'node:crypto';
import { hookConfigMapData, type InstrumentOptions, instrument, type PodSpec } from '../../../src';
import { answers, clientPod, request } from '../../support/cluster/applications';
import {
  type Backend,
  podWithService,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  startBackend,
} from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { agentImage, busyboxImage, labImage, loggingImage } from '../../support/cluster/images';
import { useCluster } from '../../support/cluster/use-cluster';
import type { Span } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';

const LANGUAGES = ['python', 'java', 'nodejs'] as const;
type Language = (typeof LANGUAGES)[number];

const SHOP = 'shop';
const PORT = 8080;
const TRACE_ID = /\b[0-9a-f]{32}\b/;

interface Logging {
  readonly name: string;
  readonly language: Language;
  readonly logCorrelation?: boolean;
  /** What the owner wrote. */
  readonly env?: PodSpec['containers'][number]['env'];
}

/** By setting in Python; in the others the agent does it by itself. */
const CORRELATED: Logging[] = [
  { name: 'python-on', language: 'python', logCorrelation: true },
  { name: 'java-on', language: 'java' },
  { name: 'nodejs-on', language: 'nodejs' },
];
const NOT: Logging[] = [
  { name: 'python-off', language: 'python' },
  {
    name: 'java-off',
    language: 'java',
    env: [{ name: 'OTEL_INSTRUMENTATION_LOGBACK_MDC_ENABLED', value: 'false' }],
  },
  {
    name: 'nodejs-off',
    language: 'nodejs',
    env: [{ name: 'OTEL_NODE_DISABLED_INSTRUMENTATIONS', value: 'pino' }],
  },
];

const cluster = useCluster(async () => ({
  images: await Promise.all([
    labImage(),
    busyboxImage(),
    ...LANGUAGES.flatMap(language => [loggingImage(language), agentImage(language)]),
  ]),
}));

let backend: Backend;

beforeAll(async () => {
  await cluster().namespace(SHOP);
  backend = await startBackend(cluster(), SHOP);
  const metadata = { name: 'hook', namespace: SHOP };
  await cluster().apply([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: hookConfigMapData() },
    clientPod(SHOP),
    ...[...CORRELATED, ...NOT].flatMap(application =>
      podWithService(application.name, SHOP, instrumented(application), { http: PORT }),
    ),
  ]);
  await cluster().ready(SHOP, 'app', 150_000);
}, 300_000);

const instrumented = ({ name, language, logCorrelation, env = [] }: Logging) =>
  instrument(
    {
      securityContext: RESTRICTED_POD,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'app',
          image: `local.test/logging-${language}-app:1`,
          env: [
            ...env,
            ...(language === 'python' ? [{ name: 'PYTHONPATH', value: '/libraries' }] : []),
            // Against questions to clouds.
            { name: 'OTEL_NODE_RESOURCE_DETECTORS', value: 'env' },
          ],
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          securityContext: RESTRICTED_CONTAINER,
          readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1, failureThreshold: 90 },
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    },
    {
      language,
      workload: name,
      namespace: SHOP,
      runId: { hookConfigMap: 'hook' },
      telemetry: {
        endpoint: backend.http,
        signals: { metrics: false, logs: false },
        batch: { delay: '100ms' },
        ...(logCorrelation === undefined ? {} : { logCorrelation }),
      },
    } as InstrumentOptions,
  );

/** Asks for an order without a traceparent, so that only the service knows the trace; gives the line that it logged. */
async function lineAbout(order: string, service: string, runId: string): Promise<string> {
  const url = `http://${service}:${PORT}/run?order=${order}`;
  await answers(cluster(), SHOP, `http://${service}:${PORT}/run?order=none`);
  await request(cluster(), SHOP, url, { baggage: `botanu.run_id=${runId}` });
  return until<string>(`a line about order ${order}`, 20_000, async () => {
    const lines = (await cluster().kubectl(['logs', '-n', SHOP, service, '-c', 'app'])).split('\n');
    const line = lines.find(text => text.includes(`order ${order} is answered`));
    return line ?? { still: lines.slice(-3).join(' / ') };
  });
}

/** The server's span of the request for an order, found by what was asked for alone. */
const spanAbout = (order: string, service: string) =>
  until<Span>(`a span about order ${order}`, 30_000, async () => {
    const all = (await backend.spans()).filter(span => span.service === service);
    const found = all.find(({ attributes }) => JSON.stringify(attributes).includes(`order=${order}`));
    return found ?? { still: JSON.stringify(all.at(-1)) };
  });

const newOrder = () => randomBytes(4).toString('hex');

test.each(CORRELATED)(
  '$name: the trace id in a line leads to the trace of its request, and to its run',
  async ({ name }) => {
    const runs = [newRunId(), newRunId()];
    for (const runId of runs) {
      const order = newOrder();
      const line = await lineAbout(order, name, runId);
      const [traceId] = TRACE_ID.exec(line) ?? [];
      const span = await spanAbout(order, name);
      process.stderr.write(`${name}: ${line}\n`);
      expect(traceId).toBe(span.traceId);
      const spans = (await backend.spans()).filter(one => one.traceId === traceId);
      expect(spans.map(({ attributes }) => attributes['botanu.run_id'])).toEqual(spans.map(() => runId));
    }
  },
);

test.each(NOT)('$name: the request has its trace, and the line does not tell it', async ({ name }) => {
  const order = newOrder();
  const line = await lineAbout(order, name, newRunId());
  const { traceId } = await spanAbout(order, name);
  process.stderr.write(`${name}: ${line}\n`);
  expect(traceId).toMatch(TRACE_ID);
  expect(line).not.toMatch(TRACE_ID);
});

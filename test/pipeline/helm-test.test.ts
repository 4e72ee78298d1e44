import { renderedConfig } from '../support/chart';
import {
  type CollectorConfiguration,
  type RunningCollector,
  startCollector,
} from '../support/collector-process';
import { runHelmTest } from '../support/helm-test-script';
import { type Sink, startSink } from '../support/otlp-lab';

jest.setTimeout(120_000);

const MODES = {
  sync: { mode: 'sync' },
  durable: { mode: 'durable', storage: { type: 'emptyDir' } },
  memory: { mode: 'memory' },
} as const;
type Mode = keyof typeof MODES;
const modes = Object.keys(MODES) as Mode[];

let sink: Sink;
let collector: RunningCollector | undefined;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(async () => {
  await collector?.stop();
  await sink.stop();
});

const valuesOf = (mode: Mode, more = {}) => ({
  exporter: { endpoint: sink.grpc, tls: { enabled: false } },
  delivery: MODES[mode],
  ...more,
});

/** What the script says, and how it ends, against a collector on what the same values render. */
async function tested(values: object, change = (_: CollectorConfiguration) => {}) {
  const configuration = await renderedConfig(values);
  change(configuration);
  collector = await startCollector(configuration);
  const { code, stdout } = await runHelmTest(values, collector);
  process.stdout.write(`${stdout}\n`);
  return { passed: code === 0, says: stdout };
}

test.each(modes)('%s: it passes where a span arrives, and only those with run_id do', async mode => {
  expect(await tested(valuesOf(mode))).toEqual({
    passed: true,
    says: expect.stringMatching(/\nPASSED\.\n$/),
  });
  const spans = await sink.waitForSpans(2);
  const runs = spans.map(({ attributes }) => attributes['botanu.run_id']);
  expect(spans.map(({ service, name }) => [service, name])).toEqual(
    Array(2).fill(['helm-test', 'botanu-helm-test']),
  );
  expect(runs[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(runs[1]).toBe(runs[0]);
});

test.each([
  ['sync', /FAILED: No answer within 4 seconds\.\n.*Delivery is sync.* is away/],
  ['durable', /FAILED: Accepted, but not sent to 127\.0\.0\.1:\d+ within 4 seconds/],
  ['memory', /FAILED: Accepted, but not sent to 127\.0\.0\.1:\d+ within 4 seconds/],
] as const)('%s: it fails where the backend is away', async (mode, sentence) => {
  await sink.stopListening();
  expect(await tested(valuesOf(mode))).toEqual({ passed: false, says: expect.stringMatching(sentence) });
});

test.each([
  ['sync', /FAILED: Refused: HTTP \d+\. The collector says:\n.*[Pp]ermanent/],
  ['durable', /FAILED: 2 spans could not be sent to 127\.0\.0\.1:\d+, for good/],
  ['memory', /FAILED: 2 spans could not be sent to 127\.0\.0\.1:\d+, for good/],
] as const)('%s: it fails where the backend refuses', async (mode, sentence) => {
  await sink.mode('permanent');
  expect(await tested(valuesOf(mode))).toEqual({ passed: false, says: expect.stringMatching(sentence) });
});

test.each(modes)('%s: it fails where `config` takes the run_id stage away', async mode => {
  const config = { service: { pipelines: { traces: { processors: ['memory_limiter'] } } } };
  expect(await tested(valuesOf(mode, { config }))).toEqual({
    passed: false,
    says: expect.stringMatching(/FAILED: The span without a run was not held back/),
  });
});

test.each([
  ['attributes/run_id', /FAILED: Of 2 spans of a run, 1 got no botanu\.run_id/],
  ['transform/run_id', /FAILED: Of 2 spans of a run, 1 got no botanu\.run_id/],
])('it fails where %s alone is missing', async (processor, sentence) => {
  const found = await tested(valuesOf('sync'), ({ service: { pipelines } }) => {
    pipelines.traces.processors = pipelines.traces.processors.filter((name: string) => name !== processor);
  });
  expect(found).toEqual({ passed: false, says: expect.stringMatching(sentence) });
});

test('it fails where the collector is away', async () => {
  const { code, stdout } = await runHelmTest(valuesOf('sync'), {
    http: 'http://127.0.0.1:1',
    metrics: 'http://127.0.0.1:2',
  });
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/FAILED: The collector at 127\.0\.0\.1 does not tell/),
  ]);
});

test('it fails where the receiver alone is away', async () => {
  collector = await startCollector(await renderedConfig(valuesOf('sync')));
  const { code, stdout } = await runHelmTest(valuesOf('sync'), { ...collector, http: 'http://127.0.0.1:1' });
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/FAILED: Nobody takes connections at 127\.0\.0\.1:1\./),
  ]);
});

test('without run_id it follows one span', async () => {
  const says = expect.stringMatching(/run_id is not looked for[^]*PASSED\.\n$/);
  expect(await tested(valuesOf('sync', { runId: { enabled: false } }))).toEqual({ passed: true, says });
  expect(await sink.waitForSpans(1)).toHaveLength(1);
});

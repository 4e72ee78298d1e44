import { randomBytes } from 'node:crypto';
import { renderedConfig } from '../support/chart';
import { type RunningCollector, startCollector } from '../support/collector-process';
import { type HostileBaggage, hostileBaggage } from '../support/hostile-baggage';
import { type Sink, type Span, startSink } from '../support/otlp-lab';

jest.setTimeout(120_000);

const COUNT = 10_000;
const HEADER = 'http.request.header.baggage';
const VALID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

let sink: Sink;
let collector: RunningCollector;
beforeAll(async () => {
  sink = await startSink({ maxRecvMib: 64 });
  const exporter = { endpoint: sink.grpc, tls: { enabled: false } };
  collector = await startCollector(await renderedConfig({ exporter }));
});
afterAll(async () => {
  await collector?.stop();
  await sink?.stop();
});
beforeEach(() => sink.reset());

type Attributes = Record<string, string | readonly string[]>;
interface SentSpan {
  readonly attributes: Attributes;
  readonly traceState?: string;
}

/** Sends spans as an SDK would, and gives them back in the order in which they were sent. */
async function through(spans: readonly SentSpan[]): Promise<Span[]> {
  for (let at = 0; at < spans.length; at += 250) await send(spans.slice(at, at + 250), at);
  const arrived = await sink.waitForSpans(spans.length, 60_000);
  const byName = new Map(arrived.map(span => [span.name, span]));
  return spans.map((_, index) => byName.get(`${index}`) as Span);
}

async function send(spans: readonly SentSpan[], from: number): Promise<void> {
  const encoded = spans.map(({ attributes, traceState }, index) => ({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: `${from + index}`,
    kind: 2,
    traceState,
    startTimeUnixNano: '1',
    endTimeUnixNano: '2',
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) })),
  }));
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: encoded }] }] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${collector.http}/v1/traces`, { method: 'POST', headers, body });
  expect([answer.status, await answer.text()]).toEqual([200, '{"partialSuccess":{}}']);
}

const anyValue = (value: string | readonly string[]) =>
  typeof value === 'string'
    ? { stringValue: value }
    : { arrayValue: { values: value.map(stringValue => ({ stringValue })) } };

const runIdOf = (span: Span) => span.attributes['botanu.run_id'] as string | undefined;

describe.each([
  ['as a list, as most agents write it', (header: string) => [header]],
  ['as a text, as the .NET agent writes it', (header: string) => header],
])(`${COUNT} hostile baggage headers, captured %s`, (form, captured) => {
  const hostile = hostileBaggage(COUNT);
  let spans: Span[];
  beforeAll(async () => {
    await sink.reset();
    spans = await through(hostile.map(({ header }) => ({ attributes: { [HEADER]: captured(header) } })));
  });

  test('no span is lost, and no raw header leaves', () => {
    const found = spans.filter(span => runIdOf(span) !== undefined).length;
    process.stderr.write(`  ${form}: ${spans.length} of ${COUNT} spans arrived, ${found} with a run_id\n`);
    expect(spans.filter(span => span === undefined)).toEqual([]);
    expect(spans.filter(span => HEADER in span.attributes)).toEqual([]);
  });

  test('no other attribute comes out of a header, and no run_id that is none', () => {
    expect(new Set(spans.flatMap(span => Object.keys(span.attributes)))).toEqual(new Set(['botanu.run_id']));
    expect(spans.map(runIdOf).filter(runId => runId !== undefined && !VALID.test(runId))).toEqual([]);
  });

  test('every run_id is one that its header holds, or none', () => {
    const wrong = hostile.filter(
      ({ harmless }: HostileBaggage, at) => !harmless.includes(runIdOf(spans[at])),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
    const rightly = hostile.filter(({ runId }, at) => runId !== undefined && runIdOf(spans[at]) === runId);
    // The control: were nothing taken from any header, the tests above would hold as well.
    expect(rightly.length).toBeGreaterThan(COUNT / 20);
  });
});

const RUN = '0197b2c0-0000-7000-8000-000000000001';
const OTHER = '0197b2c0-0000-7000-8000-000000000002';

test.each([
  [
    'what the SDK wrote beats the header',
    { 'botanu.run_id': RUN, [HEADER]: [`botanu.run_id=${OTHER}`] },
    '',
    RUN,
  ],
  ['what the SDK wrote beats tracestate', { 'botanu.run_id': RUN }, `botanu=${OTHER}`, RUN],
  [
    'what the SDK wrote wrongly gives way to the header',
    { 'botanu.run_id': 'x', [HEADER]: [`botanu.run_id=${RUN}`] },
    '',
    RUN,
  ],
  ['what the SDK wrote wrongly is removed', { 'botanu.run_id': `${RUN}-1` }, '', undefined],
  ['tracestate is taken', {}, `other=1,botanu=${RUN}`, RUN],
  ['a tracestate that is no run_id is not', {}, 'botanu=DROP', undefined],
  [
    "an attribute that looks like the extraction's own is not taken",
    { botanu_run_id: RUN, [HEADER]: ['a=b'] },
    '',
    undefined,
  ],
  ['nothing comes of nothing', {}, '', undefined],
])('%s', async (_what, attributes, traceState, expected) => {
  const [span] = await through([{ attributes: attributes as Attributes, traceState }]);
  expect(runIdOf(span)).toBe(expected);
});

test('other attributes of the SDK stay, those of botanu too', async () => {
  const attributes = { 'botanu.outcome.value_amount': '12', 'botanu.vendor': 'x', 'url.path': '/' };
  const [span] = await through([{ attributes: { ...attributes, 'botanu.run_id': 'not one' } }]);
  expect(span.attributes).toEqual(attributes);
});

test('the collector complained about none of this', () => {
  expect(collector.output().match(/\t(warn|error)\t.*/g)).toBeNull();
});

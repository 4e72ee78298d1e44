import { environmentFromNotes, renderedConfig } from '../support/chart';
import {
  type CollectorConfiguration,
  type RunningCollector,
  startCollector,
} from '../support/collector-process';
import { guideConfig } from '../support/guide';
import { hookFolder, removeFolder } from '../support/hook-folder';
import { type Sink, type Span, startSink } from '../support/otlp-lab';
import { newRunId } from '../support/run-ids';
import { type Application, fastapi, flask, java, nodejs } from '../support/services';
import { startTwoServices, type TwoServices } from '../support/two-services';

jest.setTimeout(180_000);

const LANGUAGES = [flask, fastapi, java, nodejs];
/** The Node agent captures headers by code only. */
const capturesHeaders = (application: Application) => application !== nodejs;

let sink: Sink;
let ours: RunningCollector;
let off: RunningCollector;
let guide: RunningCollector;
let variables: Record<string, string>;
beforeAll(async () => {
  sink = await startSink();
  const exporter = { endpoint: sink.grpc, tls: { enabled: false } };
  const start = async (configuration: Promise<CollectorConfiguration> | CollectorConfiguration) =>
    startCollector(await configuration);
  ours = await start(renderedConfig({ exporter }));
  off = await start(renderedConfig({ exporter, runId: { enabled: false } }));
  guide = await start(guideConfig(sink.grpc));
  variables = await environmentFromNotes({ exporter });
});
afterAll(async () => {
  for (const collector of [ours, off, guide]) await collector?.stop();
  await sink?.stop();
});

/** The notes' own variables; the only thing replaced is the address of the Service. */
const environment = (collector: RunningCollector) => ({
  ...variables,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.http,
});

async function services(
  application: Application,
  collector: RunningCollector,
  folder: string | undefined,
): Promise<TwoServices> {
  const shared = { hookFolder: folder, variables: environment(collector) };
  return startTwoServices(sink, application, application, shared, collector.http);
}

const carrying = (spans: readonly Span[], runId: string) =>
  spans.filter(span => span.attributes['botanu.run_id'] === runId);
const servers = (spans: readonly Span[]) => spans.filter(({ kind }) => kind === 'SERVER');

function tell(application: Application, what: string, spans: readonly Span[], runId: string): void {
  const count = `${carrying(spans, runId).length} of ${spans.length} spans`;
  process.stderr.write(`  ${application.name.padEnd(15)} ${what.padEnd(44)} ${count}\n`);
}

describe.each(LANGUAGES)('$name', application => {
  let folder: string;
  let running: TwoServices | undefined;
  beforeAll(() => {
    folder = hookFolder(application.agent.hookFiles);
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  afterAll(() => removeFolder(folder));

  test('with the hook, every span carries the run, and two runs at once never mix', async () => {
    running = await services(application, ours, folder);
    const runs = Array.from({ length: 4 }, newRunId);

    const traces = await Promise.all(
      runs.map(run => running?.run({ baggage: `botanu.run_id=${run}` }) ?? []),
    );

    traces.forEach((spans, index) => {
      if (index === 0) tell(application, 'hook on', spans, runs[index]);
      expect(spans.length).toBeGreaterThanOrEqual(5);
      expect(carrying(spans, runs[index])).toHaveLength(spans.length);
    });
  });

  test('without hook and header, no span does; with the header alone, all server spans and only they', async () => {
    running = await services(application, ours, undefined);
    const runId = newRunId();

    const spans = await running.run({ baggage: `botanu.run_id=${runId},botanu.tenant_id=secret` });

    tell(application, 'hook off, header fallback', spans, runId);
    const expected = capturesHeaders(application) ? servers(spans) : [];
    expect(servers(spans)).toHaveLength(2);
    expect(carrying(spans, runId)).toEqual(expected);
    expect(spans.filter(span => 'http.request.header.baggage' in span.attributes)).toEqual([]);
  });

  test("with the collector's stage off too, no span does", async () => {
    running = await services(application, off, undefined);
    const runId = newRunId();

    const spans = await running.run({ baggage: `botanu.run_id=${runId}` });

    tell(application, 'hook off, collector stage off', spans, runId);
    expect(spans.length).toBeGreaterThanOrEqual(5);
    expect(carrying(spans, runId)).toEqual([]);
  });

  test('with tracestate alone, every span does', async () => {
    running = await services(application, ours, undefined);
    const runId = newRunId();

    const spans = await running.run({ tracestate: `botanu=${runId}` });

    tell(application, 'tracestate fallback alone', spans, runId);
    expect(carrying(spans, runId)).toHaveLength(spans.length);
  });

  test('through the configuration of the guide, no span does', async () => {
    running = await services(application, guide, undefined);
    const runId = newRunId();

    const spans = await running.run({ baggage: `botanu.run_id=${runId}` });

    tell(application, "the guide's configuration", spans, runId);
    expect(spans.length).toBeGreaterThanOrEqual(5);
    expect(carrying(spans, runId)).toEqual([]);
  });
});

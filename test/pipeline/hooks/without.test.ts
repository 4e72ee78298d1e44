import { BAGGAGE_HEADER_ATTRIBUTE } from '../../../src/telemetry/run-id';
import { hookFolder, removeFolder } from '../../support/hook-folder';
import { type Sink, startSink } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';
import { fastapi, flask, java, javaUnderAgent1, nodejs } from '../../support/services';
import { startTwoServices } from '../../support/two-services';

// The counterparts of every-span.test.ts: what it takes away, one at a time, takes all run_ids away.

jest.setTimeout(120_000);

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink?.stop());

describe.each([flask, fastapi, java, nodejs])('$name', application => {
  test('without the hook no span carries a run, though its baggage came to both services', async () => {
    expect(await spansWithRunId(application, {})).toBe(0);
  });

  test('without baggage in OTEL_PROPAGATORS no span carries a run', async () => {
    const folder = hookFolder(application.agent.hookFiles);
    try {
      const env = { OTEL_PROPAGATORS: 'tracecontext' };
      expect(await spansWithRunId(application, { hookFolder: folder, env })).toBe(0);
    } finally {
      removeFolder(folder);
    }
  });
});

test("the operator's default Java agent ignores the variable that copies baggage", async () => {
  const protocol = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  expect(await spansWithRunId(javaUnderAgent1, { hookFolder: '/none', env: protocol })).toBe(0);
});

async function spansWithRunId(
  application: typeof flask,
  settings: { hookFolder?: string; env?: Readonly<Record<string, string>> },
): Promise<number> {
  const services = await startTwoServices(sink, application, application, {
    hookFolder: settings.hookFolder,
    env: settings.env,
  });
  try {
    const runId = newRunId();
    const spans = await services.run({ baggage: `botanu.run_id=${runId},botanu.workflow=refund` });

    // Nought of nought would prove nothing, and nor would a run that never came.
    const backs = spans.filter(span => span.service === 'back');
    const cameWithHeader = backs.filter(span =>
      String(span.attributes[BAGGAGE_HEADER_ATTRIBUTE]).includes(runId),
    );
    const capturing = settings.env?.OTEL_PROPAGATORS
      ? 0
      : Object.keys(application.agent.captureVariables).length;
    expect([backs.length > 0, cameWithHeader.length]).toEqual([true, capturing]);

    const carrying = spans.filter(span => 'botanu.run_id' in span.attributes);
    const left = settings.hookFolder ? JSON.stringify(settings.env) : 'no hook';
    process.stderr.write(`${application.name}, ${left}: ${carrying.length} of ${spans.length} spans\n`);
    return carrying.length;
  } finally {
    await services.stop();
  }
}

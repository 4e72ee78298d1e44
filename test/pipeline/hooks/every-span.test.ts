import { hookFolder, removeFolder } from '../../support/hook-folder';
import { type Sink, type Span, startSink } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';
import { type Application, fastapi, flask, java, nodejs } from '../../support/services';
import { named } from '../../support/traces';
import { startTwoServices, type TwoServices } from '../../support/two-services';

jest.setTimeout(120_000);

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink?.stop());

/** The Java agent copies by a variable, and knows none of our rules: what it lets through, the collector stops. */
const copiesAnything = (application: Application) => application === java;

describe.each([flask, fastapi, java, nodejs])('$name', application => {
  let folder: string;
  let services: TwoServices;
  beforeAll(async () => {
    folder = hookFolder(application.agent.hookFiles);
    services = await startTwoServices(sink, application, application, { hookFolder: folder });
  });
  afterAll(async () => {
    await services?.stop();
    if (folder) removeFolder(folder);
  });

  test('every span of both services carries the run of the request', async () => {
    const runId = newRunId();

    const spans = await services.run({ baggage: `botanu.run_id=${runId},botanu.workflow=refund,other=1` });

    const carrying = spans.filter(span => span.attributes['botanu.run_id'] === runId);
    process.stderr.write(`${application.name}: ${carrying.length} of ${spans.length} spans\n`);
    expect(new Set(spans.map(span => span.service))).toEqual(new Set(['front', 'back']));
    expect(spans.length).toBeGreaterThanOrEqual(5);
    expect(named(spans.filter(span => !carrying.includes(span)))).toBe('no span');
    expect(valuesOf('botanu.workflow', spans)).toEqual(['refund']);
  });

  test('no other key leaves the baggage', async () => {
    const spans = await services.run({
      baggage: `botanu.run_id=${newRunId()},other=1,botanu.outcome=ok,botanu.run_id2=x,Botanu.Workflow=x`,
    });

    const known = ['botanu.run_id'];
    const copied = new Set(spans.flatMap(span => Object.keys(span.attributes)));
    expect([...copied].filter(key => /^(other|botanu)/i.test(key))).toEqual(known);
  });

  test('all seven keys of a run are copied, and percent-coded values are decoded', async () => {
    const keys = ['workflow', 'event_id', 'customer_id', 'environment', 'tenant_id', 'parent_run_id'];

    const spans = await services.run({
      baggage: keys.map(key => `botanu.${key}=${key}%3A%C3%A9`).join(', '),
    });

    for (const key of keys) expect([key, valuesOf(`botanu.${key}`, spans)]).toEqual([key, [`${key}:é`]]);
  });

  test('a value of 128 characters is copied; a longer one is left out, not cut', async () => {
    const [longest, longer] = ['a'.repeat(128), 'b'.repeat(129)];

    const spans = await services.run({
      baggage: `botanu.customer_id=${longest},botanu.event_id=${longer}`,
    });

    expect(valuesOf('botanu.customer_id', spans)).toEqual([longest]);
    expect(valuesOf('botanu.event_id', spans)).toEqual([copiesAnything(application) ? longer : undefined]);
  });

  test.each([
    ['of version 4', '0197b2c0-0000-4000-8000-000000000001'],
    ['with a tail', '0197b2c0-0000-7000-8000-000000000001-2'],
    ['that is none', "x'%20OR%201=1"],
  ])('a run_id %s is not copied', async (_what, runId) => {
    const spans = await services.run({ baggage: `botanu.run_id=${runId},botanu.workflow=refund` });

    expect(valuesOf('botanu.workflow', spans)).toEqual(['refund']);
    if (copiesAnything(application)) expect(valuesOf('botanu.run_id', spans)).not.toEqual([undefined]);
    else expect(valuesOf('botanu.run_id', spans)).toEqual([undefined]);
  });

  test("a member's properties do not get into the value", async () => {
    const runId = newRunId();

    const spans = await services.run({ baggage: `botanu.run_id=${runId};origin=gateway` });

    expect(valuesOf('botanu.run_id', spans)).toEqual([runId]);
  });

  test('what the application itself wrote on its span stays', async () => {
    const spans = await services.run({
      baggage: `botanu.run_id=${newRunId()},botanu.workflow=refund`,
      workflow: 'its own',
    });

    const [ownWork] = spans.filter(span => span.name === 'own work' && span.service === 'front');
    // The Java agent writes after the application did.
    expect(ownWork.attributes['botanu.workflow']).toBe(copiesAnything(application) ? 'refund' : 'its own');
    expect(
      valuesOf(
        'botanu.workflow',
        spans.filter(span => span !== ownWork),
      ),
    ).toEqual(['refund']);
  });

  test('a request without a run has spans without one', async () => {
    const spans = await services.run();

    expect(valuesOf('botanu.run_id', spans)).toEqual([undefined]);
  });

  test('two runs at the same time do not mix', async () => {
    const runs = Array.from({ length: 20 }, () => newRunId());

    const traces = await Promise.all(runs.map(id => services.run({ baggage: `botanu.run_id=${id}` })));

    expect(traces.map(spans => valuesOf('botanu.run_id', spans))).toEqual(runs.map(id => [id]));
  });
});

/** The different values of an attribute; undefined stands for spans that lack it. */
function valuesOf(key: string, spans: readonly Span[]): unknown[] {
  return [...new Set(spans.map(span => span.attributes[key]))];
}

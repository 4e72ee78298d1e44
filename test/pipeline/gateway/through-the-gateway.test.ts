import { type GatewayLine, startGatewayLine } from '../../support/gateway-line';
import { newRunId } from '../../support/run-ids';
import { newTraceId, type SentSpan, sendSpans } from '../../support/send-spans';

jest.setTimeout(120_000);

let line: GatewayLine;
beforeAll(async () => {
  line = await startGatewayLine();
});
afterAll(() => line?.stop());

const HEADER = 'http.request.header.baggage';

test('a span arrives at the backend through the gateway, with its run and without the raw header', async () => {
  const { agents, gateways, sink } = line;
  const run = newRunId();
  const spans: SentSpan[] = [
    { traceId: newTraceId(), name: 'captured', attributes: { [HEADER]: `a=b,botanu.run_id=${run}` } },
    { traceId: newTraceId(), name: 'written', attributes: { 'botanu.run_id': run } },
    { traceId: newTraceId(), name: 'wrong', attributes: { 'botanu.run_id': 'no run' } },
  ];
  expect(await sendSpans(agents[0].http, spans)).toBe(200);

  const arrived = await sink.waitForSpans(3);
  const byName = Object.fromEntries(arrived.map(span => [span.name, span.attributes]));
  expect(byName).toEqual({
    captured: { 'botanu.run_id': run },
    written: { 'botanu.run_id': run },
    wrong: {},
  });
  expect(await (await fetch(gateways[0].metrics)).text()).toMatch(
    /otelcol_receiver_accepted_spans_total\{.*\} 3/,
  );
});

test('run_id is looked after once: by the agents, before anything is put together', () => {
  const steps = (configuration: GatewayLine['configurations']['agents']) =>
    configuration.service.pipelines.traces.processors.filter((name: string) => name.endsWith('/run_id'));
  expect(steps(line.configurations.agents)).toEqual(['transform/run_id', 'attributes/run_id']);
  expect(steps(line.configurations.gateway)).toEqual([]);
});

test('the application hears "accepted" only when the backend has accepted, two collectors further', async () => {
  const { agents, sink } = line;
  await sink.reset();
  await sink.stopListening();
  const sent = sendSpans(agents[0].http, [{ traceId: newTraceId(), name: 'early' }], 4_000);
  await expect(sent).rejects.toThrow(/timeout/);
  await sink.listen();
  expect(await sendSpans(agents[0].http, [{ traceId: newTraceId(), name: 'late' }], 60_000)).toBe(200);
  expect((await sink.spans()).map(({ name }) => name)).toContain('late');
});

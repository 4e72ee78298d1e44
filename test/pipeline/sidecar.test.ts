/** The collector beside an application: its configuration, in the real collector. */
import { parse } from 'yaml';
import { sidecarConfigText } from '../../src';
import { type RunningCollector, startCollector } from '../support/collector-process';
import { type Sink, startSink } from '../support/otlp-lab';
import { newRunId } from '../support/run-ids';
import { newTraceId, sendSpans } from '../support/send-spans';

jest.setTimeout(60_000);

let sink: Sink;
let collector: RunningCollector;
beforeAll(async () => {
  sink = await startSink();
  const exporter = { endpoint: sink.grpc, tls: { enabled: false } };
  collector = await startCollector(parse(sidecarConfigText({ enabled: true, exporter }), { version: '1.1' }));
});
afterAll(async () => {
  await collector?.stop();
  await sink?.stop();
});

test('spans reach the backend, with the run_id of a captured header, and without one that is none', async () => {
  const runId = newRunId();
  await sendSpans(collector.http, [
    {
      traceId: newTraceId(),
      name: 'captured',
      attributes: { 'http.request.header.baggage': `botanu.run_id=${runId}` },
    },
    { traceId: newTraceId(), name: 'invalid', attributes: { 'botanu.run_id': 'DROP TABLE' } },
  ]);
  const spans = await sink.waitForSpans(2, 20_000);
  const runIds = Object.fromEntries(spans.map(({ name, attributes }) => [name, attributes['botanu.run_id']]));
  expect(runIds).toEqual({ captured: runId, invalid: undefined });
});

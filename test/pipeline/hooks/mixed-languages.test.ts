import { hookFolder, removeFolder } from '../../support/hook-folder';
import { type Sink, startSink } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';
import { type Application, fastapi, flask, java, nodejs } from '../../support/services';
import { startTwoServices } from '../../support/two-services';

jest.setTimeout(120_000);

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink?.stop());

test.each<[Application, Application]>([
  [flask, nodejs],
  [nodejs, fastapi],
  [java, flask],
  [nodejs, java],
])('$0.name calls $1.name: the run goes on', async (first, second) => {
  const runId = newRunId();
  const services = await pair(first, second);
  try {
    const spans = await services.run({ baggage: `botanu.run_id=${runId},botanu.customer_id=a%2Cb%25` });

    const runs = spans.map(({ attributes }) => [
      attributes['botanu.run_id'],
      attributes['botanu.customer_id'],
    ]);
    expect(runs).toEqual(spans.map(() => [runId, 'a,b%']));
  } finally {
    await services.stop();
  }
});

test('a property that Python passes on as part of the value is cut off by Node', async () => {
  const runId = newRunId();
  const services = await pair(flask, nodejs);
  try {
    const spans = await services.run({ baggage: `botanu.run_id=${runId};origin=gateway` });

    expect(spans.map(span => span.attributes['botanu.run_id'])).toEqual(spans.map(() => runId));
  } finally {
    await services.stop();
  }
});

async function pair(first: Application, second: Application) {
  const folders = new Map([first, second].map(app => [app, hookFolder(app.agent.hookFiles)]));
  const services = await startTwoServices(sink, first, second, app => ({ hookFolder: folders.get(app) }));
  return {
    ...services,
    stop: async () => {
      await services.stop();
      for (const folder of folders.values()) removeFolder(folder);
    },
  };
}

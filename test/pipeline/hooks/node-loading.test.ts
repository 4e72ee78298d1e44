import { join } from 'node:path';
import { hookFolder, removeFolder } from '../../support/hook-folder';
import { type Sink, startSink } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';
import { nodejs } from '../../support/services';
import { startTwoServices } from '../../support/two-services';

jest.setTimeout(120_000);

const PACKAGE = '@opentelemetry/auto-instrumentations-node/register';

let sink: Sink;
let folder: string;
let operatorsFile: string;
beforeAll(async () => {
  sink = await startSink();
  folder = hookFolder(nodejs.agent.hookFiles);
  operatorsFile = join(await nodejs.agentFolder(), 'autoinstrumentation.js');
});
afterAll(async () => {
  removeFolder(folder);
  await sink?.stop();
});

test.each([
  ["the operator's file, after it", () => [operatorsFile, hook()]],
  ['the npm package, before it', () => [hook(), PACKAGE]],
  ['the npm package, after it', () => [PACKAGE, hook()]],
  ['the npm package, loaded twice around it', () => [PACKAGE, hook(), hook(), PACKAGE]],
])('the hook works with %s', async (_what, files) => {
  const options = files().map(file => `--require ${file}`);
  const services = await startTwoServices(sink, nodejs, nodejs, {
    hookFolder: undefined,
    env: { NODE_OPTIONS: options.join(' ') },
  });
  try {
    const runId = newRunId();

    const spans = await services.run({ baggage: `botanu.run_id=${runId}` });

    expect(spans.map(span => span.attributes['botanu.run_id'])).toEqual(spans.map(() => runId));
  } finally {
    await services.stop();
  }
});

const hook = () => join(folder, 'botanu-baggage.cjs');

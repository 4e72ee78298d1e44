/** Collectors that the operator runs, as Helm makes them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { operatorStackChart } from '../../src';
import { tool } from '../../tools/tool';
import { chartFolder, installed, run } from '../support/helm';
import { temporaryFolder } from '../support/temporary-folder';

const chart = chartFolder(operatorStackChart as never);
const folder = temporaryFolder();
const exporter = { endpoint: 'backend:4317' };

test.each([
  ['as it comes', {}],
  ['without run_id', { runId: { enabled: false } }],
  ['beside an application', { mode: 'sidecar' }],
  ['that has a token', { exporter: { ...exporter, bearerTokenSecret: { name: 'token' } } }],
])('the collector takes the configuration of one %s', async (what, of) => {
  const values = { collectors: { a: { exporter, ...of } }, install: { mode: 'resource' } };
  const objects = await installed('helm4', chart, values);
  const made = objects.find(({ kind }) => kind === 'OpenTelemetryCollector');
  const file = join(folder, `${what}.yaml`);
  writeFileSync(file, stringify(made?.spec.config));
  const { code, stderr } = await run(await tool('otelcol'), ['validate', `--config=${file}`]);
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
});

/** Collectors that the operator runs, as Helm makes them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { OperatorStack, operatorStackChart } from '../../src';
import { tool } from '../../tools/tool';
import { BAD_COLLECTORS } from '../support/bad-collectors';
import { chartFolder, forAll, HELMS, type HelmVersion, installed, refusal, run } from '../support/helm';
import { bothSides, firstDifference } from '../support/law-four';
import { legalOperatedCollectors } from '../support/legal-operated-collectors';
import { temporaryFolder } from '../support/temporary-folder';

const SEED = 20_261_124;
const SETS = 100;
const chart = chartFolder(operatorStackChart as never);
const sets = fc.sample(legalOperatedCollectors, { numRuns: SETS, seed: SEED });
const folder = temporaryFolder();

async function difference(version: HelmVersion, values: object): Promise<string> {
  const build = (scope: never, given: never) => new OperatorStack(scope, 'stack', given);
  const { helm, tree } = await bothSides(version, { chart, build: build as never }, values);
  const found = firstDifference(helm, tree);
  return found ? `${found.slice(0, 500)}\nwith ${JSON.stringify(values).slice(0, 2000)}` : '';
}

test.each(HELMS)(
  '%s makes of every set of collectors what the construct makes of it',
  async version => {
    const found = await forAll(sets, values => difference(version, values));
    expect(found.filter(text => text !== '').slice(0, 3)).toEqual([]);
  },
  120_000,
);

describe.each(HELMS)('%s', version => {
  test.each(BAD_COLLECTORS)('refuses $what', async ({ values, at, fix, bySchema }) => {
    const said = await refusal(version, chart, values);
    expect(said).toContain(bySchema ? at.split('.').at(-1) : `${at}: `);
    if (!bySchema) expect(said).toMatch(fix);
    expect(said).not.toMatch(/goroutine|panic|nil pointer|%!|<nil>/);
  });
});

const exporter = { endpoint: 'backend:4317' };

test.each([
  ['as it comes', {}],
  ['without run_id', { runId: { enabled: false } }],
  ['beside an application', { mode: 'sidecar' }],
  ['that has a token', { exporter: { ...exporter, bearerTokenSecret: { name: 'token' } } }],
])('the collector takes the configuration of one %s', async (what, of) => {
  const values = { collectors: { a: { exporter, ...of } } };
  const objects = await installed('helm4', chart, values);
  const made = objects.find(({ kind }) => kind === 'OpenTelemetryCollector');
  const file = join(folder, `${what}.yaml`);
  writeFileSync(file, stringify(made?.spec.config));
  const { code, stderr } = await run(await tool('otelcol'), ['validate', `--config=${file}`]);
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
});

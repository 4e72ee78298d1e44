import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { collectorChart } from '../../src';
import { tool } from '../../tools/tool';
import { at, untried } from '../support/generated-values';
import { chartFolder, forAll, installed, type KubernetesObject, objectOf, run } from '../support/helm';
import { legalCollectorValues } from '../support/legal-collector-values';
import { temporaryFolder } from '../support/temporary-folder';

const SEED = 20_260_402;
const SETS = 200;

const chart = chartFolder(collectorChart as never);
const folder = temporaryFolder();
const sets = fc.sample(legalCollectorValues('runnable'), { numRuns: SETS, seed: SEED });

/** What the pinned collector says of the configurations in a release, each with its pod's variables: nothing, where it would run. */
async function complaint(values: unknown, name: string): Promise<string> {
  const objects = await installed('helm4', chart, values, { args: ['--no-hooks'] });
  const complaints = objects
    .filter(({ spec }) => spec?.template)
    .map(workload => complaintOf(workload, objects, `${name}-${workload.metadata.name}`));
  return (await Promise.all(complaints)).join('');
}

/** A workload mounts its own configuration, and has its own variables. */
async function complaintOf(workload: KubernetesObject, objects: readonly KubernetesObject[], name: string) {
  const { containers, volumes } = workload.spec.template.spec;
  const { configMap } = volumes.find((volume: { name: string }) => volume.name === 'config');
  const variables = containers[0].env.map((variable: { name: string; value?: string }) => [
    variable.name,
    variable.value ?? 'from elsewhere',
  ]);
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, objectOf(objects, `ConfigMap/${configMap.name}`).data['collector.yaml']);
  const arguments_ = ['validate', `--config=${file}`];
  const { code, stderr } = await run(await tool('otelcol'), arguments_, '', Object.fromEntries(variables));
  return code === 0 ? '' : stderr;
}

test('the collector takes what the chart makes of every set of legal settings', async () => {
  let gateways = 0;
  const complaints = await forAll(sets, async (values, index) => {
    if (at(values, 'gateway.enabled')) gateways += 1;
    const found = await complaint(values, `${index}`);
    return found && `${found}\nwith ${JSON.stringify(values).slice(0, 2000)}`;
  });
  const refused = complaints.filter(found => found !== '');
  process.stdout.write(
    `otelcol validate: ${SETS - refused.length} of ${SETS} pass, ${gateways} with a gateway, seed ${SEED}\n`,
  );
  expect(gateways).toBeGreaterThan(50);
  expect(refused.slice(0, 2)).toEqual([]);
}, 300_000);

test('the sets try every setting', () => {
  expect(untried(collectorChart.settings.schema, sets)).toEqual(['exporter.endpoint absent']);
});

test.each([
  ['a setting that the exporter does not have', { exporters: { otlp_grpc: { endpoind: 'x' } } }, /endpoind/],
  [
    'a processor that nobody configured',
    { service: { pipelines: { traces: { processors: ['nobody'] } } } },
    /nobody/,
  ],
  ['a filter that is no expression', { processors: { 'filter/x': { traces: { span: ['=='] } } } }, /filter/],
])('it refuses %s', async (_, config, words) => {
  const values = { exporter: { endpoint: 'backend:4317' }, config };
  expect(await complaint(values, 'broken')).toMatch(words);
});

test('it refuses a policy that does not exist, in the configuration of the gateway', async () => {
  const sampling = { enabled: true, policies: { mine: { type: 'always_sample', threshold: 'x' } } };
  const values = { exporter: { endpoint: 'backend:4317' }, gateway: { enabled: true, sampling } };
  expect(await complaint(values, 'policy')).toMatch(/threshold|polic/);
});

/** The API server takes whatever legal values make: each field known, nothing to warn of, in every supported mode. */
import * as fc from 'fast-check';
import { COLLECTOR_CHART } from '../../support/chart';
import { startFakeCluster } from '../../support/cluster/cluster';
import { applyCustomResources, CUSTOM_KINDS } from '../../support/cluster/custom-resources';
import { useCluster } from '../../support/cluster/use-cluster';
import { forAll, HELMS, installed } from '../../support/helm';
import { legalCollectorValues } from '../../support/legal-collector-values';

const SETS = 200;

// Nothing has to run for this: the API server alone decides.
const cluster = useCluster(undefined, startFakeCluster);
const NAMESPACE = 'observability';

beforeAll(async () => {
  await applyCustomResources(cluster());
  await cluster().namespace(NAMESPACE, 'privileged');
});

test.each(HELMS)(`${SETS} sets of values, by %s`, async version => {
  const sets = fc.sample(legalCollectorValues('deployable'), { numRuns: SETS, seed: 4 });
  const complaints = await forAll(sets, async values => {
    const objects = await installed(version, COLLECTOR_CHART, values, {
      name: 'generated',
      serves: CUSTOM_KINDS,
    });
    const text = objects.map(object => JSON.stringify(object)).join('\n---\n');
    const dryRun = [
      'apply',
      '--server-side',
      '--dry-run=server',
      '--validate=strict',
      '--force-conflicts',
      '-f',
      '-',
    ];
    const { code, stderr } = await cluster().tryKubectl([...dryRun, '-n', NAMESPACE], text);
    return code === 0 && stderr === '' ? undefined : stderr;
  });
  expect(complaints.filter(Boolean).slice(0, 10)).toEqual([]);
});

test('a field that does not exist is found by this', async () => {
  const [object] = await installed('helm4', COLLECTOR_CHART, { exporter: { endpoint: 'backend:4317' } });
  const typo = JSON.stringify({ ...object, sped: {} });
  const { code, stderr } = await cluster().tryKubectl(
    ['apply', '--server-side', '--dry-run=server', '-f', '-'],
    typo,
  );
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/sped/);
});

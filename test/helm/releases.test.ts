import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR_CHART } from '../support/chart';
import { HELMS, helm, installed, type KubernetesObject, objectOf } from '../support/helm';
import { temporaryFolder } from '../support/temporary-folder';

const values = { exporter: { endpoint: 'backend:4317' } };
const ids = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const preset = { ...values, presets: { kubernetesAttributes: { enabled: true } } };

describe.each(HELMS)('%s', version => {
  const render = (given: object, release = {}, chart = COLLECTOR_CHART) =>
    installed(version, chart, given, release);

  test('two releases in one namespace have no object in common', async () => {
    const [one, other] = await Promise.all([
      render(preset, { name: 'one' }),
      render(preset, { name: 'other' }),
    ]);
    expect(ids(one).filter(id => ids(other).includes(id))).toEqual([]);
  });

  test('one release name in two namespaces has no object of the cluster in common', async () => {
    const wide = (objects: readonly KubernetesObject[]) =>
      ids(objects).filter(id => id.startsWith('Cluster'));
    const [one, other] = await Promise.all([
      render(preset, { namespace: 'one' }),
      render(preset, { namespace: 'other' }),
    ]);
    expect(wide(one)).toHaveLength(2);
    expect(wide(one).filter(id => wide(other).includes(id))).toEqual([]);
  });

  test.each([
    ['the release and the chart', { name: 'botanu' }, {}, 'botanu-collector'],
    [
      'the release alone where it says the chart already',
      { name: 'botanu-collector' },
      {},
      'botanu-collector',
    ],
    ['another name for the chart', { name: 'botanu' }, { nameOverride: 'agent' }, 'botanu-agent'],
    ['another name for all', { name: 'botanu' }, { fullnameOverride: 'agent' }, 'agent'],
    ['a long release, cut where pods still have room', { name: 'r'.repeat(53) }, {}, 'r'.repeat(50)],
  ])('objects are named after %s', async (_what, release, given, expected) => {
    const objects = await render({ ...values, ...given }, release);
    expect(objectOf(objects, 'DaemonSet').metadata.name).toBe(expected);
  });

  test('a new version of the chart alone restarts nothing; a setting of the configuration does', async () => {
    const bumped = join(temporaryFolder(), 'collector');
    cpSync(COLLECTOR_CHART, bumped, { recursive: true });
    const chartYaml = join(bumped, 'Chart.yaml');
    writeFileSync(chartYaml, readFileSync(chartYaml, 'utf8').replace(/^version: .*/m, 'version: 9.9.9'));
    const pods = async (given: object, chart: string) =>
      objectOf(await render(given, {}, chart), 'DaemonSet').spec.template;
    const now = await pods(values, COLLECTOR_CHART);
    expect(await pods(values, bumped)).toEqual(now);
    expect(objectOf(await render(values, {}, bumped), 'DaemonSet').metadata.labels?.['helm.sh/chart']).toBe(
      'collector-9.9.9',
    );
    const changed = await pods({ exporter: { endpoint: 'other:4317' } }, COLLECTOR_CHART);
    expect(changed.metadata.annotations).not.toEqual(now.metadata.annotations);
  });

  test('it can be part of another chart, with a condition and what all charts share', async () => {
    const parent = join(temporaryFolder(), 'platform');
    mkdirSync(join(parent, 'charts'), { recursive: true });
    cpSync(COLLECTOR_CHART, join(parent, 'charts/collector'), { recursive: true });
    const dependency = 'dependencies: [{name: collector, version: 0.2.0, condition: collector.enabled}]';
    writeFileSync(
      join(parent, 'Chart.yaml'),
      `apiVersion: v2\nname: platform\nversion: 1.0.0\n${dependency}\n`,
    );
    const given = {
      global: { imageRegistry: 'mirror.example.com', other: 1 },
      collector: { ...values, enabled: true },
    };
    const objects = await render(given, { name: 'platform' }, parent);
    const { image } = objectOf(objects, 'DaemonSet').spec.template.spec.containers[0];
    expect(image).toMatch(/^mirror\.example\.com\//);
    const off = { ...given, collector: { enabled: false } };
    const { stdout } = await helm(version, ['template', 'platform', parent, '-f', '-'], JSON.stringify(off));
    expect(stdout).not.toContain('kind:');
  });
});

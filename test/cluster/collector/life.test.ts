/** The life of a release: installed, changed, rolled back, moved between versions of the chart, and removed. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR_CHART } from '../../support/chart';
import { collectorImage } from '../../support/cluster/images';
import { leftOf } from '../../support/cluster/left';
import { fromRepository, installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { HELMS, type KubernetesObject } from '../../support/helm';
import { temporaryFolder } from '../../support/temporary-folder';

const cluster = useCluster(async () => ({ images: [await collectorImage()] }));

const ONE_FLAG = { exporter: { endpoint: 'backend.example.com:4317' } };
const NAME = 'botanu-collector';

/** The charts as they were released, oldest first: what users upgrade from. */
const RELEASED = join(__dirname, '..', '..', 'support', 'released');
const lastReleased = join(RELEASED, readdirSync(RELEASED).sort().at(-1) as string);

describe.each(HELMS)('%s', version => {
  const namespace = `life-${version}`;
  beforeAll(() => cluster().namespace(namespace));

  const install = (values: object, more: object = {}) =>
    installFromRepository(cluster(), version, { namespace, values, ...more });
  const upgrade = async (values: object, more: object = {}) => {
    const outcome = await fromRepository(cluster(), version, 'upgrade', { namespace, values, ...more });
    expect([outcome.code, outcome.stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
    return outcome;
  };
  const helm = async (...args: string[]) => {
    const { code, stdout, stderr } = await cluster().helm(version, [...args, '--namespace', namespace]);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  /** Names of pods: another name is another pod. */
  const pods = async () =>
    (await cluster().ready(namespace, `app.kubernetes.io/instance=${NAME}`)).map(
      ({ metadata }) => metadata.name,
    );

  test('it is installed by one flag, without a word of warning, and is ready', async () => {
    const notes = await install(ONE_FLAG);
    expect(notes).toContain('sends to backend.example.com:4317');
    const { status } = await cluster().get('DaemonSet', namespace, NAME);
    expect(status).toMatchObject({ desiredNumberScheduled: 1, numberReady: 1 });
  });

  test('a setting of the configuration rolls the pods; a new version of the chart alone does not', async () => {
    const before = await pods();
    await upgrade(ONE_FLAG, { chart: bumped() });
    expect(await pods()).toEqual(before);
    expect(await helm('list', '--output', 'yaml')).toContain('chart: collector-9.9.9');
    await upgrade({ ...ONE_FLAG, delivery: { batch: { timeout: '70ms' } } }, { chart: bumped() });
    expect(await pods()).not.toEqual(before);
  });

  test('a rollback brings the configuration back, and the pods with it', async () => {
    const config = async () => (await cluster().get('ConfigMap', namespace, NAME)).data['collector.yaml'];
    expect(await config()).toContain('70ms');
    const before = await pods();
    await helm('rollback', NAME, '1', '--wait', '--timeout', '60s');
    expect(await config()).not.toContain('70ms');
    expect(await pods()).not.toEqual(before);
  });

  test('a second release in the namespace is another collector', async () => {
    await install(ONE_FLAG, { name: 'other-collector' });
    const endpoints = async (service: string) =>
      (await cluster().list('endpointslices', namespace, `kubernetes.io/service-name=${service}`)).flatMap(
        slice => slice.endpoints.flatMap((endpoint: { addresses: string[] }) => endpoint.addresses),
      );
    const [one, other] = await Promise.all([endpoints(NAME), endpoints('other-collector')]);
    expect(one).toHaveLength(1);
    expect(other).toHaveLength(1);
    expect(one).not.toEqual(other);
    await helm('uninstall', 'other-collector', '--wait');
    expect(await pods()).toHaveLength(1);
  });

  test('a release of the same name in another namespace is another collector', async () => {
    const elsewhere = `${namespace}-elsewhere`;
    const preset = { ...ONE_FLAG, presets: { kubernetesAttributes: { enabled: true } } };
    await cluster().namespace(elsewhere);
    await upgrade(preset);
    await install(preset, { namespace: elsewhere });
    const roles = (await cluster().list('clusterroles')).map(({ metadata }) => metadata.name);
    expect(roles).toEqual(expect.arrayContaining([`${namespace}-${NAME}`, `${elsewhere}-${NAME}`]));
    await cluster().helm(version, ['uninstall', NAME, '--namespace', elsewhere, '--wait']);
    expect(await leftOf(cluster(), elsewhere)).toEqual([]);
    await upgrade(ONE_FLAG);
  });

  test('an upgrade that cannot start is rolled back, and the pods that were there go on', async () => {
    const before = await pods();
    // Without the check, which would stop it before any pod.
    const atomic = version === 'helm3' ? '--atomic' : '--rollback-on-failure';
    const { code, stderr } = await fromRepository(cluster(), version, 'upgrade', {
      namespace,
      values: { ...ONE_FLAG, image: { tag: '0.0.0-nobody' }, configCheck: { enabled: false } },
      args: [atomic, '--timeout', '10s'],
    });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/timed out|deadline exceeded|not ready/i);
    expect(await helm('history', NAME)).toMatch(/Rollback to/);
    expect(await pods()).toEqual(before);
  });

  test('between the last released chart and this one no field changes that cannot change, there and back', async () => {
    const name = 'moving';
    const kinds = [
      { mode: 'daemonset' },
      { mode: 'deployment', replicas: 1 },
      { mode: 'statefulset', replicas: 1 },
    ].map(collector => ({ ...ONE_FLAG, collector: { ...collector, shutdown: { preStopSeconds: 0 } } }));
    await install(kinds[0], { name, chart: lastReleased });
    for (const values of kinds) {
      await upgrade(values, { name, chart: lastReleased });
      await upgrade(values, { name });
      await upgrade(values, { name, chart: lastReleased });
    }
    await helm('uninstall', name, '--wait');
  });

  test('uninstalled, it leaves nothing', async () => {
    await helm('uninstall', NAME, '--wait');
    expect(await leftOf(cluster(), namespace)).toEqual([]);
  });

  test('what the API server has is what a server-side apply owns: one field manager, no null', async () => {
    await install(ONE_FLAG);
    const object = JSON.parse(
      await cluster().kubectl(['get', 'ds', NAME, '-n', namespace, '-o', 'json', '--show-managed-fields']),
    ) as KubernetesObject;
    const managers = (object.metadata as never as { managedFields: { manager: string; operation: string }[] })
      .managedFields;
    const own = managers.filter(({ manager }) => manager.startsWith('helm'));
    expect(own.map(({ operation }) => operation)).toEqual([version === 'helm4' ? 'Apply' : 'Update']);
    await helm('uninstall', NAME, '--wait');
  });
});

/** The chart of today under another version. */
function bumped(): string {
  const folder = join(temporaryFolder(), 'collector');
  cpSync(COLLECTOR_CHART, folder, { recursive: true });
  const file = join(folder, 'Chart.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^version: .*/m, 'version: 9.9.9'));
  return folder;
}

/** What runs around an installation: the check of the configuration, and `helm test`. */
import { type Backend, startBackend } from '../../support/cluster/backend';
import { busyboxImage, collectorImage, labImage } from '../../support/cluster/images';
import { fromRepository, installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { HELMS } from '../../support/helm';

const cluster = useCluster(async () => ({
  images: await Promise.all([collectorImage(), labImage(), busyboxImage()]),
}));
const NAME = 'botanu-collector';

describe.each(HELMS)('%s', version => {
  const namespace = `hooks-${version}`;
  let backend: Backend;
  const values = (more: object = {}) => ({
    exporter: { endpoint: backend.grpc, tls: { enabled: false } },
    test: { patienceSeconds: 8 },
    ...more,
  });
  const upgrade = (more: object) =>
    fromRepository(cluster(), version, 'upgrade', { namespace, values: values(more) });
  const helmTest = () =>
    cluster().helm(version, ['test', NAME, '--namespace', namespace, '--logs', '--timeout', '60s']);
  const pods = async () =>
    (await cluster().list('pods', namespace, `app.kubernetes.io/instance=${NAME}`)).map(
      ({ metadata }) => metadata.name,
    );
  const jobs = async () => (await cluster().list('jobs', namespace)).map(({ metadata }) => metadata.name);

  beforeAll(async () => {
    await cluster().namespace(namespace);
    backend = await startBackend(cluster(), namespace);
    await installFromRepository(cluster(), version, { namespace, values: values() });
  });

  test('a configuration that the collector takes leaves nothing of the check behind', async () => {
    expect(await jobs()).toEqual([]);
  });

  test("a broken one stops the release with the collector's own words, and no pod is touched", async () => {
    const before = await pods();
    const { code, stdout, stderr } = await upgrade({ config: { receivers: { nosuch: {} } } });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/unknown type: \\?"nosuch\\?"/);
    expect(await pods()).toEqual(before);
    const { status } = await cluster().get('DaemonSet', namespace, NAME);
    expect(status).toMatchObject({ numberReady: 1, updatedNumberScheduled: 1 });
  });

  test('so does a broken one of the gateway', async () => {
    const { code, stdout, stderr } = await upgrade({
      gateway: { enabled: true, config: { exporters: { nosuch: {} } } },
    });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/unknown type: \\?"nosuch\\?"/);
    expect(await cluster().list('deployments', namespace)).toEqual([]);
  });

  test('without the check, the broken one reaches the pods: the control', async () => {
    const before = await pods();
    const { code } = await fromRepository(cluster(), version, 'upgrade', {
      namespace,
      values: values({ config: { receivers: { nosuch: {} } }, configCheck: { enabled: false } }),
      args: ['--timeout', '8s'],
    });
    expect(code).not.toBe(0);
    expect((await pods()).length).toBeGreaterThan(before.length);
  });

  test('a sound one goes through afterwards, and the next check takes the place of the failed one', async () => {
    const { code, stderr } = await upgrade({});
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
    expect((await jobs()).filter(name => name === `${NAME}-check`)).toEqual([]);
  });

  test('helm test follows spans: accepted, run_id written, sent', async () => {
    const { code, stdout, stderr } = await helmTest();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Accepted \(HTTP 200\)/);
    expect(stdout).toMatch(/run_id is written/);
    expect(stdout).toMatch(/PASSED/);
    const spans = (await backend.spans()).filter(({ service }) => service === 'helm-test');
    expect(spans.length).toBeGreaterThan(0);
    for (const span of spans) expect(span.attributes['botanu.run_id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('it fails when the backend is another one than there is, and says so', async () => {
    const wrong = { endpoint: `nobody.${namespace}:4317`, tls: { enabled: false } };
    expect((await upgrade({ exporter: wrong })).code).toBe(0);
    const { code, stdout, stderr } = await helmTest();
    process.stderr.write(`${version}, wrong backend: ${/FAILED.*/.exec(stdout + stderr)?.[0]}\n`);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/FAILED: No answer within/);
  });

  test('it fails when nobody looks for run_id, and says so', async () => {
    const without = { config: { service: { pipelines: { traces: { processors: ['memory_limiter'] } } } } };
    expect((await upgrade(without)).code).toBe(0);
    const { code, stdout, stderr } = await helmTest();
    process.stderr.write(`${version}, no run_id stage: ${/FAILED.*/.exec(stdout + stderr)?.[0]}\n`);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/do not look for run_id at all/);
  });
});

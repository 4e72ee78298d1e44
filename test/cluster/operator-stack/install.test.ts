/** The chart as a user installs it: with the operator, with a collector of its own, and without any operator. */
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { collectorImage, kubectlImage, operatorImage } from '../../support/cluster/images';
import { leftOf } from '../../support/cluster/left';
import { mutated } from '../../support/cluster/operator';
import { policiesInject } from '../../support/cluster/policies';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { HELMS } from '../../support/helm';

const cluster = useCluster(async () => ({
  images: await Promise.all([collectorImage(), kubectlImage(), operatorImage()]),
}));

// One for both: the definitions of the operator's kinds stay, and another namespace could not take them over.
const namespace = 'observability';
const SHOP = 'shop';
const NAME = 'botanu-operator';
const DROPPED = { exporter: { endpoint: 'backend.nowhere:4317', tls: { enabled: false } } };
const POLICIES = 'mutatingadmissionpolicies,mutatingadmissionpolicybindings';

const pod = (asks: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'orders', ...asks },
  spec: {
    securityContext: RESTRICTED_POD,
    containers: [{ name: 'app', image: 'acme/orders:2.1.0', securityContext: RESTRICTED_CONTAINER }],
  },
});

/** The init containers that a pod gets, and the path by which Python finds agent and hook. */
async function injected(asks: object) {
  const { spec } = await mutated(cluster(), SHOP, pod(asks));
  const env: { name: string; value: string }[] = spec.containers[0].env ?? [];
  return {
    initContainers: (spec.initContainers ?? []).map(({ name }: { name: string }) => name),
    path: env.find(({ name }) => name === 'PYTHONPATH')?.value,
  };
}

const INJECTED = {
  initContainers: ['opentelemetry-auto-instrumentation-python'],
  path: '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation:/botanu:/otel-auto-instrumentation-python',
};

beforeAll(async () => {
  await cluster().namespace(namespace);
  await cluster().namespace(SHOP, 'baseline');
});

describe.each(HELMS)('%s', version => {
  const release = { of: 'operator-stack', name: NAME, namespace } as const;
  const uninstall = async () => {
    const { code, stderr } = await cluster().helm(version, [
      'uninstall',
      NAME,
      '--namespace',
      namespace,
      '--wait',
    ]);
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
  };

  const goneButFor = (stays: RegExp) =>
    until('nothing being left', 60_000, async () => {
      const left = (await leftOf(cluster(), namespace)).filter(one => !stays.test(one));
      return left.length === 0 || { still: left.join(', ') };
    });

  test('one command: the operator is there, pods get agent and hook, and a collector of the release runs', async () => {
    const notes = await installFromRepository(cluster(), version, {
      ...release,
      values: { namespaces: { [SHOP]: {} }, collectors: { gateway: DROPPED } },
    });
    expect(notes).toMatch(/python, nodejs {2}every span: an admission policy mounts the hook/);
    const annotations = { 'instrumentation.opentelemetry.io/inject-python': `${namespace}/botanu` };
    expect(await injected({ annotations })).toEqual(INJECTED);
    expect(await injected({})).toEqual({ initContainers: [], path: undefined });
    await cluster().ready(namespace, 'app.kubernetes.io/component=opentelemetry-collector', 90_000);
    await uninstall();
    // Its certificate stays, so that a new installation is trusted at once; the collector goes with its owner.
    await goneButFor(/^(Secret|Lease)\//);
    expect(await cluster().list(POLICIES)).toEqual([]);
    await cluster().kubectl(['delete', 'secrets,leases', '--all', '--namespace', namespace]);
    const { initContainers } = await injected({ annotations });
    expect(initContainers).toEqual([]);
  });

  test('without an operator: policies alone do the same, and go with the release', async () => {
    await installFromRepository(cluster(), version, {
      ...release,
      values: { engine: 'policy', operator: { enabled: false }, namespaces: { [SHOP]: {} } },
    });
    await policiesInject(cluster(), SHOP, 'python');
    expect(await injected({ labels: { 'botanu.ai/inject': 'python' } })).toEqual(INJECTED);
    expect(await cluster().list('pods', namespace)).toEqual([]);
    await uninstall();
    await goneButFor(/^Nothing$/);
    expect(await cluster().list(POLICIES)).toEqual([]);
    expect(await cluster().list('configmaps', SHOP, `app.kubernetes.io/instance=${NAME}`)).toEqual([]);
  });
});

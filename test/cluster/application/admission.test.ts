/** The API server takes whatever legal values make of an application; and Pod Security lets the pods in that they ask for. */
import * as fc from 'fast-check';
import { APPLICATION_CHART } from '../../support/chart';
import { startFakeCluster } from '../../support/cluster/cluster';
import { applyCustomResources, CUSTOM_KINDS } from '../../support/cluster/custom-resources';
import { useCluster } from '../../support/cluster/use-cluster';
import type { Values } from '../../support/generated-values';
import { forAll, HELMS, installed, type KubernetesObject, objectOf } from '../../support/helm';
import { legalApplicationValues } from '../../support/legal-application-values';

const SETS = 100;

// Nothing has to run for this: the API server alone decides.
const cluster = useCluster(undefined, startFakeCluster);

beforeAll(async () => {
  await applyCustomResources(cluster());
  await cluster().namespace('anything', 'privileged');
  await cluster().namespace('restricted');
});

/** What the API server would refuse, or warn of: a Deployment is stored whose pods Pod Security refuses. */
async function complaint(namespace: string, objects: readonly KubernetesObject[]) {
  const text = objects.map(object => JSON.stringify(object)).join('\n---\n');
  const dryRun = [
    ...['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts'],
    ...['--namespace', namespace, '--filename', '-'],
  ];
  const { code, stderr } = await cluster().tryKubectl(dryRun, text);
  return code === 0 && stderr === '' ? undefined : stderr;
}

/** What a pod may do is then as the chart has it by default. Containers of others bring their own. */
function withDefaultRights({
  podSecurityContext,
  securityContext,
  extraContainers,
  ...values
}: Values): Values {
  return values;
}

const NAMESPACES = [
  { namespace: 'anything', given: (values: Values) => values },
  { namespace: 'restricted', given: withDefaultRights },
];

describe.each(NAMESPACES)('in namespace $namespace', ({ namespace, given }) => {
  test.each(HELMS)(`${SETS} sets of values, by %s`, async version => {
    const sets = fc.sample(legalApplicationValues, { numRuns: SETS, seed: 4 });
    const complaints = await forAll(sets, async values =>
      complaint(
        namespace,
        await installed(version, APPLICATION_CHART, given(values), {
          name: 'generated',
          serves: CUSTOM_KINDS,
        }),
      ),
    );
    expect(complaints.filter(Boolean).slice(0, 10)).toEqual([]);
  });
});

describe('this finds', () => {
  const VALUES = { image: { repository: 'acme/orders', tag: '2.1.0' }, language: 'python' };
  const objects = (values: object = {}) =>
    installed('helm4', APPLICATION_CHART, { ...VALUES, ...values }, { name: 'orders' });

  test('a field that does not exist', async () => {
    const all = await objects();
    expect(await complaint('restricted', all)).toBeUndefined();
    Object.assign(objectOf(all, 'Deployment').spec.template.spec.containers[0], { prots: [] });
    expect(await complaint('restricted', all)).toMatch(/prots/);
  });

  test('a value that cannot be', async () => {
    const all = await objects();
    objectOf(all, 'Deployment').spec.template.spec.containers[0].ports[0].containerPort = 65536;
    expect(await complaint('restricted', all)).toMatch(/containerPort/);
  });

  test('a pod that may become root', async () => {
    expect(
      await complaint('restricted', await objects({ podSecurityContext: { runAsNonRoot: false } })),
    ).toMatch(/would violate PodSecurity "restricted.*runAsNonRoot/);
  });
});

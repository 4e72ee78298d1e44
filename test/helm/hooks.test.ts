/** What Helm makes at moments of a release's life. */
import { COLLECTOR_CHART } from '../support/chart';
import { HELMS, helm, installed, type KubernetesObject, objectOf } from '../support/helm';
import { podsOf } from '../support/pod-security';

const exporter = { endpoint: 'backend:4317' };
const momentsOf = ({ metadata }: KubernetesObject) => metadata.annotations?.['helm.sh/hook'];
const hooksOf = (objects: readonly KubernetesObject[]) =>
  objects.filter(momentsOf).map(object => [`${object.kind}/${object.metadata.name}`, momentsOf(object)]);
const CHECK = ['Job/botanu-collector-check', 'pre-install,pre-upgrade'];
const TEST = [
  ['Service/botanu-collector-test', 'test'],
  ['Pod/botanu-collector-test', 'test'],
];
const inAnyOrder = (hooks: string[][]) => [...hooks].sort((a, b) => (a[0] < b[0] ? -1 : 1));

describe.each(HELMS)('%s', version => {
  const hooks = async (values: object) =>
    inAnyOrder(hooksOf(await installed(version, COLLECTOR_CHART, { exporter, ...values })) as string[][]);

  test('checks the configuration before it installs or upgrades, and tests on demand', async () => {
    expect(await hooks({})).toEqual(inAnyOrder([CHECK, ...TEST]));
  });

  test('checks the configuration of the gateway too', async () => {
    const gateway = ['Job/botanu-collector-gateway-check', 'pre-install,pre-upgrade'];
    expect(await hooks({ gateway: { enabled: true }, test: { enabled: false } })).toEqual([CHECK, gateway]);
  });

  test('makes nothing of the kind where it is switched off', async () => {
    expect(await hooks({ configCheck: { enabled: false }, test: { enabled: false } })).toEqual([]);
  });
});

test('no selector of the release matches a pod of a hook', async () => {
  const values = {
    exporter,
    gateway: { enabled: true, sampling: { enabled: true } },
    networkPolicy: { enabled: true },
    collector: { podLabels: { team: 'shop' } },
  };
  const objects = await installed('helm3', COLLECTOR_CHART, values);
  const selectors = objects.flatMap(({ spec }) => {
    const selector = spec?.selector?.matchLabels ?? spec?.selector ?? spec?.podSelector?.matchLabels;
    return selector ? [Object.entries<string>(selector)] : [];
  });
  const matched = ({ labels }: { labels: Record<string, string> }) =>
    selectors.filter(selector => selector.every(([key, value]) => labels[key] === value)).length;
  const isHook = (object: KubernetesObject) => momentsOf(object) !== undefined;
  expect(podsOf(objects.filter(isHook)).map(matched)).toEqual([0, 0, 0]);
  expect(podsOf(objects.filter(object => !isHook(object))).every(pod => matched(pod) > 0)).toBe(true);
});

test('the check has what the collector has: image, variables, files; its Secrets may come later', async () => {
  const values = {
    exporter: {
      ...exporter,
      bearerTokenSecret: { name: 'backend' },
      headersFromSecret: { 'x-key': { name: 'backend', key: 'key' } },
    },
    delivery: { mode: 'durable', storage: { type: 'emptyDir' } },
    collector: { tolerations: [{ operator: 'Exists' }], nodeSelector: { pool: 'a' } },
  };
  const objects = await installed('helm3', COLLECTOR_CHART, values);
  const collector = objectOf(objects, 'DaemonSet').spec.template.spec;
  const { metadata, spec: check } = objectOf(objects, 'Job').spec.template;
  const withoutOptional = (value: object) =>
    JSON.parse(JSON.stringify(value).replaceAll(',"optional":true', ''));
  const [one, other] = [collector.containers[0], check.containers[0]];
  expect(withoutOptional(other.env)).toEqual(one.env);
  expect(JSON.stringify(other.env)).toContain('"optional":true');
  expect(other.volumeMounts).toEqual(one.volumeMounts);
  expect(other.image).toBe(one.image);
  expect([check.tolerations, check.nodeSelector]).toEqual([collector.tolerations, collector.nodeSelector]);
  expect(check.volumes.map(({ name }: { name: string }) => name)).toEqual(
    collector.volumes.map(({ name }: { name: string }) => name),
  );
  const { data } = objectOf(objects, 'ConfigMap/botanu-collector');
  expect(metadata.annotations['botanu.ai/collector.yaml']).toBe(data['collector.yaml']);
});

test('affinity to nodes is kept, affinity to pods is not', async () => {
  const affinity = { nodeAffinity: { x: 1 }, podAntiAffinity: { y: 1 } };
  const objects = await installed('helm3', COLLECTOR_CHART, { exporter, collector: { affinity } });
  expect(objectOf(objects, 'Job').spec.template.spec.affinity).toEqual({ nodeAffinity: { x: 1 } });
  expect(objectOf(objects, 'Pod').spec.affinity).toEqual({ nodeAffinity: { x: 1 } });
});

test('names of hooks fit into labels however long the release is called', async () => {
  const fullnameOverride = 'a'.repeat(63);
  const objects = await installed('helm4', COLLECTOR_CHART, { exporter, fullnameOverride });
  const names = objects.filter(momentsOf).map(({ metadata }) => metadata.name.length);
  expect(Math.max(...names)).toBe(63);
});

test('without HTTP the test is told of no span', async () => {
  const values = { exporter, otlp: { http: { enabled: false } } };
  const { env } = objectOf(await installed('helm3', COLLECTOR_CHART, values), 'Pod').spec.containers[0];
  const names = env.map(({ name }: { name: string }) => name);
  expect(names).toContain('GRPC_PORT');
  expect(names.filter((name: string) => /SPAN|FROM|HTTP/.test(name))).toEqual([]);
});

test('Kubernetes leaves the script as it is', async () => {
  const pod = objectOf(await installed('helm3', COLLECTOR_CHART, { exporter }), 'Pod').spec.containers[0];
  const variables = pod.env.map(({ name }: { name: string }) => name);
  expect(pod.command[2]).not.toContain('$$');
  expect(variables.filter((name: string) => pod.command[2].includes(`$(${name})`))).toEqual([]);
});

test.each(HELMS)('%s leaves all of it out with --no-hooks', async version => {
  const args = ['template', 'x', COLLECTOR_CHART, '--set', 'exporter.endpoint=backend:4317', '--no-hooks'];
  expect((await helm(version, args)).stdout).not.toContain('helm.sh/hook');
});

/** Whom the admission policies leave alone, whom they change, and what they know of who made the pod. */
import type { PodSpec } from '../../../src';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { mutated } from '../../support/cluster/operator';
import { policiesInject } from '../../support/cluster/policies';
import { useCluster } from '../../support/cluster/use-cluster';
import type { KubernetesObject } from '../../support/helm';
import { operatorStackObjects } from '../../support/operator-stack-objects';

const cluster = useCluster(undefined, startFakeCluster);

const SHOP = 'shop';
const PREFIX = 'instrumentation.opentelemetry.io';
const LANGUAGES = ['python', 'java', 'nodejs'] as const;

beforeAll(async () => {
  await cluster().namespace(SHOP);
  await cluster().namespace('not-named');
  await cluster().namespace('opted-out');
  await cluster().kubectl(['label', 'namespace', 'opted-out', 'botanu.ai/injection=disabled']);
  await cluster().apply(
    operatorStackObjects({
      engine: 'policy',
      operator: { enabled: false },
      namespaces: { [SHOP]: {}, 'opted-out': {}, 'not-named': { enabled: false } },
    }),
  );
  for (const language of LANGUAGES) await policiesInject(cluster(), SHOP, language);
}, 120_000);

interface Asked {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly spec?: Partial<PodSpec>;
}

const pod = ({ labels = {}, annotations = {}, spec = {} }: Asked) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'orders', labels, annotations },
  spec: { securityContext: RESTRICTED_POD, containers: [container('app')], ...spec },
});

const container = (name: string, more: object = {}) => ({
  name,
  image: 'acme/orders:2.1.0',
  securityContext: RESTRICTED_CONTAINER,
  ...more,
});

const INJECTED = /^opentelemetry-auto-instrumentation-/;

/** Which agents come into which containers: `python: app, worker`. */
async function injected(asked: Asked): Promise<string[]> {
  const { spec } = await mutated(cluster(), asked.namespace ?? SHOP, pod(asked));
  const initContainers: { name: string }[] = spec.initContainers ?? [];
  return initContainers
    .filter(({ name }) => INJECTED.test(name))
    .map(({ name }) => {
      const mounts = ({ volumeMounts = [] }: { volumeMounts?: { name: string }[] }) =>
        volumeMounts.some(mount => mount.name === name);
      const into = (spec.containers as PodSpec['containers']).filter(mounts as never);
      return `${name.replace(INJECTED, '')}: ${into.map(one => one.name).join(', ')}`;
    })
    .sort();
}

const inject = (language: string, value = 'true') => ({ [`${PREFIX}/inject-${language}`]: value });
const three = { containers: [container('proxy'), container('app'), container('worker')] };
const valueFrom = { secretKeyRef: { name: 'settings', key: 'path' } };

test.each<[string, Asked, string[]]>([
  ['by the label', { labels: { 'botanu.ai/inject': 'nodejs' } }, ['nodejs: app']],
  ['by the annotation of the operator', { annotations: inject('java') }, ['java: app']],
  ['by the name of an Instrumentation', { annotations: inject('java', 'ns/name') }, ['java: app']],
  [
    'the first container unless some are named',
    { annotations: inject('python'), spec: three },
    ['python: proxy'],
  ],
  [
    'those that are named, with spaces too',
    { annotations: { ...inject('python'), [`${PREFIX}/container-names`]: 'app, worker' }, spec: three },
    ['python: app, worker'],
  ],
  [
    'several languages, each in its own',
    {
      annotations: {
        ...inject('python'),
        ...inject('nodejs'),
        [`${PREFIX}/python-container-names`]: 'app',
        [`${PREFIX}/nodejs-container-names`]: 'worker',
      },
      spec: three,
    },
    ['nodejs: worker', 'python: app'],
  ],
  [
    'not a container whose list comes from a Secret',
    {
      annotations: { ...inject('python'), [`${PREFIX}/container-names`]: 'app,worker' },
      spec: {
        containers: [container('app', { env: [{ name: 'PYTHONPATH', valueFrom }] }), container('worker')],
      },
    },
    ['python: worker'],
  ],
])('it comes %s', async (_, asked, expected) => {
  expect(await injected(asked)).toEqual(expected);
});

test.each<[string, Asked]>([
  ['that asks for nothing', {}],
  ['that says false', { annotations: inject('python', 'false') }],
  ['that says False', { annotations: inject('python', 'False'), labels: { 'botanu.ai/inject': 'python' } }],
  ['that asks for a language of another engine', { annotations: inject('go') }],
  [
    'that is opted out by its label',
    { annotations: inject('python'), labels: { 'botanu.ai/injection': 'disabled' } },
  ],
  ['of a namespace that is not named', { namespace: 'not-named', annotations: inject('python') }],
  ['of a namespace that is opted out', { namespace: 'opted-out', annotations: inject('python') }],
  ['of the cluster itself', { namespace: 'kube-system', annotations: inject('python') }],
  [
    'that names no container of its own',
    { annotations: { ...inject('java'), [`${PREFIX}/container-names`]: 'x' } },
  ],
  [
    'with two languages, and no names',
    { annotations: { ...inject('java'), ...inject('python') }, spec: three },
  ],
  [
    'that has its agent from elsewhere',
    {
      annotations: inject('java'),
      spec: {
        containers: [container('app', { env: [{ name: 'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME', value: 'n' }] })],
      },
    },
  ],
])('a pod stays as it was %s', async (_, asked) => {
  const { spec } = await mutated(cluster(), asked.namespace ?? SHOP, pod(asked));
  expect(spec.initContainers ?? []).toEqual([]);
  expect(JSON.stringify(spec)).not.toContain('otel-auto-instrumentation');
});

test('a pod that has its agent gets it no second time', async () => {
  const asked = pod({ labels: { 'botanu.ai/inject': 'python' } });
  const once = await mutated(cluster(), SHOP, asked);
  const twice = await mutated(cluster(), SHOP, { ...asked, spec: once.spec });
  expect(twice.spec).toEqual(once.spec);
});

test('what was there stays: volumes, mounts, init containers, and their order', async () => {
  const furnished = {
    initContainers: [container('migrate')],
    containers: [container('app', { volumeMounts: [{ name: 'data', mountPath: '/data' }] })],
    volumes: [{ name: 'data', emptyDir: {} }],
  };
  const { spec } = await mutated(
    cluster(),
    SHOP,
    pod({ labels: { 'botanu.ai/inject': 'python' }, spec: furnished }),
  );
  const names = (list: { name: string }[]) =>
    list.map(({ name }) => name).filter(name => !/^kube-api/.test(name));
  expect(names(spec.initContainers)).toEqual(['migrate', 'opentelemetry-auto-instrumentation-python']);
  expect(names(spec.volumes)).toEqual([
    'data',
    'opentelemetry-auto-instrumentation-python',
    'botanu-run-id-hook',
  ]);
  expect(names(spec.containers[0].volumeMounts)).toEqual(names(spec.volumes));
});

describe('service.name, and the names of owners', () => {
  const labels = { 'botanu.ai/inject': 'java', app: 'orders' };
  const template = (restartPolicy: string) => ({
    metadata: { labels },
    spec: {
      securityContext: RESTRICTED_POD,
      containers: [container('app')],
      restartPolicy,
      tolerations: [{ operator: 'Exists' }],
    },
  });
  const selector = { matchLabels: { app: 'orders' } };
  const job = { template: template('Never') };
  const workload = (apiVersion: string, kind: string, spec: object, name = 'orders') => ({
    apiVersion,
    kind,
    metadata: { name, namespace: SHOP },
    spec,
  });

  /** The variables of the pod that an owner makes. */
  async function variablesOf(owner: object): Promise<Record<string, string>> {
    await cluster().apply([owner]);
    const [made] = await until<KubernetesObject[]>('its pod', 30_000, async () => {
      const pods = await cluster().list('pods', SHOP, 'app=orders');
      return pods.length > 0 ? pods : { still: 'there is none' };
    });
    await cluster().kubectl(['delete', '--namespace', SHOP, ...referenceOf(owner), '--cascade=foreground']);
    const env: { name: string; value?: string }[] = made.spec.containers[0].env;
    return Object.fromEntries(env.map(({ name, value }) => [name, value ?? '']));
  }
  const referenceOf = (owner: object) => {
    const { kind, metadata } = owner as KubernetesObject;
    return [kind, `${metadata.name}`];
  };

  test.each<[string, object, string]>([
    [
      'a Deployment',
      workload('apps/v1', 'Deployment', { selector, template: template('Always') }),
      'k8s.deployment.name=orders',
    ],
    [
      'a StatefulSet',
      workload('apps/v1', 'StatefulSet', { selector, serviceName: 'orders', template: template('Always') }),
      'k8s.statefulset.name=orders',
    ],
    [
      'a DaemonSet',
      workload('apps/v1', 'DaemonSet', { selector, template: template('Always') }),
      'k8s.daemonset.name=orders',
    ],
    ['a Job', workload('batch/v1', 'Job', job), 'k8s.job.name=orders'],
    // As the controller of CronJobs names it: with the minute for which it was planned.
    ['a Job of a CronJob', workload('batch/v1', 'Job', job, 'orders-29400000'), 'k8s.cronjob.name=orders'],
  ])('of %s', async (_, owner, attribute) => {
    const variables = await variablesOf(owner);
    expect(variables.OTEL_SERVICE_NAME).toBe('orders');
    expect(variables.OTEL_RESOURCE_ATTRIBUTES.split(',')).toContain(attribute);
  });

  test('of a pod that nobody owns', async () => {
    const { spec } = await mutated(cluster(), SHOP, pod({ labels }));
    const env: { name: string; value: string }[] = spec.containers[0].env;
    expect(env.find(({ name }) => name === 'OTEL_SERVICE_NAME')?.value).toBe('orders');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['the name', { 'resource.opentelemetry.io/service.name': 'shop' }, 'OTEL_SERVICE_NAME', 'shop'],
    ['an attribute', { 'resource.opentelemetry.io/team': 'blue' }, 'OTEL_RESOURCE_ATTRIBUTES', 'team=blue'],
  ])('an annotation of the pod gives %s', async (_, annotations, variable, value) => {
    const { spec } = await mutated(cluster(), SHOP, pod({ labels, annotations }));
    const env: { name: string; value: string }[] = spec.containers[0].env;
    expect(env.find(({ name }) => name === variable)?.value.split(',')).toContain(value);
  });
});

test.each([
  ['no user at all', {}, 65532],
  ['a user of the pod', { runAsUser: 1000 }, undefined],
])('the container that copies passes Pod Security `restricted` with %s', async (_, more, user) => {
  const { runAsUser: _user, ...restricted } = RESTRICTED_POD;
  const { spec } = await mutated(
    cluster(),
    SHOP,
    pod({ labels: { 'botanu.ai/inject': 'java' }, spec: { securityContext: { ...restricted, ...more } } }),
  );
  expect(spec.initContainers[0].securityContext.runAsUser).toBe(user);
});

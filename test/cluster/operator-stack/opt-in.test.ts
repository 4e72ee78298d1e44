/** Opting in by a label, with the real Kustomize and the real operator; and what is left to restart. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { restartThem, whatToRestart } from '../../../src';
import { ASKED_FOR } from '../../../src/instrument/opt-in';
import type { AskedBy } from '../../../src/instrument/restarts';
import { tool } from '../../../tools/tool';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { FAKE_NODE_TOLERATION } from '../../support/cluster/kwok';
import { instrument, type Operator, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import type { KubernetesObject } from '../../support/helm';
import { temporaryFolder } from '../../support/temporary-folder';

const cluster = useCluster(undefined, startFakeCluster);
const EXAMPLE = join(__dirname, '../../../examples/opt-in');
const execute = promisify(execFile);

const KEY = 'instrumentation.opentelemetry.io/inject-python';
const ASKS = { annotations: { [KEY]: 'observability/botanu' } };
const PYTHON = 'opentelemetry-auto-instrumentation-python';

let operator: Operator;
beforeAll(async () => {
  operator = await startOperator(cluster());
  await cluster().namespace('observability', 'privileged');
  await instrument(cluster(), 'observability', { python: { image: 'local.test/python-agent:1' } }, 'botanu');
}, 120_000);

const podSpec = {
  containers: [{ name: 'app', image: 'local.test/app:1' }],
  // A node of kwok; a DaemonSet makes no pods for nodes that none would come to.
  tolerations: [FAKE_NODE_TOLERATION],
  terminationGracePeriodSeconds: 0,
};

/** A workload of each kind, and where its pod template is. */
const KINDS: readonly (readonly [kind: string, apiVersion: string, rest: (template: object) => object])[] = [
  ['Deployment', 'apps/v1', template => ({ selector: SELECTOR, template })],
  ['StatefulSet', 'apps/v1', template => ({ selector: SELECTOR, serviceName: 'none', template })],
  ['DaemonSet', 'apps/v1', template => ({ selector: SELECTOR, template })],
  ['ReplicaSet', 'apps/v1', template => ({ selector: SELECTOR, template })],
  ['Job', 'batch/v1', template => ({ template })],
  ['CronJob', 'batch/v1', template => ({ schedule: '0 0 1 1 *', jobTemplate: { spec: { template } } })],
  ['Rollout', 'argoproj.io/v1alpha1', template => ({ selector: SELECTOR, template })],
];
const SELECTOR = { matchLabels: { app: 'app' } };

function workload(kind: string, name: string, labels: Record<string, string>, metadata: object = {}) {
  const [, apiVersion, rest] = KINDS.find(([known]) => known === kind) as (typeof KINDS)[number];
  const restartPolicy = kind.endsWith('Job') ? { restartPolicy: 'Never' } : {};
  const app = { app: kind.endsWith('Job') ? name : 'app' };
  const template = { metadata: { labels: app, ...metadata }, spec: { ...podSpec, ...restartPolicy } };
  return { apiVersion, kind, metadata: { name, labels }, spec: rest(template) };
}

const templateOf = ({ spec }: KubernetesObject) => (spec.jobTemplate?.spec ?? spec).template;

/** What kubectl makes of objects with a component laid over them. */
async function patched(objects: readonly object[], component: 'operator' | 'policy') {
  const folder = temporaryFolder();
  cpSync(EXAMPLE, join(folder, 'opt-in'), { recursive: true });
  mkdirSync(join(folder, 'apps/shop'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(folder, 'apps/shop', file), text);
  write('objects.yaml', objects.map(object => stringify(object)).join('---\n'));
  write(
    'kustomization.yaml',
    stringify({ resources: ['objects.yaml'], components: [`../../opt-in/${component}`] }),
  );
  return kustomized(join(folder, 'apps/shop'));
}

async function kustomized(folder: string): Promise<KubernetesObject[]> {
  const { stdout } = await execute(join(await tool('kubernetes'), 'kubectl'), ['kustomize', folder]);
  return parseAllDocuments(stdout).map(document => document.toJS());
}

const labelled = (language: string) => ({ 'botanu.ai/inject': language });

describe.each(KINDS)('%s', kind => {
  test('with the label asks in its innermost pod template, and nowhere else', async () => {
    const [made] = await patched([workload(kind, 'one', labelled('python'))], 'operator');
    const before = workload(kind, 'one', labelled('python'), ASKS);
    expect(made).toEqual(before);
    expect(made.metadata).not.toHaveProperty('annotations');
  });

  test('without the label, or with another one, is what it was', async () => {
    const objects = [workload(kind, 'one', {}), workload(kind, 'two', labelled('cobol'))];
    expect(await patched(objects, 'operator')).toEqual(objects);
    expect(await patched(objects, 'policy')).toEqual(objects);
  });

  test('keeps the annotations that it has', async () => {
    const own = { annotations: { 'example.com/own': 'yes' } };
    const [made] = await patched([workload(kind, 'one', labelled('python'), own)], 'operator');
    expect(templateOf(made).metadata.annotations).toEqual({ ...own.annotations, ...ASKS.annotations });
  });

  test('hands the label on to its pods for the engine policy', async () => {
    const [made] = await patched([workload(kind, 'one', labelled('java'))], 'policy');
    expect(templateOf(made).metadata.labels).toMatchObject(labelled('java'));
    expect(templateOf(made).metadata.annotations).toBeUndefined();
  });
});

test.each(ASKED_FOR)('the label asks for %s and for no other language', async language => {
  const [made] = await patched([workload('Deployment', 'one', labelled(language))], 'operator');
  expect(templateOf(made).metadata.annotations).toEqual({
    [`instrumentation.opentelemetry.io/inject-${language}`]: 'observability/botanu',
  });
});

test('a pod and a namespace ask themselves; what only sounds like them does not', async () => {
  const metadata = { name: 'one', labels: labelled('python') };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata };
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: 1, selector: SELECTOR },
  };
  const made = await patched([pod, namespace, budget], 'operator');
  const annotated = made
    .filter(({ metadata: { annotations } }) => annotations?.[KEY])
    .map(({ kind }) => kind);
  expect(annotated.sort()).toEqual(['Namespace', 'Pod']);
});

test('as the guide has it, for Deployments alone, all other kinds stay without an agent', async () => {
  const folder = temporaryFolder();
  const patch = stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'any' },
    spec: { template: { metadata: ASKS } },
  });
  const target = { kind: 'Deployment', labelSelector: 'botanu.ai/inject=python' };
  const objects = KINDS.map(([kind]) => workload(kind, kind.toLowerCase(), labelled('python')));
  writeFileSync(join(folder, 'objects.yaml'), objects.map(object => stringify(object)).join('---\n'));
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    stringify({ resources: ['objects.yaml'], patches: [{ target, patch }] }),
  );
  const made = await kustomized(folder);
  const asking = made.filter(one => templateOf(one).metadata.annotations).map(({ kind }) => kind);
  expect(asking).toEqual(['Deployment']);
});

test('the ApplicationSet lays the component over the folder of each namespace', async () => {
  const { spec } = parse(readFileSync(join(EXAMPLE, 'applicationset.yaml'), 'utf8'));
  const { source } = spec.template.spec;
  for (const { path } of spec.generators[0].list.elements) {
    const folder = temporaryFolder();
    cpSync(EXAMPLE, join(folder, 'opt-in'), { recursive: true });
    const application = join(folder, source.path.replace('{{ .path }}', path));
    mkdirSync(application, { recursive: true });
    writeFileSync(
      join(application, 'one.yaml'),
      stringify(workload('Deployment', 'one', labelled('python'))),
    );
    // What Argo CD does with components before it builds.
    const { components } = source.kustomize;
    writeFileSync(
      join(application, 'kustomization.yaml'),
      stringify({ resources: ['one.yaml'], components }),
    );
    const [made] = await kustomized(application);
    expect(templateOf(made).metadata.annotations).toEqual(ASKS.annotations);
  }
});

/** The command as somebody would paste it. */
async function shell(command: string): Promise<string[]> {
  const path = `${await tool('kubernetes')}:${process.env.PATH}`;
  // Without a home of its own, kubectl keeps what it discovered in the folder of the test.
  const env = { KUBECONFIG: cluster().kubeconfig, PATH: path, HOME: temporaryFolder() };
  const { stdout } = await execute('sh', ['-c', command], { env });
  return stdout.split('\n').filter(line => line !== '');
}

const toRestart = (asked: AskedBy = { engine: 'operator' }) => shell(whatToRestart(asked).join('\n'));

/** Applies workloads to a namespace of their own, and waits until each has a pod. */
async function run(namespace: string, objects: readonly KubernetesObject[], annotations: object = {}) {
  await cluster().apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, annotations } },
  ]);
  await cluster().apply(objects.map(object => ({ ...object, metadata: { ...object.metadata, namespace } })));
  const makers = objects.filter(({ kind }) => kind !== 'CronJob');
  await until(`${makers.length} pods in ${namespace}`, 60_000, async () => {
    const pods = await cluster().list('pods', namespace);
    return pods.length === makers.length || { still: `there are ${pods.length}` };
  });
}

const IN_CLUSTER = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];
/** Each with pods of its own, so that no controller takes those of another for its own. */
const apart = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  objects.map(object =>
    JSON.parse(JSON.stringify(object).replaceAll('"app":"app"', `"app":"${object.metadata.name}"`)),
  );
const labelledWorkloads = async () =>
  apart(
    await patched(
      IN_CLUSTER.map(kind => workload(kind, kind.toLowerCase(), labelled('python'))),
      'operator',
    ),
  );

test('what the component makes is taken strictly, and every kind gets pods with the agent', async () => {
  await run('opted-in', await labelledWorkloads());
  await cluster().kubectl(['create', 'job', 'by-hand', '--from=cronjob/cronjob', '--namespace=opted-in']);
  await cluster().kubectl([
    'wait',
    '--for=create',
    'pod',
    '--selector=job-name=by-hand',
    '--namespace=opted-in',
  ]);
  const pods = await cluster().list('pods', 'opted-in');
  expect(pods).toHaveLength(5);
  for (const { spec } of pods) expect(spec.initContainers.at(-1).name).toBe(PYTHON);
  expect(await toRestart()).toEqual([]);
});

test('pods that were made while the operator was away are listed by what made them, and after a restart no more', async () => {
  await operator.stop();
  const annotatedNamespace = { [KEY]: 'observability/botanu' };
  await run('bare', await labelledWorkloads());
  await run('whole', apart([workload('Deployment', 'shop', {}) as never]), annotatedNamespace);
  const refuses = workload('Deployment', 'refuses', {}, { annotations: { [KEY]: 'false' } });
  await run('refusing', apart([refuses as never]), annotatedNamespace);
  await run('asking-for-nothing', apart([workload('Deployment', 'shop', {}) as never]));
  const byLabel = workload('Deployment', 'labelled', {}, { labels: { app: 'app', ...labelled('python') } });
  await run('labels', apart([byLabel as never]));
  await operator.start();

  const asking = [
    'bare daemonset/daemonset python',
    'bare deployment/deployment python',
    'bare job/job python',
    'bare statefulset/statefulset python',
    'whole deployment/shop python',
  ];
  expect(await toRestart()).toEqual(asking);

  // For the policies, the label counts besides, in a namespace that is opted in, and no annotation of a namespace.
  const byPolicy = { engine: 'policy', configMap: 'hook' } as const;
  expect(await toRestart(byPolicy)).toEqual([]);
  const optedIn = (namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'hook', namespace },
  });
  await cluster().apply(['labels', 'whole', 'refusing'].map(optedIn));
  expect(await toRestart(byPolicy)).toEqual(['labels deployment/labelled python']);

  const { length } = asking;
  const restarted = await shell(
    `{ ${whatToRestart({ engine: 'operator' }).join('\n')}; } | grep -v job/ | ${restartThem}`,
  );
  expect(restarted).toHaveLength(length - 1);
  await until('the new pods', 60_000, async () => {
    const left = await toRestart();
    return left.join() === 'bare job/job python' || { still: left.join(', ') };
  });
});

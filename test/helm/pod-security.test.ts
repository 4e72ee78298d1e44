import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_CHART, COLLECTOR_CHART } from '../support/chart';
import { installed } from '../support/helm';
import { brokenControls, podsOf } from '../support/pod-security';

/** Those of hooks too: a namespace that enforces the standard would refuse them, and with them the release. */
async function broken(values: unknown, chart = COLLECTOR_CHART): Promise<string[]> {
  const pods = podsOf(await installed('helm3', chart, values));
  const kinds = chart === COLLECTOR_CHART ? ['Job', 'Pod'] : ['Deployment'];
  expect(pods.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  return [...new Set(pods.flatMap(({ spec }) => brokenControls(spec)))];
}

const examples = readdirSync(join(COLLECTOR_CHART, 'ci')).filter(file => !file.startsWith('durable-node'));

test.each(examples)('with %s every pod is restricted', async file => {
  expect(await broken(readFileSync(join(COLLECTOR_CHART, 'ci', file), 'utf8'))).toEqual([]);
});

const applications = readdirSync(join(APPLICATION_CHART, 'ci'));

test.each(applications)('with %s every pod of an application is restricted', async file => {
  const values = readFileSync(join(APPLICATION_CHART, 'ci', file), 'utf8');
  expect(await broken(values, APPLICATION_CHART)).toEqual([]);
});

test('what copies the agent stays restricted where the application is not', async () => {
  const values = {
    image: { repository: 'acme/order-service', tag: '2.1.0' },
    language: 'python',
    securityContext: { allowPrivilegeEscalation: true, runAsUser: 0, runAsNonRoot: false },
  };
  const [{ spec }] = podsOf(await installed('helm3', APPLICATION_CHART, values));
  expect(brokenControls({ ...spec, initContainers: [] })).toEqual(
    expect.arrayContaining(['privilege escalation']),
  );
  const { containers: _, ...copier } = spec;
  expect(brokenControls({ ...copier, containers: [] })).not.toContain('privilege escalation');
});

const exporter = { endpoint: 'backend:4317' };
const noSurge = { updateStrategy: { surge: false } };
test.each([
  ['a port of the node', { otlp: { grpc: { hostPort: 4317 } }, collector: noSurge }, 'host ports'],
  [
    'a folder of the node',
    { delivery: { mode: 'durable', storage: { type: 'hostPath' } }, collector: noSurge },
    'volume types',
  ],
  ['root', { collector: { podSecurityContext: { runAsNonRoot: false } } }, 'non-root'],
  [
    'a capability',
    { collector: { securityContext: { capabilities: { add: ['NET_ADMIN'] } } } },
    'capabilities',
  ],
  [
    "a container of one's own",
    { collector: { extraContainers: { own: { image: 'x' } } } },
    'privilege escalation',
  ],
])('%s is asked for, and then is not', async (_what, values, control) => {
  expect(await broken({ exporter, ...values })).toContain(control);
});

test('a pod without any security context breaks what the standard says it breaks', () => {
  expect(brokenControls({ containers: [{ name: 'plain' }] })).toEqual([
    'privilege escalation',
    'non-root',
    'seccomp',
    'capabilities',
  ]);
});

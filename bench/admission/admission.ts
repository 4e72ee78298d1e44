/**
 * What injection costs the API server: 2000 Deployments of one pod each come into a cluster whose nodes are kwok's, under
 * no injection, under the operator, and under the policies, with all pods asking for an agent and with none asking.
 *
 * The time of a request is the API server's own, from its audit log: admission, validation and storage.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agents } from '../../src/telemetry/agents/environment';
import { until } from '../../test/support/cluster/client';
import { type Cluster, startFakeCluster } from '../../test/support/cluster/cluster';
import { instrument, startOperator } from '../../test/support/cluster/operator';
import { policiesInject } from '../../test/support/cluster/policies';
import { operatorStackObjects } from '../../test/support/operator-stack-objects';
import { spread } from '../statistics';

const WORKLOADS = Number(process.env.BENCH_WORKLOADS ?? 2000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const NAMESPACE = 'shop';
const LANGUAGES = ['python', 'java', 'nodejs'] as const;
const PREFIX = 'instrumentation.opentelemetry.io';

type Engine = 'none' | 'operator' | 'policy';
interface Setup {
  readonly name: string;
  readonly engine: Engine;
  readonly asks: boolean;
}
const SETUPS: readonly Setup[] = [
  { name: 'without injection', engine: 'none', asks: false },
  { name: 'operator, none asks', engine: 'operator', asks: false },
  { name: 'operator, all ask', engine: 'operator', asks: true },
  { name: 'policies, none asks', engine: 'policy', asks: false },
  { name: 'policies, all ask', engine: 'policy', asks: true },
];

interface Figures {
  readonly podsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

async function measure({ engine, asks }: Setup): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-bench-'));
  const [policy, log] = ['policy.yaml', 'audit.log'].map(name => join(folder, name));
  writeFileSync(policy, JSON.stringify(AUDIT));
  writeFileSync(log, '');
  const cluster = await startFakeCluster({
    fakeNodes: 40,
    flags: {
      apiServer: [
        `--audit-policy-file=${policy}`,
        `--audit-log-path=${log}`,
        '--max-requests-inflight=4000',
        '--max-mutating-requests-inflight=2000',
      ],
      // So that the API server is what is measured, and not how much its clients allow themselves.
      controllers: ['--kube-api-qps=5000', '--kube-api-burst=5000', '--concurrent-replicaset-syncs=20'],
      scheduler: ['--kube-api-qps=5000', '--kube-api-burst=5000'],
    },
  });
  try {
    await cluster.namespace(NAMESPACE, 'privileged');
    if (engine === 'operator') await useOperator(cluster);
    if (engine === 'policy') await usePolicies(cluster);
    const before = readFileSync(log, 'utf8').length;
    const start = Date.now();
    await cluster.kubectl(
      ['create', '--filename', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: deployments(asks) }),
    );
    const made = await until<Created[]>('all pods', 600_000, async () => {
      const lines = created(readFileSync(log, 'utf8').slice(before));
      return lines.length === WORKLOADS ? lines : { still: `${lines.length}` };
    });
    await checked(cluster, asks);
    const times = made.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const last = Math.max(...made.map(({ at }) => at));
    return {
      podsPerSecond: (1000 * WORKLOADS) / (last - start),
      p50: times[Math.floor(times.length * 0.5)],
      p99: times[Math.floor(times.length * 0.99)],
    };
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const AUDIT = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    {
      level: 'Metadata',
      verbs: ['create'],
      namespaces: [NAMESPACE],
      resources: [{ group: '', resources: ['pods'] }],
    },
    { level: 'None' },
  ],
};

interface Created {
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** How long the request took. */
  readonly milliseconds: number;
}

/** The pods that were made, of the audit log. */
function created(log: string): Created[] {
  return log
    .split('\n')
    .filter(line => line.includes('"code":201') && !line.includes('dryRun'))
    .map(line => JSON.parse(line))
    .map(({ requestReceivedTimestamp, stageTimestamp }) => {
      const [from, to] = [requestReceivedTimestamp, stageTimestamp].map(microseconds);
      return { at: to / 1000, milliseconds: (to - from) / 1000 };
    });
}

/** `2026-11-24T23:00:00.123456Z`, of which Date knows three digits. */
const microseconds = (time: string) => Date.parse(time) * 1000 + Number(time.slice(-4, -1));

function deployments(asks: boolean) {
  return Array.from({ length: WORKLOADS }, (_, index) => {
    const name = `app-${index}`;
    const annotations = { [`${PREFIX}/inject-${LANGUAGES[index % LANGUAGES.length]}`]: 'true' };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: NAMESPACE },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name }, ...(asks ? { annotations } : {}) },
          spec: {
            containers: [
              { name: 'app', image: 'acme/app:1.0.0', env: [{ name: 'LOG_LEVEL', value: 'INFO' }] },
            ],
            tolerations: [{ operator: 'Exists' }],
          },
        },
      },
    };
  });
}

async function useOperator(cluster: Cluster): Promise<void> {
  await startOperator(cluster);
  const images = Object.values(agents).map(({ language, image }) => [
    language,
    { image: `${image.repository}:${image.version}` },
  ]);
  await instrument(cluster, NAMESPACE, {
    exporter: { endpoint: 'http://botanu-collector.observability:4318' },
    propagators: ['tracecontext', 'baggage'],
    ...Object.fromEntries(images),
  });
}

async function usePolicies(cluster: Cluster): Promise<void> {
  const namespaces = { [NAMESPACE]: {} };
  await cluster.apply(operatorStackObjects({ engine: 'policy', operator: { enabled: false }, namespaces }));
  for (const language of LANGUAGES) await policiesInject(cluster, NAMESPACE, language);
}

/** What is measured is what is said: each pod has an agent, or none has. */
async function checked(cluster: Cluster, asks: boolean): Promise<void> {
  const pods = await cluster.list('pods', NAMESPACE);
  const injected = pods.filter(({ spec }) =>
    (spec.initContainers ?? []).some(({ name }: { name: string }) => name.startsWith('opentelemetry-auto')),
  ).length;
  if (injected !== (asks ? WORKLOADS : 0))
    throw new Error(`${injected} of ${pods.length} pods have an agent`);
}

async function main(): Promise<void> {
  const all = new Map<string, Figures[]>(SETUPS.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const setup of round % 2 === 0 ? SETUPS : [...SETUPS].reverse()) {
      const figures = await measure(setup);
      all.get(setup.name)?.push(figures);
      process.stderr.write(`round ${round + 1}, ${setup.name}: ${JSON.stringify(figures)}\n`);
    }
  }
  const [bare] = [...all.values()];
  process.stdout.write(`${WORKLOADS} workloads, ${ROUNDS} rounds\n\n`);
  process.stdout.write(
    '| | pods/s | p50 ms | p99 ms | p50, of without | p99, of without |\n|---|---|---|---|---|---|\n',
  );
  for (const [name, rounds] of all) {
    const of = (field: keyof Figures) => spread(rounds.map(one => one[field]));
    const ratio = (field: keyof Figures) => spread(rounds.map((one, at) => one[field] / bare[at][field]));
    process.stdout.write(
      `| ${name} | ${of('podsPerSecond')} | ${of('p50')} | ${of('p99')} | ${ratio('p50')} | ${ratio('p99')} |\n`,
    );
  }
}

void main();

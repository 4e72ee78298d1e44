/**
 * What an application loses while the collector of its node is replaced, by delivery mode: it sends all the time, and
 * every span that it was told is accepted is looked for at the backend.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Backend,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  startBackend,
} from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { busyboxImage, collectorImage, labImage } from '../../support/cluster/images';
import { fromRepository, installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import type { LoadResult } from '../../support/otlp-lab';

const cluster = useCluster(async () => ({
  images: await Promise.all([collectorImage(), labImage(), busyboxImage()]),
}));

interface Measured extends LoadResult {
  readonly lost: number;
}

const RATE = 500;
const SECONDS = 30;

interface Update {
  readonly values: { readonly delivery: object; readonly collector?: object };
  /** Whether the backend is away while pods are replaced, and back afterwards. */
  readonly backendAway: boolean;
}

/** An update under load. */
async function measure(namespace: string, { values, backendAway }: Update): Promise<Measured> {
  await cluster().namespace(namespace);
  const backend = await startBackend(cluster(), namespace, 'backend', ['--count-only']);
  const exporter = { endpoint: backend.grpc, tls: { enabled: false } };
  const given = (timeout: string) => ({
    namespace,
    values: { ...values, exporter, delivery: { ...values.delivery, batch: { timeout } } },
  });
  await installFromRepository(cluster(), 'helm4', given('50ms'));
  await cluster().apply([application(namespace)]);
  await cluster().ready(namespace, 'app=application');
  await sleep(5_000);
  if (backendAway) await backend.stopListening();
  await sleep(1_000);
  const { code, stderr } = await fromRepository(cluster(), 'helm4', 'upgrade', given('60ms'));
  if (code !== 0) throw new Error(stderr);
  await until('one pod of the collector', 120_000, async () => {
    const pods = await cluster().list('pods', namespace, 'app.kubernetes.io/instance=botanu-collector');
    return pods.length === 1 || { still: `${pods.length} pods` };
  });
  if (backendAway) await backend.listen();
  const result = await until<LoadResult>('the end of the load', 180_000, async () => {
    const lines = (await cluster().kubectl(['logs', '-n', namespace, 'application', '-c', 'load']))
      .trim()
      .split('\n');
    const last = lines.at(-1) ?? '';
    return last.startsWith('{') ? (JSON.parse(last) as LoadResult) : { still: last };
  });
  const ids = (
    await cluster().kubectl([
      'exec',
      '-n',
      namespace,
      'application',
      '-c',
      'files',
      '--',
      'cat',
      '/data/acked',
    ])
  )
    .trim()
    .split('\n');
  expect(ids).toHaveLength(result.acked);
  return { ...result, lost: await lostFor(backend, ids) };
}

/** What waits in a queue still comes, within the longest wait between two attempts. */
async function lostFor(backend: Backend, ids: readonly string[]): Promise<number> {
  let lost = ids.length;
  for (const deadline = Date.now() + 50_000; Date.now() < deadline && lost > 0; await sleep(1_000))
    lost = (await backend.missing(ids)).missing;
  return lost;
}

/** It keeps the ids of what was accepted; a second container hands them out. */
const application = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'application', namespace, labels: { app: 'application' } },
  spec: {
    securityContext: { ...RESTRICTED_POD, fsGroup: 10001 },
    terminationGracePeriodSeconds: 0,
    restartPolicy: 'Never',
    volumes: [{ name: 'data', emptyDir: {} }],
    containers: [
      {
        name: 'load',
        image: 'local.test/otlp-lab:1',
        args: [
          'load',
          `--target=botanu-collector.${namespace}:4317`,
          `--rate=${RATE}`,
          `--duration=${SECONDS}s`,
          '--spans-per-request=100',
          '--connections=4',
          '--grace=60s',
          '--acked=/data/acked',
        ],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: RESTRICTED_CONTAINER,
      },
      {
        name: 'files',
        image: 'docker.io/library/busybox:1.37',
        args: ['-c', 'sleep 86400'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: RESTRICTED_CONTAINER,
      },
    ],
  },
});

const DURABLE = { mode: 'durable', storage: { type: 'emptyDir' } };
const noSurge = { updateStrategy: { surge: false } };

const UPDATES: Readonly<Record<string, Update>> = {
  sync: { values: { delivery: { mode: 'sync' } }, backendAway: false },
  durable: { values: { delivery: DURABLE }, backendAway: false },
  memory: { values: { delivery: { mode: 'memory' } }, backendAway: false },
  'sync-no-surge': { values: { delivery: { mode: 'sync' }, collector: noSurge }, backendAway: false },
  'sync-away': { values: { delivery: { mode: 'sync' } }, backendAway: true },
  'durable-away': { values: { delivery: DURABLE }, backendAway: true },
  'memory-away': { values: { delivery: { mode: 'memory' } }, backendAway: true },
};

const measured: Record<string, Measured> = {};

beforeAll(async () => {
  const all = Object.entries(UPDATES).map(async ([name, update]) => {
    measured[name] = await measure(`update-${name}`, update);
  });
  await Promise.all(all);
  for (const [name, { acked, lost, unanswered, retries }] of Object.entries(measured).sort())
    process.stderr.write(
      `${name}: acked ${acked}, lost ${lost}, never acked ${unanswered}, retries ${retries}\n`,
    );
}, 600_000);

test.each(['sync', 'durable', 'memory', 'sync-no-surge', 'sync-away'])(
  '%s: nothing that was accepted is lost',
  name => {
    expect(measured[name].acked).toBeGreaterThan(RATE * 5);
    expect(measured[name].lost).toBe(0);
  },
);

test.each(['sync', 'durable', 'memory'])('%s: with a surge an application hardly notices', name => {
  expect(measured[name].unanswered).toBe(0);
});

test.each(['durable-away', 'memory-away'])(
  '%s: what waits in the pod goes with the pod, which is what this test can see, and what the notes say',
  name => {
    expect(measured[name].lost).toBeGreaterThan(0);
  },
);

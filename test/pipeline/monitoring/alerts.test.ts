/**
 * The real Prometheus scrapes live collectors under the rendered PodMonitor, and runs the rendered alerts: none fires
 * while all is well, and each fault raises those that are for it. Every fault happens in a release of its own, and all
 * at once, so that a release whose alerts looked at another would be found.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { type MonitoredRelease, startRelease } from '../../support/monitored-release';
import { load } from '../../support/otlp-lab';
import {
  hastened,
  hastenedGroup,
  promtoolComplaint,
  type Rule,
  type RunningPrometheus,
  selectorText,
  startPrometheus,
} from '../../support/prometheus';
import { discovered, type RunningPod, scrapeJobsOf } from '../../support/prometheus-operator';

jest.setTimeout(200_000);

const SHORT_RETRIES = {
  exporter: {
    timeout: '1s',
    retry: { initialInterval: '100ms', maxInterval: '300ms', maxElapsedTime: '1s' },
  },
};
const SYNC = { ...SHORT_RETRIES };
const MEMORY = { ...SHORT_RETRIES, delivery: { mode: 'memory' } };
const durable = (queue = {}) => ({
  ...SHORT_RETRIES,
  delivery: { mode: 'durable', storage: { type: 'emptyDir' }, queue },
});
/** A processor that fails on what it does not expect, as some do. */
const FAILING_PROCESSOR = {
  ...SYNC,
  processors: {
    'transform/name': {
      config: {
        error_mode: 'propagate',
        trace_statements: [{ context: 'span', statements: ['set(attributes["a"], ParseJSON(name)["a"])'] }],
      },
    },
  },
};
/** Patient, so that what waits stays in memory. */
const LITTLE_MEMORY = {
  exporter: {
    timeout: '3s',
    retry: { initialInterval: '100ms', maxInterval: '300ms', maxElapsedTime: '5m' },
  },
  delivery: { mode: 'memory', queue: { size: '64Mi' } },
  collector: { resources: { limits: { memory: '128Mi' }, requests: { memory: '64Mi' } } },
};

interface Fault {
  readonly what: string;
  readonly release: string;
  readonly namespace?: string;
  readonly values: Record<string, unknown>;
  readonly begins: (release: MonitoredRelease) => unknown;
  readonly ends: (release: MonitoredRelease) => unknown;
  /** Without the beginning that all have in common. */
  readonly alerts: readonly string[];
}

const away = {
  begins: ({ sink }: MonitoredRelease) => sink.stopListening(),
  ends: ({ sink }: MonitoredRelease) => sink.listen(),
};
const refusing = {
  begins: ({ sink }: MonitoredRelease) => sink.mode('permanent'),
  ends: ({ sink }: MonitoredRelease) => sink.mode('ok'),
};
const hanging = {
  begins: ({ sink }: MonitoredRelease) => sink.mode('hang'),
  ends: ({ sink }: MonitoredRelease) => sink.mode('ok'),
};
const nothing = { begins: () => undefined, ends: () => undefined };

/** More than the applications send. */
const flood = ({ collector }: MonitoredRelease, rate: number, duration: string) =>
  load({ target: collector.grpc, rate, duration, spansPerRequest: 100, timeout: '2s', giveUp: '1s' });

/** Releases whose pods are deleted now. */
const deleted = new Set<string>();

const FAULTS: readonly Fault[] = [
  {
    what: 'backend away, sync',
    release: 'a',
    values: SYNC,
    ...away,
    alerts: ['GivesUp', 'NothingGetsThrough', 'Refuses'],
  },
  {
    what: 'backend away, memory',
    release: 'b',
    values: MEMORY,
    ...away,
    alerts: ['GivesUp', 'NothingGetsThrough'],
  },
  { what: 'backend away, durable', release: 'c', values: durable(), ...away, alerts: ['NothingGetsThrough'] },
  {
    what: 'backend hangs, sync',
    release: 'd',
    values: SYNC,
    ...hanging,
    alerts: ['GivesUp', 'NothingGetsThrough', 'Refuses'],
  },
  {
    what: 'backend refuses for good, sync',
    release: 'e',
    values: SYNC,
    ...refusing,
    alerts: ['GivesUp', 'NothingGetsThrough', 'Refuses'],
  },
  {
    what: 'backend refuses for good, durable',
    release: 'f',
    values: durable(),
    ...refusing,
    alerts: ['GivesUp', 'NothingGetsThrough'],
  },
  {
    what: 'queue fills up, durable',
    release: 'g',
    values: durable({ size: '4Mi' }),
    begins: async release => {
      await release.sink.stopListening();
      await flood(release, 3000, '5s');
    },
    ends: ({ sink }) => sink.listen(),
    alerts: ['NothingGetsThrough', 'QueueNearlyFull', 'Refuses'],
  },
  {
    what: 'memory is short',
    release: 'h',
    values: LITTLE_MEMORY,
    begins: async release => {
      await release.sink.mode('hang');
      await flood(release, 30_000, '5s');
    },
    ends: ({ sink }) => sink.mode('ok'),
    alerts: ['MemoryShort', 'NothingGetsThrough', 'Refuses'],
  },
  {
    what: 'a processor fails',
    release: 'i',
    values: FAILING_PROCESSOR,
    begins: ({ applications }) => {
      applications.spanName = 'GET /';
    },
    ends: ({ applications }) => {
      applications.spanName = '{"a": 1}';
    },
    alerts: ['Refuses'],
  },
  {
    what: 'the process dies again and again',
    release: 'j',
    values: SYNC,
    begins: async ({ collector }) => {
      for (let time = 0; time < 3; time += 1) {
        await collector.crash();
        await sleep(2000);
      }
    },
    ends: () => undefined,
    alerts: ['Restarting'],
  },
  {
    what: 'the process is away',
    release: 'k',
    values: SYNC,
    begins: ({ collector }) => collector.terminate(),
    ends: ({ collector }) => collector.start(),
    alerts: ['Down'],
  },
  {
    what: 'there are no pods',
    release: 'l',
    values: SYNC,
    begins: () => deleted.add('l'),
    ends: () => deleted.delete('l'),
    alerts: ['Absent'],
  },
  // The name of a release that has a fault, in another namespace.
  { what: 'no fault', release: 'a', namespace: 'other', values: SYNC, ...nothing, alerts: [] },
  {
    what: 'no fault, and nothing to do',
    release: 'idle',
    values: SYNC,
    begins: ({ applications }) => {
      applications.idle = true;
    },
    ends: () => undefined,
    alerts: [],
  },
];

interface Running extends Fault {
  readonly job: string;
  readonly running: MonitoredRelease;
}

/** What fired in which release, by job. */
type Fired = ReadonlyMap<string, readonly string[]>;

let all: readonly Running[] = [];
let prometheus: RunningPrometheus;
const folder = mkdtempSync(join(tmpdir(), 'botanu-monitoring-'));
const targets = join(folder, 'targets.json');
const firedWhile = { well: new Map() as Fired, broken: new Map() as Fired };
let stillFiring: Fired = new Map();

/** What service discovery would say now. A gateway is another set of pods of the same release. */
function discover(): void {
  const pods = all.filter(({ release }) => !deleted.has(release)).flatMap(({ running }) => running.pods);
  const gateway = (pod: RunningPod) => ({
    ...pod,
    name: `${pod.name}-gateway`,
    labels: { ...pod.labels, 'app.kubernetes.io/name': 'collector-gateway' },
  });
  const other = all.filter(({ namespace }) => namespace).flatMap(({ running }) => running.pods.map(gateway));
  writeFileSync(targets, JSON.stringify(discovered([...pods, ...other])));
}

async function fired(since: number): Promise<Fired> {
  const series = await prometheus.range('ALERTS{alertstate="firing"}', since);
  return new Map(
    all.map(({ job }) => {
      const names = series.filter(({ metric }) => metric.job === job).map(({ metric }) => metric.alertname);
      return [job, [...new Set(names)].map(name => name.replace('BotanuCollector', '')).sort()];
    }),
  );
}

async function firingNow(): Promise<Fired> {
  await sleep(100);
  return fired(Date.now() / 1000);
}

async function until(what: () => Promise<boolean>, withinMs: number): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(500))
    if (await what()) return;
}

async function start(fault: Fault): Promise<Running> {
  const { release, namespace = 'observability', values } = fault;
  const running = await startRelease(release, namespace, values);
  return { ...fault, running, job: `${namespace}/${running.podMonitor.metadata.name}` };
}

beforeAll(async () => {
  const started = await Promise.allSettled(FAULTS.map(start));
  all = started.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  for (const result of started) if (result.status === 'rejected') throw result.reason;
  discover();
  const jobs = all.flatMap(({ running }) => scrapeJobsOf(running.podMonitor, targets));
  const rules = all.map(({ running }, index) => {
    const groups = running.prometheusRule.spec.groups.map(hastenedGroup);
    return [`rules-${index}.yml`, stringify({ groups })] as const;
  });
  prometheus = await startPrometheus(
    jobs.map(job => ({ ...job, scrape_interval: hastened(job.scrape_interval) })),
    Object.fromEntries(rules),
  );
  // Prometheus looks for targets every five seconds, and the clock that we hasten does not hasten that: until it has
  // found them, they are absent for what would be five minutes.
  await until(async () => (await prometheus.query('up')).length > all.length, 20_000);
  await until(async () => [...(await firingNow()).values()].flat().length === 0, 5000);
  // Longer than the longest wait of an alert.
  const well = Date.now() / 1000;
  await sleep(13_000);
  firedWhile.well = await fired(well);

  const broken = Date.now() / 1000;
  await Promise.all(all.map(({ begins, running }) => begins(running)).concat(sleep(100).then(discover)));
  await until(async () => {
    const now = await fired(broken);
    return all.every(({ job, alerts }) => alerts.every(alert => now.get(job)?.includes(alert)));
  }, 40_000);
  await sleep(3000);
  firedWhile.broken = await fired(broken);

  await Promise.all(all.map(({ ends, running }) => ends(running)));
  discover();
  await until(async () => [...(await firingNow()).values()].flat().length === 0, 40_000);
  stillFiring = await firingNow();
});

afterAll(async () => {
  const lines = all.map(
    ({ what, job }) =>
      `  ${what.padEnd(36)} ${firedWhile.well.get(job)?.length ?? '?'} before   ${(firedWhile.broken.get(job) ?? []).join(', ') || 'none'}`,
  );
  process.stderr.write(`fault → alerts\n${lines.join('\n')}\n`);
  await prometheus?.stop();
  await Promise.all(all.map(({ running }) => running.stop()));
  rmSync(folder, { recursive: true, force: true });
});

test('as rendered, promtool finds nothing wrong with the rules', async () => {
  const { groups } = all[0].running.prometheusRule.spec;
  expect(await promtoolComplaint('rules', stringify({ groups }))).toBe('');
  expect(await promtoolComplaint('rules', stringify({ groups }).replace('[5m]', '[5'))).not.toBe('');
});

test('as rendered, promtool finds nothing wrong with what the operator makes of the PodMonitors', async () => {
  const scrape_configs = all.flatMap(({ running }) => scrapeJobsOf(running.podMonitor, targets));
  expect(await promtoolComplaint('config', stringify({ scrape_configs }))).toBe('');
  const wrong = stringify({ scrape_configs }).replaceAll('30s', '30');
  expect(await promtoolComplaint('config', wrong)).not.toBe('');
});

test('each pod is scraped once, by the PodMonitor of its own release', async () => {
  const up = await prometheus.query('count by (job) (count_over_time(up[1m]))');
  const counts = Object.fromEntries(up.map(({ metric, value }) => [metric.job, Number(value?.[1])]));
  expect(counts).toEqual(
    Object.fromEntries(all.map(({ job, namespace }) => [job, namespace === 'other' ? 2 : 1])),
  );
});

test('two sets of pods of one release are told apart', async () => {
  const sets = await prometheus.valuesOf('app_kubernetes_io_name', 'up{job="other/a-collector"}');
  expect(sets).toEqual(['collector', 'collector-gateway']);
});

test('while all is well, no alert fires', () => {
  expect([...firedWhile.well].filter(([, alerts]) => alerts.length > 0)).toEqual([]);
});

test.each(FAULTS.map(fault => [fault.what, fault] as const))('%s: exactly its alerts fire', (what, fault) => {
  const job = all.find(running => running.what === what)?.job as string;
  expect(firedWhile.broken.get(job)).toEqual([...fault.alerts].sort());
});

test('once it is mended, nothing fires any more', () => {
  expect([...stillFiring].filter(([, alerts]) => alerts.length > 0)).toEqual([]);
});

test('there is a fault for every alert', () => {
  const tried = new Set(FAULTS.flatMap(({ alerts }) => alerts).map(alert => `BotanuCollector${alert}`));
  expect([...tried].sort()).toEqual(
    rulesOf(all[0])
      .map(({ alert }) => alert)
      .sort(),
  );
});

const rulesOf = ({ running }: Running): Rule[] =>
  running.prometheusRule.spec.groups.flatMap(({ rules }: { rules: Rule[] }) => rules);

/** The selectors of an expression that never matched a series. */
async function unmatched(expression: string): Promise<string[]> {
  const selectors = await prometheus.selectorsOf(expression);
  const found = await Promise.all(selectors.map(selector => prometheus.series(selectorText(selector))));
  return selectors.filter((_, index) => found[index].length === 0).map(({ metric }) => metric);
}

test('every metric of every alert exists, at the latest when its fault is there', async () => {
  for (const { alert } of rulesOf(all[0])) {
    const faulty = all.filter(({ alerts }) => alerts.includes(alert.replace('BotanuCollector', '')));
    const missing = await Promise.all(
      faulty.map(async release => {
        const rule = rulesOf(release).find(other => other.alert === alert) as Rule;
        return unmatched(rule.expr);
      }),
    );
    // In one of the releases at least: a failing processor refuses traces alone.
    expect([alert, missing.sort((a, b) => a.length - b.length)[0]]).toEqual([alert, []]);
  }
});

test('a metric that does not exist would be found', async () => {
  const wrong = 'rate(otelcol_exporter_sent_spans{job="observability/a-collector"}[5m])';
  expect(await unmatched(wrong)).toEqual(['otelcol_exporter_sent_spans']);
  expect(await unmatched(wrong.replace('spans', 'spans_total'))).toEqual([]);
});

test('every selector of every alert names exactly its own release', async () => {
  for (const release of all) {
    const [namespace] = release.job.split('/');
    for (const { expr } of rulesOf(release))
      for (const { matchers } of await prometheus.selectorsOf(expr))
        expect(Object.fromEntries(matchers.map(({ name, type, value }) => [name, type + value]))).toEqual({
          namespace: `=${namespace}`,
          job: `=${release.job}`,
          container: '=collector',
        });
  }
});

test('what an alert says has its labels filled in', async () => {
  for (const { annotations } of rulesOf(all[0])) {
    const used = [
      ...Object.values(annotations)
        .join()
        .matchAll(/\$labels\.([a-z_]+)/g),
    ].map(([, label]) => label);
    expect(used.filter(label => !KNOWN_LABELS.includes(label))).toEqual([]);
  }
});
const KNOWN_LABELS = ['namespace', 'pod', 'exporter', 'data_type', 'receiver', 'transport'];

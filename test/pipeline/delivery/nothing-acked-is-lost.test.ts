import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderedConfig, renderedPod } from '../../support/chart';
import { type RunningCollector, startCollector } from '../../support/collector-process';
import { type LoadOptions, load, type Sink, startSink } from '../../support/otlp-lab';
import { freePort } from '../../support/processes';
import { upstreamConfig } from '../../support/upstream';

jest.setTimeout(300_000);

const MODES = ['sync', 'durable', 'upstream'] as const;
type Mode = (typeof MODES)[number];

/** A load, a collector and a backend, all of them real. */
interface Line {
  readonly mode: Mode;
  readonly sink: Sink;
  readonly collector: RunningCollector;
  /** What kubelet waits after SIGTERM, in seconds. */
  readonly grace: number;
}

async function line(mode: Mode): Promise<Line> {
  const sink = await startSink({ countOnly: true, grpc: `127.0.0.1:${await freePort()}` });
  if (mode === 'upstream') {
    return { mode, sink, collector: await startCollector(upstreamConfig(sink.grpc)), grace: 30 };
  }
  const exporter = { endpoint: sink.grpc, tls: { enabled: false } };
  const delivery = mode === 'durable' ? { mode, storage: { type: 'emptyDir' } } : { mode };
  const { env, graceSeconds: grace } = await renderedPod({ exporter, delivery });
  const collector = await startCollector(await renderedConfig({ exporter, delivery }), { env });
  return { mode, sink, collector, grace };
}

interface Ledger {
  readonly sent: number;
  readonly acked: number;
  /** Acknowledged, and never arrived: counted span by span. */
  readonly lost: number;
  readonly duplicates: number;
}

/** Sends for a while, has something happen meanwhile, and counts what was acknowledged but never came. */
async function ledger(
  { sink, collector }: Line,
  options: Partial<LoadOptions>,
  happens: () => Promise<void>,
  patienceMs = 15_000,
): Promise<Ledger> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-delivery-'));
  try {
    const acked = join(folder, 'acked');
    const shape = { spansPerRequest: 100, connections: 4, rate: 4000, timeout: '10s', ...options };
    const [{ sent }] = await Promise.all([load({ target: collector.grpc, acked, ...shape }), happens()]);
    const ids = readFileSync(acked, 'utf8').trim().split('\n').filter(Boolean);
    const lost = await whatNeverArrives(sink, ids, patienceMs);
    return { sent, acked: ids.length, lost, duplicates: (await sink.stats()).duplicates };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many acknowledged spans have not come when every retry has had its turn. */
async function whatNeverArrives(sink: Sink, ids: readonly string[], withinMs: number): Promise<number> {
  for (const deadline = Date.now() + withinMs; ; await sleep(500)) {
    const { missing } = await sink.missing(ids);
    if (missing === 0 || Date.now() > deadline) return missing;
  }
}

function tell(what: string, mode: Mode, { acked, lost, duplicates }: Ledger): void {
  const figures = `acked ${acked}, lost ${lost}, duplicates ${duplicates}`;
  process.stderr.write(`  ${what.padEnd(42)} ${mode.padEnd(9)} ${figures}\n`);
}

async function withLine<T>(mode: Mode, work: (line: Line) => Promise<T>): Promise<T> {
  const running = await line(mode);
  try {
    return await work(running);
  } finally {
    await running.collector.stop();
    await running.sink.stop();
  }
}

/** The same happens to all three at once: they are apart, and a minute is long. */
async function compared(
  what: string,
  options: Partial<LoadOptions>,
  happens: (line: Line) => Promise<void>,
  patienceMs?: number,
): Promise<Record<Mode, Ledger>> {
  const entries = await Promise.all(
    MODES.map(mode =>
      withLine(
        mode,
        async running => [mode, await ledger(running, options, () => happens(running), patienceMs)] as const,
      ),
    ),
  );
  for (const [mode, result] of entries) tell(what, mode, result);
  return Object.fromEntries(entries) as Record<Mode, Ledger>;
}

function expectNothingLost({ sync, durable }: Record<Mode, Ledger>): void {
  for (const result of [sync, durable]) {
    expect(result.acked).toBeGreaterThan(1000);
    expect(result.lost).toBe(0);
  }
}

test('with the backend away for a minute', async () => {
  const outage = async ({ sink }: Line) => {
    await sleep(5_000);
    await sink.stopListening();
    await sleep(60_000);
    await sink.listen();
  };
  // After a minute of failures the next attempt may be 45 s away: exporter.retry.maxInterval, and half of it by chance.
  const results = await compared('backend away for 60 s', { duration: '75s', rate: 1000 }, outage, 60_000);
  expectNothingLost(results);
});

test('with the collector killed twice under load; the control loses', async () => {
  const results = await compared('collector killed twice', { duration: '14s' }, async ({ collector }) => {
    await sleep(4_000);
    await collector.crash();
    await sleep(4_000);
    await collector.crash();
  });
  expectNothingLost(results);
  expect(results.upstream.lost).toBeGreaterThan(0);
});

test('with both at once; the control loses', async () => {
  const results = await compared(
    'backend away, collector killed meanwhile',
    { duration: '20s' },
    async ({ sink, collector }) => {
      await sleep(3_000);
      await sink.stopListening();
      await sleep(5_000);
      await collector.crash();
      await sleep(5_000);
      await sink.listen();
    },
  );
  expectNothingLost(results);
  expect(results.upstream.lost).toBeGreaterThan(0);
});

test('in an outage beyond its patience the client of sync is told, and nothing that it was not told is missing', async () => {
  await withLine('sync', async running => {
    const { sink } = running;
    const result = await ledger(running, { duration: '16s', giveUp: '3s' }, async () => {
      await sleep(3_000);
      await sink.stopListening();
      await sleep(10_000);
      await sink.listen();
    });
    tell(`away for 10 s, patience 3 s, told of ${result.sent - result.acked}`, 'sync', result);
    expect(result.sent - result.acked).toBeGreaterThan(0);
    expect(result.lost).toBe(0);
  });
});

test.each(MODES)('at full load against a backend that takes 4 MiB: %s', async mode => {
  const full = { rate: 60_000, spansPerRequest: 512, connections: 8, duration: '8s', attributes: 20 };
  const result = await withLine(mode, running => ledger(running, full, async () => undefined));
  tell('full load, backend takes 4 MiB', mode, result);
  expect(result.acked).toBeGreaterThan(50_000);
  if (mode === 'upstream') expect(result.lost).toBeGreaterThan(0);
  else expect(result.lost).toBe(0);
});

test.each(['sync', 'durable'] as const)('ended as kubelet ends it, with the backend up: %s', async mode => {
  await withLine(mode, async running => {
    let took = Number.NaN;
    const result = await ledger(running, { duration: '8s', giveUp: '2s' }, async () => {
      await sleep(6_000);
      took = await running.collector.terminate();
    });
    tell(`SIGTERM, ended after ${took.toFixed(1)} s`, mode, result);
    expect(result.lost).toBe(0);
    expect(took).toBeLessThan(running.grace);
  });
});

test.each(['sync', 'durable'] as const)('ended while the backend does not answer: %s', async mode => {
  await withLine(mode, async running => {
    const { sink, collector, grace } = running;
    let took = Number.NaN;
    const result = await ledger(running, { duration: '8s', giveUp: '2s' }, async () => {
      await sleep(3_000);
      await sink.mode('hang');
      await sleep(3_000);
      took = await collector.terminate();
      await sink.mode('ok');
      await collector.start();
    });
    tell(`SIGTERM, backend hangs, ended after ${took.toFixed(1)} s`, mode, result);
    expect(result.lost).toBe(0);
    expect(took).toBeLessThan(grace);
  });
});

test('ended with the backend away, the durable queue is sent by the next process', async () => {
  await withLine('durable', async running => {
    const { sink, collector } = running;
    const result = await ledger(running, { duration: '8s', giveUp: '2s' }, async () => {
      await sleep(3_000);
      await sink.stopListening();
      await sleep(3_000);
      await collector.terminate();
      await sink.listen();
      await collector.start();
    });
    tell('SIGTERM with the backend away', 'durable', result);
    expect(result.lost).toBe(0);
  });
});

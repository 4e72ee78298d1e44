/**
 * What a collector costs: processor time for a million spans, and how long a span is on its way, under our configuration,
 * the upstream chart's default and the guide's, on one binary, in turns.
 *
 *   npx ts-node bench/collector/cpu.ts [rounds] [seconds]
 *
 * The collector has core 0 for itself, with GOMAXPROCS=1; the generator and the backend share core 1. Requests are
 * encoded beforehand: 512 spans each, one in four with a captured baggage header.
 */
import { spawnSync } from 'node:child_process';
import { renderedConfig, renderedPod } from '../../test/support/chart';
import { type CollectorConfiguration, startCollector } from '../../test/support/collector-process';
import { guideConfig } from '../../test/support/guide';
import { type Measurement, measure } from '../../test/support/otlp-lab';
import { freePort } from '../../test/support/processes';
import { upstreamConfig } from '../../test/support/upstream';
import { median, spread } from '../statistics';

interface Contender {
  readonly name: string;
  readonly config: (backend: string) => Promise<CollectorConfiguration> | CollectorConfiguration;
  readonly env: Readonly<Record<string, string>>;
}

const values = (backend: string, exporter: object, delivery: object) => ({
  exporter: { endpoint: backend, tls: { enabled: false }, ...exporter },
  delivery,
});

async function contenders(): Promise<Contender[]> {
  const { env } = await renderedPod({ exporter: { endpoint: 'backend:4317' } });
  const ours = (name: string, exporter: object, delivery: object): Contender => ({
    name,
    config: backend => renderedConfig(values(backend, exporter, delivery)),
    env,
  });
  const durable = { mode: 'durable', storage: { type: 'emptyDir' } };
  return [
    { name: 'upstream default, gzip', config: upstreamConfig, env: {} },
    { name: 'the guide, gzip', config: guideConfig, env: {} },
    ours('ours: sync, gzip', {}, { mode: 'sync' }),
    ours('ours: sync, zstd', { compression: 'zstd' }, { mode: 'sync' }),
    ours('ours: sync, no compression', { compression: 'none' }, { mode: 'sync' }),
    ours('ours: durable, gzip', {}, durable),
    ours('ours: memory, gzip', {}, { mode: 'memory' }),
  ];
}

async function once({ config, env }: Contender, seconds: number): Promise<Measurement> {
  const sink = `127.0.0.1:${await freePort()}`;
  const options = { on: ['taskset', '-c', '0'], env: { GOMAXPROCS: '1', ...env } };
  const collector = await startCollector(await config(sink), options);
  try {
    const load = { rate: 30_000, spansPerRequest: 512, connections: 8, attributes: 10, shape: 'b' } as const;
    const time = { duration: `${seconds}s`, warmUp: '2s', settle: '2s' };
    return await measure({ target: collector.grpc, sink, pid: collector.pid(), ...load, ...time });
  } finally {
    await collector.stop();
  }
}

async function main(rounds: number, seconds: number): Promise<void> {
  // What this process starts shares its core, but for the collector.
  spawnSync('taskset', ['-pc', '1', `${process.pid}`]);
  const all = await contenders();
  const results = new Map<string, Measurement[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // There and back again, so that a machine that gets slower is unkind to nobody.
    for (const contender of round % 2 === 0 ? all : [...all].reverse()) {
      results.get(contender.name)?.push(await once(contender, seconds));
    }
  }
  print(results);
}

function print(results: ReadonlyMap<string, readonly Measurement[]>): void {
  const [upstream] = results.values();
  const cost = (measurement: Measurement) => measurement.collector?.cpuSecondsPerMillionSpans ?? Number.NaN;
  const heads = ['', 'CPU-s per million', 'of upstream', 'p50 ms', 'p99 ms', 'MiB', 'lost', 'run_id'];
  const rows = [...results].map(([name, measured]) => [
    name,
    median(measured.map(cost)).toFixed(1),
    spread(measured.map((measurement, round) => cost(measurement) / cost(upstream[round]))),
    median(measured.map(({ e2eLatencyMs }) => e2eLatencyMs.p50)).toFixed(0),
    median(measured.map(({ e2eLatencyMs }) => e2eLatencyMs.p99)).toFixed(0),
    median(measured.map(({ collector }) => collector?.peakMiB ?? Number.NaN)).toFixed(0),
    String(measured.reduce((sum, { lost }) => sum + lost, 0)),
    median(measured.map(({ withRunId, received }) => withRunId / received)).toFixed(2),
  ]);
  process.stdout.write(`| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n`);
  for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`);
}

void main(Number(process.argv[2] ?? 4), Number(process.argv[3] ?? 4));

/**
 * What an application costs with an agent, and with the run_id hook besides, in each language: the copy before it
 * starts, its start, and each request.
 *
 *   npx ts-node bench/overhead/overhead.ts [rounds] [seconds]
 *
 * The application has core 0; the clients, the collector and the backend share core 1. The pods are those that
 * `instrument` makes, with its defaults; what kubelet would do for them is done here, in a fresh folder each time.
 */
import { spawnSync } from 'node:child_process';
import { renderedConfig } from '../../test/support/chart';
import { type RunningCollector, startCollector } from '../../test/support/collector-process';
import { startSink } from '../../test/support/otlp-lab';
import { type Figures, measure, type Place, spansOfRequest } from './measure';
import { processorLimit } from './processor-limit';
import { SUBJECTS, type Subject, VARIANTS, type Variant } from './subjects';
import { printTables, type Results } from './tables';

const REQUESTS_PER_SECOND = 300;

async function main(rounds: number, seconds: number): Promise<void> {
  // What this process starts shares its core, but for the applications.
  spawnSync('taskset', ['-apc', '1', `${process.pid}`]);
  await withPlace(async place => {
    const spans = new Map<string, number>();
    await forAll(SUBJECTS, VARIANTS, async (subject, variant) => {
      spans.set(`${subject.language} ${variant}`, await spansOfRequest(subject, variant, place));
    });
    const results: Results = { spans, figures: new Map() };
    for (let round = 0; round < rounds; round += 1) {
      // There and back again, so that a machine that gets slower is unkind to nobody.
      const order = round % 2 === 0 ? VARIANTS : [...VARIANTS].reverse();
      await forAll(SUBJECTS, order, async (subject, variant) => {
        const figures = await measure(subject, variant, place, { rate: REQUESTS_PER_SECOND, seconds });
        const key = `${subject.language} ${variant}`;
        results.figures.set(key, [...(results.figures.get(key) ?? []), figures]);
        process.stderr.write(`round ${round + 1} of ${rounds}: ${key} ${brief(figures)}\n`);
      });
    }
    printTables(results);
  });
}

async function forAll(
  subjects: readonly Subject[],
  variants: readonly Variant[],
  work: (subject: Subject, variant: Variant) => Promise<void>,
): Promise<void> {
  for (const subject of subjects) for (const variant of variants) await work(subject, variant);
}

const brief = ({ start, processorMsPerRequest }: Figures) =>
  `${start.seconds.toFixed(2)} s, ${processorMsPerRequest.toFixed(2)} ms`;

async function withPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const halfCore = processorLimit(0.5);
  if (!halfCore) process.stderr.write('no control groups here: nothing is measured at half a core\n');
  const backend = await startSink({ countOnly: true });
  const values = { exporter: { endpoint: backend.grpc, tls: { enabled: false } } };
  let collector: RunningCollector | undefined;
  try {
    collector = await startCollector(await renderedConfig(values), { env: { GOMAXPROCS: '1' } });
    await work({ backend, collector: collector.http, halfCore });
  } finally {
    await collector?.stop();
    await backend.stop();
    await halfCore?.remove();
  }
}

main(Number(process.argv[2] ?? 7), Number(process.argv[3] ?? 10)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

/**
 * What many constructs of a kind cost in one chart of a cdk8s app, against plain ApiObjects that write the very same
 * YAML, which lie ready before the clock starts; and how both grow with their number.
 *
 *   npx ts-node bench/synth/many.ts [rounds [subject]]
 */
import { isDeepStrictEqual } from 'node:util';
import { ApiObject, type ApiObjectProps, App, Chart, Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import { BotanuCollector, InstrumentedDeployment } from '../../src';
import { median, seconds, spread } from '../statistics';

type Subject = (scope: Construct, id: string) => void;

const SUBJECTS: Readonly<Record<string, Subject>> = {
  BotanuCollector: (scope, id) => new BotanuCollector(scope, id, { exporter: { endpoint: 'backend:4317' } }),
  InstrumentedDeployment: (scope, id) =>
    new InstrumentedDeployment(scope, id, {
      image: { repository: `acme/${id}`, tag: '2.1.0' },
      language: 'python',
      env: { DATABASE_HOST: 'database' },
    }),
};

/** The number of constructs in the chart whose ratio is told. */
const MANY = 2000;
const SIZES = [500, 1000, 2000, 4000, 8000];

function main(rounds: number, wanted: string | undefined): void {
  const subjects = Object.entries(SUBJECTS).filter(([name]) => wanted === undefined || name === wanted);
  for (const [name, subject] of subjects) {
    ratioToPlain(name, subject, rounds);
    growth(name, subject, rounds);
  }
}

function ratioToPlain(name: string, subject: Subject, rounds: number): void {
  const pairs = takingTurns(subject, MANY, rounds);
  const each = (median(pairs.map(pair => pair.ours)) / MANY) * 1000;
  const ratios = pairs.map(({ ours, plain }) => ours / plain);
  print(`${name}, ${MANY} in one chart: ${each.toFixed(2)} ms each, × ${spread(ratios)} of plain cdk8s`);
}

function growth(name: string, subject: Subject, rounds: number): void {
  const best = SIZES.map(size => {
    const pairs = takingTurns(subject, size, rounds);
    const least = (of: 'ours' | 'plain') => Math.min(...pairs.map(pair => pair[of]));
    return { size, ours: least('ours'), plain: least('plain') };
  });
  for (const { size, ours, plain } of best)
    print(`  ${String(size).padStart(5)}: ${ours.toFixed(2)} s, plain ${plain.toFixed(2)} s`);
  const exponentOf = (of: 'ours' | 'plain') =>
    slope(best.map(at => [Math.log(at.size), Math.log(at[of])] as const)).toFixed(2);
  print(`${name} grows with the power ${exponentOf('ours')}, plain cdk8s with ${exponentOf('plain')}`);
}

/** Both in turns, so that what else the machine does meets them alike. */
function takingTurns(subject: Subject, size: number, rounds: number): { ours: number; plain: number }[] {
  const ready = chartOf(subject, size).toJson() as ApiObjectProps[];
  const ours = () => Yaml.stringify(...chartOf(subject, size).toJson());
  const plain = () => Yaml.stringify(...plainChartOf(ready).toJson());
  if (!isDeepStrictEqual(plainChartOf(ready).toJson(), ready))
    throw new Error('the two do not write the same');
  ours();
  plain();
  return Array.from({ length: rounds }, () => ({ ours: timed(ours), plain: timed(plain) }));
}

/** With the garbage of others out of the way, where node has been told to allow that. */
function timed(work: () => void): number {
  global.gc?.();
  return seconds(work);
}

function chartOf(subject: Subject, size: number): Chart {
  const chart = new Chart(new App(), 'chart');
  for (let copy = 0; copy < size; copy += 1) subject(chart, `copy-${copy}`);
  return chart;
}

function plainChartOf(objects: readonly ApiObjectProps[]): Chart {
  const chart = new Chart(new App(), 'chart');
  objects.forEach((object, index) => {
    new ApiObject(chart, `object-${index}`, object);
  });
  return chart;
}

/** Of the straight line that fits best. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const together = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return together / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

const print = (line: string) => process.stdout.write(`${line}\n`);

main(Number(process.argv[2] ?? 3), process.argv[3]);

/**
 * What it costs to make manifests and charts. Ratios within one run: the machine's own speed is not our figure.
 *
 *   npx ts-node bench/synth/synth.ts [rounds]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import { BotanuCollector } from '../../src';
import { tool } from '../../tools/tool';
import { median, seconds, spread } from '../statistics';

const REPOSITORY = join(__dirname, '../..');
const COPIES = 200;

async function main(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-bench-'));
  try {
    coldSynth(rounds, folder);
    constructAgainstPlain(rounds);
    await helmTemplate(rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole of `npm run synth`, each in a process of its own, against a process that only loads cdk8s. */
function coldSynth(rounds: number, folder: string): void {
  const env = { ...process.env, CDK8S_OUTDIR: folder };
  const run = (...args: string[]) =>
    seconds(() => execFileSync(process.execPath, args, { cwd: REPOSITORY, env }));
  const tsNode = join(REPOSITORY, 'node_modules/ts-node/dist/bin.js');
  const pairs = Array.from({ length: rounds }, () => ({
    synth: run(tsNode, 'main.ts'),
    floor: run(tsNode, '-e', "require('cdk8s'); require('zod')"),
  }));
  const synth = pairs.map(pair => pair.synth);
  const ratios = pairs.map(pair => pair.synth / pair.floor);
  print(
    'npm run synth, cold process',
    `${median(synth).toFixed(2)} s`,
    ratios,
    'ts-node that only loads cdk8s and zod',
  );
}

/** The construct against plain ApiObjects of the very same content. */
function constructAgainstPlain(rounds: number): void {
  const objects = Testing.synth(collectorChart(new App(), 0));
  const ours = () => {
    const app = new App();
    for (let copy = 0; copy < COPIES; copy += 1) Yaml.stringify(...collectorChart(app, copy).toJson());
  };
  const plain = () => {
    const app = new App();
    for (let copy = 0; copy < COPIES; copy += 1) {
      const chart = new Chart(app, `chart-${copy}`);
      objects.forEach((object, index) => new ApiObject(chart, `${index}`, structuredClone(object)));
      Yaml.stringify(...chart.toJson());
    }
  };
  ours();
  plain();
  const pairs = Array.from({ length: rounds }, () => ({ ours: seconds(ours), plain: seconds(plain) }));
  const each = (median(pairs.map(pair => pair.ours)) / COPIES) * 1000;
  const ratios = pairs.map(pair => pair.ours / pair.plain);
  print(
    'BotanuCollector, synthesized',
    `${each.toFixed(1)} ms each`,
    ratios,
    'the same objects in plain cdk8s',
  );
}

function collectorChart(app: App, copy: number): Chart {
  const chart = new Chart(app, `chart-${copy}`);
  new BotanuCollector(chart, 'collector', { exporter: { endpoint: 'backend:4317' } });
  return chart;
}

async function helmTemplate(rounds: number): Promise<void> {
  const chart = join(REPOSITORY, 'charts/collector');
  for (const name of ['helm3', 'helm4'] as const) {
    const helm = await tool(name);
    const template = () =>
      execFileSync(helm, ['template', 'release', chart, '--set', 'exporter.endpoint=backend:4317']);
    const pairs = Array.from({ length: rounds }, () => ({
      template: seconds(template),
      version: seconds(() => execFileSync(helm, ['version', '--short'])),
    }));
    const ratios = pairs.map(pair => pair.template / pair.version);
    const each = median(pairs.map(pair => pair.template)) * 1000;
    print(`${name} template`, `${each.toFixed(0)} ms`, ratios, `${name} version`);
  }
}

function print(what: string, absolute: string, ratios: number[], against: string): void {
  process.stdout.write(`${what.padEnd(30)} ${absolute.padStart(12)}   × ${spread(ratios)} of ${against}\n`);
}

void main(Number(process.argv[2] ?? 7));

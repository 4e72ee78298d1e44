import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ToolName, tool } from '../../tools/tool';
import type { KubernetesObject } from '../support/helm';

const REPOSITORY = join(__dirname, '../..');
const MANIFEST = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

/** What a user of cdk8s writes: it must compile under `strict`, and what is wrong in it must not. */
const APP = `
import { App, Chart, Testing } from 'cdk8s';
import { BotanuCollector, type BotanuCollectorProps } from '@botanu/cdk8s';
import { compileChart, defineSettings, integer, manifest, when } from '@botanu/cdk8s/chart';

const props: BotanuCollectorProps = {
  exporter: { endpoint: 'backend:4317', compression: 'zstd', headersFromSecret: { 'X-Api-Key': { name: 'a', key: 'b' } } },
  collector: { mode: 'deployment', tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
};
const app = new App();
const chart = new Chart(app, 'telemetry', { namespace: 'observability' });
const collector = new BotanuCollector(chart, 'collector', props);
console.log(JSON.stringify({ endpoint: collector.endpoint, kinds: Testing.synth(chart).map(({ kind }) => kind) }));
console.log(Object.keys(collector.environmentOf('shop')).length > 5, typeof compileChart, typeof when, typeof manifest);
app.synth();

const own = defineSettings({ replicas: integer({ about: 'Copies.', default: 1, min: 1, max: 9 }) });
void own;
`;

/** What must not compile: each line would, if its types were loose. */
const WRONG = `
import { Chart } from 'cdk8s';
import { BotanuCollector } from '@botanu/cdk8s';

declare const chart: Chart;
// @ts-expect-error there is no such compression
new BotanuCollector(chart, 'a', { exporter: { compression: 'zip' } });
// @ts-expect-error there is no such setting
new BotanuCollector(chart, 'b', { exporter: { endpont: 'backend:4317' } });
// @ts-expect-error a number is asked for
new BotanuCollector(chart, 'c', { collector: { replicas: '2' } });
// @ts-expect-error a header's Secret has a key
new BotanuCollector(chart, 'd', { exporter: { headersFromSecret: { 'X-Api-Key': { name: 'a' } } } });
`;

/** Releases of cdk8s-plus, by the version of Kubernetes that they are made for. */
const PLUS: Record<string, string> = {
  28: MANIFEST.devDependencies['cdk8s-plus-28'],
  31: '2.6.43',
  32: '2.5.92',
  33: '2.5.57',
};
const PLUS_PACKAGES = Object.entries(PLUS).map(
  ([kubernetes, version]) => `cdk8s-plus-${kubernetes}@${version}`,
);

/** An app that has Deployments of one of these releases, and instruments one of them. */
const instrumenting = (kubernetes: string) => `
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-${kubernetes}';
import { instrumentWorkload } from '@botanu/cdk8s';

const app = new App({ outdir: 'dist-${kubernetes}' });
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const deployment = (id: string) =>
  new kplus.Deployment(chart, id, {
    containers: [{ name: 'app', image: 'ghcr.io/acme/shop:1.4.2', envVariables: { OWN: kplus.EnvValue.fromValue('1') } }],
  });
instrumentWorkload(deployment('instrumented'), {
  language: 'python',
  sidecar: { enabled: true, exporter: { endpoint: 'backend:4317' } },
});
deployment('untouched');
app.synth();
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'CommonJS',
    moduleResolution: 'node10',
    strict: true,
    outDir: 'out',
    types: ['node'],
    esModuleInterop: true,
    skipLibCheck: false,
  },
  files: ['app.ts', 'wrong.ts', ...Object.keys(PLUS).map(kubernetes => `plus-${kubernetes}.ts`)],
};

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'botanu-package-'));
  const [{ filename }] = JSON.parse(npm(REPOSITORY, 'pack', '--json', '--pack-destination', project));
  const { cdk8s, constructs, typescript, '@types/node': node } = MANIFEST.devDependencies;
  const peers = [`cdk8s@${cdk8s}`, `constructs@${constructs}`, ...PLUS_PACKAGES];
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true }));
  npm(
    project,
    'install',
    '--no-audit',
    '--no-fund',
    join(project, filename),
    ...peers,
    `typescript@${typescript}`,
    `@types/node@${node}`,
  );
  writeFileSync(join(project, 'app.ts'), APP);
  writeFileSync(join(project, 'wrong.ts'), WRONG);
  for (const kubernetes of Object.keys(PLUS))
    writeFileSync(join(project, `plus-${kubernetes}.ts`), instrumenting(kubernetes));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
}, 300_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

function npm(folder: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
}

/** What the compiler complains about, and the files that it wrote. */
function compiled(): string {
  return spawnSync('node_modules/.bin/tsc', ['-p', '.'], { cwd: project, encoding: 'utf8' }).stdout;
}

test('in an empty project the package compiles under strict, and refuses what is wrong while it is written', () => {
  expect(compiled()).toBe('');
}, 120_000);

test('a type that lets something wrong through is an error: the refusals above are real', () => {
  writeFileSync(join(project, 'wrong.ts'), WRONG.replaceAll(/\/\/ @ts-expect-error.*/g, ''));
  const complaints = compiled();
  writeFileSync(join(project, 'wrong.ts'), WRONG);
  expect(complaints.match(/wrong\.ts\(\d+/g)).toHaveLength(4);
}, 120_000);

test('the app synthesizes, and writes its manifests', () => {
  const [first, second] = node('out/app.js').split('\n');
  expect(JSON.parse(first)).toEqual({
    endpoint: 'http://telemetry-collector.observability:4318',
    kinds: ['ConfigMap', 'ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget', 'ConfigMap'],
  });
  expect(second).toBe('true function function function');
  expect(readdirSync(join(project, 'dist'))).toEqual(['telemetry.k8s.yaml']);
});

/** The Deployments that an app with a release of cdk8s-plus writes, by name, and its other objects. */
function written(kubernetes: string) {
  node(`out/plus-${kubernetes}.js`);
  const text = readFileSync(join(project, `dist-${kubernetes}/shop.k8s.yaml`), 'utf8');
  const objects: KubernetesObject[] = parseAllDocuments(text).map(document => document.toJS());
  const podOf = (name: string) =>
    objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === `shop-${name}`)?.spec
      .template.spec;
  return { instrumented: podOf('instrumented'), untouched: podOf('untouched'), objects };
}

test.each(Object.keys(PLUS))(
  'a Deployment of cdk8s-plus-%s is instrumented, and the one beside it is not',
  kubernetes => {
    const { instrumented, untouched, objects } = written(kubernetes);
    const own = { name: 'OWN', value: '1' };
    expect(instrumented.containers[0].env).toEqual(
      expect.arrayContaining([
        own,
        { name: 'OTEL_SERVICE_NAME', value: 'shop-instrumented' },
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://localhost:4318' },
      ]),
    );
    expect(instrumented.containers[0].env).toEqual(written('28').instrumented.containers[0].env);
    expect(
      instrumented.initContainers.map(({ restartPolicy }: { restartPolicy?: string }) => restartPolicy),
    ).toEqual(['Always', undefined]);
    expect(objects.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name)).toEqual([
      'shop-instrumented-run-id-hook',
      'shop-instrumented-otel-collector',
    ]);
    expect(untouched.containers[0].env).toEqual([own]);
    expect(untouched.initContainers).toBeUndefined();
  },
);

test('the package holds what it needs, and nothing of the tests', () => {
  const folder = join(project, 'node_modules/@botanu/cdk8s');
  expect(existsSync(join(folder, 'lib/telemetry/hooks/python/botanu_baggage.py'))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'lib', 'package.json']);
});

/** Compiles the chart and says what came out, in a word. */
const COMPILES = `
const { createHash } = require('node:crypto');
const { collectorChart } = require('@botanu/cdk8s');
const { compileChart } = require('@botanu/cdk8s/chart');
console.log(process.version.split('.')[0], createHash('sha256').update(JSON.stringify(compileChart(collectorChart))).digest('hex'));
`;

test.each(['22', '24'])(
  'under Node %s it compiles the same chart',
  async version => {
    const [, expected] = node('-e', COMPILES).split(' ');
    const modules = join(await tool(`node-${version}` as ToolName), 'node_modules');
    const other = join(
      modules,
      readdirSync(modules).find(name => name.startsWith('node-')) ?? '',
      'bin/node',
    );
    const printed = execFileSync(other, ['-e', COMPILES], { cwd: project, encoding: 'utf8' });
    expect(printed).toBe(`v${version} ${expected}`);
  },
  300_000,
);

test('every docstring of the props comes along, so that an editor shows it', () => {
  const types = readFileSync(
    join(project, 'node_modules/@botanu/cdk8s/lib/constructs/botanu-collector.props.d.ts'),
    'utf8',
  );
  expect(types).toContain('The backend. host:port for gRPC');
  expect(types).toContain('@default "gzip"');
});

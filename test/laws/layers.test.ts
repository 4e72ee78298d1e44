import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const SRC = join(__dirname, '../../src');

/** What a folder of src may import of src; dependencies point one way. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  values: ['values', 'problem'],
  telemetry: ['telemetry', 'values', 'problem'],
  instrument: ['instrument', 'telemetry', 'values', 'problem'],
  constructs: ['constructs', 'instrument', 'telemetry', 'values', 'problem', 'k8s'],
  compiler: ['compiler', 'values', 'problem'],
  problem: [],
  k8s: [],
  index: ['constructs', 'instrument'],
  chart: ['compiler', 'values', 'problem'],
};

/** Libraries that only some places may know. */
const ONLY_IN: Record<string, (file: string) => boolean> = {
  'cdk8s-plus-28': file => file === 'k8s.ts',
  // To write a chart, and to read what travels as a file: into processes, and into the pods of hooks.
  'node:fs': file =>
    [
      'compiler/write-chart.ts',
      'telemetry/hooks/index.ts',
      'constructs/botanu-collector.helm-test.ts',
      'constructs/operator-stack.apply.ts',
    ].includes(file),
  zod: file => !file.startsWith('compiler/print/'),
};

interface Import {
  readonly file: string;
  readonly of: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

function importsOf(file: string, text = readFileSync(join(SRC, file), 'utf8')): Import[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => ({ file, of: target(file, fileName) }));
}

/** The file of src that is imported, or the library. */
function target(file: string, name: string): string {
  return name.startsWith('.') ? `src/${relative(SRC, join(SRC, file, '..', name))}` : name;
}

const layerOf = (path: string) =>
  path
    .replace(/^src\//, '')
    .split('/')[0]
    .replace(/\.ts$/, '');

const breaksLayers = ({ file, of }: Import) =>
  of.startsWith('src/') && !MAY_IMPORT[layerOf(file)]?.includes(layerOf(of));
const breaksLibraries = ({ file, of }: Import) => ONLY_IN[of] !== undefined && !ONLY_IN[of](file);

test('every import points the way that the layers do', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap(file => importsOf(file)).filter(breaksLayers)).toEqual([]);
});

test('a library is known only where it belongs', () => {
  expect(files.flatMap(file => importsOf(file)).filter(breaksLibraries)).toEqual([]);
});

test('the law sees an import that breaks it', () => {
  const wrong = importsOf('values/wrong.ts', "import { x } from '../constructs/x'; import 'cdk8s-plus-28';");
  expect(wrong.filter(breaksLayers)).toHaveLength(1);
  expect(wrong.filter(breaksLibraries)).toHaveLength(1);
});

test('nothing in src reads the environment, but for the variable by which cdk8s sorts keys', () => {
  const reading = files.filter(file => readFileSync(join(SRC, file), 'utf8').includes('process.env'));
  expect(reading).toEqual(['compiler/1-collect/collect-templates.ts']);
});

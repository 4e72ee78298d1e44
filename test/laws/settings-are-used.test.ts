import { parse } from 'yaml';
import { StatusPage, statusPageChart, statusPageSettings } from '../../examples/status-page/status-page';
import { applicationChart, collectorChart, operatorStackChart } from '../../src';
import { type ChartDefinition, compileChart, defineSettings, releaseSettings, text } from '../../src/chart';

const charts: [string, ChartDefinition<any>][] = [
  ['collector', collectorChart],
  ['instrumented-app', applicationChart],
  ['operator-stack', operatorStackChart],
  ['status-page', statusPageChart],
];

/** Every `.Values.…` of the templates, read from their text alone. */
function referenced(files: Readonly<Record<string, string>>): string[] {
  const templates = Object.entries(files).filter(([path]) => path.startsWith('templates/'));
  const found = templates.flatMap(([, body]) => [...body.matchAll(/\.Values((?:\.[A-Za-z0-9_]+)+)/g)]);
  return [...new Set(found.map(([, path]) => path.slice(1)))];
}

/** Every path of values.yaml that holds no section. */
function declared(value: unknown, path: readonly string[] = []): string[] {
  const isSection = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isSection ? Object.entries(value) : [];
  return entries.length > 0
    ? entries.flatMap(([key, child]) => declared(child, [...path, key]))
    : [path.join('.')];
}

const isPartOf = (path: string, whole: string) => path === whole || path.startsWith(`${whole}.`);

describe.each(charts)('%s', (_name, definition) => {
  const files = compileChart(definition);
  // What lies below the alias of a chart that it depends on is read by that.
  const aliases = (definition.dependencies ?? []).map(({ alias }) => alias);
  const settings = declared(parse(files['values.yaml']));
  const ours = settings.filter(path => !aliases.includes(path.split('.')[0]));
  const used = referenced(files);

  test('every setting is read by a template', () => {
    expect(ours.filter(setting => !used.some(path => isPartOf(setting, path)))).toEqual([]);
  });

  test('every reference of a template is declared', () => {
    expect(used.filter(path => !settings.some(setting => isPartOf(setting, path)))).toEqual([]);
  });
});

test('a setting that nothing reads is refused by the compiler', () => {
  const idle = defineSettings({
    ...statusPageSettings.shape.shape,
    idle: text({ about: 'Promises something that does not happen.' }),
  });
  const chart = {
    ...statusPageChart,
    settings: idle,
    build: (scope, settings) => void new StatusPage(scope, 'page', settings as never),
  } as ChartDefinition<typeof idle.shape>;
  expect(() => compileChart(chart)).toThrow(
    /idle: the setting "idle" is declared, but no template reads it \[every-setting-is-used\]/,
  );
});

test('a setting that is not described is refused by the compiler', () => {
  const silent = defineSettings({
    ...statusPageSettings.shape.shape,
    ...releaseSettings,
    silent: text({ about: '' }),
  });
  const chart = { ...statusPageChart, settings: silent } as never as typeof statusPageChart;
  expect(() => compileChart(chart)).toThrow(/every-setting-is-described/);
});

import { parse } from 'yaml';
import {
  type ChartDefinition,
  compileChart,
  defineSettings,
  manifest,
  releaseSettings,
  section,
  toggle,
} from '../../../src/chart';

const settings = defineSettings({
  cache: section('A cache, by a chart of others.', {
    enabled: toggle({ about: 'Whether.', default: true }),
    persistent: toggle({ about: 'Whether it forgets.', default: true }),
  }),
  ...releaseSettings,
});
const CACHE = {
  name: 'valkey',
  version: '1.2.3',
  repository: 'https://charts.example.com',
  condition: 'cache.enabled',
  alias: 'cache',
};
const definition = (more: Partial<ChartDefinition>): ChartDefinition => ({
  name: 'test',
  description: 'A test.',
  version: '1.0.0',
  appVersion: '1.0.0',
  kubeVersion: '>=1.30.0-0',
  settings: settings as never,
  build: scope =>
    void manifest(scope, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }),
  notes: () => [],
  readme: '',
  valuesHeader: [],
  examples: {},
  ...more,
});

test('a chart of others is a dependency of Chart.yaml, and a chart without has no such key', () => {
  const dependenciesOf = (chart: ChartDefinition) => parse(compileChart(chart)['Chart.yaml']).dependencies;
  expect(dependenciesOf(definition({ dependencies: [CACHE] }))).toEqual([CACHE]);
  const { cache: _, ...others } = settings.shape.shape;
  expect(dependenciesOf(definition({ settings: defineSettings(others) as never }))).toBeUndefined();
});

test('what stands below its alias is read by it, so no template of ours has to', () => {
  expect(() => compileChart(definition({}))).toThrow(
    /"cache.persistent" is declared, but no template reads it/,
  );
  expect(() => compileChart(definition({ dependencies: [{ ...CACHE, alias: 'cach' }] }))).toThrow(
    /cache.enabled/,
  );
});

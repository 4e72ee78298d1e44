import { z } from 'zod';
import { environment } from '../../../src/instrument/container';
import { instrumentationOf } from '../../../src/instrument/from-settings';
import { instrumentShape } from '../../../src/instrument/settings';
import { listedVariables, type MappedVariable, mappedVariables } from '../../../src/instrument/variables';

const MAP: Record<string, MappedVariable> = {
  URL: 'http://$(HOST)/',
  HOST: 'shop',
  KEY: { secret: { name: 'keys', key: 'sa-key' } },
  SIZE: { configMap: { name: 'settings', key: 'size' } },
  NODE: { field: 'spec.nodeName' },
};
const LIST = [
  { name: 'HOST', value: 'shop' },
  { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'sa-key' } } },
  { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  { name: 'SIZE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'size' } } },
  { name: 'URL', value: 'http://$(HOST)/' },
];

test('of a map, those that mention others come after them, whatever their names', () => {
  expect(mappedVariables(MAP as never).kept([], [])).toEqual(LIST);
});

test('a text that mentions another is found wherever it stands, and what has none has an empty one', () => {
  const variables = mappedVariables(MAP as never);
  expect([variables.text('URL'), variables.text('KEY'), variables.text('NONE')]).toEqual([
    'http://$(HOST)/',
    '',
    '',
  ]);
  expect([variables.has('KEY'), variables.has('NONE')]).toEqual([true, false]);
});

test.each(['python', 'java', 'nodejs', 'dotnet'] as const)(
  'a map and a list of the same variables are instrumented alike: %s',
  language => {
    const lists = { PYTHONPATH: '/own', JAVA_TOOL_OPTIONS: '-Xmx1g', NODE_OPTIONS: '--inspect' };
    const settings = z.object(instrumentShape).parse({ language });
    const surroundings = {
      workload: 'shop',
      kind: 'deployment',
      version: '1',
      sidecarEndpoint: '',
      imageRegistry: '',
    };
    const instrumentation = instrumentationOf(settings as never, surroundings as never);
    const place = { container: 'app', namespace: 'shop' } as never;
    const asMap = environment(mappedVariables({ ...MAP, ...lists } as never), instrumentation, place);
    const listed = [...LIST, ...Object.entries(lists).map(([name, value]) => ({ name, value }))];
    const asList = environment(listedVariables(listed), instrumentation, place);
    const byName = (all: unknown[]) =>
      Object.fromEntries((all as { name: string }[]).map(one => [one.name, one]));
    expect(byName(asMap)).toEqual(byName(asList));
    expect(asMap).toHaveLength(asList.length);
  },
);

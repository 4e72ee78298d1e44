import { Construct } from 'constructs';
import { z } from 'zod';
import {
  type ChartDefinition,
  comment,
  compileChart,
  defineSettings,
  each,
  eachEntry,
  entriesWhen,
  equals,
  fragment,
  ifAny,
  integer,
  items,
  itemsWhen,
  listOf,
  manifest,
  manifestsOf,
  manifestsWhen,
  mapOf,
  merge,
  multiply,
  optional,
  type Release,
  raw,
  releaseSettings,
  type Settings,
  section,
  spread,
  text,
  toggle,
  when,
  yamlText,
} from '../../../src/chart';
import { manifestsForEach } from '../../../src/values/manifest';

const shape = {
  on: toggle({ about: 'A switch.', default: true }),
  name: text({ about: 'A text.' }),
  count: integer({ about: 'A number.', default: 1, min: 0, max: 1_000_000_000 }),
  words: mapOf(text({ about: 'A word.' }), { about: 'Words.', keys: { pattern: '^.+$', help: 'any' } }),
  list: listOf(z.string(), { about: 'A list.' }),
  free: raw({ about: 'Anything.' }),
  limits: section('Limits.', { 'ephemeral-storage': text({ about: 'A key with a dash.' }) }),
};
const definition = defineSettings({ ...shape, ...releaseSettings });
type Values = Settings<z.output<typeof definition.shape>>;

/** The template of a ConfigMap-like object with this data, without what stands above it. */
function printed(data: (settings: Values, release: Release) => Record<string, unknown>): string {
  return file('object', (scope, settings) => {
    const { release } = definition.read(scope, settings, { name: 'example', version: '1' });
    manifest(scope, 'object', { apiVersion: 'v1', kind: 'Example', data: data(settings, release) });
  }).replace(/^[^]*?\ndata:\n/, '');
}

/** One template of a chart of which everything is used, because whole settings are printed elsewhere. */
function file(name: string, build: (scope: Construct, settings: Values) => void): string {
  return compiled(build)[`templates/${name}.yaml`];
}

function compiled(build: (scope: Construct, settings: Values) => void): Readonly<Record<string, string>> {
  const chart = {
    name: 'example',
    description: 'An example',
    version: '1.0.0',
    appVersion: '1',
    kubeVersion: '>=1.30.0-0',
    settings: definition,
    readme: '# example',
    valuesHeader: [],
    examples: {},
    notes: ({ on, name: word, count, words, list, free, limits }: Values) =>
      [on, word, count, words, list, free, limits['ephemeral-storage']].map(setting => `${setting}`),
    build: (scope: Construct, settings: Values) => {
      build(new Construct(scope, 'example'), settings);
    },
  } satisfies ChartDefinition<typeof definition.shape>;
  return compileChart(chart);
}

const lines = (...all: string[]) => `${all.join('\n')}\n`;

test('a text is quoted, a whole number stays one however large, a switch is bare', () => {
  expect(printed(({ name, count, on }) => ({ name, count, on }))).toBe(
    lines(
      '  name: {{ .Values.name | quote }}',
      '  count: {{ .Values.count | int64 }}',
      '  "on": {{ .Values.on }}',
    ),
  );
});

test('a text with settings in it is put together by printf', () => {
  expect(printed(({ name, count }) => ({ url: `http://${name}:${count}/100%` }))).toBe(
    lines('  url: {{ printf "http://%s:%d/100%%" .Values.name (.Values.count | int64) | quote }}'),
  );
});

test('template language in a literal is text, and a literal keeps its type', () => {
  expect(printed(({ name }) => ({ a: '{{ .Values.x }}', b: 'yes', c: '1.10', d: 'a: b', e: 5, name }))).toBe(
    lines(
      '  a: "{{ "{{" }} .Values.x }}"',
      '  b: "yes"',
      '  c: "1.10"',
      '  d: "a: b"',
      '  e: 5',
      '  name: {{ .Values.name | quote }}',
    ),
  );
});

test('a text of several lines is a block', () => {
  expect(printed(({ name }) => ({ script: 'one\n\n  two {{ x }}\n', name }))).toBe(
    lines('  script: |', '    one', '', '      two {{ "{{" }} x }}', '  name: {{ .Values.name | quote }}'),
  );
});

test('a condition on an entry takes the key along; two branches are if and else', () => {
  expect(printed(({ on, name }) => ({ a: when(on, 1), b: when(on, 1, 2), name }))).toBe(
    lines(
      '  {{- if .Values.on }}',
      '  a: 1',
      '  {{- end }}',
      '  {{- if .Values.on }}',
      '  b: 1',
      '  {{- else }}',
      '  b: 2',
      '  {{- end }}',
      '  name: {{ .Values.name | quote }}',
    ),
  );
});

test('a condition in the other branch is else if', () => {
  expect(printed(({ on, count }) => ({ a: when(on, 1, when(equals(count, 2), 2, 3)) }))).toBe(
    lines(
      '  {{- if .Values.on }}',
      '  a: 1',
      '  {{- else if eq (.Values.count | int64) 2 }}',
      '  a: 2',
      '  {{- else }}',
      '  a: 3',
      '  {{- end }}',
    ),
  );
});

test('a loop names the key only where it reads it, and the root is $ within', () => {
  expect(
    printed(({ words, name }) => ({
      list: [name, ...each(words, ['word', 'text'], (_word, value) => `${name} ${value}`)],
      map: { name, ...eachEntry(words, ['word', 'text'], (word, value) => ({ [`${word}`]: value })) },
    })),
  ).toBe(
    lines(
      '  list:',
      '    - {{ .Values.name | quote }}',
      '    {{- range $text := .Values.words }}',
      '    - {{ printf "%s %s" $.Values.name $text | quote }}',
      '    {{- end }}',
      '  map:',
      '    name: {{ .Values.name | quote }}',
      '    {{- range $word, $text := .Values.words }}',
      '    {{ $word | quote }}: {{ $text | quote }}',
      '    {{- end }}',
    ),
  );
});

test('what is passed on whole is indented right; what may be empty brings its key along', () => {
  expect(
    printed(({ free, list, words }) => ({
      free,
      deep: { list: optional(list), a: 1 },
      m: { a: 1, ...spread(words) },
    })),
  ).toBe(
    lines(
      '  free:',
      '    {{- toYaml .Values.free | nindent 4 }}',
      '  deep:',
      '    {{- with .Values.list }}',
      '    list:',
      '      {{- toYaml . | nindent 6 }}',
      '    {{- end }}',
      '    a: 1',
      '  m:',
      '    a: 1',
      '    {{- with .Values.words }}',
      '    {{- toYaml . | nindent 4 }}',
      '    {{- end }}',
    ),
  );
});

test('a key is there only if something is below it', () => {
  expect(printed(({ on, list }) => ({ a: 1, all: ifAny([...itemsWhen(on, ['x']), ...items(list)]) }))).toBe(
    lines(
      '  a: 1',
      '  {{- if or .Values.on .Values.list }}',
      '  all:',
      '    {{- if .Values.on }}',
      '    - x',
      '    {{- end }}',
      '    {{- with .Values.list }}',
      '    {{- toYaml . | nindent 4 }}',
      '    {{- end }}',
      '  {{- end }}',
    ),
  );
});

test('a collection that might become a null is refused, with the place', () => {
  expect(() => printed(({ on }) => ({ deep: { a: entriesWhen(on, { b: 1 }) } }))).toThrow(
    /example\/example\/object.*data: deep: a: .*wrap it in ifAny/,
  );
});

test('a list item cannot begin with a condition: its dash would stand alone', () => {
  expect(() => printed(({ on }) => ({ list: [{ ...entriesWhen(on, { b: 1 }), c: 1 }] }))).toThrow(
    /first key of a list item must be unconditional/,
  );
});

test('a comment stands where it was written', () => {
  expect(printed(({ name }) => ({ ...comment('Why.'), name }))).toBe(
    lines('  {{- /* Why. */}}', '  name: {{ .Values.name | quote }}'),
  );
});

test('a key with a dash is reached by index', () => {
  expect(printed(({ limits }) => ({ a: limits['ephemeral-storage'] }))).toBe(
    lines('  a: {{ index .Values.limits "ephemeral-storage" | quote }}'),
  );
});

test('a fragment is written once, as a named template', () => {
  expect(
    printed(({ name, count }) => {
      const part = fragment('part', { name, twice: multiply(count, 2) });
      return { a: part, text: yamlText(part) };
    }),
  ).toBe(
    lines(
      '  a:',
      '    {{- include "example.part" . | nindent 4 }}',
      '  text: |',
      '    {{- include "example.part" . | nindent 4 }}',
    ),
  );
});

test('a fragment within a loop is handed what it reads of the loop', () => {
  const files = compiled((scope, settings) => {
    manifestsForEach(scope, 'words', settings.words, ['word', 'text'], (each, word, text) => {
      const part = fragment('part', { word, text, count: settings.count });
      manifest(each, 'object', { apiVersion: 'v1', kind: 'Example', data: merge(part, settings.free) });
    });
  });
  expect(files['templates/object.yaml']).toContain(
    '{{- toYaml (mustMergeOverwrite (include "example.part" (merge (dict "text" $text "word" $word) $) | fromYaml) $.Values.free) | nindent 2 }}',
  );
  expect(files['templates/_helpers.tpl']).toContain(
    lines(
      '{{- define "example.part" -}}',
      '{{- $text := .text -}}',
      '{{- $word := .word -}}',
      'word: {{ $word | quote }}',
      'text: {{ $text | quote }}',
      'count: {{ .Values.count | int64 }}',
      '{{- end }}',
    ),
  );
});

test('an object under a condition is a file under that condition; whole objects are a loop', () => {
  const build = (scope: Construct, settings: Values) => {
    manifestsWhen(scope, 'sometimes', settings.on, some => {
      manifest(some, 'object', { apiVersion: 'v1', kind: 'Example' });
    });
    manifestsOf(scope, 'extra', settings.free as never);
  };
  expect(file('object', build)).toMatch(
    /^\{\{- if \.Values\.on \}\}\napiVersion: v1\n[^]*\n\{\{- end \}\}\n$/,
  );
  expect(file('extra', build)).toBe(
    lines('{{- range .Values.free }}', '---', '{{ toYaml . }}', '{{- end }}'),
  );
});

test('operators on a setting are refused: its value is not known yet', () => {
  expect(() => printed(({ count }) => ({ a: (count as never as number) + 1 }))).toThrow(/used as a number/);
  expect(() => printed(({ count }) => ({ a: (count as never as number) * 2 }))).toThrow(/used as a number/);
  expect(() => printed(settings => ({ a: { ...(settings.words as object) } }))).toThrow(
    /use spread\(\) or each\(\)/,
  );
  expect(() => printed(settings => ({ a: (settings as never as Record<string, unknown>).nome }))).toThrow(
    /no setting "nome"/,
  );
});

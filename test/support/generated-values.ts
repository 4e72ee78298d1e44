/** Values of any chart, generated from the schema of its settings: each as legal on its own, not with the others. */
import fc from 'fast-check';
import { leaves } from '../../src/compiler/settings-tree';
import type { DeclaredSchema, Format } from '../../src/values/definition';
import { DURATION, MEMORY, PROCESSOR, WITHOUT_DELETE } from '../../src/values/formats';

export type Values = { [key: string]: unknown };

/**
 * Texts that YAML, template language, printf, a shell or the collector would like to read as something else. Left out is
 * what Helm's own `toYaml` writes wrongly: `<<` as a key, `0o17`, DEL, and U+2028 within a text of several lines.
 */
export const NASTY = [
  ...['yes', 'No', 'on', '~', 'null', 'true', '1.10', '0777', '0x1F', '1e3', '1_000', '.5', '-', '='],
  ...['12:30:45', '2024-01-01', '2024-01-01T00:00:00Z', '---', '!!str x', '&a', '*a', '@', '|', '>', '['],
  ...[
    '{{ .Values.exporter }}',
    '{{x}}',
    '{{- fail "x" }}',
    '}}',
    '{{/* x',
    '%s %d %',
    '`',
    '\\',
    '\\n',
    '"',
    "'",
  ],
  ...['a: b', '- a', 'a #b', '# a', ' a', 'a ', '?', 'say "hi"', "it's", '$HOME', '${env:HOME}', '$$', '<&>'],
  ...['two\nlines', 'ends\n', '\nbegins', '\n', '  two\n in\n', 'tab\there', '\u0007\u200b'],
  ...['ünïcödé ✓ 漢字 😀', '\u27e6abc\u27e7', 'x'.repeat(300)],
];

/** Texts to Helm, which therefore writes them bare, and to Kubernetes; our own reader of YAML takes them for numbers. */
const READ_AS_NUMBER = /^[-+]?[._]+([eE][-+]?[0-9]+)?$|^[-+]?[eE][-+]?[0-9]+$/;

/** Free text: half of it nasty. */
export const anyText = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter(text => !READ_AS_NUMBER.test(text)),
);

/** JSON of any depth with nasty texts as keys and values; no null, because Helm itself takes those out. */
export const anyMap: fc.Arbitrary<Values> = fc.letrec<{ map: Values; value: unknown }>(tie => ({
  map: fc.dictionary(fc.oneof(fc.constantFrom(...NASTY), fc.stringMatching(/^[a-z]{1,9}$/)), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }) as fc.Arbitrary<Values>,
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    anyText,
    fc.constantFrom(0, -1, 1, 1_000_000, 16_777_217, 0.1, 1.5, 1e-7, 1e21, Number.MAX_SAFE_INTEGER),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
})).map;

/** For some paths, what to take instead of what the schema says; `*` is any key of a map. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<unknown>>>;

interface Given {
  readonly overrides: Overrides;
  /** The share of settings that are given at all, of 10. */
  readonly density: number;
}

/** Sets of values: some with next to nothing given, some with nearly everything. */
export function valuesOf(schema: DeclaredSchema, overrides: Overrides): fc.Arbitrary<Values> {
  const sets = [1, 4, 9].map(density => section(schema, '', { overrides, density }));
  return fc.oneof(...sets);
}

function section(schema: DeclaredSchema, path: string, given: Given): fc.Arbitrary<Values> {
  const required = new Set(schema.required ?? []);
  const parts = Object.entries(schema.properties ?? {}).map(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const value = valueOf(child, at, given);
    const always = child.properties !== undefined || required.has(key);
    return [key, always ? value : sometimes(value, given.density)] as const;
  });
  return fc.record(Object.fromEntries(parts)).map(withoutUndefined);
}

const sometimes = (value: fc.Arbitrary<unknown>, density: number) =>
  fc.oneof(
    { weight: density, arbitrary: value },
    { weight: 10 - density, arbitrary: fc.constant(undefined) },
  );

const withoutUndefined = (map: Values): Values =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));

function valueOf(schema: DeclaredSchema, path: string, given: Given): fc.Arbitrary<unknown> {
  const override = given.overrides[path];
  if (override) return override;
  // Next to no form at all: free text says more.
  if (schema['x-format']?.pattern === WITHOUT_DELETE.pattern) return plain(schema, path, given);
  if (schema['x-format']) return formatted(schema['x-format'], schema);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(option => valueOf(option, path, given)));
  if (schema.properties) return section(schema, path, given);
  if (schema['x-key-format']) return mapOf(schema, path, given);
  return plain(schema, path, given);
}

function plain(schema: DeclaredSchema, path: string, given: Given): fc.Arbitrary<unknown> {
  const {
    minimum,
    maximum,
    minLength = 0,
    maxLength = 1024,
  } = schema as { [key: string]: number | undefined };
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(
        fc.constantFrom(minimum, maximum),
        fc.integer({ min: minimum as number, max: maximum as number }),
      );
    case 'string':
      return anyText.filter(text => text.length >= minLength && text.length <= maxLength);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, `${path}.*`, given), { maxLength: 3 });
    case 'object':
      return anyMap;
    default:
      throw new Error(`${path}: no values are known for ${JSON.stringify(schema)}`);
  }
}

function mapOf(schema: DeclaredSchema, path: string, given: Given): fc.Arbitrary<unknown> {
  const keys = given.overrides[`${path}.*key`] ?? formatted(schema['x-key-format'] as Format, {});
  const values = valueOf(schema.additionalProperties as DeclaredSchema, `${path}.*`, given);
  return fc.dictionary(keys as fc.Arbitrary<string>, values, { maxKeys: 3, noNullPrototype: true });
}

/** Where the pattern also takes what nobody could mean (a million tebibytes), the values that somebody does mean. */
const SENSIBLE: Readonly<Record<string, readonly unknown[]>> = {
  [MEMORY.pattern]: ['200Mi', '1Gi', '1.5Gi', '0.75Gi', '512M', '300000k', '1000000000', 1_073_741_824],
  [PROCESSOR.pattern]: ['250m', '1', '0.5', '1.25', 2, 0.1],
  [DURATION.pattern]: ['1s', '1500ms', '2m', '1m30s', '5s'],
};

function formatted({ pattern }: Format, schema: DeclaredSchema): fc.Arbitrary<unknown> {
  const { maxLength = 1024 } = schema as { maxLength?: number };
  const isText = schema.anyOf === undefined;
  const sensible = SENSIBLE[pattern]?.filter(value => !isText || typeof value === 'string');
  if (sensible) return fc.constantFrom(...sensible);
  return fc
    .stringMatching(new RegExp(pattern))
    .filter(written => written !== '' && written.length <= maxLength && !READ_AS_NUMBER.test(written));
}

// -------------------------------------------------------------------------------------------------- agreement

/** Values that are being made to agree. A dot separates the keys of a path, a NUL the last key where that may hold dots. */
export interface Edited {
  readonly values: Values;
  /** What stands there, or its default. */
  get<T>(path: string): T;
  /** `undefined` takes it out. */
  set(path: string, value: unknown): void;
  /** Takes those keys of a map out. */
  free(path: string, taken: RegExp): void;
}

/** A copy of generated values, to change what contradicts something else. */
export function edited(generated: Values, defaults: unknown): Edited {
  const values = structuredClone(generated);
  const get = <T>(path: string): T => (at(values, path) ?? at(defaults, path)) as T;
  const set = (path: string, value: unknown) => assign(values, path, value);
  const free = (path: string, taken: RegExp) => {
    for (const key of Object.keys(get<Values>(path))) if (taken.test(key)) set(`${path}\0${key}`, undefined);
  };
  return { values, get, set, free };
}

function assign(values: Values, path: string, value: unknown): void {
  const [whole, nulled] = path.split('\0');
  const parents = whole.split('.');
  const last = nulled ?? (parents.pop() as string);
  let map = values;
  for (const key of parents) map = (map[key] ??= {}) as Values;
  if (value === undefined) delete map[last];
  else map[last] = value;
}

// ------------------------------------------------------------------------------------------------- coverage

export function at(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((map, key) => (map as Values | undefined)?.[key], values);
}

/** What no set of values has tried: each boolean both ways, each word, both bounds, maps and lists filled and empty. */
export function untried(schema: DeclaredSchema, sets: readonly Values[]): string[] {
  return leaves(schema).flatMap(({ path, schema: leaf }) => {
    const given = sets.map(set => at(set, path));
    const absent = given.includes(undefined) ? [] : [`${path} absent`];
    const filled = given.some(value => value !== undefined && JSON.stringify(value).length > 2);
    const wanted = wantedOf(leaf).filter(value => !given.includes(value));
    return [
      ...absent,
      ...(filled || wantedOf(leaf).length > 0 ? [] : [`${path} filled`]),
      ...wanted.map(value => `${path} = ${value}`),
    ];
  });
}

function wantedOf(schema: DeclaredSchema): unknown[] {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  if (schema.enum) return [...schema.enum];
  if (schema.type === 'boolean') return [true, false];
  return schema.type === 'integer' ? [minimum, maximum] : [];
}

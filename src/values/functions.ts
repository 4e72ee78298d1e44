/**
 * Every function twice, side by side: what it computes in a cdk8s app, and how template language says it.
 *
 * In a pattern, `$1` is the first argument, `$*` all of them, `$**` all in pairs, `{root}` the root context, `{chart}` the chart's name.
 */
import { createHash } from 'node:crypto';
import {
  asYaml,
  computed,
  type Dynamic,
  type Helper,
  hasSymbolicPart,
  isNode,
  isSymbolic,
  type Kind,
  Node,
  type Setting,
  truthy,
} from './expression';
import { remembered } from './remembered';

interface Spelling {
  readonly kind: Kind;
  readonly pattern: string;
  /** How to say it where only truth counts, as in `if`. */
  readonly condition?: string;
  readonly helper?: Helper;
}

/** Defines a function in both languages. */
export function inBoth<A extends unknown[], R>(
  { kind, pattern, condition, helper }: Spelling,
  compute: (...args: A) => R,
): (...args: { [I in keyof A]: Dynamic<A[I]> }) => Setting<R> {
  return (...args) => {
    if (!args.some(isSymbolic)) return compute(...(args as unknown as A)) as never;
    const source = { from: 'call' as const, pattern, condition, args: args as unknown[], helper };
    return new Node({ is: 'expression', kind, source }) as never;
  };
}

// -------------------------------------------------------------------------------------------------------- truth

type Truth = Setting<boolean>;
type Scalar = string | number | boolean;

export const equals = inBoth({ kind: 'boolean', pattern: 'eq $1 $2' }, (a: Scalar, b: Scalar) => a === b);

export const differs = inBoth({ kind: 'boolean', pattern: 'ne $1 $2' }, (a: Scalar, b: Scalar) => a !== b);

export const isSet = inBoth({ kind: 'boolean', pattern: 'not (empty $1)', condition: '$1' }, truthy);

export const not = inBoth({ kind: 'boolean', pattern: 'not $1' }, (a: unknown) => !truthy(a));

export const and = combine(
  'and',
  (...all) => all.every(truthy),
  all => all.filter(a => isSymbolic(a) || !truthy(a)),
  true,
);
export const or = combine(
  'or',
  (...all) => all.some(truthy),
  all => all.filter(a => isSymbolic(a) || truthy(a)),
  false,
);

/** `and` and `or` leave out what is known already, so a template shows only what the installer can still decide. */
function combine(
  word: 'and' | 'or',
  compute: (...all: unknown[]) => boolean,
  undecided: (all: unknown[]) => unknown[],
  neutral: boolean,
): (...all: Dynamic<unknown>[]) => Truth {
  const call = inBoth({ kind: 'boolean', pattern: `${word} $*` }, compute);
  return (...all) => {
    if (!all.some(isSymbolic)) return compute(...all) as never;
    const open = undecided(all);
    if (open.some(a => !isSymbolic(a))) return !neutral as never;
    return open.length === 1 ? truthOf(open[0]) : call(...open.map(truthOf));
  };
}

/** `and` and `or` of template language give one of their arguments back, so each must be true or false itself. */
function truthOf(value: Dynamic<unknown>): Truth {
  const isTruth = isNode(value) && value.data.is === 'expression' && value.data.kind === 'boolean';
  return isTruth ? (value as never) : isSet(value);
}

export const contains = inBoth(
  { kind: 'boolean', pattern: 'has $2 $1' },
  (list: readonly Scalar[], item: Scalar) => list.includes(item),
);

export const hasKey = inBoth(
  { kind: 'boolean', pattern: 'hasKey $1 $2' },
  (map: Record<string, unknown>, key: string) => key in map,
);

/** RE2 and JavaScript read the same pattern the same way as long as it keeps to what both have. */
export const matches = inBoth(
  { kind: 'boolean', pattern: 'regexMatch $1 $2' },
  (pattern: string, text: string) => expressionOf(pattern).test(text),
);

const expressionOf = remembered(pattern => new RegExp(pattern, 'u'));

/** Whether a value has the form of a format, be it a text or a number: what is malformed is told once, not reckoned with. */
export const hasForm = (value: Dynamic<string | number>, { pattern }: { readonly pattern: string }) =>
  matches(`^"?${pattern.replace(/^\^/, '').replace(/\$$/, '')}"?$`, json(value));

export const isString = inBoth(
  { kind: 'boolean', pattern: 'kindIs "string" $1' },
  (value: unknown) => typeof value === 'string',
);

export const lessThan = inBoth({ kind: 'boolean', pattern: 'lt $1 $2' }, (a: number, b: number) => a < b);

// ------------------------------------------------------------------------------------------------------- choice

/**
 * One of two values within an expression; in a manifest, `when` reads better. Given as a function, a value is not even
 * computed in a cdk8s app that does without it.
 */
export function choose<T>(
  condition: Dynamic<unknown>,
  then: Dynamic<T> | (() => Dynamic<T>),
  otherwise: Dynamic<T> | (() => Dynamic<T>),
): Setting<T> {
  if (!isNode(condition)) return computed(truthy(condition) ? then : otherwise) as never;
  const values = [computed(then), computed(otherwise)] as const;
  const kind = values.map(literalKind).find(Boolean) ?? 'string';
  return inBoth({ kind, pattern: 'ternary $2 $3 $1' }, (c, a, b) => (truthy(c) ? a : b))(
    truthOf(condition) as never,
    ...(values as never as [never, never]),
  ) as never;
}

function literalKind(value: unknown): Kind | undefined {
  if (isNode(value)) return value.data.is === 'expression' ? value.data.kind : undefined;
  if (typeof value === 'number') return 'integer';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

/** The first of two that is not empty. */
export const firstOf = inBoth({ kind: 'string', pattern: '$1 | default $2' }, (a: unknown, b: unknown) =>
  truthy(a) ? a : b,
) as <T>(a: Dynamic<T>, b: Dynamic<T>) => Setting<T>;

// --------------------------------------------------------------------------------------------------- arithmetic

export const add = inBoth({ kind: 'integer', pattern: 'add $1 $2' }, (a: number, b: number) => a + b);
export const subtract = inBoth({ kind: 'integer', pattern: 'sub $1 $2' }, (a: number, b: number) => a - b);
export const multiply = inBoth({ kind: 'integer', pattern: 'mul $1 $2' }, (a: number, b: number) => a * b);
/** Whole part of a quotient. */
export const divide = inBoth({ kind: 'integer', pattern: 'div $1 $2' }, (a: number, b: number) =>
  Math.trunc(a / b),
);

const BYTES: Helper = {
  name: 'bytes',
  body: `{{- /* A Kubernetes quantity of memory in bytes: 512Mi, 1.5Gi, 1e9, 400M, 1048576. */}}
{{- $quantity := toString . }}
{{- $unit := regexFind "[A-Za-z]+$" (regexReplaceAll "^[0-9.]+(e[0-9]+)?" $quantity "") }}
{{- $factors := dict "" 1 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- mulf (trimSuffix $unit $quantity | float64) (get $factors $unit | default 1 | float64) | int64 }}`,
};
const FACTORS: Record<string, number> = {
  '': 1,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Whole part of a product of decimal numbers; in binary ones 1.001 × 1000 is less than 1001. */
function product(a: number, b: number): number {
  const exact = Number.isInteger(a) && Number.isInteger(b) && Math.abs(a * b) < 1e15;
  return exact ? a * b : Math.trunc(Number((a * b).toPrecision(15)));
}

/** A quantity of memory in bytes. */
export const bytes = inBoth(
  { kind: 'integer', pattern: 'include "{chart}.bytes" $1', helper: BYTES },
  (quantity: string | number) => {
    const [, amount, unit] = /^([0-9.]+(?:e[0-9]+)?)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
    return product(Number(amount ?? 0), FACTORS[unit ?? ''] ?? 1);
  },
);

const MILLICORES: Helper = {
  name: 'millicores',
  body: `{{- /* A Kubernetes quantity of processor time in thousandths of a core: 250m, 0.5, 2. */}}
{{- $quantity := toString . }}
{{- if hasSuffix "m" $quantity }}
{{- trimSuffix "m" $quantity | float64 | int64 }}
{{- else }}
{{- mulf ($quantity | float64) 1000.0 | int64 }}
{{- end }}`,
};

/** A quantity of processor time in thousandths of a core. */
export const millicores = inBoth(
  { kind: 'integer', pattern: 'include "{chart}.millicores" $1', helper: MILLICORES },
  (quantity: string | number) => {
    const text = String(quantity);
    return text.endsWith('m') ? Math.trunc(Number(text.slice(0, -1))) : product(Number(text), 1000);
  },
);

const MILLISECONDS: Helper = {
  name: 'milliseconds',
  body: `{{- /* A duration in milliseconds: 500ms, 10s, 1m30s, 2h. */}}
{{- $milliseconds := 0 }}
{{- range $part := regexFindAll "[0-9]+(ms|s|m|h)" (toString .) -1 }}
{{- $unit := regexFind "[a-z]+" $part }}
{{- $factor := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit }}
{{- $milliseconds = add $milliseconds (mul (trimSuffix $unit $part | int64) $factor) }}
{{- end }}
{{- $milliseconds }}`,
};

/** A duration in milliseconds. */
export const milliseconds = inBoth(
  { kind: 'integer', pattern: 'include "{chart}.milliseconds" $1', helper: MILLISECONDS },
  (duration: string) => {
    const factors: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
    const parts = [...duration.matchAll(/([0-9]+)(ms|s|m|h)/g)];
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * factors[unit], 0);
  },
);

/** A duration in whole seconds, rounded up. */
export const seconds = (duration: Dynamic<string>): Setting<number> =>
  divide(add(milliseconds(duration), 999), 1000);

// --------------------------------------------------------------------------------------------------------- text

export const replaceAll = inBoth(
  { kind: 'string', pattern: '$3 | replace $1 $2' },
  (from: string, to: string, text: string) => text.split(from).join(to),
);

export const upper = inBoth({ kind: 'string', pattern: 'upper $1' }, (text: string) => text.toUpperCase());

/** The first characters of a text of ASCII. */
export const cutTo = inBoth({ kind: 'string', pattern: 'trunc $1 $2' }, (length: number, text: string) =>
  text.slice(0, length),
);

export const joined = inBoth(
  { kind: 'string', pattern: 'join $2 $1' },
  (list: readonly string[], separator: string) => list.join(separator),
);

/** A number as text. */
export const asText = inBoth({ kind: 'string', pattern: 'toString $1' }, (value: number) => String(value));

/** Digits as a number. */
export const asNumber = inBoth({ kind: 'integer', pattern: '$1 | int64' }, (digits: string) =>
  Number.parseInt(digits, 10),
);

/** The value as JSON, for messages. */
export const json = inBoth({ kind: 'string', pattern: 'toJson $1' }, canonicalJson);

/** A text that starts a YAML document of a value. */
export const yaml = inBoth({ kind: 'string', pattern: 'toYaml $1' }, (value: unknown) =>
  asYaml(value).trimEnd(),
);

/** A fingerprint of the data alone: a new version of the chart does not change it. */
export const checksum = inBoth({ kind: 'string', pattern: 'toJson $1 | sha256sum' }, (value: unknown) =>
  fingerprint(JSON.stringify(value)),
);

const fingerprint = remembered(json =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(json)))
    .digest('hex'),
);

/** JSON as template language writes it: keys in order, and no character that HTML would mind. */
function canonicalJson(value: unknown): string {
  return jsonInOrder(value).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonInOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null || 'toJSON' in value)
    return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(jsonInOrder).join(',')}]`;
  const map = value as Record<string, unknown>;
  const present = Object.keys(map).filter(key => map[key] !== undefined);
  return `{${present
    .sort()
    .map(key => `${JSON.stringify(key)}:${jsonInOrder(map[key])}`)
    .join(',')}}`;
}

// --------------------------------------------------------------------------------------------------------- maps

/** The second map laid over the first, at any depth: its scalars and lists replace, its maps are merged. */
export const merge = inBoth({ kind: 'map', pattern: 'mustMergeOverwrite $1 $2' }, mergeMaps);

function mergeMaps(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const key of Object.keys(over)) {
    const value = over[key];
    merged[key] = isMap(value) && isMap(merged[key]) ? mergeMaps(merged[key], value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text that stands under a key. */
export const valueAt = inBoth(
  { kind: 'string', pattern: 'get $1 $2' },
  (map: Record<string, string>, key: string) => map[key],
);

/** Of a map, one entry, where it has it. */
export const entryOf = inBoth(
  { kind: 'map', pattern: 'pick $1 $2' },
  (map: Record<string, unknown>, key: string): Record<string, unknown> =>
    Object.hasOwn(map, key) ? { [key]: map[key] } : {},
);

const IS_SET_AT: Helper = {
  name: 'isSetAt',
  body: `{{- /* Whether something stands in a map at a path, whatever stands on the way there. */}}
{{- $at := .map }}
{{- range $key := .path }}
{{- if kindIs "map" $at }}
{{- $at = get $at $key }}
{{- else }}
{{- $at = "" }}
{{- end }}
{{- end }}
{{- if $at }}true{{ end }}`,
};

/** Whether something stands in a map at a path: for maps whose keys are not settings of ours. */
export function isSetAt(map: Dynamic<Record<string, unknown>>, path: string): Setting<boolean> {
  const keys = path.split('.');
  const list = keys.map(key => JSON.stringify(key)).join(' ');
  const condition = `include "{chart}.isSetAt" (dict "map" $1 "path" (list ${list}))`;
  const pattern = `eq "true" (${condition})`;
  return inBoth({ kind: 'boolean', pattern, condition, helper: IS_SET_AT }, (from: Record<string, unknown>) =>
    truthy(keys.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), from)),
  )(map);
}

const SOME_HAVE: Helper = {
  name: 'someHave',
  body: `{{- /* Whether something stands under a key in an entry of a map. */}}
{{- $key := .key }}
{{- range .map }}
{{- if get . $key }}true{{ end }}
{{- end }}`,
};

/** Whether something stands under a key in an entry of a map. */
export const someHave = inBoth(
  {
    kind: 'boolean',
    pattern: 'contains "true" (include "{chart}.someHave" (dict "map" $1 "key" $2))',
    condition: 'include "{chart}.someHave" (dict "map" $1 "key" $2)',
    helper: SOME_HAVE,
  },
  (map: Record<string, Record<string, unknown>>, key: string) =>
    Object.values(map).some(entry => truthy(entry[key])),
);

/** Every match replaced; `${1}` in the replacement is the first group. */
export const replaceMatch = inBoth(
  { kind: 'string', pattern: 'regexReplaceAll $1 $3 $2' },
  (pattern: string, replacement: string, text: string) =>
    text.replace(new RegExp(pattern, 'gu'), replacement.replace(/\$\{(\d+)\}/g, '$$$1')),
);

/** The items of both lists, each once. */
export const union = inBoth(
  { kind: 'list', pattern: 'concat $1 $2 | uniq' },
  (a: readonly unknown[], b: readonly unknown[]) => {
    const all = [...a, ...b];
    return all.length < 2 ? all : [...new Map(all.map(item => [canonicalJson(item), item])).values()];
  },
);

/** A map of settings by names of one's own, to loop over. */
export function record(entries: Record<string, Dynamic<unknown>>): Setting<Record<string, unknown>> {
  if (!hasSymbolicPart(entries)) return entries as never;
  return inBoth({ kind: 'map', pattern: 'dict$**' }, (...pairs: unknown[]) =>
    Object.fromEntries(pairs.flatMap((key, at) => (at % 2 === 0 ? [[key, pairs[at + 1]]] : []))),
  )(...Object.entries(entries).flat());
}

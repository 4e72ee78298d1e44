/**
 * The nodes a construct's body is made of, and the smart constructors that make them.
 *
 * Given plain values, the constructors just compute: a cdk8s app needs nothing of the compiler. Given references to
 * settings, they build nodes. A node is plain data, so it can cross cdk8s as a string, and any copy of this library
 * can read it back.
 */
import { stringify } from 'yaml';
import { remembered } from './remembered';

const OPEN = '\u27e6';
const CLOSE = '\u27e7';
/** A node's JSON begins with `{"is":"`, so that a user's own text between such brackets is not taken for one. */
const SENTINEL = /\u27e6(eyJpcyI6I[A-Za-z0-9_-]+)\u27e7/;
/** How the text of a comment begins; to decode each would take longer than to make the object around it. */
const COMMENT = `${OPEN}${Buffer.from('{"is":"comment"').toString('base64url')}`;
const NODE_IN_JSON = '\u27e6node\u27e7';
const BRAND = Symbol.for('@botanu/cdk8s/node');

/** What a value is when it is printed: decides quoting. */
export type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'map' | 'list' | 'any';

/** Where an expression's value comes from. */
export type Source =
  | { from: 'setting'; path: string[] }
  | { from: 'builtin'; path: string }
  | { from: 'variable'; name: string; path: string[]; fallback?: unknown }
  | { from: 'call'; pattern: string; condition?: string; args: unknown[]; helper?: Helper }
  | { from: 'fragment'; name: string; body: unknown };

/** A named template that a function needs in the chart. */
export interface Helper {
  readonly name: string;
  readonly body: string;
}

export type NodeData =
  | { is: 'expression'; kind: Kind; source: Source }
  | { is: 'when'; condition: unknown; yes: unknown; no?: unknown }
  | { is: 'each'; of: unknown; key: string; item: string; body: unknown }
  | { is: 'spread'; of: unknown }
  | { is: 'optional'; of: unknown }
  | { is: 'ifAny'; of: unknown }
  | { is: 'neverEmpty'; of: unknown }
  | { is: 'yamlText'; of: unknown }
  | { is: 'comment'; text: string };

/** A value that is not known before the chart is installed. */
export class Node<D extends NodeData = NodeData> {
  readonly [BRAND] = true;
  constructor(readonly data: D) {}

  /** What cdk8s sees, and what makes a template literal over settings work. */
  toString(): string {
    return `${OPEN}${Buffer.from(JSON.stringify(this.data)).toString('base64url')}${CLOSE}`;
  }
  toJSON(): unknown {
    return { [NODE_IN_JSON]: this.data };
  }
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== 'string') throw new Error(SYMBOLIC_ARITHMETIC);
    return this.toString();
  }
}

const SYMBOLIC_ARITHMETIC =
  'a setting was used as a number: its value is not known before the chart is installed; use the functions of @botanu/cdk8s/chart (add, multiply, equals, when …) instead of operators';

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && (value as { [BRAND]?: boolean })[BRAND] === true;
}

/** Whether a value is symbolic: a node, or a string with one in it. */
export function isSymbolic(value: unknown): boolean {
  return typeof value === 'string' ? value.includes(OPEN) && SENTINEL.test(value) : isNode(value);
}

/** A setting as a construct's body sees it: a plain value in a cdk8s app, a reference in the compiler. */
export type Setting<T> = { readonly __setting: T };
/** All settings of a section. */
export type Settings<T> = [T] extends [readonly unknown[]]
  ? Setting<T>
  : [T] extends [object]
    ? string extends keyof T
      ? Setting<T>
      : { readonly [K in keyof T]-?: Settings<NonNullable<T[K]>> } & Setting<T>
    : Setting<T>;
/** A plain value, or a setting of that type. */
export type Dynamic<T> = T | Setting<T>;

// ------------------------------------------------------------------------------------------- what is empty and true

/** Truth as template language has it: zero, '', an empty map and an empty list are false. */
export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object' || value === null) return Boolean(value);
  for (const _key in value) return true;
  return false;
}

/** Whether a condition holds, or could: what cannot need not be computed. */
export function mayHold(condition: Dynamic<unknown>): boolean {
  return isNode(condition) || truthy(condition);
}

// -------------------------------------------------------------------------------------------- smart constructors

/**
 * One value or another; without `otherwise` the key or the item is absent when the condition is false. Given as a
 * function, a value is not even computed in a cdk8s app that does without it.
 */
export function when<T>(
  condition: Dynamic<unknown>,
  then: T | (() => T),
  otherwise?: undefined,
): T | undefined;
export function when<T, F>(condition: Dynamic<unknown>, then: T | (() => T), otherwise: F): T | F;
export function when(condition: unknown, then: unknown, otherwise?: unknown): unknown {
  if (isNode(condition)) return new Node({ is: 'when', condition, yes: computed(then), no: otherwise });
  return truthy(condition) ? computed(then) : otherwise;
}

/**
 * Several entries of a map under one condition: `{ a, ...entriesWhen(condition, { b, c }) }`. Given as a function, they
 * are not even computed in a cdk8s app that does without them.
 */
export function entriesWhen(
  condition: Dynamic<unknown>,
  entries: Record<string, unknown> | (() => Record<string, unknown>),
): Record<string, unknown> {
  if (isNode(condition))
    return { [new Node({ is: 'when', condition, yes: computed(entries) }).toString()]: true };
  return truthy(condition) ? computed(entries) : {};
}

/** Several items of a list under one condition: `[a, ...itemsWhen(condition, [b, c])]`, or a function that gives them. */
export function itemsWhen<T>(condition: Dynamic<unknown>, items: T[] | (() => T[])): T[] {
  if (isNode(condition)) return [new Node({ is: 'when', condition, yes: computed(items) }) as never];
  return truthy(condition) ? computed(items) : [];
}

/** What was given, or what the function gives that stands for it. */
export const computed = <T>(given: T | (() => T)): T =>
  typeof given === 'function' ? (given as () => T)() : given;

/** The names that a loop gives to key and item in the template; they must differ from those of an outer loop. */
export type LoopNames = readonly [key: string, item: string];

/**
 * One item of a list, or several, for each entry of a map (in the order of the keys) or of a list: `[a, ...each(…)]`.
 */
export function each<T, R>(
  of: Dynamic<Record<string, T>> | Dynamic<readonly T[]>,
  [key, item]: LoopNames,
  body: (key: Setting<string>, item: Settings<T>) => R,
): R[] {
  if (isNode(of)) return [eachNode(of, [key, item], body as never) as never];
  if (!truthy(of)) return [];
  const results: R[] = [];
  for (const [name, value] of sortedEntries(of as never)) {
    const result = body(name as never, value as never);
    if (Array.isArray(result)) results.push(...result.filter(one => one !== undefined));
    else if (result !== undefined) results.push(result);
  }
  return results;
}

/** Entries of a map for each entry of a setting: `{ a, ...eachEntry(settings, names, (name, item) => ({ [`${name}`]: … })) }`. */
export function eachEntry<T>(
  of: Dynamic<Record<string, T>>,
  [key, item]: LoopNames,
  body: (key: Setting<string>, item: Settings<T>) => Record<string, unknown>,
): Record<string, unknown> {
  if (isNode(of)) return { [eachNode(of, [key, item], body as never).toString()]: true };
  return Object.assign(
    {},
    ...sortedEntries(of as never).map(([name, value]) => body(name as never, value as never)),
  );
}

/** A loop over a setting, and what its body gives, which is called with the names of key and item. */
export function eachNode(of: Node, [key, item]: LoopNames, body: (key: never, item: never) => unknown): Node {
  const element = elementOf(of);
  const name = new Node({
    is: 'expression',
    kind: 'string',
    source: { from: 'variable', name: key, path: [] },
  });
  const made = body(name as never, reference(element, { from: 'variable', name: item, path: [] }) as never);
  return new Node({ is: 'each', of, key, item, body: made });
}

/** A map's entries in the order in which template language ranges over them. */
export function sortedEntries(of: Record<string, unknown> | readonly unknown[]): [string, unknown][] {
  if (Array.isArray(of)) return of.map((value, index) => [String(index), value]);
  return Object.entries(of).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** All entries of a map setting: `{ a, ...spread(settings.labels) }`. */
export function spread(of: Dynamic<Record<string, unknown>>): Record<string, unknown> {
  return isNode(of) ? { [new Node({ is: 'spread', of }).toString()]: true } : (of as Record<string, unknown>);
}

/** All items of a list setting: `[a, ...items(settings.tolerations)]`. */
export function items<T>(of: Dynamic<readonly T[]>): T[] {
  return isNode(of) ? [new Node({ is: 'spread', of }) as never] : [...(of as readonly T[])];
}

/** The value, or nothing at all where it is empty. */
export function optional<T>(of: Dynamic<T>): T | undefined {
  if (isNode(of)) return new Node({ is: 'optional', of }) as never;
  return truthy(of) ? (of as T) : undefined;
}

/** A map or list of which every entry is conditional: absent where none remains (an empty key would be a null). */
export function ifAny<T extends object>(of: T): T | undefined {
  if (hasSymbolicPart(of)) return new Node({ is: 'ifAny', of }) as never;
  const kept = Array.isArray(of)
    ? of.filter(item => item !== undefined)
    : Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
  return truthy(kept) ? (kept as T) : undefined;
}

/** A map or list of which every entry is conditional, but of which a rule makes sure that one always remains. */
export function neverEmpty<T extends object>(of: T): T {
  return hasSymbolicPart(of) ? (new Node({ is: 'neverEmpty', of }) as never) : of;
}

/** Whether an entry or an item is not known yet; a key may stand for several. */
export function hasSymbolicPart(of: object): boolean {
  if (Array.isArray(of)) return of.some(isSymbolic);
  for (const key in of) if (isSymbolic(key) || isSymbolic(of[key as never])) return true;
  return false;
}

/** A text that is the YAML of a map: the configuration file within a ConfigMap. */
export function yamlText(of: Record<string, unknown>): string {
  if (isNode(of)) return new Node({ is: 'yamlText', of }) as never;
  return asYaml(withoutComments(of));
}

/** YAML as template language writes it: keys in order, lines as long as they are. */
export function asYaml(value: unknown): string {
  return isJson(value) ? yamlOfJson(JSON.stringify(value)) : toYaml(value);
}

const toYaml = (value: unknown) =>
  stringify(value, {
    version: '1.1',
    lineWidth: 0,
    sortMapEntries: true,
    // A part that is used twice is written twice, as template language does.
    aliasDuplicateObjects: false,
  });
/** The constructs of an app mostly have the same to write, which takes longer than all the rest of them. */
const yamlOfJson = remembered(text => toYaml(JSON.parse(text)));

/** Whether JSON says all that YAML would: it has no NaN, no -0, no dates, and nothing for `undefined` in a list. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint' && value !== undefined;
  if (Array.isArray(value)) return value.every(isJson);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    if (child !== undefined && !isJson(child)) return false;
  }
  return true;
}

/** A text of several lines with settings in it, which the chart shows as lines. */
export function linesOfText(of: Setting<string>): string {
  return isNode(of) ? (new Node({ is: 'yamlText', of }) as never) : `${of}\n`;
}

/** A comment in the template, above the entry that follows: `{ ...comment('why'), key }`. */
export function comment(text: string): Record<string, unknown> {
  return { [commentKey(text)]: true };
}

const commentKey = remembered(text => new Node({ is: 'comment', text }).toString());

/** A part with a name of its own in the chart's helpers, written once however often it is used. */
export function fragment<T>(name: string, body: T): T {
  if (!containsNode(body)) return body;
  const kind: Kind = isNode(body) ? kindOf(body) : typeof body === 'object' ? 'map' : 'string';
  return new Node({ is: 'expression', kind, source: { from: 'fragment', name, body } }) as never;
}

function containsNode(value: unknown): boolean {
  if (typeof value === 'string') return isSymbolic(value) && !isComment(value);
  if (typeof value !== 'object' || value === null) return false;
  if (isNode(value)) return !isComment(value);
  if (Array.isArray(value)) return value.some(containsNode);
  for (const key of Object.keys(value))
    if (containsNode(key) || containsNode((value as Record<string, unknown>)[key])) return true;
  return false;
}

function isComment(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith(COMMENT);
  return isNode(value) && value.data.is === 'comment';
}

/** The value without the comments in it: what a cdk8s app gets. What has none in it is not copied. */
export function withoutComments<T>(value: T): T {
  return hasComment(value) ? (copyWithoutComments(value) as T) : value;
}

function hasComment(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasComment);
  if (!isPlainObject(value)) return false;
  for (const key in value)
    if ((key[0] === OPEN && key.startsWith(COMMENT)) || hasComment(value[key])) return true;
  return false;
}

function copyWithoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyWithoutComments);
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith(COMMENT));
  return Object.fromEntries(kept.map(([key, child]) => [key, copyWithoutComments(child)]));
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function kindOf(node: Node): Kind {
  if (node.data.is === 'expression') return node.data.kind;
  return 'string';
}

// ------------------------------------------------------------------------------------------------- references

/** What a reference needs to know of the setting it refers to; a subset of JSON Schema. */
export interface SettingSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly additionalProperties?: boolean | SettingSchema;
  readonly items?: SettingSchema;
  readonly anyOf?: readonly SettingSchema[];
  readonly default?: unknown;
}

const SCHEMA = Symbol.for('@botanu/cdk8s/schema');

/** A symbolic value that has the shape of its schema: its properties are references in turn. */
export function reference(schema: SettingSchema, source: Source): Node {
  const node = new Node({ is: 'expression', kind: kindOfSchema(schema), source });
  return new Proxy(node, {
    get(target, key) {
      if (key === SCHEMA) return schema;
      if (
        typeof key === 'symbol' ||
        key === 'data' ||
        key === 'toString' ||
        key === 'toJSON' ||
        key === 'constructor'
      )
        return Reflect.get(target, key);
      return reference(property(schema, key, source), below(source, key, property(schema, key, source)));
    },
    ownKeys() {
      throw new Error(
        `the keys of ${JSON.stringify(source)} are not known yet: use spread() or each() on it`,
      );
    },
  });
}

function below(source: Source, key: string, schema: SettingSchema): Source {
  if (source.from === 'setting') return { from: 'setting', path: [...source.path, key] };
  if (source.from !== 'variable')
    throw new Error(`only settings have properties, not ${JSON.stringify(source)}`);
  return { ...source, path: [...source.path, key], fallback: schema.default ?? emptyOf(schema) };
}

/** Helm fills the defaults of declared settings only; within the entries of a map, absent means this. */
function emptyOf(schema: SettingSchema): unknown {
  return { string: '', boolean: false, integer: 0, number: 0, map: {}, list: [], any: '' }[
    kindOfSchema(schema)
  ];
}

function property(schema: SettingSchema, key: string, source: Source): SettingSchema {
  const options = [schema, ...(schema.anyOf ?? [])];
  const declared = options.map(option => option.properties?.[key]).find(Boolean);
  if (declared) return declared;
  const open = options.find(option => typeof option.additionalProperties === 'object');
  if (open) return open.additionalProperties as SettingSchema;
  if (options.some(option => option.additionalProperties === true)) return {};
  throw new Error(`no setting "${key}" is declared under ${JSON.stringify(source)}`);
}

function elementOf(node: Node): SettingSchema {
  const schema: SettingSchema = (node as unknown as { [SCHEMA]?: SettingSchema })[SCHEMA] ?? {};
  if (schema.items) return schema.items;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
}

function kindOfSchema({ type, properties, additionalProperties }: SettingSchema): Kind {
  if (type === 'object' || properties || typeof additionalProperties === 'object') return 'map';
  if (type === 'array') return 'list';
  return typeof type === 'string' ? (type as Kind) : 'any';
}

// ------------------------------------------------------------------------------------- from JSON back to nodes

/** A string with settings in it. */
export interface Text {
  readonly text: readonly (string | Node)[];
}
/** What a manifest is once its nodes have been read back. Keys that are nodes stand for several entries. */
export type Tree =
  | null
  | boolean
  | number
  | string
  | Node
  | Text
  | readonly Tree[]
  | ReadonlyMap<string | Node | Text, Tree>;

/** The node that a string is, where it is one and nothing else. */
export function decode(text: string): Node | undefined {
  const match = SENTINEL.exec(text);
  if (!match || match[0].length !== text.length) return undefined;
  return new Node(JSON.parse(Buffer.from(match[1], 'base64url').toString()));
}

/** Turns the strings that stand for nodes back into nodes, at any depth. */
export function reify(value: unknown): Tree {
  if (typeof value === 'string') return reifyText(value);
  if (isNode(value)) return value;
  if (Array.isArray(value)) return value.map(reify);
  if (typeof value === 'object' && value !== null) return reifyObject(value as Record<string, unknown>);
  return (value ?? null) as Tree;
}

function reifyText(value: string): string | Node | Text {
  const parts = value.split(/(\u27e6eyJpcyI6I[A-Za-z0-9_-]+\u27e7)/).filter(part => part !== '');
  const decoded = parts.map(part => decode(part) ?? part);
  if (!decoded.some(isNode)) return value;
  return decoded.length === 1 ? (decoded[0] as Node) : { text: decoded };
}

function reifyObject(value: Record<string, unknown>): Tree {
  if (NODE_IN_JSON in value) return new Node(value[NODE_IN_JSON] as NodeData);
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return new Map(entries.map(([key, child]) => [reifyText(key), reify(child)]));
}

export function isText(tree: unknown): tree is Text {
  return typeof tree === 'object' && tree !== null && 'text' in tree && Array.isArray((tree as Text).text);
}

/** Prints a tree as the template of a YAML document. Knows the indentation, so every `nindent` is right. */
import { stringify } from 'yaml';
import { invariant } from '../../problem';
import { isNode, isText, type Node, reify, type Text, type Tree } from '../../values/expression';
import { conditional, loop } from './control';
import { code, conditionCode, grouped, isIncludedYaml, kindOf, type Scope, textCode } from './expression';

type Key = string | Node | Text;
type TreeMap = ReadonlyMap<Key, Tree>;
type Lines = string[];

const pad = (indent: number) => ' '.repeat(indent);

/** The lines of a map at an indentation. */
export function printMap(map: TreeMap, indent: number, scope: Scope): Lines {
  return [...map].flatMap(([key, value]) =>
    isNode(key) && key.data.is !== 'expression'
      ? severalEntries(key, indent, scope)
      : printEntry(keyText(key, scope), value, indent, scope),
  );
}

/** The lines of any tree that can stand alone: the body of a named template. */
export function printTree(tree: Tree, indent: number, scope: Scope): Lines {
  if (tree instanceof Map) return printMap(tree, indent, scope);
  if (Array.isArray(tree)) return printList(tree, indent, scope);
  if (isText(tree)) return [`${pad(indent)}{{- ${textCode(tree, scope)} }}`];
  invariant(isNode(tree), 'a literal needs no template');
  const yaml = ['map', 'list'].includes(kindOf(tree)) && !isIncludedYaml(tree);
  return [`${pad(indent)}{{- ${code(tree, scope)}${yaml ? ' | toYaml' : ''} }}`];
}

/** A key that stands for several entries. */
function severalEntries({ data }: Node, indent: number, scope: Scope): Lines {
  const p = pad(indent);
  switch (data.is) {
    case 'comment':
      return data.text.split('\n').map(line => `${p}{{- /* ${line} */}}`);
    case 'spread':
      return spread(reify(data.of) as Node, indent, scope);
    case 'when':
      return conditional(data, scope, p, branch => printMap(branch as TreeMap, indent, scope));
    case 'each':
      return loop(data, scope, p, inner => printMap(reify(data.body) as TreeMap, indent, inner));
    default:
      throw new Error(`a "${data.is}" cannot stand for entries of a map`);
  }
}

function spread(of: Node, indent: number, scope: Scope): Lines {
  const p = pad(indent);
  if (isIncludedYaml(of)) return [`${p}{{- ${code(of, scope)} | nindent ${indent} }}`];
  return [`${p}{{- with ${code(of, scope)} }}`, `${p}{{- toYaml . | nindent ${indent} }}`, `${p}{{- end }}`];
}

function printEntry(key: string, value: Tree, indent: number, scope: Scope): Lines {
  try {
    return printEntryOf(key, value, indent, scope);
  } catch (error) {
    throw new Error(`${key}: ${(error as Error).message}`);
  }
}

function printEntryOf(key: string, value: Tree, indent: number, scope: Scope): Lines {
  const p = pad(indent);
  if (isNode(value)) {
    const { data } = value;
    if (data.is === 'when')
      return conditional(data, scope, p, branch => printEntry(key, branch, indent, scope));
    if (data.is === 'optional') return optionalEntry(key, reify(data.of) as Node, indent, scope);
    if (data.is === 'ifAny') return ifAnyEntry(key, reify(data.of), indent, scope);
    if (data.is === 'neverEmpty') return [`${p}${key}:`, ...printTree(reify(data.of), indent + 2, scope)];
  }
  const [head, ...rest] = printValue(value, indent + 2, scope);
  return [`${p}${key}:${head}`, ...rest];
}

function optionalEntry(key: string, of: Node, indent: number, scope: Scope): Lines {
  const p = pad(indent);
  const structured = ['map', 'list'].includes(kindOf(of));
  const entry = structured
    ? [`${p}${key}:`, `${p}  {{- toYaml . | nindent ${indent + 2} }}`]
    : [`${p}${key}: {{ . | ${FILTER[kindOf(of)] ?? 'quote'} }}`];
  return [`${p}{{- with ${code(of, scope)} }}`, ...entry, `${p}{{- end }}`];
}

function ifAnyEntry(key: string, of: Tree, indent: number, scope: Scope): Lines {
  const conditions = conditionsOf(of).map(condition => grouped(conditionCode(condition, scope)));
  const test =
    conditions.length === 1 ? conditions[0].replace(/^\((.*)\)$/, '$1') : `or ${conditions.join(' ')}`;
  const p = pad(indent);
  return [`${p}{{- if ${test} }}`, `${p}${key}:`, ...printTree(of, indent + 2, scope), `${p}{{- end }}`];
}

/** Under which conditions a collection of conditional entries has any. */
function conditionsOf(of: Tree): Tree[] {
  const entries = of instanceof Map ? [...of].map(entryOf) : (of as readonly Tree[]);
  return entries.flatMap(entry => {
    invariant(isNode(entry), 'an entry without a condition makes ifAny pointless');
    const { data } = entry;
    if (data.is === 'comment') return [];
    if (data.is === 'when' && data.no === undefined) return [reify(data.condition)];
    if (data.is === 'ifAny') return conditionsOf(reify(data.of));
    const known = data.is === 'spread' || data.is === 'optional' || data.is === 'each';
    invariant(known, `ifAny cannot tell when a "${data.is}" gives an entry`);
    return [reify(data.of)];
  });
}

/** What stands after `key:` or `-`; the first line belongs on theirs. */
function printValue(value: Tree, indent: number, scope: Scope): Lines {
  if (isText(value)) return [` {{ ${textCode(value, scope)} | quote }}`];
  if (isNode(value)) return printNode(value, indent, scope);
  if (value instanceof Map || Array.isArray(value)) {
    const isEmpty = [...value].length === 0;
    if (isEmpty) return [value instanceof Map ? ' {}' : ' []'];
    checkNeverEmpty(value);
    return ['', ...printTree(value, indent, scope)];
  }
  if (typeof value === 'string' && /^[^\s].*\n[^]*[^\n]\n$/.test(value)) return blockText(value, indent);
  return [` ${yamlLiteral(value as null | boolean | number | string)}`];
}

/** A key under which nothing remains would be a null: there must be an entry without a condition. */
function checkNeverEmpty(of: Tree): void {
  const entries = of instanceof Map ? [...of].map(entryOf) : (of as readonly Tree[]);
  invariant(entries.some(isCertain), 'every entry of a collection is conditional: wrap it in ifAny()');
}

const entryOf = ([key, value]: [Key, Tree]): Tree =>
  isNode(key) && key.data.is !== 'expression' ? key : value;

function isCertain(entry: Tree): boolean {
  if (!isNode(entry)) return true;
  const { data } = entry;
  if (data.is === 'spread') return isIncludedYaml(reify(data.of) as Node);
  return (
    data.is === 'expression' ||
    data.is === 'yamlText' ||
    data.is === 'neverEmpty' ||
    (data.is === 'when' && data.no !== undefined)
  );
}

function printNode(node: Node, indent: number, scope: Scope): Lines {
  const { data } = node;
  if (data.is === 'yamlText')
    return [' |', `${pad(indent)}{{- ${code(reify(data.of) as Node, scope)} | nindent ${indent} }}`];
  invariant(data.is === 'expression', `a "${data.is}" cannot be a value here`);
  if (isIncludedYaml(node)) return ['', `${pad(indent)}{{- ${code(node, scope)} | nindent ${indent} }}`];
  if (data.kind === 'map' || data.kind === 'list')
    return ['', `${pad(indent)}{{- toYaml ${grouped(code(node, scope))} | nindent ${indent} }}`];
  return [` ${scalar(node, scope)}`];
}

const FILTER: Record<string, string> = { string: 'quote', integer: 'int64', any: 'toJson' };

function scalar(node: Node, scope: Scope): string {
  const printed = code(node, scope);
  const filter = FILTER[kindOf(node)];
  return filter && !printed.endsWith(`| ${filter}`) ? `{{ ${printed} | ${filter} }}` : `{{ ${printed} }}`;
}

function keyText(key: Key, scope: Scope): string {
  if (isNode(key)) return scalar(key, scope);
  return isText(key) ? `{{ ${textCode(key, scope)} | quote }}` : yamlLiteral(key);
}

function printList(list: readonly Tree[], indent: number, scope: Scope): Lines {
  return list.flatMap(item => printItem(item, indent, scope));
}

function printItem(item: Tree, indent: number, scope: Scope): Lines {
  const p = pad(indent);
  if (isNode(item)) {
    const { data } = item;
    const several = (tree: Tree, inner: Scope) =>
      printList(Array.isArray(tree) ? tree : [tree], indent, inner);
    if (data.is === 'when') return conditional(data, scope, p, branch => several(branch, scope));
    if (data.is === 'each') return loop(data, scope, p, inner => several(reify(data.body), inner));
    if (data.is === 'spread') return spread(reify(data.of) as Node, indent, scope);
  }
  if (item instanceof Map && item.size > 0) {
    const [first, ...rest] = printMap(item, indent + 2, scope);
    invariant(!first.trimStart().startsWith('{{-'), 'the first key of a list item must be unconditional');
    return [`${p}- ${first.trimStart()}`, ...rest];
  }
  const [head, ...rest] = printValue(item, indent + 2, scope);
  return [`${p}-${head}`, ...rest];
}

/** A text of several lines, as a person would write it. */
function blockText(text: string, indent: number): Lines {
  const lines = text
    .trimEnd()
    .split('\n')
    .map(line => (line === '' ? '' : `${pad(indent)}${line}`));
  return [' |', ...lines.map(escaped)];
}

/** No template language is alive in a literal. */
const escaped = (text: string) => text.replaceAll('{{', '{{ "{{" }}');

/** A literal as YAML 1.1 reads it back, which is what Helm does, and with no template language alive in it. */
export function yamlLiteral(value: null | boolean | number | string): string {
  invariant(value !== null, 'a null is never written');
  if (typeof value !== 'string') return String(value);
  const quoted = /[\n{}]/.test(value)
    ? JSON.stringify(value)
    : stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
  return escaped(quoted);
}

import { invariant } from '../../problem';
import {
  isNode,
  isText,
  type Node,
  type NodeData,
  reify,
  type Source,
  type Text,
  type Tree,
} from '../../values/expression';
import { loopVariables } from './loop-variables';

/** Where a piece of template stands. */
export interface Scope {
  readonly chart: string;
  /** Within `range`, the dot is the item and only `$` is the root. */
  readonly inLoop: boolean;
}

type Expression = Extract<NodeData, { is: 'expression' }>;

/** The template language of an expression, as it stands after `{{ `. */
export function code(node: Node, scope: Scope): string {
  return source(expressionOf(node), scope);
}

/** The same where only truth counts: `if`, `and`, `or`, `not`. */
export function conditionCode(tree: Tree, scope: Scope): string {
  if (!isNode(tree)) return argument(tree, scope);
  const { source: from, kind } = expressionOf(tree);
  if (from.from === 'call' && from.condition === '$1') return conditionCode(reify(from.args[0]), scope);
  if (from.from === 'call' && from.condition)
    return substitute(from.condition, from.args.map(reify), scope, true);
  if (from.from === 'call' && /^(and|or) \$\*$/.test(from.pattern))
    return substitute(from.pattern, from.args.map(reify), scope, true);
  // A named template gives text, and the text "0" would be true.
  if (from.from === 'call' && from.helper && kind === 'integer') return `${code(tree, scope)} | int64`;
  if (from.from === 'variable' && from.path.length === 1 && !from.fallback)
    return `$${from.name}.${from.path[0]}`;
  return code(tree, scope);
}

/** A string with settings in it, quoted or as an argument. */
export function textCode({ text }: Text, scope: Scope): string {
  const format = text.map(part =>
    isNode(part) ? (VERB[expressionOf(part).kind] ?? '%v') : part.replaceAll('%', '%%'),
  );
  const args = text.filter(isNode).map(part => argument(part, scope));
  return `printf ${literal(format.join(''))} ${args.join(' ')}`;
}

const VERB: Record<string, string> = { string: '%s', integer: '%d' };

function expressionOf({ data }: Node): Expression {
  invariant(data.is === 'expression', `a "${data.is}" cannot be part of an expression`);
  return data;
}

function source({ source: from, kind }: Expression, scope: Scope): string {
  const root = scope.inLoop ? '$.' : '.';
  switch (from.from) {
    case 'setting':
      return settingPath(`${root}Values`, from.path);
    case 'builtin':
      return `${root}${from.path}`;
    case 'variable':
      return variable(from);
    case 'fragment': {
      const included = `include "${scope.chart}.${from.name}" ${context(from.body, scope)}`;
      return kind === 'integer' ? `${included} | int64` : included;
    }
    case 'call':
      return substitute(from.pattern, from.args.map(reify), scope, from.pattern === 'not $1');
  }
}

/** What a named template is given: the root, and beside it the variables of loops that it reads. */
function context(body: unknown, { inLoop }: Scope): string {
  const root = inLoop ? '$' : '.';
  const variables = loopVariables(reify(body));
  if (variables.length === 0) return root;
  return `(merge (dict ${variables.map(name => `${literal(name)} $${name}`).join(' ')}) ${root})`;
}

/** `.Values.a.b`; a key with a dash needs `index`. */
function settingPath(root: string, path: readonly string[]): string {
  const dashed = path.findIndex(key => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key));
  if (dashed < 0) return [root, ...path].join('.');
  return `index ${[root, ...path.slice(0, dashed)].join('.')} ${path.slice(dashed).map(literal).join(' ')}`;
}

/** Helm knows no defaults within the entries of a map, so they are written where they are read. */
function variable({ name, path, fallback }: Extract<Source, { from: 'variable' }>): string {
  if (path.length === 0) return `$${name}`;
  return `dig ${path.map(literal).join(' ')} ${literal(fallback)} $${name}`;
}

function substitute(pattern: string, args: readonly Tree[], scope: Scope, asConditions: boolean): string {
  const printed = args.map(arg => (asConditions ? grouped(conditionCode(arg, scope)) : argument(arg, scope)));
  return pattern
    .replaceAll('{chart}', scope.chart)
    .replaceAll('{root}', scope.inLoop ? '$' : '.')
    .replaceAll('{dot}', scope.inLoop ? '$' : '')
    .replace(/\$(\d|\*\*?)/g, (_, which) => placed(which, printed));
}

/** `$1` is one argument, `$*` all, `$**` all in pairs, a line each: a template may break lines within braces. */
function placed(which: string, printed: readonly string[]): string {
  if (which === '*') return printed.join(' ');
  if (which !== '**') return printed[Number(which) - 1];
  return printed.map((argument, at) => (at % 2 === 0 ? `\n    ${argument}` : ` ${argument}`)).join('');
}

/** An expression in the place of an argument: grouped, and of the type that comparisons need. */
export function argument(tree: Tree, scope: Scope): string {
  if (isText(tree)) return `(${textCode(tree, scope)})`;
  if (!isNode(tree)) return literal(tree instanceof Map ? Object.fromEntries(tree) : tree);
  const { kind, source: from } = expressionOf(tree);
  const printed = code(tree, scope);
  if (from.from === 'fragment' && kind === 'map') return `(${printed} | fromYaml)`;
  // Helm reads every number of values.yaml as a float, which equals no integer.
  if (kind === 'integer' && !isInteger(from, printed)) return `(${grouped(printed)} | int64)`;
  return grouped(printed);
}

/** Arithmetic gives integers already. */
const isInteger = (from: Source, printed: string) =>
  printed.endsWith('| int64') || (from.from === 'call' && /^(add|sub|mul|div) /.test(printed));

export const grouped = (printed: string) =>
  /\s/.test(printed) && !/^`[^`]*`$|^"[^"]*"$/.test(printed) ? `(${printed})` : printed;

/** A literal of template language; texts with a backslash are easier to read in backquotes. */
export function literal(value: unknown): string {
  if (typeof value === 'string')
    return /[\\"]/.test(value) && !value.includes('`') ? `\`${value}\`` : JSON.stringify(value);
  if (Array.isArray(value)) return value.length > 0 ? `(list ${value.map(itemLiteral).join(' ')})` : 'list';
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).flatMap(([key, child]) => [literal(key), literal(child)]);
    return pairs.length > 0 ? `(dict ${pairs.join(' ')})` : 'dict';
  }
  return String(value);
}

/** `has` compares types too, and a setting of type integer is an int64. */
const itemLiteral = (item: unknown) => (Number.isInteger(item) ? `(int64 ${item})` : literal(item));

/** Whether the expression is text that stands for a YAML map or list, as a named template gives it. */
export function isIncludedYaml(node: Node): boolean {
  const { source: from, kind } = expressionOf(node);
  return from.from === 'fragment' && (kind === 'map' || kind === 'list');
}

export function kindOf(node: Node): Expression['kind'] {
  return expressionOf(node).kind;
}

/** Conditions and loops around lines, whatever the lines are: YAML, notes, problems. */
import { isNode, type Node, type NodeData, reify, type Tree } from '../../values/expression';
import { code, conditionCode, grouped, type Scope } from './expression';

type When = Extract<NodeData, { is: 'when' }>;
type Each = Extract<NodeData, { is: 'each' }>;

/** `if`, `else if`, `else`, `end`, at the indentation `pad`. */
export function conditional(
  node: When,
  scope: Scope,
  pad: string,
  print: (branch: Tree) => string[],
): string[] {
  return [...branches(node, scope, pad, print, 'if'), `${pad}{{- end }}`];
}

function branches(
  node: When,
  scope: Scope,
  pad: string,
  print: (branch: Tree) => string[],
  word: string,
): string[] {
  const { condition, yes, no } = node;
  const test = conditionCode(reify(condition), scope);
  if (yes === undefined) return [`${pad}{{- ${word} not ${grouped(test)} }}`, ...print(reify(no))];
  const first = [`${pad}{{- ${word} ${test} }}`, ...print(reify(yes))];
  if (no === undefined) return first;
  const otherwise = reify(no);
  if (isNode(otherwise) && otherwise.data.is === 'when') {
    return [...first, ...branches(otherwise.data, scope, pad, print, 'else if')];
  }
  return [...first, `${pad}{{- else }}`, ...print(otherwise)];
}

/** `range`, with the key only where the lines read it. */
export function loop(
  { of, key, item }: Each,
  scope: Scope,
  pad: string,
  print: (scope: Scope) => string[],
): string[] {
  const body = print({ ...scope, inLoop: true });
  const readsKey = body.some(line => new RegExp(`\\$${key}\\b`).test(line));
  const variables = readsKey ? `$${key}, $${item}` : `$${item}`;
  return [
    `${pad}{{- range ${variables} := ${code(reify(of) as Node, scope)} }}`,
    ...body,
    `${pad}{{- end }}`,
  ];
}

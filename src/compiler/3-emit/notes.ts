import { invariant } from '../../problem';
import { isNode, isText, type Node, reify, type Tree } from '../../values/expression';
import type { ChartModel } from '../chart-model';
import { conditional, loop } from '../print/control';
import { argument, code, kindOf, type Scope } from '../print/expression';

/** What the installer reads after the installation. */
export function notes({ definition: { name }, notes: lines }: ChartModel): string {
  const scope = { chart: name, inLoop: false };
  return [...lines.flatMap(line => printLine(line, scope)), ''].join('\n');
}

function printLine(line: Tree, scope: Scope): string[] {
  if (Array.isArray(line)) return line.flatMap(item => printLine(item, scope));
  if (typeof line === 'string') return [line.replaceAll('{{', '{{ "{{" }}')];
  if (isText(line))
    return [line.text.map(part => (isNode(part) ? `{{ ${inText(part, scope)} }}` : part)).join('')];
  invariant(isNode(line), 'a line of the notes is a text');
  const { data } = line;
  if (data.is === 'expression') return [`{{ ${inText(line, scope)} }}`];
  if (data.is === 'each') return loop(data, scope, '', inner => printLine(reify(data.body), inner));
  invariant(data.is === 'when', `a "${data.is}" is not a line`);
  return conditional(data, scope, '', branch => printLine(branch, scope));
}

/** Helm reads numbers as floats and would print 1000000 as 1e+06. */
const inText = (node: Node, scope: Scope) =>
  kindOf(node) === 'integer' ? argument(node, scope) : code(node, scope);

import { invariant } from '../../problem';
import { isNode, isText, type Node, reify, type Tree } from '../../values/expression';
import type { ChartModel } from '../chart-model';
import { argument, code, conditionCode, kindOf, type Scope } from '../print/expression';

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
  if (data.is === 'each') {
    const body = printLine(reify(data.body), { ...scope, inLoop: true });
    const readsKey = body.some(text => new RegExp(`\\$${data.key}\\b`).test(text));
    const variables = readsKey ? `$${data.key}, $${data.item}` : `$${data.item}`;
    return [`{{- range ${variables} := ${code(reify(data.of) as Node, scope)} }}`, ...body, '{{- end }}'];
  }
  invariant(data.is === 'when', `a "${data.is}" is not a line`);
  const otherwise = data.no === undefined ? [] : ['{{- else }}', ...printLine(reify(data.no), scope)];
  const test = conditionCode(reify(data.condition), scope);
  return [`{{- if ${test} }}`, ...printLine(reify(data.yes), scope), ...otherwise, '{{- end }}'];
}

/** Helm reads numbers as floats and would print 1000000 as 1e+06. */
const inText = (node: Node, scope: Scope) =>
  kindOf(node) === 'integer' ? argument(node, scope) : code(node, scope);

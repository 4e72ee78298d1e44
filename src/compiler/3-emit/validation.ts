import { invariant } from '../../problem';
import { isNode, isText, type Node, reify, type Text, type Tree } from '../../values/expression';
import type { ChartModel } from '../chart-model';
import { conditional, loop } from '../print/control';
import { type Scope, textCode } from '../print/expression';

/** The rules that a schema cannot state, as one `fail` that lists every problem. It renders nothing. */
export function validation({ definition: { name }, rules }: ChartModel): string {
  const scope = { chart: name, inLoop: false };
  return [
    '{{- /* What is wrong with the values, all at once, each with where, what, and the way out. */}}',
    '{{- $problems := list }}',
    ...rules.flatMap(rule => printRule(rule, scope)),
    '{{- with $problems }}',
    `{{- fail (printf "\\n\\nthe values have %d problem(s):\\n\\n%s\\n" (len .) (join "\\n" .)) }}`,
    '{{- end }}',
    '',
  ].join('\n');
}

function printRule(rule: Tree, scope: Scope): string[] {
  if (Array.isArray(rule)) return rule.flatMap(item => printRule(item, scope));
  if (rule instanceof Map) return [append(rule, scope)];
  invariant(isNode(rule), 'a rule is a problem, or nodes around one');
  const { data } = rule;
  if (data.is === 'when') return conditional(data, scope, '', branch => printRule(branch, scope));
  invariant(data.is === 'each', `a "${data.is}" is not a rule`);
  return loop(data, scope, '', inner => printRule(reify(data.body), inner));
}

function append(problem: ReadonlyMap<unknown, Tree>, scope: Scope): string {
  const part = (key: string) => partsOf(problem.get(key) as Tree);
  const text: Text = {
    text: joined([
      ...part('at'),
      ': ',
      ...part('message'),
      ' [',
      ...part('code'),
      ']\n  help: ',
      ...part('help'),
    ]),
  };
  const printed = text.text.some(isNode) ? `(${textCode(text, scope)})` : JSON.stringify(text.text.join(''));
  return `{{- $problems = append $problems ${printed} }}`;
}

const partsOf = (tree: Tree): readonly (string | Node)[] =>
  isText(tree) ? tree.text : [isNode(tree) ? tree : String(tree)];

/** Neighbouring texts as one, so that a problem without values is a literal. */
function joined(parts: readonly (string | Node)[]): (string | Node)[] {
  return parts.reduce<(string | Node)[]>((all, part) => {
    const last = all.at(-1);
    return typeof part === 'string' && typeof last === 'string'
      ? [...all.slice(0, -1), last + part]
      : [...all, part];
  }, []);
}

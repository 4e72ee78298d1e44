import { type Helper, isNode, isText, type Node, reify, type Tree } from '../../values/expression';
import type { ChartModel } from '../chart-model';

type Uses = Pick<ChartModel, 'fragments' | 'helpers' | 'used'>;

/** What the trees use of settings, fragments and helpers. A setting that only a rule reads configures nothing. */
export function collectUses(trees: readonly Tree[], rules: readonly Tree[]): Uses {
  const fragments = new Map<string, Tree>();
  const helpers = new Map<string, Helper>();
  const used = new Set<string>();
  const visitor: Visitor = { fragments, helpers, used };
  for (const tree of trees) visit(tree, visitor);
  for (const rule of rules) visit(rule, { ...visitor, used: new Set() });
  return { fragments, helpers, used };
}

interface Visitor {
  readonly fragments: Map<string, Tree>;
  readonly helpers: Map<string, Helper>;
  readonly used: Set<string>;
}

function visit(tree: Tree, visitor: Visitor): void {
  if (isNode(tree)) visitNode(tree, visitor);
  else if (isText(tree)) for (const part of tree.text) visit(part, visitor);
  else if (Array.isArray(tree)) for (const item of tree) visit(item, visitor);
  else if (tree instanceof Map) {
    for (const [key, child] of tree as ReadonlyMap<Tree, Tree>) {
      visit(key, visitor);
      visit(child, visitor);
    }
  }
}

function visitNode({ data }: Node, visitor: Visitor): void {
  if (data.is === 'expression') visitExpression(data.source, visitor);
  else if (data.is !== 'comment') for (const child of Object.values(data)) visit(reify(child), visitor);
}

function visitExpression(source: (Node['data'] & { is: 'expression' })['source'], visitor: Visitor): void {
  if (source.from === 'setting') visitor.used.add(source.path.join('.'));
  if (source.from === 'call') {
    if (source.helper) visitor.helpers.set(source.helper.name, source.helper);
    for (const arg of source.args) visit(reify(arg), visitor);
  }
  if (source.from === 'fragment' && source.body !== undefined && !visitor.fragments.has(source.name)) {
    const body = reify(source.body);
    visitor.fragments.set(source.name, body);
    visit(body, visitor);
  }
}

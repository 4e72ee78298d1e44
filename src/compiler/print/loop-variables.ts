/** A named template knows its argument only: what it reads of a loop around it has to be handed to it. */
import { isNode, isText, reify, type Tree } from '../../values/expression';

/** The variables of loops that stand around a tree, and not in it, by name. */
export function loopVariables(tree: Tree): string[] {
  return [...new Set(variablesOf(tree))].sort();
}

function variablesOf(tree: Tree): string[] {
  if (isText(tree)) return tree.text.flatMap(part => variablesOf(part));
  if (Array.isArray(tree)) return tree.flatMap(variablesOf);
  if (tree instanceof Map) return [...tree].flatMap(entry => entry.flatMap(variablesOf));
  if (!isNode(tree)) return [];
  const { data } = tree;
  if (data.is === 'comment') return [];
  if (data.is === 'each') {
    const inside = variablesOf(reify(data.body)).filter(name => name !== data.key && name !== data.item);
    return [...variablesOf(reify(data.of)), ...inside];
  }
  if (data.is !== 'expression') return Object.values(data).flatMap(part => variablesOf(reify(part)));
  const { source } = data;
  if (source.from === 'variable') return [source.name];
  if (source.from === 'call') return source.args.flatMap(arg => variablesOf(reify(arg)));
  return source.from === 'fragment' ? variablesOf(reify(source.body)) : [];
}

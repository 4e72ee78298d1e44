import { ApiObject, type Chart, type IResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { decode, isNode, type Node, optional, reify } from '../../values/expression';
import { EXISTS_FOR_EACH, EXISTS_WHEN, MANIFESTS_OF } from '../../values/manifest';
import type { Template } from '../chart-model';

/** Lets nodes pass through cdk8s as text; within the unions of its generated classes too (Quantity, IntOrString). */
export const nodesAsText: IResolver = {
  resolve(context) {
    const { value } = context;
    if (isNode(value)) context.replaceValue(value.toString());
    else if (value.constructor !== Object && isNode(value.value))
      context.replaceValue({ value: `${value.value}` });
  },
};

/** Every object of the tree as a template of its own, in the order of the tree. */
export function collectTemplates(chart: Chart): Template[] {
  return inOrderOfDeclaration(() => chart.node.findAll().flatMap(construct => templatesOf(chart, construct)));
}

function templatesOf(chart: Chart, construct: IConstruct): Template[] {
  const file = `templates/${fileName(chart, construct)}.yaml`;
  const common = { file, at: construct.node.path, guards: guardsOf(construct) };
  const manifestsOf = metadata(construct, MANIFESTS_OF);
  if (manifestsOf) return [{ ...common, manifestsOf }];
  if (!ApiObject.isApiObject(construct)) return [];
  return [{ ...common, object: reify(asWritten(construct.toJson())) }];
}

/** cdk8s puts labels before the name, and takes them apart; a person would not. */
function asWritten(object: Record<string, unknown>): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations } = metadata as Record<
    string,
    Record<string, unknown> | undefined
  >;
  const whole = { name, namespace, labels: asOneNode(labels), annotations: asOneNode(annotations) };
  return { apiVersion, kind, metadata: whole, ...rest };
}

/** A map that is nothing but one spread setting is that setting; where it is empty, the key is absent. */
function asOneNode(map: Record<string, unknown> | undefined): unknown {
  const [key, ...others] = Object.keys(map ?? {});
  const node = others.length === 0 && key !== undefined ? decode(key) : undefined;
  if (node?.data.is !== 'spread') return map;
  const of = reify(node.data.of) as Node;
  const isNamedTemplate = of.data.is === 'expression' && of.data.source.from === 'fragment';
  return isNamedTemplate ? of : optional(of as never);
}

/** The ids below the compiled construct; what only carries a condition, or is cdk8s's main child, says nothing. */
function fileName(chart: Chart, construct: IConstruct): string {
  const below = construct.node.scopes.slice(chart.node.scopes.length + 1);
  const ids = below.filter(scope => !guardOf(scope)).map(({ node }) => node.id);
  return ids.filter(id => id !== 'Resource').join('-');
}

/** From the outermost to the innermost. */
function guardsOf(construct: IConstruct): Node[] {
  return construct.node.scopes.map(guardOf).filter(node => node !== undefined);
}

function guardOf(scope: IConstruct): Node | undefined {
  return metadata(scope, EXISTS_WHEN) ?? metadata(scope, EXISTS_FOR_EACH);
}

function metadata(construct: IConstruct, type: string): Node | undefined {
  const found = construct.node.metadata.find(item => item.type === type);
  return found && decode(found.data);
}

/** cdk8s sorts keys unless this variable says otherwise, and reads it for each object. A person writes name first. */
function inOrderOfDeclaration<T>(work: () => T): T {
  const before = process.env.CDK8S_DISABLE_SORT;
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.CDK8S_DISABLE_SORT;
    else process.env.CDK8S_DISABLE_SORT = before;
  }
}

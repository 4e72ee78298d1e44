/** Whole Kubernetes objects, and the conditions under which they exist. */
import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type Dynamic,
  eachNode,
  isNode,
  type LoopNames,
  type Setting,
  type Settings,
  sortedEntries,
  spread,
  truthy,
  withoutComments,
} from './expression';
import { isCompiling } from './release';

/** Under this type, a construct's metadata holds the condition under which it and all below it exist. */
export const EXISTS_WHEN = '@botanu/cdk8s/exists-when';
/** Under this type, a construct's metadata holds the loop that makes it and all below it once for each entry. */
export const EXISTS_FOR_EACH = '@botanu/cdk8s/exists-for-each';
/** Under this type, a construct's metadata holds a setting whose entries are whole objects. */
export const MANIFESTS_OF = '@botanu/cdk8s/manifests-of';

/** A Kubernetes object as JSON; any part of it may be a setting. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name?: Dynamic<string>;
  readonly namespace?: Dynamic<string>;
  readonly labels?: Dynamic<Record<string, unknown>>;
  readonly annotations?: Dynamic<Record<string, unknown>>;
}

/** A Kubernetes object. In a chart it is the file `templates/<id>.yaml`. */
export function manifest(scope: Construct, id: string, object: Manifest): ApiObject {
  if (!isCompiling(scope)) return new ApiObject(scope, id, withoutComments(object) as ApiObjectProps);
  const { metadata = {}, ...rest } = object;
  // cdk8s takes labels and annotations apart, so a setting that is all of them has to travel as an entry.
  const { labels, annotations } = metadata;
  const props = {
    ...rest,
    metadata: {
      ...metadata,
      ...(labels ? { labels: spread(labels) } : {}),
      ...(annotations ? { annotations: spread(annotations) } : {}),
    },
  };
  return new ApiObject(scope, id, props as ApiObjectProps);
}

/** When in a release's life Helm makes an object, and what becomes of it. */
export interface Moment {
  readonly on: readonly (
    | 'pre-install'
    | 'post-install'
    | 'pre-upgrade'
    | 'post-upgrade'
    | 'post-rollback'
    | 'pre-delete'
    | 'test'
  )[];
  /** Of several objects of one moment, the lightest comes first. */
  readonly weight?: number;
  /** Whether it is gone after a success. One that is in the way of the next is removed in any case. */
  readonly goneAfterSuccess: boolean;
  /** Whether Helm prints what its pods wrote when it fails. */
  readonly tellsFailure?: boolean;
}

/**
 * An object that Helm makes at a moment of a release's life, and that is no part of the release: a hook. A cdk8s app
 * has no such moments, so there it is not made, and what is given as a function is not even called.
 */
export function hook(
  scope: Construct,
  id: string,
  moment: Moment,
  object: Manifest | (() => Manifest),
): void {
  if (!isCompiling(scope)) return;
  const { metadata, ...rest } = typeof object === 'function' ? object() : object;
  const { on, weight = 0, goneAfterSuccess, tellsFailure } = moment;
  const annotations = {
    'helm.sh/hook': on.join(','),
    'helm.sh/hook-weight': String(weight),
    'helm.sh/hook-delete-policy': [
      'before-hook-creation',
      ...(goneAfterSuccess ? ['hook-succeeded'] : []),
    ].join(','),
    ...(tellsFailure ? { 'helm.sh/hook-output-log-policy': 'hook-failed' } : {}),
  };
  manifest(scope, id, { ...rest, metadata: { ...metadata, annotations } } as Manifest);
}

/** Objects that exist only under a condition. */
export function manifestsWhen(
  scope: Construct,
  id: string,
  condition: Dynamic<unknown>,
  build: (scope: Construct) => void,
): void {
  if (!isNode(condition)) {
    if (truthy(condition)) build(scope);
    return;
  }
  const guarded = new Construct(scope, id);
  guarded.node.addMetadata(EXISTS_WHEN, condition.toString());
  build(guarded);
}

/** Objects that exist once for each entry of a map, in the order of the keys. */
export function manifestsForEach<T>(
  scope: Construct,
  id: string,
  of: Dynamic<Record<string, T>>,
  names: LoopNames,
  build: (scope: Construct, key: Setting<string>, item: Settings<T>) => void,
): void {
  if (!isNode(of)) {
    for (const [key, item] of sortedEntries(of as Record<string, unknown>))
      build(new Construct(scope, `${id}-${key}`), key as never, item as never);
    return;
  }
  const repeated = new Construct(scope, id);
  const loop = eachNode(of, names, (key, item) => build(repeated, key as never, item as never));
  repeated.node.addMetadata(EXISTS_FOR_EACH, loop.toString());
}

/** The objects that the installer wrote down whole, by name. A rule of the construct tells what is not whole. */
export function manifestsOf(
  scope: Construct,
  id: string,
  manifests: Dynamic<Record<string, ApiObjectProps>>,
): void {
  if (!isNode(manifests) && !truthy(manifests)) return;
  const all = new Construct(scope, id);
  if (isNode(manifests)) {
    all.node.addMetadata(MANIFESTS_OF, manifests.toString());
    return;
  }
  for (const [name, props] of Object.entries(manifests as Record<string, ApiObjectProps>)) {
    if (props.apiVersion && props.kind) new ApiObject(all, name, props);
  }
}

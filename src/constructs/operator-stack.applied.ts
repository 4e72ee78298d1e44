/** Objects of the operator, each told once: as an object of the release, and as an item of what the Job applies. */
import type { Construct } from 'constructs';
import {
  type Dynamic,
  each,
  itemsWhen,
  type LoopNames,
  type Setting,
  type Settings,
} from '../values/expression';
import { type Manifest, manifest, manifestsForEach, manifestsWhen } from '../values/manifest';

/** An object of the operator, or one for each entry of a setting. Made by `object` and `objectForEach`. */
export interface Applied {
  /** As objects of the release. */
  readonly make: (scope: Construct, whole: Whole) => void;
  /** As items of the list that the Job applies. */
  readonly items: (whole: Whole) => unknown[];
}
/** Gives an object its labels and annotations. */
export type Whole = (object: Manifest) => Manifest;

/** One object, under a condition. In a chart that makes objects of it, it is the file `templates/<id>.yaml`. */
export const object = (id: string, condition: Dynamic<unknown>, build: () => Manifest): Applied => ({
  make: (scope, whole) =>
    manifestsWhen(scope, `${id}-exists`, condition, existing => {
      manifest(existing, id, whole(build()));
    }),
  items: whole => itemsWhen(condition, () => [whole(build())]),
});

/** One object for each entry of a setting, under a condition that may depend on the entry. */
export const objectForEach = <T>(
  id: string,
  of: Dynamic<Record<string, T>>,
  names: LoopNames,
  build: (key: Setting<string>, item: Settings<T>) => { when: Dynamic<unknown>; object: () => Manifest },
): Applied => ({
  make: (scope, whole) =>
    manifestsForEach(scope, `${id}-for-each`, of, names, (entry, key, item) => {
      const { when, object } = build(key, item);
      manifestsWhen(entry, `${id}-exists`, when, existing => {
        manifest(existing, id, whole(object()));
      });
    }),
  items: whole =>
    each(of, names, (key, item) => {
      const { when, object } = build(key, item);
      return itemsWhen(when, () => [whole(object())]);
    }),
});

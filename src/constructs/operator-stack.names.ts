/** Names that appear in several objects of the operator stack, and what several ask. */
import type { Setting } from '../values/expression';
import { and, equals } from '../values/functions';
import type { Release } from '../values/release';
import type { OperatorStackSettings } from './operator-stack.values';

/** Of objects that are in no namespace of the release's own, so that two releases are not in each other's way. */
export const nameAnywhere = ({ namespace, fullname }: Release, what: string): Setting<string> =>
  `${namespace}-${fullname}-${what}` as never;

/** The ConfigMap with the files of the hook, in each namespace that is opted in. */
export const hookConfigMapName = (release: Release): Setting<string> => nameAnywhere(release, 'run-id-hook');

/** Whether pods mount the files of the hook. */
export const mountsHook = ({ enabled, delivery }: OperatorStackSettings['runId']) =>
  and(enabled, equals(delivery, 'policy'));

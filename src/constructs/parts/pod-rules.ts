/** What must hold of any pods of ours, whichever construct makes them. `at` is where the settings stand. */
import { problem, type RuleProblem } from '../../values/definition';
import { type Dynamic, each, type Setting, when } from '../../values/expression';
import {
  and,
  contains,
  hasKey,
  isSet,
  isSetAt,
  isString,
  json,
  lessThan,
  matches,
  not,
  upper,
} from '../../values/functions';

import type { Resources } from '../../values/resources';

type Problems = (RuleProblem | undefined)[];
type AnyMap = Setting<Record<string, unknown>>;

/** Those that every chart writes. */
export const RESERVED_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
];

/** What the construct writes itself cannot be written twice. */
export const reserved = (at: string, map: AnyMap, names: readonly string[]): Problems =>
  each(map, ['name', 'value'], name =>
    when(
      contains(names, name),
      problem('reserved', `${at}.${name}`, 'this is set already', 'choose another name'),
    ),
  );

/** The key of a map is the name: written once more within, it would stand in the object twice. */
export const namedOnce = (
  at: string,
  pods: Record<'extraVolumes' | 'extraContainers' | 'extraVolumeMounts', Setting<Record<string, unknown>>>,
): Problems =>
  (
    [
      ['extraVolumes', 'name'],
      ['extraContainers', 'name'],
      ['extraVolumeMounts', 'mountPath'],
    ] as const
  ).flatMap(([map, field]) =>
    each(pods[map] as Setting<Record<string, Record<string, unknown>>>, ['name', 'value'], (name, value) =>
      when(
        hasKey(value as never, field),
        problem(
          'named-twice',
          `${at}${map}.${name}.${field}`,
          `the key ${json(name)} is the ${field} already`,
          'take this out',
        ),
      ),
    ),
  );

/** An object that is not one would only fail at the API server. */
export const wholeManifests = (extraManifests: AnyMap): Problems =>
  each(
    extraManifests as Setting<Record<string, Record<string, unknown>>>,
    ['name', 'object'],
    (name, object) =>
      when(
        not(and(...['apiVersion', 'kind', 'metadata'].map(field => isSetAt(object as never, field)))),
        problem(
          'manifest',
          `extraManifests.${name}`,
          'this is not a whole object',
          'give it apiVersion, kind and metadata',
        ),
      ),
  );

export const LOOKS_SECRET =
  '(AUTHORIZATION|API[-_]?KEY|ACCESS[-_]?KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|COOKIE)';

/** What is secret stands in a Secret: values end up in ConfigMaps, in releases and in repositories. */
export const credentialsInVariables = (variables: AnyMap, at: string): Problems =>
  each(variables, ['variable', 'value'], (variable, value) =>
    when(and(isString(value), matches(`${LOOKS_SECRET}$`, upper(variable))), () =>
      problem(
        'plain-credentials',
        `${at}.${variable}`,
        'a credential would stand in plain text in the pod',
        'put it into a Secret and write {secret: {name: …, key: …}} instead of the value',
      ),
    ),
  );

interface Autoscaled {
  readonly autoscaling: {
    readonly minReplicas: Setting<number>;
    readonly maxReplicas: Setting<number>;
    readonly targetCPUUtilizationPercentage: Setting<number>;
    readonly targetMemoryUtilizationPercentage: Setting<number>;
  };
  readonly resources: Resources;
  /** What else it looks at. */
  readonly metrics?: Setting<unknown[]>;
}

/** The autoscaler has a range, something to look at, and something to compare that with. */
export function autoscalingProblems(
  at: string,
  scales: Dynamic<boolean>,
  { autoscaling, resources, metrics }: Autoscaled,
): Problems {
  const targets = [
    ['CPU', autoscaling.targetCPUUtilizationPercentage, 'cpu'],
    ['Memory', autoscaling.targetMemoryUtilizationPercentage, 'memory'],
  ] as const;
  return [
    when(
      and(scales, lessThan(autoscaling.maxReplicas, autoscaling.minReplicas)),
      problem(
        'autoscaling',
        `${at}autoscaling.maxReplicas`,
        `${autoscaling.maxReplicas} is less than ${at}autoscaling.minReplicas ${autoscaling.minReplicas}`,
        'make minReplicas the smaller one',
      ),
    ),
    when(
      and(
        scales,
        ...targets.map(([, target]) => not(isSet(target))),
        ...(metrics ? [not(isSet(metrics))] : []),
      ),
      problem(
        'autoscaling',
        `${at}autoscaling`,
        'there is nothing by which to decide how many pods there are',
        'set targetCPUUtilizationPercentage, for example to 75',
      ),
    ),
    ...targets.map(([name, target, resource]) =>
      when(
        and(scales, isSet(target), not(isSet(resources.requests[resource]))),
        problem(
          'autoscaling',
          `${at}autoscaling.target${name}UtilizationPercentage`,
          `${target} percent of ${at}resources.requests.${resource}, which is not set`,
          `set ${at}resources.requests.${resource}, or this to 0`,
        ),
      ),
    ),
  ];
}

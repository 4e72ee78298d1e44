/** What the settings of a collector that the operator runs must agree on; much of it the operator would refuse. */
import { problem, type RuleProblem } from '../values/definition';
import { each, itemsWhen, type Setting, when } from '../values/expression';
import { MEMORY } from '../values/formats';
import { and, bytes, equals, hasForm, isSet, json, lessThan, matches, not, or } from '../values/functions';
import { pinned } from '../values/image';
import type { Release } from '../values/release';
import { requestsBelowLimits } from '../values/resources';
import { endpointProblems, isOwnPort, isOwnService } from './collector-rules/endpoint';
import { exporterProblems, retriesEndLast } from './collector-rules/exporter';
import { LEAST_MEMORY } from './collector-rules/memory';
import { allocatorRules } from './operator-stack.allocator-rules';
import type { OperatedCollector } from './operator-stack.collectors-values';
import type { OperatorStackSettings } from './operator-stack.values';

interface Place {
  /** Where the collector's settings stand. */
  readonly at: string;
  readonly name: Setting<string>;
  readonly release: Release;
}
type Problems = (RuleProblem | undefined)[];
/** A rule of one collector, wherever its settings stand. */
export type CollectorRule = (of: OperatedCollector, place: Place) => Problems;

export const collectorsCanBe = ({ collectors }: OperatorStackSettings, release: Release): Problems =>
  each(collectors, ['collector', 'of'], (name, of) =>
    RULES.flatMap(rule => rule(of as OperatedCollector, { at: `collectors.${name}`, name, release })),
  ) as never;

const sendsToABackend: CollectorRule = ({ exporter }, { at, name, release: { namespace } }) => {
  const { endpoint } = exporter;
  const itself = or(
    isOwnPort(endpoint, 4317 as never, 4318 as never),
    isOwnService(endpoint, { fullname: `${name}-collector` as never, namespace }),
  );
  return [
    ...endpointProblems(exporter, `${at}.exporter`, itself),
    ...exporterProblems(exporter, `${at}.exporter`),
    ...retriesEndLast(exporter, `${at}.exporter`, true),
  ];
};

/** The operator appends up to 21 characters, and cuts names of Services that are longer than 63. */
const nameHasRoom: CollectorRule = (_of, { at, name }) => [
  when(
    matches('^.{43,}$', name),
    problem(
      'name-too-long',
      at,
      `${json(name)} leaves no room for what the operator appends to it`,
      'use at most 42 characters',
    ),
  ),
];

const copiesCanBe: CollectorRule = ({ mode, replicas }, { at }) => [
  when(
    and(or(equals(mode, 'daemonset'), equals(mode, 'sidecar')), lessThan(1, replicas)),
    problem(
      'replicas',
      `${at}.replicas`,
      `${replicas} copies are asked for, but nodes or pods decide how many there are of a ${mode}`,
      'leave it out, or set mode to deployment or statefulset',
    ),
  ),
];

/** What stands in somebody else's pod goes where that goes. The operator refuses some of it, and ignores the rest. */
const sidecarHasNoPod: CollectorRule = (of, { at }) =>
  (['tolerations', 'affinity', 'priorityClassName', 'nodeSelector', 'serviceAccount'] as const).map(field =>
    when(
      and(equals(of.mode, 'sidecar'), isSet(of[field] as never)),
      problem(
        'sidecar',
        `${at}.${field}`,
        'this is of a pod, and a sidecar has none of its own',
        'take it out, and set it on the pods that have the sidecar',
      ),
    ),
  );

// -------------------------------------------------------------------------------------------------- pods, images

const imagesArePinned: CollectorRule = ({ image, targetAllocator }, { at }) => [
  ...pinned(`${at}.image`, image),
  ...itemsWhen(
    targetAllocator.enabled,
    () => pinned(`${at}.targetAllocator.image`, targetAllocator.image) as never[],
  ),
];

const memoryIsEnough: CollectorRule = ({ resources, targetAllocator }, { at }) => {
  const limit = resources.limits.memory;
  return [
    when(
      not(isSet(limit)),
      problem(
        'memory-limit',
        `${at}.resources.limits.memory`,
        'there is no memory limit, from which the memory limiter is set up',
        'set one, for example 512Mi',
      ),
      when(
        and(hasForm(limit, MEMORY), lessThan(bytes(limit), bytes(LEAST_MEMORY))),
        problem(
          'memory-limit',
          `${at}.resources.limits.memory`,
          `${json(limit)} is less than the ${LEAST_MEMORY} with which the memory limiter can work`,
          'give it more, for example 512Mi',
        ),
      ),
    ) as RuleProblem,
    ...requestsBelowLimits(`${at}.resources`, true, resources),
    ...requestsBelowLimits(
      `${at}.targetAllocator.resources`,
      targetAllocator.enabled,
      targetAllocator.resources,
    ),
  ];
};

/** Pods would end at once, again and again. */
const componentsExist: CollectorRule = ({ config }, { at }) => [
  when(
    matches('"logging(/[^"]*)?":([{]|null)', json((config as { exporters?: unknown }).exporters ?? {})),
    problem(
      'removed-component',
      `${at}.config.exporters`,
      'the collector has had no exporter of this name since 0.111',
      'write debug in its place',
    ),
  ),
];

/** `grpc:` with nothing behind it: the operator warns of it, and other tools take it out when they write the object. */
const objectsAreWritten: CollectorRule = ({ config }, { at }) => [
  when(
    matches('[^\\\\]":null[,}]', json(config)),
    problem(
      'null',
      `${at}.config`,
      'there is a key with nothing behind it',
      'write an empty object, for example grpc: {}, or take the key out',
    ),
  ),
];

const RULES: readonly CollectorRule[] = [
  nameHasRoom,
  sendsToABackend,
  copiesCanBe,
  sidecarHasNoPod,
  ...allocatorRules,
  imagesArePinned,
  memoryIsEnough,
  componentsExist,
  objectsAreWritten,
];

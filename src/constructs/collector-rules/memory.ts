/** Memory and processor time. */
import type { RuleProblem } from '../../values/definition';
import { type Dynamic, type Setting, when } from '../../values/expression';
import { MEMORY } from '../../values/formats';
import { and, bytes, differs, divide, hasForm, isSet, json, lessThan, not } from '../../values/functions';
import { requestsBelowLimits } from '../../values/resources';
import { problem, type Rule } from './rule';

/** The process needs about 50 MiB beyond what the limiter counts; below this nothing would be left to work with. */
export const LEAST_MEMORY = '128Mi';

const memoryIsEnough: Rule = ({ collector, gateway, memoryLimiter, delivery }) => [
  ...enough('collector', true, collector.resources, delivery.queue.size, differs(delivery.mode, 'durable')),
  ...enough('gateway', gateway.enabled, gateway.resources, delivery.queue.size, true),
  when(
    not(lessThan(memoryLimiter.spikeLimitPercentage, memoryLimiter.limitPercentage)),
    problem(
      'memory-limiter',
      'memoryLimiter.spikeLimitPercentage',
      `${memoryLimiter.spikeLimitPercentage} is not less than memoryLimiter.limitPercentage ${memoryLimiter.limitPercentage}`,
      'about a quarter of the limit is usual',
    ),
  ),
];

type Resources = Parameters<Rule>[0]['collector']['resources'];

/** The limit of one set of pods is there, and holds the limiter and, where that is in memory, the queue. */
function enough(
  pods: 'collector' | 'gateway',
  exist: Dynamic<boolean>,
  { limits: { memory: limit } }: Resources,
  queue: Setting<string>,
  queueInMemory: Dynamic<boolean>,
): (RuleProblem | undefined)[] {
  const at = `${pods}.resources.limits.memory`;
  return [
    when(
      and(exist, not(isSet(limit))),
      problem(
        'memory-limit',
        at,
        'there is no memory limit, from which the memory limiter is set up',
        'set one, for example 512Mi',
      ),
    ),
    when(
      and(exist, isSet(limit), hasForm(limit, MEMORY), lessThan(bytes(limit), bytes(LEAST_MEMORY))),
      problem(
        'memory-limit',
        at,
        `${json(limit)} is less than the ${LEAST_MEMORY} with which the memory limiter can work`,
        'give it more, for example 512Mi',
      ),
      when(
        and(
          exist,
          isSet(limit),
          hasForm(limit, MEMORY),
          hasForm(queue, MEMORY),
          queueInMemory,
          lessThan(divide(bytes(limit), 2), bytes(queue)),
        ),
        problem(
          'queue-and-memory',
          'delivery.queue.size',
          `${json(queue)} is more than half of the memory limit ${json(limit)}`,
          `make the queue smaller, or ${at} larger`,
        ),
      ),
    ),
  ] as (RuleProblem | undefined)[];
}

const requestsStayBelowLimits: Rule = ({ collector, gateway }) => [
  ...requestsBelowLimits('collector.resources', true, collector.resources),
  ...requestsBelowLimits('gateway.resources', gateway.enabled, gateway.resources),
];

export const memoryRules: readonly Rule[] = [memoryIsEnough, requestsStayBelowLimits];

/** Memory and processor time. */
import type { RuleProblem } from '../../values/definition';
import { when } from '../../values/expression';
import { MEMORY, PROCESSOR } from '../../values/formats';
import {
  and,
  bytes,
  differs,
  divide,
  hasForm,
  isSet,
  json,
  lessThan,
  millicores,
  not,
} from '../../values/functions';
import { problem, type Rule } from './rule';

/** The process needs about 50 MiB beyond what the limiter counts; below this nothing would be left to work with. */
const LEAST_MEMORY = '128Mi';

const memoryIsEnough: Rule = ({ collector: { resources }, memoryLimiter, delivery }) => {
  const limit = resources.limits.memory;
  return [
    when(
      not(isSet(limit)),
      problem(
        'memory-limit',
        'collector.resources.limits.memory',
        'there is no memory limit, from which the memory limiter is set up',
        'set one, for example 512Mi',
      ),
      when(
        and(hasForm(limit, MEMORY), lessThan(bytes(limit), bytes(LEAST_MEMORY))),
        problem(
          'memory-limit',
          'collector.resources.limits.memory',
          `${json(limit)} is less than the ${LEAST_MEMORY} with which the memory limiter can work`,
          'give it more, for example 512Mi',
        ),
        when(
          and(
            hasForm(limit, MEMORY),
            hasForm(delivery.queue.size, MEMORY),
            differs(delivery.mode, 'durable'),
            lessThan(divide(bytes(limit), 2), bytes(delivery.queue.size)),
          ),
          problem(
            'queue-and-memory',
            'delivery.queue.size',
            `${json(delivery.queue.size)} is more than half of the memory limit ${json(limit)}`,
            'make the queue smaller, or collector.resources.limits.memory larger',
          ),
        ),
      ),
    ),
    when(
      not(lessThan(memoryLimiter.spikeLimitPercentage, memoryLimiter.limitPercentage)),
      problem(
        'memory-limiter',
        'memoryLimiter.spikeLimitPercentage',
        `${memoryLimiter.spikeLimitPercentage} is not less than memoryLimiter.limitPercentage ${memoryLimiter.limitPercentage}`,
        'about a quarter of the limit is usual',
      ),
    ),
  ] as RuleProblem[];
};

const requestsStayBelowLimits: Rule = ({
  collector: {
    resources: { requests, limits },
  },
}) => [
  when(
    and(
      isSet(requests.memory),
      isSet(limits.memory),
      hasForm(requests.memory, MEMORY),
      hasForm(limits.memory, MEMORY),
      lessThan(bytes(limits.memory), bytes(requests.memory)),
    ),
    problem(
      'request-above-limit',
      'collector.resources.requests.memory',
      `${json(requests.memory)} is more than the limit ${json(limits.memory)}`,
      'lower the request, or raise the limit',
    ),
  ),
  when(
    and(
      isSet(requests.cpu),
      isSet(limits.cpu),
      hasForm(requests.cpu, PROCESSOR),
      hasForm(limits.cpu, PROCESSOR),
      lessThan(millicores(limits.cpu), millicores(requests.cpu)),
    ),
    problem(
      'request-above-limit',
      'collector.resources.requests.cpu',
      `${json(requests.cpu)} is more than the limit ${json(limits.cpu)}`,
      'lower the request, or raise the limit',
    ),
  ),
];

export const memoryRules: readonly Rule[] = [memoryIsEnough, requestsStayBelowLimits];

/** What containers may use. */
import { problem, type RuleProblem } from './definition';
import { type Dynamic, ifAny, optional, type Setting, when } from './expression';
import { MEMORY, PROCESSOR } from './formats';
import { and, bytes, hasForm, isSet, json, lessThan, millicores } from './functions';

interface Amounts {
  readonly cpu: Setting<string | number>;
  readonly memory: Setting<string | number>;
}
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The API server refuses a request above its limit. `at` is where the settings stand. */
export const requestsBelowLimits = (
  at: string,
  exist: Dynamic<boolean>,
  { requests, limits }: Resources,
): (RuleProblem | undefined)[] =>
  (
    [
      ['memory', MEMORY, bytes],
      ['cpu', PROCESSOR, millicores],
    ] as const
  ).map(([amount, format, inUnits]) => {
    const [request, limit] = [requests[amount], limits[amount]];
    return when(
      and(
        exist,
        isSet(request),
        isSet(limit),
        hasForm(request, format),
        hasForm(limit, format),
        lessThan(inUnits(limit), inUnits(request)),
      ),
      problem(
        'request-above-limit',
        `${at}.requests.${amount}`,
        `${json(request)} is more than the limit ${json(limit)}`,
        'lower the request, or raise the limit',
      ),
    );
  });

/** As a container has them: absent where nothing is set. */
export const containerResources = ({ requests, limits }: Resources) =>
  ifAny({
    requests: ifAny({ cpu: optional(requests.cpu), memory: optional(requests.memory) }),
    limits: ifAny({ cpu: optional(limits.cpu), memory: optional(limits.memory) }),
  });

/** What must hold of any Instrumentation of ours, whichever construct makes it. */
import { agents } from '../../telemetry/agents/environment';
import { SHARE } from '../../telemetry/agents/sampling';
import { problem, type RuleProblem } from '../../values/definition';
import { type Dynamic, type Setting, when } from '../../values/expression';
import { and, contains, isSet, json, matches, not } from '../../values/functions';

interface Instrumented {
  readonly instrumentation: {
    readonly enabled: Setting<boolean>;
    readonly propagators: Setting<readonly string[]>;
    readonly sampler: { readonly type: Setting<string>; readonly argument: Setting<string> };
    readonly java: {
      readonly image: { readonly tag: Setting<string>; readonly digest: Setting<string> };
    };
  };
  readonly runId: { readonly enabled: Setting<boolean> };
}

type Rule = (settings: Instrumented) => (RuleProblem | undefined)[];

/** run_id travels in baggage, along a trace. */
const contextTravels: Rule = ({ instrumentation }) =>
  ['tracecontext', 'baggage'].map(propagator =>
    when(
      and(instrumentation.enabled, not(contains(instrumentation.propagators, propagator))),
      problem(
        'propagators',
        'instrumentation.propagators',
        `${propagator} is missing, without which run_id ends at the first service`,
        `add ${propagator}`,
      ),
    ),
  );

/** Older agents do not know the variable, and run_id would stay off without a word. */
const javaCopiesBaggage = (hasJava: Dynamic<boolean>, { instrumentation, runId }: Instrumented) => [
  when(
    and(
      instrumentation.enabled,
      hasJava,
      runId.enabled,
      matches('^([01]|2[.][0-6])([.]|$)', instrumentation.java.image.tag),
      not(isSet(instrumentation.java.image.digest)),
    ),
    problem(
      'java-agent',
      'instrumentation.java.image.tag',
      `${json(instrumentation.java.image.tag)} does not copy baggage to spans, so no Java span would have run_id`,
      `use ${agents.java.minimumVersion} or later`,
    ),
  ),
];

const samplerHasItsRatio: Rule = ({ instrumentation: { enabled, sampler } }) => [
  when(
    and(enabled, matches('traceidratio$', sampler.type), not(matches(SHARE, sampler.argument))),
    problem(
      'sampler',
      'instrumentation.sampler.argument',
      `${json(sampler.argument)} is not the share of traces to keep`,
      'write a number from 0 to 1, for example 0.25',
    ),
  ),
];

/** `hasJava` tells whether the agent for Java is in it. */
export const instrumentationRules = <T extends Instrumented>(
  hasJava: (settings: T) => Dynamic<boolean>,
): readonly ((settings: T) => (RuleProblem | undefined)[])[] => [
  contextTravels,
  settings => javaCopiesBaggage(hasJava(settings), settings),
  samplerHasItsRatio,
];

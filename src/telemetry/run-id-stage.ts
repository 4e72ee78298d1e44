/**
 * The collector's part in run_id: it fills in what the process did not write, and keeps out what does not belong.
 *
 * `from_context: baggage` of the attributes processor is not in it, because it does nothing: it reads a header of the
 * export request, which no SDK sets, and not the application's baggage.
 */
import { entriesWhen, itemsWhen, neverEmpty, type Setting, type Settings } from '../values/expression';
import { and, or } from '../values/functions';
import {
  BAGGAGE_HEADER_ATTRIBUTE,
  RUN_ID,
  RUN_ID_GROUP,
  RUN_ID_IN_BAGGAGE,
  TRACESTATE_KEY,
  UUID_V7,
} from './run-id';

export type RunIdSettings = Settings<{
  enabled: boolean;
  fromHeader: boolean;
  fromTracestate: boolean;
  validate: boolean;
}>;

export const CHECK_PROCESSOR = 'transform/run_id';
export const EXTRACT_PROCESSOR = 'attributes/run_id';
export const PROBE_PROCESSOR = 'filter/helm_test';

/** What a test calls its spans, so that the stage tells by a counter what it did with them. */
export const PROBE = 'botanu-helm-test';

/** The names of the stage's processors, in order. With `probes`, a test may ask what the stage does. */
export function runIdSteps(settings: RunIdSettings, probes: Setting<boolean>): string[] {
  return [
    ...itemsWhen(checks(settings), [CHECK_PROCESSOR]),
    ...itemsWhen(settings.enabled, [EXTRACT_PROCESSOR]),
    ...itemsWhen(watchesProbes(settings, probes), [PROBE_PROCESSOR]),
  ];
}

/** The stage's processors. What an SDK wrote is checked first, and beats tracestate, which beats the header. */
export function runIdProcessors(settings: RunIdSettings, probes: Setting<boolean>): Record<string, unknown> {
  return {
    ...entriesWhen(checks(settings), { [CHECK_PROCESSOR]: check(settings) }),
    ...entriesWhen(settings.enabled, { [EXTRACT_PROCESSOR]: extract(settings) }),
    ...entriesWhen(watchesProbes(settings, probes), { [PROBE_PROCESSOR]: dropProbesWithoutRunId }),
  };
}

/** Whether the stage writes run_id itself, and somebody wants to know. */
export const watchesProbes = (
  { enabled, fromHeader, fromTracestate }: RunIdSettings,
  probes: Setting<boolean>,
) => and(probes, enabled, or(fromHeader, fromTracestate));

/** The collector counts what it drops. The name is asked first: a comparison, where an attribute is a search. */
const dropProbesWithoutRunId = {
  error_mode: 'ignore',
  traces: { span: [`name == "${PROBE}" and attributes["${RUN_ID}"] == nil`] },
};

const checks = ({ enabled, validate, fromTracestate }: RunIdSettings) =>
  and(enabled, or(validate, fromTracestate));

const attribute = `span.attributes["${RUN_ID}"]`;
/** A dollar is the collector's own mark for variables, so the end of a pattern is written with two. */
const WHOLE_UUID_V7 = `^${UUID_V7}$$`;

/** The conditions stand first, so that a span to which they do not apply costs a look-up or two. */
function check({ validate, fromTracestate }: RunIdSettings) {
  return {
    error_mode: 'ignore',
    trace_statements: neverEmpty([
      ...itemsWhen(validate, [
        {
          context: 'span',
          conditions: [`${attribute} != nil`],
          statements: [
            `delete_key(span.attributes, "${RUN_ID}") where not IsMatch(${attribute}, "${WHOLE_UUID_V7}")`,
          ],
        },
      ]),
      ...itemsWhen(fromTracestate, [
        {
          context: 'span',
          conditions: [`span.trace_state != "" and ${attribute} == nil`],
          statements: [
            `set(span.cache["run_id"], span.trace_state["${TRACESTATE_KEY}"])`,
            `set(${attribute}, span.cache["run_id"]) where IsMatch(span.cache["run_id"], "${WHOLE_UUID_V7}")`,
          ],
        },
      ]),
    ]),
  };
}

/** Only spans with a captured header are touched. The header goes in any case: it may hold what is nobody's business. */
function extract({ fromHeader }: RunIdSettings) {
  const header = { key: BAGGAGE_HEADER_ATTRIBUTE };
  return {
    include: { match_type: 'strict', attributes: [header] },
    actions: [
      ...itemsWhen(fromHeader, [
        // An attribute of this name that the application sent would pass for what is extracted.
        { key: RUN_ID_GROUP, action: 'delete' },
        { ...header, action: 'convert', converted_type: 'string' },
        { ...header, action: 'extract', pattern: goPattern(RUN_ID_IN_BAGGAGE) },
        { key: RUN_ID, from_attribute: RUN_ID_GROUP, action: 'insert' },
        { key: RUN_ID_GROUP, action: 'delete' },
      ]),
      { ...header, action: 'delete' },
    ],
  };
}

/** Go spells a named group with a P, and a dollar in a configuration is written twice. */
const goPattern = (pattern: string) => pattern.replaceAll('(?<', '(?P<').replaceAll('$', '$$$$');

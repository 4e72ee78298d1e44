/**
 * What agents measure of HTTP, under either of its names: the stable one, in seconds, and the one before, in
 * milliseconds. Which of them arrives is up to the agent and to OTEL_SEMCONV_STABILITY_OPT_IN; under `http/dup` both do,
 * and the stable one counts.
 */
interface Measured {
  readonly stable: string;
  readonly before: string;
}

export const SERVED: Measured = {
  stable: 'http_server_request_duration_seconds',
  before: 'http_server_duration_milliseconds',
};
export const CALLED: Measured = {
  stable: 'http_client_request_duration_seconds',
  before: 'http_client_duration_milliseconds',
};

interface Label {
  readonly stable: string;
  /** Those that agents use; where there are several, the last wins. */
  readonly before: readonly string[];
  /** What is said where it is absent. */
  readonly absent: string;
}

/** By what requests are told apart, in queries and legends. */
const LABELS = {
  // Python writes the template of the route where others write the path that was asked for.
  route: { stable: 'http_route', before: ['http_target', 'http_route'], absent: 'no route' },
  status: { stable: 'http_response_status_code', before: ['http_status_code'], absent: 'no answer' },
  peer: { stable: 'server_address', before: ['net_peer_name'], absent: 'not told' },
} satisfies Record<string, Label>;

export type By = keyof typeof LABELS | 'instance';

/** Selects answers: `=~"5.."`. */
export type Answered = `${'=~' | '!~'}"${string}"`;

/** The series that are looked at, and how far back. */
export interface Where {
  readonly selector: string;
  readonly window: string;
}

interface Asked extends Where {
  readonly by: readonly By[];
  readonly answered?: Answered;
}

type Part = 'count' | 'sum' | 'bucket';

/** Gives a label the value of others; to be sure that it has one. */
const relabelled = (vector: string, label: string, sources: readonly string[], absent: string) =>
  sources.reduce(
    (text, source) => `label_replace(${text}, "${label}", "$1", "${source}", "(.+)")`,
    `label_replace(${vector}, "${label}", "${absent}", "", "")`,
  );

/** Rates under one of the two names, with the labels that both get here. */
function under(convention: 'stable' | 'before', measured: Measured, part: Part, asked: Asked): string {
  const { selector, window, by, answered } = asked;
  const status = convention === 'stable' ? LABELS.status.stable : LABELS.status.before[0];
  const answers = answered ? `,${status}${answered}` : '';
  const rate = `rate(${measured[convention]}_${part}{${selector}${answers}}[${window}])`;
  // Who sends both is counted once.
  const once =
    convention === 'stable'
      ? rate
      : `(${rate} unless on (job, instance) ${measured.stable}_count{${selector}})`;
  return by
    .filter(label => label !== 'instance')
    .reduce((text, label) => {
      const { absent, ...names } = LABELS[label];
      return relabelled(text, label, [names[convention]].flat(), absent);
    }, once);
}

const sumBy = (labels: readonly string[], vector: string) =>
  labels.length === 0 ? `sum(${vector})` : `sum by (${labels.join(', ')}) (${vector})`;

/** Requests in a second. */
export const requests = (measured: Measured, asked: Asked): string =>
  sumBy(
    asked.by,
    `${under('stable', measured, 'count', asked)}\nor\n${under('before', measured, 'count', asked)}`,
  );

/** The same, and zero where there are requests, but none with such an answer. */
export const requestsAnswered = (
  measured: Measured,
  asked: Asked & { readonly answered: Answered },
): string => `${requests(measured, asked)}\nor\n0 * ${requests(measured, { ...asked, answered: undefined })}`;

/** What part of the requests got such an answer. */
export const shareAnswered = (measured: Measured, asked: Asked & { readonly answered: Answered }): string =>
  `(${requestsAnswered(measured, asked)})\n/\n(${requests(measured, { ...asked, answered: undefined })} > 0)`;

/** The duration in seconds that a part of the requests stays below. Of whom some send each name: the stable one's. */
export function quantile(part: number, measured: Measured, asked: Asked): string {
  const of = (convention: 'stable' | 'before') =>
    `histogram_quantile(${part}, ${sumBy(['le', ...asked.by], under(convention, measured, 'bucket', asked))})`;
  return `${of('stable')}\nor\n${of('before')} / 1000`;
}

/** Mean duration in seconds. */
export function mean(measured: Measured, asked: Asked): string {
  const inSeconds = `${under('stable', measured, 'sum', asked)}\nor\n${under('before', measured, 'sum', asked)} / 1000`;
  return `${sumBy(asked.by, inSeconds)}\n/\n(${requests(measured, asked)} > 0)`;
}

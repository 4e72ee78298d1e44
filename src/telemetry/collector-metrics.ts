/** The metrics that the collector has of itself, as Prometheus sees them, and how to ask for them. */

/** What the three signals are counted in, under the words of the label `data_type`. */
const ITEMS = { traces: 'spans', metrics: 'metric_points', logs: 'log_records' } as const;

/** Counters that the collector has for each signal, without the word that the signal is counted in. */
export type Counter =
  | 'receiver_accepted'
  | 'receiver_refused'
  | 'exporter_sent'
  | 'exporter_send_failed'
  | 'exporter_enqueue_failed'
  | 'processor_memory_limiter_refused';

/**
 * One expression over the counters of all signals. They have a name for each signal, and in common no label that says
 * which; without one, `or` would take them for one series.
 */
export function ofEachSignal(counter: Counter, ask: (metric: string) => string): string {
  return Object.entries(ITEMS)
    .map(([signal, items]) => {
      const asked = ask(`otelcol_${counter}_${items}_total`);
      return `  label_replace(${asked}, "data_type", "${signal}", "", "")`;
    })
    .join('\n  or\n');
}

/** The sum over some labels of what the counters of all signals grow by in a second. */
export function ratesBy(
  labels: readonly string[],
  counter: Counter,
  selector: string,
  window: string,
): string {
  const rates = ofEachSignal(counter, metric => `rate(${metric}{${selector}}[${window}])`);
  return `sum by (${labels.join(', ')}) (\n${rates}\n)`;
}

/**
 * The same for what they grew by in the window. A counter of failures does not exist before the first failure, which
 * `increase` therefore does not see: such a counter counts as a whole.
 */
export function increasesBy(
  labels: readonly string[],
  counter: Counter,
  selector: string,
  window: string,
): string {
  const grown = ofEachSignal(counter, metric => {
    const series = `${metric}{${selector}}`;
    return `(${series} unless ${series} offset ${window}) or increase(${series}[${window}])`;
  });
  return `sum by (${labels.join(', ')}) (\n${grown}\n)`;
}

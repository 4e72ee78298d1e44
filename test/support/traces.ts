import { setTimeout as sleep } from 'node:timers/promises';
import type { Sink, Span } from './otlp-lab';

const POLL_MS = 50;
const SETTLED_MS = 250;
const WHOLE_WITHIN_MS = 20_000;

/**
 * The spans of a trace, as soon as it is whole: the span below `rootParent` came, which ends last, and so did
 * every other span's parent, and all that `has` asks for; and for a while no further span comes.
 */
export async function wholeTrace(
  sink: Pick<Sink, 'spans'>,
  traceId: string,
  rootParent: string,
  has: (spans: readonly Span[]) => boolean,
): Promise<Span[]> {
  const spansOfTrace = async () => (await sink.spans()).filter(span => span.traceId === traceId);
  const deadline = Date.now() + WHOLE_WITHIN_MS;
  while (true) {
    const spans = await spansOfTrace();
    const ids = new Set(spans.map(({ spanId }) => spanId).concat(rootParent));
    const parents = new Set(spans.map(({ parentSpanId }) => parentSpanId));
    if (parents.has(rootParent) && [...parents].every(parent => ids.has(parent)) && has(spans)) {
      await sleep(SETTLED_MS);
      const after = await spansOfTrace();
      if (after.length === spans.length) return after;
    }
    if (Date.now() > deadline) throw new Error(`trace ${traceId} did not get whole: ${named(spans)}`);
    await sleep(POLL_MS);
  }
}

/** For messages: which spans of which service came. */
export function named(spans: readonly Span[]): string {
  return spans.map(span => `${span.service}: ${span.name}`).join(', ') || 'no span';
}

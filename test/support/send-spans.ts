import { randomBytes } from 'node:crypto';

export interface SentSpan {
  readonly traceId: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly isError?: boolean;
}

export const newTraceId = () => randomBytes(16).toString('hex');

/** Sends spans as an SDK would, over HTTP, and gives back the status of the answer. */
export async function sendSpans(
  http: string,
  spans: readonly SentSpan[],
  withinMs = 15_000,
): Promise<number> {
  const encoded = spans.map(({ traceId, name, attributes = {}, isError }) => ({
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: '1',
    endTimeUnixNano: '2',
    status: isError ? { code: 2 } : {},
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }));
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: encoded }] }] });
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(withinMs);
  const answer = await fetch(`${http}/v1/traces`, { method: 'POST', headers, body, signal });
  await answer.text();
  return answer.status;
}

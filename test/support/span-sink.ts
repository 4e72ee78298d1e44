import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from '../../tools/tool';
import { startProcess } from './processes';

/** A span as it arrived. */
export interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number | string;
  readonly service: string;
  readonly traceState: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** Takes spans by OTLP, and remembers them. */
export interface SpanSink {
  /** Address for OTLP over gRPC, as in `127.0.0.1:4317`. */
  readonly grpc: string;

  /** URL for OTLP over HTTP. */
  readonly url: string;

  spans(): Promise<SeenSpan[]>;

  /** The spans of a trace, as soon as it seems whole: `whole` says so, and for half a second no span came. */
  trace(traceId: string, whole: (spans: SeenSpan[]) => boolean): Promise<SeenSpan[]>;

  stop(): Promise<void>;
}

const SETTLED_MS = 500;
const WHOLE_WITHIN_MS = 20_000;

export async function startSpanSink(): Promise<SpanSink> {
  const loopback = ['--grpc', '--http', '--control'].flatMap(option => [option, '127.0.0.1:0']);
  const sink = startProcess('sink', await tool('otlp-lab'), { args: ['sink', ...loopback] });
  const { grpc, http, control } = JSON.parse((await sink.says(/^\{.*\}$/m))[0]);

  const spans = async (): Promise<SeenSpan[]> => (await fetch(`http://${control}/spans`)).json();

  return {
    grpc,
    url: `http://${http}`,
    spans,
    trace: async (traceId, whole) => {
      const deadline = Date.now() + WHOLE_WITHIN_MS;
      let before = -1;
      while (true) {
        const found = (await spans()).filter(span => span.traceId === traceId);
        if (whole(found) && found.length === before) return found;
        if (Date.now() > deadline) throw new Error(`trace ${traceId} did not get whole: ${named(found)}`);
        before = found.length;
        await sleep(SETTLED_MS);
      }
    },
    stop: () => sink.stop(),
  };
}

/** For messages: which spans of which service came. */
export function named(spans: readonly SeenSpan[]): string {
  return spans.map(span => `${span.service}: ${span.name}`).join(', ') || 'no span';
}

import { randomBytes } from 'node:crypto';
import type { Sink, Span } from './otlp-lab';
import { stopAll } from './processes';
import { type Application, type Service, type ServiceSettings, startService } from './services';
import { wholeTrace } from './traces';

/** Two services in a row: a request to the first makes it call the second. */
export interface TwoServices {
  /** Sends one request, and gives all its spans, of both services. */
  run(request?: RunRequest): Promise<Span[]>;

  /** What both processes wrote. */
  output(): string;

  stop(): Promise<void>;
}

export interface RunRequest {
  /** The `baggage` header. @default - none */
  readonly baggage?: string;

  /** The `tracestate` header, as an entry service would set it. @default - none */
  readonly tracestate?: string;

  /** What the first service itself writes as `botanu.workflow` on its own span. @default - nothing */
  readonly workflow?: string;
}

type SharedSettings = Omit<ServiceSettings, 'serviceName' | 'endpoint' | 'nextUrl'>;

export async function startTwoServices(
  sink: Sink,
  first: Application,
  second: Application,
  settings: SharedSettings | ((application: Application) => SharedSettings),
  endpoint = sink.http,
): Promise<TwoServices> {
  const of = typeof settings === 'function' ? settings : () => settings;
  const back = await startService(second, { ...of(second), serviceName: 'back', endpoint });
  let front: Service;
  try {
    front = await startService(first, { ...of(first), serviceName: 'front', endpoint, nextUrl: back.url });
  } catch (error) {
    await back.process.stop();
    throw error;
  }
  return {
    run: request => run(sink, front.url, request ?? {}),
    output: () => front.process.output() + back.process.output(),
    stop: () => stopAll([front.process, back.process]),
  };
}

/** The request brings its own trace, so that its spans are told from all others. */
async function run(sink: Sink, url: string, { baggage, tracestate, workflow }: RunRequest): Promise<Span[]> {
  const traceId = randomBytes(16).toString('hex');
  const parent = randomBytes(8).toString('hex');
  const query = workflow ? `?workflow=${encodeURIComponent(workflow)}` : '';
  const answer = await fetch(url + query, {
    headers: {
      traceparent: `00-${traceId}-${parent}-01`,
      ...(baggage === undefined ? {} : { baggage }),
      ...(tracestate === undefined ? {} : { tracestate }),
    },
    // A connection kept alive would make one test wait for another's process.
    keepalive: false,
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);

  return wholeTrace(
    sink,
    traceId,
    parent,
    spans => spans.filter(({ name }) => name === 'own work').length === 2,
  );
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from '../../tools/tool';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: 'SERVER' | 'CLIENT' | 'INTERNAL' | 'PRODUCER' | 'CONSUMER' | 'UNSPECIFIED';
  readonly service: string;
  readonly traceState: string;
  readonly status: 'UNSET' | 'OK' | 'ERROR';
  readonly statusMessage: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly scope: string;
}

export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly points: number;
  readonly service: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly scope: string;
}

export interface LogRecord {
  readonly body: unknown;
  readonly severity: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly scope: string;
}

export interface ExportRequest {
  readonly signal: 'traces' | 'metrics' | 'logs';
  readonly transport: 'grpc' | 'http';
  readonly bytes: number;

  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

export interface SinkStats {
  readonly requests: number;
  readonly refused: number;
  readonly spans: number;
  readonly uniqueSpans: number;
  readonly duplicates: number;
  readonly metrics: number;
  readonly logs: number;
  readonly withAttribute: Readonly<Record<'botanu.run_id' | 'http.request.header.baggage', number>>;
}

/** How the backend behaves: see tools/otlp-lab/README.md. */
export type SinkMode = 'ok' | 'unavailable' | 'exhausted' | 'permanent' | 'hang' | `slow:${number}ms`;

export interface SinkOptions {
  /** Addresses; by default on free ports of 127.0.0.1. */
  readonly grpc?: string;
  readonly http?: string;

  /** Largest request after decompression; gRPC's own default is 4. */
  readonly maxRecvMib?: number;

  /** Keep ids and counts of spans only: for high rates. */
  readonly countOnly?: boolean;
}

/** An OTLP backend in a process of its own, which ends with this one. */
export interface Sink {
  /** As exporters take it, without a scheme: `127.0.0.1:4317`. */
  readonly grpc: string;
  /** With a scheme: `http://127.0.0.1:4318`. */
  readonly http: string;

  spans(): Promise<Span[]>;
  metrics(): Promise<Metric[]>;
  logs(): Promise<LogRecord[]>;
  requests(): Promise<ExportRequest[]>;
  stats(): Promise<SinkStats>;

  /** Waits until that many spans are there, and gives all that are. */
  waitForSpans(count: number, withinMs?: number): Promise<Span[]>;

  /** Which of these span ids never arrived: how many, and the first 20. */
  missing(spanIds: readonly string[]): Promise<{ missing: number; first: string[] }>;

  mode(mode: SinkMode): Promise<void>;

  /** Closes the OTLP ports with every connection: the backend is away. */
  stopListening(): Promise<void>;
  /** Opens the same ports again. */
  listen(): Promise<void>;

  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const child = spawn(await tool('otlp-lab'), ['sink', '--end-with-stdin', ...flags(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { grpc, http, control } = JSON.parse(await firstLine(child));
  const get = (path: string) => ask(`${control}${path}`, 'GET');
  const post = (path: string, body?: string) => ask(`${control}${path}`, 'POST', body);
  const read = async (path: string) => JSON.parse(await get(path));
  const effect = async (path: string) => void (await post(path));
  return {
    grpc,
    http,
    spans: () => read('/spans'),
    metrics: () => read('/metrics'),
    logs: () => read('/logs'),
    requests: () => read('/requests'),
    stats: () => read('/stats'),
    waitForSpans: (count, withinMs = 15_000) => waitForSpans(() => read('/spans'), count, withinMs),
    missing: async spanIds => JSON.parse(await post('/missing', spanIds.join('\n'))),
    mode: mode => effect(`/mode?value=${mode}`),
    stopListening: () => effect('/stop-listening'),
    listen: () => effect('/listen'),
    reset: () => effect('/reset'),
    stop: () => end(child),
  };
}

/** Durations are as Go writes them: `500ms`, `30s`. */
export interface LoadOptions {
  /** Address of an OTLP gRPC receiver. */
  readonly target: string;
  readonly connections?: number;
  readonly inFlight?: number;
  readonly spansPerRequest?: number;

  /** Spans a second, 0 for as many as are taken. */
  readonly rate?: number;
  readonly duration?: string;
  readonly attributes?: number;
  readonly baggageMembers?: number;
  readonly shape?: 'a' | 'b' | 'c' | 'mix';
  readonly compression?: 'none' | 'gzip';
  readonly timeout?: string;
  readonly giveUp?: string;
  readonly grace?: string;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

export interface LoadResult {
  readonly sent: number;
  readonly acked: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly retries: number;
  readonly seconds: number;
  readonly ackLatencyMs: Percentiles;
}

/** Replays spans to a receiver; `acked` names a file for the id of every acknowledged span. */
export async function load(options: LoadOptions & { readonly acked?: string }): Promise<LoadResult> {
  return run('load', flags(options));
}

export interface MeasureOptions extends LoadOptions {
  /** Address that the collector exports to, which this process listens on. */
  readonly sink: string;
  readonly warmUp?: string;
  readonly settle?: string;
  readonly maxRecvMib?: number;

  /** Process of the collector, to measure its CPU and memory. */
  readonly pid?: number;
}

export interface Measurement extends Omit<LoadResult, 'sent' | 'retries'> {
  readonly spans: number;
  readonly received: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly withRunId: number;
  readonly withRawHeader: number;
  readonly e2eLatencyMs: Percentiles;
  readonly labCpuShare: number;
  readonly collector?: {
    readonly cpuSeconds: number;
    readonly cpuSecondsPerMillionSpans: number;
    readonly peakMiB: number;
  };
}

/** Sends through a running collector and receives what comes out, in one process. */
export async function measure(options: MeasureOptions): Promise<Measurement> {
  return run('measure', flags(options));
}

/** `spansPerRequest: 512` becomes `--spans-per-request=512`. */
function flags(options: object): string[] {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}=${value}`);
}

/** Runs a command to its end; its result is the last line that it prints. */
async function run<Result>(command: string, args: readonly string[]): Promise<Result> {
  const child = spawn(await tool('otlp-lab'), [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise(resolve => child.on('close', resolve));
  const [printed, complaint, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
  if (code !== 0) throw new Error(complaint.trim() || `otlp-lab ${command} was ended`);
  return JSON.parse(printed.trim().split('\n').at(-1) as string);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout) for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('otlp-lab sink ended before it listened; what it said is above');
}

async function ask(url: string, method: string, body?: string): Promise<string> {
  const response = await fetch(url, { method, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${text.trim()}`);
  return text;
}

async function waitForSpans(spans: () => Promise<Span[]>, count: number, withinMs: number): Promise<Span[]> {
  for (const deadline = Date.now() + withinMs; ; await sleep(50)) {
    const arrived = await spans();
    if (arrived.length >= count) return arrived;
    if (Date.now() > deadline) {
      const names = arrived.map(({ service, name }) => `\n  ${service}: ${name}`).join('');
      throw new Error(`${arrived.length} of ${count} spans arrived within ${withinMs} ms${names}`);
    }
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    child.on('close', () => resolve());
    child.kill();
  });
}

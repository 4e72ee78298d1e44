/** One run of one variant. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sink } from '../../test/support/otlp-lab';
import { freePort, type RunningProcess, startProcess } from '../../test/support/processes';
import { newRunId } from '../../test/support/run-ids';
import { type MountedPod, mountPod } from './pod';
import { processorSeconds, residentMiB } from './process-use';
import type { ProcessorLimit } from './processor-limit';
import { asMany, atRate, firstAnswer, type Target } from './requests';
import { podSpec, type Subject, type Variant } from './subjects';

/** What all runs share. */
export interface Place {
  readonly backend: Sink;
  /** URL of the collector before it. */
  readonly collector: string;
  /** Half a core, which is also what `agent.resources` gives to the container that copies. */
  readonly halfCore?: ProcessorLimit;
}

export interface Load {
  readonly rate: number;
  readonly seconds: number;
}

export interface Figures {
  readonly copied: MountedPod['copied'];
  readonly start: { readonly seconds: number; readonly processorSeconds: number };
  /** NaN where there is no control group. */
  readonly startAtHalfCore: number;
  readonly processorMsPerRequest: number;
  readonly p50: number;
  readonly p99: number;
  readonly residentMiB: number;
}

const PATIENCE_MS = 60_000;
const WARM_UP = { clients: 4, seconds: 6, secondsAtRate: 5 };
/** Spans wait five seconds in the process, and a moment in the collector. */
const SPANS_ARE_THERE_AFTER_MS = 7_000;

export async function measure(
  subject: Subject,
  variant: Variant,
  place: Place,
  { rate, seconds }: Load,
): Promise<Figures> {
  const startAtHalfCore = place.halfCore
    ? await started(subject, variant, place, place.halfCore, async ({ start }) => start.seconds)
    : Number.NaN;
  await place.backend.reset();
  return started(subject, variant, place, undefined, async ({ pid, copied, start, target }) => {
    await asMany(target, WARM_UP.clients, WARM_UP.seconds);
    await atRate(target, rate, WARM_UP.secondsAtRate);
    const before = processorSeconds(pid);
    const milliseconds = (await atRate(target, rate, seconds)).sort((a, b) => a - b);
    const used = processorSeconds(pid) - before;
    const memory = residentMiB(pid);
    const { uniqueSpans, withAttribute } = await place.backend.stats();
    expectSpans(subject, variant, uniqueSpans, withAttribute['botanu.run_id']);
    return {
      copied,
      start,
      startAtHalfCore,
      processorMsPerRequest: (1000 * used) / milliseconds.length,
      p50: milliseconds[Math.floor(milliseconds.length * 0.5)],
      p99: milliseconds[Math.floor(milliseconds.length * 0.99)],
      residentMiB: memory,
    };
  });
}

/** Spans of one request. Fails where a variant is not what it is called. */
export async function spansOfRequest(subject: Subject, variant: Variant, place: Place): Promise<number> {
  await place.backend.reset();
  return started(subject, variant, place, undefined, async ({ target }) => {
    const requests = 1 + (await atRate(target, 50, 1)).length;
    await sleep(SPANS_ARE_THERE_AFTER_MS);
    const { uniqueSpans, withAttribute } = await place.backend.stats();
    expectSpans(subject, variant, uniqueSpans, withAttribute['botanu.run_id']);
    if (!Number.isInteger(uniqueSpans / requests))
      throw new Error(`${subject.language}, ${variant}: ${uniqueSpans} spans of ${requests} requests`);
    return uniqueSpans / requests;
  });
}

function expectSpans({ language }: Subject, variant: Variant, spans: number, withRunId: number): void {
  const isAsCalled = {
    plain: spans === 0,
    agent: spans > 0 && withRunId === 0,
    'agent + hook': spans > 0 && withRunId === spans,
  };
  if (!isAsCalled[variant])
    throw new Error(`${language}, ${variant}: ${spans} spans, ${withRunId} of them with run_id`);
}

interface Started {
  readonly pid: number;
  readonly copied: MountedPod['copied'];
  readonly start: Figures['start'];
  readonly target: Target;
}

/** Starts the application in a pod that is new, as every pod's volumes are, until its first answer. */
async function started<T>(
  subject: Subject,
  variant: Variant,
  { collector, halfCore }: Place,
  limit: ProcessorLimit | undefined,
  work: (started: Started) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const baggage = `botanu.run_id=${newRunId()},botanu.workflow=refund,botanu.customer_id=c-1,other=1`;
  const target = { url: `http://127.0.0.1:${port}/run`, baggage };
  const spec = await podSpec(subject, variant, collector, port);
  const pod = await mountPod(spec, subject.application.agent, await subject.agentFolder(), halfCore);
  const [program, ...args] = [...(limit?.on ?? []), 'taskset', '-c', '0', ...(await subject.command())];
  let running: RunningProcess | undefined;
  try {
    const begin = performance.now();
    running = startProcess(`${subject.language}, ${variant}`, program, { args, env: pod.env });
    await firstAnswer(target, PATIENCE_MS);
    const start = {
      seconds: (performance.now() - begin) / 1000,
      processorSeconds: processorSeconds(running.pid),
    };
    return await work({ pid: running.pid, copied: pod.copied, start, target });
  } catch (error) {
    process.stderr.write(running?.output() ?? '');
    throw error;
  } finally {
    await running?.stop();
    pod.remove();
  }
}

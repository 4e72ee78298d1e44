import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessOptions {
  readonly args?: readonly string[];

  /** The whole environment besides PATH and HOME: nothing of the test's own gets into the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;

  readonly cwd?: string;
}

/** A process that a test started, and must stop. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;

  /** What it wrote so far, on both streams. */
  output(): string;

  /** Waits for a match in its output. Fails, and shows the output, when it ends before, or takes too long. */
  says(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;

  /** Waits until it takes connections on a loopback port. */
  listensOn(port: number, withinMs?: number): Promise<void>;

  /** Waits until a command, which asks it something, succeeds. */
  answers(command: string, args: readonly string[], withinMs?: number): Promise<void>;

  /** Waits until it ends, by itself or because of a signal. */
  ends(withinMs?: number): Promise<string>;

  /** Asks it, and all that it started, to end; insists after five seconds, or however long it is given. */
  stop(patienceMs?: number): Promise<void>;
}

const DEFAULT_WAIT_MS = 30_000;
const PATIENCE_ON_STOP_MS = 5_000;
const POLL_MS = 20;

/**
 * Becomes the command, and leaves a watchman that ends the whole process group when our end of standard input
 * closes. That happens when a test stops the process, and also when the test itself is killed, or by Ctrl-C.
 */
export const WATCHED = 'exec 3<&0; (cat <&3; kill -9 0) >/dev/null 2>&1 & exec "$@" </dev/null 3<&-';

/** Starts a process in a process group of its own, so that it can be stopped with all its children. */
export function startProcess(name: string, command: string, options: ProcessOptions = {}): RunningProcess {
  const { PATH, HOME } = process.env;
  const child = spawn('sh', ['-c', WATCHED, 'sh', command, ...(options.args ?? [])], {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  let ended: string | undefined;
  child.stdout.on('data', data => (text += data));
  child.stderr.on('data', data => (text += data));
  child.on('error', error => (ended = `could not start: ${error.message}`));
  // Not `exit`: what it wrote last may still be on its way then.
  child.on('close', (code, signal) => (ended ??= signal ? `ended by ${signal}` : `ended with code ${code}`));

  // A process that a test forgot must not keep jest from its end.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket).unref();

  /** Polls until the question has an answer. */
  async function until<T>(what: string, withinMs: number, ask: () => T | undefined | Promise<T | undefined>) {
    const deadline = Date.now() + withinMs;
    while (true) {
      // Asked for before the question: the last words of a process that ended count.
      const ending = ended;
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (ending) throw new Error(`${name} ${ending} before ${what}; it wrote:\n${text}`);
      if (Date.now() > deadline)
        throw new Error(`${name}: ${withinMs} ms without ${what}; it wrote:\n${text}`);
      await sleep(POLL_MS);
    }
  }

  return {
    name,
    pid: child.pid ?? -1,
    output: () => text,
    says: (pattern, withinMs = DEFAULT_WAIT_MS) =>
      until(`saying ${pattern}`, withinMs, () => pattern.exec(text) ?? undefined),
    listensOn: async (port, withinMs = DEFAULT_WAIT_MS) => {
      await until(
        `listening on port ${port}`,
        withinMs,
        async () => (await takesConnections(port)) || undefined,
      );
    },
    answers: async (command, args, withinMs = DEFAULT_WAIT_MS) => {
      await until(
        `an answer to ${args.join(' ')}`,
        withinMs,
        async () => (await succeeds(command, args)) || undefined,
      );
    },
    ends: (withinMs = DEFAULT_WAIT_MS) => until('its end', withinMs, () => ended),
    stop: async (patienceMs = PATIENCE_ON_STOP_MS) => {
      kill(child, 'SIGTERM');
      const deadline = Date.now() + patienceMs;
      while (ended === undefined && Date.now() < deadline) await sleep(POLL_MS);
      // Also when it ended: its children may still be there.
      kill(child, 'SIGKILL');
    },
  };
}

/** Stops processes at once, all of them, even where one resists. */
export async function stopAll(
  processes: readonly (RunningProcess | undefined)[],
  patienceMs?: number,
): Promise<void> {
  await Promise.allSettled(processes.map(running => running?.stop(patienceMs)));
}

/**
 * A loopback port that nobody listens on now. Where a program can choose and tell its port, let it.
 *
 * It is below those that the kernel gives to clients: one of theirs may be taken before anybody listens on it, even by
 * the client that waits for the listener.
 */
export async function freePort(): Promise<number> {
  while (true) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

/** Nobody may listen on them yet, and a test with many processes would be given one of them twice. */
const given = new Set<number>();

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise(resolve => execFile(command, [...args], error => resolve(!error)));
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

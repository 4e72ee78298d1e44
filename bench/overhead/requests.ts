import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Every request belongs to a run. */
export interface Target {
  readonly url: string;
  readonly baggage: string;
}

/** Requests at a fixed rate, whether those before are answered or not; milliseconds that each took. */
export async function atRate(target: Target, rate: number, seconds: number): Promise<number[]> {
  return withConnections(async answered => {
    const start = performance.now();
    const requests: Promise<number>[] = [];
    for (let sent = 0; sent < rate * seconds; sent += 1) {
      const due = start + (sent * 1000) / rate;
      while (performance.now() < due) await sleep(Math.max(0, due - performance.now()));
      const request = answered(target);
      // Waited for below, with all the others.
      request.catch(() => {});
      requests.push(request);
    }
    return Promise.all(requests);
  });
}

/** As many as a few clients get answered, one after the other each. */
export async function asMany(target: Target, clients: number, seconds: number): Promise<number> {
  return withConnections(async answered => {
    const end = performance.now() + seconds * 1000;
    let count = 0;
    const client = async () => {
      for (; performance.now() < end; count += 1) await answered(target);
    };
    await Promise.all(Array.from({ length: clients }, client));
    return count;
  });
}

/** Asks until there is an answer. */
export async function firstAnswer(target: Target, withinMs: number): Promise<void> {
  for (const deadline = performance.now() + withinMs; ; await sleep(5)) {
    try {
      await withConnections(answered => answered(target));
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

async function withConnections<T>(work: (answered: (target: Target) => Promise<number>) => Promise<T>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  try {
    return await work(target => request(target, agent));
  } finally {
    agent.destroy();
  }
}

function request(target: Target, agent: Agent): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = get(target.url, { agent, headers: { baggage: target.baggage } }, answer => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`${target.url} answered ${answer.statusCode}`));
      });
    });
    sent.on('error', error => {
      // A server may close a connection that has waited, just when it is taken again.
      if (sent.reusedSocket) request(target, agent).then(resolve, reject);
      else reject(error);
    });
  });
}

import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A share of a core for whatever is started by a command, as `limits.cpu` of a container is one. */
export interface ProcessorLimit {
  /** The command, to put before another. */
  readonly on: readonly string[];
  /** After all that was started has ended. */
  remove(): Promise<void>;
}

const PERIOD = 100_000;

/** Control groups of version 1 and of version 2. */
const KINDS = [
  { root: '/sys/fs/cgroup/cpu', file: 'cpu.cfs_quota_us', text: (quota: number) => `${quota}` },
  { root: '/sys/fs/cgroup', file: 'cpu.max', text: (quota: number) => `${quota} ${PERIOD}` },
];

/** Undefined where this user may not make control groups. */
export function processorLimit(cores: number): ProcessorLimit | undefined {
  for (const { root, file, text } of KINDS) {
    const group = join(root, `botanu-overhead-${process.pid}-${cores}`);
    try {
      mkdirSync(group);
    } catch {
      continue;
    }
    try {
      // Not created: a group has the file only where the processor is shared out by groups.
      writeFileSync(join(group, file), text(cores * PERIOD), { flag: 'r+' });
      const entered = `echo $$ > ${join(group, 'cgroup.procs')} && exec "$@"`;
      return { on: ['sh', '-c', entered, 'sh'], remove: () => removed(group) };
    } catch {
      rmdirSync(group);
    }
  }
  return undefined;
}

/** A group goes away only when its last process is gone from the kernel too. */
async function removed(group: string): Promise<void> {
  for (let attempts = 50; ; attempts -= 1) {
    try {
      return rmdirSync(group);
    } catch (error) {
      if (attempts === 0) throw error;
      await sleep(100);
    }
  }
}

import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** No build takes that long: whoever holds a lock for longer has a reused process id. */
const STALE_AFTER_MS = 60 * 60 * 1000;

/**
 * Runs work while holding a lock file; others wait. A lock whose holder has died is taken over. That can, at
 * worst, let two build the same thing at once, which costs time but breaks nothing: see build-once.ts.
 */
export async function withLock<T>(lock: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  for (let turns = 0; !take(lock); turns++) {
    if (turns === 1) onWait();
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await sleep(250);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A link appears with its content, whereas a file that is created first and written then can be read empty. */
function take(lock: string): boolean {
  const mine = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, `${process.pid}`);
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine);
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    return Date.now() - statSync(lock).mtimeMs > STALE_AFTER_MS || !isAlive(holder);
  } catch {
    return false; // Given back in this very moment.
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a cluster and its pods wrote, kept for whoever has to find out why a test failed. */
import { cpSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningProcess } from '../processes';
import type { Client } from './client';

export interface LogSources {
  readonly components: readonly RunningProcess[];
  readonly client?: Client;
  /** Folder in which kubelet keeps what containers write. */
  readonly podLogs?: string;
}

/** Writes everything into a folder that stays, and gives its path. */
export async function saveLogs({ components, client, podLogs }: LogSources): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-logs-of-cluster-'));
  for (const { name, output } of components)
    writeFileSync(join(folder, `${name}.log`), output(), { flag: 'a' });
  const asked = {
    events: ['get', 'events', '-A', '--sort-by=.lastTimestamp'],
    pods: ['describe', 'pods', '-A'],
  };
  for (const [name, args] of Object.entries(asked)) {
    const answer = await client?.tryKubectl(args);
    if (answer) writeFileSync(join(folder, `${name}.txt`), answer.stdout + answer.stderr);
  }
  if (podLogs && existsSync(podLogs)) cpSync(podLogs, join(folder, 'pods'), { recursive: true });
  return folder;
}

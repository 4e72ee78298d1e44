/** Does for one container of a pod what kubelet does, on this machine: copies, mounts, and fills in its variables. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PodSpec } from '../../src';
import type { Agent } from '../../src/telemetry/agents/agent';
import { hookFolder } from '../../test/support/hook-folder';
import type { ProcessorLimit } from './processor-limit';

const execute = promisify(execFile);

export interface MountedPod {
  /** All variables of the container. */
  readonly env: Readonly<Record<string, string>>;

  /** What the init container did, where there is one. */
  readonly copied?: { readonly seconds: number; readonly MiB: number; readonly files: number };

  remove(): void;
}

/**
 * Volumes are in memory where that can be: ext4 without a journal is slow to give out the numbers of files that were
 * deleted a minute ago, and here thousands of them are, again and again.
 */
const VOLUMES = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** `imageFolder` is what the agent's image has as /autoinstrumentation, or where its /javaagent.jar lies. */
export async function mountPod(
  spec: PodSpec,
  agent: Agent,
  imageFolder: string,
  limit?: ProcessorLimit,
): Promise<MountedPod> {
  const folder = mkdtempSync(join(VOLUMES, 'botanu-pod-'));
  const hook = (spec.volumes ?? []).find(volume => 'configMap' in volume);
  const hookFiles = hook && hookFolder(agent.hookFiles);
  const folderOf = (volume: string) => (volume === hook?.name ? (hookFiles as string) : join(folder, volume));
  for (const volume of spec.volumes ?? []) if (volume !== hook) mkdirSync(folderOf(volume.name));

  const [copying] = spec.initContainers ?? [];
  const [application] = spec.containers;
  const here = (text: string, { volumeMounts = [] }: PodSpec['containers'][number]) =>
    withFolders(text, new Map(volumeMounts.map(({ name, mountPath }) => [mountPath, folderOf(name)])));

  let copied: MountedPod['copied'];
  if (copying) {
    const inImage = new Map([
      ['/autoinstrumentation', imageFolder],
      ['/javaagent.jar', join(imageFolder, 'javaagent.jar')],
    ]);
    const command = (copying.command ?? []).map(word => here(withFolders(word, inImage), copying));
    copied = { seconds: await secondsOf(command, limit), ...(await sizeOf(folderOf(copying.name))) };
  }
  return {
    env: variablesOf(application, text => here(text, application)),
    copied,
    remove: () => {
      for (const made of [folder, hookFiles]) if (made) rmSync(made, { recursive: true, force: true });
    },
  };
}

/** Mount paths become folders of this machine, where they stand as a whole item of a list or begin one. */
function withFolders(text: string, folders: ReadonlyMap<string, string>): string {
  const paths = [...folders.keys()].sort((a, b) => b.length - a.length).join('|');
  return paths === ''
    ? text
    : text.replace(
        new RegExp(`(?<![^\\s:])(${paths})(?![^/\\s:])`, 'g'),
        path => folders.get(path) as string,
      );
}

async function secondsOf([program, ...args]: readonly string[], limit?: ProcessorLimit): Promise<number> {
  const [first, ...rest] = [...(limit?.on ?? []), program, ...args];
  const start = process.hrtime.bigint();
  await execute(first, rest);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** What a volume's limit is held against: blocks, as du counts them. */
async function sizeOf(folder: string): Promise<{ MiB: number; files: number }> {
  const kibibytes = Number.parseInt((await execute('du', ['-sk', folder])).stdout, 10);
  const files =
    (await execute('find', [folder, '-type', 'f'], { maxBuffer: 1e9 })).stdout.split('\n').length - 1;
  return { MiB: kibibytes / 1024, files };
}

const FIELDS: Readonly<Record<string, string>> = {
  'status.hostIP': '127.0.0.1',
  'status.podIP': '127.0.0.1',
  'metadata.name': 'shop-0',
  'spec.nodeName': 'node-0',
};

function variablesOf({ env = [] }: PodSpec['containers'][number], here: (text: string) => string) {
  const known: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    const field = (valueFrom as { fieldRef?: { fieldPath: string } } | undefined)?.fieldRef?.fieldPath;
    const text = value ?? FIELDS[field ?? ''] ?? '';
    known[name] = here(text.replace(/\$\((\w+)\)/g, (all, other) => known[other] ?? all));
  }
  return known;
}

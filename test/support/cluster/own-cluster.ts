/** A cluster that the machine has already, in place of one that the test starts. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clientOf } from './client';
import type { Cluster } from './cluster';
import { type Image, imageArchive } from './image';

/** Names a context of the user's own kubeconfig. */
export const OWN_CONTEXT = 'BOTANU_TEST_KUBECONTEXT';
/** A command that loads an archive, whose path is appended: `kind load image-archive`. */
export const OWN_LOADER = 'BOTANU_TEST_LOAD_IMAGE';

/** Its API server would not find our process, and we do not have its keys. */
const NOT_OURS = `nothing can be started beside a cluster that was there before: unset ${OWN_CONTEXT}`;

export async function connectToOwnCluster(images: readonly Image[]): Promise<Cluster> {
  const context = process.env[OWN_CONTEXT];
  const client = clientOf({
    kubeconfig: process.env.KUBECONFIG ?? join(homedir(), '.kube', 'config'),
    kubectl: 'kubectl',
    context,
  });
  await client.kubectl(['get', '--raw', '/readyz']);
  const load = async (more: readonly Image[]) => {
    for (const image of more) await loadByCommand(await imageArchive(image));
  };
  await load(images);
  const [node] = await client.list('nodes');
  return {
    ...client,
    address: node.status.addresses[0].address,
    get folder(): string {
      throw new Error(NOT_OURS);
    },
    start: () => {
      throw new Error(NOT_OURS);
    },
    load,
    saveLogs: async () => `${context}, which goes on running`,
    stop: async () => undefined,
  };
}

async function loadByCommand(archive: string): Promise<void> {
  const [command, ...args] = (process.env[OWN_LOADER] ?? '').split(' ').filter(Boolean);
  if (!command)
    throw new Error(`set ${OWN_LOADER} to a command that loads an image archive: kind load image-archive`);
  await promisify(execFile)(command, [...args, archive]);
}

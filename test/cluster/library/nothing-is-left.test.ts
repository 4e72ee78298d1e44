/** However the owner of a cluster ends, nothing of the cluster stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/cluster/client';
import { startCluster } from '../../support/cluster/cluster';

/** Whatever of clusters is on this machine: a set, because another one may be running beside this test. */
function traces(): Set<string> {
  const pids = readdirSync('/proc').filter(name => /^[0-9]+$/.test(name));
  const namespaces = pids.flatMap(pid =>
    ['net', 'mnt', 'pid'].map(kind => linkOf(`/proc/${pid}/ns/${kind}`)).filter(link => link !== undefined),
  );
  const commands = pids.map(pid => contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
  return new Set([
    ...namespaces,
    ...commands.filter(command =>
      /kube-apiserver|kubelet|containerd|etcd|coredns|kube-proxy|busybox sleep/.test(command),
    ),
    ...Object.keys(networkInterfaces()).filter(name => name.startsWith('botanu')),
    ...contentOf('/proc/mounts')
      .split('\n')
      .filter(line => line.includes('botanu')),
    ...(existsSync('/run/netns') ? readdirSync('/run/netns') : []),
  ]);
}

const linkOf = (path: string) => {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // It ended, or is the kernel's own.
  }
};
const contentOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** A cluster that another process owns. */
async function owned(kind: string): Promise<ChildProcess> {
  const root = join(__dirname, '..', '..', '..');
  const script = join(root, 'test/support/cluster/owner.ts');
  const child = spawn(process.execPath, [join(root, 'node_modules/.bin/ts-node'), script, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', data => /^up /m.test(String(data)) && resolve());
    child.on('exit', code => reject(new Error(`the owner ended with ${code}`)));
  });
  return child;
}

const more = (before: Set<string>) => [...traces()].filter(trace => !before.has(trace));

test.each([
  ['a cluster', 'real', 'SIGKILL'],
  ['a cluster', 'real', 'SIGINT'],
  ['a cluster without pods', 'fake', 'SIGKILL'],
] as const)(
  'of %s (%s) when its owner is ended by %s',
  async (_what, kind, signal) => {
    const before = traces();
    const owner = await owned(kind);
    expect(more(before).filter(trace => /kube-apiserver/.test(trace))).not.toEqual([]);
    process.kill(-(owner.pid as number), signal);
    await until('the end of everything', 10_000, async () => {
      const left = more(before);
      return left.length === 0 || { still: left.join('\n') };
    });
  },
  60_000,
);

test('when it is stopped, and its folder and its cgroups go too', async () => {
  const before = traces();
  const cluster = await startCluster();
  const folder = join(cluster.kubeconfig, '..');
  expect(existsSync(folder)).toBe(true);
  await cluster.stop();
  expect(more(before)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync('/sys/fs/cgroup/').filter(name => name.startsWith('botanu'))).toEqual([]);
}, 60_000);

test('what a killed owner could not remove, its folder, the next cluster removes', async () => {
  const owner = await owned('real');
  process.kill(-(owner.pid as number), 'SIGKILL');
  await once(owner, 'exit');
  const folders = () => readdirSync('/tmp').filter(name => name.startsWith(`botanu-cluster-${owner.pid}-`));
  expect(folders()).toHaveLength(1);
  await (await startCluster()).stop();
  expect(folders()).toEqual([]);
}, 60_000);

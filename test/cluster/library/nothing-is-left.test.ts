/** However the owner of a cluster ends, nothing of the cluster stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { until } from '../../support/cluster/client';
import { startCluster } from '../../support/cluster/cluster';

/** All of one cluster that is on this machine; another one may be running beside this test. */
interface Traces {
  /** Network, mounts and process ids of its own. The kernel gives their numbers to others later. */
  readonly namespaces: ReadonlySet<string>;
  readonly pids: ReadonlySet<string>;
  readonly folder: string;
  /** Our end of its cable. */
  readonly cable: string | undefined;
}

function tracesOf(kubeconfig: string): Traces {
  const folder = dirname(kubeconfig);
  const own = new Set(['net', 'mnt', 'pid'].map(kind => linkOf(`/proc/self/ns/${kind}`)));
  const namespaces = processes()
    .filter(({ command }) => command.includes(folder))
    .flatMap(({ pid }) => namespacesOf(pid))
    .filter(namespace => !own.has(namespace));
  const isOwn = ({ pid, command }: Process) =>
    command.includes(folder) || namespacesOf(pid).some(namespace => namespaces.includes(namespace));
  const pids = new Set(
    processes()
      .filter(isOwn)
      .map(({ pid }) => pid),
  );
  const { server } = JSON.parse(readFileSync(kubeconfig, 'utf8')).clusters[0].cluster;
  const number = /^https:\/\/10\.250\.([0-9]+)\./.exec(server)?.[1];
  return { namespaces: new Set(namespaces), pids, folder, cable: number && `botanu${number}` };
}

/** What of it is still there, besides its folder. */
function leftOf({ namespaces, pids, folder, cable }: Traces): string[] {
  const alive = processes().filter(
    ({ pid, command }) =>
      command.includes(folder) ||
      (pids.has(pid) && namespacesOf(pid).some(namespace => namespaces.has(namespace))),
  );
  return [
    ...alive.map(({ command }) => command),
    ...Object.keys(networkInterfaces()).filter(name => name === cable),
    ...contentOf('/proc/mounts')
      .split('\n')
      .filter(line => line.includes(folder)),
  ];
}

type Process = { readonly pid: string; readonly command: string };

const processes = (): Process[] =>
  readdirSync('/proc')
    .filter(name => /^[0-9]+$/.test(name))
    .map(pid => ({ pid, command: contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }));

const namespacesOf = (pid: string) =>
  ['net', 'mnt', 'pid'].flatMap(kind => linkOf(`/proc/${pid}/ns/${kind}`) ?? []);

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
async function owned(kind: string): Promise<{ owner: ChildProcess; kubeconfig: string }> {
  const root = join(__dirname, '..', '..', '..');
  const script = join(root, 'test/support/cluster/owner.ts');
  const owner = spawn(process.execPath, [join(root, 'node_modules/.bin/ts-node'), script, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const kubeconfig = await new Promise<string>((resolve, reject) => {
    let text = '';
    owner.stdout?.on('data', data => {
      text += data;
      const up = /^up (.*)$/m.exec(text);
      if (up) resolve(up[1]);
    });
    owner.on('exit', code => reject(new Error(`the owner ended with ${code}`)));
  });
  return { owner, kubeconfig };
}

test.each([
  ['a cluster', 'real', 'SIGKILL'],
  ['a cluster', 'real', 'SIGINT'],
  ['a cluster without pods', 'fake', 'SIGKILL'],
] as const)(
  'of %s (%s) when its owner is ended by %s',
  async (_what, kind, signal) => {
    const { owner, kubeconfig } = await owned(kind);
    const traces = tracesOf(kubeconfig);
    expect(leftOf(traces).filter(trace => /kube-apiserver/.test(trace))).not.toEqual([]);
    expect(traces.namespaces.size).toBe(kind === 'real' ? 3 : 0);
    process.kill(-(owner.pid as number), signal);
    await until('the end of everything', 10_000, async () => {
      const left = leftOf(traces);
      return left.length === 0 || { still: left.join('\n') };
    });
  },
  60_000,
);

test('when it is stopped, and its folder and its cgroups go too', async () => {
  const cluster = await startCluster();
  const traces = tracesOf(cluster.kubeconfig);
  const cgroups = () => allCgroups().filter(path => path.endsWith(basename(traces.folder)));
  expect(existsSync(traces.folder)).toBe(true);
  expect(cgroups()).not.toEqual([]);
  await cluster.stop();
  expect(leftOf(traces)).toEqual([]);
  expect(existsSync(traces.folder)).toBe(false);
  expect(cgroups()).toEqual([]);
}, 60_000);

test('what a killed owner could not remove, its folder and its cgroups, the next cluster removes', async () => {
  const { owner, kubeconfig } = await owned('real');
  const folder = dirname(kubeconfig);
  const left = () =>
    [folder, ...allCgroups()].filter(path => path.endsWith(basename(folder)) && existsSync(path));
  process.kill(-(owner.pid as number), 'SIGKILL');
  await once(owner, 'exit');
  expect(left().length).toBeGreaterThan(1);
  await (await startCluster()).stop();
  expect(left()).toEqual([]);
}, 60_000);

test('of `npm test` itself, when it is killed in the middle of a level', async () => {
  const root = join(__dirname, '..', '..', '..');
  const mark = `BOTANU_MARK=${randomUUID()}`;
  const marked = () => processes().filter(({ pid }) => contentOf(`/proc/${pid}/environ`).includes(mark));
  const [name, value] = mark.split('=');
  const all = spawn(
    process.execPath,
    [join(root, 'node_modules/.bin/ts-node'), 'test/run-levels.ts', 'unit'],
    {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, [name]: value },
    },
  );
  const busy = () => marked().some(({ command }) => /bin\/(tsc|jest|biome)/.test(command));
  await until('a level at work', 20_000, async () => busy() || { still: 'nothing runs' });
  all.kill('SIGKILL');
  await until('its end', 10_000, async () => {
    const left = marked();
    return left.length === 0 || { still: left.map(({ command }) => command).join('\n') };
  });
}, 60_000);

/** At the top of each hierarchy. */
function allCgroups(): string[] {
  const root = '/sys/fs/cgroup';
  const folders = (folder: string) =>
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  return [...folders(root), ...folders(root).flatMap(folders)];
}

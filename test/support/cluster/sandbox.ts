/**
 * The namespaces that a cluster lives in: its own network, its own mounts, its own process ids.
 *
 * Process 1 in there does nothing but wait. When it ends, the kernel ends every process of the namespace, whoever started
 * it (containerd's shims, the pods), and with the last process go the mounts and the network. Process 1 itself ends with
 * the process that started it, however that one ends. So nothing is left behind by `kill -9` either.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProcessOptions, type RunningProcess, startProcess } from '../processes';

export interface Sandbox {
  /** Folder that both sides see: keys, configuration, logs. */
  readonly folder: string;
  /** Address in there at which it can be reached from here. */
  readonly address: string;
  /** Cgroup below which the pods are. */
  readonly cgroup: string;
  /** The path of a file in there, as it is seen from here. */
  path(inside: string): string;
  /** Starts a process in there. */
  start(name: string, command: string, options?: ProcessOptions): RunningProcess;
  /** Ends every process in there, at once, and removes what is left. */
  stop(): Promise<void>;
}

/** Folder in the sandbox's own memory: what is written there is gone with it. */
export const STATE = '/run/botanu';

const PREFIX = 'botanu-cluster-';
const NETWORK = '10.250';

/** Mounts of its own where the programs of a node insist on fixed paths; then waits, and buries who dies in there. */
const INIT = `set -e
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/log
mkdir -p /var/lib/cni && mount -t tmpfs tmpfs /var/lib/cni
mkdir -p ${STATE} /run/netns
ip link set lo up
ip link add nowhere type dummy && ip link set nowhere up && ip route add default dev nowhere
sysctl -qw net.ipv4.ip_forward=1
sysctl -qw net.bridge.bridge-nf-call-iptables=1 || true
echo ready
while :; do sleep 86400 & wait; done`;

/** Says in one sentence why there can be no sandbox on this machine, or nothing when there can. */
export function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return `a cluster needs Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0)
    return 'a cluster needs root, for its network and its containers: run this as root';
  for (const program of ['unshare', 'nsenter', 'setpriv', 'ip', 'sysctl', 'mount']) {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    } catch {
      return `${program} is not on the PATH: install util-linux, iproute2 and procps`;
    }
  }
  try {
    execFileSync('unshare', ['--mount', '--net', '--pid', '--fork', 'true'], { stdio: 'ignore' });
  } catch {
    return 'this root may not make namespaces, as in a container without privileges: run this on the machine itself';
  }
  return undefined;
}

export async function startSandbox(): Promise<Sandbox> {
  const why = whyNoSandbox();
  if (why) throw new Error(why);
  const folder = clusterFolder();
  const cgroup = `/${folder.split('/').at(-1)}`;
  for (const controller of controllers()) makeCgroup(controller, cgroup);
  const outer = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'unshare', '--mount', '--net', '--pid', '--fork', '--kill-child=KILL'],
      ...['--mount-proc', 'sh', '-c', INIT],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  try {
    await ready(outer);
    const init = childOf(outer.pid as number);
    const address = connect(init);
    outer.unref();
    return {
      folder,
      address,
      cgroup,
      path: inside => `/proc/${init}/root${inside}`,
      start: (name, command, options = {}) =>
        startProcess(name, 'nsenter', {
          ...options,
          args: ['--target', `${init}`, '--mount', '--net', '--pid', '--', command, ...(options.args ?? [])],
        }),
      stop: async () => {
        await ended(outer);
        removeCgroups(cgroup);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await ended(outer);
    removeCgroups(cgroup);
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function ready(outer: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (data: Buffer) => {
      text += data;
      if (/^ready$/m.test(text)) resolve();
    };
    outer.stdout?.on('data', read);
    outer.stderr?.on('data', read);
    outer.on('error', reject);
    outer.on('close', () => reject(new Error(`the namespaces of a cluster could not be made:\n${text}`)));
  });
}

function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** A cable between here and there. No route leads on from there, so nothing that runs in a pod gets out. */
function connect(init: number): string {
  const taken = Object.keys(networkInterfaces()).filter(name => name.startsWith('botanu'));
  for (let number = 1; number < 255; number++) {
    const name = `botanu${number}`;
    if (taken.includes(name)) continue;
    try {
      execFileSync('ip', ['link', 'add', name, 'type', 'veth', 'peer', 'name', 'node', 'netns', `${init}`], {
        stdio: 'pipe',
      });
    } catch {
      continue; // Another test was faster.
    }
    const address = `${NETWORK}.${number}.1`;
    execFileSync('ip', ['address', 'add', `${NETWORK}.${number}.254/24`, 'dev', name]);
    execFileSync('ip', ['link', 'set', name, 'up']);
    const inside = (...args: string[]) =>
      execFileSync('nsenter', ['--target', `${init}`, '--net', 'ip', ...args]);
    inside('address', 'add', `${address}/24`, 'dev', 'node');
    inside('link', 'set', 'node', 'up');
    return address;
  }
  throw new Error('254 clusters are running on this machine already');
}

/** Waits until the kernel has ended all of them: what they held is free then. */
async function ended(outer: ChildProcess): Promise<void> {
  if (outer.exitCode !== null || outer.signalCode !== null) return;
  const end = new Promise(resolve => outer.on('exit', resolve));
  outer.ref();
  const init = childOf(outer.pid as number);
  if (init > 0) process.kill(init, 'SIGKILL');
  else outer.kill('SIGKILL');
  await end;
}

// --------------------------------------------------------------------------------------------------- cgroups

/** Roots of the hierarchies: one in version 2, one a controller in version 1. */
function controllers(): string[] {
  const root = '/sys/fs/cgroup';
  if (!existsSync(root)) return [];
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => join(root, name));
}

function makeCgroup(controller: string, cgroup: string): void {
  mkdirSync(join(controller, cgroup));
}

/** Cgroups are folders that hold no files of ours: only empty ones can be removed, from the innermost on. */
function removeCgroups(cgroup: string): void {
  for (const controller of controllers()) removeTree(join(controller, cgroup));
}

function removeTree(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  for (const deadline = Date.now() + 5_000; ; ) {
    try {
      return rmdirSync(folder);
    } catch (error) {
      if (!existsSync(folder)) return; // Another test was faster.
      if (Date.now() > deadline) throw error;
    }
  }
}

/** A folder for one cluster, named after the process that owns it. */
export function clusterFolder(): string {
  removeWhatDiedHere();
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** A test that was killed could not remove its folder and its cgroups; the next one does. */
function removeWhatDiedHere(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}([0-9]+)-`).exec(name)?.[1];
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue;
    removeCgroups(`/${name}`);
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/**
 * A Kubernetes cluster for a test, as real as it gets without a second machine. See README.md.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ToolName, tool } from '../../../tools/tool';
import { freePort, type RunningProcess, startProcess, stopAll } from '../processes';
import { type Client, clientOf } from './client';
import { type Flags, startControlPlane } from './control-plane';
import { type Image, imageArchive } from './image';
import { fakeNodes, startKwok } from './kwok';
import { saveLogs } from './logs';
import { dnsService, PAUSE_IMAGE, startNode } from './node';
import { connectToOwnCluster, OWN_CONTEXT } from './own-cluster';
import { clusterFolder, STATE, startSandbox } from './sandbox';

/** The versions of Kubernetes that can be had, as tools/catalogue.ts names them. */
export type KubernetesVersion = Extract<ToolName, `kubernetes${string}`>;

export interface ClusterOptions {
  /** @default 'kubernetes' */
  readonly kubernetes?: KubernetesVersion;
  /** Images that pods can be made of; none is ever pulled. */
  readonly images?: readonly Image[];
  /** Nodes by kwok, whose pods are "Running" without a process. Pods come to them only if they tolerate it. @default 0 */
  readonly fakeNodes?: number;
  /** Of the API server: `MutatingAdmissionPolicy=true`. */
  readonly featureGates?: string;
  /** Of the control plane's programs, after all others. */
  readonly flags?: Flags;
}

type Environment = Readonly<Record<string, string>>;

export interface Cluster extends Client {
  /** Address of the node, which is also that of the API server. */
  readonly address: string;
  /** Folder of its keys and configuration, which goes with it. */
  readonly folder: string;
  /** Starts a program beside its components, at its address. What it writes is among the logs. */
  start(name: string, command: string, args: readonly string[], env?: Environment): RunningProcess;
  /** Loads further images. */
  load(images: readonly Image[]): Promise<void>;
  /** What every component and every pod wrote, in a folder that stays. Gives its path. */
  saveLogs(): Promise<string>;
  /** Ends everything, and leaves nothing. */
  stop(): Promise<void>;
}

/** Starts a cluster of one node with real pods. Takes about five seconds, root, and Linux. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  if (process.env[OWN_CONTEXT]) return connectToOwnCluster(options.images ?? []);
  const { images = [], featureGates, flags } = options;
  const [kubernetes, etcd, coredns, debian] = await Promise.all([
    tool(options.kubernetes ?? 'kubernetes'),
    tool('etcd'),
    tool('coredns'),
    tool('debian-node'),
  ]);
  const archives = Promise.all([pause(debian), ...images].map(imageArchive));
  const sandbox = await startSandbox();
  const components: RunningProcess[] = [];
  const start: Cluster['start'] = (name, command, args, env = {}) => {
    components.push(sandbox.start(name, command, { args, env }));
    return components.at(-1) as RunningProcess;
  };
  const stop = async () => {
    await sandbox.stop();
    await stopAll(components, NO_PATIENCE);
  };
  const logs = (client?: Client) => saveLogs({ components, client, podLogs: sandbox.path('/var/log/pods') });
  try {
    const { address, folder } = sandbox;
    const ports = { api: 6443, etcd: 2379, etcdPeer: 2380, controllers: 10257, scheduler: 10259 };
    const plane = {
      start,
      programs: { etcd, kubernetes },
      folder,
      data: STATE,
      address,
      ports,
      featureGates,
      flags,
    };
    const kubeconfig = await startControlPlane(plane);
    const client = clientOf({ kubeconfig, kubectl: join(kubernetes, 'kubectl') });
    const node = await startNode({ start, sandbox, programs: { kubernetes, coredns, debian }, kubeconfig });
    await client.apply(dnsService(address));
    for (const archive of await archives) await node.importImage(archive);
    if (options.fakeNodes) {
      startKwok(start, await tool('kwok'), kubeconfig, folder);
      await client.apply(fakeNodes(options.fakeNodes));
    }
    return {
      ...client,
      address,
      folder,
      start,
      load: async more => {
        for (const archive of await Promise.all(more.map(imageArchive))) await node.importImage(archive);
      },
      saveLogs: () => logs(client),
      stop,
    };
  } catch (error) {
    const where = await logs();
    await stop();
    throw new Error(`${(error as Error).message}\nwhat its components wrote is in ${where}`);
  }
}

/** Starts an API server on loopback, with controllers and nodes that are not there. Takes three seconds, and no root. */
export async function startFakeCluster(options: Omit<ClusterOptions, 'images'> = {}): Promise<Cluster> {
  const [kubernetes, etcd, kwok] = await Promise.all([
    tool(options.kubernetes ?? 'kubernetes'),
    tool('etcd'),
    tool('kwok'),
  ]);
  const folder = clusterFolder();
  const components: RunningProcess[] = [];
  const start: Cluster['start'] = (name, command, args, env = {}) => {
    components.push(startProcess(name, command, { args, env }));
    return components.at(-1) as RunningProcess;
  };
  const stop = async () => {
    await stopAll(components, NO_PATIENCE);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [api, etcdPort, etcdPeer, controllers, scheduler] = await Promise.all(
      Array.from({ length: 5 }, () => freePort()),
    );
    const ports = { api, etcd: etcdPort, etcdPeer, controllers, scheduler };
    const data = join(folder, 'data');
    mkdirSync(data);
    const { featureGates, flags } = options;
    const address = '127.0.0.1';
    const plane = {
      start,
      programs: { etcd, kubernetes },
      folder,
      data,
      address,
      ports,
      featureGates,
      flags,
    };
    const kubeconfig = await startControlPlane(plane);
    startKwok(start, kwok, kubeconfig, folder);
    const client = clientOf({ kubeconfig, kubectl: join(kubernetes, 'kubectl') });
    await client.apply(fakeNodes(options.fakeNodes ?? 1));
    return {
      ...client,
      address,
      folder,
      start,
      load: async () => undefined, // Nothing runs, so nothing is missing.
      saveLogs: () => saveLogs({ components, client }),
      stop,
    };
  } catch (error) {
    const where = await saveLogs({ components });
    await stop();
    throw new Error(`${(error as Error).message}\nwhat its components wrote is in ${where}`);
  }
}

/** Nothing that a test's API server could still finish is worth waiting for. */
const NO_PATIENCE = 0;

/** The process that holds a pod's network: it must stay alive, and nothing else. */
const pause = (debian: string): Image => ({
  name: PAUSE_IMAGE,
  layers: [{ from: join(debian, 'bin/busybox'), to: '/bin/busybox' }],
  entrypoint: ['/bin/busybox', 'sleep', '1000000'],
});

import type { Client } from './client';
import { type Cluster, type ClusterOptions, startCluster } from './cluster';

/** A cluster for the tests of a file. What it wrote is kept when one of them fails. */
export function useCluster(
  options: () => Promise<ClusterOptions> | ClusterOptions = () => ({}),
  start: (options: ClusterOptions) => Promise<Cluster> = startCluster,
): () => Cluster {
  // Pods take their time, above all to end.
  jest.setTimeout(180_000);
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await start(await options());
  }, 600_000);
  afterAll(async () => {
    const { someTestFailed } = globalThis as { someTestFailed?: boolean };
    if (cluster && someTestFailed)
      process.stderr.write(`the cluster's logs are in ${await cluster.saveLogs()}\n`);
    await cluster?.stop();
  }, 60_000);
  return () => {
    if (!cluster) throw new Error('the cluster is there only within a test');
    return cluster;
  };
}

export type { Client, Cluster };

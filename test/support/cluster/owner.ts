/** A cluster in a process of its own, for the tests that kill its owner. */
import { startCluster, startFakeCluster } from './cluster';

async function main(): Promise<void> {
  const [kind] = process.argv.slice(2);
  const cluster = await (kind === 'fake' ? startFakeCluster() : startCluster());
  process.stdout.write(`up ${cluster.kubeconfig}\n`);
  setInterval(() => undefined, 1_000);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

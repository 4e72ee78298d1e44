import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { tool } from '../../tools/tool';
import { freePort, type RunningProcess, startProcess } from './processes';

/** A collector's configuration, as YAML would be read. */
export type CollectorConfiguration = Record<string, any>;

/** A collector in a process of its own, on loopback. */
export interface RunningCollector {
  /** Address of its OTLP receiver for gRPC: `127.0.0.1:4317`. */
  readonly grpc: string;
  /** URL of its OTLP receiver for HTTP: `http://127.0.0.1:4318`. */
  readonly http: string;
  /** URL of its own metrics, for Prometheus: `http://127.0.0.1:8888/metrics`. */
  readonly metrics: string;

  /** The present process. */
  readonly pid: () => number;

  /** What the present process wrote. */
  output(): string;

  /** Kills the process as the kernel would, and starts another on the same ports and the same disk. */
  crash(): Promise<void>;

  /** Asks the process to end, as kubelet does, and waits; says after how many seconds it did. */
  terminate(): Promise<number>;

  /** Starts a process again after `terminate`. */
  start(): Promise<void>;

  stop(): Promise<void>;
}

export interface CollectorOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A command to run the collector by: `taskset -c 0`. */
  readonly on?: readonly string[];
}

/** Starts a collector with a configuration of which only addresses, and the folder of its queue, are replaced. */
export async function startCollector(
  configuration: CollectorConfiguration,
  { env, on = [] }: CollectorOptions = {},
): Promise<RunningCollector> {
  const [grpc, http, health, metrics] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), 'botanu-collector-'));
  const file = join(folder, 'collector.yaml');
  writeFileSync(file, stringify(onThisMachine(configuration, { grpc, http, health, metrics }, folder)));
  const program = await tool('otelcol');
  let running: RunningProcess;

  const start = async () => {
    const [command, ...args] = [...on, program, '--config', file];
    running = startProcess('collector', command, { args, env });
    await running.says(/Everything is ready/);
  };
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    grpc: `127.0.0.1:${grpc}`,
    http: `http://127.0.0.1:${http}`,
    metrics: `http://127.0.0.1:${metrics}/metrics`,
    pid: () => running.pid,
    output: () => running.output(),
    start,
    stop,
    crash: async () => {
      process.kill(running.pid, 'SIGKILL');
      await running.ends();
      await start();
    },
    terminate: async () => {
      const asked = Date.now();
      process.kill(running.pid, 'SIGTERM');
      await running.ends(150_000);
      return (Date.now() - asked) / 1000;
    },
  };
}

type Ports = Record<'grpc' | 'http' | 'health' | 'metrics', number>;

/** Where the collector listens and writes; nothing else of the configuration is touched. */
function onThisMachine(
  configuration: CollectorConfiguration,
  ports: Ports,
  folder: string,
): CollectorConfiguration {
  const copy = structuredClone(configuration);
  const { protocols } = copy.receivers.otlp;
  if (protocols.grpc) protocols.grpc.endpoint = `127.0.0.1:${ports.grpc}`;
  if (protocols.http) protocols.http.endpoint = `127.0.0.1:${ports.http}`;
  const { health_check, file_storage } = copy.extensions ?? {};
  if (health_check) health_check.endpoint = `127.0.0.1:${ports.health}`;
  if (file_storage) {
    file_storage.directory = join(folder, 'queue');
    if (file_storage.compaction) file_storage.compaction.directory = join(folder, 'queue');
  }
  const own = copy.service.telemetry?.metrics?.readers[0].pull.exporter.prometheus;
  const pull = { exporter: { prometheus: { ...own, host: '127.0.0.1', port: ports.metrics } } };
  const metrics = { ...copy.service.telemetry?.metrics, readers: [{ pull }] };
  copy.service.telemetry = { ...copy.service.telemetry, metrics };
  return copy;
}

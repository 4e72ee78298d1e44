import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
  readonly process: RunningProcess;
  stop(): Promise<void>;
}

/** Starts a collector with a configuration of which only the addresses are replaced. */
export async function startCollector(configuration: CollectorConfiguration): Promise<RunningCollector> {
  const [grpc, http, health, metrics] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), 'botanu-collector-'));
  const file = join(folder, 'collector.yaml');
  writeFileSync(file, stringify(onLoopback(configuration, { grpc, http, health, metrics })));
  const running = startProcess('collector', await tool('otelcol'), { args: ['--config', file] });
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await running.says(/Everything is ready/);
  } catch (error) {
    await stop();
    throw error;
  }
  return { grpc: `127.0.0.1:${grpc}`, http: `http://127.0.0.1:${http}`, process: running, stop };
}

type Ports = Record<'grpc' | 'http' | 'health' | 'metrics', number>;

/** Where the collector listens; nothing else of the configuration is touched. */
function onLoopback(configuration: CollectorConfiguration, ports: Ports): CollectorConfiguration {
  const copy = structuredClone(configuration);
  const { protocols } = copy.receivers.otlp;
  if (protocols.grpc) protocols.grpc.endpoint = `127.0.0.1:${ports.grpc}`;
  if (protocols.http) protocols.http.endpoint = `127.0.0.1:${ports.http}`;
  if (copy.extensions?.health_check) copy.extensions.health_check.endpoint = `127.0.0.1:${ports.health}`;
  const pull = { exporter: { prometheus: { host: '127.0.0.1', port: ports.metrics } } };
  copy.service.telemetry = { ...copy.service.telemetry, metrics: { readers: [{ pull }] } };
  return copy;
}

/** Gives a batch the time to pass: what did not come by then does not come. */
export const settle = () => sleep(1_500);

/** What agents and gateway have in common. */
import type { z } from 'zod';
import { type Dynamic, eachEntry, entriesWhen, type Setting, type Settings } from '../values/expression';
import { bytes, divide, multiply } from '../values/functions';
import { type collectorSettings, USUAL_SETTINGS } from './collector-settings';

export type CollectorSettings = Settings<{
  [K in keyof typeof collectorSettings]: z.output<(typeof collectorSettings)[K]>;
}>;

/** What the place adds in which the collector runs. */
export interface Surroundings {
  /** The process's memory limit, a quantity. */
  readonly memoryLimit: Setting<string>;
  /** Folder under which the files of each Secret are mounted: `/etc/botanu/tls-ca/ca.crt`. */
  readonly secretsFolder: string;
  /** Folder of the queue that outlives the process. */
  readonly storageFolder: string;
  /** Whether every write to it is forced to the disk. */
  readonly fsync: Setting<boolean>;
  /** Processors of the place, before the others: pod and node names. */
  readonly processors?: Record<string, unknown>;
  readonly processorNames?: readonly string[];
  /** The address on which applications are listened to; empty: every address of the pod. */
  readonly listensOn?: string;
  /** Whether a test sends spans and wants to know what the run_id stage does with them. */
  readonly probes: Setting<boolean>;
  /** Where the gateway is, if there is one. */
  readonly gateway: GatewayAddress;
}

/** Where agents find the gateway. */
export interface GatewayAddress {
  /** Its Service: `host:port`. */
  readonly service: Setting<string>;
  /** The host name that stands for the addresses of all its pods. */
  readonly pods: Setting<string>;
}

export type Signal = 'traces' | 'metrics' | 'logs';
export const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

/** Port of the health check. */
export const HEALTH_PORT = 13133;

interface Block {
  enabled?: boolean;
  config?: Record<string, unknown>;
}

/** Components of the user's own, under the names that they gave. */
export function blocks(of: Dynamic<Record<string, Block>>, names: [string, string]): Record<string, unknown> {
  return eachEntry(of, names, (name, { enabled, config }) => entriesWhen(enabled, { [`${name}`]: config }));
}

/** The suffixes are those of Prometheus, and written down: they depend on these words, and rules on them. */
export function ownMetrics({ monitoring: { port } }: CollectorSettings, host = '') {
  return { host, port, without_scope_info: true, without_type_suffix: false, without_units: false };
}

export const MEBIBYTE = 1024 * 1024;

export function memoryLimiter(
  { memoryLimiter: limiter }: CollectorSettings,
  { memoryLimit }: Pick<Surroundings, 'memoryLimit'>,
) {
  const share = (percent: Setting<number>) => divide(multiply(bytes(memoryLimit), percent), 100 * MEBIBYTE);
  return {
    check_interval: limiter.checkInterval,
    limit_mib: share(limiter.limitPercentage),
    spike_limit_mib: share(limiter.spikeLimitPercentage),
  };
}

/** The garbage collector works hardest where the memory limiter, set up as usual, begins to refuse. */
export function usualGoMemoryLimit(memoryLimit: Setting<string>): string {
  const { limitPercentage, spikeLimitPercentage } = USUAL_SETTINGS.memoryLimiter;
  const refusesFrom = multiply(bytes(memoryLimit), limitPercentage - spikeLimitPercentage);
  return `${divide(refusesFrom, 100 * MEBIBYTE)}MiB`;
}

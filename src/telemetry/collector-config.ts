/**
 * A collector's configuration from its settings: receivers, processors, exporters, pipelines.
 *
 * There is no `batch` processor in it: that one acknowledges before it delivers and bounds batches in items only, so
 * that a full batch exceeds what a backend takes. The exporter's queue batches instead.
 */
import type { z } from 'zod';
import {
  type Dynamic,
  each,
  eachEntry,
  entriesWhen,
  fragment,
  ifAny,
  itemsWhen,
  neverEmpty,
  optional,
  type Setting,
  type Settings,
  when,
} from '../values/expression';
import {
  add,
  and,
  bytes,
  choose,
  contains,
  divide,
  equals,
  isSet,
  multiply,
  not,
  replaceAll,
  seconds,
  upper,
} from '../values/functions';
import type { collectorSettings } from './collector-settings';
import { runIdProcessors, runIdSteps } from './run-id-stage';

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
}

type Signal = 'traces' | 'metrics' | 'logs';
const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

/** Port of the health check. */
export const HEALTH_PORT = 13133;

/** Name of the exporter that `exporter` configures, whatever its protocol. */
export const MAIN_EXPORTER = { grpc: 'otlp_grpc', http: 'otlp_http' } as const;

export function collectorConfig(settings: CollectorSettings, place: Surroundings): Record<string, unknown> {
  const { receivers, processors, exporters } = settings;
  return {
    extensions: {
      health_check: { endpoint: `:${HEALTH_PORT}` },
      ...entriesWhen(isSet(settings.exporter.bearerTokenSecret.name), {
        bearertokenauth: {
          filename: `${place.secretsFolder}/bearer-token/${settings.exporter.bearerTokenSecret.key}`,
        },
      }),
      ...entriesWhen(equals(settings.delivery.mode, 'durable'), { file_storage: fileStorage(place) }),
    },
    receivers: neverEmpty({ otlp: otlpReceiver(settings), ...blocks(receivers, ['name', 'receiver']) }),
    processors: {
      memory_limiter: memoryLimiter(settings, place),
      ...place.processors,
      ...runIdProcessors(settings.runId),
      ...blocks(processors, ['name', 'processor']),
    },
    exporters: { ...mainExporter(settings, place), ...blocks(exporters, ['name', 'exporter']) },
    service: {
      telemetry: {
        metrics: {
          level: choose(settings.monitoring.detailed, 'detailed', 'normal'),
          readers: [{ pull: { exporter: { prometheus: ownMetrics(settings) } } }],
        },
      },
      extensions: [
        'health_check',
        ...itemsWhen(isSet(settings.exporter.bearerTokenSecret.name), ['bearertokenauth']),
        ...itemsWhen(equals(settings.delivery.mode, 'durable'), ['file_storage']),
      ],
      pipelines: neverEmpty(
        Object.assign({}, ...SIGNALS.map(signal => pipeline(signal, settings, place.processorNames ?? []))),
      ),
    },
  };
}

interface Block {
  enabled?: boolean;
  config?: Record<string, unknown>;
}

/** Components of the user's own, under the names that they gave. */
function blocks(of: Dynamic<Record<string, Block>>, names: [string, string]): Record<string, unknown> {
  return eachEntry(of, names, (name, { enabled, config }) => entriesWhen(enabled, { [`${name}`]: config }));
}

function otlpReceiver({ otlp: { grpc, http } }: CollectorSettings) {
  return neverEmpty({
    protocols: neverEmpty({
      ...entriesWhen(grpc.enabled, {
        grpc: { endpoint: `:${grpc.port}`, max_recv_msg_size_mib: grpc.maxRequestMiB },
      }),
      ...entriesWhen(http.enabled, { http: { endpoint: `:${http.port}` } }),
    }),
  });
}

/** The suffixes are those of Prometheus, and written down: they depend on these words, and rules on them. */
function ownMetrics({ monitoring: { port } }: CollectorSettings) {
  return { host: '', port, without_scope_info: true, without_type_suffix: false, without_units: false };
}

const MEBIBYTE = 1024 * 1024;

function memoryLimiter({ memoryLimiter: limiter }: CollectorSettings, { memoryLimit }: Surroundings) {
  const share = (percent: Setting<number>) => divide(multiply(bytes(memoryLimit), percent), 100 * MEBIBYTE);
  return {
    check_interval: limiter.checkInterval,
    limit_mib: share(limiter.limitPercentage),
    spike_limit_mib: share(limiter.spikeLimitPercentage),
  };
}

function mainExporter({ exporter, delivery }: CollectorSettings, place: Surroundings) {
  const common = {
    // The endpoint is text, never an expression of the collector's: a dollar in it stays a dollar.
    endpoint: replaceAll('$', '$$', exporter.endpoint),
    compression: exporter.compression,
    timeout: exporter.timeout,
    ...entriesWhen(isSet(exporter.bearerTokenSecret.name), { auth: { authenticator: 'bearertokenauth' } }),
    headers: ifAny({
      ...eachEntry(exporter.headers, ['header', 'value'], (header, value) => ({
        [`${header}`]: replaceAll('$', '$$', value as Setting<string>),
      })),
      ...eachEntry(exporter.headersFromSecret, ['header', 'secret'], header => ({
        [`${header}`]: `\${env:${headerVariable(header)}}`,
      })),
    }),
    tls: tls(exporter, place),
    retry_on_failure: {
      initial_interval: exporter.retry.initialInterval,
      max_interval: exporter.retry.maxInterval,
      max_elapsed_time: choose(equals(delivery.mode, 'durable'), '0s', exporter.retry.maxElapsedTime),
    },
    sending_queue: sendingQueue(delivery),
  };
  return { [`${mainExporterName(exporter)}`]: common };
}

const mainExporterName = ({ protocol }: CollectorSettings['exporter']) =>
  choose(equals(protocol, 'grpc'), MAIN_EXPORTER.grpc, MAIN_EXPORTER.http);

/** The variable through which the value of a header reaches the collector; another one for `a-b` than for `a_b`. */
export function headerVariable(header: Dynamic<string>): Setting<string> {
  return upper(replaceAll('-', '_', replaceAll('_', '__', `exporter-header-${header}`)));
}

function tls(
  { tls: { enabled, insecureSkipVerify, serverName, caSecret, clientSecret } }: CollectorSettings['exporter'],
  { secretsFolder }: Surroundings,
) {
  return {
    insecure: not(enabled),
    insecure_skip_verify: insecureSkipVerify,
    server_name_override: optional(serverName),
    ...entriesWhen(isSet(caSecret.name), { ca_file: `${secretsFolder}/tls-ca/${caSecret.key}` }),
    ...entriesWhen(isSet(clientSecret.name), {
      cert_file: `${secretsFolder}/tls-client/${clientSecret.certKey}`,
      key_file: `${secretsFolder}/tls-client/${clientSecret.keyKey}`,
    }),
  };
}

function sendingQueue({ mode, queue, batch }: CollectorSettings['delivery']) {
  return {
    // The collector refuses both at once: waiting for the backend, and storing for later.
    ...entriesWhen(equals(mode, 'sync'), { wait_for_result: true }),
    ...entriesWhen(equals(mode, 'durable'), { storage: 'file_storage' }),
    block_on_overflow: true,
    sizer: 'bytes',
    queue_size: bytes(queue.size),
    num_consumers: queue.consumers,
    batch: {
      flush_timeout: batch.timeout,
      min_size: bytes(batch.minSize),
      max_size: bytes(batch.maxSize),
    },
  };
}

function fileStorage({ storageFolder, fsync }: Surroundings) {
  return {
    directory: storageFolder,
    fsync,
    create_directory: true,
    recreate: true,
    compaction: { on_start: true, on_rebound: true, directory: storageFolder, cleanup_on_start: true },
  };
}

function pipeline(signal: Signal, settings: CollectorSettings, placeProcessors: readonly string[]) {
  const inPipeline = ({ enabled, pipelines }: { enabled: Setting<boolean>; pipelines: Setting<string[]> }) =>
    and(enabled, contains(pipelines, signal));
  const processorsAt = (position: 'first' | 'last') =>
    each(settings.processors, ['name', 'processor'], (name, processor) =>
      when(and(inPipeline(processor as never), equals(processor.position, position)), name),
    );
  return entriesWhen(settings.pipelines[signal].enabled, {
    [signal]: {
      receivers: [
        'otlp',
        ...each(settings.receivers, ['name', 'receiver'], (name, receiver) =>
          when(inPipeline(receiver as never), name),
        ),
      ],
      processors: [
        'memory_limiter',
        ...placeProcessors,
        ...processorsAt('first'),
        ...(signal === 'traces' ? runIdSteps(settings.runId) : []),
        ...processorsAt('last'),
      ],
      exporters: [
        mainExporterName(settings.exporter),
        ...each(settings.exporters, ['name', 'exporter'], (name, exporter) =>
          when(inPipeline(exporter as never), name),
        ),
      ],
    },
  });
}

/**
 * The longest that a collector needs to end, in seconds: what waits in the queue is sent once more, by `consumers` at a
 * time, each attempt bounded by the exporter's timeout.
 */
export function drainSeconds({ delivery, exporter }: CollectorSettings): Setting<number> {
  const batches = divide(bytes(delivery.queue.size), bytes(delivery.batch.minSize));
  const rounds = divide(batches, delivery.queue.consumers);
  return fragment('drainSeconds', multiply(add(rounds, 1), seconds(exporter.timeout)));
}

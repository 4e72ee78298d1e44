/**
 * A collector's configuration from its settings: receivers, processors, exporters, pipelines.
 *
 * There is no `batch` processor in it: that one acknowledges before it delivers and bounds batches in items only, so
 * that a full batch exceeds what a backend takes. The exporter's queue batches instead.
 */
import { each, entriesWhen, itemsWhen, neverEmpty, type Setting, when } from '../values/expression';
import { and, choose, contains, equals, isSet, not } from '../values/functions';
import {
  blocks,
  type CollectorSettings,
  HEALTH_PORT,
  memoryLimiter,
  ownMetrics,
  SIGNALS,
  type Signal,
  type Surroundings,
} from './collector-parts';
import {
  backendExporter,
  backendExporterName,
  retries,
  sendingQueue,
  tokenExtension,
} from './exporter-config';
import { runIdProcessors, runIdSteps } from './run-id-stage';
import { gatewayExporterName, gatewayExporters } from './to-gateway';

/** The configuration of an agent: what applications send to. */
export function collectorConfig(settings: CollectorSettings, place: Surroundings): Record<string, unknown> {
  const { receivers, processors, delivery, gateway } = settings;
  const durable = equals(delivery.mode, 'durable');
  const hasToken = and(not(gateway.enabled), isSet(settings.exporter.bearerTokenSecret.name));
  return {
    extensions: {
      health_check: { endpoint: `:${HEALTH_PORT}` },
      ...entriesWhen(hasToken, () => tokenExtension(settings, place)),
      ...entriesWhen(durable, { file_storage: fileStorage(place) }),
    },
    receivers: neverEmpty({
      otlp: otlpReceiver(settings, place),
      ...blocks(receivers, ['name', 'receiver']),
    }),
    processors: {
      memory_limiter: memoryLimiter(settings, place),
      ...place.processors,
      ...runIdProcessors(settings.runId, place.probes),
      ...blocks(processors, ['name', 'processor']),
    },
    exporters: neverEmpty({
      ...entriesWhen(gateway.enabled, () => gatewayExporters(settings, place.gateway)),
      ...entriesWhen(not(gateway.enabled), () => exportersOfItsOwn(settings, place)),
    }),
    service: {
      telemetry: {
        metrics: {
          level: choose(settings.monitoring.detailed, 'detailed', 'normal'),
          readers: [{ pull: { exporter: { prometheus: ownMetrics(settings, place.listensOn) } } }],
        },
      },
      extensions: [
        'health_check',
        ...itemsWhen(hasToken, ['bearertokenauth']),
        ...itemsWhen(durable, ['file_storage']),
      ],
      pipelines: neverEmpty(Object.assign({}, ...SIGNALS.map(signal => pipeline(signal, settings, place)))),
    },
  };
}

/** Without a gateway, an agent sends to the backend itself. */
function exportersOfItsOwn(settings: CollectorSettings, place: Surroundings) {
  const { delivery, exporters } = settings;
  return {
    ...backendExporter(settings, place, {
      queue: sendingQueue(delivery, delivery.mode),
      retry: retries(settings, delivery.mode),
    }),
    ...blocks(exporters, ['name', 'exporter']),
  };
}

function otlpReceiver({ otlp: { grpc, http } }: CollectorSettings, { listensOn = '' }: Surroundings) {
  return neverEmpty({
    protocols: neverEmpty({
      ...entriesWhen(grpc.enabled, {
        grpc: { endpoint: `${listensOn}:${grpc.port}`, max_recv_msg_size_mib: grpc.maxRequestMiB },
      }),
      ...entriesWhen(http.enabled, { http: { endpoint: `${listensOn}:${http.port}` } }),
    }),
  });
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

function pipeline(signal: Signal, settings: CollectorSettings, place: Surroundings) {
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
        ...(place.processorNames ?? []),
        ...processorsAt('first'),
        ...(signal === 'traces' ? runIdSteps(settings.runId, place.probes) : []),
        ...processorsAt('last'),
      ],
      exporters: [
        choose(
          settings.gateway.enabled,
          gatewayExporterName(signal, settings),
          backendExporterName(settings.exporter),
        ),
        ...each(settings.exporters, ['name', 'exporter'], (name, exporter) =>
          when(and(not(settings.gateway.enabled), inPipeline(exporter as never)), name),
        ),
      ],
    },
  });
}

/** The configuration of the gateway. It holds nothing for long: why, stands in to-gateway.ts. */
import { each, entriesWhen, itemsWhen, neverEmpty, spread, when } from '../values/expression';
import { add, and, bytes, contains, divide, isSet } from '../values/functions';
import {
  blocks,
  type CollectorSettings,
  HEALTH_PORT,
  MEBIBYTE,
  memoryLimiter,
  ownMetrics,
  SIGNALS,
  type Signal,
  type Surroundings,
} from './collector-parts';
import {
  backendExporter,
  backendExporterName,
  gatewayAnswerSeconds,
  retries,
  sendingQueue,
  tokenExtension,
} from './exporter-config';
import { RUN_ID } from './run-id';
import { GATEWAY_PORT } from './to-gateway';

/** Names of the policies that are always there. */
export const POLICIES = { runs: 'runs', errors: 'errors', others: 'others' } as const;

export function gatewayConfig(
  settings: CollectorSettings,
  place: Pick<Surroundings, 'memoryLimit' | 'secretsFolder'>,
): Record<string, unknown> {
  const { exporter, exporters, gateway, delivery } = settings;
  const hasToken = isSet(exporter.bearerTokenSecret.name);
  return {
    extensions: {
      health_check: { endpoint: `:${HEALTH_PORT}` },
      ...entriesWhen(hasToken, tokenExtension(settings, place)),
    },
    receivers: { otlp: { protocols: { grpc: fromAgents(settings) } } },
    processors: {
      memory_limiter: memoryLimiter(settings, place),
      ...entriesWhen(gateway.sampling.enabled, { tail_sampling: tailSampling(settings) }),
    },
    exporters: {
      ...backendExporter(settings, place, {
        queue: sendingQueue(delivery, 'sync'),
        retry: { enabled: gateway.sampling.enabled, ...retries(settings, 'sync') },
      }),
      ...blocks(exporters, ['name', 'exporter']),
    },
    service: {
      telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: ownMetrics(settings) } } }] } },
      extensions: ['health_check', ...itemsWhen(hasToken, ['bearertokenauth'])],
      pipelines: neverEmpty(Object.assign({}, ...SIGNALS.map(signal => pipeline(signal, settings)))),
    },
  };
}

function fromAgents(settings: CollectorSettings) {
  const { delivery, otlp } = settings;
  return {
    endpoint: `:${GATEWAY_PORT}`,
    // More than an agent can have taken, or put together: what is too large here would be lost for good.
    max_recv_msg_size_mib: add(
      divide(bytes(delivery.batch.maxSize), MEBIBYTE),
      add(otlp.grpc.maxRequestMiB, 1),
    ),
    keepalive: {
      server_parameters: {
        // A connection stays with one pod; it ends now and then, so that a new pod gets its share.
        max_connection_age: '60s',
        max_connection_age_grace: `${gatewayAnswerSeconds(settings)}s`,
      },
      enforcement_policy: { min_time: '10s', permit_without_stream: true },
    },
  };
}

function tailSampling({ gateway: { sampling } }: CollectorSettings) {
  // Spans that come after the decision follow it, as long as it is remembered.
  const remembered = add(sampling.maxTraces, sampling.maxTraces);
  return {
    decision_wait: sampling.decisionWait,
    num_traces: sampling.maxTraces,
    block_on_overflow: true,
    decision_cache: { sampled_cache_size: remembered, non_sampled_cache_size: remembered },
    policies: [
      {
        name: POLICIES.runs,
        type: 'ottl_condition',
        ottl_condition: { error_mode: 'ignore', span: [`span.attributes["${RUN_ID}"] != nil`] },
      },
      { name: POLICIES.errors, type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      {
        name: POLICIES.others,
        type: 'probabilistic',
        probabilistic: { sampling_percentage: sampling.percentage },
      },
      ...each(sampling.policies, ['policyName', 'policy'], (name, policy) => ({
        name,
        ...spread(policy as never),
      })),
    ],
  };
}

function pipeline(signal: Signal, settings: CollectorSettings) {
  const { gateway, exporter, exporters, pipelines } = settings;
  return entriesWhen(pipelines[signal].enabled, {
    [signal]: {
      receivers: ['otlp'],
      processors: [
        'memory_limiter',
        ...(signal === 'traces' ? itemsWhen(gateway.sampling.enabled, ['tail_sampling']) : []),
      ],
      exporters: [
        backendExporterName(exporter),
        ...each(exporters, ['name', 'exporter'], (name, { enabled, pipelines: its }) =>
          when(and(enabled, contains(its as never, signal)), name),
        ),
      ],
    },
  });
}

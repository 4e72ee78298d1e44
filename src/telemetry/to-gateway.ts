/**
 * What agents send to the gateway with.
 *
 * Who holds telemetry tries again. Agents hold it until the gateway has answered, and the gateway answers when the
 * backend has; so the gateway itself does not retry, and what is lost with one of its pods is sent to another. Only
 * where it samples has it answered before, and then it is the one that retries.
 */
import { entriesWhen, type Setting } from '../values/expression';
import { choose } from '../values/functions';
import type { CollectorSettings, GatewayAddress, Signal } from './collector-parts';
import { gatewayAnswerSeconds, retries, sendingQueue } from './exporter-config';

/** Port on which the gateway takes what agents send. */
export const GATEWAY_PORT = 4317;

/** What agents send with: `pods` for traces that are sampled, `service` for everything else. */
export const GATEWAY_EXPORTER = { service: 'otlp_grpc/gateway', pods: 'load_balancing' } as const;

export function gatewayExporters(
  settings: CollectorSettings,
  address: GatewayAddress,
): Record<string, unknown> {
  const { gateway, delivery } = settings;
  const client = {
    compression: gateway.compression,
    timeout: `${gatewayAnswerSeconds(settings)}s`,
    // A pod that is gone without a word is missed long before the timeout.
    keepalive: { time: '20s', timeout: '10s' },
    tls: { insecure: true },
  };
  const held = {
    // Written in full: the load balancer's own defaults are zero, and would have it try again at once, for ever.
    retry_on_failure: {
      enabled: true,
      multiplier: 1.5,
      randomization_factor: 0.5,
      ...retries(settings, delivery.mode),
    },
    sending_queue: sendingQueue(delivery, delivery.mode),
  };
  return {
    [GATEWAY_EXPORTER.service]: { endpoint: address.service, ...client, ...held },
    ...entriesWhen(gateway.sampling.enabled, {
      [GATEWAY_EXPORTER.pods]: {
        routing_key: 'traceID',
        resolver: { dns: { hostname: address.pods, port: String(GATEWAY_PORT) } },
        // The queue is before the choice of a pod, so that a retry may choose another one; behind it nothing waits.
        protocol: {
          otlp: { ...client, retry_on_failure: { enabled: false }, sending_queue: { enabled: false } },
        },
        ...held,
      },
    }),
  };
}

export const gatewayExporterName = (signal: Signal, { gateway }: CollectorSettings): Setting<string> =>
  signal === 'traces'
    ? choose(gateway.sampling.enabled, GATEWAY_EXPORTER.pods, GATEWAY_EXPORTER.service)
    : (GATEWAY_EXPORTER.service as never);

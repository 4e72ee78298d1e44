import type { CollectorConfiguration } from './collector-process';

/**
 * The collector configuration of the well-known guide, with its settings as they stand there. Only the backend's
 * address is ours, and TLS is off because the test's backend has none.
 */
export function guideConfig(backend: string): CollectorConfiguration {
  return {
    receivers: {
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
    },
    processors: {
      batch: { timeout: '5s', send_batch_size: 1000 },
      attributes: { actions: [{ key: 'botanu.run_id', from_context: 'baggage', action: 'upsert' }] },
    },
    exporters: { otlp_grpc: { endpoint: backend, tls: { insecure: true } } },
    service: {
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['batch', 'attributes'], exporters: ['otlp_grpc'] },
      },
    },
  };
}

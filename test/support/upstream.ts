import type { CollectorConfiguration } from './collector-process';

/**
 * The traces pipeline of the upstream chart's default values (opentelemetry-collector 0.170.0), with its `debug`
 * exporter replaced by the OTLP exporter at its defaults. Only the backend's address is ours.
 */
export function upstreamConfig(backend: string): CollectorConfiguration {
  return {
    receivers: {
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
    },
    processors: {
      batch: {},
      memory_limiter: { check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 },
    },
    exporters: { otlp_grpc: { endpoint: backend, tls: { insecure: true } } },
    service: {
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['otlp_grpc'] },
      },
    },
  };
}

/** A release whose collector, backend and applications are real, and whose objects for Prometheus are as rendered. */
import { parse } from 'yaml';
import { COLLECTOR_CHART } from './chart';
import { type RunningCollector, startCollector } from './collector-process';
import { installed, type KubernetesObject, objectOf } from './helm';
import { type Sink, startSink } from './otlp-lab';
import { freePort } from './processes';
import type { RunningPod } from './prometheus-operator';

export interface MonitoredRelease {
  readonly podMonitor: KubernetesObject;
  readonly prometheusRule: KubernetesObject;
  readonly dashboard: Record<string, any>;
  readonly sink: Sink;
  readonly collector: RunningCollector;
  readonly applications: Applications;
  readonly pods: readonly RunningPod[];
  stop(): Promise<void>;
}

const SERVES = ['PodMonitor', 'PrometheusRule'].map(kind => `monitoring.coreos.com/v1/${kind}`);

export async function startRelease(
  name: string,
  namespace: string,
  values: Record<string, any>,
): Promise<MonitoredRelease> {
  const sink = await startSink({ countOnly: true, grpc: `127.0.0.1:${await freePort()}` });
  try {
    return await releaseWith(sink, name, namespace, values);
  } catch (error) {
    await sink.stop();
    throw error;
  }
}

async function releaseWith(
  sink: Sink,
  name: string,
  namespace: string,
  values: Record<string, any>,
): Promise<MonitoredRelease> {
  const all = {
    ...values,
    exporter: { endpoint: sink.grpc, tls: { enabled: false }, ...values.exporter },
    monitoring: {
      ...values.monitoring,
      ...Object.fromEntries(
        ['podMonitor', 'prometheusRule', 'dashboard'].map(part => [part, { enabled: true }]),
      ),
    },
  };
  const objects = await installed('helm4', COLLECTOR_CHART, all, { name, namespace, serves: SERVES });
  // Helm names the namespace to the API server, not in the text.
  const inNamespace = (object: KubernetesObject) => ({
    ...object,
    metadata: { ...object.metadata, namespace },
  });
  const { template } = objectOf(objects, 'DaemonSet').spec;
  const fullname = objectOf(objects, 'DaemonSet').metadata.name;
  const variables: { name: string; value?: string }[] = template.spec.containers[0].env;
  const config = parse(objectOf(objects, `ConfigMap/${fullname}`).data['collector.yaml'], { version: '1.1' });
  const collector = await startCollector(config, {
    env: Object.fromEntries(variables.map(({ name, value = '' }) => [name, value])),
  });
  const applications = startApplications(collector.http);
  return {
    podMonitor: inNamespace(objectOf(objects, 'PodMonitor')),
    prometheusRule: inNamespace(objectOf(objects, 'PrometheusRule')),
    dashboard: JSON.parse(
      Object.values(objectOf(objects, `ConfigMap/${fullname}-dashboard`).data as Record<string, string>)[0],
    ),
    sink,
    collector,
    applications,
    pods: [podOf(`${fullname}-x7x7x`, namespace, template, collector)],
    stop: async () => {
      applications.stop();
      await Promise.allSettled([collector.stop(), sink.stop()]);
    },
  };
}

/** The pod that kubelet would run, with every port of every container where the collector has it here. */
function podOf(name: string, namespace: string, { metadata, spec }: any, collector: RunningCollector) {
  const addresses: Record<string, string> = {
    metrics: new URL(collector.metrics).host,
    'otlp-http': new URL(collector.http).host,
  };
  const containers = spec.containers.map((container: any) => ({
    name: container.name,
    ports: container.ports.map((port: any) => ({
      name: port.name,
      address: addresses[port.name] ?? collector.grpc,
    })),
  }));
  return { name, namespace, labels: metadata.labels, containers };
}

/** What applications send: a little of each signal, four times a second. */
export interface Applications {
  /** Name of their spans. */
  spanName: string;
  /** Whether they send at all. */
  idle: boolean;
  stop(): void;
}

function startApplications(url: string): Applications {
  const applications = { spanName: '{"a": 1}', idle: false, stop: () => clearInterval(timer) };
  const post = (signal: string, body: object) =>
    fetch(`${url}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(3000),
    }).catch(() => undefined);
  const timer = setInterval(() => {
    if (applications.idle) return;
    const time = `${Date.now()}000000`;
    const span = {
      traceId: '0102030405060708090a0b0c0d0e0f10',
      spanId: '0102030405060708',
      name: applications.spanName,
      startTimeUnixNano: time,
      endTimeUnixNano: time,
    };
    const point = { asInt: '1', timeUnixNano: time };
    void post('traces', { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    void post('metrics', {
      resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'x', gauge: { dataPoints: [point] } }] }] }],
    });
    void post('logs', {
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'x' }, timeUnixNano: time }] }] }],
    });
  }, 250);
  timer.unref();
  return applications;
}

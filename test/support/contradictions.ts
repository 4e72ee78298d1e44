/** Settings that are legal each, but not together. */
import type { BadInput } from './bad-inputs';

export const bad = (what: string, at: string, code: string, fix: RegExp, values: object): BadInput => ({
  what,
  at,
  code,
  fix,
  values: values as Record<string, unknown>,
  bySchema: false,
});

export const storage = (mode: string, type: string, collector = 'daemonset') => ({
  delivery: { mode, storage: { type } },
  collector: { mode: collector, updateStrategy: { surge: false } },
});
const queue = (exporter: object) => ({ config: { exporters: { otlp_grpc: { sending_queue: exporter } } } });

const EXPORTER: readonly BadInput[] = [
  bad(
    'a certificate without its key',
    'exporter.tls.clientSecret.keyKey',
    'secret-incomplete',
    /name the key/,
    {
      exporter: { tls: { clientSecret: { name: 'client', keyKey: '' } } },
    },
  ),
  bad('an authority without TLS', 'exporter.tls.caSecret.name', 'needs-tls', /tls.enabled to true/, {
    exporter: { tls: { enabled: false, caSecret: { name: 'company-ca' } } },
  }),
  bad('a token without TLS', 'exporter.bearerTokenSecret.name', 'needs-tls', /tls.enabled to true/, {
    exporter: { tls: { enabled: false }, bearerTokenSecret: { name: 'backend' } },
  }),
  bad('a header from two places', 'exporter.headersFromSecret.X-Team', 'header-twice', /keep one/, {
    exporter: { headers: { 'X-Team': 'a' }, headersFromSecret: { 'X-Team': { name: 'a', key: 'b' } } },
  }),
  bad('two tokens', 'exporter.headersFromSecret.authorization', 'header-twice', /keep one/, {
    exporter: {
      bearerTokenSecret: { name: 'backend' },
      headersFromSecret: { authorization: { name: 'a', key: 'b' } },
    },
  }),
  bad('retries that end before they wait', 'exporter.retry.maxElapsedTime', 'retry', /make it longer/, {
    exporter: { retry: { maxElapsedTime: '29s' } },
  }),
];

const DELIVERY: readonly BadInput[] = [
  bad(
    'durable, but nowhere to write',
    'delivery.storage.type',
    'durable-needs-storage',
    /hostPath/,
    storage('durable', 'none'),
  ),
  bad(
    'a disk for nothing',
    'delivery.storage.type',
    'storage-unused',
    /delivery.mode to durable/,
    storage('sync', 'emptyDir'),
  ),
  bad(
    'a folder of the node for any pod',
    'delivery.storage.type',
    'storage-of-mode',
    /persistentVolumeClaim/,
    storage('durable', 'hostPath', 'deployment'),
  ),
  bad(
    'a claim for each node',
    'delivery.storage.type',
    'storage-of-mode',
    /statefulset/,
    storage('durable', 'persistentVolumeClaim'),
  ),
  bad(
    'storage, and waiting for the result',
    'config.exporters.otlp_grpc.sending_queue.wait_for_result',
    'storage-and-wait',
    /delivery.mode to sync/,
    { ...storage('durable', 'emptyDir'), ...queue({ wait_for_result: true }) },
  ),
  bad(
    'waiting for the result, and storage',
    'config.exporters.otlp_grpc.sending_queue.storage',
    'storage-and-wait',
    /delivery.mode to durable/,
    queue({ storage: 'file_storage' }),
  ),
  bad('a largest batch below the smallest', 'delivery.batch.maxSize', 'batch-sizes', /minSize the smaller/, {
    delivery: { batch: { maxSize: '1Mi', minSize: '2Mi' } },
  }),
  bad('a batch larger than the queue', 'delivery.queue.size', 'batch-sizes', /several batches/, {
    delivery: { queue: { size: '2Mi' } },
  }),
  bad('the batch processor', 'processors.batch/mine', 'no-batch', /leave it out/, {
    processors: { 'batch/mine': {} },
  }),
];

const COMPONENTS: readonly BadInput[] = [
  bad('the name of our receiver', 'receivers.otlp', 'name-taken', /write otlp\/mine/, {
    receivers: { otlp: {} },
  }),
  bad('the name of our processor', 'processors.memory_limiter', 'name-taken', /memory_limiter\/mine/, {
    processors: { memory_limiter: {} },
  }),
  bad(
    'the name by which a test sees run_id',
    'processors.filter/helm_test',
    'name-taken',
    /filter\/helm_test\/mine/,
    {
      processors: { 'filter/helm_test': {} },
    },
  ),
  bad('nothing to listen on', 'otlp', 'nothing-taken', /enable one/, {
    otlp: { grpc: { enabled: false }, http: { enabled: false } },
  }),
  bad('no pipeline', 'pipelines', 'nothing-taken', /enable traces/, {
    pipelines: { traces: { enabled: false }, metrics: { enabled: false }, logs: { enabled: false } },
  }),
  bad('one port twice', 'otlp.http.port', 'port-taken', /choose another/, { otlp: { http: { port: 4317 } } }),
  bad('the port of the health check', 'otlp.grpc.port', 'port-taken', /choose another/, {
    otlp: { grpc: { port: 13133 } },
  }),
  bad('one port of the node twice', 'otlp.http.hostPort', 'port-taken', /choose another/, {
    otlp: { grpc: { hostPort: 4317 }, http: { hostPort: 4317 } },
    collector: { updateStrategy: { surge: false } },
  }),
  bad(
    'a further port that is the port of gRPC',
    'service.extraPorts.mine.port',
    'port-taken',
    /choose another/,
    {
      service: { extraPorts: { mine: { port: 4317 } } },
    },
  ),
  bad(
    'a further port that is another one already',
    'service.extraPorts.b.port',
    'port-taken',
    /choose another/,
    {
      service: { extraPorts: { a: { port: 53, protocol: 'UDP' }, b: { port: 53, protocol: 'UDP' } } },
    },
  ),
  bad('the port of its own metrics', 'otlp.http.port', 'port-taken', /choose another/, {
    otlp: { http: { port: 9090 } },
    monitoring: { port: 9090 },
  }),
];

export const CONTRADICTIONS: readonly BadInput[] = [...EXPORTER, ...DELIVERY, ...COMPONENTS];

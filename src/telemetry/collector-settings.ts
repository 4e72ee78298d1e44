/** What the installer may change of a collector's configuration. Knows OpenTelemetry, and nothing of Kubernetes. */
import { z } from 'zod';
import {
  choice,
  entry,
  type Format,
  integer,
  listOf,
  mapOf,
  raw,
  required,
  section,
  text,
  toggle,
} from '../values/definition';
import {
  COMPONENT_ID,
  DATA_KEY,
  DNS_SUBDOMAIN,
  DURATION,
  HEADER_NAME,
  HEADER_VALUE,
  MEMORY,
} from '../values/formats';
import { gateway } from './gateway-settings';

const SIGNALS = ['traces', 'metrics', 'logs'] as const;

const secretName = (about: string) => text({ about, format: DNS_SUBDOMAIN, maxLength: 253 });
const secretKey = (about: string, key: string) =>
  text({ about, default: key, format: DATA_KEY, maxLength: 253 });

const duration = (about: string, value: string) =>
  text({ about, default: value, format: DURATION, minLength: 1, maxLength: 20 });

const memory = (about: string, value: string) =>
  text({ about, default: value, format: MEMORY, minLength: 1, maxLength: 20 });

const SERVER_NAME: Format = {
  pattern: '^[A-Za-z0-9*]([-A-Za-z0-9.]*[A-Za-z0-9])?$',
  help: 'write a host name, for example otlp.example.com',
};

/** Where telemetry goes. */
export const exporter = section('Where telemetry goes.', {
  endpoint: text({
    about:
      'The backend. host:port for gRPC (backend:4317); a URL for HTTP (https://backend:4318), to which /v1/traces and so on are added. The one value that has no default.',
    example: 'backend.example.com:4317',
    maxLength: 2048,
  }),
  protocol: choice(['grpc', 'http'], {
    about: 'How the backend is spoken to: OTLP over gRPC, or over HTTP.',
    default: 'grpc',
  }),
  compression: choice(['gzip', 'zstd', 'snappy', 'none'], {
    about:
      'Compression of what is sent. Every OTLP server takes gzip; zstd costs less and packs better, but ask your backend first; none saves the most processor time within a cluster.',
    default: 'gzip',
  }),
  timeout: duration('How long one attempt to send may take.', '10s'),
  retry: section(
    'Retries after a refusal that is not final. `durable` delivery never gives up, whatever stands here.',
    {
      initialInterval: duration('Wait before the first retry.', '1s'),
      maxInterval: duration('Longest wait between two retries.', '30s'),
      maxElapsedTime: duration(
        'After this time a batch is given up; under `sync` delivery the client is told, and still has it.',
        '30s',
      ),
    },
  ),
  tls: section('TLS towards the backend. On, and the certificate verified, unless you say otherwise.', {
    enabled: toggle({
      about: 'Whether to use TLS. Over HTTP the scheme of the endpoint says the same and must agree.',
      default: true,
    }),
    insecureSkipVerify: toggle({
      about: 'Takes any certificate: whoever stands in between can read everything. For trials only.',
      default: false,
    }),
    serverName: text({
      about: 'The name that the certificate must have, where it is not that of the endpoint.',
      format: SERVER_NAME,
      maxLength: 253,
    }),
    caSecret: section(
      'Secret with the certificate authority of the backend, where the system does not know it.',
      {
        name: secretName('Name of the Secret; empty: the authorities of the system.'),
        key: secretKey('Key in it.', 'ca.crt'),
      },
    ),
    clientSecret: section('Secret with the certificate by which this client proves who it is (mutual TLS).', {
      name: secretName('Name of the Secret, of type kubernetes.io/tls; empty: no client certificate.'),
      certKey: secretKey('Key of the certificate in it.', 'tls.crt'),
      keyKey: secretKey('Key of the private key in it.', 'tls.key'),
    }),
  }),
  headers: mapOf(text({ about: 'The value, in plain text.', format: HEADER_VALUE, maxLength: 4096 }), {
    about: 'Headers sent with every request, in plain text. What is secret belongs in headersFromSecret.',
    keys: HEADER_NAME,
    example: { 'X-Scope-OrgID': 'team-a' },
  }),
  headersFromSecret: mapOf(
    entry('A key of a Secret.', {
      name: required({ about: 'Name of the Secret.', format: DNS_SUBDOMAIN, maxLength: 253 }),
      key: required({ about: 'Key in it.', format: DATA_KEY, maxLength: 253 }),
    }),
    {
      about: 'Headers whose values are in Secrets, for example the API key of a backend.',
      keys: HEADER_NAME,
      example: { 'X-Api-Key': { name: 'backend', key: 'api-key' } },
    },
  ),
  bearerTokenSecret: section(
    'Secret with a token, sent as `Authorization: Bearer …`. A new token needs no restart.',
    {
      name: secretName('Name of the Secret; empty: no token.'),
      key: secretKey('Key in it.', 'token'),
    },
  ),
});

const enabledByDefault = toggle({ about: 'false takes it out again.', default: true });

const inPipelines = (signals: readonly (typeof SIGNALS)[number][]) =>
  listOf(z.enum(SIGNALS), { about: 'The pipelines that it is part of.', default: [...signals] });

const itsConfiguration = raw({ about: 'Its configuration, as the collector reads it.' });

/** A component of one's own, by name. */
const block = (about: string, signals: readonly (typeof SIGNALS)[number][], example: object) =>
  mapOf(
    entry('A component.', {
      enabled: enabledByDefault,
      pipelines: inPipelines(signals),
      config: itsConfiguration,
    }),
    { about, keys: COMPONENT_ID, example },
  );

export const otlp = section('What applications send to.', {
  grpc: section('OTLP over gRPC.', {
    enabled: toggle({ about: 'Whether to listen.', default: true }),
    port: integer({ about: 'Port of the container and of the Service.', default: 4317, min: 1, max: 65535 }),
    hostPort: integer({
      about: 'Port on the node itself; 0: none. It takes the namespace out of Pod Security `baseline`.',
      default: 0,
      min: 0,
      max: 65535,
    }),
    maxRequestMiB: integer({
      about: 'Largest request that is taken, in MiB, after decompression.',
      default: 16,
      min: 1,
      max: 256,
    }),
  }),
  http: section('OTLP over HTTP, with protobuf or JSON.', {
    enabled: toggle({ about: 'Whether to listen.', default: true }),
    port: integer({ about: 'Port of the container and of the Service.', default: 4318, min: 1, max: 65535 }),
    hostPort: integer({ about: 'Port on the node itself; 0: none.', default: 0, min: 0, max: 65535 }),
  }),
});

/** Without the hooks' files, which depend on where the collector runs. */
export const runId = {
  enabled: toggle({ about: 'Whether the collector looks after botanu.run_id at all.', default: true }),
  fromHeader: toggle({
    about:
      'Takes run_id from the request header `baggage` where an agent captured it (OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST and its like): server spans only.',
    default: true,
  }),
  fromTracestate: toggle({
    about: 'Takes run_id from the entry `botanu` of tracestate, where the entry service sets it: every span.',
    default: true,
  }),
  validate: toggle({
    about: 'Removes a botanu.run_id that is not a UUID of version 7, whoever wrote it.',
    default: true,
  }),
};

/** Without the place of the queue, which depends on where the collector runs. */
export const delivery = {
  mode: choice(['sync', 'durable', 'memory'], {
    about:
      'sync: the client hears "accepted" only once the backend has accepted, so nothing acknowledged is lost and no disk is needed. durable: "accepted" means on disk, and nothing is given up; needs `storage`. memory: "accepted" means in memory, and is lost with the process: what other charts ship.',
    default: 'sync',
  }),
  queue: section('What waits for the backend.', {
    size: memory('Most that may wait, in bytes of OTLP; beyond it clients have to wait.', '64Mi'),
    consumers: integer({
      about: 'Requests to the backend at the same time.',
      default: 10,
      min: 1,
      max: 1000,
    }),
  }),
  batch: section('Requests of clients are put together before they are sent.', {
    maxSize: memory(
      'Largest batch, in bytes before compression. Below the 4 MiB that a gRPC server takes unless told otherwise: a larger batch would be refused for good, and lost.',
      '3Mi',
    ),
    minSize: memory('A batch of this size is sent at once.', '1Mi'),
    timeout: duration('A smaller batch is sent after this time.', '50ms'),
  }),
};

/** Without what watches it, which depends on where the collector runs. */
export const monitoring = {
  port: integer({
    about: 'Port on which the collector serves its own metrics, for Prometheus.',
    default: 8888,
    min: 1,
    max: 65535,
  }),
  detailed: toggle({
    about:
      'Measures more: how large batches are, how long each request takes, and whether a failure was final. About 450 series a pod instead of 50.',
    default: false,
  }),
};

export const memoryLimiter = section(
  'Refuses telemetry, so that clients retry, before the kernel kills the process.',
  {
    limitPercentage: integer({
      about: 'From this share of the memory limit on everything is refused, in percent.',
      default: 80,
      min: 20,
      max: 95,
    }),
    spikeLimitPercentage: integer({
      about: 'New telemetry is refused this much below it already, in percent of the memory limit.',
      default: 20,
      min: 1,
      max: 90,
    }),
    checkInterval: duration('How often memory is looked at.', '1s'),
  },
);

const pipeline = (signal: string) =>
  section(`The pipeline of ${signal}.`, {
    enabled: toggle({ about: `Whether ${signal} are taken.`, default: true }),
  });

/** The settings from which `collectorConfig` makes a configuration. */
export const collectorSettings = {
  exporter,
  delivery: section('', delivery),
  runId: section('', runId),
  otlp,
  pipelines: section(
    "The signals. Receivers, processors and exporters of one's own name their pipelines themselves.",
    {
      traces: pipeline('traces'),
      metrics: pipeline('metrics'),
      logs: pipeline('logs'),
    },
  ),
  memoryLimiter,
  gateway: section('', gateway),
  monitoring: section('', monitoring),
  receivers: block('Further receivers by name; every one must be part of the image.', ['traces'], {
    zipkin: { pipelines: ['traces'], config: { endpoint: ':9411' } },
  }),
  processors: mapOf(
    entry('A processor.', {
      enabled: enabledByDefault,
      position: choice(['first', 'last'], {
        about: 'first: before run_id is written and checked; last: after it.',
        default: 'last',
      }),
      pipelines: inPipelines(['traces']),
      config: itsConfiguration,
    }),
    {
      about: 'Further processors by name, in the order of their names.',
      keys: COMPONENT_ID,
      example: {
        'filter/health': {
          pipelines: ['traces'],
          config: { error_mode: 'ignore', traces: { span: ['attributes["url.path"] == "/healthz"'] } },
        },
      },
    },
  ),
  exporters: block(
    'Further exporters by name. The delivery mode does not cover them: give them a queue of their own.',
    SIGNALS,
    {
      debug: { pipelines: ['traces'], config: { verbosity: 'basic' } },
    },
  ),
  config: raw({
    about:
      'Laid over the whole configuration last, as the collector reads it: maps are merged, lists and values replaced. `${env:NAME}` is read by the collector.',
    example: { service: { telemetry: { logs: { level: 'debug' } } } },
  }),
};

/** The settings of a collector of which nothing is said. */
export const USUAL_SETTINGS = z.object(collectorSettings).parse({});

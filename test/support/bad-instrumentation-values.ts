/** Settings of the Instrumentation of an operator stack that are wrong, each in one way. */
import { type BadInput, input, type Row } from './bad-inputs';

const I = 'instrumentation';
const HTTP = `${I}.endpoints.http`;
const GRPC = `${I}.endpoints.grpc`;

const ENDPOINTS: readonly Row[] = [
  ['an endpoint without a scheme', HTTP, 'collector.observability:4318', 'format', /write a URL/],
  ['an endpoint without a port', HTTP, 'http://collector.observability', 'endpoint-port', /4318 is usual/],
  ['no port for gRPC', GRPC, 'https://collector.example.com/', 'endpoint-port', /4317 is usual/],
  ['HTTP to the port of gRPC', HTTP, 'http://collector.observability:4317', 'protocol', /use port 4318/],
  ['gRPC to the port of HTTP', GRPC, 'http://collector.observability:4318', 'protocol', /use port 4317/],
  [
    'the path of one signal',
    HTTP,
    'http://collector.observability:4318/v1/traces',
    'endpoint-path',
    /after the port/,
  ],
  ['a path with gRPC', GRPC, 'http://collector.observability:4317/v1', 'endpoint-path', /after the port/],
  ['the pod itself', HTTP, 'http://localhost:4318', 'endpoint-loop', /name the Service/],
  ['the pod itself by number', GRPC, 'http://127.0.0.1:4317', 'endpoint-loop', /name the Service/],
  [
    'a name that means something else in each namespace',
    HTTP,
    'http://otel-collector:4318',
    'endpoint-namespace',
    /add the namespace/,
  ],
];

const AGENTS: readonly Row[] = [
  ['no baggage', `${I}.propagators`, ['tracecontext'], 'propagators', /add baggage/],
  ['no trace context', `${I}.propagators`, ['b3', 'baggage'], 'propagators', /add tracecontext/],
  ['the agent for Java of this operator', `${I}.java.image.tag`, '1.33.6', 'java-agent', /2\.7\.0 or later/],
  ['an agent for Java just too old', `${I}.java.image.tag`, '2.6.0', 'java-agent', /2\.7\.0 or later/],
  ['any version for Python', `${I}.python.image.tag`, 'latest', 'image-pinned', /give a digest/],
  ['no version for nginx', `${I}.nginx.image.tag`, '', 'image-pinned', /name a version/],
  ['half a digest for Go', `${I}.go.image.digest`, 'sha256:abc', 'format', /64 hexadecimal digits/],
  [
    'a share of nothing',
    `${I}.sampler.argument`,
    'most',
    'sampler',
    /number from 0 to 1/,
    { instrumentation: { sampler: { type: 'parentbased_traceidratio' } } },
  ],
  ['a share that nobody reads', `${I}.sampler.argument`, '0.1', 'sampler', /parentbased_traceidratio/],
  [
    'one name for every service',
    `${I}.resourceAttributes\0service.name`,
    'shop',
    'reserved',
    /comes from the pod/,
  ],
  ['an attribute with a comma', `${I}.resourceAttributes\0team`, 'a,b', 'format', /percent code/],
  [
    'the endpoint as a variable',
    `${I}.env.OTEL_EXPORTER_OTLP_ENDPOINT`,
    'http://collector:4318',
    'reserved',
    /another name/,
  ],
  [
    'a variable of run_id said twice',
    `${I}.java.env.OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE`,
    '*',
    'reserved',
    /another name/,
  ],
  [
    'the endpoint as a directive',
    `${I}.apacheHttpd.directives.ApacheModuleOtelExporterEndpoint`,
    'http://collector.observability:4317',
    'reserved',
    /another name/,
  ],
  ['a directive in lower case', `${I}.nginx.directives.module`, 'on', 'key-format', /name of a directive/],
  [
    'a command in the path of a configuration',
    `${I}.nginx.configFile`,
    '/etc/nginx.conf; reboot',
    'format',
    /write a whole path/,
  ],
  [
    'more for copying than it may have',
    `${I}.resources.requests.memory`,
    '1Gi',
    'request-above-limit',
    /raise the limit/,
  ],
  ['an upper case name of the Instrumentation', `${I}.name`, 'Botanu', 'format', /lower case/],
];

/** What the shape forbids: by the schema of the chart as well. */
const SHAPES: readonly Row[] = [
  ['gRPC for Python', `${I}.python.protocol`, 'grpc', 'unknown-setting', /image|env/],
  ['a protocol that no agent speaks', `${I}.nodejs.protocol`, 'http/json', 'choice', /http\/protobuf/],
  ['an Apache httpd of another version', `${I}.apacheHttpd.version`, '2.0', 'choice', /2\.4/],
  ['a sampler that nobody knows', `${I}.sampler.type`, 'ratio', 'choice', /traceidratio/],
];

/** Laid over an operator stack with its defaults. */
export const BAD_INSTRUMENTATION_VALUES: readonly BadInput[] = [
  ...ENDPOINTS.map(input(false)),
  ...AGENTS.map(input(false)),
  ...SHAPES.map(input(true)),
];

/** What one may say of an application's instrumentation: the options of `instrument`, and values of the chart. */
import { z } from 'zod';
import { injectedAgents } from '../telemetry/agents/environment';
import { propagators, SAMPLERS } from '../telemetry/agents/sampling';
import {
  choice,
  type Format,
  integer,
  listOf,
  mapOf,
  quantity,
  section,
  text,
  toggle,
} from '../values/definition';
import {
  ATTRIBUTE_NAME,
  ATTRIBUTE_VALUE,
  DATA_KEY,
  DNS_SUBDOMAIN,
  DURATION,
  ENVIRONMENT_NAME,
  IMAGE_DIGEST,
  IMAGE_REGISTRY,
  IMAGE_REPOSITORY,
  IMAGE_TAG,
  MEMORY,
  MOUNT_PATH,
  OTLP_URL,
  PROCESSOR,
} from '../values/formats';
import { AGENT_VOLUME_SIZE } from './pod';
import { NOBODY } from './restricted';

/** The operator's reference of an Instrumentation. */
const INSTRUMENTATION_NAME: Format = {
  pattern: '^(true|([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?)$',
  help: 'write "true" for the only one of the namespace, or its name, or namespace/name',
};

export const language = choice(['', 'python', 'java', 'nodejs', 'dotnet', 'go'], {
  about:
    'Language of the application; it has no default. python, java and nodejs: run_id is on every span. dotnet: on server spans only. go: no agent can be put into a Go process without privileges, so only `env` is possible, and its own code has to copy run_id.',
  default: '',
});

export const injection = choice(['init', 'operator', 'env'], {
  about:
    'How the agent comes into the process. init: an init container copies it, and nothing else is needed in the cluster. operator: the OpenTelemetry operator puts it there. env: the image has it already.',
  default: 'init',
});

const signal = (what: string) =>
  toggle({ about: `Whether ${what} are sent. Off: the exporter is "none".`, default: true });

export const telemetry = section('What the agent sends, and whereto.', {
  endpoint: text({
    about:
      'URL of the collector. Empty: the Service of the chart `collector`, installed as botanu-collector in namespace observability; with `sidecar.enabled`, the sidecar.',
    example: 'http://botanu-collector.observability:4318',
    format: OTLP_URL,
    maxLength: 2048,
  }),
  protocol: choice(['http/protobuf', 'grpc'], {
    about:
      'How it is spoken to. http/protobuf: port 4318. grpc: port 4317; the stock image for Python cannot.',
    default: 'http/protobuf',
  }),
  serviceName: text({
    about:
      'service.name on everything; empty: in the chart the name of the release, elsewhere that of the workload.',
    maxLength: 255,
    format: ATTRIBUTE_VALUE,
  }),
  environment: text({
    about: 'deployment.environment.name on everything, and deployment.environment, its name before 1.27.',
    example: 'production',
    maxLength: 255,
    format: ATTRIBUTE_VALUE,
  }),
  resourceAttributes: mapOf(
    text({ about: 'The value.', format: ATTRIBUTE_VALUE, maxLength: 1024, minLength: 1 }),
    {
      about:
        'Further attributes of everything that is sent. service.version comes from the image, and the names of pod, node and namespace from Kubernetes.',
      keys: ATTRIBUTE_NAME,
      example: { 'service.namespace': 'shop' },
    },
  ),
  signals: section('What is sent.', {
    traces: signal('traces'),
    metrics: signal('metrics'),
    logs: signal('logs'),
  }),
  logCorrelation: toggle({
    about:
      'Whether a line that the application logs tells its trace. python: sets OTEL_PYTHON_LOG_CORRELATION, by which the agent gives the root logger its own format, with trace_id, and level INFO. A logging.basicConfig of the application does nothing then; a dictConfig of its own stays, and can name otelTraceID even without this. java and nodejs: nothing is set, because their agents do it anyway: trace_id is in the MDC of Logback and Log4j, for the pattern to name, and in what pino, winston and bunyan write. dotnet and go: nothing is set.',
    default: false,
  }),
  propagators,
  sampler: section('Which traces are kept at their start.', {
    type: choice(SAMPLERS, {
      about:
        'Kind of sampler. Anything but "all" loses the cost of the runs that are not kept: sample after the cost is metered, in the gateway of the collector.',
      default: 'parentbased_always_on',
    }),
    argument: text({ about: 'Its argument: for a ratio, a number from 0 to 1.', maxLength: 64 }),
  }),
  headersSecret: section('Secret with the headers of every request, as OTEL_EXPORTER_OTLP_HEADERS.', {
    name: text({ about: 'Name of the Secret; empty: no headers.', format: DNS_SUBDOMAIN, maxLength: 253 }),
    key: text({
      about: 'Key in it, whose value is `name=value,name=value`.',
      default: 'OTEL_EXPORTER_OTLP_HEADERS',
      format: DATA_KEY,
      maxLength: 253,
    }),
  }),
  batch: section('How spans wait in the process (OTEL_BSP_*); 0 or empty: what the agent does by itself.', {
    queueSize: integer({
      about: 'Spans that may wait; the agents keep 2048.',
      default: 0,
      min: 0,
      max: 1048576,
    }),
    size: integer({ about: 'Spans in one request; the agents put 512.', default: 0, min: 0, max: 1048576 }),
    delay: text({
      about: 'Longest wait before a request; the agents wait 5s.',
      format: DURATION,
      maxLength: 20,
    }),
    timeout: text({
      about: 'How long one request may take; the agents give 30s.',
      format: DURATION,
      maxLength: 20,
    }),
  }),
});

const amount = (about: string, value: string, format: Format) => quantity({ about, default: value, format });

export const agent = section('The agent, and how it comes into the container.', {
  image: section('Its image, of which files are copied; empty parts: those of the language.', {
    registry: text({
      about: 'Where it is pulled from.',
      default: 'ghcr.io',
      format: IMAGE_REGISTRY,
      minLength: 1,
    }),
    repository: text({ about: 'Its path in the registry.', format: IMAGE_REPOSITORY }),
    tag: text({
      about: `Its version; empty: the one that is tested (${Object.values(injectedAgents)
        .map(({ language: of, image }) => `${of} ${image.version}`)
        .join(', ')}).`,
      format: IMAGE_TAG,
    }),
    digest: text({ about: 'Its digest, which beats the tag.', format: IMAGE_DIGEST }),
    pullPolicy: choice(['', 'IfNotPresent', 'Always', 'Never'], {
      about: 'When it is pulled; empty: as Kubernetes does by itself.',
      default: '',
    }),
  }),
  resources: section('What the container that copies may use; a quota counts it for its short life.', {
    requests: section('What is reserved.', {
      cpu: amount('Processor time.', '50m', PROCESSOR),
      memory: amount('Memory; empty: 128Mi for nodejs and dotnet, 64Mi for the others.', '', {
        ...MEMORY,
        pattern: MEMORY.pattern.replace('^', '^(').replace('$', ')?$'),
      }),
    }),
    limits: section('What is not exceeded.', {
      cpu: amount('Processor time.', '500m', PROCESSOR),
      memory: amount('Memory.', '256Mi', MEMORY),
    }),
  }),
  volumeSize: amount('Most that the copied files may take.', AGENT_VOLUME_SIZE, MEMORY),
  runAsUser: integer({
    about:
      'User of the container that copies, where neither pod nor container names one: the images name none. 0: leaves that to the cluster (OpenShift).',
    default: NOBODY,
    min: 0,
    max: 2147483647,
  }),
  libc: choice(['glibc', 'musl'], {
    about: 'The C library of the image of the application; musl is that of Alpine. For python and dotnet.',
    default: 'glibc',
  }),
  folder: text({
    about:
      'With `injection: env`, the folder of the image in which the agent lies as in its own image; empty: the folder into which `init` would copy it.',
    format: MOUNT_PATH,
    example: '/otel-auto-instrumentation-python',
  }),
  wrapper: listOf(z.string().min(1).max(4096), {
    about:
      'With `injection: env`, the command that starts the application with its agent, put before `command`. Nothing else loads the agent then.',
    default: [],
  }),
});

export const operator = section('With `injection: operator`, what the operator is asked for.', {
  instrumentation: text({
    about: 'The Instrumentation: "true" for the only one of the namespace, a name, or namespace/name.',
    default: 'true',
    format: INSTRUMENTATION_NAME,
    minLength: 1,
    maxLength: 317,
  }),
});

export const runId = section('How botanu.run_id gets onto every span of this application.', {
  enabled: toggle({
    about: 'Whether the process copies it from baggage to its spans, by files or variables of ours.',
    default: true,
  }),
  hookConfigMap: text({
    about:
      'ConfigMap of this namespace with the files for Python and Node.js, as the chart `collector` makes one; empty: one of its own.',
    format: DNS_SUBDOMAIN,
    maxLength: 253,
  }),
});

export const imageEnv = mapOf(text({ about: 'Its value there.', maxLength: 8192 }), {
  about:
    'What the image, or envFrom, sets of the variables that are extended: PYTHONPATH, JAVA_TOOL_OPTIONS, NODE_OPTIONS, DOTNET_*. Kubernetes cannot see them, and ours would replace them.',
  keys: ENVIRONMENT_NAME,
  example: { PYTHONPATH: '/app' },
});

/** What `instrument` reads of an application's settings. */
export const instrumentShape = {
  language,
  injection,
  telemetry,
  agent,
  operator,
  runId,
  imageEnv,
};

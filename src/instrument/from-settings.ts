/** From settings to what is composed: the same for a pod spec that is there, and for a chart that is compiled. */
import type { z } from 'zod';
import type { Agent, Text } from '../telemetry/agents/agent';
import { injectedAgents } from '../telemetry/agents/environment';
import { ifAny, mayHold, optional, type Settings, when } from '../values/expression';
import {
  and,
  asText,
  choose,
  equals,
  firstOf,
  hasKey,
  isSet,
  joined,
  merge,
  milliseconds,
  record,
  valueAt,
} from '../values/functions';
import type { Instrumentation, Telemetry } from './container';
import type { Copying } from './pod';
import type { instrumentShape } from './settings';

export type InstrumentSettings = Settings<{
  [K in keyof typeof instrumentShape]: z.output<(typeof instrumentShape)[K]>;
}>;

/** What the place knows of the application. */
export interface Surroundings {
  /** Name of the workload. */
  readonly workload: Text;
  /** What the service is called unless the settings name it. */
  readonly serviceName: Text;
  /** Kind of the workload as in `k8s.<kind>.name`. */
  readonly kind: string;
  /** Version of the application's image; empty: not known. */
  readonly version: Text;
  /** Where the sidecar listens; empty: there is none. */
  readonly sidecarEndpoint: Text;
  /** Takes the place of the registry of every image. */
  readonly imageRegistry: Text;
}

/** The Service of the chart `collector`, as its README installs it. */
export const DEFAULT_ENDPOINTS = {
  'http/protobuf': 'http://botanu-collector.observability:4318',
  grpc: 'http://botanu-collector.observability:4317',
} as const;

export function instrumentationOf(settings: InstrumentSettings, place: Surroundings): Instrumentation {
  const { language, injection, agent, runId, imageEnv } = settings;
  return {
    mode: injection as never,
    spoken: Object.values(injectedAgents)
      .map(known => ({ agent: known, when: equals(language, known.language as never) }))
      .filter(({ when: isSpoken }) => mayHold(isSpoken)),
    telemetry: telemetryOf(settings, place),
    runId: runId.enabled,
    agentFolder: agent.folder,
    wrapped: isSet(agent.wrapper),
    musl: equals(agent.libc, 'musl' as never),
    imageEnv: name => choose(hasKey(imageEnv as never, name), () => valueAt(imageEnv as never, name), ''),
  };
}

function telemetryOf({ language, telemetry }: InstrumentSettings, place: Surroundings): Telemetry {
  const { signals, batch, environment } = telemetry;
  const exporter = (enabled: unknown) => choose(enabled as never, 'otlp', 'none');
  const number = (value: typeof batch.size) => choose(isSet(value), () => asText(value), '');
  const correlates = and(equals(language, 'python' as never), telemetry.logCorrelation);
  const time = (value: typeof batch.delay) => choose(isSet(value), () => asText(milliseconds(value)), '');
  return {
    serviceName: firstOf(telemetry.serviceName, place.serviceName as never),
    endpoint: endpointOf(telemetry, place),
    protocol: telemetry.protocol as never,
    exporters: {
      traces: exporter(signals.traces),
      metrics: exporter(signals.metrics),
      logs: exporter(signals.logs),
    },
    propagators: joined(telemetry.propagators as never, ','),
    sampler: telemetry.sampler as never,
    further: [
      { name: 'OTEL_BSP_MAX_QUEUE_SIZE', value: number(batch.queueSize) },
      { name: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE', value: number(batch.size) },
      { name: 'OTEL_BSP_SCHEDULE_DELAY', value: time(batch.delay) },
      { name: 'OTEL_BSP_EXPORT_TIMEOUT', value: time(batch.timeout) },
      { name: 'OTEL_PYTHON_LOG_CORRELATION', value: choose(correlates, 'true', '') },
    ],
    headersSecret: telemetry.headersSecret,
    resourceAttributes: merge(
      record({
        'deployment.environment.name': environment,
        'deployment.environment': environment,
        'service.version': place.version,
        [`k8s.${place.kind}.name`]: place.workload,
      }),
      telemetry.resourceAttributes as never,
    ),
  };
}

/** The endpoint that is meant where none is named. */
export function endpointOf(
  { endpoint, protocol }: InstrumentSettings['telemetry'],
  { sidecarEndpoint }: Pick<Surroundings, 'sidecarEndpoint'>,
): Text {
  const ofChart = choose(
    equals(protocol, 'grpc' as never),
    DEFAULT_ENDPOINTS.grpc,
    DEFAULT_ENDPOINTS['http/protobuf'],
  );
  return firstOf(endpoint, firstOf(sidecarEndpoint as never, ofChart));
}

/** How the agent is copied. `given` is the security context of the container that it is copied for. */
export function copyingOf(
  { agent }: InstrumentSettings,
  { imageRegistry }: Pick<Surroundings, 'imageRegistry'>,
  securityContext: unknown,
): Copying {
  const { image, resources, volumeSize } = agent;
  const { requests, limits } = resources;
  return {
    image: known => imageOf(known, image, imageRegistry),
    imagePullPolicy: image.pullPolicy as never,
    resources: ({ requests: usual }) => ({
      requests: {
        cpu: optional(requests.cpu),
        memory: when(isSet(requests.memory), requests.memory, usual.memory),
      },
      limits: ifAny({ cpu: optional(limits.cpu), memory: optional(limits.memory) }),
    }),
    securityContext,
    volumeSize: volumeSize as never,
  };
}

function imageOf(
  known: Agent,
  { registry, repository, tag, digest }: InstrumentSettings['agent']['image'],
  imageRegistry: Text,
): Text {
  const [, ...path] = known.image.repository.split('/');
  const name = `${firstOf(imageRegistry, registry)}/${firstOf(repository, path.join('/'))}`;
  return choose(isSet(digest), `${name}@${digest}`, `${name}:${firstOf(tag, known.image.version)}`);
}

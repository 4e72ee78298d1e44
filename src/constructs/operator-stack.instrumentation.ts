import { DEFAULT_ENDPOINTS } from '../instrument/from-settings';
import { injectedAgents } from '../telemetry/agents/environment';
import { operatorAgents } from '../telemetry/agents/operator-agents';
import { each, ifAny, itemsWhen, optional, type Setting, when } from '../values/expression';
import { choose, equals, firstOf } from '../values/functions';
import { imageReference } from '../values/image';
import type { Manifest } from '../values/manifest';
import type { Release } from '../values/release';
import type { OperatorStackSettings } from './operator-stack.values';
import { INSTRUMENTATION, variables } from './parts/instrumentation';

type Given = OperatorStackSettings['instrumentation'];

/** The languages whose agents are loaded by variables. */
export const LOADED = ['java', 'python', 'nodejs', 'dotnet'] as const;
/** The servers whose modules are told everything by the server's own configuration. */
export const SERVERS = ['apacheHttpd', 'nginx'] as const;
/** All that an Instrumentation names. */
export const INJECTED = [...LOADED, 'go', ...SERVERS] as const;

/**
 * The Instrumentation of the whole cluster. Every language is in it with image and resources: the operator completes
 * what is missing by its own defaults, even for languages that nobody named.
 */
export function instrumentation(settings: OperatorStackSettings, { namespace }: Release): Manifest {
  const { instrumentation: given } = settings;
  const { name, propagators, sampler, kubernetesUids, namesFromLabels } = given;
  return {
    ...INSTRUMENTATION,
    metadata: { name, namespace },
    spec: {
      exporter: { endpoint: endpointsOf(given).http },
      propagators,
      sampler: { type: sampler.type, argument: optional(sampler.argument) },
      resource: ifAny({
        addK8sUIDAttributes: when(kubernetesUids, true),
        resourceAttributes: optional(given.resourceAttributes),
      }),
      defaults: when(namesFromLabels, { useLabelsForResourceAttributes: true }),
      imagePullPolicy: given.imagePullPolicy,
      env: variables({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', ...exporters(given) }, given.env),
      ...Object.fromEntries(LOADED.map(language => [language, loadedAgent(language, settings)])),
      go: { ...containerOf('go', settings), env: variables({}, given.go.env) },
      ...Object.fromEntries(SERVERS.map(server => [server, serverModule(server, settings)])),
    },
  };
}

/** Whereto agents send, by what they speak. */
export function endpointsOf({ endpoints: { http, grpc } }: Given) {
  return {
    http: firstOf(http, DEFAULT_ENDPOINTS['http/protobuf'] as never),
    grpc: firstOf(grpc, DEFAULT_ENDPOINTS.grpc as never),
  };
}

/** The variables that are ours in every language. */
export const EXPORTERS = {
  OTEL_TRACES_EXPORTER: 'traces',
  OTEL_METRICS_EXPORTER: 'metrics',
  OTEL_LOGS_EXPORTER: 'logs',
} as const;

const exporters = ({ signals }: Given) =>
  Object.fromEntries(
    Object.entries(EXPORTERS).map(([name, signal]) => [name, choose(signals[signal], 'otlp', 'none')]),
  );

/** What each agent needs so that run_id is on its spans, or at least can be put there by the collector. */
export const runIdVariables = (language: (typeof LOADED)[number]): Readonly<Record<string, string>> => {
  const { captureVariables, hookVariables } = injectedAgents[language];
  return { ...captureVariables, ...hookVariables };
};

function loadedAgent(language: (typeof LOADED)[number], settings: OperatorStackSettings) {
  const { instrumentation: given, runId } = settings;
  const agent = given[language];
  const grpc = language !== 'python' && equals(given[language].protocol as Setting<string>, 'grpc');
  const forRunId = listOf(runIdVariables(language));
  const env = [
    ...itemsWhen(grpc, () => listOf(byGrpc(given))),
    ...(forRunId.length > 0 ? itemsWhen(runId.enabled, forRunId) : []),
    ...each(agent.env, ['variable', 'value'], (name, value) => ({ name, value }) as never),
  ];
  return { ...containerOf(language, settings), env: ifAny(env) };
}

/** What a language says that speaks otherwise than the whole. */
const byGrpc = (given: Given) => ({
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  OTEL_EXPORTER_OTLP_ENDPOINT: endpointsOf(given).grpc,
});

const listOf = (entries: Readonly<Record<string, unknown>>) =>
  Object.entries(entries).map(([name, value]) => ({ name, value }));

/** The endpoint of the whole is the one for HTTP, and no variable reaches the module: they are there for who looks. */
function serverModule(server: (typeof SERVERS)[number], settings: OperatorStackSettings) {
  const { instrumentation: given } = settings;
  const { directives, env } = given[server];
  const ours = { [operatorAgents[server].endpointDirective]: endpointsOf(given).grpc };
  return {
    ...containerOf(server, settings),
    ...(server === 'apacheHttpd'
      ? { version: given.apacheHttpd.version, configPath: given.apacheHttpd.configPath }
      : { configFile: given.nginx.configFile }),
    attrs: variables(ours, directives),
    env: variables(byGrpc(given), env),
  };
}

/** Only of Java the resources have the name that they have in a container. */
function containerOf(language: (typeof INJECTED)[number], settings: OperatorStackSettings) {
  const { instrumentation: given, global } = settings;
  const resources = resourcesOf(given);
  return {
    image: imageReference(given[language].image, global.imageRegistry),
    ...(language === 'java' ? { resources } : { resourceRequirements: resources }),
  };
}

function resourcesOf({ resources: { requests, limits } }: Given) {
  const amounts = ({ cpu, memory }: typeof requests) =>
    ifAny({ cpu: optional(cpu), memory: optional(memory) });
  return ifAny({ requests: amounts(requests), limits: amounts(limits) });
}

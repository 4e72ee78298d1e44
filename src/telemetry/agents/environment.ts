import { type Agent, type InjectedLanguage, type Language, loadersOf } from './agent';
import { dotnet } from './dotnet';
import { java } from './java';
import { nodejs } from './nodejs';
import { python } from './python';

/** The agents that write run_id on every span, by language. */
export const agents: Readonly<Record<Language, Agent<Language>>> = { python, java, nodejs };

/** The agents that can be put into a process from outside, by language. */
export const injectedAgents: Readonly<Record<InjectedLanguage, Agent>> = { ...agents, dotnet };

export interface ApplicationTelemetry {
  /** URL of the collector, as in `http://otel-collector.observability:4318`. */
  readonly endpoint: string;

  /** Name of the service on every span. @default - the agent's own guess */
  readonly serviceName?: string;

  /** Language of the application. @default - the variables of all languages: each ignores the others' */
  readonly language?: Language;
}

/**
 * The variables that an application with an agent needs to send to the collector, and to pass its run on.
 *
 * They neither load the agent nor the hook's files.
 */
export function applicationEnvironment(application: ApplicationTelemetry): Record<string, string> {
  const { endpoint, serviceName, language } = application;
  const spoken = language ? [agents[language]] : Object.values(agents);

  return {
    ...(serviceName === undefined ? {} : { OTEL_SERVICE_NAME: serviceName }),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'otlp',
    // Without baggage in this list, run_id ends at the process that it came into.
    OTEL_PROPAGATORS: 'tracecontext,baggage',
    ...Object.assign({}, ...spoken.map(agent => ({ ...agent.captureVariables, ...agent.hookVariables }))),
  };
}

/** The variables that load an agent that lies in a folder, and before it the hook, if that is to be loaded. */
export function loadingEnvironment(
  agent: Agent,
  folders: { readonly agent: string; readonly hook?: string },
  before: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const loaders = loadersOf(agent).map(({ name, loadAgent, loadHook }) => {
    const loaded = before[name] ?? '';
    return [
      name,
      loadAgent(folders.agent, folders.hook === undefined ? loaded : loadHook(folders.hook, loaded)),
    ];
  });
  return Object.fromEntries(loaders);
}

/** Names that appear in several objects, and that users therefore cannot take for their own. */
import { agents } from '../telemetry/agents/environment';
import type { Setting } from '../values/expression';
import { choose, firstOf } from '../values/functions';
import type { Release } from '../values/release';
import type { CollectorSettings } from './botanu-collector.values';

export const CONTAINER = 'collector';
export const VOLUMES = { config: 'config', queue: 'queue' } as const;
export const SECRET_VOLUMES = { ca: 'tls-ca', client: 'tls-client', token: 'bearer-token' } as const;

/** Where the configuration is in the container. */
export const CONFIG_FOLDER = '/etc/botanu-collector/config';
/** Where the files of Secrets are in the container. */
export const SECRETS_FOLDER = '/etc/botanu-collector/secrets';
/** Where the queue of `durable` delivery is in the container. */
export const STORAGE_FOLDER = '/var/lib/botanu-collector';

export const OWN_MOUNTS = [
  CONFIG_FOLDER,
  STORAGE_FOLDER,
  ...Object.values(SECRET_VOLUMES).map(name => `${SECRETS_FOLDER}/${name}`),
];

/** What each agent needs so that run_id is on its spans, or at least can be put there by the collector. */
export const AGENT_VARIABLES: Record<
  'python' | 'java' | 'nodejs' | 'dotnet',
  Readonly<Record<string, string>>
> = {
  python: { ...agents.python.captureVariables, ...agents.python.hookVariables },
  java: { ...agents.java.captureVariables, ...agents.java.hookVariables },
  nodejs: { ...agents.nodejs.captureVariables, ...agents.nodejs.hookVariables },
  dotnet: { OTEL_DOTNET_AUTO_TRACES_ASPNETCORE_INSTRUMENTATION_CAPTURE_REQUEST_HEADERS: 'baggage' },
};

/** What stands in the dashboard for what only an installation knows. */
export const DASHBOARD_PLACES = {
  id: '<id>',
  job: '<job>',
  memoryLimit: '<memory limit in bytes>',
  memoryRefused: '<memory from which on telemetry is refused, in MiB>',
  processorLimit: '<processor limit in millicores>',
} as const;

export const LANGUAGES = ['python', 'java', 'nodejs', 'dotnet'] as const;

/** Where applications send OTLP over HTTP, from any namespace. */
export function endpointOf({ otlp }: CollectorSettings, { fullname, namespace }: Release): Setting<string> {
  return `http://${fullname}.${namespace}:${otlp.http.port}` as never;
}

/** What the pods run as. */
export function accountName(
  { serviceAccount: { create, name } }: CollectorSettings,
  { fullname }: Release,
): Setting<string> {
  return firstOf(name, choose(create, fullname, 'default'));
}

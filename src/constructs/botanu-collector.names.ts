/** Names that appear in several objects, and that users therefore cannot take for their own. */
import { injectedAgents } from '../telemetry/agents/environment';
import { fragment, type Setting } from '../values/expression';
import { choose, firstOf, merge, record, valueAt } from '../values/functions';
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

export const LANGUAGES = ['python', 'java', 'nodejs', 'dotnet'] as const;

/** What each agent needs so that run_id is on its spans, or at least can be put there by the collector. */
export const AGENT_VARIABLES = Object.fromEntries(
  LANGUAGES.map(language => {
    const { captureVariables, hookVariables } = injectedAgents[language];
    return [language, { ...captureVariables, ...hookVariables }];
  }),
) as Record<(typeof LANGUAGES)[number], Readonly<Record<string, string>>>;

/** What stands in the dashboard for what only an installation knows. */
export const DASHBOARD_PLACES = {
  id: '<id>',
  job: '<job>',
  memoryLimit: '<memory limit in bytes>',
  memoryRefused: '<memory from which on telemetry is refused, in MiB>',
  processorLimit: '<processor limit in millicores>',
} as const;

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

const NAME = 'app.kubernetes.io/name';

/** What the gateway's objects are called. */
export const gatewayName = ({ fullname }: Release): Setting<string> => `${fullname}-gateway` as never;

/** The gateway's names and labels. Its pods have a name of their own in labels, or they would be agents too. */
export function gatewayRelease(release: Release): Release {
  const name = record({ [NAME]: `${valueAt(release.selectorLabels, NAME)}-gateway` });
  return {
    ...release,
    fullname: gatewayName(release),
    labels: fragment('gatewayLabels', merge(release.labels, name)) as never,
    selectorLabels: fragment('gatewaySelectorLabels', merge(release.selectorLabels, name)) as never,
  };
}

/** The Service that stands for the addresses of all pods of the gateway. */
export const gatewayPodsService = ({ fullname }: Release): Setting<string> => `${fullname}-pods` as never;

/** Names that appear in several objects, and that users therefore cannot take for their own. */
import { SIDECAR } from '../instrument/sidecar';
import type { Setting } from '../values/expression';
import { and, choose, contains, firstOf, isSet, not } from '../values/functions';
import type { Release } from '../values/release';
import type { ApplicationSettings } from './instrumented-deployment.values';

/** The container of the application. */
export const APP = 'app';
/** The container that guards its metrics. */
export const GUARD = 'kube-rbac-proxy';
export const TMP_VOLUME = 'tmp';
export const TOKEN_VOLUME = 'kube-rbac-proxy-token';

/** The ConfigMap with the files of the hook. */
export const hookName = ({ runId }: ApplicationSettings, { fullname }: Release): Setting<string> =>
  firstOf(runId.hookConfigMap, `${fullname}-run-id-hook` as never);

/** Whether that ConfigMap is one of this release. */
export const hasOwnHook = ({ language, runId }: ApplicationSettings) =>
  and(runId.enabled, not(isSet(runId.hookConfigMap)), contains(['python', 'nodejs'], language as never));

/** The ConfigMap with the configuration of the sidecar. */
export const sidecarConfigName = ({ fullname }: Release): Setting<string> =>
  `${fullname}-${SIDECAR}` as never;

export const secretsName = ({ fullname }: Release): Setting<string> => `${fullname}-env` as never;

export const metricsName = ({ fullname }: Release): Setting<string> => `${fullname}-metrics` as never;

/** What the pods run as. */
export const accountName = (
  { serviceAccount: { create, name } }: ApplicationSettings,
  { fullname }: Release,
): Setting<string> => firstOf(name, choose(create, fullname, 'default'));

/** The label by which the Service of the metrics is told from that of requests. */
export const METRICS_LABELS = { 'app.kubernetes.io/component': 'metrics' } as const;

/** What stands in the dashboard for what only an installation knows. */
export const DASHBOARD_PLACES = {
  id: '<id>',
  job: '<job>',
  service: '<service>',
} as const;

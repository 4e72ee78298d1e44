/** The Grafana dashboard of an application under an agent. */
import type { Construct } from 'constructs';
import type { Setting } from '../values/expression';
import { choose, isSet } from '../values/functions';
import type { Release } from '../values/release';
import { DASHBOARD } from './instrumented-deployment.dashboard';
import { DASHBOARD_PLACES } from './instrumented-deployment.names';
import { dashboardConfigMap, dashboardId, dashboardText } from './parts/dashboard-config-map';
import type { DashboardSettings } from './parts/dashboard-values';

/** What the application calls itself in telemetry. */
export interface ServiceIdentity {
  /** service.name */
  readonly name: Setting<string>;
  /** service.namespace; empty where it is not sent. */
  readonly namespace: Setting<string>;
}

export function applicationDashboard(
  scope: Construct,
  settings: DashboardSettings,
  release: Release,
  service: ServiceIdentity,
): void {
  const text = dashboardText(DASHBOARD, DASHBOARD_PLACES, {
    id: dashboardId(release),
    job: jobOf(service),
    service: service.name,
  });
  dashboardConfigMap(scope, settings, release, text);
}

/** The label `job` that Prometheus makes of what comes by OTLP. */
const jobOf = ({ name, namespace }: ServiceIdentity): Setting<string> =>
  choose(isSet(namespace), `${namespace}/${name}`, name) as Setting<string>;

/** A Grafana dashboard as an object of Kubernetes. */
import type { Construct } from 'constructs';
import { linesOfText, type Setting } from '../../values/expression';
import { checksum, cutTo, merge, record, replaceAll } from '../../values/functions';
import { manifest } from '../../values/manifest';
import type { Release } from '../../values/release';
import type { DashboardSettings } from './dashboard-values';

/** The key is a file name in the folder that the sidecar of Grafana fills from all namespaces. */
export function dashboardConfigMap(
  scope: Construct,
  { labels, annotations, sidecar }: DashboardSettings,
  { namespace, fullname, labels: ofRelease }: Release,
  text: Setting<string>,
): void {
  const found = record({ [`${sidecar.label}`]: sidecar.value });
  manifest(scope, 'dashboard', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${fullname}-dashboard` as never,
      labels: merge(merge(ofRelease as never, labels as never), found as never),
      annotations,
    },
    data: { [`${namespace}-${fullname}.json`]: linesOfText(text) },
  });
}

/** By which Grafana tells it from all others, and links find it. Grafana takes 40 characters. */
export const dashboardId = ({ namespace, fullname }: Release): Setting<string> =>
  cutTo(40, checksum(`${namespace}/${fullname}`));

/** The text of a dashboard with what an installation knows in the place of what stands for it. */
export function dashboardText<Fact extends string>(
  dashboard: unknown,
  places: Readonly<Record<Fact, string>>,
  known: Readonly<Record<Fact, Setting<string>>>,
): Setting<string> {
  const start = JSON.stringify(dashboard, undefined, 2) as unknown as Setting<string>;
  return Object.keys(places).reduce<Setting<string>>(
    (text, fact) => replaceAll(places[fact as Fact], known[fact as Fact], text),
    start,
  );
}

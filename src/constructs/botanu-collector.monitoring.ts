/** What watches the collector: the objects of the Prometheus operator, and a dashboard. */
import type { Construct } from 'constructs';
import {
  comment,
  entriesWhen,
  fragment,
  linesOfText,
  optional,
  type Setting,
  spread,
} from '../values/expression';
import { and, asText, bytes, isSet, merge, millicores, replaceAll } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { type Alert, collectorAlerts, RELEASE } from './botanu-collector.alerts';
import { DASHBOARD } from './botanu-collector.dashboard';
import { CONTAINER, DASHBOARD_PLACES } from './botanu-collector.names';
import { AGENT_FRAGMENTS, goMemoryLimit } from './botanu-collector.pod';
import type { CollectorSettings } from './botanu-collector.values';
import { dashboardConfigMap, dashboardId, dashboardText } from './parts/dashboard-config-map';

const OF_PROMETHEUS = 'monitoring.coreos.com/v1';
export const POD_MONITOR = { apiVersion: OF_PROMETHEUS, kind: 'PodMonitor' } as const;
export const PROMETHEUS_RULE = { apiVersion: OF_PROMETHEUS, kind: 'PrometheusRule' } as const;

/** Whether an object is wanted, and of a kind that the cluster knows. */
export const isMade = (
  { enabled }: { readonly enabled: Setting<boolean> },
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  release: Release,
) => and(enabled, release.serves(`${apiVersion}/${kind}`));

export function monitoring(scope: Construct, settings: CollectorSettings, release: Release): void {
  const { podMonitor, prometheusRule, dashboard } = settings.monitoring;
  manifestsWhen(scope, 'scraped', isMade(podMonitor, POD_MONITOR, release), scraped => {
    podMonitorResource(scraped, settings, release);
  });
  manifestsWhen(scope, 'alerted', isMade(prometheusRule, PROMETHEUS_RULE, release), alerted => {
    prometheusRuleResource(alerted, settings, release);
  });
  manifestsWhen(scope, 'shown', dashboard.enabled, shown => {
    dashboardConfigMap(shown, dashboard, release, collectorDashboard(settings, release));
  });
}

/** The label `job` that the Prometheus operator gives to what a PodMonitor brings in: no other release has it. */
const jobOf = ({ namespace, fullname }: Release) => `${namespace}/${fullname}`;

/** Selects all pods of the release, whichever set of pods they belong to. */
function podMonitorResource(scope: Construct, { monitoring }: CollectorSettings, release: Release): void {
  const { interval, scrapeTimeout, labels } = monitoring.podMonitor;
  manifest(scope, 'podmonitor', {
    ...POD_MONITOR,
    metadata: { name: release.fullname, labels: merge(release.labels as never, labels as never) },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/instance': release.name } },
      podTargetLabels: ['app.kubernetes.io/name'],
      ...comment(
        'Prometheus 3 would ask for names with dots, service.version, where queries say service_version.',
      ),
      scrapeProtocols: ['PrometheusText0.0.4'],
      podMetricsEndpoints: [
        {
          port: 'metrics',
          interval,
          scrapeTimeout: optional(scrapeTimeout),
          // Within a chart of charts, pods that are not ours have the same instance, and maybe a port of that name.
          relabelings: [
            { action: 'keep', sourceLabels: ['__meta_kubernetes_pod_container_name'], regex: CONTAINER },
          ],
        },
      ],
    },
  });
}

function prometheusRuleResource(scope: Construct, settings: CollectorSettings, release: Release): void {
  const { labels } = settings.monitoring.prometheusRule;
  manifest(scope, 'prometheusrule', {
    ...PROMETHEUS_RULE,
    metadata: { name: release.fullname, labels: merge(release.labels as never, labels as never) },
    spec: {
      groups: [
        {
          name: release.fullname,
          rules: collectorAlerts(settings).map(alert => rule(alert, settings, release)),
        },
      ],
    },
  });
}

function rule(
  { name, severity, after, summary, description, expression }: Alert,
  { monitoring }: CollectorSettings,
  release: Release,
) {
  const { alertLabels, runbookUrl } = monitoring.prometheusRule;
  return {
    alert: name,
    expr: linesOfText(replaceAll(RELEASE, selectorOf(release), expression)),
    for: after,
    labels: { severity, ...spread(alertLabels as never) },
    annotations: {
      summary,
      description,
      ...entriesWhen(isSet(runbookUrl), { runbook_url: `${runbookUrl}#${name.toLowerCase()}` }),
    },
  };
}

/** Selects what the PodMonitor brings in, and nothing of another release. */
const selectorOf = (release: Release) =>
  fragment(
    'metricsSelector',
    `namespace="${release.namespace}",job="${jobOf(release)}",container="${CONTAINER}"`,
  );

function collectorDashboard(settings: CollectorSettings, release: Release): Setting<string> {
  const { limits } = settings.collector.resources;
  return dashboardText(DASHBOARD, DASHBOARD_PLACES, {
    id: dashboardId(release),
    job: jobOf(release) as never,
    memoryLimit: asText(bytes(limits.memory)),
    memoryRefused: asText(goMemoryLimit(settings, { of: settings.collector, fragments: AGENT_FRAGMENTS })),
    processorLimit: asText(millicores(limits.cpu)),
  });
}

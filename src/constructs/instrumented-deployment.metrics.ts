/** How the application's own metrics are found, and who may read them. */
import type { Construct } from 'constructs';
import { each, entriesWhen, neverEmpty, optional } from '../values/expression';
import { and, choose, equals, isSet, merge } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { accountName, METRICS_LABELS, metricsName } from './instrumented-deployment.names';
import type { ApplicationSettings } from './instrumented-deployment.values';

export const SERVICE_MONITOR = { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' } as const;

export function metricsObjects(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { metrics, ports } = settings;
  const known = release.serves(`${SERVICE_MONITOR.apiVersion}/${SERVICE_MONITOR.kind}`);
  manifestsWhen(scope, 'measured', isSet(ports.metrics), measured => {
    service(measured, settings, release);
  });
  manifestsWhen(scope, 'scraped', and(equals(metrics.scrape, 'serviceMonitor'), known), scraped => {
    serviceMonitor(scraped, settings, release);
  });
  manifestsWhen(scope, 'guarded', metrics.guard.enabled, guarded => rights(guarded, settings, release));
}

/** One of its own, so that whoever may send requests does not find the metrics among their ports. */
function service(scope: Construct, { metrics, ports }: ApplicationSettings, release: Release): void {
  manifest(scope, 'metrics-service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: metricsName(release),
      labels: merge(release.labels as never, METRICS_LABELS as never),
      annotations: metrics.service.annotations,
    },
    spec: {
      type: 'ClusterIP',
      selector: release.selectorLabels,
      ports: [
        {
          name: 'metrics',
          port: choose(metrics.guard.enabled, metrics.guard.port, ports.metrics),
          targetPort: 'metrics',
        },
      ],
    },
  });
}

function serviceMonitor(scope: Construct, { metrics }: ApplicationSettings, release: Release): void {
  const { interval, scrapeTimeout, labels, authorizationSecret, relabelings, metricRelabelings } =
    metrics.serviceMonitor;
  manifest(scope, 'servicemonitor', {
    ...SERVICE_MONITOR,
    metadata: { name: release.fullname, labels: merge(release.labels as never, labels as never) },
    spec: {
      selector: { matchLabels: merge(release.selectorLabels as never, METRICS_LABELS as never) },
      endpoints: [
        {
          port: 'metrics',
          path: metrics.path,
          interval,
          scrapeTimeout: optional(scrapeTimeout),
          // The guard makes its certificate itself, at each start: there is nothing to verify it by.
          ...entriesWhen(metrics.guard.enabled, {
            scheme: 'https',
            tlsConfig: { insecureSkipVerify: true },
          }),
          ...entriesWhen(isSet(authorizationSecret.name), {
            authorization: {
              type: 'Bearer',
              credentials: { name: authorizationSecret.name, key: authorizationSecret.key },
            },
          }),
          relabelings: optional(relabelings),
          metricRelabelings: optional(metricRelabelings),
        },
      ],
    },
  });
}

/** The guard may ask who somebody is; readers may read the path. Names hold the namespace, because these have none. */
function rights(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { labels, namespace, fullname } = release;
  const name = (of: string) => `${namespace}-${fullname}-metrics-${of}` as never;
  const group = 'rbac.authorization.k8s.io';
  const role = (clusterRole: unknown) => ({ apiGroup: group, kind: 'ClusterRole', name: clusterRole });
  manifest(scope, 'metrics-guard-clusterrolebinding', {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: name('guard'), labels },
    roleRef: role('system:auth-delegator'),
    subjects: [{ kind: 'ServiceAccount', name: accountName(settings, release), namespace }],
  });
  manifest(scope, 'metrics-reader-clusterrole', {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata: { name: name('reader'), labels },
    rules: [{ nonResourceURLs: [settings.metrics.path], verbs: ['get'] }],
  });
  manifest(scope, 'metrics-reader-clusterrolebinding', {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: name('reader'), labels },
    roleRef: role(name('reader')),
    subjects: neverEmpty(
      each(settings.metrics.guard.readers, ['reader', 'of'], (reader, of) => ({
        kind: 'ServiceAccount',
        name: reader,
        namespace: of.namespace,
      })),
    ),
  });
}

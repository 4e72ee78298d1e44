/** Collectors that the operator runs: what it is told of each, and what each may do. */
import type { Construct } from 'constructs';
import { headerVariables, secretMounts, secretVolumes } from '../instrument/exporter-secrets';
import { RESTRICTED } from '../instrument/restricted';
import { collectorConfig } from '../telemetry/collector-config';
import { usualGoMemoryLimit } from '../telemetry/collector-parts';
import { USUAL_SETTINGS } from '../telemetry/collector-settings';
import {
  type Dynamic,
  entriesWhen,
  fragment,
  ifAny,
  optional,
  type Setting,
  when,
} from '../values/expression';
import { choose, equals, firstOf, isSet, merge, not, or } from '../values/functions';
import { imageReference } from '../values/image';
import { type Manifest, manifest, manifestsForEach, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { containerResources } from '../values/resources';
import { allocatorAccount, allocatorRights } from './operator-stack.allocator-rights';
import type { OperatedCollector } from './operator-stack.collectors-values';
import type { OperatorStackSettings } from './operator-stack.values';

const SECRETS = { folder: '/etc/botanu/secrets', volumes: 'otel-collector' };

/** A pod with this annotation, which names a collector of the mode sidecar, has it in itself. */
export const INJECT_SIDECAR = 'sidecar.opentelemetry.io/inject';

/**
 * The accounts of the pods of every collector. The operator looks up what an allocator may do when it is told of its
 * collector, so they come first.
 */
export function collectorAccounts(
  scope: Construct,
  { collectors, global }: OperatorStackSettings,
  release: Release,
): void {
  manifestsForEach(scope, 'collectors', collectors, ['collector', 'of'], (each, collector, of) => {
    allocatorRights(each, collector, of, global, release);
    manifestsWhen(each, 'without-rights', runsWithoutRights(of), own => {
      manifest(own, 'collector-account', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: operatedName(collector), labels: release.labels },
        automountServiceAccountToken: false,
        // The operator has no setting for these.
        imagePullSecrets: optional(global.imagePullSecrets),
      });
    });
  });
}

/** What the operator calls the objects that it makes of a collector, and so their account. */
export const operatedName = (collector: Dynamic<string>) => `${collector}-collector`;

/** A sidecar runs as the account of its pod. */
const runsWithoutRights = ({ mode, serviceAccount }: OperatedCollector) =>
  not(or(equals(mode, 'sidecar'), isSet(serviceAccount)));

/** The collector as the operator is told of it. */
export function collectorResource(
  collector: Setting<string>,
  of: OperatedCollector,
  { imageRegistry }: OperatorStackSettings['global'],
): Manifest {
  const { mode, replicas, exporter, resources, serviceAccount } = of;
  const isSidecar = equals(mode, 'sidecar');
  const isCounted = or(equals(mode, 'deployment'), equals(mode, 'statefulset'));
  return {
    apiVersion: 'opentelemetry.io/v1beta1',
    kind: 'OpenTelemetryCollector',
    metadata: { name: collector },
    spec: {
      mode,
      replicas: when(isCounted, replicas),
      upgradeStrategy: of.upgradeStrategy,
      image: imageReference(of.image, imageRegistry),
      imagePullPolicy: of.image.pullPolicy,
      serviceAccount: when(not(isSidecar), firstOf(serviceAccount, operatedName(collector) as never)),
      securityContext: RESTRICTED,
      env: [
        { name: 'GOMEMLIMIT', value: usualGoMemoryLimit(resources.limits.memory as never) },
        ...headerVariables(exporter),
      ],
      volumeMounts: ifAny(secretMounts(exporter, SECRETS)),
      volumes: ifAny(secretVolumes(exporter, SECRETS)),
      resources: containerResources(resources),
      nodeSelector: optional(of.nodeSelector),
      tolerations: optional(of.tolerations),
      affinity: optional(of.affinity),
      priorityClassName: optional(of.priorityClassName),
      targetAllocator: when(of.targetAllocator.enabled, allocator(collector, of, imageRegistry)),
      config: configOf(of),
    },
  };
}

/** By the builder of `BotanuCollector`; the rest is as in one without settings. */
function configOf(of: OperatedCollector): Record<string, unknown> {
  const { mode, exporter, runId, scrapeConfigs, targetAllocator, resources, config } = of;
  const prometheus = {
    enabled: or(targetAllocator.enabled, isSet(scrapeConfigs)),
    pipelines: ['metrics'],
    config: {
      config: { scrape_configs: scrapeConfigs },
      // The operator sets how often pods ask for jobs. For the targets of those they would ask every 30 seconds.
      ...entriesWhen(targetAllocator.enabled, {
        target_allocator: { http_sd_config: { refresh_interval: targetAllocator.reloadInterval } },
      }),
    },
  };
  const made = collectorConfig({ ...USUAL_SETTINGS, exporter, runId, receivers: { prometheus } } as never, {
    memoryLimit: resources.limits.memory as never,
    secretsFolder: SECRETS.folder,
    storageFolder: '',
    fsync: false as never,
    // Only its own pod is to find a sidecar.
    listensOn: `${choose(equals(mode, 'sidecar'), 'localhost', '')}`,
    probes: false as never,
    gateway: { service: '' as never, pods: '' as never },
  });
  return merge(fragment('collectorConfig', made), config as never);
}

function allocator(collector: Setting<string>, of: OperatedCollector, imageRegistry: Dynamic<string>) {
  const { targetAllocator } = of;
  const { prometheusCR: follows } = targetAllocator;
  return {
    enabled: true,
    replicas: targetAllocator.replicas,
    image: imageReference(targetAllocator.image, imageRegistry),
    serviceAccount: allocatorAccount(collector),
    allocationStrategy: targetAllocator.allocationStrategy,
    filterStrategy: choose(equals(targetAllocator.filterStrategy, 'none'), '', 'relabel-config'),
    collectorTargetReloadInterval: targetAllocator.reloadInterval,
    securityContext: RESTRICTED,
    resources: containerResources(targetAllocator.resources),
    nodeSelector: optional(targetAllocator.nodeSelector),
    tolerations: optional(targetAllocator.tolerations),
    affinity: optional(targetAllocator.affinity),
    prometheusCR: when(follows.enabled, {
      enabled: true,
      scrapeInterval: follows.scrapeInterval,
      // Here an absent selector selects nothing, and an empty one everything.
      serviceMonitorSelector: follows.serviceMonitorSelector,
      serviceMonitorNamespaceSelector: follows.serviceMonitorNamespaceSelector,
      podMonitorSelector: follows.podMonitorSelector,
      podMonitorNamespaceSelector: follows.podMonitorNamespaceSelector,
    }),
  };
}

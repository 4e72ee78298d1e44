/** How many pods there are, and how many may be missing. */
import type { Construct } from 'constructs';
import { items, itemsWhen, neverEmpty, optional, type Setting } from '../../values/expression';
import { isSet } from '../../values/functions';
import { manifest } from '../../values/manifest';
import type { Release } from '../../values/release';

interface Autoscaling {
  readonly minReplicas: Setting<number>;
  readonly maxReplicas: Setting<number>;
  readonly targetCPUUtilizationPercentage: Setting<number>;
  readonly targetMemoryUtilizationPercentage: Setting<number>;
  readonly behavior: Setting<unknown>;
}

/** Has the cluster decide how many pods a Deployment has. `metrics` are further ones, as Kubernetes writes them. */
export function autoscaler(
  scope: Construct,
  id: string,
  autoscaling: Autoscaling,
  { fullname, labels }: Release,
  metrics?: Setting<unknown[]>,
): void {
  const metric = (name: string, averageUtilization: Setting<number>) =>
    itemsWhen(isSet(averageUtilization), [
      { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } },
    ]);
  manifest(scope, id, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: fullname, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: fullname },
      minReplicas: autoscaling.minReplicas,
      maxReplicas: autoscaling.maxReplicas,
      // Not last: at the end of a file, Helm takes empty lines away, and they may be those of a text.
      behavior: optional(autoscaling.behavior),
      metrics: neverEmpty([
        ...metric('cpu', autoscaling.targetCPUUtilizationPercentage),
        ...metric('memory', autoscaling.targetMemoryUtilizationPercentage),
        ...(metrics ? items(metrics as never) : []),
      ]),
    },
  });
}

/** Keeps pods through the drain of nodes. */
export function disruptionBudget(
  scope: Construct,
  id: string,
  { maxUnavailable }: { readonly maxUnavailable: Setting<number> },
  { fullname, labels, selectorLabels }: Release,
): void {
  manifest(scope, id, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: fullname, labels },
    spec: { maxUnavailable, selector: { matchLabels: selectorLabels } },
  });
}

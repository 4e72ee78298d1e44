import type { k8s } from '../k8s';
import { gateway as gatewaySettings } from '../telemetry/gateway-settings';
import { integer, raw, rawList, section, toggle } from '../values/definition';
import { autoscaling, extraEnv, podFields, resources, SETS_UP_LIMITERS } from './parts/pod-values';

const { enabled, compression, sampling, config } = gatewaySettings;

/** The settings of the gateway. */
export const gateway = section(
  'Some collectors for the whole cluster, between the agents and the backend: one place for connections, credentials and sampling. It waits for the backend before it answers, whatever `delivery.mode` is, which is that of the agents; so it needs no disk, and a pod of it that dies takes nothing with it.',
  {
    enabled,
    replicas: integer({ about: 'Its pods, unless `autoscaling` decides.', default: 2, min: 1, max: 1000 }),
    compression,
    sampling,
    resources: resources({ cpu: '250m', memory: '512Mi' }, { cpu: '', memory: '1Gi' }, SETS_UP_LIMITERS),
    autoscaling: section('Has the cluster decide how many pods there are.', {
      ...autoscaling({
        minReplicas: 2,
        maxReplicas: 10,
        memory: 'a collector takes memory up to GOMEMLIMIT before it gives any back',
      }),
      behavior: raw<k8s.HorizontalPodAutoscalerBehaviorV2>({
        type: 'k8s.HorizontalPodAutoscalerBehaviorV2',
        about: 'How fast pods come and go. Under sampling, each change splits the traces of that moment.',
        example: { scaleDown: { stabilizationWindowSeconds: 600 } },
      }),
    }),
    podDisruptionBudget: section('Keeps pods through the drain of nodes.', {
      enabled: toggle({ about: 'Whether there is one, where there are several pods.', default: true }),
      maxUnavailable: integer({ about: 'Pods that may be missing.', default: 1, min: 1, max: 1000 }),
    }),
    ...podFields,
    extraEnv,
    topologySpreadConstraints: rawList<k8s.TopologySpreadConstraint>({
      type: 'k8s.TopologySpreadConstraint',
      about: 'How its pods are spread; empty: over nodes, as far as there are any.',
      example: [
        { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
    }),
    config,
  },
);

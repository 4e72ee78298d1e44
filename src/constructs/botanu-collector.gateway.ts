/** The gateway: a deployment between the agents and the backend, apart from the agents in name and labels. */
import type { Construct } from 'constructs';
import { drainSeconds } from '../telemetry/exporter-config';
import { gatewayConfig } from '../telemetry/gateway-config';
import { GATEWAY_PORT } from '../telemetry/to-gateway';
import { fragment, type Setting, when } from '../values/expression';
import { add, and, choose, isSet, lessThan, merge, not } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { configCheck } from './botanu-collector.config-check';
import { gatewayPodsService, SECRETS_FOLDER } from './botanu-collector.names';
import { configMap, type Pods, pod } from './botanu-collector.pod';
import type { CollectorSettings } from './botanu-collector.values';
import { autoscaler, disruptionBudget } from './parts/scaling';

export function gatewayObjects(
  scope: Construct,
  settings: CollectorSettings,
  release: Release,
  account: Setting<string>,
): void {
  manifestsWhen(scope, 'with-gateway', settings.gateway.enabled, gateway => {
    const pods = gatewayPods(settings, release, account);
    configCheck(gateway, 'gateway-config-check', settings, pods);
    configMap(gateway, 'gateway-configmap', pods);
    deployment(gateway, settings, release, pod(settings, pods));
    services(gateway, settings, release);
    scaling(gateway, settings, release);
  });
}

function gatewayPods(settings: CollectorSettings, release: Release, account: Setting<string>): Pods {
  const { gateway, collector } = settings;
  const made = gatewayConfig(settings, {
    memoryLimit: gateway.resources.limits.memory as never,
    secretsFolder: SECRETS_FOLDER,
  });
  const config = merge(fragment('gatewayConfigFromSettings', made), gateway.config as never);
  return {
    account,
    release,
    fragments: { pod: 'gatewayPod', goMemoryLimitMiB: 'gatewayGoMemoryLimitMiB' },
    of: gateway,
    config: fragment('gatewayConfig', config) as never,
    ports: [{ name: 'otlp-grpc', containerPort: GATEWAY_PORT }],
    graceSeconds: add(add(drainSeconds(settings), collector.shutdown.preStopSeconds), 5),
    topologySpreadConstraints: when(
      isSet(gateway.topologySpreadConstraints),
      gateway.topologySpreadConstraints,
      [overNodes(release)],
    ),
    watchPods: false,
    store: false,
    sendToBackend: true,
  };
}

const overNodes = ({ selectorLabels }: Release) => ({
  maxSkew: 1,
  topologyKey: 'kubernetes.io/hostname',
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: selectorLabels },
});

function deployment(
  scope: Construct,
  { gateway: { replicas, autoscaling } }: CollectorSettings,
  { fullname, labels, selectorLabels }: Release,
  template: unknown,
): void {
  manifest(scope, 'gateway-deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: fullname, labels },
    spec: {
      replicas: when(not(autoscaling.enabled), replicas),
      selector: { matchLabels: selectorLabels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template,
    },
  });
}

/** One address for all, and where traces are sampled, the addresses of all: the spans of a trace go to one of them. */
function services(scope: Construct, { gateway }: CollectorSettings, release: Release): void {
  const { labels, selectorLabels: selector } = release;
  const port = { name: 'otlp-grpc', port: GATEWAY_PORT, targetPort: 'otlp-grpc', appProtocol: 'grpc' };
  manifest(scope, 'gateway-service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: release.fullname, labels },
    spec: { type: 'ClusterIP', selector, ports: [port] },
  });
  manifestsWhen(scope, 'with-sampling', gateway.sampling.enabled, sampling => {
    manifest(sampling, 'gateway-pods-service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: gatewayPodsService(release), labels },
      spec: { type: 'ClusterIP', clusterIP: 'None', selector, ports: [port] },
    });
  });
}

function scaling(scope: Construct, { gateway }: CollectorSettings, release: Release): void {
  const { autoscaling, podDisruptionBudget, replicas } = gateway;
  manifestsWhen(scope, 'autoscaled', autoscaling.enabled, autoscaled => {
    autoscaler(autoscaled, 'gateway-horizontalpodautoscaler', autoscaling, release);
  });
  const fewest = choose(autoscaling.enabled, autoscaling.minReplicas, replicas);
  const several = and(podDisruptionBudget.enabled, lessThan(1, fewest));
  manifestsWhen(scope, 'several-gateways', several, gateways => {
    disruptionBudget(gateways, 'gateway-poddisruptionbudget', podDisruptionBudget, release);
  });
}

import { Construct } from 'constructs';
import { applicationEnvironment } from '../telemetry/agents/environment';
import { collectorConfig } from '../telemetry/collector-config';
import { agentDrainSeconds } from '../telemetry/exporter-config';
import { GATEWAY_PORT } from '../telemetry/to-gateway';
import {
  each,
  fragment,
  ifAny,
  itemsWhen,
  neverEmpty,
  optional,
  type Setting,
  when,
} from '../values/expression';
import { add, and, choose, differs, equals, firstOf, lessThan, merge, not } from '../values/functions';
import { manifest, manifestsOf, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { configCheck } from './botanu-collector.config-check';
import { gatewayObjects } from './botanu-collector.gateway';
import { helmTest } from './botanu-collector.helm-test';
import { hookFilesConfigMap } from './botanu-collector.hooks';
import { instrumentationResource } from './botanu-collector.instrumentation';
import { kubernetesAttributes, kubernetesAttributesRole } from './botanu-collector.kubernetes-attributes';
import { monitoring } from './botanu-collector.monitoring';
import {
  accountName,
  endpointOf,
  gatewayPodsService,
  gatewayRelease,
  SECRETS_FOLDER,
  STORAGE_FOLDER,
} from './botanu-collector.names';
import { networkPolicies } from './botanu-collector.network-policy';
import { AGENT_FRAGMENTS, configMap, type Pods, pod, volumeClaim } from './botanu-collector.pod';
import type { BotanuCollectorProps } from './botanu-collector.props';
import { COLLECTOR_VERSION, type CollectorSettings, collectorValues } from './botanu-collector.values';
import { disruptionBudget } from './parts/scaling';

/**
 * An OpenTelemetry collector that puts `botanu.run_id` on spans, keeps what it acknowledged, and runs as a node agent
 * under Pod Security `restricted`.
 *
 * @example
 * new BotanuCollector(chart, 'collector', { exporter: { endpoint: 'backend:4317' } });
 */
export class BotanuCollector extends Construct {
  /** Name of the Service, and of every other object. */
  readonly serviceName: string;
  /** Where applications send OTLP over HTTP: `http://collector.observability:4318`. */
  readonly endpoint: string;

  /** @param props what differs from the defaults; `exporter.endpoint` has none */
  constructor(scope: Construct, id: string, props: BotanuCollectorProps | CollectorSettings) {
    super(scope, id);
    const { settings, release } = collectorValues.read(this, props, {
      name: 'collector',
      version: COLLECTOR_VERSION,
    });
    this.serviceName = `${release.fullname}`;
    this.endpoint = `${endpointOf(settings, release)}`;
    const gateway = gatewayRelease(release);
    const agents = agentPods(settings, release, configOf(settings, gateway));
    configCheck(this, 'config-check', settings, agents);
    configMap(this, 'configmap', agents);
    account(this, settings, release);
    workload(this, settings, release, pod(settings, agents));
    service(this, settings, release);
    budget(this, settings, release);
    gatewayObjects(this, settings, gateway, agents.account);
    networkPolicies(this, settings, release, gateway);
    hookFilesConfigMap(this, settings, release);
    instrumentationResource(this, settings, release);
    monitoring(this, settings, release);
    helmTest(this, settings, release);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }

  /** The environment of an application, in any language, that sends to this collector and passes its run on. */
  environmentOf(serviceName?: string): Record<string, string> {
    return applicationEnvironment({ endpoint: this.endpoint, serviceName });
  }
}

/** The whole configuration: what the settings make, and the installer's own laid over it. */
function configOf(settings: CollectorSettings, gateway: Release): Record<string, unknown> {
  const { enabled } = settings.presets.kubernetesAttributes;
  const made = collectorConfig(settings, {
    memoryLimit: settings.collector.resources.limits.memory as never,
    secretsFolder: SECRETS_FOLDER,
    storageFolder: STORAGE_FOLDER,
    fsync: settings.delivery.storage.fsync,
    probes: settings.test.enabled,
    gateway: {
      service: `${gateway.fullname}.${gateway.namespace}:${GATEWAY_PORT}` as never,
      pods: `${gatewayPodsService(gateway)}.${gateway.namespace}` as never,
    },
    ...kubernetesAttributes(settings, enabled),
  });
  return fragment('config', merge(fragment('configFromSettings', made), settings.config as never));
}

function agentPods(settings: CollectorSettings, release: Release, config: Record<string, unknown>): Pods {
  const { collector, otlp, presets, delivery, gateway } = settings;
  const { graceSeconds, preStopSeconds } = collector.shutdown;
  return {
    account: accountName(settings, release),
    release,
    fragments: AGENT_FRAGMENTS,
    of: collector,
    config,
    ports: [
      ...itemsWhen(otlp.grpc.enabled, [port('otlp-grpc', otlp.grpc)]),
      ...itemsWhen(otlp.http.enabled, [port('otlp-http', otlp.http)]),
    ],
    graceSeconds: when(
      graceSeconds,
      graceSeconds,
      add(add(agentDrainSeconds(settings as never), preStopSeconds), 5),
    ),
    topologySpreadConstraints: optional(collector.topologySpreadConstraints),
    watchPods: presets.kubernetesAttributes.enabled,
    store: differs(delivery.storage.type, 'none'),
    sendToBackend: not(gateway.enabled),
  };
}

function port(
  name: string,
  { port: containerPort, hostPort }: CollectorSettings['otlp']['grpc'] | CollectorSettings['otlp']['http'],
) {
  return { name, containerPort, hostPort: optional(hostPort) };
}

function account(scope: Construct, settings: CollectorSettings, release: Release): void {
  const { create, annotations } = settings.serviceAccount;
  manifestsWhen(scope, 'own-account', create, own => {
    manifest(own, 'serviceaccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: accountName(settings, release),
        labels: release.labels,
        annotations,
      },
      automountServiceAccountToken: false,
    });
  });
  manifestsWhen(scope, 'rights', settings.presets.kubernetesAttributes.enabled, rights => {
    kubernetesAttributesRole(rights, release, accountName(settings, release));
  });
}

function workload(scope: Construct, settings: CollectorSettings, release: Release, template: unknown): void {
  const { mode, replicas, updateStrategy } = settings.collector;
  const metadata = { name: release.fullname, labels: release.labels };
  const selector = { matchLabels: release.selectorLabels };

  manifestsWhen(scope, 'on-each-node', equals(mode, 'daemonset'), each => {
    manifest(each, 'daemonset', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: {
        selector,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: when(updateStrategy.surge, 1, 0),
            maxUnavailable: when(updateStrategy.surge, 0, updateStrategy.maxUnavailable),
          },
        },
        template,
      },
    });
  });
  manifestsWhen(scope, 'as-deployment', equals(mode, 'deployment'), some => {
    manifest(some, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas,
        selector,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: when(updateStrategy.surge, 1, 0),
            maxUnavailable: when(updateStrategy.surge, 0, updateStrategy.maxUnavailable),
          },
        },
        template,
      },
    });
  });
  manifestsWhen(scope, 'as-statefulset', equals(mode, 'statefulset'), some => {
    manifest(some, 'statefulset', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata,
      spec: {
        replicas,
        selector,
        serviceName: release.fullname,
        podManagementPolicy: 'Parallel',
        template,
        volumeClaimTemplates: ifAny([volumeClaim(settings, release)]),
      },
    });
  });
}

function service(
  scope: Construct,
  settings: CollectorSettings,
  { fullname, labels, selectorLabels }: Release,
): void {
  const { otlp, collector } = settings;
  const { type, annotations, internalTrafficPolicy, trafficDistribution, extraPorts } = settings.service;
  const nodeLocal = and(equals(collector.mode, 'daemonset'), equals(trafficDistribution, ''));
  manifest(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: fullname, labels, annotations },
    spec: {
      type,
      internalTrafficPolicy: firstOf(internalTrafficPolicy, choose(nodeLocal, 'Local', 'Cluster') as never),
      trafficDistribution: optional(trafficDistribution),
      selector: selectorLabels,
      ports: neverEmpty([
        ...itemsWhen(otlp.grpc.enabled, [servicePort('otlp-grpc', otlp.grpc.port, 'grpc')]),
        ...itemsWhen(otlp.http.enabled, [servicePort('otlp-http', otlp.http.port, 'http')]),
        ...each(extraPorts, ['name', 'extra'], (name, { port, protocol }) => ({
          name,
          port,
          protocol,
          targetPort: port,
        })),
      ]),
    },
  });
}

const servicePort = (name: string, port: Setting<number>, appProtocol: string) => ({
  name,
  port,
  targetPort: name,
  appProtocol,
});

function budget(scope: Construct, { collector }: CollectorSettings, release: Release): void {
  const { podDisruptionBudget, mode, replicas } = collector;
  const several = and(podDisruptionBudget.enabled, differs(mode, 'daemonset'), lessThan(1, replicas));
  manifestsWhen(scope, 'several-copies', several, copies => {
    disruptionBudget(copies, 'poddisruptionbudget', podDisruptionBudget, release);
  });
}

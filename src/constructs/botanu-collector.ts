import { Construct } from 'constructs';
import { applicationEnvironment } from '../telemetry/agents/environment';
import { collectorConfig } from '../telemetry/collector-config';
import {
  each,
  fragment,
  ifAny,
  itemsWhen,
  neverEmpty,
  optional,
  type Setting,
  when,
  yamlText,
} from '../values/expression';
import { and, choose, differs, equals, firstOf, lessThan, merge } from '../values/functions';
import { manifest, manifestsOf, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { hookFilesConfigMap } from './botanu-collector.hooks';
import { instrumentationResource } from './botanu-collector.instrumentation';
import { kubernetesAttributes, kubernetesAttributesRole } from './botanu-collector.kubernetes-attributes';
import { monitoring } from './botanu-collector.monitoring';
import { accountName, endpointOf, SECRETS_FOLDER, STORAGE_FOLDER } from './botanu-collector.names';
import { pod, volumeClaim } from './botanu-collector.pod';
import type { BotanuCollectorProps } from './botanu-collector.props';
import { COLLECTOR_VERSION, type CollectorSettings, collectorValues } from './botanu-collector.values';

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
    const config = configOf(settings);
    configuration(this, config, release);
    account(this, settings, release);
    workload(this, settings, release, pod(settings, release, config));
    service(this, settings, release);
    disruptionBudget(this, settings, release);
    hookFilesConfigMap(this, settings, release);
    instrumentationResource(this, settings, release);
    monitoring(this, settings, release);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }

  /** The environment of an application, in any language, that sends to this collector and passes its run on. */
  environmentOf(serviceName?: string): Record<string, string> {
    return applicationEnvironment({ endpoint: this.endpoint, serviceName });
  }
}

/** The whole configuration: what the settings make, and the installer's own laid over it. */
function configOf(settings: CollectorSettings): Record<string, unknown> {
  const { enabled } = settings.presets.kubernetesAttributes;
  const made = collectorConfig(settings, {
    memoryLimit: settings.collector.resources.limits.memory as never,
    secretsFolder: SECRETS_FOLDER,
    storageFolder: STORAGE_FOLDER,
    fsync: settings.delivery.storage.fsync,
    ...kubernetesAttributes(settings, enabled),
  });
  return fragment('config', merge(fragment('configFromSettings', made), settings.config as never));
}

function configuration(
  scope: Construct,
  config: Record<string, unknown>,
  { fullname, labels }: Release,
): void {
  manifest(scope, 'configmap', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: fullname, labels },
    data: { 'collector.yaml': yamlText(config) },
  });
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

function disruptionBudget(scope: Construct, { collector }: CollectorSettings, release: Release): void {
  const { podDisruptionBudget: budget, mode, replicas } = collector;
  const several = and(budget.enabled, differs(mode, 'daemonset'), lessThan(1, replicas));
  manifestsWhen(scope, 'several-copies', several, copies => {
    manifest(copies, 'poddisruptionbudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: release.fullname, labels: release.labels },
      spec: { maxUnavailable: budget.maxUnavailable, selector: { matchLabels: release.selectorLabels } },
    });
  });
}

import type { Construct } from 'constructs';
import { HEALTH_PORT } from '../telemetry/collector-parts';
import { headerVariable } from '../telemetry/exporter-config';
import {
  comment,
  type Dynamic,
  each,
  entriesWhen,
  fragment,
  ifAny,
  itemsWhen,
  optional,
  type Setting,
  spread,
  when,
  yamlText,
} from '../values/expression';
import {
  and,
  asText,
  bytes,
  checksum,
  divide,
  equals,
  isSet,
  isString,
  multiply,
  not,
  subtract,
  union,
} from '../values/functions';
import { imageReference } from '../values/image';
import { manifest } from '../values/manifest';
import type { Release } from '../values/release';
import {
  CONFIG_FOLDER,
  CONTAINER,
  SECRET_VOLUMES,
  SECRETS_FOLDER,
  STORAGE_FOLDER,
  VOLUMES,
} from './botanu-collector.names';
import type { CollectorSettings } from './botanu-collector.values';

/** What tells one set of pods from another: the agents from the gateway. */
export interface Pods {
  /** What all of them run as. */
  readonly account: Setting<string>;
  /** Names and labels of this set. */
  readonly release: Release;
  /** Names of its fragments in the chart. */
  readonly fragments: { readonly pod: string; readonly goMemoryLimitMiB: string };
  readonly of: CollectorSettings['collector'] | CollectorSettings['gateway'];
  readonly config: Record<string, unknown>;
  readonly ports: readonly object[];
  readonly graceSeconds: Setting<number>;
  readonly topologySpreadConstraints: unknown;
  /** Whether they ask the API server. */
  readonly watchPods: Dynamic<boolean>;
  /** Whether they have a disk for their queue. */
  readonly store: Dynamic<boolean>;
  /** Whether they are those that send to the backend, and so hold its Secrets. */
  readonly sendToBackend: Dynamic<boolean>;
  /** Whether they start without the Secrets that the settings name. */
  readonly startWithoutSecrets?: boolean;
}

export const AGENT_FRAGMENTS = { pod: 'pod', goMemoryLimitMiB: 'goMemoryLimitMiB' } as const;

/** The pod template, the same for every kind of workload. */
export function pod(settings: CollectorSettings, pods: Pods) {
  return fragment(pods.fragments.pod, {
    metadata: {
      // Not the chart's own labels: a new version of the chart alone must not restart anything.
      labels: { ...spread(pods.release.selectorLabels), ...spread(pods.of.podLabels) },
      annotations: {
        ...comment('Of the configuration alone, so that a new version of the chart restarts nothing.'),
        'checksum/config': checksum(pods.config),
        ...spread(pods.of.podAnnotations),
      },
    },
    spec: podSpec(settings, pods),
  });
}

/** The configuration as the pods mount it. */
export function configMap(scope: Construct, id: string, { release, config }: Pods): void {
  manifest(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: release.fullname, labels: release.labels },
    data: { 'collector.yaml': yamlText(config) },
  });
}

function podSpec(settings: CollectorSettings, pods: Pods) {
  return {
    serviceAccountName: pods.account,
    automountServiceAccountToken: pods.watchPods,
    enableServiceLinks: false,
    priorityClassName: optional(pods.of.priorityClassName),
    imagePullSecrets: imagePullSecrets(settings),
    securityContext: podSecurityContext(settings, pods),
    ...comment('Longer than the queue needs to be sent, so that a pod that ends takes nothing with it.'),
    terminationGracePeriodSeconds: pods.graceSeconds,
    nodeSelector: optional(pods.of.nodeSelector),
    affinity: optional(pods.of.affinity),
    tolerations: optional(pods.of.tolerations),
    topologySpreadConstraints: pods.topologySpreadConstraints,
    containers: [
      container(settings, pods),
      ...each(pods.of.extraContainers, ['name', 'container'], (name, extra) => ({
        name,
        ...spread(extra as never),
      })),
    ],
    volumes: volumes(settings, pods),
  };
}

export function imagePullSecrets(settings: CollectorSettings) {
  return optional(union(settings.imagePullSecrets, settings.global.imagePullSecrets));
}

export function podSecurityContext({ collector, delivery: { storage } }: CollectorSettings, { store }: Pods) {
  return ifAny({
    ...spread(collector.podSecurityContext as never),
    ...entriesWhen(and(store, isSet(storage.fsGroup)), { fsGroup: storage.fsGroup }),
  });
}

function container(settings: CollectorSettings, pods: Pods) {
  const { collector, image } = settings;
  const { requests, limits } = pods.of.resources;
  return {
    name: CONTAINER,
    image: collectorImage(settings),
    imagePullPolicy: image.pullPolicy,
    args: [`--config=${CONFIG_FOLDER}/collector.yaml`],
    env: environment(settings, pods),
    ports: [
      ...pods.ports,
      { name: 'health', containerPort: HEALTH_PORT },
      { name: 'metrics', containerPort: settings.monitoring.port },
    ],
    resources: {
      requests: ifAny({ cpu: optional(requests.cpu), memory: optional(requests.memory) }),
      limits: { cpu: optional(limits.cpu), memory: limits.memory },
    },
    startupProbe: { ...health, periodSeconds: 1, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 2 },
    ...comment('Patient: to restart a collector that waits for its backend would lose what it waits with.'),
    livenessProbe: { ...health, periodSeconds: 15, failureThreshold: 6, timeoutSeconds: 5 },
    ...entriesWhen(isSet(collector.shutdown.preStopSeconds), {
      lifecycle: { preStop: { sleep: { seconds: collector.shutdown.preStopSeconds } } },
    }),
    securityContext: collector.securityContext,
    volumeMounts: mounts(settings, pods),
  };
}

const health = { httpGet: { path: '/', port: 'health' } };

export function collectorImage({ image, global }: CollectorSettings): Setting<string> {
  return fragment('image', imageReference(image, global.imageRegistry));
}

const MEBIBYTE = 1024 * 1024;

/**
 * Where the memory limiter begins to refuse. Beyond it, garbage that nobody has collected yet would have it refuse
 * telemetry although nothing is short.
 */
export function goMemoryLimit(
  { memoryLimiter }: CollectorSettings,
  { of, fragments }: Pick<Pods, 'of' | 'fragments'>,
): Setting<number> {
  const percent = subtract(memoryLimiter.limitPercentage, memoryLimiter.spikeLimitPercentage);
  const share = divide(multiply(bytes(of.resources.limits.memory), percent), 100 * MEBIBYTE);
  return fragment(fragments.goMemoryLimitMiB, share);
}

export function environment(settings: CollectorSettings, pods: Pods) {
  const { collector, exporter } = settings;
  const optionally = pods.startWithoutSecrets ? { optional: true } : {};
  const fromSecrets = each(exporter.headersFromSecret, ['header', 'secret'], (header, secret) => ({
    name: headerVariable(header),
    valueFrom: { secretKeyRef: { name: secret.name, key: secret.key, ...optionally } },
  }));
  return [
    { name: 'GOMEMLIMIT', value: `${goMemoryLimit(settings, pods)}MiB` },
    { name: 'GOGC', value: asText(collector.gogc) },
    ...itemsWhen(pods.watchPods, [
      { name: 'K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]),
    ...itemsWhen(pods.sendToBackend, fromSecrets),
    ...each(
      pods.of.extraEnv as Setting<Record<string, never>>,
      ['variable', 'value'],
      (variable, value: Variable) => ({
        name: variable,
        ...entriesWhen(isString(value), { value }),
        ...entriesWhen(not(isString(value)), {
          valueFrom: { secretKeyRef: { name: value.secret?.name, key: value.secret?.key, ...optionally } },
        }),
      }),
    ),
  ];
}

/** A text, or a key of a Secret. */
type Variable = Setting<unknown> & { secret?: { name: Setting<string>; key: Setting<string> } };

// -------------------------------------------------------------------------------------------------- volumes

function volumes(settings: CollectorSettings, pods: Pods) {
  const { storage } = settings.delivery;
  return [
    { name: VOLUMES.config, configMap: { name: pods.release.fullname } },
    ...secretVolumes(settings, pods),
    ...itemsWhen(and(pods.store, equals(storage.type, 'emptyDir')), [
      { name: VOLUMES.queue, emptyDir: { sizeLimit: storage.size } },
    ]),
    ...itemsWhen(and(pods.store, equals(storage.type, 'hostPath')), [
      { name: VOLUMES.queue, hostPath: { path: storage.hostPath, type: 'DirectoryOrCreate' } },
    ]),
    ...extraVolumes(pods),
  ];
}

/** The files of Secrets. */
export function secretVolumes({ exporter }: CollectorSettings, pods: Pods) {
  const optionally = pods.startWithoutSecrets ? { optional: true } : {};
  const secret = (name: string, secretName: Setting<string>) =>
    itemsWhen(and(pods.sendToBackend, isSet(secretName)), [{ name, secret: { secretName, ...optionally } }]);
  return [
    ...secret(SECRET_VOLUMES.ca, exporter.tls.caSecret.name),
    ...secret(SECRET_VOLUMES.client, exporter.tls.clientSecret.name),
    ...secret(SECRET_VOLUMES.token, exporter.bearerTokenSecret.name),
  ];
}

export function extraVolumes(pods: Pods) {
  return each(pods.of.extraVolumes, ['name', 'volume'], (name, volume) => ({
    name,
    ...spread(volume as never),
  }));
}

export function mounts({ exporter }: CollectorSettings, pods: Pods) {
  const secret = (name: string, secretName: Setting<string>) =>
    itemsWhen(and(pods.sendToBackend, isSet(secretName)), [
      { name, mountPath: `${SECRETS_FOLDER}/${name}`, readOnly: true },
    ]);
  return [
    { name: VOLUMES.config, mountPath: CONFIG_FOLDER, readOnly: true },
    ...secret(SECRET_VOLUMES.ca, exporter.tls.caSecret.name),
    ...secret(SECRET_VOLUMES.client, exporter.tls.clientSecret.name),
    ...secret(SECRET_VOLUMES.token, exporter.bearerTokenSecret.name),
    ...itemsWhen(pods.store, [{ name: VOLUMES.queue, mountPath: STORAGE_FOLDER }]),
    ...each(pods.of.extraVolumeMounts, ['path', 'mount'], (path, mount) => ({
      mountPath: path,
      ...spread(mount as never),
    })),
  ];
}

/** The claim of each pod of a statefulset. */
export function volumeClaim({ delivery: { storage } }: CollectorSettings, { selectorLabels }: Release) {
  return when(equals(storage.type, 'persistentVolumeClaim'), {
    metadata: { name: VOLUMES.queue, labels: selectorLabels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: optional(storage.storageClassName),
      resources: { requests: { storage: storage.size } },
    },
  });
}

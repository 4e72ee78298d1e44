import { drainSeconds, HEALTH_PORT, headerVariable } from '../telemetry/collector-config';
import {
  comment,
  each,
  entriesWhen,
  fragment,
  ifAny,
  items,
  itemsWhen,
  optional,
  type Setting,
  spread,
  when,
} from '../values/expression';
import {
  add,
  and,
  asText,
  bytes,
  checksum,
  choose,
  differs,
  divide,
  equals,
  firstOf,
  isSet,
  isString,
  multiply,
  not,
  subtract,
} from '../values/functions';
import type { Release } from '../values/release';
import {
  accountName,
  CONFIG_FOLDER,
  CONTAINER,
  SECRET_VOLUMES,
  SECRETS_FOLDER,
  STORAGE_FOLDER,
  VOLUMES,
} from './botanu-collector.names';
import type { CollectorSettings } from './botanu-collector.values';

/** The pod template, the same for every kind of workload. */
export function pod(settings: CollectorSettings, release: Release, config: Record<string, unknown>) {
  return fragment('pod', {
    metadata: {
      // Not the chart's own labels: a new version of the chart alone must not restart anything.
      labels: { ...spread(release.selectorLabels), ...spread(settings.collector.podLabels) },
      annotations: {
        ...comment('Of the configuration alone, so that a new version of the chart restarts nothing.'),
        'checksum/config': checksum(config),
        ...spread(settings.collector.podAnnotations),
      },
    },
    spec: podSpec(settings, release),
  });
}

function podSpec(settings: CollectorSettings, release: Release) {
  const { collector, presets } = settings;
  return {
    serviceAccountName: accountName(settings, release),
    automountServiceAccountToken: presets.kubernetesAttributes.enabled,
    enableServiceLinks: false,
    priorityClassName: optional(collector.priorityClassName),
    imagePullSecrets: ifAny([
      ...items(settings.imagePullSecrets),
      ...items(settings.global.imagePullSecrets),
    ]),
    securityContext: ifAny({
      ...spread(collector.podSecurityContext as never),
      ...entriesWhen(and(storesOnVolume(settings), isSet(settings.delivery.storage.fsGroup)), {
        fsGroup: settings.delivery.storage.fsGroup,
      }),
    }),
    ...comment('Longer than the queue needs to be sent, so that a pod that ends takes nothing with it.'),
    terminationGracePeriodSeconds: when(
      collector.shutdown.graceSeconds,
      collector.shutdown.graceSeconds,
      add(add(drainSeconds(settings as never), collector.shutdown.preStopSeconds), 5),
    ),
    nodeSelector: optional(collector.nodeSelector),
    affinity: optional(collector.affinity),
    tolerations: optional(collector.tolerations),
    topologySpreadConstraints: optional(collector.topologySpreadConstraints),
    containers: [
      container(settings),
      ...each(collector.extraContainers, ['name', 'container'], (name, extra) => ({
        name,
        ...spread(extra as never),
      })),
    ],
    volumes: volumes(settings, release),
  };
}

const storesOnVolume = ({ delivery }: CollectorSettings) => differs(delivery.storage.type, 'none');

function container(settings: CollectorSettings) {
  const { collector, otlp, image } = settings;
  const { requests, limits } = collector.resources;
  return {
    name: CONTAINER,
    image: imageReference(settings),
    imagePullPolicy: image.pullPolicy,
    args: [`--config=${CONFIG_FOLDER}/collector.yaml`],
    env: environment(settings),
    ports: [
      ...itemsWhen(otlp.grpc.enabled, [port('otlp-grpc', otlp.grpc)]),
      ...itemsWhen(otlp.http.enabled, [port('otlp-http', otlp.http)]),
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
    volumeMounts: mounts(settings),
  };
}

const health = { httpGet: { path: '/', port: 'health' } };

function port(
  name: string,
  { port: containerPort, hostPort }: CollectorSettings['otlp']['grpc'] | CollectorSettings['otlp']['http'],
) {
  return { name, containerPort, hostPort: optional(hostPort) };
}

function imageReference({ image, global }: CollectorSettings): Setting<string> {
  const { registry, repository, tag, digest } = image;
  const name = `${firstOf(global.imageRegistry, registry)}/${repository}`;
  return fragment('image', choose(isSet(digest), `${name}@${digest}`, `${name}:${tag}`));
}

const MEBIBYTE = 1024 * 1024;

/**
 * Where the memory limiter begins to refuse. Beyond it, garbage that nobody has collected yet would have it refuse
 * telemetry although nothing is short.
 */
export function goMemoryLimit({ collector, memoryLimiter }: CollectorSettings): Setting<number> {
  const percent = subtract(memoryLimiter.limitPercentage, memoryLimiter.spikeLimitPercentage);
  const share = divide(multiply(bytes(collector.resources.limits.memory), percent), 100 * MEBIBYTE);
  return fragment('goMemoryLimitMiB', share);
}

function environment(settings: CollectorSettings) {
  const { collector, presets, exporter } = settings;
  return [
    { name: 'GOMEMLIMIT', value: `${goMemoryLimit(settings)}MiB` },
    { name: 'GOGC', value: asText(collector.gogc) },
    ...itemsWhen(presets.kubernetesAttributes.enabled, [
      { name: 'K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]),
    ...each(exporter.headersFromSecret, ['header', 'secret'], (header, secret) => ({
      name: headerVariable(header),
      valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } },
    })),
    ...each(
      collector.extraEnv as Setting<Record<string, never>>,
      ['variable', 'value'],
      (variable, value: Variable) => ({
        name: variable,
        ...entriesWhen(isString(value), { value }),
        ...entriesWhen(not(isString(value)), {
          valueFrom: { secretKeyRef: { name: value.secret?.name, key: value.secret?.key } },
        }),
      }),
    ),
  ];
}

/** A text, or a key of a Secret. */
type Variable = Setting<unknown> & { secret?: { name: Setting<string>; key: Setting<string> } };

// -------------------------------------------------------------------------------------------------- volumes

function volumes(settings: CollectorSettings, { fullname }: Release) {
  const { exporter, delivery, collector } = settings;
  const { storage } = delivery;
  const secret = (name: string, secretName: Setting<string>) =>
    itemsWhen(isSet(secretName), [{ name, secret: { secretName } }]);
  return [
    { name: VOLUMES.config, configMap: { name: fullname } },
    ...secret(SECRET_VOLUMES.ca, exporter.tls.caSecret.name),
    ...secret(SECRET_VOLUMES.client, exporter.tls.clientSecret.name),
    ...secret(SECRET_VOLUMES.token, exporter.bearerTokenSecret.name),
    ...itemsWhen(equals(storage.type, 'emptyDir'), [
      { name: VOLUMES.queue, emptyDir: { sizeLimit: storage.size } },
    ]),
    ...itemsWhen(equals(storage.type, 'hostPath'), [
      { name: VOLUMES.queue, hostPath: { path: storage.hostPath, type: 'DirectoryOrCreate' } },
    ]),
    ...each(collector.extraVolumes, ['name', 'volume'], (name, volume) => ({
      name,
      ...spread(volume as never),
    })),
  ];
}

function mounts(settings: CollectorSettings) {
  const { exporter, collector } = settings;
  const secret = (name: string, secretName: Setting<string>) =>
    itemsWhen(isSet(secretName), [{ name, mountPath: `${SECRETS_FOLDER}/${name}`, readOnly: true }]);
  return [
    { name: VOLUMES.config, mountPath: CONFIG_FOLDER, readOnly: true },
    ...secret(SECRET_VOLUMES.ca, exporter.tls.caSecret.name),
    ...secret(SECRET_VOLUMES.client, exporter.tls.clientSecret.name),
    ...secret(SECRET_VOLUMES.token, exporter.bearerTokenSecret.name),
    ...itemsWhen(storesOnVolume(settings), [{ name: VOLUMES.queue, mountPath: STORAGE_FOLDER }]),
    ...each(collector.extraVolumeMounts, ['path', 'mount'], (path, mount) => ({
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

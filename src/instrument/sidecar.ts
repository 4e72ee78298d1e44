/** A collector beside the application: a native sidecar, which starts before it and ends after it. */
import { z } from 'zod';
import type { Text } from '../telemetry/agents/agent';
import { collectorConfig } from '../telemetry/collector-config';
import { COLLECTOR_IMAGE } from '../telemetry/collector-image';
import { HEALTH_PORT, MEBIBYTE } from '../telemetry/collector-parts';
import { collectorSettings } from '../telemetry/collector-settings';
import { headerVariable } from '../telemetry/exporter-config';
import { quantity, section, toggle } from '../values/definition';
import {
  each,
  ifAny,
  itemsWhen,
  optional,
  type Setting,
  type Settings,
  yamlText,
} from '../values/expression';
import { MEMORY, PROCESSOR } from '../values/formats';
import { bytes, divide, isSet, multiply } from '../values/functions';
import { imageReference, imageSettings } from '../values/image';
import { RESTRICTED } from './restricted';

export const SIDECAR = 'otel-collector';
export const SIDECAR_VOLUME = 'otel-collector-config';
/** Every volume that it may have. */
export const SIDECAR_VOLUMES = [
  SIDECAR_VOLUME,
  ...['tls-ca', 'tls-client', 'bearer-token'].map(secret => `${SIDECAR}-${secret}`),
];
/** Where it listens: OTLP, its health, and its own metrics. */
export const SIDECAR_PORTS = [4317, 4318, HEALTH_PORT, 8888];
const CONFIG_FOLDER = '/etc/botanu-sidecar/config';
const SECRETS_FOLDER = '/etc/botanu-sidecar/secrets';

/** Where it listens, by the protocol in which it is spoken to. */
export const SIDECAR_ENDPOINTS = {
  'http/protobuf': 'http://localhost:4318',
  grpc: 'http://localhost:4317',
} as const;

export const sidecarSettings = section(
  'A collector in the same pod, for applications that no collector of the node or of the cluster serves. With the run_id stage of the chart `collector`.',
  {
    enabled: toggle({ about: 'Whether there is one. Needs Kubernetes 1.29.', default: false }),
    exporter: collectorSettings.exporter,
    image: imageSettings('The collector.', COLLECTOR_IMAGE),
    resources: section('What it may use.', {
      requests: section('What is reserved.', {
        cpu: quantity({ about: 'Processor time.', default: '50m', format: PROCESSOR }),
        memory: quantity({ about: 'Memory.', default: '64Mi', format: MEMORY }),
      }),
      limits: section('What is not exceeded.', {
        cpu: quantity({
          about: 'Processor time; empty: as much as is free.',
          default: '',
          format: PROCESSOR,
        }),
        memory: quantity({
          about: 'Memory. The memory limiter and GOMEMLIMIT are set up from this.',
          default: '256Mi',
          format: MEMORY,
        }),
      }),
    }),
  },
);

export type SidecarSettings = Settings<z.output<typeof sidecarSettings>>;

/** Everything else is as in a `BotanuCollector` without settings. */
const USUAL = z.object(collectorSettings).parse({});

/** From this share of the memory limit on the memory limiter refuses, in percent. */
const BEGINS_TO_REFUSE = USUAL.memoryLimiter.limitPercentage - USUAL.memoryLimiter.spikeLimitPercentage;

/** Its configuration, made by the builder of `BotanuCollector`. */
export function sidecarConfig({ exporter, resources }: SidecarSettings): Record<string, unknown> {
  return collectorConfig({ ...USUAL, exporter } as never, {
    memoryLimit: resources.limits.memory as never,
    secretsFolder: SECRETS_FOLDER,
    storageFolder: '',
    fsync: false as never,
    listensOn: 'localhost',
    probes: false as never,
    gateway: { service: '' as never, pods: '' as never },
  });
}

/** The same as the text of the file `collector.yaml`, for options of `instrument`. */
export function sidecarConfigText(given: z.input<typeof sidecarSettings>): string {
  return yamlText(sidecarConfig(sidecarSettings.parse(given) as never));
}

/** The container, as an init container that goes on. */
export function sidecarContainer(sidecar: SidecarSettings, imageRegistry: Text): Record<string, unknown> {
  const { image, resources, exporter } = sidecar;
  const { requests, limits } = resources;
  const memory = divide(multiply(bytes(limits.memory as never), BEGINS_TO_REFUSE), 100 * MEBIBYTE);
  return {
    name: SIDECAR,
    image: imageReference(image, imageRegistry),
    imagePullPolicy: image.pullPolicy,
    restartPolicy: 'Always',
    args: [`--config=${CONFIG_FOLDER}/collector.yaml`],
    env: [
      { name: 'GOMEMLIMIT', value: `${memory}MiB` },
      ...each(exporter.headersFromSecret, ['header', 'secret'], (header, secret) => ({
        name: headerVariable(header),
        valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } },
      })),
    ],
    resources: {
      requests: ifAny({ cpu: optional(requests.cpu), memory: optional(requests.memory) }),
      limits: { cpu: optional(limits.cpu), memory: limits.memory },
    },
    startupProbe: {
      httpGet: { path: '/', port: HEALTH_PORT },
      periodSeconds: 1,
      failureThreshold: 60,
    },
    securityContext: RESTRICTED,
    volumeMounts: [
      { name: SIDECAR_VOLUME, mountPath: CONFIG_FOLDER, readOnly: true },
      ...secrets(sidecar).flatMap(({ name: secret, secretName }) =>
        itemsWhen(isSet(secretName), [
          { name: `${SIDECAR}-${secret}`, mountPath: `${SECRETS_FOLDER}/${secret}`, readOnly: true },
        ]),
      ),
    ],
  };
}

export function sidecarVolumes(sidecar: SidecarSettings, configMap: Text): unknown[] {
  return [
    { name: SIDECAR_VOLUME, configMap: { name: configMap } },
    ...secrets(sidecar).flatMap(({ name, secretName }) =>
      itemsWhen(isSet(secretName), [{ name: `${SIDECAR}-${name}`, secret: { secretName } }]),
    ),
  ];
}

/** The Secrets whose files the exporter reads, by the folder in which it looks for them. */
const secrets = ({ exporter }: SidecarSettings): { name: string; secretName: Setting<string> }[] => [
  { name: 'tls-ca', secretName: exporter.tls.caSecret.name },
  { name: 'tls-client', secretName: exporter.tls.clientSecret.name },
  { name: 'bearer-token', secretName: exporter.bearerTokenSecret.name },
];

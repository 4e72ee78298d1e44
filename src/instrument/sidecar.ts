/** A collector beside the application: a native sidecar, which starts before it and ends after it. */
import { z } from 'zod';
import type { Text } from '../telemetry/agents/agent';
import { collectorConfig } from '../telemetry/collector-config';
import { COLLECTOR_IMAGE } from '../telemetry/collector-image';
import { HEALTH_PORT, usualGoMemoryLimit } from '../telemetry/collector-parts';
import { collectorSettings, USUAL_SETTINGS } from '../telemetry/collector-settings';
import { quantity, section, toggle } from '../values/definition';
import { ifAny, optional, type Settings, yamlText } from '../values/expression';
import { MEMORY, PROCESSOR } from '../values/formats';
import { imageReference, imageSettings } from '../values/image';
import { headerVariables, secretMounts, secretVolumeNames, secretVolumes } from './exporter-secrets';
import { RESTRICTED } from './restricted';

export const SIDECAR = 'otel-collector';
export const SIDECAR_VOLUME = 'otel-collector-config';
/** Every volume that it may have. */
export const SIDECAR_VOLUMES = [SIDECAR_VOLUME, ...secretVolumeNames(SIDECAR)];
/** Where it listens: OTLP, its health, and its own metrics. */
export const SIDECAR_PORTS = [4317, 4318, HEALTH_PORT, 8888];
const CONFIG_FOLDER = '/etc/botanu-sidecar/config';
const SECRETS = { folder: '/etc/botanu-sidecar/secrets', volumes: SIDECAR };

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

/** Its configuration, made by the builder of `BotanuCollector`; the rest is as in one without settings. */
export function sidecarConfig({ exporter, resources }: SidecarSettings): Record<string, unknown> {
  return collectorConfig({ ...USUAL_SETTINGS, exporter } as never, {
    memoryLimit: resources.limits.memory as never,
    secretsFolder: SECRETS.folder,
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
  return {
    name: SIDECAR,
    image: imageReference(image, imageRegistry),
    imagePullPolicy: image.pullPolicy,
    restartPolicy: 'Always',
    args: [`--config=${CONFIG_FOLDER}/collector.yaml`],
    env: [
      { name: 'GOMEMLIMIT', value: usualGoMemoryLimit(limits.memory as never) },
      ...headerVariables(exporter),
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
      ...secretMounts(exporter, SECRETS),
    ],
  };
}

export function sidecarVolumes({ exporter }: SidecarSettings, configMap: Text): unknown[] {
  return [{ name: SIDECAR_VOLUME, configMap: { name: configMap } }, ...secretVolumes(exporter, SECRETS)];
}

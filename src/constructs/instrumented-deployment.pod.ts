/** The pods of an application: what its owner set, and what `instrument` adds, composed by the same lines. */
import { environment, type Instrumentation } from '../instrument/container';
import { copyingOf, instrumentationOf, type Surroundings } from '../instrument/from-settings';
import { initContainers, operatorAnnotations, volumeMounts, volumes } from '../instrument/pod';
import { RESTRICTED } from '../instrument/restricted';
import { SIDECAR_ENDPOINTS, sidecarConfig, sidecarContainer, sidecarVolumes } from '../instrument/sidecar';
import { mappedVariables } from '../instrument/variables';
import { injectedAgents } from '../telemetry/agents/environment';
import {
  type Dynamic,
  each,
  entriesWhen,
  fragment,
  ifAny,
  items,
  itemsWhen,
  mayHold,
  neverEmpty,
  optional,
  type Setting,
  spread,
  when,
} from '../values/expression';
import {
  add,
  and,
  asText,
  checksum,
  choose,
  divide,
  entryOf,
  equals,
  firstOf,
  hasKey,
  isSet,
  joined,
  merge,
  not,
  or,
  subtract,
  union,
  valueAt,
} from '../values/functions';
import { imageReference } from '../values/image';
import type { Release } from '../values/release';
import { containerResources } from '../values/resources';
import type { ServiceIdentity } from './application-dashboard';
import {
  APP,
  accountName,
  GUARD,
  hookName,
  secretsName,
  sidecarConfigName,
  TMP_VOLUME,
  TOKEN_VOLUME,
} from './instrumented-deployment.names';
import type { ApplicationSettings } from './instrumented-deployment.values';

/** What this construct knows of the place, and `instrument` finds out of a pod spec. */
export function placeOf(settings: ApplicationSettings, { fullname, name }: Release): Surroundings {
  const { image, sidecar, telemetry, global } = settings;
  const version = choose(
    isSet(image.digest),
    choose(isSet(image.tag), `${image.tag}@${image.digest}`, image.digest as never),
    image.tag as never,
  );
  const ofSidecar = choose(
    equals(telemetry.protocol, 'grpc' as never),
    SIDECAR_ENDPOINTS.grpc,
    SIDECAR_ENDPOINTS['http/protobuf'],
  );
  return {
    workload: fullname as never,
    serviceName: name as never,
    kind: 'deployment',
    version: version as never,
    sidecarEndpoint: choose(sidecar.enabled, ofSidecar, '') as never,
    imageRegistry: global.imageRegistry as never,
  };
}

/** What the application calls itself in telemetry: what its owner set wins. */
export function identityOf(
  { telemetry, env }: ApplicationSettings,
  { name, namespace }: Release,
): ServiceIdentity {
  const { serviceName, resourceAttributes } = telemetry;
  const given = resourceAttributes as Setting<Record<string, string>>;
  const named = choose(hasKey(given, SERVICE_NAMESPACE), valueAt(given, SERVICE_NAMESPACE), '');
  const own = mappedVariables(env as never).text('OTEL_SERVICE_NAME') as Setting<string>;
  return { name: firstOf(own, firstOf(serviceName, name)), namespace: firstOf(named, namespace) };
}

const SERVICE_NAMESPACE = 'service.namespace';

export function podTemplate(settings: ApplicationSettings, release: Release) {
  const instrumentation = instrumentationOf(settings as never, placeOf(settings, release));
  return {
    metadata: {
      // Not the chart's own labels: a new version of the chart alone must not restart anything.
      labels: {
        ...spread(release.selectorLabels),
        ...entriesWhen(isSet(settings.istio.inject), { 'sidecar.istio.io/inject': settings.istio.inject }),
        ...spread(settings.podLabels as never),
      },
      annotations: annotations(settings, instrumentation),
    },
    spec: podSpec(settings, release, instrumentation),
  };
}

function annotations(settings: ApplicationSettings, instrumentation: Instrumentation) {
  const { config, secrets, sidecar, metrics, ports, istio, operator, podAnnotations } = settings;
  return ifAny({
    ...entriesWhen(isSet(config), () => ({ 'checksum/config': checksum(config) })),
    ...entriesWhen(isSet(secrets), () => ({ 'checksum/secrets': checksum(secrets) })),
    ...entriesWhen(sidecar.enabled, () => ({
      'checksum/otel-collector-config': checksum(configOfSidecar(settings)),
    })),
    ...operatorAnnotations(instrumentation, {
      instrumentation: operator.instrumentation as never,
      containers: APP,
    }),
    ...entriesWhen(equals(metrics.scrape, 'annotations'), () => ({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': asText(ports.metrics),
      'prometheus.io/path': metrics.path,
    })),
    ...entriesWhen(isSet(istio.excludeInboundPorts), () => ({
      'traffic.sidecar.istio.io/excludeInboundPorts': joined(istio.excludeInboundPorts as never, ','),
    })),
    ...entriesWhen(isSet(istio.excludeOutboundPorts), () => ({
      'traffic.sidecar.istio.io/excludeOutboundPorts': joined(istio.excludeOutboundPorts as never, ','),
    })),
    ...entriesWhen(istio.holdApplicationUntilProxyStarts, () => ({
      'proxy.istio.io/config': '{"holdApplicationUntilProxyStarts": true}',
    })),
    ...spread(podAnnotations as never),
  });
}

/** The configuration of the sidecar, made by the builder of `BotanuCollector`. */
export const configOfSidecar = ({ sidecar }: ApplicationSettings): Record<string, unknown> =>
  fragment('sidecarConfig', sidecarConfig(sidecar as never));

function podSpec(settings: ApplicationSettings, release: Release, instrumentation: Instrumentation) {
  const { sidecar, global, metrics, spread: apart } = settings;
  const copying = copyingOf(
    settings as never,
    { imageRegistry: global.imageRegistry as never },
    securityOfCopier(settings),
  );
  const hook = hookName(settings, release) as never;
  return {
    serviceAccountName: accountName(settings, release),
    automountServiceAccountToken: settings.automountServiceAccountToken,
    enableServiceLinks: false,
    priorityClassName: optional(settings.priorityClassName),
    imagePullSecrets: optional(union(settings.imagePullSecrets, global.imagePullSecrets)),
    securityContext: ifAny({ ...spread(settings.podSecurityContext as never) }),
    terminationGracePeriodSeconds: settings.shutdown.graceSeconds,
    nodeSelector: optional(settings.nodeSelector),
    affinity: optional(affinity(settings, release)),
    tolerations: optional(settings.tolerations),
    ...entriesWhen(equals(apart.by, 'topologySpread'), () => ({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: apart.topologyKey,
          whenUnsatisfiable: when(apart.required, 'DoNotSchedule', 'ScheduleAnyway'),
          labelSelector: { matchLabels: release.selectorLabels },
          // Otherwise the pods of the last version count as well, and the new ones stand where those were not.
          matchLabelKeys: ['pod-template-hash'],
        },
      ],
    })),
    initContainers: ifAny([
      ...itemsWhen(sidecar.enabled, () => [
        sidecarContainer(sidecar as never, global.imageRegistry as never),
      ]),
      ...initContainers(instrumentation, copying),
    ]),
    containers: [
      container(settings, release, instrumentation),
      ...itemsWhen(metrics.guard.enabled, () => [guard(settings)]),
      ...each(settings.extraContainers, ['name', 'container'], (name, extra) => ({
        name,
        ...spread(extra as never),
      })),
    ],
    volumes: ifAny([
      ...itemsWhen(settings.temporaryFolder.enabled, [
        {
          name: TMP_VOLUME,
          emptyDir: when(
            isSet(settings.temporaryFolder.sizeLimit),
            { sizeLimit: settings.temporaryFolder.sizeLimit },
            {},
          ),
        },
      ]),
      ...each(settings.extraVolumes, ['name', 'volume'], (name, volume) => ({
        name,
        ...spread(volume as never),
      })),
      ...volumes(instrumentation, copying, hook),
      ...itemsWhen(sidecar.enabled, () =>
        sidecarVolumes(sidecar as never, sidecarConfigName(release) as never),
      ),
      ...itemsWhen(metrics.guard.enabled, () => [tokenOfGuard]),
    ]),
  };
}

/** Either all of them apart, or those of one's own besides. */
function affinity({ affinity: own, spread: apart }: ApplicationSettings, { selectorLabels }: Release) {
  const byAntiAffinity = equals(apart.by, 'antiAffinity');
  if (!mayHold(byAntiAffinity)) return own;
  const term = { labelSelector: { matchLabels: selectorLabels }, topologyKey: apart.topologyKey };
  const preferred = {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
    },
  };
  const needed = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const made = {
    ...entriesWhen(and(byAntiAffinity, apart.required), needed),
    ...entriesWhen(and(byAntiAffinity, not(apart.required)), preferred),
  };
  return merge(fragment('antiAffinity', made) as never, own as never);
}

/** The user of the application, so that both can read the files, and what Pod Security `restricted` asks for. */
function securityOfCopier({ securityContext: own, podSecurityContext: pod, agent }: ApplicationSettings) {
  const inherited = (field: string) => or(hasKey(own as never, field), hasKey(pod as never, field));
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    ...Object.assign(
      {},
      ...['runAsUser', 'runAsGroup', 'runAsNonRoot', 'seLinuxOptions', 'seccompProfile'].map(field =>
        spread(entryOf(own as never, field)),
      ),
    ),
    ...entriesWhen(and(not(inherited('runAsUser')), isSet(agent.runAsUser)), { runAsUser: agent.runAsUser }),
  };
}

function container(settings: ApplicationSettings, release: Release, instrumentation: Instrumentation) {
  const { image, global, ports, metrics, agent, probes, shutdown, config, secrets } = settings;
  const place = { container: APP, namespace: release.namespace as never };
  const port = (name: string, number: Setting<number>, more: Dynamic<boolean> = true as never) =>
    itemsWhen(and(isSet(number), more), [{ name, containerPort: number }]);
  return {
    name: APP,
    image: imageReference(image, global.imageRegistry),
    imagePullPolicy: image.pullPolicy,
    command: ifAny([...items(agent.wrapper as never), ...items(settings.command as never)]),
    args: optional(settings.args),
    env: neverEmpty(environment(mappedVariables(settings.env as never), instrumentation, place)),
    envFrom: ifAny([
      ...itemsWhen(isSet(config), [{ configMapRef: { name: release.fullname } }]),
      ...itemsWhen(isSet(secrets), [{ secretRef: { name: secretsName(release) } }]),
      ...items(settings.envFrom as never),
    ]),
    ports: ifAny([
      ...port('http', ports.http),
      ...port('health', ports.health),
      ...port('metrics', ports.metrics, not(metrics.guard.enabled)),
    ]),
    resources: containerResources(settings.resources),
    ...probe('startupProbe', settings, probes.startup, startupThreshold(settings)),
    ...probe('livenessProbe', settings, probes.liveness, probes.liveness.failureThreshold),
    ...probe('readinessProbe', settings, probes.readiness, probes.readiness.failureThreshold),
    ...entriesWhen(isSet(shutdown.preStopSeconds), {
      lifecycle: { preStop: { sleep: { seconds: shutdown.preStopSeconds } } },
    }),
    securityContext: settings.securityContext,
    volumeMounts: ifAny([
      ...itemsWhen(settings.temporaryFolder.enabled, [{ name: TMP_VOLUME, mountPath: '/tmp' }]),
      ...each(settings.extraVolumeMounts, ['path', 'mount'], (path, mount) => ({
        mountPath: path,
        ...spread(mount as never),
      })),
      ...volumeMounts(instrumentation, APP),
    ]),
  };
}

/** How long the agent of the language takes to start: kubelet must not kill what only starts slowly. */
export const agentStartSeconds = ({ language }: ApplicationSettings): Setting<number> =>
  Object.values(injectedAgents).reduce<Setting<number>>(
    (otherwise, agent) =>
      choose(equals(language, agent.language as never), agent.startSeconds, otherwise as never),
    0 as never,
  );

function startupThreshold(settings: ApplicationSettings): Setting<number> {
  const { budgetSeconds, periodSeconds } = settings.probes.startup;
  const budget = add(budgetSeconds, agentStartSeconds(settings));
  return divide(add(budget, subtract(periodSeconds, 1)), periodSeconds);
}

function probe(
  name: string,
  { ports }: ApplicationSettings,
  {
    enabled,
    path,
    periodSeconds,
    timeoutSeconds,
  }: Pick<ApplicationSettings['probes']['startup'], 'enabled' | 'path' | 'periodSeconds' | 'timeoutSeconds'>,
  failureThreshold: Setting<number>,
) {
  const port = choose(isSet(ports.health), 'health', 'http');
  return entriesWhen(and(enabled, or(isSet(ports.http), isSet(ports.health))), () => ({
    [name]: {
      ...entriesWhen(isSet(path), { httpGet: { path, port } }),
      ...entriesWhen(not(isSet(path)), { tcpSocket: { port } }),
      periodSeconds,
      timeoutSeconds,
      failureThreshold,
    },
  }));
}

// -------------------------------------------------------------------------------------------------------- guard

/** Asks the API server whose token it is shown, and whether that one may read the path. */
function guard({ metrics, ports, global }: ApplicationSettings) {
  const { image, port, resources } = metrics.guard;
  return {
    name: GUARD,
    image: imageReference(image, global.imageRegistry),
    imagePullPolicy: image.pullPolicy,
    args: [
      `--secure-listen-address=:${port}`,
      `--upstream=http://127.0.0.1:${ports.metrics}/`,
      `--allow-paths=${metrics.path}`,
    ],
    ports: [{ name: 'metrics', containerPort: port }],
    resources: containerResources(resources),
    readinessProbe: { tcpSocket: { port: 'metrics' }, periodSeconds: 5 },
    securityContext: RESTRICTED,
    volumeMounts: [
      {
        name: TOKEN_VOLUME,
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
        readOnly: true,
      },
    ],
  };
}

/** For the guard alone: the application gets no token by this. */
const tokenOfGuard = {
  name: TOKEN_VOLUME,
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] },
      },
    ],
  },
};

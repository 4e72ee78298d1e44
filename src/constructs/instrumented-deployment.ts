import { Construct } from 'constructs';
import { endpointOf } from '../instrument/from-settings';
import type { OfLanguage } from '../instrument/instrument';
import { configMapKey } from '../instrument/pod';
import { agents } from '../telemetry/agents/environment';
import { eachEntry, entriesWhen, neverEmpty, type Setting, yamlText } from '../values/expression';
import { and, choose, equals, isSet, lessThan, not } from '../values/functions';
import { manifest, manifestsOf, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { applicationDashboard } from './application-dashboard';
import { metricsObjects } from './instrumented-deployment.metrics';
import {
  accountName,
  hasOwnHook,
  hookName,
  secretsName,
  sidecarConfigName,
} from './instrumented-deployment.names';
import { configOfSidecar, identityOf, placeOf, podTemplate } from './instrumented-deployment.pod';
import type { ApplicationProps } from './instrumented-deployment.props';
import { routes } from './instrumented-deployment.routes';
import {
  APPLICATION_VERSION,
  type ApplicationSettings,
  applicationValues,
} from './instrumented-deployment.values';
import { autoscaler, disruptionBudget } from './parts/scaling';

/** What fits is told by `language`. */
export type InstrumentedDeploymentProps = Omit<ApplicationProps, 'language'> & OfLanguage;

/**
 * An application in a Deployment, with the agent of its language and `botanu.run_id` on every span, and what production
 * asks for: probes, a Service, a budget for disruptions, and on wish autoscaling, metrics and routes.
 *
 * @example
 * new InstrumentedDeployment(chart, 'orders', {
 *   image: { repository: 'acme/order-service', tag: '2.1.0' },
 *   language: 'python',
 * });
 */
export class InstrumentedDeployment extends Construct {
  /** Name of the Deployment, of its Service, and of the service in traces unless `telemetry.serviceName` says otherwise. */
  readonly serviceName: string;
  /** Where the application sends its telemetry. */
  readonly telemetryEndpoint: string;

  /** @param props what differs from the defaults; `image.repository`, `image.tag` and `language` have none */
  constructor(scope: Construct, id: string, props: InstrumentedDeploymentProps | ApplicationSettings) {
    super(scope, id);
    const { settings, release } = applicationValues.read(this, props, {
      name: 'instrumented-app',
      version: APPLICATION_VERSION,
    });
    this.serviceName = `${release.fullname}`;
    this.telemetryEndpoint = `${endpointOf(settings.telemetry as never, placeOf(settings, release))}`;
    variables(this, settings, release);
    ownConfigMaps(this, settings, release);
    account(this, settings, release);
    deployment(this, settings, release);
    service(this, settings, release);
    scaling(this, settings, release);
    metricsObjects(this, settings, release);
    routes(this, settings, release);
    dashboard(this, settings, release);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }
}

/** Each on a line of its own: at the end of a file, Helm takes empty lines away, and they may be those of a text. */
const asWritten = (texts: Setting<Record<string, string>>) =>
  neverEmpty(eachEntry(texts, ['name', 'text'], (name, text) => ({ [`${name}`]: text })));

/** What becomes variables of the application by a ConfigMap and by a Secret. */
function variables(scope: Construct, { config, secrets }: ApplicationSettings, release: Release): void {
  const { fullname, labels } = release;
  manifestsWhen(scope, 'configured', isSet(config), configured => {
    manifest(configured, 'configmap', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: fullname, labels },
      data: asWritten(config as never),
    });
  });
  manifestsWhen(scope, 'with-secrets', isSet(secrets), some => {
    manifest(some, 'secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretsName(release), labels },
      type: 'Opaque',
      stringData: asWritten(secrets as never),
    });
  });
}

/** The files of the hook, and the configuration of the sidecar. */
function ownConfigMaps(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { labels } = release;
  manifestsWhen(scope, 'hooked', hasOwnHook(settings), hooked => {
    manifest(hooked, 'run-id-hook', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: hookName(settings, release), labels },
      data: neverEmpty(
        Object.assign(
          {},
          ...Object.values(agents).map(({ language, hookFiles }) =>
            hookFiles.length > 0
              ? entriesWhen(equals(settings.language, language as never), () =>
                  Object.fromEntries(hookFiles.map(({ path, text }) => [configMapKey(path), text])),
                )
              : {},
          ),
        ),
      ),
    });
  });
  manifestsWhen(scope, 'with-sidecar', settings.sidecar.enabled, some => {
    manifest(some, 'otel-collector', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: sidecarConfigName(release), labels },
      data: { 'collector.yaml': yamlText(configOfSidecar(settings)) },
    });
  });
}

function account(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { create, annotations } = settings.serviceAccount;
  manifestsWhen(scope, 'own-account', create, own => {
    manifest(own, 'serviceaccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: accountName(settings, release), labels: release.labels, annotations },
      automountServiceAccountToken: false,
    });
  });
}

function deployment(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { replicas, autoscaling, updateStrategy } = settings;
  const { fullname, labels, selectorLabels } = release;
  manifest(scope, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: fullname, labels },
    spec: {
      // Both would count: at every upgrade, this one first.
      ...entriesWhen(not(autoscaling.enabled), { replicas }),
      selector: { matchLabels: selectorLabels },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxSurge: updateStrategy.maxSurge,
          maxUnavailable: updateStrategy.maxUnavailable,
        },
      },
      template: podTemplate(settings, release),
    },
  });
}

/** Whether requests are served. */
function service(scope: Construct, { service: of, ports }: ApplicationSettings, release: Release): void {
  const { fullname, labels, selectorLabels } = release;
  manifestsWhen(scope, 'served', and(of.enabled, isSet(ports.http)), served => {
    manifest(served, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: fullname, labels, annotations: of.annotations },
      spec: {
        type: of.type,
        selector: selectorLabels,
        ports: [{ name: 'http', port: of.port, targetPort: 'http' }],
      },
    });
  });
}

function dashboard(scope: Construct, settings: ApplicationSettings, release: Release): void {
  manifestsWhen(scope, 'shown', settings.dashboard.enabled, shown => {
    applicationDashboard(shown, settings.dashboard, release, identityOf(settings, release));
  });
}

function scaling(scope: Construct, settings: ApplicationSettings, release: Release): void {
  const { autoscaling, podDisruptionBudget, replicas } = settings;
  manifestsWhen(scope, 'autoscaled', autoscaling.enabled, autoscaled => {
    autoscaler(autoscaled, 'horizontalpodautoscaler', autoscaling, release, autoscaling.metrics as never);
  });
  const fewest = choose(autoscaling.enabled, autoscaling.minReplicas, replicas);
  manifestsWhen(scope, 'several-pods', and(podDisruptionBudget.enabled, lessThan(1, fewest)), several => {
    disruptionBudget(several, 'poddisruptionbudget', podDisruptionBudget, release);
  });
}

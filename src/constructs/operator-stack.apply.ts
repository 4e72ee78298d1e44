/**
 * How objects of the operator come into the cluster. They cannot just be part of the release: until the operator answers,
 * the API server takes none of them; and when it has gone before them, nobody takes off their finalizers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import { NOBODY, RESTRICTED } from '../instrument/restricted';
import { fragment, ifAny, itemsWhen, optional, spread, yamlText } from '../values/expression';
import { add, and, asText, choose, cutTo, equals, isSet, matches } from '../values/functions';
import { imageReference } from '../values/image';
import { hook, type Manifest, type Moment, manifest, manifestsWhen } from '../values/manifest';
import { isCompiling, type Release } from '../values/release';
import { containerResources } from '../values/resources';
import type { Applied, Whole } from './operator-stack.applied';
import { APPLIED_KINDS, INSTALLED_FROM } from './operator-stack.names';
import type { OperatorStackSettings } from './operator-stack.values';

const SCRIPT = readFileSync(join(__dirname, 'operator-stack.apply.sh'), 'utf8');

/** For who reads what a Job that failed has left. */
const KEPT_SECONDS = 3600;
/** What the Job does besides waiting. */
const WORK_SECONDS = 60;

/** Brings objects of the operator into the cluster, in the way that `install.mode` says. Call it once. */
export function applied(
  scope: Construct,
  settings: OperatorStackSettings,
  release: Release,
  objects: readonly Applied[],
): void {
  const byOperator = equals(settings.engine, 'operator');
  // A cdk8s app has no moments at which a Job could run.
  const asResources = isCompiling(scope)
    ? and(byOperator, equals(settings.install.mode, 'resource'))
    : byOperator;
  manifestsWhen(scope, 'as-resources', asResources, existing => {
    for (const one of objects) one.make(existing, resourceOf(release));
  });
  if (!isCompiling(scope)) return;
  manifestsWhen(scope, 'by-job', and(byOperator, equals(settings.install.mode, 'job')), existing => {
    manifest(existing, 'objects', configMap(release, objects));
    account(existing, settings, release);
    for (const action of ACTIONS) hook(existing, action.id, action.at, () => job(action, settings, release));
  });
}

/** Before they are told from others by their release, names are the same in any namespace. */
const labelsOf = (release: Release, { metadata }: Manifest) => ({
  ...spread(release.labels),
  [INSTALLED_FROM]: release.namespace,
  ...(metadata?.labels as Record<string, unknown>),
});

/** Argo CD makes it after the operator, and removes it before; of its kind the cluster need not know yet. */
const resourceOf =
  (release: Release): Whole =>
  made => ({
    ...made,
    metadata: {
      ...made.metadata,
      labels: labelsOf(release, made),
      annotations: {
        'argocd.argoproj.io/sync-wave': '1',
        'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
        ...(made.metadata?.annotations as Record<string, unknown>),
      },
    },
  });

/** With what Helm asks for before it takes an object over, so that the mode can be changed. */
const itemOf =
  (release: Release): Whole =>
  made => ({
    ...made,
    metadata: {
      ...made.metadata,
      namespace: made.metadata?.namespace ?? release.namespace,
      labels: labelsOf(release, made),
      annotations: {
        'meta.helm.sh/release-name': release.name,
        'meta.helm.sh/release-namespace': release.namespace,
        ...(made.metadata?.annotations as Record<string, unknown>),
      },
    },
  });

/** Part of the release, so that a rollback brings back what was in it. */
function configMap(release: Release, objects: readonly Applied[]): Manifest {
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    items: ifAny(objects.flatMap(one => one.items(itemOf(release)))),
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: nameOf(release, 'objects'), labels: release.labels },
    data: { 'objects.yaml': yamlText(fragment('objects', list)) },
  };
}

/** Kubernetes gives the name of a Job to the label of its pods, which has room for 63 characters. */
const nameOf = ({ fullname }: Release, of: string) => `${cutTo(62 - of.length, fullname)}-${of}` as never;

// ------------------------------------------------------------------------------------------------------------ the Jobs

interface Action {
  /** What the script calls it. */
  readonly id: 'apply' | 'remove';
  readonly at: Moment;
}

const AFTER = ['post-install', 'post-upgrade', 'post-rollback'] as const;
const BEFORE_DELETION = 'pre-delete';

const ACTIONS: readonly Action[] = [
  { id: 'apply', at: { on: AFTER, goneAfterSuccess: true, tellsFailure: true } },
  { id: 'remove', at: { on: [BEFORE_DELETION], goneAfterSuccess: true, tellsFailure: true } },
];
/** Before the Jobs; what they may do is gone when they are. */
const AROUND: Moment = { on: [...AFTER, BEFORE_DELETION], weight: -1, goneAfterSuccess: true };

/** One name for both Jobs and all that they need: what a failed one has left goes when the next begins. */
const jobName = (release: Release) => nameOf(release, 'apply');

function job({ id }: Action, settings: OperatorStackSettings, release: Release): Manifest {
  const { install, global } = settings;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: jobName(release), labels: release.labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: add(install.timeoutSeconds, WORK_SECONDS),
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels: { 'app.kubernetes.io/component': 'operator-stack-apply' } },
        spec: {
          restartPolicy: 'Never',
          serviceAccountName: jobName(release),
          enableServiceLinks: false,
          imagePullSecrets: optional(global.imagePullSecrets),
          containers: [
            {
              name: id,
              image: imageReference(install.image, global.imageRegistry),
              imagePullPolicy: install.image.pullPolicy,
              command: ['sh', '-c', SCRIPT],
              env: environment(id, settings, release),
              workingDir: '/tmp',
              terminationMessagePolicy: 'FallbackToLogsOnError',
              resources: containerResources(install.resources),
              securityContext: { ...RESTRICTED, runAsUser: NOBODY, runAsGroup: NOBODY },
              volumeMounts: [
                { name: 'tmp', mountPath: '/tmp' },
                ...(id === 'apply' ? [{ name: 'objects', mountPath: '/objects', readOnly: true }] : []),
              ],
            },
          ],
          volumes: [
            { name: 'tmp', emptyDir: {} },
            ...(id === 'apply' ? [{ name: 'objects', configMap: { name: nameOf(release, 'objects') } }] : []),
          ],
        },
      },
    },
  };
}

function environment(action: Action['id'], settings: OperatorStackSettings, release: Release) {
  const { operator, install } = settings;
  const { mutation, validation } = webhookConfigurations(settings, release);
  const text = (name: string, value: unknown) => ({ name, value });
  return [
    text('ACTION', action),
    text('RELEASE', release.name),
    text('NAMESPACE', release.namespace),
    text('OPERATOR', operator.nameOverride),
    text('KINDS', APPLIED_KINDS.map(kind => `${kind}.opentelemetry.io`).join(' ')),
    text('PATIENCE', asText(install.timeoutSeconds)),
    // Where kubectl keeps what it has learned of the cluster.
    text('HOME', '/tmp'),
    ...(action === 'remove'
      ? itemsWhen(operator.enabled, [text('MUTATION', mutation), text('VALIDATION', validation)])
      : []),
  ];
}

// -------------------------------------------------------------------------------------------------- what the Jobs may

/** In the whole cluster, because a namespace that is no longer in the values may still hold an object. */
function account(scope: Construct, settings: OperatorStackSettings, release: Release): void {
  const { labels, namespace } = release;
  const wide = `${namespace}-${jobName(release)}` as never;
  const { mutation, validation } = webhookConfigurations(settings, release);
  hook(scope, 'apply-account', AROUND, () => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: jobName(release), labels },
  }));
  hook(scope, 'apply-role', AROUND, () => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: wide, labels },
    rules: [
      {
        apiGroups: ['opentelemetry.io'],
        resources: APPLIED_KINDS,
        verbs: ['get', 'list', 'create', 'patch', 'delete'],
      },
      // Of this very operator, when it is dead: it would have to agree to the end of its own objects.
      ...itemsWhen(settings.operator.enabled, [
        {
          apiGroups: ['admissionregistration.k8s.io'],
          resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
          resourceNames: [mutation, validation],
          verbs: ['get', 'delete'],
        },
      ]),
    ],
  }));
  hook(scope, 'apply-binding', AROUND, () => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: wide, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: wide },
    subjects: [{ kind: 'ServiceAccount', name: jobName(release), namespace }],
  }));
}

/** As the operator's own chart calls them. */
function webhookConfigurations({ operator }: OperatorStackSettings, { name: releaseName }: Release) {
  const { nameOverride, fullnameOverride, admissionWebhooks } = operator;
  const { namePrefix } = admissionWebhooks;
  const byRelease = choose(
    matches(nameOverride, releaseName),
    releaseName,
    `${releaseName}-${nameOverride}` as never,
  );
  const fullname = fragment(
    'operatorFullname',
    choose(isSet(fullnameOverride), fullnameOverride, cutTo(63, byRelease)),
  );
  return {
    mutation: choose(isSet(namePrefix), `${namePrefix}-${fullname}-mutation`, `${fullname}-mutation`),
    validation: `${fullname}-validation`,
  };
}

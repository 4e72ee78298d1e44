/** The configuration is checked by the very collector that is to run it, before anything of the release changes. */
import type { Construct } from 'constructs';
import { itemsWhen, optional, when, yamlText } from '../values/expression';
import { and, cutTo, entryOf, isSet, not } from '../values/functions';
import { hook, manifestsWhen } from '../values/manifest';
import { CONFIG_FOLDER, CONTAINER, VOLUMES } from './botanu-collector.names';
import {
  collectorImage,
  environment,
  extraVolumes,
  imagePullSecrets,
  mounts,
  type Pods,
  podSecurityContext,
  secretVolumes,
} from './botanu-collector.pod';
import type { CollectorSettings } from './botanu-collector.values';

/** The annotation of the pod that holds the configuration. */
const CONFIG_ANNOTATION = 'botanu.ai/collector.yaml';
/** For who reads what a failed check has left. */
const KEPT_SECONDS = 3600;

/**
 * A check of the configuration of one set of pods. Not before a rollback: what is gone back to was checked when it
 * came, and the way out must not depend on a pod that may not find a place.
 *
 * One Job for each set, because sets may have different volumes under one name, and go to different nodes.
 */
export function configCheck(scope: Construct, id: string, settings: CollectorSettings, pods: Pods): void {
  manifestsWhen(scope, `${id}-enabled`, settings.configCheck.enabled, enabled => {
    hook(
      enabled,
      id,
      { on: ['pre-install', 'pre-upgrade'], goneAfterSuccess: true, tellsFailure: true },
      () => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: checkName(pods), labels: pods.release.labels },
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: settings.configCheck.deadlineSeconds,
          ttlSecondsAfterFinished: KEPT_SECONDS,
          template: podOfCheck(settings, { ...pods, startWithoutSecrets: true }),
        },
      }),
    );
  });
}

/** Kubernetes gives the name to the label of the pods, which has room for 63 characters. */
const checkName = ({ release }: Pods) => `${cutTo(57, release.fullname)}-check` as never;

function podOfCheck(settings: CollectorSettings, pods: Pods) {
  const { serviceAccount } = settings;
  return {
    metadata: {
      // None of the selectors' labels: no Service, policy or workload takes this pod for a collector.
      labels: { 'app.kubernetes.io/component': 'config-check' },
      // Travels with the pod, so that no ConfigMap of the check can be left behind.
      annotations: { [CONFIG_ANNOTATION]: yamlText(pods.config) },
    },
    spec: {
      restartPolicy: 'Never',
      // An account that the release makes is not there yet.
      serviceAccountName: when(
        and(not(serviceAccount.create), isSet(serviceAccount.name)),
        serviceAccount.name,
      ),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: optional(pods.of.priorityClassName),
      imagePullSecrets: imagePullSecrets(settings),
      securityContext: podSecurityContext(settings, pods),
      nodeSelector: optional(pods.of.nodeSelector),
      // Not the affinity to pods: the check keeps no distance from the collectors.
      affinity: optional(entryOf(pods.of.affinity as never, 'nodeAffinity')),
      tolerations: optional(pods.of.tolerations),
      containers: [container(settings, pods)],
      volumes: [
        {
          name: VOLUMES.config,
          downwardAPI: {
            items: [
              {
                path: 'collector.yaml',
                fieldRef: { fieldPath: `metadata.annotations['${CONFIG_ANNOTATION}']` },
              },
            ],
          },
        },
        ...secretVolumes(settings, pods),
        // The place of the queue is looked at, not the queue: its disk is another pod's.
        ...itemsWhen(pods.store, [{ name: VOLUMES.queue, emptyDir: {} }]),
        ...extraVolumes(pods),
      ],
    },
  };
}

function container(settings: CollectorSettings, pods: Pods) {
  return {
    name: CONTAINER,
    image: collectorImage(settings),
    imagePullPolicy: settings.image.pullPolicy,
    args: ['validate', `--config=${CONFIG_FOLDER}/collector.yaml`],
    env: environment(settings, pods),
    // What is wrong also stands in the status of the pod.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: settings.collector.securityContext,
    volumeMounts: mounts(settings, pods),
  };
}

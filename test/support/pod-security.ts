/** The controls of Pod Security `restricted`, by field: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
import type { KubernetesObject } from './helm';

type Pod = Record<string, any>;
type Control = (pod: Pod) => boolean;

const containersOf = (pod: Pod): Pod[] => [
  ...pod.containers,
  ...(pod.initContainers ?? []),
  ...(pod.ephemeralContainers ?? []),
];
const everyContainer =
  (keeps: (container: Pod, pod: Pod) => boolean): Control =>
  pod =>
    containersOf(pod).every(container => keeps(container, pod));
/** A field of the container's security context, or of the pod's where the container says nothing. */
const security = (container: Pod, pod: Pod, field: string) =>
  container.securityContext?.[field] ?? pod.securityContext?.[field];

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const SYSCTLS = /^(kernel\.shm_rmid_forced|net\.ipv4\.)/;
const allowed = (drop: unknown) => Array.isArray(drop) && drop.includes('ALL');

const CONTROLS: Record<string, Control> = {
  'host namespaces': pod => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC,
  'privileged containers': everyContainer(({ securityContext }) => securityContext?.privileged !== true),
  'host ports': everyContainer(({ ports = [] }) => ports.every((port: Pod) => !port.hostPort)),
  'host process': everyContainer((c, pod) => security(c, pod, 'windowsOptions')?.hostProcess !== true),
  '/proc mount': everyContainer(({ securityContext }) =>
    [undefined, 'Default'].includes(securityContext?.procMount),
  ),
  sysctls: pod => (pod.securityContext?.sysctls ?? []).every(({ name }: Pod) => SYSCTLS.test(name)),
  'volume types': pod =>
    (pod.volumes ?? []).every((volume: Pod) =>
      Object.keys(volume).every(key => key === 'name' || VOLUMES.includes(key)),
    ),
  'privilege escalation': everyContainer(
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false,
  ),
  'non-root': everyContainer((c, pod) => security(c, pod, 'runAsNonRoot') === true),
  'non-root user': everyContainer((c, pod) => security(c, pod, 'runAsUser') !== 0),
  seccomp: everyContainer((c, pod) =>
    ['RuntimeDefault', 'Localhost'].includes(security(c, pod, 'seccompProfile')?.type),
  ),
  capabilities: everyContainer(
    ({ securityContext }) =>
      allowed(securityContext?.capabilities?.drop) &&
      (securityContext.capabilities.add ?? []).every((name: string) => name === 'NET_BIND_SERVICE'),
  ),
};

/** The controls that a pod breaks. */
export function brokenControls(pod: Pod): string[] {
  return Object.entries(CONTROLS).flatMap(([name, keeps]) => (keeps(pod) ? [] : [name]));
}

/** Every pod among objects, be it one itself or in the template of something: its labels and its fields. */
export function podsOf(objects: readonly KubernetesObject[]) {
  return objects.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'Pod') return [{ kind, labels: metadata.labels ?? {}, spec }];
    const template = spec?.template;
    return template?.spec?.containers
      ? [{ kind, labels: template.metadata?.labels ?? {}, spec: template.spec }]
      : [];
  });
}

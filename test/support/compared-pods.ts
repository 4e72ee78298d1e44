/** Pods held against each other: what two ways of instrumentation made of the same application. */
import type { PodSpec } from '../../src';

/**
 * What has to be equal: the variables in their order, the mounts, the init containers and the volumes. Left aside:
 * - what the API server adds by itself: the token's volume, and defaults of fields;
 * - k8s.replicaset.name, which nobody knows before there is a ReplicaSet;
 * - the security context of the init container: this version of the operator forgets it, and `restricted` refuses it.
 */
export function compared({ containers, initContainers = [], volumes = [] }: PodSpec) {
  const notTheToken = ({ name }: { name: string }) => !name.startsWith('kube-api-access-');
  const ofContainer = ({ name, image, env = [], volumeMounts = [] }: PodSpec['containers'][number]) => ({
    name,
    image,
    env: env.map(({ name, value, valueFrom }) => ({
      name,
      value: value?.replace(/k8s\.replicaset\.name=[^,]*,/, ''),
      valueFrom: JSON.parse(JSON.stringify(valueFrom ?? null).replace('"apiVersion":"v1",', '')),
    })),
    volumeMounts: volumeMounts.filter(notTheToken),
  });
  return {
    containers: containers.map(ofContainer),
    initContainers: initContainers.map(one => ({
      ...ofContainer(one),
      command: one.command,
      resources: one.resources ?? {},
    })),
    volumes: volumes.filter(notTheToken),
  };
}

/** The volume of the hook. */
export const HOOK = 'botanu-run-id-hook';

/** The same without the hook, which the operator does not know: its volume, its mount, its part of a list. */
export function withoutHook({ containers, volumes, ...rest }: ReturnType<typeof compared>) {
  const notTheHook = ({ name }: { name: string }) => name !== HOOK;
  return {
    ...rest,
    volumes: volumes.filter(notTheHook),
    containers: containers.map(({ env, volumeMounts, ...container }) => ({
      ...container,
      volumeMounts: volumeMounts.filter(notTheHook),
      env: env.map(({ name, value, ...variable }) => ({
        name,
        value: value?.replace(':/botanu', '').replace(' --require /botanu/botanu-baggage.cjs', ''),
        ...variable,
      })),
    })),
  };
}

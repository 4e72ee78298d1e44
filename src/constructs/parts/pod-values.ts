/** What any pods of ours let the installer set, be they agents or the gateway. */
import { z } from 'zod';
import type { k8s } from '../../k8s';
import { entry, mapOf, quantity, raw, rawList, required, section, text } from '../../values/definition';
import {
  DNS_SUBDOMAIN,
  ENVIRONMENT_NAME,
  LABEL_NAME,
  LABEL_VALUE,
  MEMORY,
  MOUNT_PATH,
  PROCESSOR,
  VOLUME_NAME,
  WITHOUT_DELETE,
} from '../../values/formats';

export const labelValue = text({ about: 'The value.', format: LABEL_VALUE, maxLength: 63 });

const environmentVariable = z.union([
  z.string().max(8192),
  entry('A value from a Secret or a ConfigMap.', {
    secret: entry('A key of a Secret.', {
      name: required({ about: 'Name of the Secret.' }),
      key: required({ about: 'Key in it.' }),
    }),
  }),
]);

export const memory = (about: string, value: string) => quantity({ about, default: value, format: MEMORY });
const processor = (about: string, value: string) => quantity({ about, default: value, format: PROCESSOR });

interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** What a pod may use. */
export const resources = (requests: Amounts, limits: Amounts) =>
  section('What a pod may use.', {
    requests: section('What is reserved.', {
      cpu: processor('Processor time.', requests.cpu),
      memory: memory('Memory.', requests.memory),
    }),
    limits: section('What is not exceeded.', {
      cpu: processor('Processor time; empty: as much as is free, so that a peak delays nobody.', limits.cpu),
      memory: memory(
        'Memory. The memory limiter and the garbage collector (GOMEMLIMIT) are set up from this.',
        limits.memory,
      ),
    }),
  });

/** Where pods go, and what is added to them. */
export const podFields = {
  priorityClassName: text({
    about: 'Priority class; system-node-critical keeps the pods when a node is short of memory.',
    format: DNS_SUBDOMAIN,
    maxLength: 253,
  }),
  nodeSelector: mapOf(labelValue, {
    about: 'Labels that a node must have.',
    keys: LABEL_NAME,
    example: { 'kubernetes.io/os': 'linux' },
  }),
  tolerations: rawList<k8s.Toleration>({
    type: 'k8s.Toleration',
    about: 'Taints of nodes to put up with.',
    example: [{ key: 'dedicated', operator: 'Exists' }],
  }),
  affinity: raw<k8s.Affinity>({ type: 'k8s.Affinity', about: 'Affinity of the pods.' }),
  podLabels: mapOf(labelValue, { about: 'Further labels of the pods.', keys: LABEL_NAME }),
  podAnnotations: mapOf(text({ about: 'The value.', format: WITHOUT_DELETE, maxLength: 16384 }), {
    about: 'Further annotations of the pods.',
    keys: LABEL_NAME,
  }),
  extraEnv: mapOf(environmentVariable, {
    about: 'Further environment variables by name: a text, or a key of a Secret.',
    keys: ENVIRONMENT_NAME,
    example: { HTTPS_PROXY: 'http://proxy:3128', BACKEND_KEY: { secret: { name: 'backend', key: 'key' } } },
  }),
  extraVolumes: mapOf(raw({ about: 'The volume, without its name.' }), {
    about: 'Further volumes by name.',
    keys: VOLUME_NAME,
    example: { certificates: { configMap: { name: 'company-ca' } } },
  }),
  extraVolumeMounts: mapOf(raw({ about: 'The mount, without its path.' }), {
    about: 'Further mounts of the container by path.',
    keys: MOUNT_PATH,
    example: { '/etc/company': { name: 'certificates', readOnly: true } },
  }),
  extraContainers: mapOf(raw({ about: 'The container, without its name.' }), {
    about: 'Further containers by name.',
    keys: VOLUME_NAME,
  }),
};

/** What any pods of ours let the installer set, be they agents or the gateway. */
import { z } from 'zod';
import type { k8s } from '../../k8s';
import {
  entry,
  integer,
  listOf,
  mapOf,
  openSection,
  quantity,
  raw,
  rawList,
  required,
  section,
  text,
  toggle,
} from '../../values/definition';
import {
  DNS_SUBDOMAIN,
  ENVIRONMENT_NAME,
  IMAGE_REGISTRY,
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

/** What a pod may use; `ofMemory` is what happens with the limit of memory. */
export const resources = (requests: Amounts, limits: Amounts, ofMemory: string) =>
  section('What a pod may use.', {
    requests: section('What is reserved.', {
      cpu: processor('Processor time.', requests.cpu),
      memory: memory('Memory.', requests.memory),
    }),
    limits: section('What is not exceeded.', {
      cpu: processor('Processor time; empty: as much as is free, so that a peak delays nobody.', limits.cpu),
      memory: memory(`Memory. ${ofMemory}`, limits.memory),
    }),
  });

/** Of a collector: what the limit of memory sets up. */
export const SETS_UP_LIMITERS =
  'The memory limiter and the garbage collector (GOMEMLIMIT) are set up from this.';

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

/** Further variables of a process that is ours. */
export const extraEnv = mapOf(environmentVariable, {
  about: 'Further environment variables by name: a text, or a key of a Secret.',
  keys: ENVIRONMENT_NAME,
  example: { HTTPS_PROXY: 'http://proxy:3128', BACKEND_KEY: { secret: { name: 'backend', key: 'key' } } },
});

export const podSecurityContext = (about: string) =>
  openSection(about, {
    runAsNonRoot: toggle({ about: 'Refuses an image that runs as root.', default: true }),
    seccompProfile: openSection('System calls that are allowed.', {
      type: text({ about: 'Kind of profile.', default: 'RuntimeDefault' }),
    }),
  });

export const securityContext = (about: string) =>
  openSection(about, {
    allowPrivilegeEscalation: toggle({ about: 'Whether a process may gain rights.', default: false }),
    readOnlyRootFilesystem: toggle({ about: 'Whether the file system is read-only.', default: true }),
    capabilities: openSection('Capabilities.', {
      drop: listOf(z.string().max(253), { about: 'Those that are taken away.', default: ['ALL'] }),
    }),
  });

export const annotations = (about: string, example?: Record<string, string>) =>
  mapOf(text({ about: 'The value.', format: WITHOUT_DELETE, maxLength: 16384 }), {
    about,
    keys: LABEL_NAME,
    example,
  });

export const serviceAccount = section('What the pods run as.', {
  create: toggle({ about: 'Whether the account is made here.', default: true }),
  name: text({
    about: 'Its name; empty: that of the other objects.',
    format: DNS_SUBDOMAIN,
    maxLength: 253,
  }),
  annotations: annotations('Annotations, for example for the identity of a cloud.'),
});

export const imagePullSecrets = rawList<k8s.LocalObjectReference>({
  type: 'k8s.LocalObjectReference',
  about: 'Secrets for the registry, as Kubernetes writes them.',
  example: [{ name: 'registry' }],
});

export const extraManifests = mapOf(raw({ about: 'A whole object.' }), {
  about: 'Further objects by name, each whole.',
  keys: VOLUME_NAME,
  example: {
    note: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'note' }, data: { text: 'hello' } },
  },
});

export const globalSettings = openSection('What all charts of an installation share.', {
  imageRegistry: text({
    about: 'Takes the place of the registry of every image.',
    format: IMAGE_REGISTRY,
  }),
  imagePullSecrets: rawList<k8s.LocalObjectReference>({
    type: 'k8s.LocalObjectReference',
    about: 'Secrets for the registry, for every pod.',
  }),
});

/** By what the cluster decides how many pods there are. */
export const autoscaling = (pods: {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly memory: string;
}) => ({
  enabled: toggle({ about: 'Whether it does. Needs a metrics server.', default: false }),
  minReplicas: integer({ about: 'Fewest pods.', default: pods.minReplicas, min: 1, max: 1000 }),
  maxReplicas: integer({ about: 'Most pods.', default: pods.maxReplicas, min: 1, max: 1000 }),
  targetCPUUtilizationPercentage: integer({
    about:
      'Adds pods beyond this share of the processor time that is reserved, in percent; 0: does not look at it.',
    default: 75,
    min: 0,
    max: 1000,
  }),
  targetMemoryUtilizationPercentage: integer({
    about: `Adds pods beyond this share of the memory that is reserved, in percent; 0: does not look at it, because ${pods.memory}.`,
    default: 0,
    min: 0,
    max: 1000,
  }),
});

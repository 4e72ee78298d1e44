import type { Construct } from 'constructs';
import type { Surroundings } from '../telemetry/collector-parts';
import { entriesWhen, itemsWhen, type Setting } from '../values/expression';
import { equals } from '../values/functions';
import { manifest } from '../values/manifest';
import type { Release } from '../values/release';
import type { CollectorSettings } from './botanu-collector.values';

/** Adds names of Kubernetes to everything. A node agent watches the pods of its own node only. */
export function kubernetesAttributes(
  { presets, collector }: CollectorSettings,
  enabled: Setting<boolean>,
): Pick<Surroundings, 'processors' | 'processorNames'> {
  return {
    processors: entriesWhen(enabled, {
      k8s_attributes: {
        auth_type: 'serviceAccount',
        ...entriesWhen(equals(collector.mode, 'daemonset'), {
          filter: { node_from_env_var: 'K8S_NODE_NAME' },
        }),
        extract: { metadata: presets.kubernetesAttributes.metadata },
        pod_association: [
          { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
          { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
          { sources: [{ from: 'connection' }] },
        ],
      },
    }),
    processorNames: itemsWhen(enabled, ['k8s_attributes']),
  };
}

/** What the processor may read, and nothing else. Its name holds the namespace, because a ClusterRole has none. */
export function kubernetesAttributesRole(scope: Construct, release: Release, account: Setting<string>): void {
  const metadata = { name: `${release.namespace}-${release.fullname}` as never, labels: release.labels };
  manifest(scope, 'clusterrole', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata,
    rules: [
      { apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
    ],
  });
  manifest(scope, 'clusterrolebinding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: release.namespace }],
  });
}

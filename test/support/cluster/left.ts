/** What an uninstalled release has left behind. */
import type { Client } from './client';

/** Everything of a namespace, and of the cluster with its name, besides what every namespace has. */
export async function leftOf({ kubectl, list }: Client, namespace: string): Promise<string[]> {
  const kinds = (await kubectl(['api-resources', '--namespaced', '--verbs=list', '-o', 'name']))
    .trim()
    .split('\n')
    .filter(kind => !/^events|^localsubjectaccessreviews|metrics/.test(kind));
  const objects = (await list(kinds.join(','), namespace)).filter(
    ({ kind, metadata }) =>
      !(kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt') &&
      !(kind === 'ServiceAccount' && metadata.name === 'default') &&
      !('deletionTimestamp' in metadata),
  );
  const wide = (await list('clusterroles,clusterrolebindings')).filter(({ metadata }) =>
    metadata.name.startsWith(`${namespace}-`),
  );
  return [...objects, ...wide].map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

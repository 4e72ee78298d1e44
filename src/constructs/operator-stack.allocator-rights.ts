/** What a target allocator may read: it finds targets, and scrapes none, so no metrics and no contents of Secrets. */
import type { Construct } from 'constructs';
import { itemsWhen, neverEmpty, optional, type Setting } from '../values/expression';
import { json, matches, or } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import type { OperatedCollector } from './operator-stack.collectors-values';
import type { OperatorStackSettings } from './operator-stack.values';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

export const allocatorAccount = (collector: Setting<string>) => `${collector}-targetallocator`;

export function allocatorRights(
  scope: Construct,
  collector: Setting<string>,
  { targetAllocator, scrapeConfigs, config }: OperatedCollector,
  { imagePullSecrets }: OperatorStackSettings['global'],
  { labels, namespace }: Release,
): void {
  const account = allocatorAccount(collector);
  const follows = targetAllocator.prometheusCR.enabled;
  const asksKubernetes = (of: unknown) => matches('"kubernetes_sd_configs"', json(of));
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  manifestsWhen(scope, 'allocated', targetAllocator.enabled, own => {
    manifest(own, 'allocator-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: account, labels },
      imagePullSecrets: optional(imagePullSecrets),
    });
    manifest(own, 'allocator-role', {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: account, labels },
      rules: neverEmpty([
        // The collector's own pods, among which targets are divided.
        { apiGroups: [''], resources: ['pods'], verbs: READ },
        // It waits until it has seen the Secrets of its namespace, by name only, before it follows anything.
        ...itemsWhen(follows, [{ apiGroups: [''], resources: ['secrets'], verbs: ['list', 'watch'] }]),
      ]),
    });
    manifest(own, 'allocator-rolebinding', {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: account, labels },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: account },
      subjects,
    });
    const discovers = or(follows, asksKubernetes(scrapeConfigs), asksKubernetes(config));
    manifestsWhen(own, 'discovers', discovers, everywhere => {
      const name = `${namespace}-${account}`;
      manifest(everywhere, 'allocator-clusterrole', {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name, labels },
        rules: neverEmpty([
          {
            apiGroups: [''],
            resources: ['pods', 'services', 'endpoints', 'nodes', 'namespaces'],
            verbs: READ,
          },
          { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
          { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: READ },
          ...itemsWhen(follows, [
            {
              apiGroups: ['monitoring.coreos.com'],
              resources: ['servicemonitors', 'podmonitors', 'probes', 'scrapeconfigs'],
              verbs: READ,
            },
          ]),
        ]),
      });
      manifest(everywhere, 'allocator-clusterrolebinding', {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name, labels },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
        subjects,
      });
    });
  });
}

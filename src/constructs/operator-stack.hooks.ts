import type { Construct } from 'constructs';
import { hookConfigMapData } from '../instrument/instrument';
import { and } from '../values/functions';
import { manifest, manifestsForEach, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { HOOK_CONFIG_MAP } from './operator-stack.names';
import type { OperatorStackSettings } from './operator-stack.values';

/** The files of the hook, in each namespace whose pods are to mount them. */
export function hookConfigMaps(
  scope: Construct,
  { namespaces, runId }: OperatorStackSettings,
  { labels }: Release,
): void {
  manifestsForEach(scope, 'namespaces', namespaces, ['namespace', 'of'], (each, namespace, { enabled }) => {
    manifestsWhen(each, 'opted-in', and(enabled, runId.enabled), optedIn => {
      manifest(optedIn, 'run-id-hook', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: HOOK_CONFIG_MAP, namespace, labels },
        data: hookConfigMapData(),
      });
    });
  });
}

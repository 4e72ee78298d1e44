import type { Construct } from 'constructs';
import { hookConfigMapData } from '../instrument/instrument';
import { entriesWhen, ifAny } from '../values/expression';
import { and, equals, or } from '../values/functions';
import { manifest, manifestsForEach, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { hookConfigMapName, mountsHook } from './operator-stack.names';
import type { OperatorStackSettings } from './operator-stack.values';

/** The files of the hook, in each namespace that is opted in. */
export function hookConfigMaps(
  scope: Construct,
  { engine, namespaces, runId }: OperatorStackSettings,
  release: Release,
): void {
  manifestsForEach(scope, 'namespaces', namespaces, ['namespace', 'of'], (each, namespace, { enabled }) => {
    manifestsWhen(
      each,
      'opted-in',
      and(enabled, or(mountsHook(runId), equals(engine, 'policy'))),
      optedIn => {
        manifest(optedIn, 'run-id-hook', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: hookConfigMapName(release), namespace, labels: release.labels },
          data: ifAny(entriesWhen(mountsHook(runId), () => hookConfigMapData())),
        });
      },
    );
  });
}

import type { Construct } from 'constructs';
import { hookConfigMapData } from '../instrument/instrument';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import type { CollectorSettings } from './botanu-collector.values';

/** The files that make Python and Node.js write run_id on every span, for pods of this namespace to mount. */
export function hookFilesConfigMap(
  scope: Construct,
  { runId }: CollectorSettings,
  { fullname, labels }: Release,
): void {
  manifestsWhen(scope, 'for-applications', runId.hookFiles, applications => {
    manifest(applications, 'run-id-hooks', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${fullname}-run-id-hooks` as never, labels },
      data: hookConfigMapData(),
    });
  });
}

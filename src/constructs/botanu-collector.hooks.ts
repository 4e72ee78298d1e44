import type { Construct } from 'constructs';
import { NODEJS_HOOK, PYTHON_HOOK } from '../telemetry/hooks';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import type { CollectorSettings } from './botanu-collector.values';

/** A key of a ConfigMap takes no slash; the pod that mounts the file gives it its path back. */
export const configMapKey = (path: string) => path.replaceAll('/', '.');

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
      data: Object.fromEntries(
        [...PYTHON_HOOK, ...NODEJS_HOOK].map(({ path, text }) => [configMapKey(path), text]),
      ),
    });
  });
}

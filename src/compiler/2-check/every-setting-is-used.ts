import type { Problem } from '../../problem';
import type { ChartModel } from '../chart-model';
import { leaves } from '../settings-tree';

/** A setting that no template reads promises the installer something that does not happen. */
export function everySettingIsUsed({ definition, used }: ChartModel): Problem[] {
  const ofOthers = (definition.dependencies ?? []).map(({ alias }) => `${alias}.`);
  return leaves(definition.settings.schema)
    .filter(({ path }) => !used.has('') && !isUsed(path, used) && !NAMING.includes(path))
    .filter(({ path }) => !ofOthers.some(prefix => path.startsWith(prefix)))
    .map(({ path }) => ({
      code: 'every-setting-is-used',
      at: path,
      message: `the setting "${path}" is declared, but no template reads it`,
      help: 'use it in the construct, or take it out of the settings',
    }));
}

/** Read by the named templates that every chart has. */
const NAMING = ['nameOverride', 'fullnameOverride', 'commonLabels'];

/** Read by itself, as part of a section that is passed on whole, or by way of something in it. */
function isUsed(path: string, used: ReadonlySet<string>): boolean {
  const parts = path.split('.');
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return above.some(prefix => used.has(prefix)) || [...used].some(other => other.startsWith(`${path}.`));
}

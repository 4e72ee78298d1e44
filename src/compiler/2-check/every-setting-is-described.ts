import type { Problem } from '../../problem';
import type { ChartModel } from '../chart-model';
import { nodes } from '../settings-tree';

/** `helm show values`, the schema and the README are made of descriptions: one that lacks is a hole in all three. */
export function everySettingIsDescribed({ definition }: ChartModel): Problem[] {
  return nodes(definition.settings.schema)
    .filter(({ schema }) => !schema.description)
    .map(({ path }) => ({
      code: 'every-setting-is-described',
      at: path,
      message: `the setting "${path}" has no description`,
      help: 'say in one sentence what it does for the user',
    }));
}

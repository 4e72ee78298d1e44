import { type Problem, ProblemsError } from '../../problem';
import type { ChartModel } from '../chart-model';
import { everySettingIsDescribed } from './every-setting-is-described';
import { everySettingIsUsed } from './every-setting-is-used';
import { oneFilePerObject } from './one-file-per-object';

/** The rules that a chart must keep, each in a file of its own. */
const RULES: readonly ((model: ChartModel) => Problem[])[] = [
  everySettingIsDescribed,
  everySettingIsUsed,
  oneFilePerObject,
];

/** Runs all rules and reports everything that they find at once. */
export function check(model: ChartModel): void {
  const problems = RULES.flatMap(rule => rule(model));
  if (problems.length > 0) throw new ProblemsError(`chart ${model.definition.name}`, problems);
}

import type { RuleProblem } from '../../values/definition';
import type { Settings } from '../../values/expression';
import type { Release } from '../../values/release';
import type { CollectorValues } from '../botanu-collector.values';

/** Says what is wrong with settings that are legal each; written so that it holds in a cdk8s app and in the chart. */
export type Rule = (values: Settings<CollectorValues>, release: Release) => (RuleProblem | undefined)[];

export const problem = (code: string, at: string, message: string, help: string): RuleProblem => ({
  code,
  at,
  message,
  help,
});

import type { RuleProblem } from '../../values/definition';
import type { Release } from '../../values/release';
import type { CollectorSettings } from '../botanu-collector.values';

/** Says what is wrong with settings that are legal each; written so that it holds in a cdk8s app and in the chart. */
export type Rule = (values: CollectorSettings, release: Release) => (RuleProblem | undefined)[];

export { problem } from '../../values/definition';

/** What must agree across the settings of the operator stack. */
import type { RuleProblem } from '../values/definition';
import type { Release } from '../values/release';
import { collectorsCanBe } from './operator-stack.collectors-rules';
import type { OperatorStackSettings } from './operator-stack.values';

/** Says what is wrong with settings that are legal each; written so that it holds in a cdk8s app and in the chart. */
export type Rule = (values: OperatorStackSettings, release: Release) => (RuleProblem | undefined)[];

export const operatorStackRules: readonly Rule[] = [collectorsCanBe];

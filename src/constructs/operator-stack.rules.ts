/** What must agree across the settings of the operator stack. */
import type { RuleProblem } from '../values/definition';
import { pinned } from '../values/image';
import type { Release } from '../values/release';
import { requestsBelowLimits } from '../values/resources';
import { collectorsCanBe } from './operator-stack.collectors-rules';
import { instrumentationRules } from './operator-stack.instrumentation-rules';
import { operatorRules } from './operator-stack.operator-rules';
import { policyRules } from './operator-stack.policy-rules';
import type { OperatorStackSettings } from './operator-stack.values';
import { wholeManifests } from './parts/pod-rules';

/** Says what is wrong with settings that are legal each; written so that it holds in a cdk8s app and in the chart. */
export type Rule = (values: OperatorStackSettings, release: Release) => (RuleProblem | undefined)[];

const objectsCanBeApplied: Rule = ({ install }) => [
  ...pinned('install.image', install.image),
  ...requestsBelowLimits('install.resources', true, install.resources),
];

const manifestsAreWhole: Rule = ({ extraManifests }) => wholeManifests(extraManifests as never);

export const operatorStackRules: readonly Rule[] = [
  ...operatorRules,
  ...instrumentationRules,
  ...policyRules,
  objectsCanBeApplied,
  manifestsAreWhole,
  collectorsCanBe,
];

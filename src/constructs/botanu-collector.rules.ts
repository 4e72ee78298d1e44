/** What the settings of `BotanuCollector` must agree on, in the order in which it is told. */
import type { RuleProblem } from '../values/definition';
import type { Settings } from '../values/expression';
import type { Release } from '../values/release';
import type { CollectorValues } from './botanu-collector.values';
import { componentsRules } from './collector-rules/components';
import { deliveryRules } from './collector-rules/delivery';
import { endpointIsABackend } from './collector-rules/endpoint';
import { exporterRules } from './collector-rules/exporter';
import { imagesRules } from './collector-rules/images';
import { instrumentationRules } from './collector-rules/instrumentation';
import { memoryRules } from './collector-rules/memory';
import { monitoringRules } from './collector-rules/monitoring';
import { podsRules } from './collector-rules/pods';
import type { Rule } from './collector-rules/rule';
import { serviceRules } from './collector-rules/service';

const RULES: readonly Rule[] = [
  endpointIsABackend,
  ...exporterRules,
  ...deliveryRules,
  ...componentsRules,
  ...memoryRules,
  ...podsRules,
  ...serviceRules,
  ...imagesRules,
  ...instrumentationRules,
  ...monitoringRules,
];

/** All that is wrong with settings which are legal each. */
export function collectorRules(
  values: Settings<CollectorValues>,
  release: Release,
): (RuleProblem | undefined)[] {
  return RULES.flatMap(rule => rule(values, release));
}

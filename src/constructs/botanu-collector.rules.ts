/** What the settings of `BotanuCollector` must agree on, in the order in which it is told. */
import type { CollectorSettings } from './botanu-collector.values';
import { componentsRules } from './collector-rules/components';
import { deliveryRules } from './collector-rules/delivery';
import { endpointIsABackend } from './collector-rules/endpoint';
import { exporterRules } from './collector-rules/exporter';
import { gatewayRules } from './collector-rules/gateway';
import { imagesRules } from './collector-rules/images';
import { memoryRules } from './collector-rules/memory';
import { monitoringRules } from './collector-rules/monitoring';
import { networkPolicyRules } from './collector-rules/network-policy';
import { podsRules } from './collector-rules/pods';
import type { Rule } from './collector-rules/rule';
import { serviceRules } from './collector-rules/service';
import { instrumentationRules } from './parts/instrumentation-rules';

export const collectorRules: readonly Rule[] = [
  endpointIsABackend,
  ...exporterRules,
  ...deliveryRules,
  ...componentsRules,
  ...gatewayRules,
  ...memoryRules,
  ...podsRules,
  ...serviceRules,
  ...networkPolicyRules,
  ...imagesRules,
  ...instrumentationRules<CollectorSettings>(({ instrumentation }) => instrumentation.java.enabled),
  ...monitoringRules,
];

/** Network policies. */
import { when } from '../../values/expression';
import { and, isSet, not } from '../../values/functions';
import { problem, type Rule } from './rule';

/** Who names peers believes to be protected. */
const peersNeedAPolicy: Rule = ({ networkPolicy }) =>
  (['ingressFrom', 'metricsFrom', 'backendPeers', 'extraEgress'] as const).map(list =>
    when(
      and(isSet(networkPolicy[list]), not(networkPolicy.enabled)),
      problem(
        'policy-off',
        `networkPolicy.${list}`,
        'there is no network policy for this: networkPolicy.enabled is false, and everybody gets through',
        'set networkPolicy.enabled to true, or take this out',
      ),
    ),
  );

const apiServerIsReached: Rule = ({ networkPolicy, presets }) => [
  when(
    and(
      networkPolicy.enabled,
      presets.kubernetesAttributes.enabled,
      not(isSet(networkPolicy.apiServerPorts)),
    ),
    problem(
      'api-server',
      'networkPolicy.apiServerPorts',
      'presets.kubernetesAttributes asks the API server, which no rule lets it reach',
      'leave this out to get 443 and 6443, or name the ports of your API server',
    ),
  ),
];

export const networkPolicyRules: readonly Rule[] = [peersNeedAPolicy, apiServerIsReached];

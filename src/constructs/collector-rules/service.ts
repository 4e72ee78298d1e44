/** The Service and the account. */
import { when } from '../../values/expression';
import { and, equals, isSet, json, not } from '../../values/functions';
import { problem, type Rule } from './rule';

const trafficIsOneWay: Rule = ({ service }) => [
  when(
    and(isSet(service.trafficDistribution), equals(service.internalTrafficPolicy, 'Local')),
    problem(
      'traffic',
      'service.trafficDistribution',
      `${json(service.trafficDistribution)} has no effect where internalTrafficPolicy is "Local"`,
      'leave service.internalTrafficPolicy empty',
    ),
  ),
];

const accountCanBeBound: Rule = ({ serviceAccount, presets }) => [
  when(
    and(presets.kubernetesAttributes.enabled, not(serviceAccount.create), not(isSet(serviceAccount.name))),
    problem(
      'account',
      'serviceAccount.name',
      'presets.kubernetesAttributes would give rights to the default account of the namespace',
      'name an account, or set serviceAccount.create to true',
    ),
  ),
];

export const serviceRules: readonly Rule[] = [trafficIsOneWay, accountCanBeBound];

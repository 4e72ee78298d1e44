/** The Service and the account. */
import { each, type Setting, when } from '../../values/expression';
import { and, equals, isSet, json, lessThan, not } from '../../values/functions';
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

type Port = { readonly port: number; readonly protocol: 'TCP' | 'UDP' };

/** The API server knows a port of a Service by number and protocol. */
const portsOfServiceDiffer: Rule = ({ service: { extraPorts }, otlp }) => {
  const ports = extraPorts as unknown as Setting<Record<string, Port>>;
  const taken = (name: Setting<string>, port: Setting<number>, by: string) =>
    problem(
      'port-taken',
      `service.extraPorts.${name}.port`,
      `${port} is also the port of ${by}`,
      'choose another one',
    );
  return [
    ...each(ports, ['name', 'extra'], (name, extra) =>
      when(
        and(otlp.grpc.enabled, equals(extra.protocol, 'TCP'), equals(extra.port, otlp.grpc.port)),
        taken(name, extra.port, 'otlp.grpc'),
      ),
    ),
    ...each(ports, ['name', 'extra'], (name, extra) =>
      when(
        and(otlp.http.enabled, equals(extra.protocol, 'TCP'), equals(extra.port, otlp.http.port)),
        taken(name, extra.port, 'otlp.http'),
      ),
    ),
    ...each(ports, ['name', 'extra'], (name, extra) =>
      each(ports, ['otherName', 'other'], (otherName, other) =>
        when(
          and(
            lessThan(otherName as never, name as never),
            equals(extra.port, other.port),
            equals(extra.protocol, other.protocol),
          ),
          taken(name, extra.port, `service.extraPorts.${otherName}`),
        ),
      ),
    ),
  ].flat() as never;
};

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

export const serviceRules: readonly Rule[] = [trafficIsOneWay, portsOfServiceDiffer, accountCanBeBound];

/** The gateway, its autoscaling and its sampling. */
import { POLICIES } from '../../telemetry/gateway-config';
import { GATEWAY_PORT } from '../../telemetry/to-gateway';
import { each, type Setting, when } from '../../values/expression';
import { and, contains, differs, equals, hasKey, json, matches, not } from '../../values/functions';
import { autoscalingProblems } from '../parts/pod-rules';
import { problem, type Rule } from './rule';

/** What only a gateway does is not asked of none. */
const somethingIsThere: Rule = ({ gateway, pipelines }) => [
  ...(['sampling', 'autoscaling'] as const).map(part =>
    when(
      and(gateway[part].enabled, not(gateway.enabled)),
      problem(
        'gateway-missing',
        `gateway.${part}.enabled`,
        'this is of the gateway, but gateway.enabled is false',
        'set gateway.enabled to true',
      ),
    ),
  ),
  when(
    and(gateway.enabled, gateway.sampling.enabled, not(pipelines.traces.enabled)),
    problem(
      'nothing-sampled',
      'gateway.sampling.enabled',
      'traces are sampled, but pipelines.traces.enabled is false',
      'switch one of the two',
    ),
  ),
];

const autoscalingCanBe: Rule = ({ gateway: { enabled, autoscaling, resources } }) =>
  autoscalingProblems('gateway.', and(enabled, autoscaling.enabled), { autoscaling, resources });

/** Kubernetes takes 63 characters for the name of a Service and for a label. */
const namesHaveRoom: Rule = ({ gateway, nameOverride }, { fullname }) => [
  when(
    and(gateway.enabled, matches('^.{51,}$', fullname)),
    problem(
      'name-too-long',
      'fullnameOverride',
      `${json(fullname)} leaves no room for what the objects of the gateway are called`,
      'use at most 50 characters',
    ),
  ),
  when(
    and(gateway.enabled, matches('^.{56,}$', nameOverride)),
    problem(
      'name-too-long',
      'nameOverride',
      `${json(nameOverride)} leaves no room for the name of the gateway in labels`,
      'use at most 55 characters',
    ),
  ),
];

const portsDiffer: Rule = ({ gateway, monitoring, otlp }) => [
  when(
    and(gateway.enabled, equals(monitoring.port, GATEWAY_PORT), differs(otlp.grpc.port, GATEWAY_PORT)),
    problem(
      'port-taken',
      'monitoring.port',
      `${monitoring.port} is the port on which the gateway takes what agents send`,
      'choose another one',
    ),
  ),
];

/** A policy has a name of its own, once. */
const policiesAreNamed: Rule = ({ gateway: { sampling } }) =>
  each(
    sampling.policies as Setting<Record<string, Record<string, unknown>>>,
    ['policyName', 'policy'],
    (name, policy) => [
      when(
        contains(Object.values(POLICIES), name),
        problem(
          'reserved',
          `gateway.sampling.policies.${name}`,
          'this is set already',
          'choose another name',
        ),
      ),
      when(
        hasKey(policy as never, 'name'),
        problem(
          'named-twice',
          `gateway.sampling.policies.${name}.name`,
          `the key ${json(name)} is the name already`,
          'take this out',
        ),
      ),
    ],
  ) as never;

export const gatewayRules: readonly Rule[] = [
  somethingIsThere,
  autoscalingCanBe,
  namesHaveRoom,
  portsDiffer,
  policiesAreNamed,
];

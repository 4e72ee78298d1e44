/** Who may reach the pods, and whom they may reach. */
import type { Construct } from 'constructs';
import { portOf } from '../telemetry/endpoint';
import { GATEWAY_PORT } from '../telemetry/to-gateway';
import { each, items, itemsWhen, neverEmpty, optional, type Setting } from '../values/expression';
import { and, isSet, not } from '../values/functions';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import type { CollectorSettings } from './botanu-collector.values';

interface Rules {
  readonly ingress: readonly object[];
  readonly egress: readonly object[];
}

/** One policy for the agents, one for the gateway. The health check has no rule: the node always gets through. */
export function networkPolicies(
  scope: Construct,
  settings: CollectorSettings,
  agents: Release,
  gateway: Release,
): void {
  manifestsWhen(scope, 'policies', settings.networkPolicy.enabled, policies => {
    policy(policies, 'networkpolicy', agents, ofAgents(settings, gateway));
    manifestsWhen(policies, 'gateway-policies', settings.gateway.enabled, more => {
      policy(more, 'gateway-networkpolicy', gateway, ofGateway(settings, agents));
    });
  });
}

function policy(scope: Construct, id: string, { fullname, labels, selectorLabels }: Release, rules: Rules) {
  manifest(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: fullname, labels },
    spec: {
      podSelector: { matchLabels: selectorLabels },
      policyTypes: ['Ingress', 'Egress'],
      ...rules,
    },
  });
}

function ofAgents(settings: CollectorSettings, gateway: Release): Rules {
  const { otlp, service, networkPolicy, presets } = settings;
  return {
    ingress: [
      {
        ports: neverEmpty([
          ...itemsWhen(otlp.grpc.enabled, [tcp(otlp.grpc.port)]),
          ...itemsWhen(otlp.http.enabled, [tcp(otlp.http.port)]),
          ...each(service.extraPorts, ['name', 'extra'], (_, { protocol, port }) => ({ protocol, port })),
        ]),
        from: optional(networkPolicy.ingressFrom),
      },
      metrics(settings),
    ],
    // Rules of one's own are not last: at the end of a file, Helm takes empty lines away.
    egress: [
      ...items(networkPolicy.extraEgress),
      ...itemsWhen(not(settings.gateway.enabled), [backend(settings)]),
      DNS,
      ...itemsWhen(settings.gateway.enabled, [{ ports: [tcp(GATEWAY_PORT)], to: [podsOf(gateway)] }]),
      ...itemsWhen(and(presets.kubernetesAttributes.enabled, isSet(networkPolicy.apiServerPorts)), [
        {
          ports: neverEmpty(
            each(networkPolicy.apiServerPorts, ['index', 'port'], (_, port) => tcp(port as never)),
          ),
        },
      ]),
    ],
  };
}

function ofGateway(settings: CollectorSettings, agents: Release): Rules {
  return {
    ingress: [{ ports: [tcp(GATEWAY_PORT)], from: [podsOf(agents)] }, metrics(settings)],
    egress: [...items(settings.networkPolicy.extraEgress), backend(settings), DNS],
  };
}

const tcp = (port: Setting<number> | number) => ({ protocol: 'TCP', port });

const podsOf = ({ selectorLabels }: Release) => ({ podSelector: { matchLabels: selectorLabels } });

const DNS = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

const metrics = ({ monitoring, networkPolicy }: CollectorSettings) => ({
  ports: [tcp(monitoring.port)],
  from: optional(networkPolicy.metricsFrom),
});

const backend = ({ exporter, networkPolicy }: CollectorSettings) => ({
  ports: [tcp(portOf(exporter.endpoint))],
  to: optional(networkPolicy.backendPeers),
});

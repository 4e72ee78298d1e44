import { z } from 'zod';
import type { k8s } from '../k8s';
import { listOf, rawList, section, toggle } from '../values/definition';

const peers = (about: string, example: k8s.NetworkPolicyPeer[]) =>
  rawList<k8s.NetworkPolicyPeer>({ type: 'k8s.NetworkPolicyPeer', about, example });

/** The settings of the network policies. */
export const networkPolicy = section(
  'Who may reach the pods, and whom they may reach: all else is refused, where the network of the cluster enforces policies. The node itself always gets through, so probes need no rule.',
  {
    enabled: toggle({
      about: 'Whether there are policies: one for the agents, one for the gateway.',
      default: false,
    }),
    ingressFrom: peers("Who may send telemetry; empty: anybody who reaches the cluster's pods.", [
      { namespaceSelector: { matchLabels: { team: 'shop' } } },
    ]),
    metricsFrom: peers("Who may read the collector's own metrics; empty: anybody.", [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
    ]),
    backendPeers: peers(
      'Where the backend is; empty: any address, on the port of `exporter.endpoint`. Behind a Service that maps its port, policies see the port of the pods: allow that in `extraEgress`.',
      [{ ipBlock: { cidr: '203.0.113.0/24' } }],
    ),
    apiServerPorts: listOf(z.int().min(1).max(65535), {
      about:
        'Ports of the API server, which `presets.kubernetesAttributes` asks: that of its Service, and the one behind.',
      default: [443, 6443],
    }),
    extraEgress: rawList<k8s.NetworkPolicyEgressRule>({
      type: 'k8s.NetworkPolicyEgressRule',
      about:
        'Further rules for what may be reached by whoever sends to the backend, for example for `exporters`, a proxy, or what receivers fetch.',
      example: [{ to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: [{ port: 443 }] }],
    }),
  },
);

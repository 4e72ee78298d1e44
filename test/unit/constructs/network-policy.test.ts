import { App, Chart, Testing } from 'cdk8s';
import { BotanuCollector, type BotanuCollectorProps } from '../../../src';
import type { KubernetesObject } from '../../support/helm';
import { allows, type End } from '../../support/network-policies';

const WORKLOADS = ['DaemonSet', 'Deployment', 'StatefulSet'];
const namespaces = { shop: { team: 'shop' }, monitoring: {}, observability: {} };

const pod = (namespace: string, labels: Record<string, string> = {}, ip = '10.0.0.9'): End => ({
  ip,
  pod: { namespace, labels, node: 'a' },
});
const shop = pod('shop');
const prometheus = pod('monitoring');
const neighbour = pod('observability', { 'app.kubernetes.io/name': 'else' });
const outside: End = { ip: '203.0.113.7' };
const elsewhere: End = { ip: '198.51.100.7' };
const dns = pod('kube-system', { 'k8s-app': 'kube-dns' });
const kubelet: End = { ip: '192.168.0.1', node: 'a' };
const otherNode: End = { ip: '192.168.0.2', node: 'b' };

/** The objects as deployed, with the ends that they select by their real labels. */
function network(props: BotanuCollectorProps = {}) {
  const chart = new Chart(new App(), 'telemetry', { namespace: 'observability' });
  const exporter = { endpoint: 'backend:4317', ...props.exporter };
  const networkPolicy = { enabled: true, ...props.networkPolicy };
  new BotanuCollector(chart, 'collector', { ...props, exporter, networkPolicy });
  const objects = Testing.synth(chart) as KubernetesObject[];
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const podOf = (isGateway: boolean): End => {
    const workload = objects.find(
      ({ kind, metadata }) => WORKLOADS.includes(kind) && metadata.name.endsWith('-gateway') === isGateway,
    );
    return pod('observability', workload?.spec.template.metadata.labels);
  };
  const may = (from: End, to: End, port: number, protocol: 'TCP' | 'UDP' = 'TCP') =>
    allows({ policies, namespaces }, { from, to, port, protocol });
  return { policies, agent: podOf(false), gateway: podOf(true), may };
}

describe('by default', () => {
  const { agent, may } = network();

  test.each([
    ['an application to gRPC', shop, agent, 4317, 'TCP', true],
    ['an application to HTTP', shop, agent, 4318, 'TCP', true],
    ['Prometheus to the metrics', prometheus, agent, 8888, 'TCP', true],
    ['a pod to the health check', shop, agent, 13133, 'TCP', false],
    ['kubelet to the health check', kubelet, agent, 13133, 'TCP', true],
    ['another node to the health check', otherNode, agent, 13133, 'TCP', false],
    ['a pod to any other port', shop, agent, 9411, 'TCP', false],
    ['the agent to the backend', agent, outside, 4317, 'TCP', true],
    ['the agent to another port', agent, outside, 443, 'TCP', false],
    ['the agent to DNS', agent, dns, 53, 'UDP', true],
    ['the agent to DNS, when the answer is long', agent, dns, 53, 'TCP', true],
    ['the agent to the API server', agent, elsewhere, 6443, 'TCP', false],
    ['the agent to a pod', agent, neighbour, 8080, 'TCP', false],
    ['others, of whom it does not speak', shop, neighbour, 8080, 'TCP', true],
  ] as const)('%s', (_what, from, to, port, protocol, allowed) => {
    expect(may(from, to, port, protocol)).toBe(allowed);
  });

  test('without the policy, everybody gets everywhere', () => {
    const open = network({ networkPolicy: { enabled: false } });
    expect(open.policies).toEqual([]);
    expect(open.may(shop, open.agent, 13133)).toBe(true);
  });
});

test.each([
  ['host:port', 'backend:4317', 'grpc', true, 4317],
  ['an IPv6 address', '[2001:db8::1]:14317', 'grpc', true, 14317],
  ['a URL with a port', 'https://backend:4318/otlp', 'http', true, 4318],
  ['a URL without a port', 'https://otlp.example.com/v1', 'http', true, 443],
  ['a plain URL without a port', 'http://backend', 'http', false, 80],
  ['an IPv6 URL without a port', 'https://[2001:db8::1]/x', 'http', true, 443],
  ['a URL with a colon in its path', 'https://backend/a:80/b', 'http', true, 443],
] as const)(
  'the backend is reached on the port of its address: %s',
  (_what, endpoint, protocol, tls, port) => {
    const { agent, may } = network({ exporter: { endpoint, protocol, tls: { enabled: tls } } });
    expect([80, 443, 4317, 4318, 14317].filter(one => may(agent, outside, one))).toEqual([port]);
  },
);

test('peers narrow it down: who may send, who may read metrics, where the backend is', () => {
  const { agent, may } = network({
    networkPolicy: {
      ingressFrom: [{ namespaceSelector: { matchLabels: { team: 'shop' } } }],
      metricsFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      backendPeers: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/32'] } }],
    },
  });
  expect([shop, prometheus, neighbour].map(from => may(from, agent, 4317))).toEqual([true, false, false]);
  expect([shop, prometheus, neighbour].map(from => may(from, agent, 8888))).toEqual([false, true, false]);
  expect([outside, { ip: '203.0.113.8' }, elsewhere].map(to => may(agent, to, 4317))).toEqual([
    true,
    false,
    false,
  ]);
});

test('ports that are off are closed, and further ones are open', () => {
  const { agent, may } = network({
    otlp: { http: { enabled: false }, grpc: { port: 5317 } },
    service: { extraPorts: { zipkin: { port: 9411 }, statsd: { port: 8125, protocol: 'UDP' } } },
    monitoring: { port: 9090 },
  });
  const open = [4317, 4318, 5317, 8125, 8888, 9090, 9411].filter(port => may(shop, agent, port));
  expect(open).toEqual([5317, 9090, 9411]);
  expect(may(shop, agent, 8125, 'UDP')).toBe(true);
});

test('the preset reaches the API server, on the ports that it has', () => {
  const presets = { kubernetesAttributes: { enabled: true } };
  const ports = (props: BotanuCollectorProps) => {
    const { agent, may } = network({ presets, ...props });
    return [443, 6443, 16443].filter(port => may(agent, elsewhere, port));
  };
  expect(ports({})).toEqual([443, 6443]);
  expect(ports({ networkPolicy: { apiServerPorts: [16443] } })).toEqual([16443]);
});

describe('with a gateway', () => {
  const presets = { kubernetesAttributes: { enabled: true } };
  const extraEgress = [{ to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: [{ port: 9000 as never }] }];
  const { agent, gateway, may } = network({
    gateway: { enabled: true },
    presets,
    networkPolicy: { extraEgress },
  });

  test.each([
    ['an application to the agent', shop, agent, 4317, true],
    ['an application past the agent', shop, gateway, 4317, false],
    ['the agent to the gateway', agent, gateway, 4317, true],
    ['the agent past the gateway', agent, outside, 4317, false],
    ['the agent to another port of the gateway', agent, gateway, 13133, false],
    ['the agent to the API server', agent, elsewhere, 443, true],
    ['the gateway to the backend', gateway, outside, 4317, true],
    ['the gateway to the API server', gateway, elsewhere, 443, false],
    ['the gateway to DNS', gateway, dns, 53, true],
    ['the gateway to the agent', gateway, agent, 4318, false],
    ['Prometheus to the metrics of the gateway', prometheus, gateway, 8888, true],
    ['kubelet to the health check of the gateway', kubelet, gateway, 13133, true],
    ['the gateway where a rule of one’s own lets it', gateway, elsewhere, 9000, true],
  ] as const)('%s', (_what, from, to, port, allowed) => {
    expect(may(from, to, port)).toBe(allowed);
  });
});

describe('the evaluator', () => {
  const policy = (spec: object): KubernetesObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'x', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
  });
  const may = (spec: object, from: End = prometheus) =>
    allows({ policies: [policy(spec)], namespaces }, { from, to: shop, port: 80 });

  test.each([
    ['no rule allows nothing', {}, false],
    ['an empty rule allows all', { ingress: [{}] }, true],
    ['a pod selector alone means the same namespace', { ingress: [{ from: [{ podSelector: {} }] }] }, false],
    [
      'two selectors in one peer must both hold',
      {
        ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }] }],
      },
      false,
    ],
    [
      'two peers are alternatives',
      {
        ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {} }] }],
      },
      true,
    ],
    ['a range of ports', { ingress: [{ ports: [{ port: 79, endPort: 81 }] }] }, true],
    [
      'an expression',
      {
        ingress: [
          {
            from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }],
          },
        ],
      },
      true,
    ],
    ['a policy of the other direction isolates nobody', { policyTypes: ['Egress'] }, true],
  ] as const)('%s', (_what, spec, allowed) => {
    expect(may(spec)).toBe(allowed);
  });
});

/**
 * Which connections a set of NetworkPolicies allows, by the words of the Kubernetes API: it says what a network that
 * enforces policies has to do. It does not show that one does.
 */
import { BlockList } from 'node:net';
import type { KubernetesObject } from './helm';

/** One end of a connection: a pod, or an address outside of the cluster. */
export interface End {
  readonly ip: string;
  readonly pod?: { readonly namespace: string; readonly labels: Labels; readonly node: string };
  /** A process of this node itself, such as kubelet. */
  readonly node?: string;
}

export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

type Labels = Readonly<Record<string, string>>;
type Direction = 'Ingress' | 'Egress';

interface Cluster {
  readonly policies: readonly KubernetesObject[];
  /** Labels of namespaces; every one has its name as `kubernetes.io/metadata.name` besides. */
  readonly namespaces?: Readonly<Record<string, Labels>>;
}

/** Both ends have to allow it. */
export function allows(cluster: Cluster, connection: Connection): boolean {
  const { from, to } = connection;
  // "Traffic to and from the node where a Pod is running is always allowed."
  if (from.node !== undefined && from.node === to.pod?.node) return true;
  return (
    allowedAt(cluster, 'Egress', from, to, connection) && allowedAt(cluster, 'Ingress', to, from, connection)
  );
}

/** A pod that no policy of a direction selects is not isolated in it; else some rule of some policy has to allow it. */
function allowedAt(
  cluster: Cluster,
  direction: Direction,
  end: End,
  peer: End,
  { port, protocol = 'TCP' }: Connection,
): boolean {
  const selecting = cluster.policies.filter(policy => selects(policy, direction, end));
  if (selecting.length === 0) return true;
  return selecting.some(({ metadata, spec }) =>
    (spec[direction === 'Ingress' ? 'ingress' : 'egress'] ?? []).some(
      (rule: Rule) =>
        matchesPort(rule.ports, port, protocol) &&
        matchesPeers(rule[direction === 'Ingress' ? 'from' : 'to'], peer, metadata.namespace, cluster),
    ),
  );
}

interface Rule {
  readonly ports?: readonly { protocol?: string; port?: number; endPort?: number }[];
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

function selects({ metadata, spec }: KubernetesObject, direction: Direction, { pod }: End): boolean {
  return (
    pod !== undefined &&
    pod.namespace === metadata.namespace &&
    spec.policyTypes.includes(direction) &&
    matchesSelector(spec.podSelector, pod.labels)
  );
}

/** Missing or empty: every port. */
function matchesPort(ports: Rule['ports'], port: number, protocol: string): boolean {
  if (!ports || ports.length === 0) return true;
  return ports.some(
    one =>
      (one.protocol ?? 'TCP') === protocol &&
      (one.port === undefined || (port >= one.port && port <= (one.endPort ?? one.port))),
  );
}

/** Missing or empty: everybody. */
function matchesPeers(
  peers: readonly Peer[] | undefined,
  end: End,
  namespace: string | undefined,
  { namespaces = {} }: Cluster,
): boolean {
  if (!peers || peers.length === 0) return true;
  return peers.some(({ ipBlock, podSelector, namespaceSelector }) => {
    if (ipBlock) return isIn(ipBlock, end.ip);
    if (!end.pod) return false;
    const labels = {
      ...namespaces[end.pod.namespace],
      'kubernetes.io/metadata.name': end.pod.namespace,
    };
    const inNamespace = namespaceSelector
      ? matchesSelector(namespaceSelector, labels)
      : end.pod.namespace === namespace;
    return inNamespace && matchesSelector(podSelector ?? {}, end.pod.labels);
  });
}

function isIn({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, ip: string): boolean {
  const within = (range: string) => {
    const [network, prefix] = range.split('/');
    const family = network.includes(':') ? 'ipv6' : 'ipv4';
    const list = new BlockList();
    list.addSubnet(network, Number(prefix), family);
    return list.check(ip, ip.includes(':') ? 'ipv6' : 'ipv4');
  };
  return within(cidr) && !except.some(within);
}

/** An empty selector selects all. */
function matchesSelector({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      throw new Error(`there is no operator ${operator}`);
    })
  );
}

/** A node with real pods: containerd, kubelet, kube-proxy, and names by CoreDNS. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RunningProcess } from '../processes';
import { type Sandbox, STATE } from './sandbox';

export interface NodeOptions {
  readonly start: (
    name: string,
    command: string,
    args: readonly string[],
    env: Record<string, string>,
  ) => RunningProcess;
  readonly sandbox: Sandbox;
  readonly programs: { readonly kubernetes: string; readonly coredns: string; readonly debian: string };
  readonly kubeconfig: string;
}

export const NODE_NAME = 'node-1';
/** Where pods find CoreDNS. */
export const DNS_ADDRESS = '10.96.0.10';
export const PAUSE_IMAGE = 'local.test/pause:1';
const PODS = '10.244.0.0/24';
const SOCKET = `${STATE}/containerd.sock`;

export interface Node {
  importImage(archive: string): Promise<void>;
}

export async function startNode({ sandbox, programs, kubeconfig, ...options }: NodeOptions): Promise<Node> {
  const { folder, address, cgroup } = sandbox;
  const env = programsOfDebian(folder, programs.debian);
  const start = (name: string, command: string, args: readonly string[]) =>
    options.start(name, command, args, env);
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  // No image is ever pulled: every registry is a port that nobody listens on.
  write('registries/_default/hosts.toml', 'server = "http://127.0.0.1:1"\n');
  write('cni/10-bridge.conflist', JSON.stringify(BRIDGE));
  const containerd = start('containerd', 'containerd', [
    '-c',
    write('containerd.toml', containerdConfig(folder, programs.debian)),
  ]);
  await containerd.says(/containerd successfully booted/);
  const kubelet = start('kubelet', join(programs.kubernetes, 'kubelet'), [
    `--kubeconfig=${kubeconfig}`,
    `--config=${write('kubelet.yaml', stringify(kubeletConfig(cgroup)))}`,
    `--root-dir=${STATE}/kubelet`,
    `--hostname-override=${NODE_NAME}`,
    `--node-ip=${address}`,
  ]);
  start('kube-proxy', join(programs.kubernetes, 'kube-proxy'), [
    `--config=${write('proxy.yaml', stringify(proxyConfig(kubeconfig)))}`,
  ]);
  start('coredns', programs.coredns, [`-conf=${write('Corefile', corefile(address, kubeconfig))}`]);
  const kubectl = [
    '--kubeconfig',
    kubeconfig,
    'wait',
    '--for=condition=Ready',
    `node/${NODE_NAME}`,
    '--timeout=1s',
  ];
  await kubelet.answers(join(programs.kubernetes, 'kubectl'), kubectl);
  return {
    importImage: async archive => {
      const importing = start('ctr', 'ctr', ['-a', SOCKET, '-n', 'k8s.io', 'images', 'import', archive]);
      await succeeds(importing);
    },
  };
}

async function succeeds(running: RunningProcess): Promise<void> {
  const ending = await running.ends(120_000);
  if (ending !== 'ended with code 0') throw new Error(`${running.name} ${ending}:\n${running.output()}`);
}

/** Its packages are unpacked, not installed: they are found by variables, and some names are links to make. */
function programsOfDebian(folder: string, debian: string): Record<string, string> {
  const names = join(folder, 'programs');
  mkdirSync(names, { recursive: true });
  for (const name of [
    'iptables',
    'iptables-save',
    'iptables-restore',
    'ip6tables',
    'ip6tables-save',
    'ip6tables-restore',
  ]) {
    if (!existsSync(join(names, name)))
      symlinkSync(join(debian, 'usr/sbin/xtables-nft-multi'), join(names, name));
  }
  const libraries = ['usr/lib', 'lib'].flatMap(lib => [
    join(debian, lib, 'x86_64-linux-gnu'),
    join(debian, lib, 'aarch64-linux-gnu'),
  ]);
  return {
    PATH: [names, join(debian, 'usr/sbin'), join(debian, 'usr/bin'), process.env.PATH].join(':'),
    LD_LIBRARY_PATH: libraries.join(':'),
    XTABLES_LIBDIR: join(debian, 'usr/lib/x86_64-linux-gnu/xtables'),
  };
}

/** A bridge for the node's pods, and addresses from a range; what leaves the bridge has the node's address. */
const BRIDGE = {
  cniVersion: '0.4.0',
  name: 'bridge',
  plugins: [
    {
      type: 'bridge',
      bridge: 'pods',
      isGateway: true,
      ipMasq: true,
      hairpinMode: true,
      ipam: { type: 'host-local', ranges: [[{ subnet: PODS }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

function containerdConfig(folder: string, debian: string): string {
  return `version = 2
root = "${STATE}/containerd"
state = "${STATE}/containerd-state"
[grpc]
  address = "${SOCKET}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  # A container on this machine may not lower it.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${join(debian, 'usr/lib/cni')}"
    conf_dir = "${join(folder, 'cni')}"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${join(folder, 'registries')}"
`;
}

const kubeletConfig = (cgroup: string) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  containerRuntimeEndpoint: `unix://${SOCKET}`,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: cgroup,
  failCgroupV1: false,
  failSwapOn: false,
  oomScoreAdj: 0,
  featureGates: { KubeletInUserNamespace: true },
  authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  evictionHard: { 'nodefs.available': '1%', 'imagefs.available': '1%' },
  healthzPort: 0,
  readOnlyPort: 0,
  clusterDNS: [DNS_ADDRESS],
  clusterDomain: 'cluster.local',
  resolvConf: '',
});

const proxyConfig = (kubeconfig: string) => ({
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  mode: 'iptables',
  clusterCIDR: PODS,
  hostnameOverride: NODE_NAME,
  clientConnection: { kubeconfig },
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
});

const corefile = (address: string, kubeconfig: string) => `.:53 {
  bind ${address}
  errors
  kubernetes cluster.local {
    kubeconfig ${kubeconfig} test
    ttl 1
  }
}
`;

/** CoreDNS is a process of the node, so its Service names the node's address. */
export const dnsService = (address: string) => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace: 'kube-system' },
    spec: {
      clusterIP: DNS_ADDRESS,
      ports: (['UDP', 'TCP'] as const).map(protocol => ({
        name: `dns-${protocol.toLowerCase()}`,
        port: 53,
        protocol,
      })),
    },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kube-dns',
      namespace: 'kube-system',
      labels: { 'kubernetes.io/service-name': 'kube-dns' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: (['UDP', 'TCP'] as const).map(protocol => ({
      name: `dns-${protocol.toLowerCase()}`,
      port: 53,
      protocol,
    })),
  },
];

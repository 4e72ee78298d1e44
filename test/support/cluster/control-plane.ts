/** etcd, API server, controllers, scheduler: the same for a cluster with pods and for one without. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningProcess } from '../processes';

/** How a process of the cluster is started: in a sandbox, or on this machine. */
export type Start = (name: string, command: string, args: readonly string[]) => RunningProcess;

export interface ControlPlaneOptions {
  readonly start: Start;
  readonly programs: { readonly etcd: string; readonly kubernetes: string };
  /** Folder for keys and configuration. */
  readonly folder: string;
  /** Folder for what etcd writes. */
  readonly data: string;
  /** Address of the API server. */
  readonly address: string;
  readonly ports: {
    readonly api: number;
    readonly etcd: number;
    readonly etcdPeer: number;
    readonly controllers: number;
    readonly scheduler: number;
  };
  readonly featureGates?: string;
  readonly flags?: Flags;
}

/** Further flags of the components, for what measures them. */
export interface Flags {
  readonly apiServer?: readonly string[];
  readonly controllers?: readonly string[];
  readonly scheduler?: readonly string[];
}

/** Services get their addresses from here. */
export const SERVICES = '10.96.0.0/16';

/** Starts them, and gives the path of a kubeconfig with all rights. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<string> {
  const { start, programs, folder, data, address, ports } = options;
  const kubernetes = (name: string) => join(programs.kubernetes, name);
  mkdirSync(join(folder, CERTIFICATES), { recursive: true });
  const accountKey = join(folder, 'service-accounts.key');
  writeFileSync(accountKey, rsaKey());
  const token = randomBytes(16).toString('hex');
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${token},admin,1,"system:masters"\n`);
  const authority = servingCertificate(folder).certificate;
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, clientConfig(`https://${address}:${ports.api}`, authority, token));

  const etcdUrl = `http://127.0.0.1:${ports.etcd}`;
  start('etcd', programs.etcd, [
    `--data-dir=${join(data, 'etcd')}`,
    '--unsafe-no-fsync=true',
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=http://127.0.0.1:${ports.etcdPeer}`,
  ]);
  const api = start('kube-apiserver', kubernetes('kube-apiserver'), [
    `--etcd-servers=${etcdUrl}`,
    `--cert-dir=${join(folder, CERTIFICATES)}`,
    '--authorization-mode=Node,RBAC',
    `--bind-address=${address === '127.0.0.1' ? '127.0.0.1' : '0.0.0.0'}`,
    `--secure-port=${ports.api}`,
    ...(address === '127.0.0.1' ? [] : [`--advertise-address=${address}`]),
    `--service-cluster-ip-range=${SERVICES}`,
    '--allow-privileged=true',
    `--token-auth-file=${tokens}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${accountKey}`,
    `--service-account-signing-key-file=${accountKey}`,
    '--kubelet-preferred-address-types=InternalIP',
    ...(options.featureGates ? [`--feature-gates=${options.featureGates}`] : []),
    ...(options.flags?.apiServer ?? []),
  ]);
  await api.answers(kubernetes('kubectl'), ['--kubeconfig', kubeconfig, 'get', '--raw', '/readyz'], 60_000);
  const client = [`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--bind-address=127.0.0.1'];
  start('kube-controller-manager', kubernetes('kube-controller-manager'), [
    ...client,
    `--secure-port=${ports.controllers}`,
    `--service-account-private-key-file=${accountKey}`,
    `--root-ca-file=${authority}`,
    ...(options.flags?.controllers ?? []),
  ]);
  start('kube-scheduler', kubernetes('kube-scheduler'), [
    ...client,
    `--secure-port=${ports.scheduler}`,
    ...(options.flags?.scheduler ?? []),
  ]);
  return kubeconfig;
}

/**
 * What the API server makes for itself when it starts: a certificate for its address, followed by its authority's.
 * Whatever else serves at that address can show it, too.
 */
export function servingCertificate(folder: string): { certificate: string; key: string } {
  const file = (name: string) => join(folder, CERTIFICATES, name);
  return { certificate: file('apiserver.crt'), key: file('apiserver.key') };
}

const CERTIFICATES = 'certificates';

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** JSON is YAML. */
function clientConfig(server: string, authority: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  });
}

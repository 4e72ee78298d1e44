/** The backend of a cluster's telemetry: our OTLP sink in a pod, asked through the API server. */
import type { Sink } from '../otlp-lab';
import type { Client } from './client';

/** What a test asks of a sink, wherever that runs; its addresses are those within the cluster: `backend.shop:4317`. */
export type Backend = Pick<
  Sink,
  | 'grpc'
  | 'http'
  | 'spans'
  | 'metrics'
  | 'requests'
  | 'stats'
  | 'mode'
  | 'stopListening'
  | 'listen'
  | 'reset'
  | 'missing'
>;

const CONTROL = 8080;

/** Security context that Pod Security `restricted` asks for. */
export const RESTRICTED_POD = {
  runAsNonRoot: true,
  runAsUser: 10001,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;

/** A pod of a name, and a Service of the same name that leads to it. */
export function podWithService(
  name: string,
  namespace: string,
  podSpec: object,
  ports: Record<string, number>,
) {
  const labels = { app: name };
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: podSpec },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        selector: labels,
        ports: Object.entries(ports).map(([port, number]) => ({
          name: port,
          port: number,
          targetPort: number,
        })),
      },
    },
  ];
}

export async function startBackend(
  client: Client,
  namespace: string,
  name = 'backend',
  args: string[] = [],
): Promise<Backend> {
  const container = {
    name: 'sink',
    image: 'local.test/otlp-lab:1',
    args: ['sink', '--grpc=:4317', '--http=:4318', `--control=:${CONTROL}`, ...args],
    securityContext: RESTRICTED_CONTAINER,
    readinessProbe: { httpGet: { path: '/stats', port: CONTROL }, periodSeconds: 1 },
  };
  const pod = { securityContext: RESTRICTED_POD, terminationGracePeriodSeconds: 0, containers: [container] };
  await client.apply(podWithService(name, namespace, pod, { grpc: 4317, http: 4318, control: CONTROL }));
  await client.ready(namespace, `app=${name}`);
  const ask = async (path: string) =>
    JSON.parse(await client.ask('pods', namespace, `${name}:${CONTROL}`, path));
  const tell = (path: string, body?: string) =>
    client.tell('pods', namespace, `${name}:${CONTROL}`, path, body);
  return {
    grpc: `${name}.${namespace}:4317`,
    http: `http://${name}.${namespace}:4318`,
    spans: () => ask('/spans'),
    metrics: () => ask('/metrics'),
    requests: () => ask('/requests'),
    stats: () => ask('/stats'),
    mode: async mode => void (await tell(`/mode?value=${mode}`)),
    stopListening: async () => void (await tell('/stop-listening')),
    listen: async () => void (await tell('/listen')),
    reset: async () => void (await tell('/reset')),
    missing: async spanIds => JSON.parse(await tell('/missing', spanIds.join('\n'))),
  };
}

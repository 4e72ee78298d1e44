/** Settings of the gateway and of network policies that are legal each, but not together. */
import type { BadInput } from './bad-inputs';
import { bad } from './contradictions';

const gateway = (more: object, others: object = {}) => ({ gateway: { enabled: true, ...more }, ...others });
const autoscaling = (more: object) => gateway({ autoscaling: { enabled: true, ...more } });
const sampling = (policies: object) => gateway({ sampling: { enabled: true, policies } });

const GATEWAY: readonly BadInput[] = [
  bad(
    'sampling without a gateway',
    'gateway.sampling.enabled',
    'gateway-missing',
    /gateway.enabled to true/,
    {
      gateway: { sampling: { enabled: true } },
    },
  ),
  bad(
    'autoscaling without a gateway',
    'gateway.autoscaling.enabled',
    'gateway-missing',
    /gateway.enabled to true/,
    { gateway: { autoscaling: { enabled: true } } },
  ),
  bad(
    'sampling of traces that are not taken',
    'gateway.sampling.enabled',
    'nothing-sampled',
    /one of the two/,
    gateway({ sampling: { enabled: true } }, { pipelines: { traces: { enabled: false } } }),
  ),
  bad(
    'fewer pods than the fewest',
    'gateway.autoscaling.maxReplicas',
    'autoscaling',
    /minReplicas the smaller/,
    autoscaling({ minReplicas: 5, maxReplicas: 3 }),
  ),
  bad(
    'nothing to scale by',
    'gateway.autoscaling',
    'autoscaling',
    /for example to 75/,
    autoscaling({ targetCPUUtilizationPercentage: 0 }),
  ),
  bad(
    'a share of nothing',
    'gateway.autoscaling.targetCPUUtilizationPercentage',
    'autoscaling',
    /set gateway.resources.requests.cpu/,
    { gateway: { enabled: true, autoscaling: { enabled: true }, resources: { requests: { cpu: '' } } } },
  ),
  bad(
    'a name without room',
    'fullnameOverride',
    'name-too-long',
    /at most 50/,
    gateway({}, { fullnameOverride: 'a'.repeat(51) }),
  ),
  bad(
    'a label without room',
    'nameOverride',
    'name-too-long',
    /at most 55/,
    gateway({}, { nameOverride: 'a'.repeat(56), fullnameOverride: 'botanu' }),
  ),
  bad(
    'the port of the gateway',
    'monitoring.port',
    'port-taken',
    /choose another/,
    gateway({}, { monitoring: { port: 4317 }, otlp: { grpc: { port: 5317 } } }),
  ),
  bad(
    'a policy of ours',
    'gateway.sampling.policies.runs',
    'reserved',
    /another name/,
    sampling({ runs: { type: 'always_sample' } }),
  ),
  bad(
    'a policy with two names',
    'gateway.sampling.policies.slow.name',
    'named-twice',
    /take this out/,
    sampling({ slow: { name: 'other', type: 'always_sample' } }),
  ),
  bad(
    'a policy with a space',
    'gateway.sampling.policies.the slow',
    'key-format',
    /slow-checkout/,
    sampling({ 'the slow': { type: 'always_sample' } }),
  ),
  bad(
    'a queue that does not fit into the gateway',
    'delivery.queue.size',
    'queue-and-memory',
    /gateway.resources.limits.memory larger/,
    {
      ...gateway({ resources: { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } } }),
      delivery: { queue: { size: '100Mi' } },
    },
  ),
  bad(
    'more memory asked for than allowed, by the gateway',
    'gateway.resources.requests.memory',
    'request-above-limit',
    /lower the request/,
    gateway({ resources: { requests: { memory: '2Gi' } } }),
  ),
  bad(
    'no memory limit of the gateway',
    'gateway.resources.limits.memory',
    'memory-limit',
    /for example 512Mi/,
    gateway({ resources: { limits: { memory: '' } } }),
  ),
  bad(
    'a disk of the gateway',
    'gateway.config.exporters.otlp_grpc.sending_queue.storage',
    'storage-and-wait',
    /delivery.mode to durable/,
    gateway({ config: { exporters: { otlp_grpc: { sending_queue: { storage: 'file_storage' } } } } }),
  ),
  bad(
    'the gateway as its own backend',
    'exporter.endpoint',
    'endpoint-loop',
    /backend behind it/,
    gateway({}, { exporter: { endpoint: 'botanu-collector-gateway.observability:4317' } }),
  ),
  bad(
    'a variable of ours in the gateway',
    'gateway.extraEnv.GOGC',
    'reserved',
    /another name/,
    gateway({ extraEnv: { GOGC: '100' } }),
  ),
  bad(
    'the name of what agents send to the gateway with',
    'exporters.load_balancing',
    'name-taken',
    /load_balancing\/mine/,
    { exporters: { load_balancing: {} } },
  ),
];

const peers = [{ podSelector: {} }];

const NETWORK: readonly BadInput[] = [
  ...['ingressFrom', 'metricsFrom', 'backendPeers'].map(list =>
    bad(`${list} without a policy`, `networkPolicy.${list}`, 'policy-off', /enabled to true/, {
      networkPolicy: { [list]: peers },
    }),
  ),
  bad('no way to the API server', 'networkPolicy.apiServerPorts', 'api-server', /443 and 6443/, {
    networkPolicy: { enabled: true, apiServerPorts: [] },
    presets: { kubernetesAttributes: { enabled: true } },
  }),
];

export const CONTRADICTIONS_OF_GATEWAYS: readonly BadInput[] = [...GATEWAY, ...NETWORK];

/** Collectors of an operator stack that are legal, made so from what the settings mean and not from our own rules. */
import fc from 'fast-check';
import { collectorEntry } from '../../src/constructs/operator-stack.collectors-values';
import { anyMap, edited, type Overrides, type Values } from './generated-values';

const C = 'collectors.*';
const T = `${C}.targetAllocator`;
const memory = fc.constantFrom('128Mi', '1.5Gi', '512M', 536_870_912);
const requested = fc.constantFrom('', '64Mi', '0.1Gi', 100_000_000);
const cpu = fc.constantFrom('', '500m', '1.5', 2);
const requestedCpu = fc.constantFrom('', '50m', '0.1', 0.25);
const SCRAPED = fc.constantFrom<Values[]>(
  [],
  [{ job_name: 'a', static_configs: [{ targets: ['a:1'] }] }],
  [{ job_name: '1.10', kubernetes_sd_configs: [{ role: 'pod' }], params: { yes: ['{{x}}', '$$1'] } }],
);

export const OPERATED: Overrides = {
  'collectors.*key': fc.constantFrom('a', 'no', 'gateway', 'x'.repeat(42)),
  [`${C}.exporter.headers.*key`]: fc.constantFrom('X-Scope-OrgID', 'x_team', 'a-b', 'a_b'),
  [`${C}.exporter.headersFromSecret.*key`]: fc.constantFrom('X-Api-Key', 'c-d', 'c_d'),
  [`${C}.exporter.retry.initialInterval`]: fc.constantFrom('1s', '1500ms', '5s'),
  [`${C}.exporter.retry.maxInterval`]: fc.constantFrom('5s', '30s', '0h10s'),
  [`${C}.exporter.retry.maxElapsedTime`]: fc.constantFrom('0s', '1m', '1h0m1s', '70000ms'),
  [`${C}.resources.limits.memory`]: memory,
  [`${C}.resources.requests.memory`]: requested,
  [`${C}.resources.limits.cpu`]: cpu,
  [`${C}.resources.requests.cpu`]: requestedCpu,
  [`${T}.resources.limits.memory`]: memory,
  [`${T}.resources.requests.memory`]: requested,
  [`${T}.resources.limits.cpu`]: cpu,
  [`${T}.resources.requests.cpu`]: requestedCpu,
  [`${C}.scrapeConfigs`]: SCRAPED,
  [`${C}.config`]: fc.oneof(
    anyMap,
    fc.constantFrom<Values>({}, { service: { telemetry: { logs: { level: 'debug' } } } }),
  ),
};

/** Changes what contradicts something else, as little as possible. */
export function agreeingCollectors(values: Values): Values {
  const all = Object.entries((values.collectors ?? {}) as Record<string, Values>);
  return { ...values, collectors: Object.fromEntries(all.map(([name, of]) => [name, agreeing(of)])) };
}

const defaults = collectorEntry.parse({});

function agreeing(generated: Values): Values {
  const { values, get, set } = edited(generated, defaults);
  const tls = get<boolean>('exporter.tls.enabled');
  const isGrpc = get('exporter.protocol') === 'grpc';
  set('exporter.endpoint', isGrpc ? 'backend:4317' : `http${tls ? 's' : ''}://[2001:db8::1]:4318/$x`);
  for (const secret of ['tls.caSecret', 'tls.clientSecret', 'bearerTokenSecret'])
    if (!tls) set(`exporter.${secret}.name`, undefined);

  const mode = get<string>('mode');
  if (mode === 'daemonset' || mode === 'sidecar') set('replicas', undefined);
  if (mode === 'sidecar')
    for (const field of ['tolerations', 'affinity', 'priorityClassName', 'nodeSelector', 'serviceAccount'])
      set(field, undefined);
  if (mode === 'sidecar' || mode === 'deployment') set('targetAllocator.enabled', undefined);
  if (mode === 'daemonset') set('targetAllocator.allocationStrategy', 'per-node');
  else if (get('targetAllocator.allocationStrategy') === 'per-node')
    set('targetAllocator.allocationStrategy', undefined);
  if (get('targetAllocator.allocationStrategy') === 'least-weighted')
    set('targetAllocator.replicas', undefined);
  if (!get('targetAllocator.enabled')) set('targetAllocator.prometheusCR.enabled', undefined);
  else if (get<unknown[]>('scrapeConfigs').length === 0) set('targetAllocator.prometheusCR.enabled', true);
  return values;
}

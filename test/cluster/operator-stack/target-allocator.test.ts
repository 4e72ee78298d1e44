/** Targets that are real pods, divided among real collectors by the real target allocator. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Backend,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  startBackend,
} from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import { applyCustomResources } from '../../support/cluster/custom-resources';
import { allocatorImage, busyboxImage, labImage, scrapingCollectorImage } from '../../support/cluster/images';
import { startOperator } from '../../support/cluster/operator';
import { applyOperatorStack } from '../../support/cluster/operator-stack';
import { useCluster } from '../../support/cluster/use-cluster';

const cluster = useCluster(async () => ({
  images: await Promise.all([scrapingCollectorImage(), allocatorImage(), labImage(), busyboxImage()]),
}));
const NAMESPACE = 'observability';
const SHOP = 'shop';
const PODS = 4;
const PORTS = [8080, 8081, 8082, 8083];
/** By hash alone, one of two collectors gets them all once in 30,000 times. */
const TARGETS = PODS * PORTS.length;
let backend: Backend;
let warnings: string[];

/** What answers `GET /metrics`. */
const shop = () => {
  const labels = { app: 'shop' };
  const container = {
    name: 'shop',
    image: 'docker.io/library/busybox:1.37',
    args: ['-c', `${PORTS.map(port => `httpd -p ${port} -h /www`).join('; ')}; sleep 86400`],
    ports: PORTS.map(containerPort => ({ name: `metrics-${containerPort}`, containerPort })),
    securityContext: RESTRICTED_CONTAINER,
    volumeMounts: [{ name: 'www', mountPath: '/www' }],
  };
  const spec = {
    securityContext: RESTRICTED_POD,
    terminationGracePeriodSeconds: 0,
    containers: [container],
    volumes: [{ name: 'www', configMap: { name: 'shop' } }],
  };
  const metadata = { name: 'shop', namespace: SHOP };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { metrics: 'shop_orders 1\n' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: PODS,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec },
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { ...metadata, labels: { team: 'shop' } },
      spec: {
        selector: { matchLabels: labels },
        fallbackScrapeProtocol: 'PrometheusText0.0.4',
        podMetricsEndpoints: PORTS.map(port => ({ port: `metrics-${port}`, interval: '1s' })),
      },
    },
  ];
};

const scrapeConfigs = [
  {
    job_name: 'shop',
    scrape_interval: '1s',
    fallback_scrape_protocol: 'PrometheusText0.0.4',
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [SHOP] } }],
    relabel_configs: [{ source_labels: ['__meta_kubernetes_pod_label_app'], regex: 'shop', action: 'keep' }],
  },
];

/** Every metric tells the pod that scraped it. */
const config = {
  processors: {
    'transform/scraped_by': {
      metric_statements: [
        { context: 'resource', statements: ['set(attributes["scraped_by"], "${env:POD_NAME}")'] },
      ],
    },
  },
  service: { pipelines: { metrics: { processors: ['memory_limiter', 'transform/scraped_by'] } } },
};

beforeAll(async () => {
  await Promise.all([NAMESPACE, SHOP].map(name => cluster().namespace(name)));
  await applyCustomResources(cluster());
  await startOperator(cluster());
  backend = await startBackend(cluster(), NAMESPACE);
  await cluster().apply(shop());
  const collector = { exporter: { endpoint: backend.grpc, tls: { enabled: false } }, config };
  const pair = { ...collector, mode: 'statefulset', replicas: 2 } as const;
  const enabled = { enabled: true, reloadInterval: '1s' };
  warnings = await applyOperatorStack(cluster(), NAMESPACE, {
    collectors: {
      hashed: { ...pair, scrapeConfigs, targetAllocator: enabled },
      weighed: {
        ...pair,
        targetAllocator: {
          ...enabled,
          allocationStrategy: 'least-weighted',
          prometheusCR: { enabled: true, podMonitorSelector: { matchLabels: { team: 'shop' } } },
        },
      },
      node: {
        ...collector,
        mode: 'daemonset',
        scrapeConfigs,
        targetAllocator: { ...enabled, allocationStrategy: 'per-node' },
      },
      alone: { ...pair, scrapeConfigs, serviceAccount: 'hashed-targetallocator' },
    },
  });
  await cluster().ready(NAMESPACE, 'app.kubernetes.io/managed-by=opentelemetry-operator', 120_000);
  await cluster().ready(SHOP, 'app=shop');
}, 240_000);

/** Which pods of a collector scrape each of the targets, by what arrives within some seconds. */
async function scrapersOf(collector: string): Promise<Map<string, Set<string>>> {
  await backend.reset();
  await sleep(3_000);
  const scrapers = new Map<string, Set<string>>();
  for (const { name, resource } of await backend.metrics()) {
    const [target, pod] = [`${resource['service.instance.id']}`, `${resource.scraped_by}`];
    if (name !== 'shop_orders' || !pod.startsWith(`${collector}-collector-`)) continue;
    scrapers.set(target, (scrapers.get(target) ?? new Set()).add(pod));
  }
  return scrapers;
}

/** Waits until every target is scraped by so many pods, and gives how many targets each pod has. */
const divided = (collector: string, pods: number, scrapersEach = 1) =>
  until<Record<string, number>>(`targets of ${collector} among ${pods} pods`, 90_000, async () => {
    const scrapers = [...(await scrapersOf(collector)).values()];
    const shares: Record<string, number> = {};
    for (const pod of scrapers.flatMap(some => [...some])) shares[pod] = (shares[pod] ?? 0) + 1;
    const whole = scrapers.length === TARGETS && scrapers.every(({ size }) => size === scrapersEach);
    if (whole && Object.keys(shares).length === pods) return shares;
    return { still: JSON.stringify([scrapers.length, shares]) };
  });

test('every target is scraped by exactly one of two collectors, and both have some', async () => {
  const shares = Object.values(await divided('hashed', 2));
  expect(shares.reduce((sum, share) => sum + share)).toBe(TARGETS);
});

test('by least weight, what a PodMonitor names is divided evenly', async () => {
  expect(Object.values(await divided('weighed', 2))).toEqual([TARGETS / 2, TARGETS / 2]);
});

test('per node, the pod on the node of the targets has them all', async () => {
  expect(Object.values(await divided('node', 1))).toEqual([TARGETS]);
});

test('without an allocator, both scrape everything', async () => {
  expect(Object.values(await divided('alone', 2, 2))).toEqual([TARGETS, TARGETS]);
});

test('the targets of a collector that dies move to the other', async () => {
  const [node] = await cluster().list('nodes');
  // What takes its place finds no node.
  await cluster().kubectl(['cordon', node.metadata.name]);
  await cluster().kubectl([
    'delete',
    'pod',
    'hashed-collector-0',
    '--namespace',
    NAMESPACE,
    '--grace-period=0',
    '--force',
  ]);
  expect(await divided('hashed', 1)).toEqual({ 'hashed-collector-1': TARGETS });
  await cluster().kubectl(['uncordon', node.metadata.name]);
  await divided('hashed', 2);
});

/** It scrapes nothing, changes nothing, and asks the API for what it serves as any account may. */
test('the operator misses no right that the allocator uses', () => {
  const missed = warnings.map(warning => warning.replace(/^.*weighed-targetallocator - /, ''));
  expect(missed.sort()).toEqual([
    'configmaps: [get]',
    'monitoring.coreos.com/podmonitors: [*]',
    'monitoring.coreos.com/servicemonitors: [*]',
    'nodes/metrics: [get,list,watch]',
    ...['/api/*', '/api', '/apis/*', '/apis', '/metrics'].map(url => `nonResourceURL: ${url}: [get]`),
  ]);
});

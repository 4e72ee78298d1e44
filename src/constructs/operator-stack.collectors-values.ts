/** What the installer may change of a collector that the operator runs. */
import { z } from 'zod';
import type { k8s } from '../k8s';
import { COLLECTOR_IMAGE } from '../telemetry/collector-image';
import { exporter, runId } from '../telemetry/collector-settings';
import { choice, entry, integer, mapOf, raw, rawList, section, text, toggle } from '../values/definition';
import type { Settings } from '../values/expression';
import { DNS_LABEL, DNS_SUBDOMAIN, PROMETHEUS_DURATION } from '../values/formats';
import { imageSettings } from '../values/image';
import { podFields, resources, SETS_UP_LIMITERS } from './parts/pod-values';

/** The target allocator of the operator's release, which it is made for. */
export const ALLOCATOR_IMAGE = {
  registry: 'ghcr.io',
  repository: 'open-telemetry/opentelemetry-operator/target-allocator',
  tag: '0.148.0',
} as const;

const selector = (about: string) =>
  raw<k8s.LabelSelector>({
    type: 'k8s.LabelSelector',
    about: `${about} Empty: all of them.`,
    example: { matchLabels: { team: 'shop' } },
  });

const scheduling = {
  nodeSelector: podFields.nodeSelector,
  tolerations: podFields.tolerations,
  affinity: podFields.affinity,
};

const prometheusCR = section('Objects of the Prometheus operator that say what is scraped.', {
  enabled: toggle({
    about: 'Whether ServiceMonitors and PodMonitors are followed. The cluster has to know these kinds.',
    default: false,
  }),
  scrapeInterval: text({
    about: 'How often what they name is scraped, where they do not say it themselves.',
    default: '30s',
    format: PROMETHEUS_DURATION,
    minLength: 1,
    maxLength: 20,
  }),
  serviceMonitorSelector: selector('Which ServiceMonitors.'),
  serviceMonitorNamespaceSelector: selector('ServiceMonitors of which namespaces.'),
  podMonitorSelector: selector('Which PodMonitors.'),
  podMonitorNamespaceSelector: selector('PodMonitors of which namespaces.'),
});

const targetAllocator = section(
  'Finds what is to be scraped, and gives every target to one of the pods. Without it, each pod scrapes everything.',
  {
    enabled: toggle({
      about: 'Whether there is one. For the modes statefulset and daemonset.',
      default: false,
    }),
    replicas: integer({ about: 'Copies of it.', default: 1, min: 1, max: 100 }),
    allocationStrategy: choice(['consistent-hashing', 'least-weighted', 'per-node'], {
      about:
        'consistent-hashing: by the hash of the target, so that few move when pods come and go. least-weighted: to the pod that has the fewest; a pod that comes later gets none of those that are given. per-node: to the pod on the node of the target, for the mode daemonset, which takes no other.',
      default: 'consistent-hashing',
    }),
    filterStrategy: choice(['relabel-config', 'none'], {
      about:
        'relabel-config: targets that `relabel_configs` drop are not given to anyone. none: pods drop them themselves.',
      default: 'relabel-config',
    }),
    reloadInterval: text({
      about: 'How often the pods ask which targets are theirs.',
      default: '30s',
      format: PROMETHEUS_DURATION,
      minLength: 1,
      maxLength: 20,
    }),
    prometheusCR,
    image: imageSettings('The target allocator.', ALLOCATOR_IMAGE),
    resources: resources(
      { cpu: '50m', memory: '64Mi' },
      { cpu: '', memory: '256Mi' },
      'The garbage collector (GOMEMLIMIT) is set up from this.',
    ),
    ...scheduling,
  },
);

export const collectorEntry = entry('A collector.', {
  mode: choice(['deployment', 'daemonset', 'statefulset', 'sidecar'], {
    about:
      'deployment: pods behind a Service. daemonset: a pod on each node. statefulset: pods with names that stay, for the target allocator. sidecar: a container in each pod that asks for it by the annotation sidecar.opentelemetry.io/inject; what is changed here reaches it when the pod is made anew. The operator refuses to change it; another name is another collector.',
    default: 'deployment',
  }),
  replicas: integer({
    about: 'Pods, in the modes deployment and statefulset.',
    default: 1,
    min: 1,
    max: 1000,
  }),
  exporter,
  runId: section('How the collector looks after botanu.run_id.', runId),
  scrapeConfigs: rawList({
    about:
      'What is scraped, as `scrape_configs` of the receiver prometheus: a dollar is written twice. The metrics take the pipeline of metrics.',
    example: [{ job_name: 'shop', kubernetes_sd_configs: [{ role: 'pod' }] }],
  }),
  targetAllocator,
  config: raw({
    about:
      'Laid over the whole configuration last, as the collector reads it: maps are merged, lists and values replaced. Empty objects are written {}.',
    example: { service: { telemetry: { logs: { level: 'debug' } } } },
  }),
  image: imageSettings('The collector.', COLLECTOR_IMAGE),
  resources: resources({ cpu: '50m', memory: '128Mi' }, { cpu: '', memory: '512Mi' }, SETS_UP_LIMITERS),
  serviceAccount: text({
    about:
      'Account of the pods, where the configuration needs rights; empty: one without rights and without a token. A sidecar runs as the account of its pod.',
    format: DNS_SUBDOMAIN,
    maxLength: 253,
  }),
  priorityClassName: podFields.priorityClassName,
  ...scheduling,
  upgradeStrategy: choice(['none', 'automatic'], {
    about:
      'none: the image and the configuration stay as they stand here. automatic: the operator rewrites the configuration for the version that it comes with.',
    default: 'none',
  }),
});

export const collectors = mapOf(collectorEntry, {
  about:
    'Collectors that the operator runs, by name, in the namespace of the release. The operator appends to the name: applications send to http://NAME-collector:4318.',
  keys: DNS_LABEL,
  example: {
    gateway: { replicas: 2, exporter: { endpoint: 'backend.example.com:4317' } },
    beside: { mode: 'sidecar', exporter: { endpoint: 'gateway-collector.observability:4317' } },
  },
});

export type CollectorsSetting = Settings<z.output<typeof collectors>>;
export type OperatedCollector = Settings<z.output<typeof collectorEntry>>;

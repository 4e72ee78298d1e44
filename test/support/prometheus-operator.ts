/**
 * What the Prometheus operator makes of a PodMonitor (v0.8x, `generatePodMonitorConfig`), and what Kubernetes tells
 * Prometheus of a pod: together they give the labels that our expressions ask for.
 */
import type { KubernetesObject } from './helm';

/** A pod that runs here, as far as a PodMonitor looks at it. */
export interface RunningPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly {
    readonly name: string;
    readonly ports: readonly { readonly name: string; readonly address: string }[];
  }[];
}

interface Relabeling {
  action?: string;
  source_labels?: string[];
  regex?: string;
  target_label?: string;
  replacement?: string;
}

export interface ScrapeJob {
  job_name: string;
  metrics_path: string;
  scrape_interval: string;
  scrape_timeout?: string;
  scrape_protocols?: string[];
  file_sd_configs: { files: string[]; refresh_interval: string }[];
  relabel_configs: Relabeling[];
}

/** As `role: pod` of service discovery writes labels. */
const inLabel = (name: string) => name.replace(/[^a-zA-Z0-9_]/g, '_');

/** One target for each port of each container, with the labels that Kubernetes gives it. */
export function discovered(pods: readonly RunningPod[]) {
  return pods.flatMap(({ name, namespace, labels, containers }) =>
    containers.flatMap(container =>
      container.ports.map(port => ({
        targets: [port.address],
        labels: {
          __meta_kubernetes_namespace: namespace,
          __meta_kubernetes_pod_name: name,
          __meta_kubernetes_pod_phase: 'Running',
          __meta_kubernetes_pod_container_name: container.name,
          __meta_kubernetes_pod_container_port_name: port.name,
          ...Object.fromEntries(
            Object.entries(labels).flatMap(([label, value]) => [
              [`__meta_kubernetes_pod_label_${inLabel(label)}`, value],
              [`__meta_kubernetes_pod_labelpresent_${inLabel(label)}`, 'true'],
            ]),
          ),
        },
      })),
    ),
  );
}

/** The scrape jobs of a PodMonitor; the file has what service discovery would say. */
export function scrapeJobsOf({ metadata, spec }: KubernetesObject, file: string): ScrapeJob[] {
  const keep = (source_labels: string[], regex: string): Relabeling => ({
    action: 'keep',
    source_labels,
    regex,
  });
  const copy = (label: string, target_label: string): Relabeling => ({
    source_labels: [label],
    target_label,
  });
  const pod = (label: string) => `__meta_kubernetes_pod_label_${inLabel(label)}`;
  const present = (label: string) => `__meta_kubernetes_pod_labelpresent_${inLabel(label)}`;
  const { selector, podTargetLabels = [], podMetricsEndpoints } = spec;
  return podMetricsEndpoints.map((endpoint: Record<string, any>, index: number) => ({
    job_name: `podMonitor/${metadata.namespace}/${metadata.name}/${index}`,
    metrics_path: endpoint.path ?? '/metrics',
    scrape_interval: endpoint.interval,
    ...(endpoint.scrapeTimeout ? { scrape_timeout: endpoint.scrapeTimeout } : {}),
    ...(spec.scrapeProtocols ? { scrape_protocols: spec.scrapeProtocols } : {}),
    file_sd_configs: [{ files: [file], refresh_interval: '30s' }],
    relabel_configs: [
      { action: 'drop', source_labels: ['__meta_kubernetes_pod_phase'], regex: '(Failed|Succeeded)' },
      // Without a namespaceSelector, only the namespace of the PodMonitor is looked at.
      keep(['__meta_kubernetes_namespace'], metadata.namespace as string),
      ...Object.entries(selector.matchLabels as Record<string, string>).map(([label, value]) =>
        keep([pod(label), present(label)], `(${value});true`),
      ),
      keep(['__meta_kubernetes_pod_container_port_name'], endpoint.port),
      copy('__meta_kubernetes_namespace', 'namespace'),
      copy('__meta_kubernetes_pod_container_name', 'container'),
      copy('__meta_kubernetes_pod_name', 'pod'),
      ...podTargetLabels.map((label: string) => ({
        source_labels: [pod(label)],
        target_label: inLabel(label),
        regex: '(.+)',
        replacement: '${1}',
      })),
      { target_label: 'job', replacement: `${metadata.namespace}/${metadata.name}` },
      { target_label: 'endpoint', replacement: endpoint.port },
      ...(endpoint.relabelings ?? []).map((relabeling: Record<string, any>) => ({
        action: relabeling.action,
        source_labels: relabeling.sourceLabels,
        regex: relabeling.regex,
      })),
    ],
  }));
}

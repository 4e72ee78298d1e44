/** Law 4: `helm template` equals the construct's own manifests. */
import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { parse } from 'yaml';
import { type HelmVersion, installed, type KubernetesObject } from './helm';

export interface Subject {
  readonly chart: string;
  readonly build: (scope: Construct, values: never) => unknown;
}

const NAMESPACE = 'observability';

/**
 * Both sides of the law for one set of values; what the law leaves aside is gone. The release is named as the objects
 * are, so that Helm and the tree call everything the same.
 */
export async function bothSides(version: HelmVersion, { chart, build }: Subject, values: object) {
  const { fullnameOverride: name = 'botanu-collector' } = values as { fullnameOverride?: string };
  const given = { ...values, fullnameOverride: name };
  const serves = [
    'opentelemetry.io/v1alpha1/Instrumentation',
    'monitoring.coreos.com/v1/PodMonitor',
    'monitoring.coreos.com/v1/PrometheusRule',
    'monitoring.coreos.com/v1/ServiceMonitor',
    'gateway.networking.k8s.io/v1/HTTPRoute',
    'admissionregistration.k8s.io/v1/MutatingAdmissionPolicy',
  ];
  // Hooks are of Helm alone: a cdk8s app has no moments in its life, so the construct makes none there.
  const args = ['--no-hooks'];
  const byHelm = await installed(version, chart, given, { name, namespace: NAMESPACE, serves, args });

  const scope = new Chart(new App(), 'law', { namespace: NAMESPACE });
  build(scope, given as never);
  const byTree = Testing.synth(scope) as KubernetesObject[];
  return { helm: comparable(byHelm), tree: comparable(byTree) };
}

/** By kind and name, without who made them, and with the configuration as data, since two printers wrote its YAML. */
function comparable(objects: readonly KubernetesObject[]): Record<string, unknown> {
  const pairs = objects.map(object => {
    const { namespace, ...metadata } = object.metadata;
    const copy: KubernetesObject = structuredClone({
      ...object,
      metadata: { ...metadata, ...(namespace === NAMESPACE ? {} : { namespace }) },
    });
    delete copy.metadata.labels?.['helm.sh/chart'];
    delete copy.metadata.labels?.['app.kubernetes.io/managed-by'];
    const config = copy.data?.['collector.yaml'];
    if (config !== undefined) copy.data['collector.yaml'] = parse(config);
    const id = [copy.kind, copy.metadata.namespace, copy.metadata.name].filter(Boolean).join('/');
    return [id, copy] as const;
  });
  if (new Set(pairs.map(([id]) => id)).size !== pairs.length)
    throw new Error('two objects of one kind and name');
  return Object.fromEntries(pairs);
}

/** The first path at which two trees differ, and both values there. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (a === b) return undefined;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return `${path}: ${JSON.stringify(a)} by Helm, ${JSON.stringify(b)} by the tree`;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  for (const key of keys) {
    const found = firstDifference((a as never)[key], (b as never)[key], `${path}/${key}`);
    if (found) return found;
  }
  return undefined;
}

/** The manifests of the guides in their corrected form, as they stand in examples/guides. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './helm';

/** `example('kubernetes/collector')` */
export function example(path: string): KubernetesObject[] {
  const file = join(__dirname, '../../examples/guides', `${path}.yaml`);
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS());
}

/** The pod that a Deployment of an example makes, for a pod is what admission sees. */
export function podOf(path: string): { metadata: PodMetadata; spec: any; apiVersion: 'v1'; kind: 'Pod' } {
  const deployment = example(path).find(({ kind }) => kind === 'Deployment') as KubernetesObject;
  const { metadata, spec } = deployment.spec.template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: deployment.metadata.name },
    spec: structuredClone(spec),
  };
}

interface PodMetadata {
  readonly name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

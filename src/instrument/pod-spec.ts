/** Kubernetes' pod spec as JSON, as far as instrumentation looks into it; everything else passes as it is. */
import type { EnvVar } from './variables';

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly unknown[];
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly [field: string]: unknown;
  }[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

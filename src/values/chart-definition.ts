import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { Definition } from './definition';
import type { Settings } from './expression';
import type { Release } from './release';

/** A chart of others. What stands below its alias in the settings is read by it, and by nothing of ours. */
export interface Dependency {
  readonly name: string;
  /** One version, not a range: what is tested is what is installed. */
  readonly version: string;
  readonly repository: string;
  /** The setting that switches it: `operator.enabled`. */
  readonly condition: string;
  /** Where its values are in ours: `operator`. */
  readonly alias: string;
}

/** Everything that makes a chart of a construct. */
export interface ChartDefinition<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** One sentence, for Chart.yaml and catalogues. */
  readonly description: string;
  readonly version: string;
  /** The version of what is deployed. */
  readonly appVersion: string;
  /** The Kubernetes versions that it is made for, as Helm reads them: `>=1.30.0-0`. */
  readonly kubeVersion: string;
  readonly keywords?: readonly string[];
  readonly home?: string;
  readonly sources?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** Charts of others that are installed with this one. */
  readonly dependencies?: readonly Dependency[];
  readonly settings: Definition<S>;
  /** Makes the construct, as a user of cdk8s would. */
  readonly build: (scope: Construct, settings: Settings<z.output<S>>) => void;
  /** What the installer reads after the installation, line by line. */
  readonly notes: (settings: Settings<z.output<S>>, release: Release) => readonly (string | undefined)[];
  /** What stands in the README before the reference of the settings, as Markdown. */
  readonly readme: string;
  /** What stands at the top of values.yaml, line by line. */
  readonly valuesHeader: readonly string[];
  /** Sets of values that show uses; each is installed in tests: `ci/<name>-values.yaml`. */
  readonly examples: Readonly<Record<string, { readonly about: string; readonly values: z.input<S> }>>;
}

import type { ChartDefinition } from '../values/chart-definition';
import type { Helper, Node, Tree } from '../values/expression';

/** What the phases share: a chart, as data. */
export interface ChartModel {
  readonly definition: ChartDefinition;
  readonly templates: readonly Template[];
  /** Named parts, in the order in which they are first used. */
  readonly fragments: ReadonlyMap<string, Tree>;
  /** Named templates that functions brought along. */
  readonly helpers: ReadonlyMap<string, Helper>;
  readonly notes: readonly Tree[];
  /** What can be wrong across settings, as nodes. */
  readonly rules: readonly Tree[];
  /** Paths of settings that some template reads: `exporter.endpoint`. */
  readonly used: ReadonlySet<string>;
}

/** One file under templates/; its guards are the conditions and loops around it, from the outside in. */
export type Template =
  | {
      readonly file: string;
      readonly at: string;
      readonly guards: readonly Node[];
      readonly object: Tree;
    }
  | {
      readonly file: string;
      readonly at: string;
      readonly guards: readonly Node[];
      readonly manifestsOf: Node;
    };

/** A chart's files by path, ready to be written. */
export type ChartFiles = Readonly<Record<string, string>>;

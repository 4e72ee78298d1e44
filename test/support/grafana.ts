/** A dashboard as Grafana would show it: its variables asked for, and its queries put to a Prometheus. */
import type { RunningPrometheus, Series } from './prometheus';

export interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly targets: readonly Target[];
  readonly fieldConfig: { readonly defaults: { readonly unit?: string } };
}

export interface Target {
  readonly expr: string;
  readonly legendFormat: string;
  /** The least time between two points. */
  readonly interval?: string;
  readonly exemplar?: boolean;
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly allValue?: string;
  readonly query: { readonly query: string };
}

/** What `JSON.parse` makes of a dashboard. */
export type Dashboard = Record<string, any>;

/** What Grafana itself puts into queries. */
export interface BuiltIns {
  readonly __rate_interval: string;
  readonly __range: string;
}

export interface ShownDashboard {
  /** Those that ask for something. */
  readonly panels: readonly Panel[];
  /** What is chosen of each variable at first. */
  readonly chosen: Readonly<Record<string, string>>;
  /** All values that a person could choose, of each variable. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  panel(title: string): Panel;
  /** A query as Grafana sends it. */
  interpolated(expression: string, builtIns?: Partial<BuiltIns>): string;
  /** The series that have a value just now. */
  answer(expression: string, builtIns?: Partial<BuiltIns>): Promise<Series[]>;
}

export async function showDashboard(
  { panels, templating }: Dashboard,
  prometheus: RunningPrometheus,
  builtIns: BuiltIns,
): Promise<ShownDashboard> {
  const chosen: Record<string, string> = {};
  const choices: Record<string, string[]> = {};
  const interpolated = (expression: string, others: Partial<BuiltIns> = {}) =>
    Object.entries({ ...builtIns, ...others, ...chosen }).reduce(
      (text, [name, value]) => text.replaceAll(`$${name}`, value),
      expression,
    );
  for (const { name, query, allValue } of variablesOf(templating)) {
    const [, selector, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query) as RegExpExecArray;
    choices[name] = await prometheus.valuesOf(label, interpolated(selector));
    chosen[name] = allValue ?? choices[name][0];
  }
  const asking = panels.filter(({ type }: Panel) => type !== 'row' && type !== 'text');
  return {
    panels: asking,
    chosen,
    choices,
    panel: title => {
      const found = asking.find((panel: Panel) => panel.title === title);
      if (!found) throw new Error(`there is no panel "${title}"`);
      return found;
    },
    interpolated,
    answer: async (expression, others) =>
      (await prometheus.query(interpolated(expression, others))).filter(isData),
  };
}

const variablesOf = ({ list }: { list: readonly Variable[] }) => list.filter(({ type }) => type === 'query');

const isData = ({ value }: Series) => value !== undefined && !Number.isNaN(Number(value[1]));

/** The labels that a legend names. */
export const labelsIn = (legend: string) => [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);

/** What a person reads beside the line of a series. */
export const legendOf = (legend: string, { metric }: Series) =>
  legend.replace(/\{\{(\w+)\}\}/g, (_, label) => metric[label] ?? '');

/** Panels about which a person would not know what they show, or in what. */
export const barePanels = (panels: readonly Panel[]) =>
  panels
    .filter(({ description = '', fieldConfig }) => !fieldConfig.defaults.unit || description.length < 40)
    .map(({ title }) => title);

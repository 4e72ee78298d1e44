/** How panels of our dashboards look. */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  type Panel as BuiltPanel,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

export type Panel = Builder<BuiltPanel>;

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
/** Grafana has 24 columns. */
const COLUMNS = 24;

interface Query extends Asking {
  readonly expression: string;
  readonly legend: string;
}

interface Asking {
  /** Time between two points; Grafana makes $__rate_interval at least four of them. @default - that of the datasource */
  readonly every?: string;
  /** Whether single requests are shown besides, each with its trace. @default false */
  readonly exemplars?: boolean;
}

export const ask = (expression: string, legend = '', how: Asking = {}): Query => ({
  expression,
  legend,
  ...how,
});

const queries = (all: readonly Query[]) =>
  all.map(({ expression, legend, every, exemplars }, index) => {
    const query = new DataqueryBuilder()
      .refId(String.fromCharCode('A'.charCodeAt(0) + index))
      .datasource(DATASOURCE)
      .expr(expression)
      .legendFormat(legend);
    if (every !== undefined) query.interval(every);
    return exemplars ? query.exemplar(true) : query;
  });

/** One number, the latest; red where it is not what it should be. */
export function number(
  title: string,
  unit: string,
  description: string,
  all: readonly Query[],
  { redFrom }: { redFrom?: number } = {},
): Panel {
  const steps = [
    { value: null, color: redFrom === undefined ? 'blue' : 'green' },
    ...(redFrom === undefined ? [] : [{ value: redFrom, color: 'red' }]),
  ];
  return new StatBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .span(COLUMNS / 6)
    .height(4)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .targets(queries(all));
}

/** Lines over time. */
export function graph(
  title: string,
  unit: string,
  description: string,
  all: readonly Query[],
  { max }: { max?: number } = {},
): Panel {
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .span(COLUMNS / 2)
    .height(8)
    .min(0)
    .fillOpacity(8)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .targets(queries(all));
  return max === undefined ? panel : panel.max(max);
}

/** Words, in Markdown, over the whole width. */
export const words = (title: string, content: string, height: number): Panel =>
  new TextBuilder().title(title).span(COLUMNS).height(height).mode(TextMode.Markdown).content(content);

const whichPrometheus = () =>
  new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus');

/** One of the values that a label has in the series of a selector. */
const oneOf = (name: string, label: string, selector: string) =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query({ query: `label_values(${selector}, ${name})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);

/** Some of them; at first all, those without the label too. */
const someOf = (name: string, label: string, selector: string) =>
  oneOf(name, label, selector)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });

/** Which Prometheus, which namespace, which pods: of the series that the selector picks. */
export const variables = (selector: string): Builder<VariableModel>[] => [
  whichPrometheus(),
  oneOf('namespace', 'Namespace', `up{${selector}}`),
  someOf('pod', 'Pod', `up{namespace="$namespace",${selector}}`),
];

/** Which Prometheus, which processes: of those that send what the selector picks. */
export const variablesOfSenders = (selector: string): Builder<VariableModel>[] => [
  whichPrometheus(),
  someOf('instance', 'Instance', `target_info{${selector}}`),
];

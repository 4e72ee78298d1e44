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
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

export type Panel = Builder<BuiltPanel>;

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
/** Grafana has 24 columns. */
const COLUMNS = 24;

interface Query {
  readonly expression: string;
  readonly legend: string;
}

export const ask = (expression: string, legend = ''): Query => ({ expression, legend });

const queries = (all: readonly Query[]) =>
  all.map(({ expression, legend }, index) =>
    new DataqueryBuilder()
      .refId(String.fromCharCode('A'.charCodeAt(0) + index))
      .datasource(DATASOURCE)
      .expr(expression)
      .legendFormat(legend),
  );

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

/** Which Prometheus, which namespace, which pods: of the series that the selector picks. */
export function variables(selector: string): Builder<VariableModel>[] {
  const valuesOf = (label: string, of: string) => ({
    query: `label_values(up{${of}}, ${label})`,
    refId: label,
  });
  const query = (name: string, label: string, of: string) =>
    new QueryVariableBuilder(name)
      .label(label)
      .datasource(DATASOURCE)
      .query(valuesOf(name, of))
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc);
  return [
    new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'),
    query('namespace', 'Namespace', selector),
    query('pod', 'Pod', `namespace="$namespace",${selector}`)
      .multi(true)
      .includeAll(true)
      .allValue('.*')
      .current({ selected: true, text: ['All'], value: ['$__all'] }),
  ];
}

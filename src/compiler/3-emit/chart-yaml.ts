import { stringify } from 'yaml';
import type { ChartModel } from '../chart-model';

export function chartYaml({ definition }: ChartModel): string {
  const { name, description, version, appVersion, kubeVersion, keywords, home, sources, annotations } =
    definition;
  const chart = {
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion,
    kubeVersion,
    keywords,
    home,
    sources,
    annotations,
  };
  return stringify(chart, { version: '1.1', lineWidth: 0 });
}

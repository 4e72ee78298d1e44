import { stringify } from 'yaml';
import type { ChartModel } from '../chart-model';

export function chartYaml({ definition }: ChartModel): string {
  const { name, description, version, appVersion, kubeVersion, keywords, home, sources } = definition;
  const { annotations, dependencies } = definition;
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
    dependencies,
  };
  return stringify(chart, { version: '1.1', lineWidth: 0 });
}

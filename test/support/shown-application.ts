/** The dashboard of an application and nothing else, as a construct and as a chart. */
import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import type { z } from 'zod';
import {
  type ChartDefinition,
  defineSettings,
  manifestsWhen,
  releaseSettings,
  type Settings,
  text,
} from '../../src/chart';
import { applicationDashboard } from '../../src/constructs/application-dashboard';
import { dashboardValues } from '../../src/constructs/parts/dashboard-values';
import type { Dashboard } from './grafana';
import { objectOf } from './helm';

const shownSettings = defineSettings({
  serviceName: text({ about: 'service.name' }),
  serviceNamespace: text({ about: 'service.namespace' }),
  dashboard: dashboardValues('The dashboard.'),
  ...releaseSettings,
});

export type ShownApplicationProps = z.input<typeof shownSettings.shape>;

export class ShownApplication extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: ShownApplicationProps | Settings<z.output<typeof shownSettings.shape>>,
  ) {
    super(scope, id);
    const { settings, release } = shownSettings.read(this, props, { name: 'shown', version: '1' });
    const { serviceName: name, serviceNamespace: namespace, dashboard } = settings;
    manifestsWhen(this, 'shown', dashboard.enabled, shown => {
      applicationDashboard(shown, dashboard, release, { name, namespace });
    });
  }
}

export const shownApplicationChart: ChartDefinition<typeof shownSettings.shape> = {
  name: 'shown',
  description: 'A dashboard',
  version: '0.1.0',
  appVersion: '1',
  kubeVersion: '>=1.30.0-0',
  settings: shownSettings,
  build: (scope, settings) => void new ShownApplication(scope, 'shown', settings),
  notes: () => ['There is a dashboard.'],
  readme: '# shown',
  valuesHeader: ['Values of the chart shown.'],
  examples: {},
};

/** The dashboard of a service, as it comes out of a cdk8s app. */
export function dashboardOf(serviceName: string, serviceNamespace: string): Dashboard {
  const chart = new Chart(new App(), serviceName, { namespace: 'shop' });
  new ShownApplication(chart, 'app', { serviceName, serviceNamespace, dashboard: { enabled: true } });
  const [text] = Object.values(objectOf(Testing.synth(chart), 'ConfigMap').data as Record<string, string>);
  return JSON.parse(text);
}

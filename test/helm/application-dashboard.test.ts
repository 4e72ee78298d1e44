import type { Construct } from 'constructs';
import { chartFolder, HELMS, installed, objectOf } from '../support/helm';
import { bothSides } from '../support/law-four';
import { ShownApplication, shownApplicationChart } from '../support/shown-application';

const chart = chartFolder(shownApplicationChart as never);
const subject = {
  chart,
  build: (scope: Construct, values: never) => new ShownApplication(scope, 'app', values),
};
const shown = {
  enabled: true,
  sidecar: { label: 'dashboards', value: 'yes' },
  labels: { team: 'shop' },
  annotations: { grafana_folder: 'Shop' },
};

/** The dashboard that Helm would install for a service. */
async function dashboardOf(version: (typeof HELMS)[number], serviceName: string, serviceNamespace: string) {
  const values = { serviceName, serviceNamespace, dashboard: shown };
  const { metadata, data } = objectOf(await installed(version, chart, values), 'ConfigMap');
  const [[file, text]] = Object.entries(data as Record<string, string>);
  return { metadata, file, text, dashboard: JSON.parse(text) };
}

describe.each(HELMS)('%s', version => {
  test('Helm and a cdk8s app make the same dashboard', async () => {
    for (const service of [
      { serviceName: 'orders', serviceNamespace: 'shop' },
      { serviceName: 'orders', serviceNamespace: '' },
      // What a name may hold, and Helm, Grafana or a regular expression could take for their own.
      { serviceName: "{{x}}-$1-%20-'a'-<id>", serviceNamespace: 'a.b' },
    ]) {
      const { helm, tree } = await bothSides(version, subject, { ...service, dashboard: shown });
      expect(Object.keys(tree)).toHaveLength(1);
      expect(helm).toEqual(tree);
    }
  });

  test('its queries ask for the job that Prometheus makes of the service', async () => {
    const job = /job=\\"([^"\\]*)\\"/g;
    const jobsIn = (text: string) => [...new Set([...text.matchAll(job)].map(([, name]) => name))];
    expect(jobsIn((await dashboardOf(version, 'orders', 'shop')).text)).toEqual(['shop/orders']);
    expect(jobsIn((await dashboardOf(version, 'orders', '')).text)).toEqual(['orders']);
  });

  test('the sidecar of Grafana finds it, in the folder that one says', async () => {
    const { metadata, file } = await dashboardOf(version, 'orders', 'shop');
    expect(metadata.labels).toMatchObject({ dashboards: 'yes', team: 'shop' });
    expect(metadata.annotations).toEqual({ grafana_folder: 'Shop' });
    expect(file).toMatch(/\.json$/);
  });

  test('there is none unless one asks for it', async () => {
    expect(await installed(version, chart, { serviceName: 'orders', serviceNamespace: '' })).toEqual([]);
  });
});

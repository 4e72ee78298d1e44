/** The rendered dashboard, asked of a real Prometheus that scrapes a live collector. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MonitoredRelease, startRelease } from '../../support/monitored-release';
import { load } from '../../support/otlp-lab';
import { hastened, type RunningPrometheus, type Series, startPrometheus } from '../../support/prometheus';
import { discovered, scrapeJobsOf } from '../../support/prometheus-operator';

jest.setTimeout(60_000);

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  readonly fieldConfig: { readonly defaults: { readonly unit: string } };
}
interface Variable {
  readonly name: string;
  readonly type: string;
  readonly allValue?: string;
  readonly query: { readonly query: string };
}

const folder = mkdtempSync(join(tmpdir(), 'botanu-dashboard-'));
let release: MonitoredRelease;
let prometheus: RunningPrometheus;
let panels: readonly Panel[];
let variables: Record<string, string>;

/** What Grafana puts in the place of variables: its own, and those of the dashboard. */
function interpolated(expression: string): string {
  const all: Record<string, string> = { __rate_interval: '3s', __range: '10s', ...variables };
  return Object.entries(all).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), expression);
}

async function askVariables(asked: readonly Variable[]): Promise<void> {
  variables = {};
  for (const { name, query, allValue } of asked.filter(({ type }) => type === 'query')) {
    const [, selector, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query) as RegExpExecArray;
    const values = await prometheus.valuesOf(label, interpolated(selector));
    expect([name, values]).toEqual([name, [expect.anything()]]);
    variables[name] = allValue ?? values[0];
  }
}

const isData = ({ value }: Series) => value !== undefined && !Number.isNaN(Number(value[1]));
const answer = async (expression: string) =>
  (await prometheus.query(interpolated(expression))).filter(isData);

beforeAll(async () => {
  release = await startRelease('botanu', 'observability', {
    monitoring: { detailed: true },
    collector: { resources: { limits: { cpu: 2 } } },
  });
  const targets = join(folder, 'targets.json');
  writeFileSync(targets, JSON.stringify(discovered(release.pods)));
  const jobs = scrapeJobsOf(release.podMonitor, targets);
  prometheus = await startPrometheus(
    jobs.map(job => ({ ...job, scrape_interval: hastened(job.scrape_interval) })),
    {},
  );
  // The applications speak HTTP; some of gRPC too.
  await load({ target: release.collector.grpc, rate: 200, duration: '6s', spansPerRequest: 20 });
  await sleep(1000);
  panels = release.dashboard.panels.filter(({ type }: Panel) => type !== 'row');
  await askVariables(release.dashboard.templating.list);
});

afterAll(async () => {
  await prometheus?.stop();
  await release?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('it has the variables that a person expects, and finds the values of each', () => {
  const names = release.dashboard.templating.list.map(({ name }: Variable) => name);
  expect(names).toEqual(['datasource', 'namespace', 'pod']);
  expect(variables).toEqual({ namespace: 'observability', pod: '.*' });
});

test('nothing is left in it that an installation should have filled in', () => {
  expect(JSON.stringify(release.dashboard)).not.toMatch(/<[a-z]/);
  expect(release.dashboard.uid).toMatch(/^[0-9a-f]{40}$/);
});

test('every panel has a unit and a description', () => {
  const bare = panels.filter(
    ({ description, fieldConfig }) => !fieldConfig.defaults.unit || (description ?? '').length < 40,
  );
  expect(bare.map(({ title }) => title)).toEqual([]);
});

test('every query of every panel gives data', async () => {
  const lines: string[] = [];
  const without: string[] = [];
  for (const { title, targets, fieldConfig } of panels)
    for (const { expr, legendFormat } of targets) {
      const series = await answer(expr);
      if (series.length === 0) without.push(`${title}: ${expr}`);
      const { metric = {}, value = [0, 'none'] } = series[0] ?? {};
      const legend = legendFormat.replace(/\{\{(\w+)\}\}/g, (_, label) => metric[label] ?? '');
      lines.push(
        `  ${title.padEnd(30)} ${`${series.length}`.padStart(2)} series, ${legend || 'one'}: ${Number(value[1]).toPrecision(4)} ${fieldConfig.defaults.unit}`,
      );
    }
  process.stderr.write(`${lines.join('\n')}\n`);
  expect(without).toEqual([]);
});

test('what a legend names is a label of the series', async () => {
  for (const { title, targets } of panels)
    for (const { expr, legendFormat } of targets) {
      const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
      const known = new Set((await answer(expr)).flatMap(({ metric }) => Object.keys(metric)));
      // One of the two, depending on the protocol.
      const missing = labels.filter(label => !known.has(label) && label !== 'http_response_status_code');
      expect([title, missing]).toEqual([title, []]);
    }
});

test('a query for a metric under a name of before finds nothing', async () => {
  const { expr } = panels.find(({ title }) => title === 'Sent, by exporter')
    ?.targets[0] as Panel['targets'][0];
  const [sent] = expr.split('\nor 0 *');
  expect(await answer(sent)).not.toEqual([]);
  expect(await answer(sent.replaceAll('_total{', '{'))).toEqual([]);
});

/** The rendered dashboard, asked of a real Prometheus that scrapes a live collector. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { barePanels, labelsIn, legendOf, type ShownDashboard, showDashboard } from '../../support/grafana';
import { type MonitoredRelease, startRelease } from '../../support/monitored-release';
import { load } from '../../support/otlp-lab';
import { hastened, type RunningPrometheus, startPrometheus } from '../../support/prometheus';
import { discovered, scrapeJobsOf } from '../../support/prometheus-operator';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'botanu-dashboard-'));
let release: MonitoredRelease;
let prometheus: RunningPrometheus;
let shown: ShownDashboard;

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
  shown = await showDashboard(release.dashboard, prometheus, { __rate_interval: '3s', __range: '10s' });
});

afterAll(async () => {
  await prometheus?.stop();
  await release?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('it has the variables that a person expects, and finds the values of each', () => {
  const names = release.dashboard.templating.list.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['datasource', 'namespace', 'pod']);
  expect(shown.chosen).toEqual({ namespace: 'observability', pod: '.*' });
  expect(shown.choices).toEqual({ namespace: ['observability'], pod: [expect.anything()] });
});

test('nothing is left in it that an installation should have filled in', () => {
  expect(JSON.stringify(release.dashboard)).not.toMatch(/<[a-z]/);
  expect(release.dashboard.uid).toMatch(/^[0-9a-f]{40}$/);
});

test('every panel has a unit and a description', () => {
  expect(barePanels(shown.panels)).toEqual([]);
});

test('every query of every panel gives data', async () => {
  const lines: string[] = [];
  const without: string[] = [];
  for (const { title, targets, fieldConfig } of shown.panels)
    for (const { expr, legendFormat } of targets) {
      const series = await shown.answer(expr);
      if (series.length === 0) without.push(`${title}: ${expr}`);
      const { metric = {}, value = [0, 'none'] as const } = series[0] ?? {};
      const legend = legendOf(legendFormat, { metric });
      lines.push(
        `  ${title.padEnd(30)} ${`${series.length}`.padStart(2)} series, ${legend || 'one'}: ${Number(value[1]).toPrecision(4)} ${fieldConfig.defaults.unit}`,
      );
    }
  process.stderr.write(`${lines.join('\n')}\n`);
  expect(without).toEqual([]);
});

test('what a legend names is a label of the series', async () => {
  for (const { title, targets } of shown.panels)
    for (const { expr, legendFormat } of targets) {
      const known = new Set((await shown.answer(expr)).flatMap(({ metric }) => Object.keys(metric)));
      // One of the two, depending on the protocol.
      const missing = labelsIn(legendFormat).filter(
        label => !known.has(label) && label !== 'http_response_status_code',
      );
      expect([title, missing]).toEqual([title, []]);
    }
});

test('a query for a metric under a name of before finds nothing', async () => {
  const [sent] = shown.panel('Sent, by exporter').targets[0].expr.split('\nor 0 *');
  expect(await shown.answer(sent)).not.toEqual([]);
  expect(await shown.answer(sent.replaceAll('_total{', '{'))).toEqual([]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { tool } from '../../tools/tool';
import { run } from './helm';
import { freePort, startProcess } from './processes';
import type { ScrapeJob } from './prometheus-operator';

export type Labels = Readonly<Record<string, string>>;
export interface Series {
  readonly metric: Labels;
  /** Of an instant. */
  readonly value?: readonly [number, string];
  /** Of a range. */
  readonly values?: readonly (readonly [number, string])[];
}

/** A Prometheus in a process of its own, on loopback. */
export interface RunningPrometheus {
  /** URL that takes metrics by OTLP over HTTP. */
  readonly otlp: string;
  query(expression: string): Promise<Series[]>;
  /** Every second from a time until now. */
  range(expression: string, since: number): Promise<Series[]>;
  /** Label sets that a selector matched at any time. */
  series(selector: string): Promise<Labels[]>;
  valuesOf(label: string, selector: string): Promise<string[]>;
  /** The traces of single requests that series of an expression were measured by, of the last ten minutes. */
  exemplars(expression: string): Promise<Exemplar[]>;
  /** The selectors of an expression, as Prometheus parses it. */
  selectorsOf(expression: string): Promise<Selector[]>;
  stop(): Promise<void>;
}

export interface Exemplar {
  readonly seriesLabels: Labels;
  readonly exemplars: readonly { readonly labels: Labels; readonly value: string }[];
}

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly name: string; readonly type: string; readonly value: string }[];
}

/** An hour is a minute: a duration of Prometheus by 60. */
export function hastened(duration: string): string {
  const [, amount, unit] = /^([0-9]+)(m|s)$/.exec(duration) ?? [];
  if (!unit) throw new Error(`${duration} is no duration in minutes or seconds`);
  return `${Math.round((Number(amount) * (unit === 'm' ? 60_000 : 1000)) / 60)}ms`;
}

/** The same for a group of rules: `for`, and what stands in `[]` and after `offset` in expressions. All else stays. */
export const hastenedGroup = ({ rules, ...group }: { rules: Rule[] }) => ({
  ...group,
  rules: rules.map(rule => ({
    ...rule,
    for: hastened(rule.for),
    expr: rule.expr.replace(/(?<=\[|offset )[0-9]+[ms]\b/g, hastened),
  })),
});

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Starts it with scrape jobs and files of rules; `promtool` must find nothing wrong with either. */
export async function startPrometheus(
  jobs: readonly ScrapeJob[],
  rules: Readonly<Record<string, string>>,
): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-prometheus-'));
  const port = await freePort();
  for (const [name, text] of Object.entries(rules)) writeFileSync(join(folder, name), text);
  const config = {
    global: { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' },
    rule_files: Object.keys(rules),
    scrape_configs: jobs,
  };
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, stringify(config));
  const programs = await tool('prometheus');
  const prometheus = startProcess('prometheus', join(programs, 'prometheus'), {
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
      '--web.enable-otlp-receiver',
      '--enable-feature=exemplar-storage',
    ],
  });
  await prometheus.listensOn(port);
  // It answers that it is not available until it has read its storage.
  while (!(await fetch(`http://127.0.0.1:${port}/-/ready`)).ok) await sleep(50);
  const api = async (path: string, parameters: Record<string, string>) => {
    const url = `http://127.0.0.1:${port}/api/v1/${path}?${new URLSearchParams(parameters)}`;
    const { status, data, error } = (await (await fetch(url)).json()) as any;
    if (status !== 'success') throw new Error(`${error}: ${JSON.stringify(parameters)}`);
    return data;
  };
  return {
    otlp: `http://127.0.0.1:${port}/api/v1/otlp/v1/metrics`,
    query: async query => (await api('query', { query })).result,
    range: async (query, since) => {
      const end = Date.now() / 1000;
      return (await api('query_range', { query, start: `${since}`, end: `${end}`, step: '1' })).result;
    },
    series: selector => api('series', { 'match[]': selector }),
    valuesOf: (label, selector) => api(`label/${label}/values`, { 'match[]': selector }),
    exemplars: query => {
      const now = Date.now() / 1000;
      return api('query_exemplars', { query, start: `${now - 600}`, end: `${now}` });
    },
    selectorsOf: async query => selectorsIn(await api('parse_query', { query })),
    stop: async () => {
      await prometheus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every selector of a parsed expression. */
function selectorsIn(node: any): Selector[] {
  if (Array.isArray(node)) return node.flatMap(selectorsIn);
  if (typeof node !== 'object' || node === null) return [];
  if (node.type === 'vectorSelector' || node.type === 'matrixSelector')
    return [
      {
        metric: node.name,
        matchers: node.matchers.filter(({ name }: { name: string }) => name !== '__name__'),
      },
    ];
  return Object.values(node).flatMap(selectorsIn);
}

export const selectorText = ({ metric, matchers }: Selector) =>
  `${metric}{${matchers.map(({ name, type, value }) => `${name}${type}${JSON.stringify(value)}`).join(',')}}`;

/** What promtool says of rules or of a configuration: nothing, where they are right. */
export async function promtoolComplaint(what: 'rules' | 'config', text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-promtool-'));
  try {
    const file = join(folder, 'file.yml');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await run(join(await tool('prometheus'), 'promtool'), [
      'check',
      what,
      file,
    ]);
    return code === 0 ? '' : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The dashboard of an application, asked of a real Prometheus that gets what real agents send, through the collector of
 * the chart. Time runs sixty times as fast: agents send once a second, in life once a minute.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { renderedConfig } from '../support/chart';
import { type RunningCollector, startCollector } from '../support/collector-process';
import {
  barePanels,
  labelsIn,
  legendOf,
  type ShownDashboard,
  showDashboard,
  type Target,
} from '../support/grafana';
import { type Sink, startSink } from '../support/otlp-lab';
import { hastened, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { newRunId } from '../support/run-ids';
import type { Application } from '../support/services';
import {
  fastapiShop,
  flaskShop,
  javaShop,
  javaShopUnderAgent1,
  nodeShop,
  nodeShopAsInjected,
  type Shop,
  startPeer,
  startShop,
} from '../support/shops';
import { dashboardOf } from '../support/shown-application';

jest.setTimeout(180_000);

const BEFORE = 'http_server_duration_milliseconds';
const STABLE = 'http_server_request_duration_seconds';

interface Case {
  readonly name: string;
  readonly application: Application;
  /** The environment of each of its instances. */
  readonly instances: readonly Readonly<Record<string, string>>[];
  /** Under which names it measures what it serves. */
  readonly names: readonly string[];
  readonly language: 'python' | 'java' | 'java agent 1' | 'nodejs';
  /** How its framework writes the route of orders. */
  readonly orders: string;
  /** Whether all its routes are unknown. */
  readonly withoutRoutes?: boolean;
  /** Whether it says neither its namespace nor which of several instances it is. */
  readonly anonymous?: boolean;
  /** Under which name whom it calls is shown. */
  readonly peer: string;
  /** Whether single requests come with their traces: all, or the calls that it makes. */
  readonly points?: 'all' | 'calls';
}

const optIn = (value: string) => ({ OTEL_SEMCONV_STABILITY_OPT_IN: value });
const HERE = '127.0.0.1';
const inFlask = {
  application: flaskShop,
  language: 'python',
  orders: '/orders/<number>',
  peer: HERE,
  points: 'all',
} as const;
const inFastapi = {
  application: fastapiShop,
  language: 'python',
  orders: '/orders/{number}',
  // ASGI measures a request when its span is over.
  points: 'calls',
} as const;
const inJava = { orders: '/orders/*', peer: HERE, points: 'all' } as const;
const inJavaUnderAgent1 = {
  ...inJava,
  application: javaShopUnderAgent1,
  language: 'java agent 1',
} as const;
const inNode = { language: 'nodejs', orders: '/orders/:number', peer: HERE } as const;
const asInjected = { ...inNode, application: nodeShopAsInjected };

const CASES: readonly Case[] = [
  { ...inFlask, name: 'flask', instances: [{}], names: [BEFORE] },
  { ...inFlask, name: 'flask-http', instances: [optIn('http')], names: [STABLE] },
  { ...inFlask, name: 'flask-dup', instances: [optIn('http/dup')], names: [BEFORE, STABLE] },
  { ...inFlask, name: 'flask-rolling', instances: [{}, optIn('http')], names: [BEFORE, STABLE] },
  { ...inFlask, name: 'flask-anonymous', instances: [{}], names: [BEFORE], anonymous: true },
  // The instrumentation of httpx named nobody before.
  { ...inFastapi, name: 'fastapi', instances: [{}], names: [BEFORE], peer: 'not told' },
  { ...inFastapi, name: 'fastapi-http', instances: [optIn('http')], names: [STABLE], peer: HERE },
  { ...inJava, application: javaShop, name: 'java', instances: [{}], names: [STABLE], language: 'java' },
  { ...inJavaUnderAgent1, name: 'java-1', instances: [{}], names: [BEFORE] },
  { ...inJavaUnderAgent1, name: 'java-1-http', instances: [optIn('http')], names: [STABLE] },
  { ...asInjected, name: 'node-78', instances: [{}], names: [BEFORE] },
  { ...asInjected, name: 'node-78-http', instances: [optIn('http')], names: [STABLE] },
  { ...inNode, application: nodeShop, name: 'node-82', instances: [{}], names: [STABLE] },
  {
    ...inNode,
    application: nodeShop,
    name: 'node-bare',
    instances: [{ BARE: '1' }],
    names: [STABLE],
    withoutRoutes: true,
  },
];

const OF_SERVED = ['Duration', 'Duration of 95 %, by route'];
const OF_CALLS = ['Duration of 95 % of the calls'];

/** What stays empty because the agent of the language does not measure it: panel, and legend. */
const NOT_MEASURED: Record<Case['language'], readonly string[]> = {
  python: [
    'Processor time: {{instance}}, event loop',
    'Memory: {{instance}}, {{jvm_memory_type}}',
    'Memory: {{instance}}, heap',
    // It counts collections, and does not time them.
    'Time in garbage collection: {{instance}}',
  ],
  java: [
    'Requests being answered: {{instance}}',
    'Processor time: {{instance}}, event loop',
    'Memory: {{instance}}, resident',
    'Memory: {{instance}}, heap',
  ],
  // It has other names for all that it tells of the process.
  'java agent 1': [
    'Requests being answered: {{instance}}',
    'Processor time: {{instance}}',
    'Processor time: {{instance}}, event loop',
    'Memory: {{instance}}, resident',
    'Memory: {{instance}}, {{jvm_memory_type}}',
    'Memory: {{instance}}, heap',
    'Time in garbage collection: {{instance}}',
    'Threads: {{instance}}',
  ],
  nodejs: [
    'Requests being answered: {{instance}}',
    'Processor time: {{instance}}',
    'Memory: {{instance}}, resident',
    'Memory: {{instance}}, {{jvm_memory_type}}',
    'Threads: {{instance}}',
  ],
};

const NAMESPACE = 'market';
const RUN_ID = newRunId();

let sink: Sink;
let prometheus: RunningPrometheus;
let collector: RunningCollector;
let peer: Awaited<ReturnType<typeof startPeer>>;
const shops: Record<string, Shop[]> = {};
const dashboards: Record<string, ShownDashboard> = {};

/** What Grafana makes of a query's own interval, or of that which it takes for granted: four of it, hastened. */
const windowOf = ({ interval = '15s' }: Pick<Target, 'interval'>) => {
  const [, amount, unit] = /^([0-9]+)([ms])$/.exec(interval) as RegExpExecArray;
  return hastened(`${4 * Number(amount)}${unit}`);
};

/** Long enough for rates that can be compared with what was asked. */
const SECONDS = 12;
const LONG = { __rate_interval: `${SECONDS}s`, __range: `${SECONDS}s` };

/** As our own injection and the operator name it: namespace, pod and container. */
const instanceOf = (name: string, at: number) => `${NAMESPACE}.${name}-${at}.app`;
const attributesOf = (instance: string) => `service.namespace=${NAMESPACE},service.instance.id=${instance}`;
const jobOf = ({ name, anonymous }: Case) => (anonymous ? name : `${NAMESPACE}/${name}`);

async function startCase({ name, application, instances, anonymous }: Case): Promise<void> {
  shops[name] = [];
  for (const [at, env] of instances.entries())
    shops[name].push(
      await startShop(application, {
        serviceName: name,
        endpoint: collector.http,
        nextUrl: peer.urlFor(name),
        runId: RUN_ID,
        env: anonymous ? env : { ...env, OTEL_RESOURCE_ATTRIBUTES: attributesOf(instanceOf(name, at)) },
      }),
    );
}

beforeAll(async () => {
  sink = await startSink();
  prometheus = await startPrometheus([], {});
  peer = await startPeer();
  collector = await startCollector(
    await renderedConfig({
      exporter: { endpoint: sink.grpc, tls: { enabled: false } },
      exporters: {
        'otlp_http/prometheus': { pipelines: ['metrics'], config: { metrics_endpoint: prometheus.otlp } },
      },
    }),
  );
  // One after the other: all at once, two cores would be too slow for any of them.
  for (const one of CASES) await startCase(one);
  await sleep((SECONDS + 5) * 1000);
  for (const { name, anonymous } of [...CASES, { name: 'nobody', anonymous: false }])
    dashboards[name] = await showDashboard(dashboardOf(name, anonymous ? '' : NAMESPACE), prometheus, {
      __rate_interval: windowOf({ interval: '1m' }),
      __range: '15s',
    });
});

afterAll(async () => {
  await Promise.allSettled(Object.values(shops).flatMap(all => all.map(shop => shop.stop())));
  await collector?.stop();
  await prometheus?.stop();
  await sink?.stop();
  peer?.stop();
});

/** The values of a panel's first query, by what stands in the legend. */
async function valuesOf(service: string, title: string, builtIns = LONG): Promise<Record<string, number>> {
  const { panel, answer } = dashboards[service];
  const [{ expr, legendFormat }] = panel(title).targets;
  const series = await answer(expr, builtIns);
  return Object.fromEntries(series.map(one => [legendOf(legendFormat, one), Number(one.value?.[1])]));
}

/** Requests in a second that were answered during the time that is looked at. */
function asked({ name }: Case): Record<string, number> {
  const perSecond: Record<string, number> = {};
  for (const shop of shops[name])
    for (const [route, count] of Object.entries(shop.answered(Date.now() - SECONDS * 1000)))
      perSecond[route] = (perSecond[route] ?? 0) + count / SECONDS;
  return perSecond;
}

const sum = (all: Record<string, number>) => Object.values(all).reduce((a, b) => a + b, 0);

/** Within a fifth: what is on its way at both ends of the window is counted on one side only. */
function expectAbout(value: number, expected: number): void {
  expect(value).toBeGreaterThan(expected * 0.8);
  expect(value).toBeLessThan(expected * 1.2);
}

describe.each(CASES)('$name', one => {
  const { name, language, names, orders, withoutRoutes, instances, points, anonymous } = one;

  test('it measures what it serves under the names that we know of', async () => {
    const found: string[] = [];
    for (const metric of [BEFORE, STABLE])
      if ((await prometheus.query(`${metric}_count{job="${jobOf(one)}"}`)).length > 0) found.push(metric);
    expect(found).toEqual(names);
  });

  test('every query of every panel gives data, but for what its agent does not measure', async () => {
    const without: string[] = [];
    for (const { title, targets } of dashboards[name].panels)
      for (const target of targets) {
        const series = await dashboards[name].answer(target.expr, { __rate_interval: windowOf(target) });
        if (series.length === 0) without.push(`${title}: ${target.legendFormat}`);
      }
    expect(without).toEqual(NOT_MEASURED[language]);
  });

  test('what a legend names is a label of every series', async () => {
    const isThere = (label: string) => !(anonymous && label === 'instance');
    for (const { title, targets } of dashboards[name].panels)
      for (const { expr, legendFormat } of targets)
        for (const { metric } of await dashboards[name].answer(expr))
          expect([title, Object.keys(metric).sort()]).toEqual([
            title,
            labelsIn(legendFormat).filter(isThere).sort(),
          ]);
  });

  test('rates are those of the traffic, by route, by status and by instance', async () => {
    const [byRoute, byStatus, byInstance] = await Promise.all([
      valuesOf(name, 'Requests, by route'),
      valuesOf(name, 'Requests, by status'),
      valuesOf(name, 'Requests, by instance'),
    ]);
    const { ['']: all } = await valuesOf(name, 'Requests in a second');
    const sent = asked(one);
    expectAbout(all, sum(sent));
    expect(Object.keys(byRoute).sort()).toEqual(
      withoutRoutes ? ['no route'] : [orders, '/slow', '/broken', 'no route'].sort(),
    );
    if (!withoutRoutes) {
      expectAbout(byRoute[orders], sent.orders);
      expectAbout(byRoute['/slow'], sent.slow);
      expectAbout(byRoute['no route'], sent.absent);
    }
    expect(Object.keys(byStatus).sort()).toEqual(['200', '404', '500']);
    expectAbout(byStatus['200'], sent.orders + sent.slow);
    expectAbout(byStatus['404'], sent.absent);
    expectAbout(byStatus['500'], sent.broken);
    expect(Object.keys(byInstance).sort()).toEqual(
      instances.map((_, at) => (anonymous ? '' : instanceOf(name, at))),
    );
    expectAbout(sum(byInstance), sum(sent));
  });

  test('what fails and what is refused is counted where it happens', async () => {
    const sent = asked(one);
    const { '': share } = await valuesOf(name, 'Failed');
    expectAbout(share, sent.broken / sum(sent));
    const failed = await valuesOf(name, 'Failed, by route');
    const refused = await valuesOf(name, 'Refused, by route');
    const part = await valuesOf(name, 'Part that failed, by route');
    expectAbout(sum(failed), sent.broken);
    expectAbout(refused['no route'], sent.absent);
    if (withoutRoutes) return;
    expect(part).toEqual({ '/broken': 1, '/slow': 0, [orders]: 0, 'no route': 0 });
    expect({ ...failed, '/broken': 0 }).toEqual({ '/broken': 0, '/slow': 0, [orders]: 0, 'no route': 0 });
    expect({ ...refused, 'no route': 0 }).toEqual({ '/broken': 0, '/slow': 0, [orders]: 0, 'no route': 0 });
  });

  test('durations are those of the slow route, and of the others', async () => {
    // 0.3 s and what a busy machine adds to it; a wrong unit would be a thousand times as much, or as little.
    const isSlow = (value: number) => value > 0.25 && value < 2;
    const [{ '': half }, { '': most }] = await Promise.all([
      valuesOf(name, 'Half take less than'),
      valuesOf(name, '95 of 100 take less than'),
    ]);
    expect([half < 0.25, isSlow(most)]).toEqual([true, true]);
    if (withoutRoutes) return;
    const byRoute = await valuesOf(name, 'Duration of 95 %, by route');
    const means = await valuesOf(name, 'Mean duration, by route');
    expect([isSlow(byRoute['/slow']), isSlow(means['/slow'])]).toEqual([true, true]);
    expect(byRoute['/broken']).toBeLessThan(byRoute['/slow']);
    expect(means['/broken']).toBeLessThan(0.25);
  });

  test('calls, and those that the other side refused, are told by whom they go to', async () => {
    const { orders: sent } = asked(one);
    const failed = await valuesOf(name, 'Calls that failed');
    const made = await valuesOf(name, 'Calls, by whom it calls');
    expect(Object.keys(made)).toEqual([one.peer]);
    // The agent of Node counts its exports too.
    if (language === 'nodejs') expect(made[one.peer]).toBeGreaterThan(sent * 1.2);
    else expectAbout(made[one.peer], sent);
    expectAbout(failed[one.peer], sent / 2);
  });

  test('a point in a panel of durations leads to a trace, and that to the run', async () => {
    const withPoints: string[] = [];
    for (const { title, targets } of dashboards[name].panels.filter(
      ({ targets: [{ exemplar }] }) => exemplar,
    )) {
      const exemplars = await prometheus.exemplars(dashboards[name].interpolated(targets[0].expr));
      const trace = exemplars[0]?.exemplars[0].labels.trace_id;
      if (trace === undefined) continue;
      withPoints.push(title);
      const spans = (await sink.spans()).filter(({ traceId }) => traceId === trace);
      const runs = spans.flatMap(({ attributes }) => attributes['botanu.run_id'] ?? []);
      expect([title, [...new Set(runs)]]).toEqual([title, [RUN_ID]]);
    }
    expect(withPoints).toEqual([...(points === 'all' ? OF_SERVED : []), ...(points ? OF_CALLS : [])]);
  });
});

test('it has the variables that a person expects, and finds the values of each', () => {
  const { templating } = dashboardOf('flask-rolling', NAMESPACE);
  expect(templating.list.map(({ name }: { name: string }) => name)).toEqual(['datasource', 'instance']);
  expect(dashboards['flask-rolling'].chosen).toEqual({ instance: '.*' });
  expect(dashboards['flask-rolling'].choices).toEqual({
    instance: [0, 1].map(at => instanceOf('flask-rolling', at)),
  });
});

test('nothing is left in it that an installation should have filled in', () => {
  expect(JSON.stringify(dashboardOf('java', NAMESPACE))).not.toMatch(/<(id|job|service)>/);
  expect(dashboardOf('java', NAMESPACE).uid).toMatch(/^[0-9a-f]{40}$/);
  expect(dashboardOf('java', NAMESPACE).uid).not.toBe(dashboardOf('flask', NAMESPACE).uid);
});

test('every panel has a unit and a description', () => {
  expect(dashboards.java.panels.length).toBeGreaterThan(20);
  expect(barePanels(dashboards.java.panels)).toEqual([]);
});

test('for a service that sends nothing, every query gives nothing', async () => {
  const { panels, answer, choices } = dashboards.nobody;
  for (const { title, targets } of panels)
    for (const { expr } of targets) expect([title, await answer(expr)]).toEqual([title, []]);
  expect(choices).toEqual({ instance: [] });
});

test('without one of its parts, the query for rates is wrong for somebody', async () => {
  const rateOf = async (service: string, change: (expression: string) => string) => {
    const { panel, answer } = dashboards[service];
    const [series] = await answer(change(panel('Requests in a second').targets[0].expr), LONG);
    return Number(series?.value?.[1] ?? 0);
  };
  const whole = (expression: string) => expression;
  const withoutOnce = (expression: string) =>
    expression.replace(/ unless on \(job, instance\) \w+\{[^}]*\}/g, '');
  const withoutBefore = (expression: string) => expression.replaceAll(BEFORE, 'nothing');
  const withoutStable = (expression: string) => expression.replaceAll(STABLE, 'nothing');
  // Who sends both would count twice.
  expectAbout(await rateOf('flask-dup', withoutOnce), 2 * (await rateOf('flask-dup', whole)));
  // Of whom half the instances are new, half would be missing.
  expectAbout(await rateOf('flask-rolling', withoutBefore), (await rateOf('flask-rolling', whole)) / 2);
  expectAbout(await rateOf('flask-rolling', withoutStable), (await rateOf('flask-rolling', whole)) / 2);
  expect(await rateOf('node-78', withoutBefore)).toBe(0);
  expect(await rateOf('java', withoutStable)).toBe(0);
});

test('without the conversion, who measures in milliseconds would seem to take minutes', async () => {
  const { panel, answer } = dashboards['node-78'];
  const [{ expr }] = panel('95 of 100 take less than').targets;
  const [[right], [wrong]] = await Promise.all([
    answer(expr, LONG),
    answer(expr.replace(' / 1000', ''), LONG),
  ]);
  expect(Number(right.value?.[1])).toBeLessThan(1);
  expect(Number(wrong.value?.[1])).toBeGreaterThan(100);
});

test('no metric has a label for the run, and the page says how to come from one to the other', async () => {
  expect(await prometheus.series('{job=~".+"}')).not.toEqual([]);
  expect(await prometheus.series('{botanu_run_id=~".+"}')).toEqual([]);
  const [words] = dashboardOf('java', NAMESPACE).panels.filter(
    ({ type }: { type: string }) => type === 'text',
  );
  expect(words.options.content).toContain('resource.service.name = "java"');
  expect(words.options.content).toContain('botanu.run_id');
});

test('with the window that Grafana takes by itself, rates have gaps: agents send once a minute', async () => {
  const { panel, interpolated } = dashboards.java;
  const [target] = panel('Requests, by instance').targets;
  const points = async (window: string) => {
    const since = Date.now() / 1000 - SECONDS;
    const [series] = await prometheus.range(interpolated(target.expr, { __rate_interval: window }), since);
    return series?.values?.length ?? 0;
  };
  expect(await points(windowOf(target))).toBeGreaterThanOrEqual(SECONDS - 1);
  expect(await points(windowOf({}))).toBeLessThan(SECONDS - 1);
});

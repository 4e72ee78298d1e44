/**
 * The Grafana dashboard of an application under an OpenTelemetry agent. It asks for what the agents of Python, Java and
 * Node send by themselves; test/pipeline/application-dashboard.test.ts knows who sends what.
 */
import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARD_PLACES } from '../src/constructs/instrumented-deployment.names';
import {
  type By,
  CALLED,
  mean,
  quantile,
  requests,
  requestsAnswered,
  SERVED,
  shareAnswered,
} from './http-metrics';
import { dashboardModule } from './module';
import { ask, graph, number, type Panel, variablesOfSenders, words } from './panels';

const JOB = `job="${DASHBOARD_PLACES.job}"`;
const SENDERS = `${JOB},instance=~"$instance"`;
const WINDOW = '$__rate_interval';

/** Agents send metrics once a minute. With the quarter that Grafana assumes, a rate would see one point, and be none. */
const EVERY = { every: '1m' };

const FAILED = '=~"5.."';
const REFUSED = '=~"4.."';
/** Of calls: refused, failed, or never answered. */
const NOT_SERVED = '!~"[123].."';

const lately = (...by: By[]) => ({ selector: SENDERS, window: WINDOW, by });
const rate = (metric: string, more = '') => `rate(${metric}{${SENDERS}${more}}[${WINDOW}])`;
const line = (expression: string, legend = '') => ask(expression, legend, EVERY);
const withTraces = (expression: string, legend = '') =>
  ask(expression, legend, { ...EVERY, exemplars: true });

const glance: Panel[] = [
  number('Requests in a second', 'reqps', 'What all instances together answer, whatever the answer is.', [
    line(requests(SERVED, lately())),
  ]),
  number(
    'Failed',
    'percentunit',
    'The part of all requests, in the time that is shown, that were answered with 500 or above.',
    [line(shareAnswered(SERVED, { ...lately(), window: '$__range', answered: FAILED }))],
    { redFrom: 0.05 },
  ),
  number('Half take less than', 's', 'The median: how long a request takes that is neither quick nor slow.', [
    line(quantile(0.5, SERVED, lately())),
  ]),
  number('95 of 100 take less than', 's', 'How long the slowest request of twenty takes at least.', [
    line(quantile(0.95, SERVED, lately())),
  ]),
  number('99 of 100 take less than', 's', 'How long the slowest request of a hundred takes at least.', [
    line(quantile(0.99, SERVED, lately())),
  ]),
  number('Instances', 'none', 'Processes that sent metrics within the last five minutes.', [
    line(`count(count by (instance) (target_info{${SENDERS}}))`),
  ]),
];

const rates: Panel[] = [
  graph(
    'Requests, by route',
    'reqps',
    'Where the load is. "no route": no route of the application was meant, or its agent does not know routes, as that of Node without a framework.',
    [line(requests(SERVED, lately('route')), '{{route}}')],
  ),
  graph('Requests, by status', 'reqps', 'How they were answered, by the status code of HTTP.', [
    line(requests(SERVED, lately('status')), '{{status}}'),
  ]),
  graph(
    'Requests, by instance',
    'reqps',
    'Whether the load is spread. One that takes much more has clients that keep one connection.',
    [line(requests(SERVED, lately('instance')), '{{instance}}')],
  ),
  graph(
    'Requests being answered',
    'none',
    'How many are in work at the moment that is measured. The agent of Python tells; those of Java and Node do not.',
    [line(`sum by (instance) (http_server_active_requests{${SENDERS}})`, '{{instance}}')],
  ),
];

const errors: Panel[] = [
  graph(
    'Part that failed, by route',
    'percentunit',
    'Answered with 500 or above, of all requests of the route.',
    [line(shareAnswered(SERVED, { ...lately('route'), answered: FAILED }), '{{route}}')],
    { max: 1 },
  ),
  graph(
    'Failed, by route',
    'reqps',
    'The same in a second. The very first failure of a route on an instance is not seen: a rate needs two points.',
    [line(requestsAnswered(SERVED, { ...lately('route'), answered: FAILED }), '{{route}}')],
  ),
  graph(
    'Refused, by route',
    'reqps',
    'Answered with 400 to 499: what was asked for is not there, not allowed, or not understood. Many at once: somebody calls wrongly since a change.',
    [line(requestsAnswered(SERVED, { ...lately('route'), answered: REFUSED }), '{{route}}')],
  ),
  graph(
    'Failed, by instance',
    'reqps',
    'Answered with 500 or above. One instance alone: it is the instance, not the code.',
    [line(requestsAnswered(SERVED, { ...lately('instance'), answered: FAILED }), '{{instance}}')],
  ),
];

const durations: Panel[] = [
  graph(
    'Duration',
    's',
    'What 50, 95 and 99 of 100 requests stay below. The points are single requests, each with its trace: see the end of this page.',
    [
      withTraces(quantile(0.5, SERVED, lately()), '50 %'),
      withTraces(quantile(0.95, SERVED, lately()), '95 %'),
      withTraces(quantile(0.99, SERVED, lately()), '99 %'),
    ],
  ),
  graph('Duration of 95 %, by route', 's', 'What 95 of 100 requests stay below: which route is slow.', [
    withTraces(quantile(0.95, SERVED, lately('route')), '{{route}}'),
  ]),
  graph('Mean duration, by route', 's', 'Times the rate, it is the time that the route takes in all.', [
    line(mean(SERVED, lately('route')), '{{route}}'),
  ]),
  graph(
    'Duration of 95 %, by instance',
    's',
    'One instance that is slower than the others has less processor time, or a full heap: see below.',
    [line(quantile(0.95, SERVED, lately('instance')), '{{instance}}')],
  ),
];

const NODE_COUNTS = 'The agent of Node counts its own exports too.';
const calls: Panel[] = [
  graph(
    'Calls, by whom it calls',
    'reqps',
    `HTTP requests that the application makes. "not told": Python's httpx, under the old names. ${NODE_COUNTS}`,
    [line(requests(CALLED, lately('peer')), '{{peer}}')],
  ),
  graph(
    'Calls that failed',
    'reqps',
    'Answered with 400 or above, or not answered at all. If they rise before the failures above do, the cause is there and not here.',
    [line(requestsAnswered(CALLED, { ...lately('peer'), answered: NOT_SERVED }), '{{peer}}')],
  ),
  graph('Duration of 95 % of the calls', 's', `What 95 of 100 calls stay below. ${NODE_COUNTS}`, [
    withTraces(quantile(0.95, CALLED, lately('peer')), '{{peer}}'),
  ]),
];

const uses: Panel[] = [
  graph(
    'Processor time',
    'none',
    'Cores in use, as Python and Java tell. Node tells how much of its one thread is busy: near 1, all requests wait for each other.',
    [
      line(
        `sum by (instance) (${rate('process_cpu_time_seconds_total')} or ${rate('jvm_cpu_time_seconds_total')})`,
        '{{instance}}',
      ),
      line(
        `sum by (instance) (${rate('nodejs_eventloop_time_seconds_total', ',nodejs_eventloop_state="active"')})`,
        '{{instance}}, event loop',
      ),
    ],
  ),
  graph(
    'Memory',
    'bytes',
    'Python: what the process holds (resident). Java: in use within and without the heap. Node: in use of its heap. What the kernel counts against the limit of the container is more; cAdvisor tells it.',
    [
      line(`sum by (instance) (process_memory_usage_bytes{${SENDERS}})`, '{{instance}}, resident'),
      line(
        `sum by (instance, jvm_memory_type) (jvm_memory_used_bytes{${SENDERS}})`,
        '{{instance}}, {{jvm_memory_type}}',
      ),
      line(`sum by (instance) (v8js_memory_heap_used_bytes{${SENDERS}})`, '{{instance}}, heap'),
    ],
  ),
  graph(
    'Time in garbage collection',
    'percentunit',
    'The part of all time, as Java and Node tell. Above a few in a hundred, the heap is too small.',
    [
      line(
        `sum by (instance) (${rate('jvm_gc_duration_seconds_sum')} or ${rate('v8js_gc_duration_seconds_sum')})`,
        '{{instance}}',
      ),
    ],
  ),
  graph(
    'Threads',
    'none',
    'As Python and Java tell. A line that only rises is a leak, or a pool that everybody waits for.',
    [
      line(
        `sum by (instance) (process_thread_count{${SENDERS}} or jvm_thread_count{${SENDERS}})`,
        '{{instance}}',
      ),
    ],
  ),
];

const TO_A_RUN = `\`botanu.run_id\` is on the spans, and on no metric: every run would be a series of its own. So go by the trace.

- **From a point.** The points in the panels of durations are single requests, each with its \`trace_id\`. Open the trace: its spans have \`botanu.run_id\`. Prometheus keeps them with \`--enable-feature=exemplar-storage\`, and its data source in Grafana says which traces they lead to (Exemplars, label \`trace_id\`). The agent of Java sends them, and that of Python for WSGI (Flask, Django); for ASGI (FastAPI) only for the calls that the application makes. That of Node sends none.
- **From a line.** Look for traces of the route and the time, in Tempo for example by
  \`{ resource.service.name = "${DASHBOARD_PLACES.service}" && kind = server && span.http.route = "/orders/{id}" && status = error } | select(span.botanu.run_id)\`,
  for slow ones by \`duration > 1s\` in place of the status.
- **From a run to everything it did**, in all services: \`{ span.botanu.run_id = "…" }\`.
`;

const ROWS: readonly (readonly [title: string, panels: readonly Panel[]])[] = [
  ['At a glance', glance],
  ['Requests', rates],
  ['Errors', errors],
  ['Durations', durations],
  ['What it calls', calls],
  ['The process', uses],
  ['From here to a run', [words('How to find the runs behind a line', TO_A_RUN, 8)]],
];

/** As Grafana reads it, with `DASHBOARD_PLACES` where an installation has its own. */
export function applicationDashboard(): unknown {
  const dashboard = new DashboardBuilder(`Application ${DASHBOARD_PLACES.job}`)
    .uid(DASHBOARD_PLACES.id)
    .description('Requests, errors and durations of an application, whom it calls, and what it uses.')
    .tags(['opentelemetry', 'botanu'])
    .timezone('browser')
    .time({ from: 'now-1h', to: 'now' })
    .refresh('1m')
    .readonly();
  for (const variable of variablesOfSenders(JOB)) dashboard.withVariable(variable);
  for (const [title, panels] of ROWS) {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panel);
  }
  return dashboard.build();
}

export const applicationDashboardModule = () => dashboardModule('application', applicationDashboard());

/**
 * The Grafana dashboard of the collector. `npm run synth` writes what comes of it into src/constructs: the library that
 * it is written with weighs more than the package that needs the result.
 */
import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARD_PLACES } from '../src/constructs/botanu-collector.names';
import { increasesBy, ratesBy } from '../src/telemetry/collector-metrics';
import { dashboardModule } from './module';
import { ask, graph, number, type Panel, variables } from './panels';

const RELEASE = `namespace="$namespace",job="${DASHBOARD_PLACES.job}",container="collector",pod=~"$pod"`;
const WINDOW = '$__rate_interval';

/** Tells the sets of pods of a release apart, where there are several. */
const SET = 'app_kubernetes_io_name';
const set = `{{${SET}}}`;

/** A line at zero for what has nothing to count yet: "No data" would look like a fault of the dashboard. */
const zero = (labels: string, metric: string) => `or 0 * sum by (${labels}) (${metric}{${RELEASE}})`;
const orZero = (query: string) => `(${query}) or vector(0)`;
const perExporter = (query: string) =>
  `${query}\n${zero(`${SET}, exporter, data_type`, 'otelcol_exporter_queue_capacity')}`;

const EXPORTER = [SET, 'exporter', 'data_type'];
const exporter = `{{data_type}} of {{exporter}} (${set})`;

const glance: Panel[] = [
  number('Pods that answer', 'none', 'Pods of this release that Prometheus could scrape just now.', [
    ask(orZero(`sum(up{${RELEASE}})`)),
  ]),
  number('Taken in a second', 'cps', 'Spans, metric points and log records that applications got rid of.', [
    ask(orZero(ratesBy([], 'receiver_accepted', RELEASE, WINDOW))),
  ]),
  number(
    'Sent in a second',
    'cps',
    'The same that the backend has taken. With several exporters it is the sum of them.',
    [ask(orZero(ratesBy([], 'exporter_sent', RELEASE, WINDOW)))],
  ),
  number(
    'Given up',
    'short',
    'What exporters gave up in the time that is shown, refused for good or at the end of the retries. Under sync delivery applications were told and may have sent it again; otherwise it is lost.',
    [ask(orZero(increasesBy([], 'exporter_send_failed', RELEASE, '$__range')))],
    { redFrom: 1 },
  ),
  number(
    'Refused',
    'short',
    'What applications were refused in the time that is shown. They send again, and lose what they cannot keep.',
    [ask(orZero(increasesBy([], 'receiver_refused', RELEASE, '$__range')))],
    { redFrom: 1 },
  ),
  number(
    'Fullest queue',
    'percentunit',
    'How full the fullest queue of any pod is. Full means that applications have to wait.',
    [
      ask(
        orZero(`max(otelcol_exporter_queue_size{${RELEASE}} / otelcol_exporter_queue_capacity{${RELEASE}})`),
      ),
    ],
    { redFrom: 0.8 },
  ),
];

const comesIn: Panel[] = [
  graph(
    'Taken, by signal',
    'cps',
    'Spans, metric points and log records that were taken from applications. A drop to zero means that nothing reaches the collector: see the Service and the applications.',
    [
      ask(
        `${ratesBy([SET, 'data_type', 'transport'], 'receiver_accepted', RELEASE, WINDOW)}\n${zero(SET, 'up')}`,
        `{{data_type}} {{transport}} (${set})`,
      ),
    ],
  ),
  graph(
    'Taken, by pod',
    'cps',
    'The same for each pod. One pod that takes much more than the others belongs to a busy node, or to clients that keep one connection.',
    [ask(`${ratesBy(['pod'], 'receiver_accepted', RELEASE, WINDOW)}\n${zero('pod', 'up')}`, '{{pod}}')],
  ),
];

const goesOut: Panel[] = [
  graph(
    'Sent, by exporter',
    'cps',
    'What the backend has taken. Below what is taken in for long: the rest waits in the queue, is given up, or a processor drops it on purpose.',
    [ask(perExporter(ratesBy(EXPORTER, 'exporter_sent', RELEASE, WINDOW)), exporter)],
  ),
  graph(
    'Requests on their way',
    'none',
    'Requests to the backend that have no answer yet, those that wait for a retry among them. At delivery.queue.consumers for long: the backend is slow or away.',
    [
      ask(
        `sum by (${EXPORTER.join(', ')}) (otelcol_exporter_in_flight_requests{${RELEASE}})\n${zero(`${SET}, exporter, data_type`, 'otelcol_exporter_queue_capacity')}`,
        exporter,
      ),
    ],
  ),
];

const isLost: Panel[] = [
  graph(
    'Given up by exporters',
    'cps',
    'Refused for good, or at the end of the retries. Under durable delivery it is lost, under memory delivery too; under sync delivery applications were told.',
    [ask(perExporter(ratesBy(EXPORTER, 'exporter_send_failed', RELEASE, WINDOW)), exporter)],
  ),
  graph(
    'Refused to applications',
    'cps',
    'What applications were refused, for whatever reason, or did not wait for. They send again, and lose what they cannot keep.',
    [
      ask(
        `${ratesBy([SET, 'data_type', 'transport'], 'receiver_refused', RELEASE, WINDOW)}\n${zero(SET, 'up')}`,
        `{{data_type}} {{transport}} (${set})`,
      ),
    ],
  ),
  graph(
    'Refused for want of memory',
    'cps',
    'What the memory limiter refused, so that the kernel need not kill the process. More memory or more copies help, or a backend that keeps up.',
    [
      ask(
        `${ratesBy(['pod'], 'processor_memory_limiter_refused', RELEASE, WINDOW)}\n${zero('pod', 'up')}`,
        '{{pod}}',
      ),
    ],
  ),
  graph(
    'Not put into a queue',
    'cps',
    'What found no place in a queue until the application stopped waiting. Under sync delivery this counts every request that the backend did not take.',
    [ask(perExporter(ratesBy(EXPORTER, 'exporter_enqueue_failed', RELEASE, WINDOW)), exporter)],
  ),
];

const QUEUE = ['pod', 'exporter', 'data_type'].join(', ');
const waits: Panel[] = [
  graph(
    'Waiting in queues',
    'bytes',
    'What waits for the backend, in bytes of OTLP. It grows while the backend is away, and shrinks to next to nothing afterwards.',
    [
      ask(
        `sum by (${QUEUE}) (otelcol_exporter_queue_size{${RELEASE}})`,
        '{{data_type}} of {{exporter}}, {{pod}}',
      ),
    ],
  ),
  graph(
    'How full queues are',
    'percentunit',
    'Beyond the whole, applications have to wait. The alert fires at monitoring.prometheusRule.thresholds.queuePercent.',
    [
      ask(
        `max by (${QUEUE}) (otelcol_exporter_queue_size{${RELEASE}} / otelcol_exporter_queue_capacity{${RELEASE}})`,
        '{{data_type}} of {{exporter}}, {{pod}}',
      ),
    ],
    { max: 1 },
  ),
];

const uses: Panel[] = [
  graph(
    'Memory',
    'bytes',
    'What each pod holds (resident), its limit, and where the memory limiter begins to refuse. Lines without a pod are of the first set of pods. At the limit the kernel kills the process.',
    [
      ask(`sum by (pod) (otelcol_process_memory_rss_bytes{${RELEASE}})`, '{{pod}}'),
      ask(`vector(${DASHBOARD_PLACES.memoryLimit})`, 'limit'),
      ask(`vector(${DASHBOARD_PLACES.memoryRefused} * 1024 * 1024)`, 'telemetry is refused from here on'),
    ],
  ),
  graph(
    'Live and dead objects',
    'bytes',
    'The heap, garbage that nobody has collected yet among it: this is what the memory limiter looks at.',
    [ask(`sum by (pod) (otelcol_process_runtime_heap_alloc_bytes{${RELEASE}})`, '{{pod}}')],
  ),
  graph(
    'Processor time',
    'none',
    'Cores in use, and the limit where there is one. At the limit everything takes longer, and queues grow.',
    [
      ask(`sum by (pod) (rate(otelcol_process_cpu_seconds_total{${RELEASE}}[${WINDOW}]))`, '{{pod}}'),
      ask(`vector(${DASHBOARD_PLACES.processorLimit} / 1000) > 0`, 'limit'),
    ],
  ),
  graph(
    'Since the last start',
    's',
    'How long each process has been running. A line that falls to zero again and again is a process that dies: see kubectl describe pod.',
    [ask(`max by (pod) (otelcol_process_uptime_seconds_total{${RELEASE}})`, '{{pod}}')],
  ),
];

/** The upper end of what all but five in a hundred stay below. */
const p95 = (labels: string, histogram: string) =>
  `histogram_quantile(0.95, sum by (le, ${labels}) (rate(${histogram}_bucket{${RELEASE}}[${WINDOW}])))`;
const DETAILED = 'Needs monitoring.detailed; without it there is nothing here.';

const takesTime: Panel[] = [
  graph(
    'Answer of the backend, 95 %',
    's',
    `How long one attempt to send takes, for 95 of 100. Near exporter.timeout the backend is overloaded. ${DETAILED}`,
    [
      ask(
        `${p95('server_address, rpc_response_status_code', 'rpc_client_call_duration_seconds')}\nor\n${p95('server_address, http_response_status_code', 'http_client_request_duration_seconds')}`,
        '{{server_address}} {{rpc_response_status_code}}{{http_response_status_code}}',
      ),
    ],
  ),
  graph(
    'Answer to applications, 95 %',
    's',
    `How long applications wait for an answer, for 95 of 100. Under sync delivery it contains the backend's. ${DETAILED}`,
    [
      ask(p95('rpc_method', 'rpc_server_call_duration_seconds'), '{{rpc_method}}'),
      ask(p95('http_route', 'http_server_request_duration_seconds'), '{{http_route}}'),
    ],
  ),
  graph(
    'Size of batches, 95 %',
    'bytes',
    `What is sent in one request, before compression, for 95 of 100. delivery.batch bounds it; a backend that takes less refuses it for good. ${DETAILED}`,
    [ask(p95('exporter', 'otelcol_exporter_queue_batch_send_size_bytes'), '{{exporter}}')],
  ),
  graph('Time in processors', 's', `Mean time that a request spends in each processor. ${DETAILED}`, [
    ask(
      `sum by (processor) (rate(otelcol_processor_internal_duration_seconds_sum{${RELEASE}}[${WINDOW}]))\n/ sum by (processor) (rate(otelcol_processor_internal_duration_seconds_count{${RELEASE}}[${WINDOW}]))`,
      '{{processor}}',
    ),
  ]),
];

const runs: Panel[] = [
  graph('Versions', 'none', 'Pods of each version of the collector. Two for long: an update is stuck.', [
    ask(`count by (${SET}, service_version) (target_info{${RELEASE}})`, `{{service_version}} (${set})`),
  ]),
  graph('Pods that do not answer', 'none', 'Pods that exist and could not be scraped.', [
    ask(`sum by (pod) (1 - up{${RELEASE}})`, '{{pod}}'),
  ]),
];

const ROWS: readonly (readonly [title: string, panels: readonly Panel[]])[] = [
  ['At a glance', glance],
  ['What comes in', comesIn],
  ['What goes out', goesOut],
  ['What is lost or refused', isLost],
  ['What waits', waits],
  ['Memory and processor time against their limits', uses],
  ['Batches, and how long things take', takesTime],
  ['What runs', runs],
];

/** As Grafana reads it, with `DASHBOARD_PLACES` where an installation has its own. */
export function collectorDashboard(): unknown {
  const dashboard = new DashboardBuilder(`OpenTelemetry collector ${DASHBOARD_PLACES.job}`)
    .uid(DASHBOARD_PLACES.id)
    .description(
      'What comes in, what goes out, what is lost, and why. The alerts are told in docs/alerts.md.',
    )
    .tags(['opentelemetry', 'botanu'])
    .timezone('browser')
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .readonly();
  for (const variable of variables(`job="${DASHBOARD_PLACES.job}",container="collector"`))
    dashboard.withVariable(variable);
  for (const [title, panels] of ROWS) {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panel);
  }
  return dashboard.build();
}

export const collectorDashboardModule = () => dashboardModule('collector', collectorDashboard());

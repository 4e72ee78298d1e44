/** The alerts, each for one fault that somebody must act on. docs/alerts.md has a section for each. */
import { increasesBy, ratesBy } from '../telemetry/collector-metrics';
import type { Setting } from '../values/expression';
import { choose, equals } from '../values/functions';
import type { CollectorSettings } from './botanu-collector.values';

export interface Alert {
  readonly name: string;
  readonly severity: 'warning' | 'critical' | Setting<string>;
  /** How long it must be so before somebody is told. */
  readonly after: string | Setting<string>;
  /** What is wrong, in a line. */
  readonly summary: string;
  /** What that means, and what to do. */
  readonly description: string;
  readonly expression: string;
}

/** In an expression, this stands for what selects the pods of this release. */
export const RELEASE = '<release>';

/** Labels by which releases are told apart, the sets of pods of a release, and the pods of a set. */
const POD = ['namespace', 'job', 'app_kubernetes_io_name', 'pod'] as const;
const EXPORTER = [...POD, 'exporter', 'data_type'];
const RECEIVER = [...POD, 'receiver', 'transport', 'data_type'];

const whichPod = '{{ $labels.namespace }}/{{ $labels.pod }}';
const whichSignal = `{{ $labels.data_type }} of exporter {{ $labels.exporter }}`;

export function collectorAlerts(settings: CollectorSettings): Alert[] {
  return [...whetherItRuns(settings), ...whetherItDelivers(settings), ...whetherItTakes(settings)];
}

function whetherItRuns({ monitoring }: CollectorSettings): Alert[] {
  const { restarts } = monitoring.prometheusRule.thresholds;
  return [
    {
      name: 'BotanuCollectorAbsent',
      severity: 'critical',
      after: '5m',
      summary: 'Prometheus finds no pod of the collector',
      description:
        'Nobody takes telemetry, or nobody watches whether it is taken. See whether there are pods, and whether the PodMonitor has the labels that Prometheus selects by.',
      expression: `absent(up{${RELEASE}})`,
    },
    {
      name: 'BotanuCollectorDown',
      severity: 'critical',
      after: '5m',
      summary: `Collector ${whichPod} does not answer`,
      description:
        'Applications that send to this pod keep what they can and lose the rest. See the events and the previous log of the pod: out of memory, a configuration that is refused, a port that is taken.',
      expression: `up{${RELEASE}} == 0`,
    },
    {
      name: 'BotanuCollectorRestarting',
      severity: 'warning',
      after: '0m',
      summary: `Collector ${whichPod} restarts again and again`,
      description:
        'It began anew {{ $value }} times within 15 minutes. See why it ended last: kubectl describe pod shows OOMKilled (raise collector.resources.limits.memory) or an exit code (see the log with --previous).',
      expression: `resets(otelcol_process_uptime_seconds_total{${RELEASE}}[15m]) > ${restarts}`,
    },
  ];
}

function whetherItDelivers({ delivery, monitoring }: CollectorSettings): Alert[] {
  const { queuePercent } = monitoring.prometheusRule.thresholds;
  const isSync = equals(delivery.mode, 'sync');
  const byMode = (sync: string, durable: string, memory: string) =>
    choose(isSync, sync, choose(equals(delivery.mode, 'durable'), durable, memory));
  const meanwhile = byMode(
    'Meanwhile applications are told so and keep what they can; what they cannot keep is lost.',
    'Meanwhile it waits on the disk, and nothing is lost before that is full.',
    'Meanwhile it waits in memory, and what waits for longer than exporter.retry.maxElapsedTime is lost.',
  );
  const meaning = byMode(
    'Applications were told so: those that cannot send again have lost it.',
    'It was taken off the disk because the backend refused it for good: it is lost.',
    'Applications took it for delivered: it is lost.',
  );
  return [
    {
      name: 'BotanuCollectorNothingGetsThrough',
      severity: 'critical',
      after: '5m',
      summary: `No ${whichSignal} get through`,
      description: `${whichPod} has something to send, and the backend has taken none of it for minutes. ${meanwhile} The log of the pod says why: the address, TLS, credentials, or the backend itself.`,
      expression: [
        '(',
        `max by (${EXPORTER.join(', ')}) (max_over_time(otelcol_exporter_queue_size{${RELEASE}}[2m])) > 0`,
        'or',
        `${ratesBy(EXPORTER, 'exporter_send_failed', RELEASE, '5m')} > 0`,
        ')',
        'unless',
        `${ratesBy(EXPORTER, 'exporter_sent', RELEASE, '5m')} > 0`,
      ].join('\n'),
    },
    {
      name: 'BotanuCollectorGivesUp',
      severity: choose(isSync, 'warning', 'critical'),
      // Under sync a short outage of the backend is between it and the applications, which send again.
      after: choose(isSync, '10m', '1m'),
      summary: `${whichSignal} are given up`,
      description: `${whichPod} gave up {{ $value | humanize }} of them within 5 minutes, refused for good or at the end of the retries. ${meaning} The log of the pod has the answer of the backend; monitoring.detailed tells final refusals from the others.`,
      expression: `${increasesBy(EXPORTER, 'exporter_send_failed', RELEASE, '5m')} > 0`,
    },
    {
      name: 'BotanuCollectorQueueNearlyFull',
      severity: 'warning',
      after: '5m',
      summary: `The queue for ${whichSignal} is nearly full`,
      description: `In ${whichPod} it is {{ $value | humanizePercentage }} full; when it is full, applications have to wait and then lose what they cannot keep. Either the backend is away (see BotanuCollectorNothingGetsThrough), or slower than what comes in: raise delivery.queue.consumers, or delivery.queue.size.`,
      expression: [
        `max by (${EXPORTER.join(', ')}) (otelcol_exporter_queue_size{${RELEASE}} / otelcol_exporter_queue_capacity{${RELEASE}})`,
        `> ${queuePercent} / 100`,
      ].join('\n'),
    },
  ];
}

function whetherItTakes({ monitoring }: CollectorSettings): Alert[] {
  const { refusedPercent } = monitoring.prometheusRule.thresholds;
  const refused = ratesBy(RECEIVER, 'receiver_refused', RELEASE, '5m');
  const accepted = ratesBy(RECEIVER, 'receiver_accepted', RELEASE, '5m');
  return [
    {
      name: 'BotanuCollectorMemoryShort',
      severity: 'warning',
      after: '5m',
      summary: `Collector ${whichPod} refuses {{ $labels.data_type }} for want of memory`,
      description:
        'The memory limiter refuses so that the kernel need not kill the process. Applications are told and keep what they can. Raise collector.resources.limits.memory, or add copies; if the backend is slow or away, that comes first.',
      expression: `${ratesBy([...POD, 'data_type'], 'processor_memory_limiter_refused', RELEASE, '5m')} > 0`,
    },
    {
      name: 'BotanuCollectorRefuses',
      severity: 'warning',
      after: '10m',
      summary: `Collector ${whichPod} refuses {{ $labels.data_type }} of applications`,
      description:
        '{{ $value | humanizePercentage }} of what comes over {{ $labels.transport }} to receiver {{ $labels.receiver }} is refused, or the application stops waiting. Applications send again and lose what they cannot keep. If another alert of this release fires, it is the cause; if none does, a processor fails: its error is in the log of the pod.',
      expression: `${refused}\n/ (\n${refused}\n+\n${accepted}\n) > ${refusedPercent} / 100`,
    },
  ];
}

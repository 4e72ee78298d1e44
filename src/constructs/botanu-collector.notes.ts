import { agents, applicationEnvironment } from '../telemetry/agents/environment';
import { each, type Setting, when } from '../values/expression';
import { and, differs, equals, isSet, not, or } from '../values/functions';
import type { Release } from '../values/release';
import { POD_MONITOR, PROMETHEUS_RULE } from './botanu-collector.monitoring';
import { endpointOf, gatewayName } from './botanu-collector.names';
import type { CollectorSettings } from './botanu-collector.values';
import { INSTRUMENTATION } from './parts/instrumentation';

type Lines = (string | undefined)[];

/** What the installer reads: what an application needs, how to see that it works, what is not protected, what is next. */
export function collectorNotes(settings: CollectorSettings, release: Release): Lines {
  return [
    ...whatItDoes(settings, release),
    ...applicationBlock(settings, release),
    ...howToCheck(settings, release),
    ...whatIsNotProtected(settings),
    ...whatComesNext(settings, release),
  ];
}

const section = (title: string): Lines => ['', title, '-'.repeat(title.length)];

function whatItDoes({ collector, exporter, delivery, gateway }: CollectorSettings, release: Release): Lines {
  const { fullname, namespace } = release;
  const runs = `The collector ${fullname} runs in namespace ${namespace} as a ${collector.mode} and sends to`;
  return [
    when(
      gateway.enabled,
      `${runs} the gateway ${gatewayName(release)}, which sends to ${exporter.endpoint}.`,
      `${runs} ${exporter.endpoint}.`,
    ),
    when(
      equals(delivery.mode, 'sync'),
      'Delivery is sync: an application hears "accepted" once the backend has accepted.',
      when(
        equals(delivery.mode, 'durable'),
        `Delivery is durable: an application hears "accepted" once it is on disk (${delivery.storage.type}).`,
        'Delivery is memory: an application hears "accepted" while things are in memory only.',
      ),
    ),
  ];
}

/** The same variables that the tests start their applications with. */
function applicationBlock(settings: CollectorSettings, release: Release): Lines {
  const variables = applicationEnvironment({ endpoint: endpointOf(settings, release) as never });
  return [
    ...section('1. The environment of an application'),
    'Any language, any namespace; each agent reads its own:',
    '',
    '  env:',
    ...Object.entries(variables).flatMap(([name, value]) => [
      `    - name: ${name}`,
      `      value: "${value}"`,
    ]),
    '    - name: OTEL_SERVICE_NAME',
    '      value: "<your service>"',
    ...hookLines(settings, release),
  ];
}

function hookLines({ runId }: CollectorSettings, { fullname, namespace }: Release): Lines {
  return [
    when(and(runId.enabled, runId.hookFiles), [
      '',
      `A Java agent from ${agents.java.minimumVersion} on then writes botanu.run_id on every span. Python and Node.js need the files`,
      `of the hook, which pods in namespace ${namespace} find in the ConfigMap ${fullname}-run-id-hooks:`,
      '',
      '  volumes:',
      '    - name: run-id-hooks',
      '      configMap:',
      `        name: ${fullname}-run-id-hooks`,
      '        items:',
      '          - {key: botanu_baggage.py, path: botanu_baggage.py}',
      '          - {key: botanu_baggage-1.0.dist-info.METADATA, path: botanu_baggage-1.0.dist-info/METADATA}',
      '          - {key: botanu_baggage-1.0.dist-info.entry_points.txt, path: botanu_baggage-1.0.dist-info/entry_points.txt}',
      '          - {key: botanu-baggage.cjs, path: botanu-baggage.cjs}',
      '  volumeMounts:',
      '    - {name: run-id-hooks, mountPath: /botanu}',
      '',
      'then add /botanu to PYTHONPATH, respectively "--require /botanu/botanu-baggage.cjs" to NODE_OPTIONS.',
    ] as never),
  ];
}

function howToCheck(
  { otlp, collector, monitoring, gateway, test }: CollectorSettings,
  release: Release,
): Lines {
  const { name, fullname, namespace } = release;
  const workload = `${namespace} port-forward service/${fullname}`;
  return [
    ...section('2. See that it works'),
    when(test.enabled, `  helm test ${name} --namespace ${namespace} --logs`),
    `  kubectl -n ${namespace} get pods -l app.kubernetes.io/instance=${name}`,
    when(otlp.http.enabled, [
      `  kubectl -n ${workload} ${otlp.http.port}`,
      `  curl -i -H 'Content-Type: application/json' -d '{}' http://localhost:${otlp.http.port}/v1/traces   # 200`,
    ] as never),
    `  kubectl -n ${namespace} port-forward ${collector.mode}/${fullname} ${monitoring.port}`,
    `  curl -s http://localhost:${monitoring.port}/metrics | grep -E "^otelcol_(receiver|exporter)_"`,
    'The counters of what was accepted, sent and refused appear with the first of each.',
    when(gateway.enabled, [
      'and the same of the gateway:',
      `  kubectl -n ${namespace} port-forward deployment/${gatewayName(release)} ${monitoring.port}`,
    ] as never),
  ];
}

function whatIsNotProtected({
  delivery,
  exporter,
  runId,
  otlp,
  collector,
  service,
  gateway,
  networkPolicy,
  configCheck,
}: CollectorSettings): Lines {
  const { storage } = delivery;
  const samples = and(gateway.enabled, gateway.sampling.enabled);
  return [
    ...section('3. What is not protected'),
    when(
      equals(delivery.mode, 'sync'),
      '- An outage of the backend longer than the patience of an application (an SDK keeps 2048 spans) loses what that application cannot keep.',
    ),
    when(
      equals(delivery.mode, 'memory'),
      '- What was accepted but not yet sent is lost when a pod is killed, or when the backend is away for longer than exporter.retry.maxElapsedTime.',
    ),
    when(
      samples,
      `- Traces are acknowledged before it is decided whether they are kept. Those that wait, for ${gateway.sampling.decisionWait}, are lost with the pod of the gateway; one that ends in order decides before. While its pods come or go, a trace may be split between two of them.`,
    ),
    when(
      samples,
      '- A sampled trace that the backend does not take is given up after exporter.retry.maxElapsedTime.',
    ),
    when(gateway.enabled, '- Agents send to the gateway in plain text within the cluster.'),
    when(
      equals(storage.type, 'emptyDir'),
      '- The queue is in an emptyDir: it survives a crash of the process, but not the deletion of the pod (an update during an outage, a drain).',
    ),
    when(
      equals(storage.type, 'hostPath'),
      `- The queue is on the node: it is lost with the node. The namespace must allow hostPath, and ${storage.hostPath} on every node must belong to user 10001.`,
    ),
    when(
      and(
        equals(collector.mode, 'daemonset'),
        equals(service.trafficDistribution, ''),
        not(collector.updateStrategy.surge),
      ),
      '- While the collector of a node restarts, its applications have none to send to, and retry.',
    ),
    when(
      not(exporter.tls.enabled),
      '- Nothing is encrypted on the way to the backend (exporter.tls.enabled is false).',
    ),
    when(
      exporter.tls.insecureSkipVerify,
      '- Whoever stands between here and the backend can read everything (exporter.tls.insecureSkipVerify).',
    ),
    when(
      not(configCheck.enabled),
      '- A configuration that the collector does not take restarts pods before anybody sees it (configCheck.enabled is false).',
    ),
    when(not(runId.enabled), '- botanu.run_id is neither filled in nor checked (runId.enabled is false).'),
    when(
      and(networkPolicy.enabled, networkPolicy.ingressFrom),
      '- Applications send in plain text within the cluster.',
      '- Applications send in plain text within the cluster, and any pod may send.',
    ),
    when(
      networkPolicy.enabled,
      '- A network policy is kept only where the network of the cluster enforces policies; nodes get through in any case.',
    ),
    when(
      or(isSet(otlp.grpc.hostPort), isSet(otlp.http.hostPort)),
      '- A port of every node is open (hostPort). The namespace must allow it.',
    ),
  ];
}

/** What was asked for and could not be made, or what could be asked for. */
function whoWatches({ monitoring }: CollectorSettings, { serves }: Release): Lines {
  const { podMonitor, prometheusRule } = monitoring;
  const unknown = ({ apiVersion, kind }: typeof POD_MONITOR | typeof PROMETHEUS_RULE) =>
    not(serves(`${apiVersion}/${kind}`));
  return [
    when(
      and(podMonitor.enabled, unknown(POD_MONITOR)),
      'monitoring.podMonitor.enabled is true, but this cluster does not know the kind PodMonitor, so none was made. Install the Prometheus operator, then run helm upgrade again.',
    ),
    when(
      and(prometheusRule.enabled, unknown(PROMETHEUS_RULE)),
      'monitoring.prometheusRule.enabled is true, but this cluster does not know the kind PrometheusRule, so there are no alerts. Install the Prometheus operator, then run helm upgrade again.',
    ),
    when(
      not(podMonitor.enabled),
      'Nobody is told when telemetry is lost: with the Prometheus operator, set monitoring.podMonitor.enabled and monitoring.prometheusRule.enabled to true.',
    ),
  ];
}

function whatComesNext(settings: CollectorSettings, release: Release): Lines {
  const { instrumentation, exporters } = settings;
  const { serves, namespace, fullname } = release;
  const known = serves(`${INSTRUMENTATION.apiVersion}/${INSTRUMENTATION.kind}`);
  return [
    ...section('4. What comes next'),
    when(
      and(instrumentation.enabled, known),
      [
        'To have the operator put the agent into a workload, add to its pod template:',
        `  instrumentation.opentelemetry.io/inject-<python|java|nodejs|dotnet>: "${namespace}/${fullname}"`,
      ] as never,
      when(
        instrumentation.enabled,
        [
          'instrumentation.enabled is true, but this cluster does not know the kind Instrumentation, so none was made.',
          'Install the OpenTelemetry operator, then run helm upgrade again.',
        ] as never,
        'To have agents put into workloads, install the OpenTelemetry operator and set instrumentation.enabled to true.',
      ),
    ),
    ...whoWatches(settings, release),
    'Mark the start of a business run: the entry service sets botanu.run_id in baggage (pip install botanu).',
    ...each(exporters as Setting<Record<string, unknown>>, ['name', 'exporter'], name =>
      when(
        differs(name, 'debug'),
        `The exporter ${name} has the delivery that its own configuration gives it.`,
      ),
    ),
  ];
}

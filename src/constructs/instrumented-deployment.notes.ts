import { endpointOf } from '../instrument/from-settings';
import { LOSES_WORKERS } from '../instrument/pod-problems';
import { when } from '../values/expression';
import {
  and,
  contains,
  differs,
  equals,
  firstOf,
  isSet,
  joined,
  matches,
  not,
  or,
} from '../values/functions';
import type { Release } from '../values/release';
import { SERVICE_MONITOR } from './instrumented-deployment.metrics';
import { metricsName } from './instrumented-deployment.names';
import { agentStartSeconds, placeOf } from './instrumented-deployment.pod';
import { HTTP_ROUTE } from './instrumented-deployment.routes';
import type { ApplicationSettings } from './instrumented-deployment.values';

type Lines = (string | undefined)[];

/** What the installer reads: what runs, how to see its spans, what run_id cannot do here, what was not made. */
export function applicationNotes(settings: ApplicationSettings, release: Release): Lines {
  return [
    ...whatRuns(settings, release),
    ...howToCheck(settings, release),
    ...whatIsLimited(settings),
    ...whatWasNotMade(settings, release),
  ];
}

const section = (title: string): Lines => ['', title, '-'.repeat(title.length)];
const lines = (...all: string[]) => all as never;
const is = (a: unknown, b: string) => equals(a as never, b as never);

function whatRuns(settings: ApplicationSettings, release: Release): Lines {
  const { language, injection, operator, runId, telemetry } = settings;
  const { fullname, namespace } = release;
  const endpoint = endpointOf(telemetry as never, placeOf(settings, release));
  return [
    `${fullname} runs in namespace ${namespace}. Its telemetry goes to ${endpoint} by ${telemetry.protocol}.`,
    when(
      is(injection, 'operator'),
      `The OpenTelemetry operator brings the agent for ${language}, as the Instrumentation ${operator.instrumentation} says.`,
      when(
        is(injection, 'init'),
        `An init container brings the agent for ${language}.`,
        'The image brings its own agent.',
      ),
    ),
    when(
      and(runId.enabled, contains(['python', 'java', 'nodejs'], language as never)),
      'botanu.run_id is on every span of a request that carries it in baggage.',
    ),
    when(
      differs(language as never, 'go' as never),
      `Starting may take ${agentStartSeconds(settings)} seconds longer than without an agent; probes allow for that.`,
    ),
  ];
}

/** A run_id is a UUID of version 7; any other is left out. */
const A_RUN = '01930000-0000-7000-8000-000000000001';

function howToCheck(settings: ApplicationSettings, { name, fullname, namespace }: Release): Lines {
  const { service, ports, telemetry, metrics } = settings;
  const served = and(service.enabled, isSet(ports.http));
  const serviceName = firstOf(telemetry.serviceName, name);
  return [
    ...section('See that it works'),
    `  kubectl -n ${namespace} rollout status deployment/${fullname}`,
    when(
      is(settings.injection, 'operator'),
      lines(
        'A pod that was made while the operator was away has no agent. This prints the pods that have one:',
        `  kubectl -n ${namespace} get pods -l app.kubernetes.io/instance=${name} -o jsonpath='{range .items[?(@.spec.initContainers)]}{.metadata.name}{"\\n"}{end}'`,
      ),
    ),
    when(
      served,
      lines(
        `  kubectl -n ${namespace} port-forward service/${fullname} 8080:${service.port}`,
        '  curl -i -H "traceparent: 00-$(openssl rand -hex 16)-$(openssl rand -hex 8)-01" \\',
        `    -H "baggage: botanu.run_id=${A_RUN}" http://localhost:8080/`,
      ),
    ),
    `Then look in your backend for service.name ${serviceName} and botanu.run_id ${A_RUN}.`,
    when(
      and(isSet(ports.metrics), not(metrics.guard.enabled)),
      lines(
        'Its own metrics:',
        `  kubectl -n ${namespace} port-forward service/${metricsName({ fullname } as Release)} 9090:${ports.metrics}`,
        `  curl -s http://localhost:9090${metrics.path}`,
      ),
    ),
  ];
}

function whatIsLimited({
  language,
  injection,
  telemetry,
  runId,
  envFrom,
  metrics,
  secrets,
  command,
  args,
}: ApplicationSettings): Lines {
  const { type } = telemetry.sampler;
  const samples = or(
    is(type, 'parentbased_traceidratio'),
    is(type, 'traceidratio'),
    is(type, 'always_off'),
    is(type, 'parentbased_always_off'),
  );
  return [
    ...section('What to know'),
    when(
      samples,
      `- The cost of runs is lost: the sampler ${type} drops traces before anybody has metered them. Keep all of them here, and sample in the gateway of the chart collector, which keeps every run.`,
    ),
    when(not(runId.enabled), '- botanu.run_id is not written by this application (runId.enabled is false).'),
    when(
      and(runId.enabled, is(language, 'dotnet')),
      '- .NET: its agent has no place for our hook, so botanu.run_id is on server spans only, where the collector takes it from the captured header.',
    ),
    when(
      and(runId.enabled, is(language, 'go')),
      '- Go: no agent can be put into a Go process without privileges. Its spans carry botanu.run_id where its own code copies it (go.opentelemetry.io/contrib/processors/baggagecopy).',
    ),
    when(
      and(
        is(language, 'python'),
        matches(LOSES_WORKERS, `${joined(command as never, ' ')} ${joined(args as never, ' ')}` as never),
      ),
      '- uvicorn starts its workers anew, and the agent for Python is in none of them. Use gunicorn with its uvicorn worker, or one process and more pods.',
    ),
    when(
      and(differs(injection as never, 'env' as never), isSet(envFrom)),
      '- What envFrom sets cannot be seen from here: if one of these sets a variable by which the agent is loaded (PYTHONPATH, NODE_OPTIONS, JAVA_TOOL_OPTIONS), ours replaces it. Say its value in imageEnv.',
    ),
    when(
      isSet(secrets),
      '- The values of secrets are in the release that Helm keeps in the cluster, readable for who may read Secrets.',
    ),
    when(
      metrics.guard.enabled,
      '- The guard of the metrics can be walked around unless the application listens with them on 127.0.0.1 alone.',
    ),
    '- Readiness probes that ask what the application depends on take all pods away at once when that is slow.',
  ];
}

function whatWasNotMade(
  { metrics, httpRoute, autoscaling }: ApplicationSettings,
  { serves }: Release,
): Lines {
  const unknown = ({ apiVersion, kind }: typeof SERVICE_MONITOR | typeof HTTP_ROUTE) =>
    not(serves(`${apiVersion}/${kind}`));
  return [
    when(
      and(equals(metrics.scrape, 'serviceMonitor'), unknown(SERVICE_MONITOR)),
      '- metrics.scrape is serviceMonitor, but this cluster does not know the kind ServiceMonitor, so none was made. Install the Prometheus operator, then run helm upgrade again.',
    ),
    when(
      and(httpRoute.enabled, unknown(HTTP_ROUTE)),
      '- httpRoute.enabled is true, but this cluster does not know the kind HTTPRoute, so none was made. Install the Gateway API, then run helm upgrade again.',
    ),
    when(
      autoscaling.enabled,
      '- The autoscaler needs metrics-server; metrics of pods need an adapter for Prometheus, or KEDA.',
    ),
  ];
}

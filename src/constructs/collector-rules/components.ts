/** Receivers, processors, exporters, pipelines and ports. */
import { HEALTH_PORT } from '../../telemetry/collector-parts';
import { MAIN_EXPORTER } from '../../telemetry/exporter-config';
import { CHECK_PROCESSOR, EXTRACT_PROCESSOR, PROBE_PROCESSOR } from '../../telemetry/run-id-stage';
import { GATEWAY_EXPORTER } from '../../telemetry/to-gateway';
import { each, type Setting, when } from '../../values/expression';
import { and, contains, equals, isSet, not } from '../../values/functions';
import { problem, type Rule } from './rule';

const TAKEN = {
  receivers: ['otlp'],
  processors: ['memory_limiter', 'k8s_attributes', CHECK_PROCESSOR, EXTRACT_PROCESSOR, PROBE_PROCESSOR],
  exporters: [...Object.values(MAIN_EXPORTER), ...Object.values(GATEWAY_EXPORTER)],
} as const;

/** A component of one's own has a name of its own. */
const namesAreFree: Rule = values =>
  (['receivers', 'processors', 'exporters'] as const).flatMap(kind =>
    each(values[kind] as Setting<Record<string, unknown>>, ['name', 'component'], name =>
      when(
        contains(TAKEN[kind], name),
        problem(
          'name-taken',
          `${kind}.${name}`,
          'this name is that of a component which is here already',
          `write ${name}/mine for another one of its kind, or change the one that is here through its own settings or config.${kind}.${name}`,
        ),
      ),
    ),
  );

/** There is something to take, and somewhere to take it. */
const somethingIsTaken: Rule = ({ otlp, pipelines }) => [
  when(
    and(not(otlp.grpc.enabled), not(otlp.http.enabled)),
    problem(
      'nothing-taken',
      'otlp',
      'neither gRPC nor HTTP is enabled, so no application could send anything',
      'enable one of them',
    ),
  ),
  when(
    and(not(pipelines.traces.enabled), not(pipelines.metrics.enabled), not(pipelines.logs.enabled)),
    problem('nothing-taken', 'pipelines', 'no pipeline is enabled', 'enable traces, metrics or logs'),
  ),
];

/** A pod cannot have one port of its node twice. */
const hostPortsDiffer: Rule = ({ otlp: { grpc, http } }) => [
  when(
    and(grpc.enabled, http.enabled, isSet(http.hostPort), equals(grpc.hostPort, http.hostPort)),
    problem(
      'port-taken',
      'otlp.http.hostPort',
      `${http.hostPort} is also otlp.grpc.hostPort`,
      'choose another one',
    ),
  ),
];

/** Ports differ, from each other and from those of the collector itself. */
const portsDiffer: Rule = ({ otlp: { grpc, http }, monitoring }) => [
  when(
    and(grpc.enabled, http.enabled, equals(grpc.port, http.port)),
    problem('port-taken', 'otlp.http.port', `${grpc.port} is also the port of gRPC`, 'choose another one'),
  ),
  ...(
    [
      ['otlp.grpc.port', grpc.port],
      ['otlp.http.port', http.port],
      ['monitoring.port', monitoring.port],
    ] as const
  ).map(([at, port]) =>
    when(
      equals(port, HEALTH_PORT),
      problem('port-taken', at, `${port} is the port of the collector's health check`, 'choose another one'),
    ),
  ),
  ...(
    [
      ['otlp.grpc.port', grpc],
      ['otlp.http.port', http],
    ] as const
  ).map(([at, { port }]) =>
    when(
      equals(port, monitoring.port),
      problem('port-taken', at, `${port} is also monitoring.port`, 'choose another one'),
    ),
  ),
];

export const componentsRules: readonly Rule[] = [
  namesAreFree,
  somethingIsTaken,
  portsDiffer,
  hostPortsDiffer,
];

/**
 * What instrumentation adds to a container, and in which order.
 *
 * In mode `init` it is to the letter what the operator's webhook would write, with the run_id hook besides, but for what
 * docs/decisions/0009-instrument.md names. Everything here works on settings too, so that a chart can be compiled from
 * the same lines.
 */
import { type Agent, type Fixed, isLoader, type Loader, type Text } from '../telemetry/agents/agent';
import { type Dynamic, fragment, itemsWhen } from '../values/expression';
import { and, choose, differs, equals, firstOf, isSet, merge, not, or, record } from '../values/functions';
import { withAttributes } from './attributes';
import type { Rewritten, Variables } from './variables';

/** Where the hook's files are in the container. */
export const HOOK_FOLDER = '/botanu';
export const HOOK_VOLUME = 'botanu-run-id-hook';

/** How the agent comes into the container: by the operator, by an init container of ours, or with the image. */
export type Mode = 'operator' | 'init' | 'env';

/** An agent, and whether the application is of its language. */
export interface Spoken {
  readonly agent: Agent;
  readonly when: Dynamic<boolean>;
}

/** What the agents are told. Texts that are empty are not told. */
export interface Telemetry {
  readonly serviceName: Text;
  readonly endpoint: Text;
  readonly protocol: Text;
  /** Name of the exporter of each signal: otlp or none. */
  readonly exporters: { readonly traces: Text; readonly metrics: Text; readonly logs: Text };
  /** Separated by commas. */
  readonly propagators: Text;
  readonly sampler: { readonly type: Text; readonly argument: Text };
  /** Further variables of the SDK, and where they come from. */
  readonly further: readonly { readonly name: string; readonly value: Text }[];
  /** The Secret whose key holds OTEL_EXPORTER_OTLP_HEADERS. */
  readonly headersSecret: { readonly name: Text; readonly key: Text };
  readonly resourceAttributes: Dynamic<Record<string, unknown>>;
}

/** Where the container is, as far as one knows before it is. */
export interface Place {
  readonly container: Text;
  readonly namespace: Text;
}

export interface Instrumentation {
  readonly mode: Dynamic<Mode>;
  readonly spoken: readonly Spoken[];
  readonly telemetry: Telemetry;
  readonly runId: Dynamic<boolean>;
  /** In mode `env`, the folder in which the image has the agent; empty: the operator's. */
  readonly agentFolder: Text;
  /** In mode `env`, whether a command of the agent's own starts the application, so that no variable has to load it. */
  readonly wrapped: Dynamic<boolean>;
  /** Whether the application is built on musl. */
  readonly musl: Dynamic<boolean>;
  /** What the image sets of the variables that are extended. */
  readonly imageEnv: (name: string) => Text;
}

/** All variables of a container with its instrumentation. */
export function environment(variables: Variables, instrumentation: Instrumentation, place: Place): unknown[] {
  const { mode, spoken, telemetry } = instrumentation;
  const byOperator = equals(mode, 'operator');
  const missing = (name: string, variable: object, more: Dynamic<boolean> = true as never) =>
    itemsWhen(and(more, not(variables.has(name))), () => [{ name, ...variable }]);
  const text = (name: string, value: Text) => missing(name, { value }, isSet(value));
  const field = (name: string, fieldPath: string) =>
    missing(name, { valueFrom: { fieldRef: { fieldPath } } }, not(byOperator));

  const loading = spoken.map(one => loadingVariables(one, variables, instrumentation, place));
  const lists = loading.flatMap(some => some.filter(({ list }) => list));
  const load = (first: boolean) =>
    spoken.flatMap(({ agent, when: isSpoken }, at) =>
      agent.loadingComesFirst === first
        ? loading[at].flatMap(({ name, value, list }) =>
            !list
              ? missing(name, { value }, and(isSpoken, isSet(value)))
              : variables.staysInPlace(name)
                ? []
                : itemsWhen(and(isSpoken, isSet(value)), [{ name, value }]),
          )
        : [],
    );

  return [
    ...field('OTEL_NODE_IP', 'status.hostIP'),
    ...field('OTEL_POD_IP', 'status.podIP'),
    ...variables.kept(lists, ['OTEL_RESOURCE_ATTRIBUTES']),
    ...spoken.flatMap(({ agent, when: isSpoken }) =>
      Object.entries({ ...agent.captureVariables, ...agent.hookVariables }).flatMap(([name, value]) =>
        missing(name, { value }, and(isSpoken, instrumentation.runId)),
      ),
    ),
    ...load(true),
    ...text('OTEL_EXPORTER_OTLP_PROTOCOL', telemetry.protocol),
    ...text('OTEL_TRACES_EXPORTER', telemetry.exporters.traces),
    ...text('OTEL_METRICS_EXPORTER', telemetry.exporters.metrics),
    ...text('OTEL_LOGS_EXPORTER', telemetry.exporters.logs),
    ...telemetry.further.flatMap(({ name, value }) => text(name, value)),
    ...missing(
      'OTEL_EXPORTER_OTLP_HEADERS',
      { valueFrom: { secretKeyRef: telemetry.headersSecret } },
      isSet(telemetry.headersSecret.name),
    ),
    ...load(false),
    ...text('OTEL_SERVICE_NAME', telemetry.serviceName),
    ...text('OTEL_EXPORTER_OTLP_ENDPOINT', telemetry.endpoint),
    ...field(POD_NAME, 'metadata.name'),
    ...field(NODE_NAME, 'spec.nodeName'),
    ...text('OTEL_PROPAGATORS', telemetry.propagators),
    ...sampler(variables, telemetry),
    ...resourceAttributes(variables, instrumentation, place),
  ];
}

/** These two names tell the operator that the container has its agent already, so that it keeps off. */
const POD_NAME = 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME';
const NODE_NAME = 'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME';

/** A sampler and its argument belong together: who sets one of them keeps both. */
function sampler(variables: Variables, { sampler: { type, argument } }: Telemetry): unknown[] {
  const mayBeSet = not(or(variables.has('OTEL_TRACES_SAMPLER'), variables.has('OTEL_TRACES_SAMPLER_ARG')));
  return [
    ...itemsWhen(and(mayBeSet, isSet(type)), () => [{ name: 'OTEL_TRACES_SAMPLER', value: type }]),
    ...itemsWhen(and(mayBeSet, isSet(type), isSet(argument)), () => [
      { name: 'OTEL_TRACES_SAMPLER_ARG', value: argument },
    ]),
  ];
}

/** At the end, because the attributes refer to variables. The operator adds those of the place itself. */
function resourceAttributes(
  variables: Variables,
  { mode, telemetry }: Instrumentation,
  { container, namespace }: Place,
): unknown[] {
  const given = variables.text('OTEL_RESOURCE_ATTRIBUTES');
  const byOperator = equals(mode, 'operator');
  const known = telemetry.resourceAttributes;
  const ofPlace = {
    'k8s.container.name': container,
    'k8s.namespace.name': namespace,
    'k8s.node.name': `$(${NODE_NAME})`,
    'k8s.pod.name': `$(${POD_NAME})`,
    'service.instance.id': choose(
      isSet(namespace),
      `${namespace}.$(${POD_NAME}).${container}`,
      `$(${POD_NAME}).${container}`,
    ),
    'service.namespace': namespace,
  };
  const value = choose(
    byOperator,
    () => withAttributes(given, known),
    () => withAttributes(given, merge(record(ofPlace), known)),
  );
  return itemsWhen(isSet(value), [{ name: 'OTEL_RESOURCE_ATTRIBUTES', value }]);
}

/** What loads the agent, or, where the operator will do that, the hook alone. */
function loadingVariables(
  { agent, when: isSpoken }: Spoken,
  variables: Variables,
  { mode, runId, agentFolder, wrapped, musl, imageEnv }: Instrumentation,
  { container }: Place,
): Loading[] {
  const inImage = equals(mode, 'env');
  const folder = choose(inImage, firstOf(agentFolder, agent.folder), folderIn(agent, container)) as Text;
  const loadsAgent = and(differs(mode, 'operator'), not(and(inImage, wrapped)));
  const loadsHook = and(runId, agent.hookFiles.length > 0);

  const loaded = ({ name, loadAgent, loadHook }: Loader): Text => {
    const named = (part: string, text: Text) => fragment(`${part}.${name}`, text);
    const before = named('given', firstOf(variables.text(name), imageEnv(name)));
    const hooked = named('hooked', choose(loadsHook, () => loadHook(HOOK_FOLDER, before), before) as Text);
    return named('loading', choose(loadsAgent, () => loadAgent(folder, hooked), hooked) as Text);
  };
  const fixed = ({ value }: Fixed) => choose(loadsAgent, () => value(folder, musl), '') as Text;
  return agent.loading.map(variable => ({
    name: variable.name,
    when: isSpoken,
    list: isLoader(variable),
    value: isLoader(variable) ? loaded(variable) : fixed(variable),
  }));
}

/** A variable by which an agent is loaded. */
interface Loading extends Rewritten {
  /** Whether it holds a list, so that what was in it stays. */
  readonly list: boolean;
}

/** The folder in which an init container's files are found by a container. */
export const folderIn = ({ folder, folderPerContainer }: Agent, container: Text): Text =>
  (folderPerContainer ? `${folder}-${container}` : folder) as Text;

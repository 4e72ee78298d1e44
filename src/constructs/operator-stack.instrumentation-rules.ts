/** What the settings of the Instrumentation of `OperatorStack` must agree on. */

import { operatorAgents } from '../telemetry/agents/operator-agents';
import { HOST } from '../telemetry/endpoint';
import { problem } from '../values/definition';
import { each, type Setting, when } from '../values/expression';
import { and, contains, isSet, json, matches, not } from '../values/functions';
import { pinned } from '../values/image';
import { requestsBelowLimits } from '../values/resources';
import { EXPORTERS, INJECTED, LOADED, runIdVariables, SERVERS } from './operator-stack.instrumentation';
import type { Rule } from './operator-stack.rules';
import type { OperatorStackSettings } from './operator-stack.values';
import { instrumentationRules as anyInstrumentation } from './parts/instrumentation-rules';
import { reserved } from './parts/pod-rules';

const PLACES = [
  { of: 'http', speaks: 'http/protobuf', port: '4318', wrong: '4317' },
  { of: 'grpc', speaks: 'gRPC', port: '4317', wrong: '4318' },
] as const;

/** Without a port, agents go to 80 or 443, where no collector listens. */
const endpointHasItsPort: Rule = ({ instrumentation: { enabled, endpoints } }) =>
  PLACES.map(({ of, port }) =>
    when(
      and(enabled, matches(`^https?://${HOST}(/.*)?$`, endpoints[of])),
      problem(
        'endpoint-port',
        `instrumentation.endpoints.${of}`,
        `${json(endpoints[of])} names no port, and 80 or 443 would be asked`,
        `add one; ${port} is usual`,
      ),
    ),
  );

/** The classical silence: HTTP spoken to a gRPC port is refused request by request, in a log that nobody reads. */
const endpointIsOfItsProtocol: Rule = ({ instrumentation: { enabled, endpoints } }) =>
  PLACES.map(({ of, speaks, port, wrong }) =>
    when(
      and(enabled, matches(`:${wrong}(/.*)?$`, endpoints[of])),
      problem(
        'protocol',
        `instrumentation.endpoints.${of}`,
        `${json(endpoints[of])} is the port of the other protocol; ${speaks} is what is spoken there`,
        `use port ${port}`,
      ),
    ),
  );

/** Agents add the path themselves, for HTTP; of gRPC there is none. */
const endpointHasNoPath: Rule = ({ instrumentation: { enabled, endpoints } }) => [
  when(
    and(enabled, matches('^https?://[^/]+/+v1/(traces|metrics|logs)/?$', endpoints.http)),
    problem(
      'endpoint-path',
      'instrumentation.endpoints.http',
      `${json(endpoints.http)} is the path of one signal, and agents would add theirs behind it`,
      'end it after the port',
    ),
  ),
  when(
    and(enabled, matches('^https?://[^/]+/.+$', endpoints.grpc)),
    problem(
      'endpoint-path',
      'instrumentation.endpoints.grpc',
      `${json(endpoints.grpc)} has a path, of which gRPC knows none`,
      'end it after the port',
    ),
  ),
];

/** One Instrumentation serves all namespaces, so the name of its collector has to mean the same in each. */
const endpointMeansTheSameEverywhere: Rule = ({ instrumentation: { enabled, endpoints } }) =>
  PLACES.flatMap(({ of, port }) => [
    when(
      and(enabled, matches('^https?://(localhost|127[.][0-9.]+|\\[::1\\])(:|/|$)', endpoints[of])),
      problem(
        'endpoint-loop',
        `instrumentation.endpoints.${of}`,
        `${json(endpoints[of])} is the pod of the application itself`,
        'name the Service of a collector, with its namespace',
      ),
    ),
    when(
      and(
        enabled,
        matches('^https?://[-A-Za-z0-9_]+(:|/|$)', endpoints[of]),
        not(matches('^https?://localhost(:|/|$)', endpoints[of])),
      ),
      problem(
        'endpoint-namespace',
        `instrumentation.endpoints.${of}`,
        `${json(endpoints[of])} is looked up in the namespace of each application`,
        `add the namespace, as in http://botanu-collector.observability:${port}`,
      ),
    ),
  ]);

const samplerReadsItsArgument: Rule = ({ instrumentation: { enabled, sampler } }) => [
  when(
    and(enabled, isSet(sampler.argument), not(matches('traceidratio$', sampler.type))),
    problem(
      'sampler',
      'instrumentation.sampler.argument',
      `${json(sampler.argument)} is read by no sampler of type ${json(sampler.type)}`,
      'take it out, or set the type to parentbased_traceidratio',
    ),
  ),
];

const imagesArePinned: Rule = ({ instrumentation }) =>
  INJECTED.flatMap(language => pinned(`instrumentation.${language}.image`, instrumentation[language].image));

/** Of the names of a service, a pod and a process there is one each; here they would be those of all. */
const attributesAreOfAll: Rule = ({ instrumentation: { resourceAttributes } }) =>
  each(resourceAttributes as Setting<Record<string, string>>, ['attribute', 'value'], attribute =>
    when(
      contains(['service.name', 'service.instance.id', 'k8s.pod.name', 'k8s.container.name'], attribute),
      problem(
        'reserved',
        `instrumentation.resourceAttributes.${attribute}`,
        'every application in the cluster would have the same',
        'take it out: it comes from the pod',
      ),
    ),
  );

/** What other settings say cannot be said by a variable as well. */
const OURS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_PROPAGATORS',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_SERVICE_NAME',
  ...Object.keys(EXPORTERS),
];

const variablesAreSaidOnce: Rule = ({ instrumentation }) => [
  ...reserved('instrumentation.env', instrumentation.env as never, OURS),
  ...LOADED.flatMap(language =>
    reserved(`instrumentation.${language}.env`, instrumentation[language].env as never, [
      ...OURS,
      ...Object.keys(runIdVariables(language)),
    ]),
  ),
  ...(['go', ...SERVERS] as const).flatMap(language =>
    reserved(`instrumentation.${language}.env`, instrumentation[language].env as never, OURS),
  ),
  ...SERVERS.flatMap(server =>
    reserved(`instrumentation.${server}.directives`, instrumentation[server].directives as never, [
      operatorAgents[server].endpointDirective,
    ]),
  ),
];

const copyingIsPossible: Rule = ({ instrumentation: { enabled, resources } }) =>
  requestsBelowLimits('instrumentation.resources', enabled, resources as never);

export const instrumentationRules: readonly Rule[] = [
  ...anyInstrumentation<OperatorStackSettings>(() => true),
  endpointHasItsPort,
  endpointIsOfItsProtocol,
  endpointHasNoPath,
  endpointMeansTheSameEverywhere,
  samplerReadsItsArgument,
  imagesArePinned,
  attributesAreOfAll,
  variablesAreSaidOnce,
  copyingIsPossible,
];

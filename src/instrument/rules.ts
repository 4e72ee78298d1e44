/** What the settings of an instrumentation must agree on. */

import { loadersOf } from '../telemetry/agents/agent';
import { injectedAgents } from '../telemetry/agents/environment';
import { SHARE } from '../telemetry/agents/sampling';
import { problem, type RuleProblem } from '../values/definition';
import { each, type Setting, when } from '../values/expression';
import {
  and,
  choose,
  contains,
  differs,
  equals,
  isSet,
  json,
  lessThan,
  matches,
  not,
  or,
} from '../values/functions';
import { requestsBelowLimits } from '../values/resources';
import type { InstrumentSettings } from './from-settings';

type Rule = (settings: InstrumentSettings) => (RuleProblem | undefined)[];

const is = (a: unknown, b: string) => equals(a as never, b as never);

const languageIsKnown: Rule = ({ language, injection }) => [
  when(not(isSet(language)), () =>
    problem(
      'missing',
      'language',
      'this is not given, and has no default',
      'write python, java, nodejs, dotnet or go',
    ),
  ),
  when(and(is(language, 'go'), differs(injection as never, 'env' as never)), () =>
    problem(
      'go-agent',
      'injection',
      `${json(injection)} cannot be done for go: a compiled program loads no agent, and the one that reads its memory needs privileges and knows no baggage`,
      'set injection to env, build the SDK and go.opentelemetry.io/contrib/processors/baggagecopy into the program',
    ),
  ),
];

const contextTravels: Rule = ({ telemetry, runId }) =>
  ['tracecontext', 'baggage'].map(propagator =>
    when(
      and(runId.enabled, not(contains(telemetry.propagators as never, propagator as never))),
      problem(
        'propagators',
        'telemetry.propagators',
        `${propagator} is missing, without which run_id ends at this service`,
        `add ${propagator}, or set runId.enabled to false`,
      ),
    ),
  );

/** The classical silence: HTTP spoken to a gRPC port is refused request by request, in a log that nobody reads. */
const protocolFitsPort: Rule = ({ telemetry: { endpoint, protocol } }) =>
  (
    [
      ['http/protobuf', '4317', 'gRPC', '4318'],
      ['grpc', '4318', 'HTTP', '4317'],
    ] as const
  ).map(([spoken, port, listens, right]) =>
    when(
      and(is(protocol, spoken), matches(`:${port}/?$`, endpoint)),
      problem(
        'protocol',
        'telemetry.endpoint',
        `${json(endpoint)} is a port of ${listens}, but telemetry.protocol is ${json(protocol)}`,
        `use port ${right}, or change telemetry.protocol`,
      ),
    ),
  );

const agentSpeaksProtocol: Rule = ({ language, injection, telemetry }) => [
  when(
    and(is(language, 'python'), is(telemetry.protocol, 'grpc'), differs(injection as never, 'env' as never)),
    () =>
      problem(
        'protocol',
        'telemetry.protocol',
        '"grpc" is not in the image of the agent for Python, which is not bound to one version of Python',
        'set it to http/protobuf, or bring an agent that can with injection env',
      ),
  ),
];

const samplerHasItsRatio: Rule = ({ telemetry: { sampler } }) => [
  when(
    and(matches('traceidratio$', sampler.type as never), not(matches(SHARE, sampler.argument))),
    problem(
      'sampler',
      'telemetry.sampler.argument',
      `${json(sampler.argument)} is not the share of traces to keep`,
      'write a number from 0 to 1, for example 0.25',
    ),
  ),
  when(
    and(not(matches('traceidratio$', sampler.type as never)), isSet(sampler.argument)),
    problem(
      'sampler',
      'telemetry.sampler.argument',
      `${json(sampler.argument)} is read by no sampler of type ${json(sampler.type)}`,
      'take it out, or set the type to parentbased_traceidratio',
    ),
  ),
];

/** Older agents do not know the variable, and run_id would stay off without a word. */
const javaCopiesBaggage: Rule = ({ language, injection, runId, agent: { image } }) => [
  when(
    and(
      is(language, 'java'),
      is(injection, 'init'),
      runId.enabled,
      matches('^([01]|2[.][0-6])([.]|$)', image.tag),
      not(isSet(image.digest)),
    ),
    () =>
      problem(
        'java-agent',
        'agent.image.tag',
        `${json(image.tag)} does not copy baggage to spans, so no span would have run_id`,
        `use ${injectedAgents.java.minimumVersion} or later`,
      ),
  ),
];

const agentIsPinned: Rule = ({ agent: { image } }) => [
  when(
    and(is(image.tag, 'latest'), not(isSet(image.digest))),
    problem(
      'image-pinned',
      'agent.image.tag',
      '"latest" is another image on every node and every day',
      'name a version, or give a digest',
    ),
  ),
];

/** A setting that does nothing is a setting that somebody misunderstood. */
const settingsHaveAnEffect: Rule = ({ injection, language, agent, operator }) => {
  const elsewhere = differs(injection as never, 'env' as never);
  const noEffect = (at: string, help: string) =>
    problem('no-effect', at, `this does nothing with injection ${json(injection)}`, help);
  return [
    when(and(elsewhere, isSet(agent.folder)), () =>
      noEffect('agent.folder', 'set injection to env, or take it out'),
    ),
    when(and(elsewhere, isSet(agent.wrapper)), () =>
      noEffect('agent.wrapper', 'set injection to env, or take it out'),
    ),
    when(and(not(elsewhere), isSet(agent.wrapper), isSet(agent.folder)), () =>
      problem(
        'no-effect',
        'agent.folder',
        'the command of agent.wrapper loads the agent already',
        'name one of the two',
      ),
    ),
    when(
      and(differs(injection as never, 'operator' as never), differs(operator.instrumentation, 'true')),
      () => noEffect('operator.instrumentation', 'set injection to operator, or take it out'),
    ),
    when(and(is(agent.libc, 'musl'), not(or(is(language, 'python'), is(language, 'dotnet')))), () =>
      problem(
        'no-effect',
        'agent.libc',
        `the agent for ${json(language)} is the same for musl and glibc`,
        'take it out',
      ),
    ),
  ];
};

const LOADERS = [
  ...new Set(Object.values(injectedAgents).flatMap(agent => loadersOf(agent).map(({ name }) => name))),
];

const imageEnvIsExtended: Rule = ({ imageEnv }) =>
  each(imageEnv as Setting<Record<string, unknown>>, ['variable', 'value'], variable =>
    when(
      not(contains(LOADERS, variable)),
      problem(
        'image-env',
        `imageEnv.${variable}`,
        'nothing extends this variable, so what the image sets stays as it is',
        `take it out; those that are extended are ${LOADERS.join(', ')}`,
      ),
    ),
  ) as never;

const batchFitsTheQueue: Rule = ({ telemetry: { batch } }) => {
  const queue = choose(isSet(batch.queueSize), batch.queueSize, 2048);
  return [
    when(
      lessThan(queue, batch.size),
      problem(
        'batch',
        'telemetry.batch.size',
        `${batch.size} spans never wait in a queue of ${queue}`,
        'make telemetry.batch.queueSize larger, or this smaller',
      ),
    ),
  ];
};

const nameIsNoAttribute: Rule = ({ telemetry: { resourceAttributes } }) =>
  each(resourceAttributes as Setting<Record<string, unknown>>, ['attribute', 'value'], attribute =>
    when(
      is(attribute, 'service.name'),
      problem(
        'reserved',
        'telemetry.resourceAttributes.service.name',
        'OTEL_SERVICE_NAME beats this attribute',
        'set telemetry.serviceName',
      ),
    ),
  ) as never;

const copierFits: Rule = ({ injection, agent: { resources } }) =>
  requestsBelowLimits('agent.resources', is(injection, 'init'), resources as never);

export const instrumentRules: readonly Rule[] = [
  languageIsKnown,
  contextTravels,
  protocolFitsPort,
  agentSpeaksProtocol,
  samplerHasItsRatio,
  javaCopiesBaggage,
  agentIsPinned,
  settingsHaveAnEffect,
  imageEnvIsExtended,
  batchFitsTheQueue,
  copierFits,
  nameIsNoAttribute,
];

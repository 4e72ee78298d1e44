/** Admission policies: those that bring the agents, and those that bring the hook alone to pods of the operator. */
import type { Construct } from 'constructs';
import { agentChanges, agentMatchConditions, agentVariables } from '../instrument/policy/agent-policy';
import { INJECTION_LABEL, type Variable } from '../instrument/policy/asked';
import { asLines } from '../instrument/policy/cel';
import { hookChanges, hookMatchConditions, hookVariables } from '../instrument/policy/hook-policy';
import type { Agent, Language } from '../telemetry/agents/agent';
import { agents } from '../telemetry/agents/environment';
import { each, neverEmpty, type Setting, when } from '../values/expression';
import { and, choose, equals, isString, joined, json, record } from '../values/functions';
import { imageReference } from '../values/image';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { EXPORTERS, endpointsOf } from './operator-stack.instrumentation';
import { hookConfigMapName, mountsHook, nameAnywhere, someOptedIn } from './operator-stack.names';
import type { OperatorStackSettings } from './operator-stack.values';

export const POLICY_API = 'admissionregistration.k8s.io/v1';

/** Pods of the namespaces that are opted in, but for those that say otherwise. */
const placesOf = (namespaces: OperatorStackSettings['namespaces']) => {
  const isNotOptedOut = { key: INJECTION_LABEL, operator: 'NotIn', values: ['disabled'] };
  const names = each(namespaces, ['namespace', 'of'], (name, { enabled }) => when(enabled, name));
  return {
    namespaceSelector: {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: neverEmpty(names) },
        isNotOptedOut,
      ],
    },
    objectSelector: { matchExpressions: [isNotOptedOut] },
  };
};

/** For Python, Java and Node.js, each a policy of its own: the API server asks them in no certain order. */
export function policies(scope: Construct, settings: OperatorStackSettings, release: Release): void {
  const optedIn = someOptedIn(settings.namespaces as never);
  manifestsWhen(scope, 'by-policy', and(equals(settings.engine, 'policy'), optedIn), byPolicy => {
    for (const agent of Object.values(agents)) {
      manifestsWhen(byPolicy, `for-${agent.language}`, settings.instrumentation.enabled, spoken => {
        policy(spoken, `inject-${agent.language}`, settings, release, {
          matchConditions: agentMatchConditions(agent),
          variables: agentVariables(agent, decided(agent, settings, release)),
          changes: agentChanges(agent),
        });
      });
    }
  });
  const hooked = and(
    equals(settings.engine, 'operator'),
    optedIn,
    mountsHook(settings.runId),
    release.serves(`${POLICY_API}/MutatingAdmissionPolicy`),
  );
  manifestsWhen(scope, 'beside-the-operator', hooked, beside => {
    for (const agent of Object.values(agents).filter(({ hookFiles }) => hookFiles.length > 0)) {
      policy(beside, `run-id-${agent.language}`, settings, release, {
        matchConditions: hookMatchConditions(agent),
        variables: hookVariables(agent, json(hookConfigMapName(release))),
        changes: hookChanges(agent),
      });
    }
  });
}

/** The settings in CEL: JSON is CEL. */
function decided(
  { language }: Agent<Language>,
  { instrumentation, runId, global }: OperatorStackSettings,
  release: Release,
) {
  const { propagators, sampler, resourceAttributes, signals, resources } = instrumentation;
  const exporters = Object.entries(EXPORTERS).map(([name, signal]) => [
    name,
    choose(signals[signal], 'otlp', 'none'),
  ]);
  // A number as JSON writes it: template language itself would write large ones with an exponent.
  const asText = (quantity: Setting<unknown>) =>
    choose(isString(quantity), quantity as never, json(quantity));
  const amounts = ({ cpu, memory }: typeof resources.limits) =>
    json(record({ cpu: asText(cpu as never), memory: asText(memory as never) }));
  const { image, env } = instrumentation[language];
  return {
    image: json(imageReference(image, global.imageRegistry)),
    imagePullPolicy: json(instrumentation.imagePullPolicy),
    requests: amounts(resources.requests),
    limits: amounts(resources.limits),
    ...spokenBy(language, instrumentation),
    exporters: json(record(Object.fromEntries(exporters))),
    propagators: json(joined(propagators, ',')),
    sampler: json(sampler.type),
    samplerArgument: json(sampler.argument),
    resourceAttributes: json(resourceAttributes),
    env: json(env),
    commonEnv: json(instrumentation.env),
    runId: json(runId.enabled),
    hook: json(mountsHook(runId)),
    hookConfigMap: json(hookConfigMapName(release)),
  };
}

/** Protocol and endpoint in CEL, which agree. */
function spokenBy(language: Language, instrumentation: OperatorStackSettings['instrumentation']) {
  const { http, grpc } = endpointsOf(instrumentation);
  if (language === 'python') return { protocol: '"http/protobuf"', endpoint: json(http) };
  const { protocol } = instrumentation[language];
  return {
    protocol: json(protocol),
    endpoint: json(choose(equals(protocol as Setting<string>, 'grpc'), grpc, http)),
  };
}

/** Expressions of several lines, as lines. */
const inLines = <T extends { readonly expression: Variable['expression'] }>(one: T): T =>
  typeof one.expression === 'string' ? { ...one, expression: asLines(one.expression) } : one;

interface Parts {
  readonly matchConditions: readonly Variable[];
  readonly variables: readonly Variable[];
  /** CEL that gives a list of patches. */
  readonly changes: string;
}

/** A policy, and its binding. */
function policy(
  scope: Construct,
  id: string,
  settings: OperatorStackSettings,
  release: Release,
  { matchConditions, variables, changes }: Parts,
): void {
  const metadata = { name: nameAnywhere(release, id), labels: release.labels };
  manifest(scope, id, {
    apiVersion: POLICY_API,
    kind: 'MutatingAdmissionPolicy',
    metadata,
    spec: {
      matchConstraints: {
        ...placesOf(settings.namespaces),
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      failurePolicy: settings.policy.failurePolicy,
      reinvocationPolicy: 'Never',
      matchConditions: matchConditions.map(inLines),
      variables: variables.map(inLines),
      mutations: [{ patchType: 'JSONPatch', jsonPatch: inLines({ expression: changes }) }],
    },
  });
  manifest(scope, `${id}-binding`, {
    apiVersion: POLICY_API,
    kind: 'MutatingAdmissionPolicyBinding',
    metadata,
    spec: {
      policyName: metadata.name,
    },
  });
}

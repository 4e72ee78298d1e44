/** What stands in the way of an instrumentation in the pod spec itself. */
import type { z } from 'zod';
import { type Problem, shown } from '../problem';
import { loadersOf } from '../telemetry/agents/agent';
import { injectedAgents } from '../telemetry/agents/environment';
import { folderIn, HOOK_FOLDER, HOOK_VOLUME } from './container';
import { agentVolume } from './pod';
import type { Container, PodSpec } from './pod-spec';
import type { instrumentShape } from './settings';

/** The settings, now that their values are known. */
export type KnownSettings = { [K in keyof typeof instrumentShape]: z.output<(typeof instrumentShape)[K]> } & {
  readonly containers: readonly string[];
  readonly sidecar: { readonly enabled: boolean; readonly exporter: { readonly endpoint: string } };
  readonly sidecarConfigMap: string;
};

const knownAgent = ({ language }: KnownSettings) =>
  language === '' || language === 'go' ? undefined : injectedAgents[language];

export function podProblems(podSpec: PodSpec, settings: KnownSettings): Problem[] {
  if (!Array.isArray(podSpec?.containers) || podSpec.containers.length === 0)
    return [
      {
        code: 'pod',
        at: 'spec.containers',
        message: 'there is no container to instrument',
        help: 'give the spec of a pod, the `spec.template.spec` of a Deployment',
      },
    ];
  const named = namedContainers(podSpec, settings);
  if (named.length > 0) return named;
  const targets = podSpec.containers.filter(
    ({ name }) => settings.containers.length === 0 || settings.containers.includes(name),
  );
  return [
    ...hookHasItsFiles(settings),
    ...sidecarIsWhole(settings),
    ...volumesAreOurs(podSpec, settings),
    ...targets.flatMap(container => [
      ...loadersAreTexts(container, settings),
      ...noSecondAgent(container, settings),
      ...wrapperHasACommand(container, settings),
      ...mountsAreFree(container, settings),
    ]),
  ];
}

/** "The first container" is the one that a mesh or a log shipper happened to be put before. */
function namedContainers(
  { containers, initContainers = [] }: PodSpec,
  { containers: names }: KnownSettings,
): Problem[] {
  const present = containers.map(({ name }) => name);
  if (names.length === 0 && containers.length > 1)
    return [
      {
        code: 'containers',
        at: 'containers',
        message: `the pod has ${containers.length} containers: ${present.join(', ')}`,
        help: 'name those that are instrumented',
      },
    ];
  return names
    .filter(name => !present.includes(name))
    .map(name => ({
      code: 'containers',
      at: 'containers',
      message: initContainers.some(other => other.name === name)
        ? `${shown(name)} is an init container, and those are not instrumented`
        : `there is no container ${shown(name)}`,
      help: `the containers are ${present.join(', ')}`,
    }));
}

function hookHasItsFiles(settings: KnownSettings): Problem[] {
  const { runId } = settings;
  const agent = knownAgent(settings);
  if (!agent || agent.hookFiles.length === 0 || !runId.enabled || runId.hookConfigMap !== '') return [];
  return [
    {
      code: 'hook',
      at: 'runId.hookConfigMap',
      message: `the hook for ${agent.language} is files, and no ConfigMap that holds them is named`,
      help: 'name one of the namespace of the pod; hookConfigMapData() gives what is in it',
    },
  ];
}

function sidecarIsWhole({ sidecar, sidecarConfigMap, telemetry }: KnownSettings): Problem[] {
  if (!sidecar.enabled) return [];
  const all = [
    sidecarConfigMap === '' && {
      code: 'sidecar',
      at: 'sidecarConfigMap',
      message: 'the sidecar has no configuration',
      help: 'name a ConfigMap of the namespace of the pod; sidecarConfig() gives what is in it',
    },
    sidecar.exporter.endpoint === '' && {
      code: 'missing',
      at: 'sidecar.exporter.endpoint',
      message: 'this is not given, and has no default',
      help: 'say where the sidecar sends, for example backend.example.com:4317',
    },
    telemetry.endpoint !== '' && {
      code: 'sidecar',
      at: 'telemetry.endpoint',
      message: `${shown(telemetry.endpoint)} would be used in place of the sidecar`,
      help: 'take it out, and say in sidecar.exporter.endpoint where the sidecar sends',
    },
  ];
  return all.filter(problem => problem !== false);
}

/** A volume of our name that holds something else would be mounted in place of the agent. */
function volumesAreOurs({ volumes = [] }: PodSpec, settings: KnownSettings): Problem[] {
  const agent = knownAgent(settings);
  if (!agent) return [];
  const kinds: Record<string, string> = { [HOOK_VOLUME]: 'configMap' };
  if (settings.injection === 'init') kinds[agentVolume(agent)] = 'emptyDir';
  return volumes
    .filter(({ name, ...source }) => kinds[name] !== undefined && !(kinds[name] in source))
    .map(({ name }) => ({
      code: 'taken',
      at: `spec.volumes.${name}`,
      message: `the volume ${shown(name)} is there and holds something else than the agent needs`,
      help: 'rename that volume',
    }));
}

/** What comes from elsewhere cannot be extended here, and must not be replaced. */
function loadersAreTexts({ name, env = [] }: Container, settings: KnownSettings): Problem[] {
  const agent = knownAgent(settings);
  const extended = [
    ...(agent ? loadersOf(agent).map(loader => loader.name) : []),
    'OTEL_RESOURCE_ATTRIBUTES',
  ];
  return env
    .filter(variable => extended.includes(variable.name) && variable.valueFrom !== undefined)
    .map(variable => ({
      code: 'cannot-extend',
      at: `spec.containers.${name}.env.${variable.name}`,
      message: `${variable.name} comes from ${Object.keys(variable.valueFrom as object)[0]}, so it cannot be extended`,
      help: `write its value as a text, or let it be set under another name and write ${variable.name} as $(THAT_NAME)`,
    }));
}

/** Loads an agent of somebody's, in a variable. */
export const SECOND_AGENT =
  '-javaagent:\\S*(dd-java-agent|newrelic|elastic-apm|opentelemetry-javaagent|appdynamics|applicationinsights)|--(require|import)[ =]\\S*(dd-trace|newrelic|elastic-apm-node|@opentelemetry/auto-instrumentations-node|@splunk/otel)';
/** Starts one, as a word of a command. */
export const STARTS_AN_AGENT =
  '(^|/)(opentelemetry-instrument|ddtrace-run|newrelic-admin|splunk-instrument|splunk-py-trace)$';

const loadsAgent = new RegExp(SECOND_AGENT, 'u');
const startsAgent = new RegExp(STARTS_AN_AGENT, 'u');

/** Two agents in one process each count every request, or break each other. */
function noSecondAgent({ name, env = [], command = [] }: Container, settings: KnownSettings): Problem[] {
  const help = 'take that agent out, or leave it in and set injection to env';
  if (settings.injection === 'env') return [];
  const loaded = env.flatMap(({ name: variable, value = '' }) => {
    const other = loadsAgent.exec(value)?.[0];
    return other ? [{ at: `spec.containers.${name}.env.${variable}`, other }] : [];
  });
  const started = command.filter(word => startsAgent.test(word));
  return [...loaded, ...started.map(other => ({ at: `spec.containers.${name}.command`, other }))].map(
    ({ at, other }) => ({
      code: 'second-agent',
      at,
      message: `${shown(other)} loads an agent already`,
      help,
    }),
  );
}

function wrapperHasACommand({ name, command }: Container, { agent }: KnownSettings): Problem[] {
  if (agent.wrapper.length === 0 || (command && command.length > 0)) return [];
  return [
    {
      code: 'wrapper',
      at: `spec.containers.${name}.command`,
      message:
        'there is no command for agent.wrapper to start: what the image starts cannot be seen from here',
      help: 'write the command of the image here',
    },
  ];
}

function mountsAreFree({ name, volumeMounts = [] }: Container, settings: KnownSettings): Problem[] {
  const agent = knownAgent(settings);
  if (!agent) return [];
  const ours: Record<string, string> = { [HOOK_FOLDER]: HOOK_VOLUME };
  if (settings.injection === 'init') ours[folderIn(agent, name) as unknown as string] = agentVolume(agent);
  return volumeMounts
    .filter(mount => ours[mount.mountPath] !== undefined && ours[mount.mountPath] !== mount.name)
    .map(mount => ({
      code: 'taken',
      at: `spec.containers.${name}.volumeMounts.${mount.mountPath}`,
      message: `the volume ${shown(mount.name)} is mounted where ${ours[mount.mountPath]} has to be`,
      help: 'mount it elsewhere',
    }));
}

/** Workers that are started anew and not forked: the agent for Python takes itself out of their PYTHONPATH. */
export const LOSES_WORKERS = 'uvicorn .*--workers[ =]([2-9]|1[0-9])';
const losesWorkers = new RegExp(LOSES_WORKERS, 'u');

/** What may be wrong and cannot be seen from here. */
export function podWarnings(targets: readonly Container[], settings: KnownSettings): Problem[] {
  const agent = knownAgent(settings);
  const hidden = targets.flatMap(({ name, env = [], envFrom = [] }) =>
    (agent ? loadersOf(agent) : [])
      .filter(loader => envFrom.length > 0 && !env.some(variable => variable.name === loader.name))
      .filter(loader => settings.imageEnv[loader.name] === undefined)
      .map(loader => ({
        code: 'hidden',
        at: `spec.containers.${name}.envFrom`,
        message: `if one of these sets ${loader.name}, ours replaces it`,
        help: `write its value under imageEnv.${loader.name}, or the variable itself in env`,
      })),
  );
  const limited: Partial<Record<string, string>> = {
    dotnet:
      'its agent has no place for the hook: run_id is on server spans, where the collector takes it from the captured header',
    go: 'its spans carry run_id only where its own code copies it (go.opentelemetry.io/contrib/processors/baggagecopy), or where the entry service sets tracestate',
  };
  const limit = settings.runId.enabled ? limited[settings.language] : undefined;
  const lost = targets
    .filter(
      ({ command = [], args = [] }) =>
        settings.language === 'python' && losesWorkers.test([...command, ...args].join(' ')),
    )
    .map(({ name }) => ({
      code: 'workers',
      at: `spec.containers.${name}.command`,
      message: 'uvicorn starts its workers anew, and the agent for Python is in none of them',
      help: 'use gunicorn with its uvicorn worker, or one process and more pods',
    }));
  return [
    ...hidden,
    ...lost,
    ...(limit
      ? [
          {
            code: 'run-id',
            at: 'language',
            message: `${settings.language}: ${limit}`,
            help: 'see docs/run-id.md, or set runId.enabled to false to say that you know',
          },
        ]
      : []),
  ];
}

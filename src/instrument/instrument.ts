/**
 * `instrument`: a pod spec in, the same with an agent, its run_id hook and, on wish, a collector beside it out.
 */
import { z } from 'zod';
import { type Problem, ProblemsError } from '../problem';
import { type Language, loadersOf } from '../telemetry/agents/agent';
import { agents, injectedAgents } from '../telemetry/agents/environment';
import { defineSettings, listOf, text } from '../values/definition';
import { DNS_SUBDOMAIN, VOLUME_NAME } from '../values/formats';
import { versionOfImage } from './attributes';
import { environment, HOOK_FOLDER } from './container';
import { copyingOf, instrumentationOf } from './from-settings';
import { configMapKey, initContainers, operatorAnnotations, volumeMounts, volumes } from './pod';
import { podProblems, podWarnings } from './pod-problems';
import type { Container, PodSpec } from './pod-spec';
import { instrumentRules } from './rules';
import { instrumentShape } from './settings';
import { SIDECAR_ENDPOINTS, sidecarContainer, sidecarSettings, sidecarVolumes } from './sidecar';
import { type EnvVar, listedVariables } from './variables';

/** The options are the settings of the chart, and what the chart knows by itself. */
const options = defineSettings(
  {
    ...instrumentShape,
    containers: listOf(z.string().min(1).max(63).meta({ 'x-format': VOLUME_NAME }), {
      about: 'Names of the containers that are instrumented; needed where the pod has several.',
      default: [],
    }),
    workload: text({
      about: 'Name of the workload: the service is called so unless telemetry.serviceName says otherwise.',
      format: DNS_SUBDOMAIN,
      maxLength: 253,
    }),
    kind: text({
      about: 'Kind of the workload in small letters, for the attribute k8s.<kind>.name.',
      default: 'deployment',
      maxLength: 63,
    }),
    namespace: text({
      about: 'Namespace of the workload; empty: not known yet.',
      format: DNS_SUBDOMAIN,
      maxLength: 253,
    }),
    sidecar: sidecarSettings,
    sidecarConfigMap: text({
      about: 'ConfigMap with the configuration of the sidecar, under the key collector.yaml.',
      format: DNS_SUBDOMAIN,
      maxLength: 253,
    }),
    imageRegistry: text({
      about: 'Takes the place of the registry of every image that is added.',
      maxLength: 253,
    }),
  },
  ...(instrumentRules as never as []),
);

type Given = z.input<typeof options.shape>;
type Agent = NonNullable<Given['agent']>;

/** What goes with each language. */
export type OfLanguage =
  | {
      readonly language: 'python';
      readonly telemetry?: Given['telemetry'] & { readonly protocol?: 'http/protobuf' };
    }
  | { readonly language: 'dotnet' }
  | { readonly language: 'java' | 'nodejs'; readonly agent?: Omit<Agent, 'libc'> }
  | {
      /** No agent can be put into a Go process without privileges: its own code has to send. */
      readonly language: 'go';
      readonly injection: 'env';
      readonly agent?: Omit<Agent, 'libc' | 'image' | 'resources' | 'volumeSize' | 'runAsUser'>;
    };

/** How `instrument` instruments: the names and defaults are those of the chart `instrumented-app`. */
export type InstrumentOptions = Omit<Given, 'language'> & OfLanguage;

/**
 * The pod spec with its instrumentation. Nothing that was in it is lost, and doing it twice changes nothing.
 *
 * In mode `operator` the pod template needs `instrumentAnnotations` as well.
 *
 * @throws ProblemsError with everything that is wrong with options and pod spec, each with its way out
 */
export function instrument(podSpec: PodSpec, given: InstrumentOptions): PodSpec {
  return instrumented(podSpec, read(podSpec, given));
}

/** The annotations of the pod template by which the operator does its part; none in the other modes. */
export function instrumentAnnotations(podSpec: PodSpec, given: InstrumentOptions): Record<string, string> {
  const settings = read(podSpec, given);
  const [first] = chosen(podSpec, settings);
  return operatorAnnotations(instrumentationOf(settings as never, placeOf(settings, first) as never), {
    instrumentation: settings.operator.instrumentation as never,
    containers: chosen(podSpec, settings)
      .map(({ name }) => name)
      .join(','),
  }) as Record<string, string>;
}

/** What cannot be seen from here and may be wrong: what an image or a ConfigMap sets, a language with a limit. */
export function instrumentWarnings(podSpec: PodSpec, given: InstrumentOptions): Problem[] {
  const settings = read(podSpec, given);
  return podWarnings(chosen(podSpec, settings), settings as never);
}

type Settings = z.output<typeof options.shape>;

function read(podSpec: PodSpec, given: unknown): Settings {
  const { settings, problems } = options.parse(given, () => undefined as never);
  const all = [...problems, ...podProblems(podSpec, settings as never)];
  if (all.length > 0) throw new ProblemsError('the instrumentation', all);
  return settings as never;
}

/** The containers that are named; of a single one, the name need not be said. */
function chosen({ containers }: PodSpec, { containers: names }: Settings): Container[] {
  return names.length === 0 ? [...containers] : containers.filter(({ name }) => names.includes(name));
}

function placeOf(settings: Settings, container: Container) {
  const workload = settings.workload || container.name;
  return {
    workload,
    serviceName: workload,
    kind: settings.kind,
    version: versionOfImage(container.image ?? ''),
    sidecarEndpoint: settings.sidecar.enabled ? SIDECAR_ENDPOINTS[settings.telemetry.protocol] : '',
    imageRegistry: settings.imageRegistry,
  };
}

function instrumented(podSpec: PodSpec, settings: Settings): PodSpec {
  const targets = chosen(podSpec, settings);
  const instrumentation = instrumentationOf(settings as never, placeOf(settings, targets[0]) as never);
  const copying = copyingOf(
    settings as never,
    settings as never,
    secure(podSpec, targets[0], settings.agent.runAsUser),
  );
  const { sidecar } = settings;

  const added = {
    initContainers: initContainers(instrumentation, copying) as Container[],
    volumes: volumes(instrumentation, copying, settings.runId.hookConfigMap as never) as Named[],
  };
  const besides = {
    initContainers: sidecar.enabled
      ? [sidecarContainer(sidecar as never, settings.imageRegistry as never) as never]
      : [],
    volumes: (sidecar.enabled
      ? sidecarVolumes(sidecar as never, settings.sidecarConfigMap as never)
      : []) as Named[],
  };
  return {
    ...podSpec,
    ...listOfSome('initContainers', [
      ...missing(besides.initContainers, podSpec.initContainers),
      ...(podSpec.initContainers ?? []),
      ...missing(added.initContainers, podSpec.initContainers),
    ]),
    containers: podSpec.containers.map(container =>
      targets.includes(container) ? instrumentedContainer(container, settings) : container,
    ),
    ...listOfSome('volumes', [
      ...(podSpec.volumes ?? []),
      ...missing([...added.volumes, ...besides.volumes], podSpec.volumes),
    ]),
  };
}

type Named = { readonly name: string };

/** Those that are not there yet: so it can be done twice. */
const missing = <T extends Named>(items: readonly T[], present: readonly Named[] = []): T[] =>
  items.filter(({ name }) => !present.some(other => other.name === name));

const listOfSome = <T>(name: string, items: readonly T[]) => (items.length > 0 ? { [name]: items } : {});

function instrumentedContainer(container: Container, settings: Settings): Container {
  const own = instrumentationOf(settings as never, placeOf(settings, container) as never);
  const { name, env = [], command, volumeMounts: mounts = [] } = container;
  const place = { container: name, namespace: settings.namespace };
  const added = volumeMounts(own, name as never) as { name: string; mountPath: string }[];
  return {
    ...container,
    ...(command ? { command: wrapped(command, settings.agent.wrapper) } : {}),
    env: environment(listedVariables(unloaded(env, settings, name)), own, place as never) as EnvVar[],
    ...listOfSome('volumeMounts', [
      ...mounts,
      ...added.filter(({ mountPath }) => !mounts.some(mount => mount.mountPath === mountPath)),
    ]),
  };
}

/** What the lists held before they loaded agent and hook, so that both are loaded once. */
function unloaded(env: readonly EnvVar[], { language, agent }: Settings, container: string): EnvVar[] {
  const known = language === '' || language === 'go' ? undefined : injectedAgents[language];
  if (!known) return [...env];
  const folders = [agent.folder, known.folder, `${known.folder}-${container}`].filter(Boolean);
  const loaders = new Map(loadersOf(known).map(loader => [loader.name, loader]));
  return env.map(variable => {
    const loader = loaders.get(variable.name);
    if (!loader || variable.value === undefined) return variable;
    const value = folders.reduce((text, folder) => loader.unload(folder, HOOK_FOLDER, text), variable.value);
    return { ...variable, value };
  });
}

const wrapped = (command: readonly string[], wrapper: readonly string[]) =>
  wrapper.every((word, at) => command[at] === word) ? [...command] : [...wrapper, ...command];

/**
 * The security context of the container that copies: the user of the container that it copies for, so that both can
 * read the files, and what Pod Security `restricted` asks for.
 */
export function secure(podSpec: Pick<PodSpec, 'securityContext'>, container: Container, runAsUser: number) {
  const pod = podSpec.securityContext ?? {};
  // What the application may do besides, copying does not need.
  const { privileged: _, ...own } = container.securityContext ?? {};
  const inherited = (field: string) => own[field] !== undefined || pod[field] !== undefined;
  return {
    ...own,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    ...(inherited('runAsNonRoot')
      ? {}
      : { runAsNonRoot: runAsUser > 0 && own.runAsUser !== 0 && pod.runAsUser !== 0 }),
    ...(inherited('runAsUser') || runAsUser === 0 ? {} : { runAsUser }),
    ...(inherited('seccompProfile') ? {} : { seccompProfile: { type: 'RuntimeDefault' } }),
  };
}

/** What a ConfigMap has to hold for `runId.hookConfigMap` to name it: the files of the hook of all languages, or of one. */
export function hookConfigMapData(language?: Language): Record<string, string> {
  const files = language
    ? agents[language].hookFiles
    : Object.values(agents).flatMap(agent => agent.hookFiles);
  return Object.fromEntries(files.map(({ path, text }) => [configMapKey(path), text]));
}

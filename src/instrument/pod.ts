/** What instrumentation adds to a pod besides variables: the containers that copy, and the volumes they share. */
import { type Agent, type Text } from '../telemetry/agents/agent';
import { type Dynamic, entriesWhen, itemsWhen, mayHold } from '../values/expression';
import { and, choose, equals } from '../values/functions';
import { folderIn, HOOK_FOLDER, HOOK_VOLUME, type Instrumentation, type Spoken } from './container';

/** How the agent's files come from its image into the volume. */
export interface Copying {
  /** The whole reference; empty: the image that we know for the language. */
  readonly image: (agent: Agent) => Text;
  readonly imagePullPolicy?: Text;
  /** As Kubernetes writes them. */
  readonly resources: (agent: Agent) => unknown;
  readonly securityContext: unknown;
  /** Most that the volume may hold. */
  readonly volumeSize: Text;
}

/** Most that the volume may hold, as the operator has it. */
export const AGENT_VOLUME_SIZE = '200Mi';

/** The name of the volume, and of the container that fills it: those of the operator, which then keeps off. */
export const agentVolume = ({ language }: Agent) => `opentelemetry-auto-instrumentation-${language}`;

const copies = ({ mode }: Instrumentation, { when: isSpoken }: Spoken) => and(isSpoken, equals(mode, 'init'));

/** The init containers that copy. */
export function initContainers(instrumentation: Instrumentation, copying: Copying): unknown[] {
  const { spoken, musl } = instrumentation;
  return spoken.flatMap(one => {
    const { agent } = one;
    const files = choose(musl, agent.filesForMusl ?? agent.filesInImage, agent.filesInImage);
    const recursively = agent.copiedTo === '' ? ['-r'] : [];
    return itemsWhen(copies(instrumentation, one), [
      {
        name: agentVolume(agent),
        image: copying.image(agent),
        ...entriesWhen(copying.imagePullPolicy ?? '', { imagePullPolicy: copying.imagePullPolicy }),
        command: ['cp', ...recursively, files, `${agent.folder}${agent.copiedTo}`],
        resources: copying.resources(agent),
        securityContext: copying.securityContext,
        volumeMounts: [{ name: agentVolume(agent), mountPath: agent.folder }],
      },
    ]);
  });
}

export function volumes(
  instrumentation: Instrumentation,
  { volumeSize }: Pick<Copying, 'volumeSize'>,
  hookConfigMap: Text,
): unknown[] {
  return instrumentation.spoken.flatMap(one => [
    ...itemsWhen(copies(instrumentation, one), [
      { name: agentVolume(one.agent), emptyDir: { sizeLimit: volumeSize } },
    ]),
    ...itemsWhen(loadsHookFiles(instrumentation, one), [
      {
        name: HOOK_VOLUME,
        configMap: {
          name: hookConfigMap,
          items: one.agent.hookFiles.map(({ path }) => ({ key: configMapKey(path), path })),
        },
      },
    ]),
  ]);
}

/** What an instrumented container sees of them. */
export function volumeMounts(instrumentation: Instrumentation, container: Text): unknown[] {
  return instrumentation.spoken.flatMap(one => [
    ...itemsWhen(copies(instrumentation, one), [
      { name: agentVolume(one.agent), mountPath: folderIn(one.agent, container) },
    ]),
    ...itemsWhen(loadsHookFiles(instrumentation, one), [
      { name: HOOK_VOLUME, mountPath: HOOK_FOLDER, readOnly: true },
    ]),
  ]);
}

const loadsHookFiles = ({ runId }: Instrumentation, { agent, when: isSpoken }: Spoken) =>
  and(isSpoken, runId, agent.hookFiles.length > 0);

/** A key of a ConfigMap takes no slash; the pod that mounts the file gives it its path back. */
export const configMapKey = (path: string) => path.replaceAll('/', '.');

/** The annotations by which the operator knows what to do with a pod. */
export function operatorAnnotations(
  { mode, spoken, musl }: Instrumentation,
  { instrumentation, containers }: { readonly instrumentation: Text; readonly containers: Text },
): Record<string, unknown> {
  const byOperator = equals(mode, 'operator');
  if (!mayHold(byOperator)) return {};
  const prefix = 'instrumentation.opentelemetry.io';
  const inject = spoken.map(({ agent, when: isSpoken }) => [
    isSpoken,
    { [`${prefix}/inject-${agent.language}`]: instrumentation },
  ]);
  const python = spoken.find(({ agent }) => agent.language === 'python');
  const dotnet = spoken.find(({ agent }) => agent.language === 'dotnet');
  const ofMode = (condition: Dynamic<unknown>, entries: Record<string, unknown>) =>
    entriesWhen(and(byOperator, condition), entries);
  return {
    ...Object.assign(
      {},
      ...inject.map(([condition, entries]) => ofMode(condition as never, entries as never)),
    ),
    ...ofMode(true as never, { [`${prefix}/container-names`]: containers }),
    ...(python ? ofMode(and(python.when, musl), { [`${prefix}/otel-python-platform`]: 'musl' }) : {}),
    ...(dotnet
      ? ofMode(and(dotnet.when, musl), { [`${prefix}/otel-dotnet-auto-runtime`]: 'linux-musl-x64' })
      : {}),
  };
}

/** Patches that both kinds of policies make; in a container's, `i` is its place in the list. */
import { type Agent, isLoader } from '../../telemetry/agents/agent';
import { HOOK_FOLDER, HOOK_VOLUME } from '../container';
import { configMapKey } from '../pod';
import { concatenated, Expression, indented, listed, literal, object, patch, textWith } from './cel';

export const CONTAINER = 'object.spec.containers[i]';

/** A path below the container. */
export const inContainer = (rest: string) => `"/spec/containers/" + string(i) + ${literal(rest)}`;

/** Lists of patches one after the other, of a pod that has a container to change. */
export const whereThereAreTargets = (...lists: readonly string[]): string =>
  `size(variables.targets) == 0 ? [] :\n${concatenated(...lists)}`;

/** The same of each of these containers. */
export const forEachTarget = (...lists: readonly string[]): string =>
  `variables.targets.map(i,\n  ${indented(concatenated(...lists))}).flatten()`;

/** Makes an empty list where there is none, because items can be added to a list only. */
export const list = (path: string, place: string): string =>
  `(has(${place}) ? [] : [${patch('add', path, '[]')}])`;

export const listOfContainer = (field: string): string =>
  list(inContainer(`/${field}`), `${CONTAINER}.${field}`);

/** Adds an item at the end. */
export const item = (path: string, value: string): string => listed([patch('add', path, value)]);

export const volume = (fields: object): string =>
  item('"/spec/volumes/-"', object('Object.spec.volumes', fields as Record<string, unknown>));

export const mount = (fields: object): string =>
  item(
    inContainer('/volumeMounts/-'),
    object('Object.spec.containers.volumeMounts', fields as Record<string, unknown>),
  );

export const variable = (fields: object): string =>
  object('Object.spec.containers.env', fields as Record<string, unknown>);

/** The places of a variable in the list of a container: one, or none. */
export const placesOf = (name: string): string =>
  `lists.range(size(variables.present[i])).filter(j, variables.present[i][j] == ${literal(name)})`;

/** A path below a variable of a container, `j` being its place. */
export const inVariable = (rest = ''): string =>
  `"/spec/containers/" + string(i) + "/env/" + string(j)${rest === '' ? '' : ` + ${literal(rest)}`}`;

/** The hook's files, of the ConfigMap in the pod's namespace. */
export const hookVolume = ({ hookFiles }: Agent): string =>
  onlyOnce(
    `object.spec.?volumes.orValue([]).exists(v, v.name == ${literal(HOOK_VOLUME)})`,
    volume({
      name: HOOK_VOLUME,
      configMap: {
        name: new Expression('variables.hookConfigMap'),
        items: hookFiles.map(({ path }) => ({ key: configMapKey(path), path })),
      },
    }),
  );

export const hookMount = (): string =>
  onlyOnce(
    `${CONTAINER}.?volumeMounts.orValue([]).exists(m, m.mountPath == ${literal(HOOK_FOLDER)})`,
    mount({ name: HOOK_VOLUME, mountPath: HOOK_FOLDER, readOnly: true }),
  );

/** Where the hook is wanted; a pod may have it already. */
const onlyOnce = (isThere: string, added: string): string =>
  `(!variables.hook || ${isThere}\n  ? []\n  : ${indented(added)})`;

/** What a variable that loads something was before it was extended. */
const BEFORE = `${CONTAINER}.env[j].?value.orValue("")`;

/** The variable where the container has it: its value extended, in its place. Both values are CEL. */
export const extended = (name: string, alone: string, behind: string): string =>
  `${placesOf(name)}.map(j,\n  ${indented(patch('add', inVariable('/value'), `${BEFORE} == ""\n  ? ${alone}\n  : ${behind}`))})`;

/** A text in which CONTAINER-NAME and BEFORE stand for what only the pod tells. */
export const withMarks = (text: string): string =>
  textWith(text, { 'CONTAINER-NAME': `${CONTAINER}.name`, BEFORE });

/** Where a container finds the agent. */
const folderOf = ({ folder, folderPerContainer }: Agent) =>
  folderPerContainer ? `${folder}-CONTAINER-NAME` : folder;

export const agentFolder = (agent: Agent): Expression => new Expression(withMarks(folderOf(agent)));

/** The value of a variable that loads the agent, with the hook or without, as CEL. */
export function loaded(
  agent: Agent,
  one: Agent['loading'][number],
  hook: boolean,
  before: '' | 'BEFORE',
): string {
  if (!isLoader(one)) return withMarks(one.value(folderOf(agent) as never, false) as never);
  const hooked = hook ? one.loadHook(HOOK_FOLDER as never, before as never) : before;
  return withMarks(one.loadAgent(folderOf(agent) as never, hooked as never) as never);
}

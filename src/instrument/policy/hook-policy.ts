/**
 * The specification of a MutatingAdmissionPolicy that puts the hook of run_id alone into pods whose agent the operator
 * brings. Policies come before webhooks, so that the operator composes its value around ours.
 */
import { type Agent, loadersOf, type Text } from '../../telemetry/agents/agent';
import { HOOK_FOLDER } from '../container';
import { asksForAgent, targets, type Variable } from './asked';
import { Expression, literal } from './cel';
import {
  extended,
  forEachTarget,
  hookMount,
  hookVolume,
  inContainer,
  item,
  list,
  listOfContainer,
  variable,
  whereThereAreTargets,
  withMarks,
} from './patches';

/** As with the operator, and no pod that the operator would leave alone. */
export const hookMatchConditions = (agent: Agent): Variable[] => [asksForAgent(agent, false)];

/** The label is left to the policies that bring agents: without an agent, the hook has nothing to load. */
export const hookVariables = (agent: Agent, hookConfigMap: Text): Variable[] => [
  { name: 'hook', expression: 'true' },
  { name: 'hookConfigMap', expression: hookConfigMap },
  ...targets(agent, false),
];

export function hookChanges(agent: Agent): string {
  const loads = loadersOf(agent).map(({ name, loadHook }) => {
    const value = (before: string) => withMarks(loadHook(HOOK_FOLDER as never, before as never) as never);
    return { name, alone: value(''), behind: value('BEFORE') };
  });
  return whereThereAreTargets(
    list('"/spec/volumes"', 'object.spec.volumes'),
    hookVolume(agent),
    forEachTarget(
      listOfContainer('env'),
      ...loads.map(({ name, alone, behind }) => extended(name, alone, behind)),
      ...loads.map(({ name, alone }) => {
        const added = variable({ name, value: new Expression(alone) });
        return `(${literal(name)} in variables.present[i] ? [] : ${item(inContainer('/env/-'), added)})`;
      }),
      listOfContainer('volumeMounts'),
      hookMount(),
    ),
  );
}

/** Who asks for an agent: the same questions that the operator's webhook asks of a pod, and a label of ours. */
import { type Agent, loadersOf } from '../../telemetry/agents/agent';
import { injectedAgents } from '../../telemetry/agents/environment';
import type { Dynamic } from '../../values/expression';
import { indented, literal } from './cel';

/** A variable of an admission policy; its expression is CEL. */
export interface Variable {
  readonly name: string;
  readonly expression: Dynamic<string>;
}

/** The label by which a pod asks for an agent, besides the annotations of the operator. */
export const INJECT_LABEL = 'botanu.ai/inject';
/** The label, of a pod or of a namespace, by which everything is left as it is: `disabled`. */
export const INJECTION_LABEL = 'botanu.ai/injection';

export const ANNOTATIONS = 'instrumentation.opentelemetry.io';
const LANGUAGES = Object.keys(injectedAgents);

/** An annotation of the pod, or nothing. */
export const annotation = (name: string) => `object.metadata.?annotations[?${literal(name)}].orValue("")`;

/** Whether the pod asks for a language, which is CEL: by its annotation, or else by its label. */
function asksFor(language: string, byLabel: boolean): string {
  const otherwise = byLabel
    ? `object.metadata.?labels[?"${INJECT_LABEL}"].orValue("") == ${language} ? "true" : "false"`
    : '"false"';
  return [
    `!(object.metadata.?annotations[?"${ANNOTATIONS}/inject-" + ${language}]`,
    `  .orValue(${otherwise})`,
    '  .lowerAscii() in ["", "false"])',
  ].join('\n');
}

/** Asked first: most pods of a cluster ask for nothing, and this is all that they cost. */
export const asksForAgent = ({ language }: Agent, byLabel: boolean): Variable => ({
  name: `asks-for-${language}`,
  expression: asksFor(literal(language), byLabel),
});

/** Which containers are to have the agent: `variables.targets`, their places in the list. */
export function targets(agent: Agent, byLabel: boolean): Variable[] {
  const { language } = agent;
  const loaders = loadersOf(agent).map(({ name }) => literal(name));
  return [
    {
      name: 'asked',
      expression: `[${LANGUAGES.map(literal).join(', ')}].filter(language,\n  ${indented(asksFor('language', byLabel))})`,
    },
    {
      name: 'named',
      expression: [
        `(${annotation(`${ANNOTATIONS}/container-names`)}`,
        `  + "," + ${annotation(`${ANNOTATIONS}/${language}-container-names`)})`,
        '  .split(",").map(name, name.trim()).filter(name, name != "")',
      ].join('\n'),
    },
    {
      // As with the operator: the first container unless some are named, and of several languages each has to name its.
      // A list that comes from elsewhere cannot be extended, so its container is left alone.
      name: 'targets',
      expression: [
        'size(variables.named) == 0 && size(variables.asked) > 1 ? []',
        ': lists.range(size(object.spec.containers)).filter(i,',
        '    (size(variables.named) == 0 ? i == 0 : object.spec.containers[i].name in variables.named)',
        `    && !object.spec.containers[i].?env.orValue([]).exists(e, e.name in [${loaders.join(', ')}] && has(e.valueFrom)))`,
      ].join('\n'),
    },
    {
      name: 'present',
      expression: 'object.spec.containers.map(c, c.?env.orValue([]).map(e, string(e.name)))',
    },
  ];
}

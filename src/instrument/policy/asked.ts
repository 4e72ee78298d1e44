/** Who asks for an agent: the same questions that the operator's webhook asks of a pod, and a label of ours. */
import { type Agent, loadersOf } from '../../telemetry/agents/agent';
import type { Dynamic } from '../../values/expression';
import { literal } from './cel';

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
const LANGUAGES = ['java', 'nodejs', 'python', 'dotnet'];

/** An annotation of the pod, or else of its namespace, or else nothing. */
export const annotation = (name: string) =>
  `variables.podAnnotations[?${literal(name)}].orValue(variables.namespaceAnnotations[?${literal(name)}].orValue(""))`;

/** Which containers are to have the agent: `variables.targets`, their places in the list. */
export function targets(agent: Agent, byLabel: boolean): Variable[] {
  const { language } = agent;
  const loaders = loadersOf(agent).map(({ name }) => literal(name));
  const inject = `"${ANNOTATIONS}/inject-" + language`;
  const otherwise = byLabel
    ? `object.metadata.?labels[?"${INJECT_LABEL}"].orValue("") == language ? "true" : "false"`
    : '"false"';
  return [
    { name: 'podAnnotations', expression: 'object.metadata.?annotations.orValue({})' },
    { name: 'namespaceAnnotations', expression: 'namespaceObject.metadata.?annotations.orValue({})' },
    {
      // The pod's own annotation beats that of the namespace.
      name: 'asked',
      expression: [
        `[${LANGUAGES.map(literal).join(', ')}].filter(language,`,
        `  !(variables.podAnnotations[?${inject}].or(variables.namespaceAnnotations[?${inject}])`,
        `    .orValue(${otherwise}).lowerAscii() in ["", "false"]))`,
      ].join('\n'),
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
        `!("${language}" in variables.asked) || (size(variables.named) == 0 && size(variables.asked) > 1) ? []`,
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

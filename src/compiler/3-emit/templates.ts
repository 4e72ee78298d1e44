import { invariant } from '../../problem';
import { isNode, type Node } from '../../values/expression';
import type { ChartFiles, ChartModel, Template } from '../chart-model';
import { code, conditionCode, grouped, type Scope } from '../print/expression';
import { printMap } from '../print/manifest';

/** One template for each object of the construct. */
export function templates({ definition, templates: all }: ChartModel): ChartFiles {
  const scope = { chart: definition.name, inLoop: false };
  return Object.fromEntries(all.map(template => [template.file, print(template, scope)]));
}

function print(template: Template, scope: Scope): string {
  const body =
    'object' in template ? objectLines(template, scope) : manifestLines(template.manifestsOf, scope);
  const text = `${guarded(template.conditions, body, scope).join('\n')}\n`;
  invariant(!/[\u27e6\u27e7]/.test(text), `a setting was not recognised in ${template.file}`);
  return text;
}

function objectLines({ object, at }: Template & { object: unknown }, scope: Scope): string[] {
  invariant(object instanceof Map, `${at} is not an object`);
  try {
    return printMap(object, 0, scope);
  } catch (error) {
    throw new Error(`${at}: ${(error as Error).message}`);
  }
}

function guarded(conditions: readonly Node[], body: string[], scope: Scope): string[] {
  if (conditions.length === 0) return body;
  const tests = conditions.filter(isNode).map(condition => conditionCode(condition, scope));
  const test = tests.length === 1 ? tests[0] : `and ${tests.map(grouped).join(' ')}`;
  return [`{{- if ${test} }}`, ...body, '{{- end }}'];
}

function manifestLines(manifests: Node, scope: Scope): string[] {
  return [`{{- range ${code(manifests, scope)} }}`, '---', '{{ toYaml . }}', '{{- end }}'];
}

import { invariant } from '../../problem';
import type { Node } from '../../values/expression';
import type { ChartFiles, ChartModel, Template } from '../chart-model';
import { loop } from '../print/control';
import { code, conditionCode, grouped, type Scope } from '../print/expression';
import { printMap } from '../print/manifest';

/** One template for each object of the construct. */
export function templates({ definition, templates: all }: ChartModel): ChartFiles {
  const scope = { chart: definition.name, inLoop: false };
  return Object.fromEntries(all.map(template => [template.file, print(template, scope)]));
}

function print(template: Template, scope: Scope): string {
  const text = `${guarded(template.guards, template, scope).join('\n')}\n`;
  invariant(!/[\u27e6\u27e7]/.test(text), `a setting was not recognised in ${template.file}`);
  return text;
}

/** Conditions next to each other are one. */
function guarded(guards: readonly Node[], template: Template, scope: Scope): string[] {
  if (guards.length === 0) {
    return 'object' in template ? objectLines(template, scope) : manifestLines(template.manifestsOf, scope);
  }
  const [{ data }] = guards;
  if (data.is === 'each') {
    return loop(data, scope, '', inside => ['---', ...guarded(guards.slice(1), template, inside)]);
  }
  const next = guards.findIndex(guard => guard.data.is === 'each');
  const conditions = next < 0 ? guards : guards.slice(0, next);
  const tests = conditions.map(condition => conditionCode(condition, scope));
  const test = tests.length === 1 ? tests[0] : `and ${tests.map(grouped).join(' ')}`;
  const body = guarded(guards.slice(conditions.length), template, scope);
  return [`{{- if ${test} }}`, ...body, '{{- end }}'];
}

function objectLines({ object, at }: Template & { object: unknown }, scope: Scope): string[] {
  invariant(object instanceof Map, `${at} is not an object`);
  try {
    return printMap(object, 0, scope);
  } catch (error) {
    throw new Error(`${at}: ${(error as Error).message}`);
  }
}

function manifestLines(manifests: Node, scope: Scope): string[] {
  return [`{{- range ${code(manifests, scope)} }}`, '---', '{{ toYaml . }}', '{{- end }}'];
}

import { stringify } from 'yaml';
import type { DeclaredSchema } from '../../values/definition';
import type { ChartModel } from '../chart-model';
import { wrapped } from './wrapped';

/** values.yaml, which `helm show values` prints: it must read as the manual. */
export function valuesYaml({ definition: { settings, valuesHeader } }: ChartModel): string {
  const header = valuesHeader.map(line => `# ${line}`.trimEnd()).join('\n');
  return `${header}\n\n${printSection(settings.schema, 0)}`;
}

function printSection({ properties = {} }: DeclaredSchema, indent: number): string {
  const settings = Object.entries(properties).map(([key, child]) => printSetting(key, child, indent));
  return settings.join(indent === 0 ? '\n' : '');
}

function printSetting(key: string, schema: DeclaredSchema, indent: number): string {
  const pad = ' '.repeat(indent);
  const about = commentLines(schema, indent)
    .map(line => `${pad}# ${line}`.trimEnd())
    .map(line => `${line}\n`)
    .join('');
  if (schema.properties) return `${about}${pad}${key}:\n${printSection(schema, indent + 2)}`;
  if (schema.default === undefined) return `${about}${pad}# ${key}:\n`;
  const lines = yamlEntry(key, schema.default).split('\n');
  return `${about}${lines.map(line => `${pad}${line}\n`).join('')}`;
}

function commentLines(
  { description = '', enum: words, examples = [], properties }: DeclaredSchema,
  indent: number,
): string[] {
  const choices =
    words && !properties ? [`One of: ${words.map(word => (word === '' ? '""' : word)).join(', ')}.`] : [];
  const shown = examples.flatMap(example => [
    'For example:',
    ...stringify(example, YAML)
      .trimEnd()
      .split('\n')
      .map(line => `  ${line}`),
  ]);
  return [...wrapped(description, 98 - indent), ...choices, ...shown];
}

const YAML = { version: '1.1', lineWidth: 0 } as const;

const yamlEntry = (key: string, value: unknown) => {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (isEmpty) return `${key}: ${Array.isArray(value) ? '[]' : '{}'}`;
  return stringify({ [key]: value }, YAML).trimEnd();
};

import type { DeclaredSchema } from '../../values/definition';
import type { ChartModel } from '../chart-model';
import { leaves } from '../settings-tree';

/** The chart's README: what its author wrote, and the reference of every setting. */
export function readme({ definition }: ChartModel): string {
  const rows = leaves(definition.settings.schema).map(({ path, schema }) => row(path, schema));
  return [
    definition.readme.trim(),
    '',
    '## Values',
    '',
    '| Key | Type | Default | What it does |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Generated from the settings of the construct, as are \`values.yaml\` and \`values.schema.json\`.`,
    '',
  ].join('\n');
}

function row(path: string, schema: DeclaredSchema): string {
  const cells = [`\`${path}\``, typeOf(schema), defaultOf(schema), about(schema)];
  return `| ${cells.join(' | ')} |`;
}

function typeOf({ type, enum: words, anyOf }: DeclaredSchema): string {
  if (words) return words.map(word => (word === '' ? '`""`' : `\`${word}\``)).join(', ');
  return anyOf ? [...new Set(anyOf.map(option => option.type))].join(' or ') : String(type ?? 'any');
}

const defaultOf = ({ default: value }: DeclaredSchema) =>
  value === undefined ? '' : `\`${JSON.stringify(value)}\``;

const about = ({ description = '' }: DeclaredSchema) =>
  description.replaceAll('\n', ' ').replaceAll('|', '\\|');

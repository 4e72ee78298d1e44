import type { DeclaredSchema } from '../values/definition';
import { wrapped } from './3-emit/wrapped';

/**
 * The TypeScript interface of a construct's props, with the settings' descriptions as docstrings: what an editor shows
 * a user of cdk8s is what `helm show values` shows an installer.
 */
export function propsInterface(name: string, about: string, schema: DeclaredSchema): string {
  return [
    '// Generated from the settings by `npm run synth`: do not edit.',
    "import type { k8s } from '../k8s';",
    '',
    ...docstring([about], 0),
    `export interface ${name} ${objectType(schema, 0)}`,
    '',
  ].join('\n');
}

function objectType({ properties = {}, required = [] }: DeclaredSchema, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  const members = Object.entries(properties).flatMap(([key, child]) => [
    ...docstring(docs(child), indent + 2),
    `${pad}readonly ${memberName(key)}${required.includes(key) ? '' : '?'}: ${typeOf(child, indent + 2)};`,
  ]);
  return `{\n${members.join('\n')}\n${' '.repeat(indent)}}`;
}

const memberName = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`);

function docs({ description = '', default: value, properties, examples = [] }: DeclaredSchema): string[] {
  const tags = [
    ...(value === undefined || properties ? [] : [`@default ${JSON.stringify(value)}`]),
    ...examples.map(example => `@example ${JSON.stringify(example)}`),
  ];
  return tags.length > 0 ? [description, '', ...tags] : [description];
}

function docstring(lines: string[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  const text = lines.flatMap(line => (line.startsWith('@') ? [line] : wrapped(line, 100 - indent)));
  if (text.length === 1) return [`${pad}/** ${text[0]} */`];
  return [`${pad}/**`, ...text.map(line => `${pad} * ${line}`.trimEnd()), `${pad} */`];
}

function typeOf(schema: DeclaredSchema, indent: number): string {
  if (schema['x-type']) return schema.items ? `readonly ${schema['x-type']}[]` : schema['x-type'];
  if (schema.enum) return schema.enum.map(word => `'${word}'`).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(option => typeOf(option, indent)).join(' | ');
  if (schema.properties)
    return objectType(schema, indent) + (isOpen(schema) ? ' & Record<string, unknown>' : '');
  if (schema.items) return `readonly (${typeOf(schema.items, indent)})[]`;
  if (schema.type === 'object') return `Readonly<Record<string, ${elementType(schema, indent)}>>`;
  return (
    { string: 'string', boolean: 'boolean', integer: 'number', number: 'number' }[String(schema.type)] ??
    'unknown'
  );
}

const isOpen = ({ additionalProperties }: DeclaredSchema) => typeof additionalProperties === 'object';

function elementType({ additionalProperties }: DeclaredSchema, indent: number): string {
  const open = typeof additionalProperties !== 'object' || Object.keys(additionalProperties).length === 0;
  return open ? 'unknown' : typeOf(additionalProperties as DeclaredSchema, indent);
}

import type { DeclaredSchema, Format, RuleProblem } from './definition';
import { each, type Setting, when } from './expression';
import { and, isSet, json, matches, not } from './functions';

/** Every format that the settings declare, as rules: the sentence in a `Format` beats a bare pattern in an error. */
export function formatRules(
  schema: DeclaredSchema,
  settings: Record<string, unknown>,
  path = '',
): RuleProblem[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
    rulesOf(child, settings[key] as Setting<never>, path === '' ? key : `${path}.${key}`),
  );
}

function rulesOf(schema: DeclaredSchema, value: Setting<never>, at: string): RuleProblem[] {
  const format = schema['x-format'];
  if (format) return [malformed(schema, value, at, format)].filter(problem => problem !== undefined);
  if (schema.properties) return formatRules(schema, value as never, at);
  return [...keyRules(schema, value, at), ...elementRules(schema, value, at)];
}

function malformed(schema: DeclaredSchema, value: Setting<string>, at: string, { pattern, help }: Format) {
  const text = schema.anyOf ? `${json(value)}` : value;
  const checked = schema.anyOf ? matches(quoted(pattern), text as never) : matches(pattern, value);
  return when(and(isSet(value), not(checked)), {
    code: 'format',
    at,
    message: `${json(value)} is not valid`,
    help,
  });
}

/** The pattern for a value in JSON: with quotes if it is a text, without if it is a number. */
const quoted = (pattern: string) => `^"?${pattern.replace(/^\^/, '').replace(/\$$/, '')}"?$`;

function keyRules(schema: DeclaredSchema, value: Setting<never>, at: string): RuleProblem[] {
  const format = schema['x-key-format'];
  if (!format) return [];
  const [key, item] = loopNames(at);
  return each(value as Setting<Record<string, unknown>>, [key, item], name =>
    when(not(matches(format.pattern, name)), {
      code: 'key-format',
      at: `${at}.${name}`,
      message: `${json(name)} is not a valid name here`,
      help: format.help,
    }),
  ) as RuleProblem[];
}

function elementRules(schema: DeclaredSchema, value: Setting<never>, at: string): RuleProblem[] {
  const element = schema.items ?? schema.additionalProperties;
  if (typeof element !== 'object' || !hasFormat(element)) return [];
  const [key, item] = loopNames(at);
  return each(value as Setting<Record<string, never>>, [key, item], (name, child) =>
    rulesOf(element, child as never, `${at}.${name}`),
  ) as unknown as RuleProblem[];
}

function hasFormat(schema: DeclaredSchema): boolean {
  const children = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
  return (
    Boolean(schema['x-format'] ?? schema['x-key-format']) ||
    children.some(c => typeof c === 'object' && hasFormat(c))
  );
}

const loopNames = (at: string): [string, string] => {
  const last = at.split('.').at(-1) ?? at;
  return [`${last}Name`, last].map(name => name.replace(/[^A-Za-z0-9]/g, '')) as [string, string];
};

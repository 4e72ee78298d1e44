import type { DeclaredSchema } from '../../values/definition';
import type { ChartModel } from '../chart-model';

type Json = Record<string, unknown>;

/**
 * values.schema.json. Draft 7, which every Helm reads; no `$id`, no remote `$ref`, no `format`, because Helm's two
 * validators disagree about them.
 */
export function valuesSchema({ definition: { name, settings } }: ChartModel): string {
  const root = cleaned(settings.schema, true);
  const properties = {
    ...(root.properties as Json),
    // A chart that has this one as a dependency may switch it by `enabled`, and Helm passes `global` to every chart.
    enabled: {
      description: 'For charts that depend on this one: their condition. Read by nothing here.',
      type: 'boolean',
    },
    global: openToOthers(root.properties as Json),
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Values of the chart ${name}`,
    ...root,
    properties,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function openToOthers({ global }: Json): Json {
  const declared = (global ?? {
    description: 'What all charts of an installation share.',
    type: 'object',
  }) as Json;
  return { ...declared, additionalProperties: true };
}

/** Without our own words, and without what zod adds that says nothing. */
function cleaned(schema: DeclaredSchema, defaultsGiven: boolean): Json {
  const { properties, additionalProperties, items, anyOf, required: _, examples, ...rest } = schema;
  const kept = Object.fromEntries(Object.entries(rest).filter(([key, value]) => !isNoise(key, value)));
  return {
    ...kept,
    ...(examples ? { examples } : {}),
    ...(anyOf ? { type: [...new Set(anyOf.map(({ type }) => type))] } : {}),
    ...(items ? { items: cleaned(items, false) } : {}),
    ...(properties ? object(schema, properties, defaultsGiven) : {}),
    ...(additionalProperties === undefined ? {} : { additionalProperties: additional(additionalProperties) }),
  };
}

function isNoise(key: string, value: unknown): boolean {
  if (key.startsWith('x-') || key === '$schema' || key === 'propertyNames') return true;
  if (key === 'minLength' && value === 0) return true;
  return (key === 'minimum' || key === 'maximum') && Math.abs(value as number) === Number.MAX_SAFE_INTEGER;
}

const additional = (open: boolean | DeclaredSchema) =>
  typeof open === 'boolean' ? open : cleaned(open, false);

/**
 * Every setting with a default is required: values.yaml always gives it, so the word can only ever be broken by a
 * null, which takes the default away and would end as a nil pointer in a template.
 */
function object(
  schema: DeclaredSchema,
  properties: Readonly<Record<string, DeclaredSchema>>,
  defaultsGiven: boolean,
): Json {
  const given = Object.entries(properties).filter(
    ([, child]) => child.default !== undefined || isSection(child),
  );
  const asked = schema.required ?? [];
  if (!defaultsGiven) return plainObject(properties, asked);
  const required = [...new Set([...asked, ...given.map(([key]) => key)])];
  return { properties: eachCleaned(properties, true), ...(required.length > 0 ? { required } : {}) };
}

/** Within the entries of a map Helm fills no default, so only what has none is required. */
function plainObject(
  properties: Readonly<Record<string, DeclaredSchema>>,
  required: readonly string[],
): Json {
  return { properties: eachCleaned(properties, false), ...(required.length > 0 ? { required } : {}) };
}

function eachCleaned(properties: Readonly<Record<string, DeclaredSchema>>, defaultsGiven: boolean): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([key, child]) => [key, cleaned(child, defaultsGiven)]),
  );
}

const isSection = ({ properties }: DeclaredSchema) => properties !== undefined;

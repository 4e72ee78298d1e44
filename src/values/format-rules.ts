import type { DeclaredSchema, Format, RuleProblem } from './definition';
import { type Dynamic, each, type Setting, when } from './expression';
import { and, hasForm, isSet, json, matches, not, record } from './functions';

/**
 * Every format that the settings declare, as rules: the sentence in a `Format` beats a bare pattern in an error.
 *
 * Settings of one format are checked in one loop, so that the template is a list of them and not a page of conditions.
 */
export function formatRules(places: readonly Place[]): RuleProblem[] {
  const all = places.flatMap(({ schema, value, at }) => formattedIn(schema, value as never, at));
  const ofFormat = new Map<string, Formatted[]>();
  for (const place of all) {
    if (!place.format) continue;
    const others = ofFormat.get(place.format.pattern);
    if (others) others.push(place);
    else ofFormat.set(place.format.pattern, [place]);
  }
  return [...[...ofFormat.values()].flatMap(ofOneFormat), ...all.flatMap(mapRules)];
}

/** A setting or a section: where it is, and what stands there. */
export interface Place {
  readonly at: string;
  readonly schema: DeclaredSchema;
  readonly value: unknown;
}

/** A setting, and the form that it must have. */
interface Formatted extends Place {
  readonly value: Setting<never>;
  readonly format: Format | undefined;
}

/** The settings below, without the sections around them. */
function formattedIn(schema: DeclaredSchema, value: Setting<never>, at: string): Formatted[] {
  if (!schema.properties) return [{ at, schema, value, format: schema['x-format'] }];
  return Object.entries(schema.properties).flatMap(([key, child]) =>
    formattedIn(child, value[key as never], at === '' ? key : `${at}.${key}`),
  );
}

function ofOneFormat(places: readonly Formatted[]): RuleProblem[] {
  const format = places[0].format as Format;
  // What may be a number as well is compared as JSON.
  const isUnion = ({ schema }: Formatted) => schema.anyOf !== undefined;
  return [places.filter(place => !isUnion(place)), places.filter(isUnion)]
    .filter(some => some.length > 0)
    .flatMap(some => {
      const values = record(Object.fromEntries(some.map(({ at, value }) => [at, value])));
      return each(values as Setting<Record<string, never>>, ['at', 'value'], (at, value) =>
        malformed(value, at, format, isUnion(some[0])),
      ) as RuleProblem[];
    });
}

function malformed(value: Setting<never>, at: Dynamic<string>, format: Format, isUnion: boolean) {
  const fits = isUnion ? hasForm(value, format) : matches(format.pattern, value);
  return when(and(isSet(value), not(fits)), () => ({
    code: 'format',
    at: `${at}`,
    message: `${json(value)} is not valid`,
    help: format.help,
  }));
}

/** The names and the entries of one map, or the items of one list. */
function mapRules({ at, schema, value }: Formatted): RuleProblem[] {
  const names = schema['x-key-format'];
  const element = schema.items ?? schema.additionalProperties;
  const hasRules = typeof element === 'object' && isRuled(element);
  if (!names && !hasRules) return [];
  return each(value as Setting<Record<string, never>>, loopNames(at), (name, entry) => [
    ...(names ? [misnamed(name, at, names)] : []),
    ...(hasRules ? entryRules(element, entry as never, `${at}.${name}`) : []),
  ]) as unknown as RuleProblem[];
}

/** Whether something can be wrong with the form of what stands there, or below; lists within entries have rules of their own. */
function isRuled(schema: DeclaredSchema): boolean {
  const { properties = {}, additionalProperties: element } = schema;
  const below = [...Object.values(properties), ...(typeof element === 'object' ? [element] : [])];
  return Boolean(schema['x-format'] ?? schema['x-key-format']) || below.some(isRuled);
}

function entryRules(element: DeclaredSchema, entry: Setting<never>, at: string) {
  return formattedIn(element, entry, at).flatMap(place => [
    ...(place.format
      ? [malformed(place.value, place.at, place.format, place.schema.anyOf !== undefined)]
      : []),
    ...(place.schema.items ? [] : mapRules(place)),
  ]);
}

function misnamed(name: Setting<string>, at: string, { pattern, help }: Format) {
  return when(not(matches(pattern, name)), () => ({
    code: 'key-format',
    at: `${at}.${name}`,
    message: `${json(name)} is not a valid name here`,
    help,
  }));
}

const loopNames = (at: string): [string, string] => {
  const last = (at.split('.').at(-1) ?? at).replace(/[^A-Za-z0-9]/g, '');
  return [`${last}Name`, last];
};

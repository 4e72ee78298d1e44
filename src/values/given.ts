/**
 * What a user gave, laid over the defaults. Only what was given is checked: the defaults are read once, and are shared
 * by all who left a setting alone, so a construct costs what is written for it and not what could be.
 */
import { z } from 'zod';
import type { DeclaredSchema } from './definition';
import type { Place } from './format-rules';
import { isSection } from './rules-to-ask';
import { isPlainMap, withoutUndefined } from './shape-problems';

export interface Given<T = unknown> {
  readonly settings: T;
  /** What was given, without the sections around it; one that takes any key is given as a whole. */
  readonly places: readonly Place[];
}

/** Reads input; where anything is wrong with its shape it gives nothing, and `shapeProblems` has to tell what. */
export function givenReader<T>(
  shape: z.ZodObject,
  schema: DeclaredSchema,
  defaults: T,
): (input: unknown) => Given<T> | undefined {
  const all = partsOf(shape, schema);
  return input => {
    const places: Place[] = [];
    const settings = laidOver(defaults as Section, input ?? {}, all, '', places);
    return settings && { settings: settings as T, places };
  };
}

type Section = Readonly<Record<string, unknown>>;
type Parts = ReadonlyMap<string, Part>;

/** A setting, or a section of them. */
interface Part {
  readonly type: z.ZodType;
  readonly schema: DeclaredSchema;
  /** What is in a section. */
  readonly parts?: Parts;
}

function partsOf({ shape }: z.ZodObject, { properties = {} }: DeclaredSchema): Parts {
  const entries = Object.entries(properties).map(([key, schema]) => {
    const type = shape[key] as z.ZodType;
    const inner = isSection(schema) && type instanceof z.ZodPrefault && type.unwrap();
    return [key, { type, schema, ...(inner instanceof z.ZodObject && { parts: partsOf(inner, schema) }) }];
  });
  return new Map(entries as [string, Part][]);
}

function laidOver(
  defaults: Section,
  input: unknown,
  known: Parts,
  above: string,
  places: Place[],
): Section | undefined {
  if (!isPlainMap(input)) return undefined;
  const settings: Record<string, unknown> = { ...defaults };
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (value === undefined) continue;
    const part = known.get(key);
    if (!part) return undefined;
    const at = above === '' ? key : `${above}.${key}`;
    settings[key] = part.parts
      ? laidOver(defaults[key] as Section, value, part.parts, at, places)
      : read(part, value, at, places);
    if (settings[key] === undefined) return undefined;
  }
  return settings;
}

function read({ type, schema }: Part, value: unknown, at: string, places: Place[]): unknown {
  const { success, data } = type.safeParse(withoutUndefined(value));
  if (!success) return undefined;
  places.push({ at, schema, value: data });
  return data;
}

/**
 * Which rules have to be asked. A rule computes from what it reads and from nothing else: one that had nothing to say of
 * the defaults has nothing to say as long as all that it read is still at its default.
 */
import type { DeclaredSchema, Rules } from './definition';
import { remembered } from './remembered';

/** Of all rules, those whose answer could be another one where these settings were given. */
export function rulesToAsk<T>(
  rules: readonly Rules<T>[],
  schema: DeclaredSchema,
  defaults: T,
): (given: readonly string[]) => ReadonlySet<Rules<T>> {
  const read = rules.map(rule => ({ rule, settings: readOfDefaults(rule, schema, defaults) }));
  const always = read.filter(({ settings }) => settings === undefined).map(({ rule }) => rule);
  const readers = new Map<string, Rules<T>[]>();
  for (const { rule, settings = [] } of read)
    for (const at of settings) readers.set(at, [...(readers.get(at) ?? []), rule]);
  const readersOf = remembered(
    given => new Set([...always, ...given.split(' ').flatMap(at => readers.get(at) ?? [])]),
  );
  return given => readersOf(given.join(' '));
}

/** What a rule reads to find nothing wrong with the defaults; nothing where that is not all there is to it. */
function readOfDefaults<T>(
  rule: Rules<T>,
  schema: DeclaredSchema,
  defaults: T,
): ReadonlySet<string> | undefined {
  const read = new Set<string>();
  try {
    const found = rule(recording(schema, defaults as never, '', read) as never, UNKNOWN_RELEASE as never);
    return found.every(problem => problem === undefined) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The defaults, which note what is read of them. */
function recording(schema: DeclaredSchema, defaults: object, above: string, read: Set<string>): object {
  // A copy, because a proxy may not give out anything else than what a frozen object has.
  return new Proxy({ ...defaults } as Record<string, unknown>, {
    get(settings, key) {
      const declared = typeof key === 'string' ? schema.properties?.[key] : undefined;
      if (!declared) return Reflect.get(settings, key);
      const at = above === '' ? String(key) : `${above}.${String(key)}`;
      if (isSection(declared)) return recording(declared, settings[String(key)] as object, at, read);
      read.add(at);
      return settings[String(key)];
    },
  });
}

/** A section whose keys are all ours; one that takes others is given and read as a whole. */
export const isSection = ({ properties, additionalProperties }: DeclaredSchema) =>
  properties !== undefined && additionalProperties === false;

/** How an installation is called differs each time: a rule that asks for it gets no answer beforehand. */
const UNKNOWN_RELEASE = new Proxy({}, { get: notYet, has: notYet, ownKeys: notYet });

function notYet(): never {
  throw new Error('this depends on the release');
}

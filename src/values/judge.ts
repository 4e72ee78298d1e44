import type { z } from 'zod';
import type { DeclaredSchema, Definition, Judged, Rules } from './definition';
import { formatRules } from './format-rules';
import { givenReader } from './given';
import type { Release } from './release';
import { rulesToAsk } from './rules-to-ask';
import { shapeProblems } from './shape-problems';

type Judge<T> = (input: unknown, releaseFor: (settings: T) => Release) => Judged<T>;

/**
 * Tells what is wrong with an input. Nearly always that is nothing, which a look at what was given shows; only where it
 * is not so, everything is gone through, to tell all of it in its order.
 */
export function judge<S extends z.ZodObject>(
  shape: S,
  schema: DeclaredSchema,
  rules: Definition<S>['rules'],
  rulesAcross: readonly Rules<z.output<S>>[],
): Judge<z.output<S>> {
  const thoroughly: Judge<z.output<S>> = (input, releaseFor) => {
    const { value: settings, problems } = shapeProblems(shape, schema, input);
    const wrong = new Set(problems.map(({ at }) => at));
    const release = releaseFor(settings);
    const found = rules(settings as never, release).filter(isProblem);
    return { settings, release, problems: [...problems, ...found.filter(({ at }) => !wrong.has(at))] };
  };

  const prepare = () => {
    const defaults = frozen(shape.parse({}));
    const read = givenReader(shape, schema, defaults);
    const toAsk = rulesToAsk(rulesAcross, schema, defaults);
    return { read, toAsk };
  };
  let prepared: ReturnType<typeof prepare> | undefined;

  return (input, releaseFor) => {
    // With the first construct, so that to load the library costs nothing.
    prepared ??= prepare();
    const given = prepared.read(input);
    if (!given || formatRules(given.places).some(isProblem)) return thoroughly(input, releaseFor);
    const { settings, places } = given;
    const release = releaseFor(settings);
    for (const rule of prepared.toAsk(places.map(({ at }) => at)))
      if (rule(settings as never, release).some(isProblem)) return thoroughly(input, releaseFor);
    return { settings, release, problems: [] };
  };
}

const isProblem = <P>(found: P | undefined): found is P => found !== undefined;

/** The defaults are shared by all who leave them alone. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

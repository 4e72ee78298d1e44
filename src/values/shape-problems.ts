import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { type Problem, shown } from '../problem';
import type { DeclaredSchema } from './definition';

/** What is wrong with the shape of an input, and the settings with what is wrong left at its default. */
export function shapeProblems<S extends z.ZodType>(
  shape: S,
  schema: DeclaredSchema,
  input: unknown,
): { value: z.output<S>; problems: Problem[] } {
  const problems: Problem[] = [];
  let accepted = withoutUndefined(input ?? {});
  // Each round drops at least one key, so that the rules across settings can be asked in the same go.
  for (;;) {
    const result = shape.safeParse(accepted);
    if (result.success) return { value: result.data, problems };
    const issues = result.error.issues.flatMap(innermost).flatMap(oneForEachKey);
    const found = issues.map(issue => problemOf(issue, schema, accepted));
    // What was taken out along with something wrong is not missed.
    problems.push(...found.filter(({ at }) => !problems.some(known => known.at.startsWith(`${at}.`))));
    if (!isRecord(accepted)) return { value: shape.parse({}), problems };
    accepted = without(accepted, issues.flatMap(offenders));
  }
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
}

/** Of a union that no option fits, the complaint of the option that came closest; of other issues, themselves. */
function innermost(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue as Issue];
  const deeper = (issue.errors as z.core.$ZodIssue[][]).filter(option =>
    option.some(({ path }) => path.length > 0),
  );
  const unknownKeys = (issue.errors as z.core.$ZodIssue[][]).filter(o =>
    o.some(i => i.code === 'unrecognized_keys'),
  );
  const best = deeper[0] ?? unknownKeys[0];
  if (best) return best.map(inner => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
  const expected = (issue.errors as Issue[][]).flatMap(option => option.map(o => o.expected)).filter(Boolean);
  return [
    { code: 'invalid_type', path: issue.path, message: '', expected: [...new Set(expected)].join(' or ') },
  ];
}

/** zod tells all unknown keys of a section at once; each has a correction of its own. */
function oneForEachKey(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return (issue.keys ?? []).map(key => ({ ...issue, keys: [key] }));
}

function problemOf(found: Issue, schema: DeclaredSchema, input: unknown): Problem {
  const at = found.path.map(String).join('.') || 'settings';
  if (found.code === 'unrecognized_keys') return unknownSetting(found, schema);
  const declared = schemaAt(schema, found.path);
  const issue = declared?.type === 'integer' ? { ...found, expected: 'int' } : found;
  const about = declared?.description;
  if (valueAt(input, issue.path) === undefined) return missing(issue, at, about);
  const value = shown(valueAt(input, issue.path));
  const help = [howTo(issue), about && firstSentence(about)].filter(Boolean).join('. ');
  return { code: codeOf(issue), at, message: `${value} is not ${wanted(issue)}`, help };
}

function missing({ expected }: Issue, at: string, about = ''): Problem {
  const help = [`give ${article(expected)}`, firstSentence(about)].filter(Boolean).join('. ');
  return { code: 'missing', at, message: 'this is not given, and has no default', help };
}

function unknownSetting({ path, keys = [] }: Issue, schema: DeclaredSchema): Problem {
  const here = schemaAt(schema, path);
  const known = [here, ...(here?.anyOf ?? [])].flatMap(option => Object.keys(option?.properties ?? {}));
  const [key] = keys;
  const guess = known.length > 0 ? closest(key, known) : '';
  const near =
    guess !== '' && distance(key.toLowerCase(), guess.toLowerCase()) <= Math.max(2, key.length / 3);
  return {
    code: 'unknown-setting',
    at: [...path.map(String), key].join('.'),
    message: `there is no setting "${key}"${path.length > 0 ? ` in ${path.map(String).join('.')}` : ''}`,
    help: near ? `did you mean "${guess}"?` : `the settings here are ${known.join(', ')}`,
  };
}

function codeOf({ code }: Issue): string {
  return (
    { invalid_type: 'type', invalid_value: 'choice', too_small: 'range', too_big: 'range' }[code] ?? 'shape'
  );
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_value')
    return `one of ${(issue.values ?? []).map(v => JSON.stringify(v)).join(', ')}`;
  if (issue.code === 'too_small') return `allowed: the least is ${issue.minimum}${unit(issue)}`;
  if (issue.code === 'too_big') return `allowed: the most is ${issue.maximum}${unit(issue)}`;
  return `${article(issue.expected)}`;
}

const unit = ({ origin }: Issue) =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '';

function article(expected = 'valid'): string {
  const words: Record<string, string> = {
    string: 'a text',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    object: 'a section of settings',
    record: 'a map',
    array: 'a list',
  };
  return expected
    .split(' or ')
    .map(word => words[word] ?? word)
    .join(' or ');
}

function howTo(issue: Issue): string {
  if (issue.code === 'invalid_value') return 'write one of these words as it stands';
  if (issue.code === 'invalid_type')
    return `give ${article(issue.expected)}, or leave it out to get the default`;
  return 'stay within the bounds, or leave it out to get the default';
}

const firstSentence = (text: string) => text.split(/(?<=[.:])\s/)[0].replace(/[.:]$/, '');

function schemaAt(schema: DeclaredSchema, path: readonly PropertyKey[]): DeclaredSchema | undefined {
  return path.reduce<DeclaredSchema | undefined>((at, key) => {
    const options = [at, ...(at?.anyOf ?? [])];
    const declared = options.map(option => option?.properties?.[String(key)]).find(Boolean);
    const open = options
      .map(option => option?.items ?? option?.additionalProperties)
      .find(o => typeof o === 'object');
    return declared ?? (open as DeclaredSchema | undefined);
  }, schema);
}

// ------------------------------------------------------------------------------------------------ pruning

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

function offenders({ code, path, keys = [] }: Issue): PropertyKey[][] {
  return code === 'unrecognized_keys' ? keys.map(key => [...path, key]) : [[...path]];
}

function without(input: unknown, paths: PropertyKey[][]): unknown {
  const removable = paths.map(path => removablePath(input, path));
  const each = new Map(removable.map(path => [JSON.stringify(path), path]));
  // From the last to the first, so that the items of a list keep their places until their turn comes.
  return [...each.values()].reduceRight<unknown>((kept, path) => withoutPath(kept, path), input);
}

/**
 * What goes with a key that is wrong. A list loses the whole item: half an item would only cause another complaint.
 * Where a key is wrong because it is absent, that which lacks it goes.
 */
function removablePath(input: unknown, [key, ...rest]: PropertyKey[]): PropertyKey[] {
  if (key === undefined) return [];
  if (Array.isArray(input)) return [Number(key)];
  if (!isRecord(input) || !Object.hasOwn(input, key)) return [];
  const child = input[key as string];
  return isRecord(child) || Array.isArray(child) ? [key, ...removablePath(child, rest)] : [key];
}

function withoutPath(input: unknown, [key, ...rest]: PropertyKey[]): unknown {
  if (key === undefined) return {};
  if (Array.isArray(input)) return input.filter((_, index) => index !== key);
  if (!isRecord(input)) return input;
  const { [key as string]: child, ...others } = input;
  return rest.length > 0 ? { ...others, [key as string]: withoutPath(child, rest) } : others;
}

export const isPlainMap = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;

/** `{ replicas: undefined }` says no more than `{}`. */
export function withoutUndefined(value: unknown): unknown {
  if (!isPlainMap(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutUndefined(child)]));
}

/**
 * The vocabulary in which a construct declares its settings. One declaration gives the TypeScript type, the default,
 * values.yaml, values.schema.json, the reference in the README, and the checks.
 */
import type { Construct } from 'constructs';
import { z } from 'zod';
import { describeProblem, type Problem } from '../problem';
import { isNode, type Node, reference, type SettingSchema, type Settings } from './expression';
import { formatRules } from './format-rules';
import { judge } from './judge';
import { type Application, type Release, releaseOf } from './release';

/** What a person reads about a setting. */
export interface About<T = unknown> {
  /** First sentence: what it does for the user. Units and consequences follow. */
  readonly about: string;
  /** A value to show where the default does not explain the shape. */
  readonly example?: T;
}

/** A form that a text must have, and the sentence that tells how to write it. */
export interface Format {
  /** In the common part of RE2 and JavaScript. */
  readonly pattern: string;
  /** How to write it, with an example. */
  readonly help: string;
}

type Meta = {
  description: string;
  examples?: unknown[];
  'x-format'?: Format;
  'x-key-format'?: Format;
  'x-type'?: string;
};

const meta = ({ about, example }: About, more: Partial<Meta> = {}): Meta => ({
  description: about,
  ...(example === undefined ? {} : { examples: [example] }),
  ...more,
});

/** A line of text; '' means not set, where that is allowed. A `format` is checked where the text is not empty. */
export function text(
  options: About<string> & { default?: string; format?: Format; maxLength?: number; minLength?: number },
) {
  const format = options.format && { 'x-format': options.format };
  return z
    .string()
    .min(options.minLength ?? 0)
    .max(options.maxLength ?? 1024)
    .default(options.default ?? '')
    .meta(meta(options, format));
}

/** A line of text that an entry of a map must give. */
export function required(options: About<string> & { format?: Format; maxLength?: number }) {
  const format = options.format && { 'x-format': options.format };
  return z
    .string()
    .min(1)
    .max(options.maxLength ?? 1024)
    .meta(meta(options, format));
}

/** One of several words. */
export function choice<const W extends readonly [string, ...string[]]>(
  words: W,
  options: About<W[number]> & { default: W[number] },
) {
  return z
    .enum(words)
    .default(options.default as never)
    .meta(meta(options));
}

/** Yes or no. */
export function toggle(options: About<boolean> & { default: boolean }) {
  return z.boolean().default(options.default).meta(meta(options));
}

/** A whole number within bounds. */
export function integer(options: About<number> & { default: number; min: number; max: number }) {
  return z.int().min(options.min).max(options.max).default(options.default).meta(meta(options));
}

/** A Kubernetes quantity: text with a unit, or a number. */
export function quantity(options: About<string | number> & { default: string; format: Format }) {
  return z
    .union([z.string().max(32), z.number()])
    .default(options.default)
    .meta(meta(options, { 'x-format': options.format }));
}

/** A group of settings. */
export function section<S extends z.ZodRawShape>(about: string, shape: S) {
  return z
    .strictObject(shape)
    .prefault({} as never)
    .meta({ description: about });
}

/** A group that also takes keys which we do not know: part of a Kubernetes object. */
export function openSection<S extends z.ZodRawShape>(about: string, shape: S) {
  type Output = z.output<z.ZodObject<S>>;
  type Input = z.input<z.ZodObject<S>> & Record<string, unknown>;
  const open = z
    .looseObject(shape)
    .prefault({} as never)
    .meta({ description: about });
  return open as unknown as z.ZodPrefault<z.ZodType<Output, Input>>;
}

/** Any number of values of one form, by name, so that a file that overrides one keeps the others. */
export function mapOf<V extends z.ZodType>(value: V, options: About & { keys: Format }) {
  return z
    .record(z.string(), value)
    .default({})
    .meta(meta(options, { 'x-key-format': options.keys }));
}

/** An entry of a `mapOf`. */
export function entry<S extends z.ZodRawShape>(about: string, shape: S) {
  return z.strictObject(shape).meta({ description: about });
}

/** Values in an order that matters. */
export function listOf<V extends z.ZodType>(value: V, options: About & { default?: readonly z.output<V>[] }) {
  return z
    .array(value)
    .default((options.default ?? []) as never)
    .meta(meta(options));
}

/** A part of a Kubernetes object or of a collector's configuration, passed on as it is. */
export function raw<T = Record<string, unknown>>(options: About & { type?: string }) {
  return z
    .record(z.string(), z.any())
    .default({})
    .meta(meta(options, typed(options))) as unknown as z.ZodDefault<z.ZodType<T, T>>;
}

/** A list of parts of Kubernetes objects, passed on as they are. */
export function rawList<T = Record<string, unknown>>(options: About & { type?: string }) {
  return z
    .array(z.record(z.string(), z.any()))
    .default([])
    .meta(meta(options, typed(options))) as unknown as z.ZodDefault<z.ZodType<T[], T[]>>;
}

/** The TypeScript type by which editors know what fits; JSON Schema has no word for it. */
const typed = ({ type }: { type?: string }) => (type === undefined ? {} : { 'x-type': type });

// ------------------------------------------------------------------------------------------------- definitions

/** A problem as a rule states it: any part of it may hold settings. */
export interface RuleProblem {
  readonly code: string;
  readonly at: string;
  readonly message: string;
  readonly help: string;
}

export const problem = (code: string, at: string, message: string, help: string): RuleProblem => ({
  code,
  at,
  message,
  help,
});

/** States all that can be wrong across settings, written with `when` and `each`, so that it works in both worlds. */
export type Rules<T> = (settings: Settings<T>, release: Release) => (RuleProblem | undefined)[];

export interface Definition<S extends z.ZodType = z.ZodType> {
  readonly shape: S;
  /** JSON Schema of the settings, with our own `x-` words in it. */
  readonly schema: DeclaredSchema;
  /** All rules: those of single settings (formats), and those across settings. */
  readonly rules: Rules<z.output<S>>;
  /** What the settings are before the chart is installed. */
  references(): Settings<z.output<S>>;
  /**
   * What a construct's body works on. References pass as they are; a user's props are checked and filled with
   * defaults. What is wrong is left at its default and stops the synthesis, with all that is wrong elsewhere.
   */
  read(construct: Construct, input: unknown, application: Application): Deployable<z.output<S>>;
  /** The settings with their defaults, and everything that is wrong with the input. */
  parse(input: unknown, releaseFor: (settings: z.output<S>) => Release): Judged<z.output<S>>;
}

/** What became of an input. */
export interface Judged<T> {
  readonly settings: T;
  readonly release: Release;
  readonly problems: Problem[];
}

/** Settings, and what their installation is called. */
export interface Deployable<T> {
  readonly settings: Settings<T>;
  readonly release: Release;
}

/** JSON Schema, draft 7, as far as settings use it. */
export interface DeclaredSchema extends SettingSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, DeclaredSchema>>;
  readonly additionalProperties?: boolean | DeclaredSchema;
  readonly items?: DeclaredSchema;
  readonly anyOf?: readonly DeclaredSchema[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly 'x-format'?: Format;
  readonly 'x-key-format'?: Format;
  readonly 'x-type'?: string;
}

/** Declares a construct's settings, and the rules across them. */
export function defineSettings<S extends z.ZodRawShape>(
  shape: S,
  ...rulesAcross: Rules<z.output<z.ZodObject<S>>>[]
): Definition<z.ZodObject<S>> {
  const object = z.strictObject(shape) as unknown as z.ZodObject<S>;
  const schema = z.toJSONSchema(object, {
    target: 'draft-7',
    io: 'input',
    reused: 'inline',
  }) as DeclaredSchema;
  const rules: Rules<z.output<z.ZodObject<S>>> = (settings, release) => [
    ...formatRules([{ at: '', schema, value: settings }]),
    ...rulesAcross.flatMap(rule => rule(settings, release)),
  ];
  const judged = judge(object, schema, rules, rulesAcross);
  return {
    shape: object,
    schema,
    rules,
    references: () => reference(schema, { from: 'setting', path: [] }) as Node as never,
    parse: judged,
    read: (construct, input, application) => {
      const releaseFor = (settings: unknown) => releaseOf(construct, settings as never, application);
      if (isNode(input)) return { settings: input as never, release: releaseFor(input) };
      const { settings, release, problems } = judged(input, releaseFor);
      if (problems.length > 0)
        construct.node.addValidation({ validate: () => problems.map(describeProblem) });
      return { settings: settings as never, release };
    },
  };
}

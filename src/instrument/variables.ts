/** The variables that a container has already: a list that is written down, or a map of settings not known yet. */
import {
  type Dynamic,
  each,
  entriesWhen,
  neverEmpty,
  type Setting,
  truthy,
  when,
} from '../values/expression';
import {
  and,
  choose,
  contains,
  equals,
  hasKey,
  isSet,
  isString,
  matches,
  not,
  valueAt,
} from '../values/functions';

/** A variable as Kubernetes writes it. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

/** A variable that gets another text, if the application is of the language that reads it. */
export interface Rewritten {
  readonly name: string;
  readonly when: Dynamic<boolean>;
  readonly value: Dynamic<string>;
}

/** What `instrument` has to know of them, and all that it does to them. */
export interface Variables {
  /** Whether the container has it, wherever its value comes from. */
  has(name: string): Dynamic<boolean>;
  /** Its text; empty where it has none. */
  text(name: string): Dynamic<string>;
  /** All of them in their order, some with another text, and without those that are moved to the end. */
  kept(rewritten: readonly Rewritten[], moved: readonly string[]): unknown[];
  /** Whether a rewritten one is among `kept`, or still has to be written. */
  staysInPlace(name: string): boolean;
}

/** Those of a container's `env`. */
export function listedVariables(env: readonly EnvVar[]): Variables {
  const named = new Map(env.map(variable => [variable.name, variable]));
  return {
    has: name => named.has(name),
    text: name => named.get(name)?.value ?? '',
    kept: (rewritten, moved) =>
      env
        .filter(({ name }) => !moved.includes(name))
        .map(variable => {
          const other = rewritten.find(
            ({ name, when: applies }) => name === variable.name && truthy(applies),
          );
          return other ? { ...variable, value: other.value } : variable;
        }),
    staysInPlace: name => named.has(name),
  };
}

/** A variable of the settings: a text, or where it comes from. */
export type MappedVariable =
  | string
  | { readonly secret: { readonly name: string; readonly key: string } }
  | { readonly configMap: { readonly name: string; readonly key: string } }
  | { readonly field: string };

/**
 * Those of a map of settings. Kubernetes puts variables into others only where they come before them, and a map has no
 * order: those that mention others come last.
 */
export function mappedVariables(env: Dynamic<Record<string, MappedVariable>>): Variables {
  const map = env as Setting<Record<string, never>>;
  const textOf = (value: Setting<unknown>) => choose(isString(value), value as never, '') as Setting<string>;
  const some = (rewritten: readonly Rewritten[], moved: readonly string[], mention: boolean) =>
    each(map, ['variable', 'value'], (name, value: Setting<unknown>) => {
      const mentions = matches('[$][(]', textOf(value));
      const left = rewritten.map(other => not(and(equals(name, other.name), other.when)));
      return when(and(not(contains(moved, name)), ...left, mention ? mentions : not(mentions)), () =>
        written(name, value),
      );
    });
  return {
    has: name => hasKey(map as never, name),
    text: name => textOf(valueAt(map as never, name)),
    kept: (rewritten, moved) => [...some(rewritten, moved, false), ...some(rewritten, moved, true)],
    staysInPlace: () => false,
  };
}

type Key = { readonly name: Setting<string>; readonly key: Setting<string> };
type From = { readonly secret?: Key; readonly configMap?: Key; readonly field?: Setting<string> };

function written(name: Setting<string>, value: Setting<unknown>) {
  const { secret, configMap, field } = value as From;
  const some = (condition: unknown, source: () => Record<string, unknown>) =>
    entriesWhen(condition as never, source);
  return {
    name,
    ...some(isString(value), () => ({ value })),
    ...some(not(isString(value)), () => ({
      valueFrom: neverEmpty({
        ...some(isSet(secret?.name ?? ''), () => ({
          secretKeyRef: { name: secret?.name, key: secret?.key },
        })),
        ...some(isSet(configMap?.name ?? ''), () => ({
          configMapKeyRef: { name: configMap?.name, key: configMap?.key },
        })),
        ...some(isSet(field ?? ''), () => ({ fieldRef: { fieldPath: field } })),
      }),
    })),
  };
}

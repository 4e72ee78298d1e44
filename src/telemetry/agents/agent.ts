import type { Dynamic } from '../../values/expression';
import { inBoth } from '../../values/functions';
import type { HookFile } from '../hooks';

/** The languages whose processes can be made to carry run_id without a change of their code. */
export type Language = 'python' | 'java' | 'nodejs';

/** The languages into whose processes an agent can be put from outside, without privileges. */
export type InjectedLanguage = Language | 'dotnet';

/** A text that is known, or will be known to the installer. */
export type Text = Dynamic<string>;

/** What one has to know of a language's agent to put it, and run_id, into a process. */
export interface Agent<L extends InjectedLanguage = InjectedLanguage> {
  readonly language: L;

  /** The image that the OpenTelemetry operator takes: it runs nothing, its files are copied out. */
  readonly image: { readonly repository: string; readonly version: string };

  /** What to copy out of the image, and whereto, below the folder. */
  readonly filesInImage: string;
  readonly copiedTo: string;

  /** The same for applications built on musl (Alpine), where that differs. */
  readonly filesForMusl?: string;

  /** Folder below which the operator mounts these files in the application's container. */
  readonly folder: string;

  /** Whether the operator mounts them in a folder of each container's own: `<folder>-<container>`. */
  readonly folderPerContainer: boolean;

  /** The first version by which run_id reaches every span. */
  readonly minimumVersion: string;

  /** What the agent speaks if nothing else is said, and the collector's port for it. */
  readonly protocol: 'http/protobuf';
  readonly port: 4318;

  /** Whether the stock image can speak gRPC as well. */
  readonly speaksGrpc: boolean;

  /** What the copying container asks for, as the operator does. */
  readonly requests: { readonly cpu: string; readonly memory: string };

  /**
   * How much later the application may be ready with the agent in it: twice what was measured at half a core
   * (docs/performance.md); of .NET nothing was.
   */
  readonly startSeconds: number;

  /** The variables by which the language's runtime loads the agent, in the operator's order. */
  readonly loading: readonly (Loader | Fixed)[];

  /** Whether the operator writes them before the variables that all languages have, or after. */
  readonly loadingComesFirst: boolean;

  /** The files of the hook, empty where a variable does it all or nothing can. */
  readonly hookFiles: readonly HookFile[];

  /** Makes the agent copy the run from baggage to every span. */
  readonly hookVariables: Readonly<Record<string, string>>;

  /** Makes the agent capture the request's baggage header, from which the collector can take run_id. */
  readonly captureVariables: Readonly<Record<string, string>>;
}

/** A variable that is set where it is not set yet. */
export interface Fixed {
  readonly name: string;
  readonly value: (agentFolder: Text, musl: Dynamic<boolean>) => Text;
}

/** A variable that holds a list: what was in it stays. */
export interface Loader {
  readonly name: string;

  /** Its value that loads the agent, and everything that it loaded before. */
  readonly loadAgent: (agentFolder: Text, before: Text) => Text;

  /** The same for the hook. Load the hook first: the agent's value goes around it, as with the operator. */
  readonly loadHook: (hookFolder: Text, before: Text) => Text;

  /** What was in it before the two, so that loading them once more changes nothing. */
  readonly unload: (agentFolder: string, hookFolder: string, value: string) => string;
}

/** The items of a list that has a separator; an empty one leaves no separator behind. */
export const joined = (separator: string, ...items: Text[]): Text =>
  inBoth(
    { kind: 'string', pattern: `compact (list $*) | join ${JSON.stringify(separator)}` },
    (...texts: string[]) => texts.filter(text => text !== '').join(separator),
  )(...(items as string[])) as never;

/** A value without some items of it. */
export const withoutItems = (separator: string, value: string, items: readonly string[]): string =>
  value
    .split(separator)
    .filter(item => !items.includes(item))
    .join(separator);

export const isLoader = (variable: Loader | Fixed): variable is Loader => 'loadAgent' in variable;

/** The variables of an agent that hold a list. */
export const loadersOf = ({ loading }: Agent): Loader[] => loading.filter(isLoader);

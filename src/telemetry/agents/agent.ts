import type { HookFile } from '../hooks';

/** The languages whose processes can be made to carry run_id without a change of their code. */
export type Language = 'python' | 'java' | 'nodejs';

/** What one has to know of a language's agent to put it, and run_id, into a process. */
export interface Agent {
  readonly language: Language;

  /** The image that the OpenTelemetry operator takes: it runs nothing, its files are copied out. */
  readonly image: { readonly repository: string; readonly version: string };

  /** What to copy out of the image. */
  readonly filesInImage: string;

  /** Folder below which the operator mounts these files in the application's container. */
  readonly folder: string;

  /** The first version by which run_id reaches every span. */
  readonly minimumVersion: string;

  /** What the agent speaks if nothing else is said, and the collector's port for it. */
  readonly protocol: 'http/protobuf';
  readonly port: 4318;

  /** The variable by which the language's runtime loads things that the application does not know of. */
  readonly loader: 'PYTHONPATH' | 'JAVA_TOOL_OPTIONS' | 'NODE_OPTIONS';

  /** The loader's value that loads the agent, and everything that it loaded before. */
  readonly loadAgent: (agentFolder: string, before?: string) => string;

  /** The same for the hook. Load the hook first: the agent's value goes around it, as with the operator. */
  readonly loadHook: (hookFolder: string, before?: string) => string | undefined;

  /** The files of the hook, empty where a variable does it all. */
  readonly hookFiles: readonly HookFile[];

  /** Makes the agent copy the run from baggage to every span. */
  readonly hookVariables: Readonly<Record<string, string>>;

  /** Makes the agent capture the request's baggage header, from which the collector can take run_id. */
  readonly captureVariables: Readonly<Record<string, string>>;
}

export function joined(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(separator);
}

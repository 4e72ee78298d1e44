/** One thing that is wrong with an input: where, what, and the way out. */
export interface Problem {
  /** The rule that found it, as a stable word a test or a tool can match: `unknown-setting`. */
  readonly code: string;
  /** Where: the path of a setting or of a construct, `exporter.endpoint`. */
  readonly at: string;
  /** What is wrong, with the offending value in it. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
}

/** The form in which every problem reaches a person. */
export function describeProblem({ at, message, code, help }: Problem): string {
  return `${at}: ${message} [${code}]\n  help: ${help}`;
}

/** All problems of one input, thrown once. Its message is what the user reads; the stack is of no use to them. */
export class ProblemsError extends Error {
  constructor(
    readonly where: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`${where} has ${count}:\n\n${problems.map(describeProblem).join('\n')}`);
    this.name = 'ProblemsError';
  }
}

/** For what cannot happen: says that the fault is ours and not the user's. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`bug in @botanu/cdk8s: ${what}`);
}

/** A value as a person would write it in a message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

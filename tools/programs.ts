import { execFile } from 'node:child_process';

/** A program that the machine must bring along. */
export interface Program {
  readonly name: string;
  readonly atLeast: string;

  /** The command that prints its version, on either stream. */
  readonly asks: readonly [program: string, ...args: string[]];

  /** What to do where it is absent. @default - install it from the package manager */
  readonly fix?: string;
}

export const GO: Program = { name: 'Go', atLeast: '1.26', asks: ['go', 'env', 'GOVERSION'] };
export const PYTHON: Program = { name: 'Python', atLeast: '3.10', asks: ['python3', '--version'] };
export const MAVEN: Program = { name: 'Maven', atLeast: '3.6', asks: ['mvn', '--version'] };
export const JAVA: Program = { name: 'Java', atLeast: '11', asks: ['java', '-version'] };
export const APT: Program = {
  name: 'apt',
  atLeast: '2.2',
  asks: ['apt-get', '--version'],
  fix: 'what it would download belongs to a machine with Debian 12',
};
export const NPM: Program = { name: 'npm', atLeast: '9', asks: ['npm', '--version'] };

/** Says in one sentence why a program cannot be used, or nothing when it can. */
export async function whyUnusable(program: Program): Promise<string | undefined> {
  const found = await versionOf(program);
  const { fix = 'install it from your package manager, or run npm run test:unit, which needs Node only' } =
    program;
  if (found === undefined) return `${program.name} ${program.atLeast} or later is not on the PATH: ${fix}`;
  if (isBefore(found, program.atLeast))
    return `${program.name} ${found} is on the PATH, but ${program.atLeast} or later is needed: ${fix}`;
  return undefined;
}

export function versionOf({ asks: [program, ...args] }: Program): Promise<string | undefined> {
  // Without GOTOOLCHAIN=local, an old Go would answer with the version of a newer one that it fetches first.
  const env = { ...process.env, GOTOOLCHAIN: 'local', NO_COLOR: '1' };
  return new Promise(resolve => {
    execFile(program, args, { env }, (error, stdout, stderr) => {
      resolve(error ? undefined : `${stdout}${stderr}`.match(/\d+(\.\d+)+/)?.[0]);
    });
  });
}

function isBefore(version: string, atLeast: string): boolean {
  const [found, wanted] = [version, atLeast].map(text => text.split('.').map(Number));
  const differing = wanted.findIndex((part, place) => (found[place] ?? 0) !== part);
  return differing >= 0 && (found[differing] ?? 0) < wanted[differing];
}

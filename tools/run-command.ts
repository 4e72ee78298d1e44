import { spawn } from 'node:child_process';
import type { Command } from './recipes';

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a command to its end and keeps what it said on either stream. */
export function runCommand({ program, args, environment }: Command, folder: string): Promise<Outcome> {
  return new Promise(resolve => {
    let output = '';
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text;
      });
    }
    child.on('error', error => resolve({ succeeded: false, output: error.message }));
    child.on('close', code => resolve({ succeeded: code === 0, output }));
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that travels into processes: it makes every span carry its run. */
export interface HookFile {
  /** Where it lies, below the folder that holds the hook. May contain a folder of its own. */
  readonly path: string;

  readonly text: string;
}

/** Two files of a distribution and a module: the folder that holds them goes on PYTHONPATH. */
export const PYTHON_HOOK: readonly HookFile[] = [
  'botanu_baggage.py',
  'botanu_baggage-1.0.dist-info/METADATA',
  'botanu_baggage-1.0.dist-info/entry_points.txt',
].map(path => hookFile('python', path));

/** One file, for `node --require`. */
export const NODEJS_HOOK: readonly HookFile[] = [hookFile('nodejs', 'botanu-baggage.cjs')];

function hookFile(language: string, path: string): HookFile {
  return { path, text: readFileSync(join(__dirname, language, path), 'utf8') };
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './recipes';

/** Names what a build would give: the same pins, command, machine and runtime give the same name. */
export function contentHash(recipe: Recipe, runtimeVersion = ''): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([recipe.command('RESULT'), recipe.answer, runtimeVersion]));
  hash.update(`${process.platform} ${process.arch}`);
  for (const file of pinsOf(recipe.pins)) {
    hash.update(`\0${file}\0`);
    hash.update(readFileSync(join(recipe.pins, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The files that a build reads, in the same order on any machine. */
function pinsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(file => !file.endsWith('.md') && !file.endsWith('_test.go') && !file.includes('node_modules/'))
    .sort();
}

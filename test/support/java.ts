import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, tool } from '../../tools/tool';

const APPS = join(__dirname, 'apps', 'java');

/** Compiles a file, by default the service that the tests run, and gives the class path that runs it. */
export async function javaClasses(source = join(APPS, 'RunService.java')): Promise<string> {
  const cache = cacheFolder();
  const libraries = join(await tool('java-apps'), '*');

  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const classes = join(cache, `java-classes-${hash}`);
  if (!existsSync(classes)) {
    const unfinished = mkdtempSync(`${classes}.unfinished-`);
    await promisify(execFile)('javac', ['-cp', libraries, '-d', unfinished, source]);
    // Another test may have been faster; its classes are as good.
    if (!existsSync(classes)) renameSync(unfinished, classes);
  }
  return `${classes}:${libraries}`;
}

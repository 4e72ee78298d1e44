import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildOnce } from '../../tools/build-once';
import { JAVA, MAVEN } from '../../tools/programs';
import type { Recipe } from '../../tools/recipes';
import { cacheFolder } from '../../tools/tool';

const APPS = join(__dirname, 'apps', 'java');

/** What the Java service imports. */
const LIBRARIES: Recipe = {
  name: 'java-apps',
  version: '1',
  pins: join(APPS, 'libraries'),
  answer: '.',
  takes: 'about 5 seconds',
  builtWith: MAVEN,
  runsWith: JAVA,
  registry: 'the Maven repository',
  alternative: 'name another one in the settings.xml of Maven',
  command: result => ({
    program: 'mvn',
    args: ['--batch-mode', '--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${result}`],
  }),
};

/** Compiles a file, by default the service that the tests run, and gives the class path that runs it. */
export async function javaClasses(source = join(APPS, 'RunService.java')): Promise<string> {
  const cache = cacheFolder();
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const libraries = join(await buildOnce(LIBRARIES, { cache, report }), '*');

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

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const libraries = join(await buildOnce(LIBRARIES, { cache: cacheFolder(), report }), '*');
  const classes = mkdtempSync(join(tmpdir(), 'botanu-java-'));
  await promisify(execFile)('javac', ['-cp', libraries, '-d', classes, source]);
  return `${classes}:${libraries}`;
}

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOnce } from '../../../tools/build-once';
import { catalogue } from '../../../tools/catalogue';
import { contentHash } from '../../../tools/content-hash';
import { explainFailure } from '../../../tools/explain-failure';
import { type Program, whyUnusable } from '../../../tools/programs';
import type { Recipe } from '../../../tools/recipes';
import { cacheFolder } from '../../../tools/tool';

const NODE: Program = { name: 'Node', atLeast: '18.0', asks: [process.execPath, '--version'] };
const ABSENT: Program = { name: 'Cobol', atLeast: '7', asks: ['no-such-compiler', '--version'] };

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-test-'));
  mkdirSync(join(folder, 'pins'));
  writeFileSync(join(folder, 'pins', 'pins.txt'), 'greeting 1');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A tool that Node alone builds: by default its binary is a copy of the pins, and each build leaves a mark. */
function greeting(script = "copyFileSync('pins.txt', join(result, 'greet'))"): Recipe {
  const prelude = `const { appendFileSync, copyFileSync, mkdirSync, writeFileSync } = require('node:fs');
    const { join } = require('node:path');
    const result = process.argv[1];
    appendFileSync('../builds', 'x');`;
  return {
    name: 'greeting',
    version: '1.0',
    pins: join(folder, 'pins'),
    answer: 'greet',
    takes: 'no time',
    builtWith: NODE,
    registry: 'the registry of greetings',
    alternative: 'set GREETINGS to another one',
    command: result => ({ program: process.execPath, args: ['-e', prelude + script, result] }),
  };
}

const cache = () => join(folder, 'cache');
const built = (recipe: Recipe) => buildOnce(recipe, { cache: cache(), report: line => said.push(line) });
const builds = () => readFileSync(join(folder, 'builds'), 'utf8').length;
const messageOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it succeeded',
    (error: Error) => error.message,
  );

describe('building', () => {
  test('an absent tool is built, with a line before and one after', async () => {
    const path = await built(greeting());
    expect(readFileSync(path, 'utf8')).toBe('greeting 1');
    expect(said).toEqual([
      'greeting 1.0: building (no time, once) …',
      expect.stringMatching(/^greeting 1.0: built in \d+ s$/),
    ]);
  });

  test('a tool that is there is neither built nor mentioned', async () => {
    const first = await built(greeting());
    said = [];
    expect(await built(greeting())).toBe(first);
    expect(builds()).toBe(1);
    expect(said).toEqual([]);
  });

  test('a changed pin makes another tool, and keeps the former', async () => {
    const former = await built(greeting());
    writeFileSync(join(folder, 'pins', 'pins.txt'), 'greeting 2');
    expect(readFileSync(await built(greeting()), 'utf8')).toBe('greeting 2');
    expect(readFileSync(former, 'utf8')).toBe('greeting 1');
  });

  test('whoever asks during a build waits for it', async () => {
    const slow = greeting("setTimeout(() => copyFileSync('pins.txt', join(result, 'greet')), 700)");
    const paths = await Promise.all([built(slow), built(slow), built(slow)]);
    expect(new Set(paths).size).toBe(1);
    expect(builds()).toBe(1);
    expect(said).toContain('greeting 1.0: waiting for another process that builds it …');
  });

  test('the lock and the half-made result of a process that was killed are removed', async () => {
    const entry = join(cache(), `greeting-${contentHash(greeting())}`);
    const killed = await idOfAnEndedProcess();
    mkdirSync(`${entry}.unfinished-${killed}`, { recursive: true });
    writeFileSync(`${entry}.lock`, `${killed}`);
    await built(greeting());
    expect(readdirSync(cache())).toEqual([`greeting-${contentHash(greeting())}`]);
  });

  test('a build that fails leaves nothing, and the next one starts again', async () => {
    const failing = greeting(
      "writeFileSync(join(result, 'greet'), 'half'); console.error('out of words'); process.exit(1)",
    );
    expect(await messageOf(built(failing))).toContain('out of words');
    expect(readdirSync(cache())).toEqual([]);
    await messageOf(built(failing));
    expect(builds()).toBe(2);
  });

  test('a recipe that copies its pins is built in the copy', async () => {
    const inPlace = {
      ...greeting(),
      copiesPins: true,
      answer: '.',
      command: () => ({
        program: process.execPath,
        args: ['-e', "require('node:fs').writeFileSync('made', '')"],
      }),
    };
    expect(readdirSync(await built(inPlace)).sort()).toEqual(['made', 'pins.txt']);
    expect(existsSync(join(folder, 'pins', 'made'))).toBe(false);
  });
});

describe('the content hash', () => {
  test('is the same for the same pins and command', () => {
    expect(contentHash(greeting())).toBe(contentHash(greeting()));
  });

  test.each([
    ['another pin', () => writeFileSync(join(folder, 'pins', 'pins.txt'), 'greeting 2'), greeting, ''],
    ['a further file', () => writeFileSync(join(folder, 'pins', 'more.txt'), ''), greeting, ''],
    ['another command', () => {}, () => greeting('0'), ''],
    ['another runtime', () => {}, greeting, '3.12.1'],
  ])('differs with %s', (_, change, recipe, runtime) => {
    const before = contentHash(greeting());
    change();
    expect(contentHash(recipe(), runtime)).not.toBe(before);
  });

  test('does not look at what explains or tests a tool', () => {
    const before = contentHash(greeting());
    writeFileSync(join(folder, 'pins', 'README.md'), 'How to greet');
    writeFileSync(join(folder, 'pins', 'greet_test.go'), 'package main');
    expect(contentHash(greeting())).toBe(before);
  });
});

describe('what cannot be built is explained', () => {
  const unitTests = 'install it from your package manager, or run npm run test:unit, which needs Node only';

  test('a program that is not there', async () => {
    expect(await messageOf(built({ ...greeting(), builtWith: ABSENT }))).toBe(
      `Cobol 7 or later is not on the PATH: ${unitTests}`,
    );
  });

  test('a program that is too old', async () => {
    expect(await whyUnusable({ ...NODE, atLeast: '99.1' })).toBe(
      `Node ${process.versions.node} is on the PATH, but 99.1 or later is needed: ${unitTests}`,
    );
  });

  test('a program that only building needs is not asked for when the tool is there', async () => {
    const path = await built(greeting());
    expect(await built({ ...greeting(), builtWith: ABSENT })).toBe(path);
  });

  test('a program that the tool runs with is asked for even when the tool is there', async () => {
    await built(greeting());
    expect(await messageOf(built({ ...greeting(), runsWith: ABSENT }))).toContain('Cobol 7 or later');
  });

  test.each([
    ['go', 'dial tcp: lookup proxy.example on 10.0.0.1:53: no such host'],
    ['npm', 'npm error code EAI_AGAIN'],
    ['pip', "WARNING: Retrying after connection broken by 'NewConnectionError(...)'"],
    [
      'pip without retries',
      'ERROR: Could not find a version that satisfies the requirement a==1 (from versions: none)',
    ],
    ['mvn', 'Could not transfer artifact a:b:1 from/to central: Unknown host repo.example'],
  ])('a network that %s cannot use', (_, output) => {
    expect(explainFailure(greeting(), output)).toBe(
      'greeting 1.0 could not be built: the registry of greetings could not be reached; connect to a network or set GREETINGS to another one, and run this again, it continues where it stopped',
    );
  });

  test('a version that the registry refuses, in the words of the registry', () => {
    expect(explainFailure(greeting(), 'go: downloading a\n\ngo: a@v1.0.0: 403 Forbidden\n')).toBe(
      'greeting 1.0 could not be built: the registry of greetings does not offer a version that tools/greeting pins; pin another one, or set GREETINGS to another one\n  go: downloading a\n  go: a@v1.0.0: 403 Forbidden',
    );
  });

  test('a full disk', () => {
    expect(explainFailure(greeting(), 'write /tmp/x: no space left on device')).toBe(
      'greeting 1.0 could not be built: the disk is full; make room and run this again',
    );
  });

  test('anything else by the last lines of the compiler', () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}`);
    const message = explainFailure(
      { ...greeting(), command: () => ({ program: 'go', args: [] }) },
      lines.join('\n'),
    );
    expect(message.split('\n')).toEqual([
      'greeting 1.0 could not be built: go failed; its last lines were',
      ...lines.slice(-8).map(line => `  ${line}`),
    ]);
  });
});

describe('the catalogue', () => {
  const go = Object.values(catalogue).filter(recipe => recipe.builtWith.name === 'Go');

  test.each(go.map(recipe => [recipe.name, recipe]))(
    '%s asks for no other Go than the one that is there',
    (_, { pins }) => {
      expect(readFileSync(join(pins, 'go.mod'), 'utf8')).not.toMatch(/^toolchain /m);
    },
  );

  test('the lockfile of the Node agent names no registry', () => {
    expect(readFileSync(join(catalogue['node-agent'].pins, 'package-lock.json'), 'utf8')).not.toContain(
      '"resolved"',
    );
  });
});

test.each([
  [{ BOTANU_TOOLS_CACHE: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' }, '/a'],
  [{ XDG_CACHE_HOME: '/b', HOME: '/c' }, '/b/botanu-tools'],
  [{ HOME: '/c' }, '/c/.cache/botanu-tools'],
])('with %j the cache is %s', (environment, expected) => {
  expect(cacheFolder(environment)).toBe(expected);
});

function idOfAnEndedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  return new Promise(resolve => child.on('close', () => resolve(child.pid as number)));
}

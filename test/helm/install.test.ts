import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HELMS, helm, objectsOf, template } from '../support/helm';
import { OUR_CONSTRUCTS } from '../support/subjects';
import { temporaryFolder } from '../support/temporary-folder';

const EXAMPLES = OUR_CONSTRUCTS.flatMap(({ folder }) =>
  readdirSync(join(folder, 'ci')).map(file => ({ folder, file: join(folder, 'ci', file) })),
);
const cases = HELMS.flatMap(version =>
  EXAMPLES.map(
    ({ folder, file }) => [version, `${basename(folder)}: ${basename(file)}`, file, folder] as const,
  ),
);

test('there are examples to install', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(15);
});

test.each(cases)('%s finds nothing to complain about with %s', async (version, _name, file, folder) => {
  const { code, stdout } = await helm(version, ['lint', '--strict', folder, '-f', file]);
  expect(stdout).toMatch(/1 chart\(s\) linted, 0 chart\(s\) failed/);
  expect(stdout).not.toMatch(/\[(WARNING|ERROR)\]/);
  expect(code).toBe(0);
});

test.each(cases)('%s renders %s without a null, and without noise', async (version, _name, file, folder) => {
  const { stdout } = await template(version, folder, readFileSync(file, 'utf8'));
  const objects = objectsOf(stdout);
  expect(objects.length).toBeGreaterThanOrEqual(3);
  expect(nullsOf(objects)).toEqual([]);
  expect(stdout.match(/[ \t]+$/gm)).toBeNull();
  const bodies = stdout.split(/^---$/m).filter(body => !body.includes('templates/run-id-hook'));
  expect(bodies.filter(body => /\n\s*\n\s*\S/.test(body.trim()))).toEqual([]);
});

test('the search for nulls finds one', () => {
  expect(nullsOf([{ a: [{ b: null }] }])).toEqual(['/0/a/0/b']);
});

function nullsOf(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => nullsOf(child, `${path}/${key}`));
}

describe.each(HELMS)('%s', version => {
  test.each(OUR_CONSTRUCTS)(
    'packages the chart of $name, and installs from the package what it installs from the folder',
    async ({ chart, folder, least }) => {
      const packages = temporaryFolder();
      expect((await helm(version, ['package', folder, '-d', packages])).code).toBe(0);
      const [archive] = readdirSync(packages);
      expect(archive).toBe(`${chart.name}-${chart.version}.tgz`);
      const fromPackage = await template(version, join(packages, archive), least);
      expect(fromPackage.stdout).toBe((await template(version, folder, least)).stdout);
    },
  );
});

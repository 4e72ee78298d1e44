import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { COLLECTOR_CHART } from '../support/chart';
import { HELMS, helm, objectsOf, template } from '../support/helm';
import { temporaryFolder } from '../support/temporary-folder';

const EXAMPLES = readdirSync(join(COLLECTOR_CHART, 'ci')).map(file => join(COLLECTOR_CHART, 'ci', file));
const cases = HELMS.flatMap(version => EXAMPLES.map(file => [version, basename(file), file] as const));

test('there are examples to install', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(6);
});

test.each(cases)('%s finds nothing to complain about with %s', async (version, _name, file) => {
  const { code, stdout } = await helm(version, ['lint', '--strict', COLLECTOR_CHART, '-f', file]);
  expect(stdout).toMatch(/1 chart\(s\) linted, 0 chart\(s\) failed/);
  expect(stdout).not.toMatch(/\[(WARNING|ERROR)\]/);
  expect(code).toBe(0);
});

test.each(cases)('%s renders %s without a null, and without noise', async (version, _name, file) => {
  const { stdout } = await template(version, COLLECTOR_CHART, readFileSync(file, 'utf8'));
  const objects = objectsOf(stdout);
  expect(objects.length).toBeGreaterThanOrEqual(5);
  expect(nullsOf(objects)).toEqual([]);
  expect(stdout.match(/[ \t]+$/gm)).toBeNull();
  const bodies = stdout.split(/^---$/m).filter(body => !body.includes('run-id-hooks'));
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

test.each(HELMS)(
  '%s packages the chart, and installs from the package what it installs from the folder',
  async version => {
    const folder = temporaryFolder();
    expect((await helm(version, ['package', COLLECTOR_CHART, '-d', folder])).code).toBe(0);
    const [archive] = readdirSync(folder);
    expect(archive).toBe('collector-0.2.0.tgz');
    const values = { exporter: { endpoint: 'backend:4317' } };
    const fromPackage = await template(version, join(folder, archive), values);
    expect(fromPackage.stdout).toBe((await template(version, COLLECTOR_CHART, values)).stdout);
  },
);

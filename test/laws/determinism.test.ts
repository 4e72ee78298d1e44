import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationChart, collectorChart } from '../../src';
import { compileChart } from '../../src/chart';

const REPOSITORY = join(__dirname, '../..');
const fingerprint = (files: object) => createHash('sha256').update(JSON.stringify(files)).digest('hex');

const all = () => [collectorChart, applicationChart].map(chart => compileChart(chart as never));

/** Compiles in a process of its own, in another place and with other habits. */
function elsewhere(environment: Record<string, string>, cwd: string): string {
  const script = `
    const { createHash } = require('node:crypto');
    const { applicationChart, collectorChart } = require(${JSON.stringify(join(REPOSITORY, 'src'))});
    const { compileChart } = require(${JSON.stringify(join(REPOSITORY, 'src/chart'))});
    console.log(createHash('sha256').update(JSON.stringify([collectorChart, applicationChart].map(compileChart))).digest('hex'));`;
  const env = { ...process.env, TS_NODE_PROJECT: join(REPOSITORY, 'tsconfig.json'), ...environment };
  const register = join(REPOSITORY, 'node_modules/ts-node/register/transpile-only');
  return execFileSync(process.execPath, ['--require', register, '-e', script], {
    cwd,
    env,
    encoding: 'utf8',
  }).trim();
}

test('the same definition gives the same text twice', () => {
  expect(fingerprint(all())).toBe(fingerprint(all()));
});

test.each([
  ['another time zone', { TZ: 'Pacific/Kiritimati' }, REPOSITORY],
  ['another language', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, REPOSITORY],
  ['another folder', {}, tmpdir()],
  ['sorted keys asked of cdk8s', { CDK8S_DISABLE_SORT: '' }, REPOSITORY],
])('and so with %s', (_what, environment, cwd) => {
  expect(elsewhere(environment, cwd)).toBe(fingerprint(all()));
});

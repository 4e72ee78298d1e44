import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');

test("the demo shows no run through the guide's configuration, the run on every span through ours, and ends", () => {
  const script = join(REPOSITORY, 'examples/demo/demo.ts');
  const args = ['--require', 'ts-node/register', script];
  const output = execFileSync(process.execPath, args, {
    cwd: REPOSITORY,
    encoding: 'utf8',
    timeout: 120_000,
  });
  const [, guide, ours] = output.split(/^\d\. /m);
  const runId = /The run: (\S+)/.exec(output)?.[1];
  expect(guide).toContain('0 of 5 spans carry the run.');
  expect(guide).not.toContain(runId);
  expect(ours).toContain('5 of 5 spans carry the run.');
  expect(ours.split(`${runId}`)).toHaveLength(6);
}, 150_000);

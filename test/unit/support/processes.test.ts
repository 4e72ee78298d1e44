import { spawnSync } from 'node:child_process';
import { type RunningProcess, startProcess } from '../../support/processes';

const shell = (script: string) => startProcess('shell', 'sh', { args: ['-c', script] });

let started: RunningProcess | undefined;
afterEach(() => started?.stop());

test('a process is awaited by what it says', async () => {
  started = shell('echo on port 4317; sleep 60');
  expect((await started.says(/on port (\d+)/))[1]).toBe('4317');
});

test('one that ends too early is reported with its ending and its words', async () => {
  started = shell('echo no such file >&2; exit 3');
  await expect(started.says(/ready/)).rejects.toThrow(
    /shell ended with code 3 before saying \/ready\/; it wrote:\nno such file/,
  );
});

test('one that takes too long, too', async () => {
  started = shell('echo working; sleep 60');
  await started.says(/working/);
  await expect(started.says(/ready/, 50)).rejects.toThrow(
    /50 ms without saying \/ready\/; it wrote:\nworking/,
  );
});

test('stopping ends what the process started', async () => {
  started = shell('sleep 60 & echo child $!; wait');
  const child = Number((await started.says(/child (\d+)/))[1]);

  await started.stop();

  // A Z is what is left of one that ended, until somebody asks for its exit code.
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(child)]).stdout.toString();
  expect(state.trim()).toMatch(/^(Z|$)/);
});

test('nothing of the environment gets in unasked', async () => {
  started = startProcess('env', 'env', { env: { ASKED: 'yes' } });
  await started.says(/ASKED=yes/);
  expect(started.output()).not.toContain('JEST');
});

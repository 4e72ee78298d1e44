/** The two other kinds of cluster: one without root, and one that the machine has already. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { tool } from '../../../tools/tool';
import { startCluster } from '../../support/cluster/cluster';
import { labImage } from '../../support/cluster/images';
import { useCluster } from '../../support/cluster/use-cluster';

const ROOT = join(__dirname, '..', '..', '..');

/** What the owner of a cluster says when it runs without any of root's rights. */
function withoutRights(kind: 'fake' | 'real'): Promise<string> {
  const nothing = ['--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
  const script = join(ROOT, 'test/support/cluster/owner.ts');
  const owner = spawn(
    'setpriv',
    [...nothing, process.execPath, join(ROOT, 'node_modules/.bin/ts-node'), script, kind],
    {
      detached: true,
    },
  );
  return new Promise(resolve => {
    let text = '';
    for (const stream of [owner.stdout, owner.stderr])
      stream.on('data', data => {
        text += data;
        if (/^up /m.test(text)) process.kill(-(owner.pid as number), 'SIGKILL');
      });
    owner.on('close', () => resolve(text));
  });
}

test('the one with an API server alone needs no right of root; the one with pods does', async () => {
  expect(await withoutRights('fake')).toMatch(/^up /m);
  expect(await withoutRights('real')).toMatch(/this root may not make namespaces/);
}, 60_000);

describe('on a machine that has a cluster', () => {
  const own = useCluster();
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('its context is used, images are loaded by its command, and it goes on running', async () => {
    process.env.PATH = `${await tool('kubernetes')}:${before.PATH}`;
    process.env.KUBECONFIG = own().kubeconfig;
    process.env.BOTANU_TEST_KUBECONTEXT = 'test';
    process.env.BOTANU_TEST_LOAD_IMAGE = 'test -s';
    const cluster = await startCluster({ images: [await labImage()] });
    expect((await cluster.list('nodes')).map(({ metadata }) => metadata.name)).toEqual(['node-1']);
    await cluster.stop();
    expect(await own().list('nodes')).toHaveLength(1);
  });

  test('without a command for images it says which variable is missing', async () => {
    process.env.PATH = `${await tool('kubernetes')}:${before.PATH}`;
    process.env.KUBECONFIG = own().kubeconfig;
    process.env.BOTANU_TEST_KUBECONTEXT = 'test';
    await expect(startCluster({ images: [await labImage()] })).rejects.toThrow(
      /set BOTANU_TEST_LOAD_IMAGE to a command/,
    );
  });
});

/** The notes followed word by word, by somebody who pastes every command into a shell. */
import { tool } from '../../../tools/tool';
import { startBackend } from '../../support/cluster/backend';
import { collectorImage, labImage } from '../../support/cluster/images';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { run } from '../../support/helm';
import { type RunningProcess, startProcess, stopAll } from '../../support/processes';

const cluster = useCluster(async () => ({ images: await Promise.all([collectorImage(), labImage()]) }));
const NAMESPACE = 'observability';

const running: RunningProcess[] = [];
afterAll(() => stopAll(running));

/** What a person sees after each command, in order. */
async function follow(commands: readonly string[]): Promise<string[]> {
  const kubernetes = await tool('kubernetes');
  const env = { PATH: `${kubernetes}:${process.env.PATH}`, KUBECONFIG: cluster().kubeconfig };
  const seen = [];
  for (const command of commands) {
    if (command.includes('port-forward')) {
      const forwarding = startProcess('port-forward', 'sh', { args: ['-c', `exec ${command}`], env });
      running.push(forwarding);
      seen.push((await forwarding.says(/Forwarding from .*/))[0]);
    } else {
      const { code, stdout, stderr } = await run('sh', ['-c', command], '', env);
      seen.push(code === 0 ? stdout : `${command}: ${code} ${stderr}`);
    }
  }
  return seen;
}

/** The indented lines of the notes' second section. */
function commandsOf(notes: string): string[] {
  const section = notes.slice(
    notes.indexOf('2. See that it works'),
    notes.indexOf('3. What is not protected'),
  );
  return section.split('\n').flatMap(line => (line.startsWith('  ') ? [line.trim()] : []));
}

test('every command of "See that it works" shows that it works', async () => {
  await cluster().namespace(NAMESPACE);
  const backend = await startBackend(cluster(), NAMESPACE);
  const notes = await installFromRepository(cluster(), 'helm4', {
    namespace: NAMESPACE,
    values: { exporter: { endpoint: backend.grpc, tls: { enabled: false } } },
  });
  const commands = commandsOf(notes);
  const seen = await follow(commands);
  expect(commands.length).toBeGreaterThanOrEqual(5);
  expect(seen.join('\n')).toMatch(/botanu-collector-\S+\s+1\/1\s+Running/);
  expect(seen.join('\n')).toMatch(/HTTP\/1\.1 200 OK/);
  expect(seen.filter(text => text.startsWith('Forwarding from'))).toHaveLength(2);
  expect(commands.at(-1)).toContain('/metrics');
  expect(seen.at(-1)).not.toMatch(/^curl.*: \d+ /);
});

test('a command that is wrong would be seen', async () => {
  const [seen] = await follow([`kubectl -n ${NAMESPACE} get daemonset/botanu-collectors`]);
  expect(seen).toMatch(/NotFound/);
});

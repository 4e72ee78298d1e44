/** What the notes of the operator stack say of agents; that the command in them works, opt-in.test.ts shows in a cluster. */
import { operatorStackChart, whatToRestart } from '../../src';
import { chartFolder, helm, run, valuesFile } from '../support/helm';

const folder = chartFolder(operatorStackChart as never);

async function notes(values: object): Promise<string> {
  const args = ['install', 'botanu', folder, '--namespace', 'observability', '--dry-run=client', '-f', '-'];
  const { stdout, stderr } = await helm('helm4', args, valuesFile(values));
  if (!stdout.includes('NOTES:')) throw new Error(stderr);
  return stdout.slice(stdout.indexOf('NOTES:'));
}

const CONFIG_MAP = 'observability-botanu-operator-stack-run-id-hook';
const COMMANDS = [
  ['operator', whatToRestart({ engine: 'operator' })],
  ['policy', whatToRestart({ engine: 'policy', configMap: CONFIG_MAP })],
] as const;

test.each(COMMANDS)(
  'with the engine %s they print its command, as a shell takes it',
  async (engine, command) => {
    expect(await notes({ engine, operator: { enabled: engine === 'operator' } })).toContain(
      `\n${command.join('\n')}\n`,
    );
    expect(await run('sh', ['-n', '-c', command.join('\n')])).toMatchObject({ code: 0, stderr: '' });
  },
);

test('they say how a pod asks, and which languages the operator has off', async () => {
  const said = await notes({ instrumentation: { name: 'ours' } });
  expect(said).toContain('inject-python: observability/ours');
  expect(said).toMatch(/--enable-go-instrumentation=true/);
  expect(await notes({ engine: 'policy', operator: { enabled: false } })).not.toMatch(/enable-go/);
});

test('without an Instrumentation there is nothing to ask for, and nothing is said of it', async () => {
  expect(await notes({ instrumentation: { enabled: false } })).not.toMatch(/annotations|kubectl/);
});

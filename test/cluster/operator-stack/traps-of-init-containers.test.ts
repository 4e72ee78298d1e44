/** The init container by hand, as a well-known guide writes it, and as examples/guides does: what a real Python makes of it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tool } from '../../../tools/tool';
import { podOf } from '../../support/guide-examples';

const execute = promisify(execFile);

/** Where the agent is in the container of the example. */
const FOLDER = '/otel-auto-instrumentation-python';
const { env } = podOf('kubernetes/init-container').spec.containers[0];
const EXAMPLE: Record<string, string> = Object.fromEntries(
  env.map(({ name, value }: { name: string; value: string }) => [name, value]),
);

/** Starts Python with variables of a container, the agent being in a folder of this machine. */
async function started(variables: Record<string, string>) {
  const folder = await tool('python-agent');
  const here = Object.entries(variables).map(([name, value]) => [name, value.replaceAll(FOLDER, folder)]);
  const command = 'import sys; print(getattr(sys.modules.get("sitecustomize"), "__file__", None))';
  const { stdout, stderr } = await execute('python3', ['-c', command], {
    // Nobody listens there, and what is not sent within the moment is given up.
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(here),
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    },
  });
  return { agent: stdout.startsWith(folder), failed: /RuntimeError: .*/.exec(stderr)?.[0] };
}

test('with the folder of the agent alone in its path, Python never starts the agent; as it is here, it does', async () => {
  expect((await started({ ...EXAMPLE, PYTHONPATH: FOLDER })).agent).toBe(false);
  expect(await started(EXAMPLE)).toEqual({ agent: true, failed: undefined });
});

test('without a protocol the agent looks for an exporter of gRPC, which it has not; as it is here, it has', async () => {
  const { OTEL_EXPORTER_OTLP_PROTOCOL: _said, OTEL_TRACES_EXPORTER: _otlp, ...silent } = EXAMPLE;
  const { failed } = await started(silent);
  expect(failed).toMatch(/'otlp_proto_grpc' not found/);
  expect((await started(EXAMPLE)).failed).toBeUndefined();
});

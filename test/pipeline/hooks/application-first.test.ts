import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadingEnvironment } from '../../../src/telemetry/agents/environment';
import { hookFolder, removeFolder } from '../../support/hook-folder';
import { type Sink, startSink } from '../../support/otlp-lab';
import { newRunId } from '../../support/run-ids';
import { type Application, flask, java, nodejs, startService } from '../../support/services';
import { startTwoServices } from '../../support/two-services';

// Whatever is missing or broken around it, the application starts and answers.

jest.setTimeout(120_000);

let sink: Sink;
let folder: string;
let pythonHook: string;
let nodejsHook: string;
beforeAll(async () => {
  sink = await startSink();
  folder = mkdtempSync(join(tmpdir(), 'botanu-broken-'));
  pythonHook = hookFolder(flask.agent.hookFiles);
  nodejsHook = hookFolder(nodejs.agent.hookFiles);
});
afterAll(async () => {
  for (const made of [folder, pythonHook, nodejsHook]) rmSync(made, { recursive: true, force: true });
  await sink?.stop();
});

describe('python', () => {
  test.each([
    ['has a syntax error', 'def install(:'],
    ['raises when imported', 'raise RuntimeError("boom")'],
    ['has no install()', ''],
  ])('the hook %s', async (_what, text) => {
    const isModule = (path: string) => path.endsWith('.py');
    const broken = hookFolder(
      flask.agent.hookFiles.map(file => (isModule(file.path) ? { ...file, text } : file)),
    );

    const output = await answered(flask, { hookFolder: broken });
    removeFolder(broken);

    // That no service is instrumented then is the agent's doing, and why these files are tested so much.
    expect(output).toContain('Failed to auto initialize OpenTelemetry');
  });

  test('the folder of the hook is missing: the agent goes on without it', async () => {
    await tracesWithoutRun({ hookFolder: join(folder, 'nowhere') });
  });

  test('the agent is missing', async () => {
    await answered(flask, { hookFolder: pythonHook, agentFolder: join(folder, 'nowhere') });
  });

  test('the agent is switched off', async () => {
    const output = await answered(flask, { hookFolder: pythonHook, env: { OTEL_SDK_DISABLED: 'true' } });
    expect(output).not.toContain('botanu');
  });

  test('an agent without baggage: the hook says so in a line, and all else is traced', async () => {
    const output = await tracesWithoutRun({
      hookFolder: pythonHook,
      agentFolder: await agentWithout('opentelemetry/baggage'),
    });
    expect(output).toContain("spans will not carry botanu.run_id: cannot import name 'baggage'");
    expect(output).not.toContain('Traceback');
  });

  test('an agent whose baggage cannot be read: spans start all the same', async () => {
    const output = await tracesWithoutRun({
      hookFolder: pythonHook,
      agentFolder: await agentWithout('opentelemetry/baggage/__init__.py'),
    });
    expect(output).not.toContain('Traceback');
  });

  async function agentWithout(path: string): Promise<string> {
    const crippled = mkdtempSync(join(folder, 'agent-'));
    cpSync(await flask.agentFolder(), crippled, { recursive: true });
    rmSync(join(crippled, path), { recursive: true });
    return crippled;
  }

  async function tracesWithoutRun(settings: { hookFolder: string; agentFolder?: string }): Promise<string> {
    const env = { OTEL_PROPAGATORS: 'tracecontext' };
    const services = await startTwoServices(sink, flask, flask, { ...settings, env });
    try {
      const spans = await services.run();
      expect(spans.length).toBeGreaterThanOrEqual(5);
      return services.output();
    } finally {
      await services.stop();
    }
  }
});

describe('nodejs', () => {
  const API = "globalThis[Symbol.for('opentelemetry.js.api.1')]";
  const hook = () => join(nodejsHook, 'botanu-baggage.cjs');

  test('the agent is missing', async () => {
    const output = await answered(nodejs, { env: { NODE_OPTIONS: `--require ${hook()}` } });
    expect(output).not.toContain('botanu');
  });

  test('the agent is switched off', async () => {
    const output = await answered(nodejs, { hookFolder: nodejsHook, env: { OTEL_SDK_DISABLED: 'true' } });
    expect(output).not.toContain('botanu');
  });

  test.each([
    ['is not an object', `${API} = 5`],
    ['is frozen', `${API} = Object.freeze({ version: '1.9.0' })`],
    [
      'cannot be watched',
      `Object.defineProperty(globalThis, Symbol.for('opentelemetry.js.api.1'), { get() {} })`,
    ],
    ['holds no proxy', `${API} = { version: '1.9.0', trace: {} }`],
    [
      'has tracers that start no spans',
      `${API} = { version: '1.9.0', trace: { setDelegate() {}, getDelegateTracer: () => ({}) } }`,
    ],
  ])('the registry of the OpenTelemetry API %s', async (_what, script) => {
    const registry = join(folder, 'registry.cjs');
    writeFileSync(registry, script);

    await answered(nodejs, { env: { NODE_OPTIONS: `--require ${registry} --require ${hook()}` } });
  });

  test('a span starts in a context that cannot be read', async () => {
    const script = join(folder, 'odd-context.cjs');
    const context = '{ getValue(key) { if (key === Symbol.for("OpenTelemetry Baggage Key")) throw 1 } }';
    const span = `require('@opentelemetry/api').trace.getTracer('odd').startSpan('odd', {}, ${context})`;
    writeFileSync(script, `${span}.end(); console.log('it started')`);
    const folders = { agent: await nodejs.agentFolder(), hook: nodejsHook };
    const agent = loadingEnvironment(nodejs.agent, folders).NODE_OPTIONS;

    const output = await answered(nodejs, { env: { NODE_OPTIONS: `${agent} --require ${script}` } });

    expect(output).toContain('it started');
  });

  // The one thing that no hook can mend: Node ends when a file that it is to require is absent. So the file
  // has to be mounted before a variable names it.
  test('the file of the hook is missing: Node does not start', async () => {
    await expect(answered(nodejs, { hookFolder: join(folder, 'nowhere') })).rejects.toThrow(
      /Cannot find module '.*botanu-baggage.cjs'/,
    );
  });
});

test('java: the agent is switched off', async () => {
  await answered(java, { hookFolder: folder, env: { OTEL_JAVAAGENT_ENABLED: 'false' } });
});

/** The application answers a request that has a run; gives what it wrote. */
async function answered(
  application: Application,
  settings: { hookFolder?: string; agentFolder?: string; env?: Record<string, string> },
): Promise<string> {
  const service = await startService(application, {
    hookFolder: undefined,
    serviceName: 'front',
    endpoint: sink.http,
    ...settings,
  });
  try {
    const answer = await fetch(service.url, { headers: { baggage: `botanu.run_id=${newRunId()}` } });
    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
    return service.process.output();
  } finally {
    await service.process.stop();
  }
}

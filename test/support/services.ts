import { dirname, join } from 'node:path';
import type { Agent, Language } from '../../src/telemetry/agents/agent';
import { agents, applicationEnvironment, loadingEnvironment } from '../../src/telemetry/agents/environment';
import { tool } from '../../tools/tool';
import { javaClasses } from './java';
import { type RunningProcess, startProcess } from './processes';

/** An application that the tests run under a real agent. All of them answer GET /run. */
export interface Application {
  readonly name: string;
  readonly agent: Agent<Language>;
  readonly agentFolder: () => Promise<string>;
  readonly command: () => Promise<{ program: string; args: readonly string[] }>;

  /** What the loader held before anybody thought of agents. */
  readonly loads?: () => Promise<string>;
  readonly env?: () => Promise<Record<string, string>>;
}

const APPS = join(__dirname, 'apps');

const python = (name: string, file: string): Application => ({
  name,
  agent: agents.python,
  agentFolder: () => tool('python-agent'),
  command: async () => ({ program: 'python3', args: [join(APPS, 'python', file)] }),
  loads: () => tool('python-apps'),
  // Two checkouts may run the same files: nobody writes beside them.
  env: async () => ({ PYTHONDONTWRITEBYTECODE: '1' }),
});

export const flask = python('python flask', 'flask_service.py');
export const fastapi = python('python fastapi', 'fastapi_service.py');

let classPath: Promise<string> | undefined;
const javaCommand = async () => {
  classPath ??= javaClasses();
  return { program: 'java', args: ['-XX:TieredStopAtLevel=1', '-cp', await classPath, 'RunService'] };
};

export const java: Application = {
  name: 'java',
  agent: agents.java,
  agentFolder: async () => dirname(await tool('java-agent')),
  command: javaCommand,
};

/** Under the operator's default agent, which is older than the baggage processor. */
export const javaUnderAgent1: Application = {
  ...java,
  name: 'java, agent 1.33.6',
  agentFolder: async () => dirname(await tool('java-agent-1')),
};

export const nodejs: Application = {
  name: 'nodejs',
  agent: agents.nodejs,
  agentFolder: () => tool('node-agent'),
  command: async () => ({ program: 'node', args: [join(APPS, 'nodejs', 'service.js')] }),
  env: async () => ({
    // The application's own dependency on the OpenTelemetry API, for its own span.
    NODE_PATH: join(await tool('node-agent'), 'node_modules'),
    // The others ask cloud providers for the machine's name.
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
  }),
};

export interface ServiceSettings {
  readonly serviceName: string;

  /** URL of the sink or collector. */
  readonly endpoint: string;

  readonly nextUrl?: string;

  /** Folder with the hook's files; undefined switches the hook off, its variables too. */
  readonly hookFolder: string | undefined;

  /** @default - the real agent */
  readonly agentFolder?: string;

  /** The variables of an application, where they come from elsewhere: the notes of a chart. @default - as we know them */
  readonly variables?: Readonly<Record<string, string>>;

  /** What is to be different. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Service {
  readonly process: RunningProcess;
  readonly url: string;
}

export async function startService(application: Application, settings: ServiceSettings): Promise<Service> {
  const { program, args } = await application.command();
  const env = await environmentOf(application, settings);
  const process = startProcess(settings.serviceName, program, { args, env });
  try {
    const [, port] = await process.says(/^listening on (\d+)$/m);
    return { process, url: `http://127.0.0.1:${port}/run` };
  } catch (error) {
    await process.stop();
    throw error;
  }
}

/** Exactly what our charts would give to the application, and quick exports. */
async function environmentOf(application: Application, settings: ServiceSettings) {
  const { agent } = application;
  const { hookFolder, serviceName, endpoint } = settings;
  const agentFolder = settings.agentFolder ?? (await application.agentFolder());
  const before = { PYTHONPATH: await application.loads?.() };
  const known = applicationEnvironment({ endpoint, serviceName, language: agent.language });
  const variables = settings.variables ? { ...settings.variables, OTEL_SERVICE_NAME: serviceName } : known;
  if (hookFolder === undefined) for (const variable in agent.hookVariables) delete variables[variable];
  return {
    ...variables,
    ...(await application.env?.()),
    ...loadingEnvironment(agent, { agent: agentFolder, hook: hookFolder }, before),
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    ...(settings.nextUrl ? { NEXT_URL: settings.nextUrl } : {}),
    ...settings.env,
  };
}

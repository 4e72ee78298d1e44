/** What is measured: an application of each language as its owner wrote it, with an agent, and with the run_id hook too. */
import { join } from 'node:path';
import { instrument, type PodSpec } from '../../src';
import type { Language } from '../../src/telemetry/agents/agent';
import { type Application, fastapi, java, nodejs } from '../../test/support/services';
import { tool } from '../../tools/tool';

export const VARIANTS = ['plain', 'agent', 'agent + hook'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Subject {
  readonly language: Language;
  readonly application: Application;
  /** What is in `agentFolder`, next to the image that `instrument` names. */
  readonly files: string;
  /** The folder that holds what the agent's image holds. */
  readonly agentFolder: () => Promise<string>;
  readonly command: () => Promise<readonly string[]>;
}

/** A heap as a container of 512 MiB would have; without it, it is a quarter of this machine. */
const JAVA_HEAP = '-Xmx256m';

export const SUBJECTS: readonly Subject[] = [
  {
    language: 'python',
    application: fastapi,
    files: "0.60b1, the whole requirements.txt of the operator's image",
    agentFolder: () => tool('python-agent-stock'),
    command: () => commandOf(fastapi),
  },
  {
    language: 'java',
    application: java,
    files: "2.28.1, the image's own file",
    agentFolder: java.agentFolder,
    // The tests run with the quick compiler alone; whoever serves requests does not.
    command: async () => {
      const [program, ...args] = await commandOf(java);
      return [program, JAVA_HEAP, ...args.filter(arg => arg !== '-XX:TieredStopAtLevel=1')];
    },
  },
  {
    language: 'nodejs',
    application: nodejs,
    files: "0.78.0, the packages of the operator's image",
    agentFolder: () => tool('node-agent-78'),
    command: () => commandOf(nodejs),
  },
];

async function commandOf(application: Application): Promise<string[]> {
  const { program, args } = await application.command();
  return [program, ...args];
}

/**
 * The application's own API of OpenTelemetry is of the agent's version: a newer one would not take its tracers. And the
 * agent asks cloud providers for the machine's name, as it does by default.
 */
const nodeVariables = async () => ({
  NODE_PATH: join(await tool('node-agent-78'), 'node_modules'),
  OTEL_NODE_RESOURCE_DETECTORS: undefined,
});

/** The pod, with nothing set but what every user has to set: language and endpoint. */
export async function podSpec(
  { language, application }: Subject,
  variant: Variant,
  endpoint: string,
  port: number,
): Promise<PodSpec> {
  const loads = await application.loads?.();
  const own = { ...(await application.env?.()), ...(loads && { PYTHONPATH: loads }), PORT: `${port}` };
  const env = language === 'nodejs' ? { ...own, ...(await nodeVariables()) } : own;
  const spec: PodSpec = {
    containers: [
      {
        name: 'app',
        image: 'registry.example/shop:1.4.2',
        env: Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : { name, value })),
      },
    ],
  };
  if (variant === 'plain') return spec;
  return instrument(spec, {
    language,
    workload: 'shop',
    telemetry: { endpoint },
    runId: { enabled: variant === 'agent + hook', hookConfigMap: 'botanu-run-id-hook' },
  });
}

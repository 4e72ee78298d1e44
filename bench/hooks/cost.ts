// What the hooks cost a span: npx ts-node bench/hooks/cost.ts
// Prints the time to start and end a span with three attributes, under the real SDKs, exporting nothing.
import { join } from 'node:path';
import { agents, loadingEnvironment } from '../../src/telemetry/agents/environment';
import { hookFolder } from '../../test/support/hook-folder';
import { javaClasses } from '../../test/support/java';
import { startProcess } from '../../test/support/processes';
import { newRunId } from '../../test/support/run-ids';
import { java } from '../../test/support/services';
import { tool } from '../../tools/tool';

type Nanoseconds = Record<
  'no hook, no baggage' | 'hook, no baggage' | 'no hook, baggage' | 'hook, baggage',
  number
>;

const TURNS = 4;
const BAGGAGE = `botanu.run_id=${newRunId()},botanu.workflow=refund,botanu.customer_id=c-1,other=1`;

async function main(): Promise<void> {
  const rows: [string, Nanoseconds][] = [
    ['python', await pythonCost()],
    ['nodejs', await bothWays(nodejsCost)],
    ['java', await bothWays(javaCost)],
  ];
  console.log(
    'ns per span       no baggage: without, with hook       3 of 4 members copied: without, with hook',
  );
  for (const [language, ns] of rows) {
    console.log(
      language.padEnd(18) +
        pair(ns['no hook, no baggage'], ns['hook, no baggage']).padEnd(37) +
        pair(ns['no hook, baggage'], ns['hook, baggage']),
    );
  }
}

const pair = (without: number, withHook: number) =>
  `${without.toFixed(0)}, ${withHook.toFixed(0)} (x ${(withHook / without).toFixed(2)})`;

async function pythonCost(): Promise<Nanoseconds> {
  const PYTHONPATH = [hookFolder(agents.python.hookFiles), await tool('python-agent')].join(':');
  return measured('python3', [join(__dirname, 'cost.py'), BAGGAGE], { PYTHONPATH });
}

async function nodejsCost(hook: boolean): Promise<Record<string, number>> {
  const NODE_PATH = join(await tool('node-agent'), 'node_modules');
  const NODE_OPTIONS = hook
    ? `--require ${join(hookFolder(agents.nodejs.hookFiles), 'botanu-baggage.cjs')}`
    : undefined;
  const quiet = { OTEL_TRACES_EXPORTER: 'none', OTEL_NODE_RESOURCE_DETECTORS: 'none' };
  return measured('node', [join(__dirname, 'cost.cjs'), BAGGAGE], { NODE_PATH, NODE_OPTIONS, ...quiet });
}

async function javaCost(hook: boolean): Promise<Record<string, number>> {
  const classPath = await javaClasses(join(__dirname, 'Cost.java'));
  const quiet = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };
  return measured('java', ['-cp', classPath, 'Cost', BAGGAGE], {
    ...quiet,
    ...(hook ? agents.java.hookVariables : {}),
    ...loadingEnvironment(agents.java, { agent: await java.agentFolder() }),
  });
}

/** Processes without the hook and with it in turn, so that what else the machine does falls upon both. */
async function bothWays(cost: (hook: boolean) => Promise<Record<string, number>>): Promise<Nanoseconds> {
  const least: Record<string, number> = {};
  for (let turn = 0; turn < TURNS; turn++) {
    for (const hook of [false, true]) {
      for (const [baggage, ns] of Object.entries(await cost(hook))) {
        const name = `${hook ? 'hook' : 'no hook'}, ${baggage}`;
        least[name] = Math.min(ns, least[name] ?? ns);
      }
    }
  }
  return least as Nanoseconds;
}

async function measured(program: string, args: string[], env: Record<string, string | undefined>) {
  const process = startProcess(program, program, { args, env });
  try {
    return JSON.parse((await process.says(/^\{.*\}$/m, 300_000))[0]);
  } finally {
    await process.stop();
  }
}

main();

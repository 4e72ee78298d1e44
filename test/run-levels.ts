/**
 * `npm test`: every level that this machine can run, and a line for each at the end.
 *
 * A level that lacks a tool builds it; where that is not possible it says why it did not run, and with CI=true that is
 * a failure: what nobody ran is not green.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, type ToolName } from '../tools/tool';
import { OWN_CONTEXT } from './support/cluster/own-cluster';
import { whyNoSandbox } from './support/cluster/sandbox';
import { WATCHED } from './support/processes';

interface Level {
  readonly name: string;
  /** Its tools take too long to build for a command that everybody runs. */
  readonly onlyByName?: boolean;
  /** Says why this machine cannot run it, whatever its tools. */
  readonly impossible?: () => string | undefined;
  /** Commands that pass or fail as a whole. */
  readonly checks: readonly (readonly string[])[];
  readonly tools: readonly ToolName[];
}

const LEVELS: readonly Level[] = [
  {
    name: 'unit',
    checks: [
      ['tsc', '--noEmit'],
      ['biome', 'check', '.'],
    ],
    tools: [],
  },
  { name: 'package', checks: [], tools: ['node-22', 'node-24'] },
  { name: 'helm', checks: [], tools: ['helm3', 'helm4', 'otelcol'] },
  {
    name: 'pipeline',
    checks: [],
    tools: [
      'helm3',
      'helm4',
      'otelcol',
      'otlp-lab',
      'prometheus',
      'python-agent',
      'python-apps',
      'java-agent',
      'java-agent-1',
      'java-apps',
      'node-agent',
      'node-agent-78',
      'node-apps',
    ],
  },
  {
    name: 'cluster',
    impossible: () => (process.env[OWN_CONTEXT] ? undefined : whyNoSandbox()),
    checks: [],
    tools: [
      ...['helm3', 'helm4', 'otelcol', 'otlp-lab', 'kubernetes', 'etcd', 'coredns', 'kwok'],
      ...[
        'operator',
        'otelcol-prometheus',
        'kube-rbac-proxy',
        'custom-resources',
        'debian-node',
        'debian-libc',
        'debian-python',
        'debian-java',
        'node-22',
      ],
      ...['python-agent', 'python-apps', 'java-agent', 'java-apps', 'node-agent', 'node-apps'],
    ] as ToolName[],
  },
  {
    name: 'range',
    onlyByName: true,
    impossible: whyNoSandbox,
    checks: [],
    tools: [
      ...['helm3', 'helm4', 'otelcol', 'otlp-lab', 'kubernetes-oldest', 'kubernetes-newest'],
      ...['etcd', 'coredns', 'debian-node'],
    ] as ToolName[],
  },
];

interface Result {
  readonly level: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly notRunBecause?: string;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const levels = LEVELS.filter(({ name, onlyByName }) =>
    wanted.length === 0 ? !onlyByName : wanted.includes(name),
  );
  const results: Result[] = [];
  for (const level of levels) results.push(await run(level));
  report(results);
}

async function run({ name, impossible, checks, tools }: Level): Promise<Result> {
  const reason = impossible?.() ?? (await missing(tools));
  if (reason) return { level: name, passed: 0, failed: 0, seconds: 0, notRunBecause: reason };
  const start = Date.now();
  let failed = 0;
  for (const check of checks) if ((await execute(check)) !== 0) failed += 1;
  const tests = await jest(name);
  return {
    level: name,
    passed: tests.passed + checks.length - failed,
    failed: tests.failed + failed,
    seconds: Math.round((Date.now() - start) / 1000),
  };
}

async function jest(project: string): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-test-'));
  const file = join(folder, 'result.json');
  try {
    // What these levels measure would suffer from a neighbour.
    const inBand = ['pipeline', 'range'].includes(project) ? ['--runInBand'] : [];
    await execute(['jest', '--selectProjects', project, ...inBand, '--json', '--outputFile', file]);
    const result = JSON.parse(readFileSync(file, 'utf8'));
    // A test that was skipped, or a file that could not be read, has not passed.
    const notPassed = result.numPendingTests + result.numTodoTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: result.numFailedTests + notPassed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command of node_modules, which ends with all that it started when this process ends, however it does. */
function execute([command, ...args]: readonly string[]): Promise<number> {
  return new Promise(resolve => {
    const program = join('node_modules', '.bin', command);
    const child = spawn('sh', ['-c', WATCHED, 'sh', program, ...args], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
    });
    child.on('close', code => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}

function report(results: readonly Result[]): void {
  const strict = process.env.CI === 'true';
  const lines = results.map(({ level, passed, failed, seconds, notRunBecause }) =>
    notRunBecause
      ? `${level.padEnd(9)} not run because ${notRunBecause}`
      : `${level.padEnd(9)} ${passed} passed, ${failed} failed, in ${seconds} s`,
  );
  const notRun = strict ? results.filter(({ notRunBecause }) => notRunBecause).length : 0;
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0) + notRun;
  process.stdout.write(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();

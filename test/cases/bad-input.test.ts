import { readdirSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { BotanuCollector } from '../../src';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import { describeProblem } from '../../src/problem';
import type { Release } from '../../src/values/release';
import { BAD_INPUTS, type BadInput, laidOver } from '../support/bad-inputs';
import { CONTRADICTIONS } from '../support/contradictions';
import { CONTRADICTIONS_OF_GATEWAYS } from '../support/contradictions-of-gateways';
import { CONTRADICTIONS_OF_PODS } from '../support/contradictions-of-pods';
import { temporaryFolder } from '../support/temporary-folder';

const ALL = [...BAD_INPUTS, ...CONTRADICTIONS, ...CONTRADICTIONS_OF_PODS, ...CONTRADICTIONS_OF_GATEWAYS];
const BASE = { exporter: { endpoint: 'backend:4317' } };

const releaseFor = ({ fullnameOverride }: { fullnameOverride: string }) =>
  ({
    fullname: fullnameOverride || 'botanu-collector',
    namespace: 'observability',
    serves: () => true,
  }) as unknown as Release;
const problemsOf = (values: object) => collectorValues.parse(laidOver(BASE, values), releaseFor).problems;

/** What a cdk8s app says, and what it has written by then. */
function synthesized(values: object): { error: string; written: string[] } {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const chart = new Chart(app, 'chart', { namespace: 'observability' });
  new BotanuCollector(
    chart,
    'botanu-collector',
    laidOver(BASE, { fullnameOverride: 'botanu-collector', ...values }) as never,
  );
  try {
    app.synth();
    return { error: '', written: readdirSync(outdir) };
  } catch (error) {
    return { error: (error as Error).message, written: readdirSync(outdir) };
  }
}

test('there are at least 60 bad inputs, each of its own', () => {
  process.stdout.write(`bad inputs: ${ALL.length}\n`);
  expect(new Set(ALL.map(({ what }) => what)).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThanOrEqual(60);
});

describe.each(ALL)('$what', ({ values, code, at, fix, secret }: BadInput) => {
  test('is one problem, found where it is', () => {
    expect(problemsOf(values).map(problem => [problem.code, problem.at])).toEqual([[code, at]]);
  });

  test('stops a cdk8s app before anything is written, and says where and what to do', () => {
    const { error, written } = synthesized(values);
    expect(written).toEqual([]);
    expect(error).toContain(`${at}: `);
    expect(error).toMatch(fix);
    expect(error).not.toMatch(/\n\s+at |node_modules|\[object|undefined/);
    if (secret) expect(error).not.toContain(secret);
  });
});

test('what is good is written', () => {
  expect(synthesized({})).toEqual({ error: '', written: ['chart.k8s.yaml'] });
});

test('all problems are told at once', () => {
  const values = {
    exporter: { endpoint: 'https://backend', endpont: 'x', timeout: '10' },
    collector: { mode: 'Daemonset', resources: { limits: { memory: '512mb' } } },
    delivery: { storage: { type: 'hostPath' } },
  };
  const places = [
    'exporter.endpoint',
    'exporter.endpont',
    'exporter.timeout',
    'collector.mode',
    'collector.resources.limits.memory',
    'delivery.storage.type',
  ];
  const { error } = synthesized(values);
  expect(places.filter(place => !error.includes(`${place}: `))).toEqual([]);
});

test('a problem reads: where, what, which rule, and the way out', () => {
  expect(problemsOf({ exporter: { endpont: 'backend:4317' } }).map(describeProblem)).toEqual([
    'exporter.endpont: there is no setting "endpont" in exporter [unknown-setting]\n  help: did you mean "endpoint"?',
  ]);
});

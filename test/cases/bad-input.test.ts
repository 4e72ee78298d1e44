import { readdirSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { describeProblem } from '../../src/problem';
import type { Release } from '../../src/values/release';
import { type BadInput, laidOver } from '../support/bad-inputs';
import { OUR_CONSTRUCTS, type OurConstruct } from '../support/subjects';
import { temporaryFolder } from '../support/temporary-folder';

const release = { fullname: 'botanu-collector', namespace: 'observability', serves: () => true } as never;
const problemsOf = ({ definition, least }: OurConstruct, values: object) =>
  definition.parse(laidOver(least, values), settings => {
    const { fullnameOverride } = settings as { fullnameOverride: string };
    return { ...(release as Release), fullname: (fullnameOverride || 'botanu-collector') as never };
  }).problems;

/** What a cdk8s app says, and what it has written by then. */
function synthesized({ build, least }: OurConstruct, values: object): { error: string; written: string[] } {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const chart = new Chart(app, 'chart', { namespace: 'observability' });
  build(chart, laidOver(least, { fullnameOverride: 'botanu-collector', ...values }) as never);
  try {
    app.synth();
    return { error: '', written: readdirSync(outdir) };
  } catch (error) {
    return { error: (error as Error).message, written: readdirSync(outdir) };
  }
}

const [collector] = OUR_CONSTRUCTS;

describe.each(OUR_CONSTRUCTS)('$name', subject => {
  test('there are at least 60 bad inputs, each of its own', () => {
    process.stdout.write(`bad inputs of ${subject.name}: ${subject.bad.length}\n`);
    expect(new Set(subject.bad.map(({ what }) => what)).size).toBe(subject.bad.length);
    expect(subject.bad.length).toBeGreaterThanOrEqual(60);
  });

  describe.each(subject.bad)('$what', ({ values, code, at, fix, secret }: BadInput) => {
    test('is one problem, found where it is', () => {
      expect(problemsOf(subject, values).map(problem => [problem.code, problem.at])).toEqual([[code, at]]);
    });

    test('stops a cdk8s app before anything is written, and says where and what to do', () => {
      const { error, written } = synthesized(subject, values);
      expect(written).toEqual([]);
      expect(error).toContain(`${at}: `);
      expect(error).toMatch(fix);
      expect(error).not.toMatch(/\n\s+at |node_modules|\[object|undefined/);
      if (secret) expect(error).not.toContain(secret);
    });
  });

  test('what is good is written', () => {
    expect(synthesized(subject, {})).toEqual({ error: '', written: ['chart.k8s.yaml'] });
  });
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
  const { error } = synthesized(collector, values);
  expect(places.filter(place => !error.includes(`${place}: `))).toEqual([]);
});

test('a problem reads: where, what, which rule, and the way out', () => {
  expect(problemsOf(collector, { exporter: { endpont: 'backend:4317' } }).map(describeProblem)).toEqual([
    'exporter.endpont: there is no setting "endpont" in exporter [unknown-setting]\n  help: did you mean "endpoint"?',
  ]);
});

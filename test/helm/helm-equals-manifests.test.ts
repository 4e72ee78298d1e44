import fc from 'fast-check';
import { StatusPage, statusPageChart, statusPageSettings } from '../../examples/status-page/status-page';
import {
  applicationChart,
  BotanuCollector,
  collectorChart,
  InstrumentedDeployment,
  OperatorStack,
  operatorStackChart,
} from '../../src';
import { untried, type Values, valuesOf } from '../support/generated-values';
import { chartFolder, forAll, HELMS } from '../support/helm';
import { bothSides, firstDifference, type Subject } from '../support/law-four';
import { legalApplicationValues } from '../support/legal-application-values';
import { legalCollectorValues } from '../support/legal-collector-values';
import { legalOperatorStackValues } from '../support/legal-operator-stack-values';

const SEED = 20_260_401;
const SETS = 200;

const collector: Subject = {
  chart: chartFolder(collectorChart as never),
  build: (scope, values) => new BotanuCollector(scope, 'collector', values),
};
const application: Subject = {
  chart: chartFolder(applicationChart as never),
  build: (scope, values) => new InstrumentedDeployment(scope, 'app', values),
};
const operatorStack: Subject = {
  chart: chartFolder(operatorStackChart as never),
  build: (scope, values) => new OperatorStack(scope, 'stack', values),
};
const statusPage: Subject = {
  chart: chartFolder(statusPageChart as never),
  build: (scope, values) => new StatusPage(scope, 'page', values),
};
const collectorSets = fc.sample(legalCollectorValues('anything'), { numRuns: SETS, seed: SEED });
const applicationSets = fc.sample(legalApplicationValues, { numRuns: SETS, seed: SEED });
// A cdk8s app has no moments at which a Job could run, so there objects are resources in any case.
const operatorStackSets = fc
  .sample(legalOperatorStackValues, { numRuns: SETS, seed: SEED })
  .map(values => ({ ...values, install: { ...(values.install as object), mode: 'resource' } }));
const statusPageSets = fc.sample(valuesOf(statusPageSettings.schema, {}), { numRuns: 50, seed: SEED });

async function differences(version: (typeof HELMS)[number], subject: Subject, sets: readonly Values[]) {
  const found = await forAll(sets, async values => {
    const { helm, tree } = await bothSides(version, subject, values).catch((error: Error) => ({
      helm: error.message,
      tree: '',
    }));
    const difference = firstDifference(helm, tree);
    return difference && `${difference.slice(0, 500)}\nwith ${JSON.stringify(values).slice(0, 2000)}`;
  });
  return found.filter(difference => difference !== undefined);
}

const OURS = [
  ['the collector', collector, collectorSets],
  ['an application', application, applicationSets],
  ['an operator stack', operatorStack, operatorStackSets],
] as const;

describe.each(HELMS)('%s', version => {
  test.each(OURS)(
    'renders %s as the construct makes it, for every set of values',
    async (what, subject, sets) => {
      const found = await differences(version, subject, sets);
      process.stdout.write(
        `law 4, ${version}, ${what}: ${SETS - found.length} of ${SETS} sets equal, seed ${SEED}\n`,
      );
      expect(found.slice(0, 3)).toEqual([]);
    },
    300_000,
  );
});

test.each(HELMS)(
  '%s renders a construct that is not ours as it makes itself',
  async version => {
    expect(await differences(version, statusPage, statusPageSets)).toEqual([]);
  },
  300_000,
);

test('the sets try every boolean both ways, every word, every bound, and every map and list empty and filled', () => {
  expect(untried(collectorChart.settings.schema, collectorSets)).toEqual(['exporter.endpoint absent']);
  expect(untried(applicationChart.settings.schema, applicationSets)).toEqual([
    'image.repository absent',
    'language absent',
    'language = ',
    'sidecar.exporter.endpoint absent',
  ]);
});

test('a difference would be seen', async () => {
  const { helm, tree } = await bothSides('helm3', collector, { exporter: { endpoint: 'backend:4317' } });
  expect(firstDifference(helm, tree)).toBeUndefined();
  const other = structuredClone(tree) as Record<string, { spec: { ports: { port: number }[] } }>;
  other['Service/botanu-collector'].spec.ports[1].port += 1;
  expect(firstDifference(helm, other)).toBe(
    '/Service/botanu-collector/spec/ports/1/port: 4318 by Helm, 4319 by the tree',
  );
});

/** A cdk8s app looks only at what was given. That must tell the same as going through everything. */
import fc from 'fast-check';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import { formatRules } from '../../src/values/format-rules';
import type { Release } from '../../src/values/release';
import { shapeProblems } from '../../src/values/shape-problems';
import { laidOver } from '../support/bad-inputs';
import { valuesOf } from '../support/generated-values';
import { OUR_CONSTRUCTS, type OurConstruct } from '../support/subjects';

const SEED = 20_261_124;
const RUNS = 150;

const WITHOUT_DEFAULT: Readonly<Record<string, string[]>> = {
  BotanuCollector: ['endpoint-missing'],
  InstrumentedDeployment: ['missing', 'image-pinned', 'missing'],
  OperatorStack: [],
};

const release = {
  fullname: 'botanu-collector',
  namespace: 'observability',
  serves: () => true,
} as unknown as Release;

function judged({ definition }: OurConstruct, input: unknown) {
  const { settings, problems } = definition.parse(input, () => release);
  return { settings, problems };
}

/** All settings and all rules, whatever was given. */
function goneThrough({ definition: { shape, schema, rules } }: OurConstruct, input: unknown) {
  const { value, problems } = shapeProblems(shape, schema, input);
  const wrong = new Set(problems.map(({ at }) => at));
  const found = rules(value as never, release).filter(problem => problem !== undefined);
  return { settings: value, problems: [...problems, ...found.filter(({ at }) => !wrong.has(at))] };
}

describe.each(OUR_CONSTRUCTS)('$name', subject => {
  const { bad, legal, least, definition } = subject;

  test('the defaults have nothing wrong with them but that something has no default', () => {
    expect(goneThrough(subject, {}).problems.map(({ code }) => code)).toEqual(WITHOUT_DEFAULT[subject.name]);
    const { schema, shape } = definition;
    expect(formatRules([{ at: '', schema, value: shape.parse({}) }])).toEqual([]);
  });

  test.each(bad)('$what is told alike', ({ values }) => {
    expect(judged(subject, values)).toEqual(goneThrough(subject, values));
    const given = laidOver(least, values);
    expect(judged(subject, given)).toEqual(goneThrough(subject, given));
  });

  test.each([
    ['legal together', legal],
    ['legal each', valuesOf(definition.schema, {})],
    [
      'legal, with one thing wrong',
      fc.tuple(legal, fc.constantFrom(...bad)).map(([good, { values }]) => laidOver(good, values)),
    ],
  ])(
    'values that are %s are judged alike',
    (_what, inputs) => {
      fc.assert(
        fc.property(inputs, input => {
          expect(judged(subject, input)).toEqual(goneThrough(subject, input));
        }),
        { seed: SEED, numRuns: RUNS },
      );
    },
    120_000,
  );
});

test('constructs that leave a setting alone share its default, which nothing can change', () => {
  const [one, other] = ['a:1', 'b:1'].map(endpoint =>
    collectorValues.parse({ exporter: { endpoint } }, () => release),
  );
  expect(one.settings.collector).toBe(other.settings.collector);
  expect(Object.isFrozen(one.settings.collector.resources.limits)).toBe(true);
});

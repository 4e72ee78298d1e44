/** A cdk8s app looks only at what was given. That must tell the same as going through everything. */
import fc from 'fast-check';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import { formatRules } from '../../src/values/format-rules';
import type { Release } from '../../src/values/release';
import { shapeProblems } from '../../src/values/shape-problems';
import { BAD_INPUTS, laidOver } from '../support/bad-inputs';
import { CONTRADICTIONS } from '../support/contradictions';
import { CONTRADICTIONS_OF_GATEWAYS } from '../support/contradictions-of-gateways';
import { CONTRADICTIONS_OF_PODS } from '../support/contradictions-of-pods';
import { valuesOf } from '../support/generated-values';
import { legalCollectorValues } from '../support/legal-collector-values';

const SEED = 20_261_124;
const RUNS = 150;
const BAD = [...BAD_INPUTS, ...CONTRADICTIONS, ...CONTRADICTIONS_OF_PODS, ...CONTRADICTIONS_OF_GATEWAYS];

const release = {
  fullname: 'botanu-collector',
  namespace: 'observability',
  serves: () => true,
} as unknown as Release;
const { shape, schema, rules } = collectorValues;

function judged(input: unknown) {
  const { settings, problems } = collectorValues.parse(input, () => release);
  return { settings, problems };
}

/** All settings and all rules, whatever was given. */
function goneThrough(input: unknown) {
  const { value, problems } = shapeProblems(shape, schema, input);
  const wrong = new Set(problems.map(({ at }) => at));
  const found = rules(value as never, release).filter(problem => problem !== undefined);
  return { settings: value, problems: [...problems, ...found.filter(({ at }) => !wrong.has(at))] };
}

test('the defaults have nothing wrong with them but that there is no endpoint', () => {
  expect(goneThrough({}).problems.map(({ code }) => code)).toEqual(['endpoint-missing']);
  expect(formatRules([{ at: '', schema, value: shape.parse({}) }])).toEqual([]);
});

test.each(BAD)('$what is told alike', ({ values }) => {
  expect(judged(values)).toEqual(goneThrough(values));
  const given = laidOver({ exporter: { endpoint: 'backend:4317' } }, values);
  expect(judged(given)).toEqual(goneThrough(given));
});

test.each([
  ['legal together', legalCollectorValues('anything')],
  ['legal each', valuesOf(schema, {})],
  [
    'legal, with one thing wrong',
    fc
      .tuple(legalCollectorValues('anything'), fc.constantFrom(...BAD))
      .map(([legal, { values }]) => laidOver(legal, values)),
  ],
])(
  'values that are %s are judged alike',
  (_what, inputs) => {
    fc.assert(
      fc.property(inputs, input => {
        expect(judged(input)).toEqual(goneThrough(input));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  },
  120_000,
);

test('constructs that leave a setting alone share its default, which nothing can change', () => {
  const [one, other] = [judged({ exporter: { endpoint: 'a:1' } }), judged({ exporter: { endpoint: 'b:1' } })];
  expect(one.settings.collector).toBe(other.settings.collector);
  expect(Object.isFrozen(one.settings.collector.resources.limits)).toBe(true);
});

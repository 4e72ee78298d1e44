import { type InstrumentOptions, instrument, type PodSpec } from '../../src';
import { type Problem, ProblemsError } from '../../src/problem';
import {
  BAD_INSTRUMENTATIONS,
  type BadInstrumentation,
  GOOD,
  GOOD_POD,
} from '../support/bad-instrumentations';

function problemsOf({
  options = {},
  container = {},
  spec = {},
}: Partial<BadInstrumentation>): readonly Problem[] {
  const pod = { containers: [{ ...GOOD_POD.containers[0], ...container }], ...spec } as PodSpec;
  try {
    instrument(pod, { ...GOOD, ...options } as InstrumentOptions);
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
}

test('what is not bad is not complained about', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each(BAD_INSTRUMENTATIONS)('$about', bad => {
  const problems = problemsOf(bad);
  expect(problems.map(({ at, message, code }) => `${at}: ${message} [${code}]`)).toEqual([bad.told]);
  expect(problems[0].help).not.toBe('');
});

test('there are more than forty, and no two are told the same', () => {
  expect(BAD_INSTRUMENTATIONS.length).toBeGreaterThan(40);
  expect(new Set(BAD_INSTRUMENTATIONS.map(({ told }) => told)).size).toBe(BAD_INSTRUMENTATIONS.length);
});

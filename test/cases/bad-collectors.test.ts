import { operatorStackValues } from '../../src/constructs/operator-stack.values';
import { BAD_COLLECTORS } from '../support/bad-collectors';

const release = { fullname: 'stack', namespace: 'observability', serves: () => true } as never;

test.each(BAD_COLLECTORS)('$what is one problem, found where it is', ({ values, code, at, fix }) => {
  const { problems } = operatorStackValues.parse(values, () => release);
  expect(problems.map(problem => [problem.code, problem.at])).toEqual([[code, at]]);
  expect(problems[0].help).toMatch(fix);
});

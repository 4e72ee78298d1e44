import { medianInterval } from '../../../bench/statistics';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

// From the tables of the sign test.
test.each([
  [5, undefined],
  [6, [1, 6]],
  [8, [1, 8]],
  [9, [2, 8]],
  [12, [3, 10]],
  [20, [6, 15]],
  [25, [8, 18]],
])('of %d rounds, the median is with 95 %% certainty between %j', (count, interval) => {
  expect(medianInterval(upTo(count).reverse())).toEqual(interval);
});

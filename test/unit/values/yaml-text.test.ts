import { comment, withoutComments, yamlText } from '../../../src/values/expression';

const shared = { b: 1, a: [2] };

test.each([
  ['plain JSON', 1, '1'],
  ['no number', Number.NaN, '.nan'],
  ['a negative zero', -0, '-0'],
])('what is used twice is written twice, without an anchor: %s', (_what, odd, text) => {
  const written = `odd: ${text}\none:\n  a:\n    - 2\n  b: 1\ntwo:\n  a:\n    - 2\n  b: 1\n`;
  expect(yamlText({ two: shared, one: shared, odd })).toBe(written);
  expect(yamlText({ odd, one: shared, two: shared })).toBe(written);
});

test('a value that JSON writes alike is not taken for another', () => {
  expect([yamlText({ a: null }), yamlText({ a: Number.NaN })]).toEqual(['a: null\n', 'a: .nan\n']);
});

test('comments are taken out at any depth; what holds none is the same object', () => {
  const plain = { a: [{ b: 1 }] };
  expect(withoutComments({ plain, list: [{ ...comment('why'), c: 1 }], ...comment('why') })).toEqual({
    plain,
    list: [{ c: 1 }],
  });
  expect(withoutComments(plain)).toBe(plain);
});

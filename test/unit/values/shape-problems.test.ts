import { z } from 'zod';
import { describeProblem, ProblemsError } from '../../../src/problem';
import {
  defineSettings,
  entry,
  integer,
  listOf,
  mapOf,
  required,
  section,
  text,
  toggle,
} from '../../../src/values/definition';

const settings = defineSettings({
  name: text({ about: 'What it is called.', default: 'it' }),
  size: section('How large it is.', { width: integer({ about: 'Its width.', default: 1, min: 1, max: 9 }) }),
  on: toggle({ about: 'Whether it is on.', default: true }),
  secrets: mapOf(
    entry('A secret.', { name: required({ about: 'Its name.' }), key: required({ about: 'Its key.' }) }),
    {
      about: 'Secrets by name.',
      keys: { pattern: '^[a-z]+$', help: 'use lower case letters' },
    },
  ),
  words: listOf(z.enum(['a', 'b']), { about: 'Words.' }),
});

const parsed = (input: unknown) => settings.parse(input, () => ({}) as never);
const told = (input: unknown) => parsed(input).problems.map(({ code, at }) => `${at} [${code}]`);

test('what is absent in an entry of a map is told, once, and does not stop the rest', () => {
  expect(told({ secrets: { x: { name: 'a' } }, on: 'yes' })).toEqual([
    'on [type]',
    'secrets.x.key [missing]',
  ]);
});

test('every unknown key is told, each with its own suggestion', () => {
  const { problems } = parsed({ size: { widht: 1, colour: 2 }, nmae: 'x' });
  expect(problems.map(describeProblem)).toEqual([
    'size.widht: there is no setting "widht" in size [unknown-setting]\n  help: did you mean "width"?',
    'size.colour: there is no setting "colour" in size [unknown-setting]\n  help: the settings here are width',
    'nmae: there is no setting "nmae" [unknown-setting]\n  help: did you mean "name"?',
  ]);
});

test('each wrong item of a list is told under its own number', () => {
  expect(told({ words: ['a', 'x', 'b', 'y'] })).toEqual(['words.1 [choice]', 'words.3 [choice]']);
});

test('what is wrong is left at its default, so that the rules can be asked all the same', () => {
  expect(parsed({ name: 5, size: { width: 10 } }).settings).toMatchObject({ name: 'it', size: { width: 1 } });
});

test.each([[[]], [3], ['text'], [null]])('settings that are %j are no settings', input => {
  expect(told(input)).toEqual(input === null ? [] : ['settings [type]']);
});

test('a key that is not a name is told by its format', () => {
  expect(told({ secrets: { 'X Y': { name: 'a', key: 'b' } } })).toEqual(['secrets.X Y [key-format]']);
});

test('an error says how many problems there are, and each', () => {
  const { problems } = parsed({ on: 1, name: 2 });
  expect(new ProblemsError('chart x', problems).message).toMatch(
    /^chart x has 2 problems:\n\n(on|name): [12] is not /,
  );
});

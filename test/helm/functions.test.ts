import { Construct } from 'constructs';
import { z } from 'zod';
import * as say from '../../src/chart';
import { COMPONENT_ID, HEADER_VALUE, MEMORY as MEMORY_FORM, PROCESSOR } from '../../src/values/formats';
import { NASTY } from '../support/generated-values';
import { chartFolder, forAll, HELMS } from '../support/helm';
import { bothSides, firstDifference } from '../support/law-four';

const anything = { pattern: '^[^"]*$', help: 'anything' };
const settings = say.defineSettings({
  text: say.text({ about: 'A text.' }),
  other: say.text({ about: 'Another text.' }),
  count: say.integer({ about: 'A number.', default: 0, min: -1e15, max: 1e15 }),
  divisor: say.integer({ about: 'Another number.', default: 7, min: -1e15, max: 1e15 }),
  on: say.toggle({ about: 'A switch.', default: false }),
  words: say.listOf(z.string(), { about: 'Words.' }),
  free: say.raw({ about: 'A map.' }),
  over: say.raw({ about: 'A map to lay over it.' }),
  people: say.mapOf(say.raw({ about: 'A map.' }), { about: 'Maps by name.', keys: anything }),
  memory: say.quantity({ about: 'Memory.', default: '1Mi', format: anything }),
  cpu: say.quantity({ about: 'Processor time.', default: '1', format: anything }),
  duration: say.text({ about: 'A duration.', default: '1s' }),
  ...say.releaseSettings,
});
type Values = say.Settings<z.output<typeof settings.shape>>;

/** Every function of the language, on settings. */
const results = ({
  text,
  other,
  count,
  divisor,
  on,
  words,
  free,
  over,
  memory,
  cpu,
  duration,
  people,
}: Values) => ({
  equals: say.equals(text, other),
  equalsNumber: say.equals(count, 0),
  differs: say.differs(text, 'yes'),
  isSet: [text, count, on, words, free, say.milliseconds(duration)].map(setting => say.isSet(setting)),
  not: [text, count, on, words, free, say.bytes(memory)].map(setting => say.not(setting)),
  and: say.and(text, on, say.lessThan(count, 5)),
  or: say.or(words, on, count, say.bytes(memory)),
  contains: say.contains(words, text as never),
  containsNumber: say.contains([0, 4317, 1_000_000_000_000], count as never),
  hasKey: say.hasKey(free, text),
  matches: [HEADER_VALUE.pattern, COMPONENT_ID.pattern, '^[^/]*@', '\\{\\{', '[ \\t\\r\\n]'].map(pattern =>
    say.matches(pattern, text),
  ),
  hasForm: [MEMORY_FORM, PROCESSOR].flatMap(form => [
    say.hasForm(memory, form),
    say.hasForm(cpu, form),
    say.hasForm(text, form),
  ]),
  isString: [say.isString(memory), say.isString(text)],
  lessThan: [say.lessThan(count, divisor), say.lessThan(say.bytes(memory), 1_000_000)],
  choose: [say.choose(on, text, 'no'), say.choose(on, count, 5), say.choose(text, on, false)],
  firstOf: [say.firstOf(text, other), say.firstOf(text, 'default')],
  add: say.add(count, divisor),
  subtract: say.subtract(count, divisor),
  record: say.checksum(say.record({ a: text, b: count, c: 'fixed' })),
  multiply: say.multiply(count, 1000),
  divide: [say.divide(count, 7), say.divide(count, divisor)],
  bytes: say.bytes(memory),
  millicores: say.millicores(cpu),
  milliseconds: say.milliseconds(duration),
  seconds: say.seconds(duration),
  replaceAll: [say.replaceAll('$', '$$', text), say.replaceAll('a', '', text)],
  upper: say.upper(say.choose(on, 'exporter-x', 'Ab_1')),
  cutTo: [say.cutTo(40, say.checksum(text)), say.cutTo(40, say.json(count))],
  joined: say.joined(words, ', '),
  union: say.union(words, say.union(words, ['yes', 'last'])),
  asNumber: say.asNumber(say.choose(on, '4317', '80')),
  asText: [say.asText(count), say.asText(divisor)],
  json: [say.json(text), say.json(words), say.json(free), say.json(memory), say.json(count)],
  checksum: [say.checksum(free), say.checksum(text)],
  merge: say.checksum(say.merge(say.fragment('copy', { ...say.spread(free), a: { b: 1 } }), over)),
  valueAt: say.valueAt(say.record({ a: text, b: other }) as never, 'a'),
  entryOf: [say.checksum(say.entryOf(free, 'a')), say.checksum(say.entryOf(free, text))],
  isSetAt: [say.isSetAt(free, 'a.b.c'), say.isSetAt(free, 'yes'), say.not(say.isSetAt(free, 'a'))],
  someHave: [say.someHave(people as never, 'name'), say.not(say.someHave(people as never, 'name'))],
  replaceMatch: say.replaceMatch('^(https?://)?([^/]*?)(:[0-9]+)?(/.*)?$', '${2}', text),
  printf: `${text} 100% ${count}/${on}`,
});

class Functions extends Construct {
  constructor(scope: Construct, props: object) {
    super(scope, 'functions');
    const read = settings.read(this, props, { name: 'functions', version: '1' });
    say.manifest(this, 'results', {
      apiVersion: 'v1',
      kind: 'Results',
      metadata: { name: read.release.fullname },
      ...results(read.settings),
    });
  }
}

const chart = chartFolder({
  name: 'functions',
  description: 'Every function',
  version: '1.0.0',
  appVersion: '1',
  kubeVersion: '>=1.30.0-0',
  settings,
  build: (scope: Construct, given: Values) => void new Functions(scope, given),
  notes: () => [],
  readme: '',
  valuesHeader: [],
  examples: {},
} as never);

const MEMORY = [
  '512Mi',
  '1.5Gi',
  '0.1Gi',
  '1.001k',
  '0.29M',
  '1.1Ti',
  '1000000',
  '1e9',
  '0',
  1e9,
  0.5,
  16_777_217,
];
const CPU = ['250m', '0.5', '1.005', '0.29', '2', 2, 0.1, 1.001, '1500m'];
const DURATIONS = ['500ms', '10s', '1m30s', '2h', '1h2m3s4ms', '0s', '999ms', '1001ms', '100000h'];
const NUMBERS = [0, 1, -1, 7, -8, 4317, 1_000_000, 16_777_217, 1_000_000_000_000, -1e12, 999_999_999_999];
const MAPS = [
  {},
  { a: 1 },
  { a: { b: { c: 0 } } },
  { a: { b: { c: 'x' } }, yes: true },
  { '<&>': '\u2028', z: [1, { y: 2, b: 0.1 }] },
];

const PEOPLE = [
  {},
  { a: {} },
  { a: { name: '' }, b: { name: 'x' } },
  { a: { name: 0 } },
  { a: { x: 1 }, b: { name: [1] } },
];

const arguments_ = [
  ...PEOPLE.map(people => ({ people })),
  ...NASTY.map(text => ({ text, other: 'yes', words: ['yes', text], free: { [text]: text } })),
  ...MEMORY.map(memory => ({ memory, on: true })),
  ...CPU.map(cpu => ({ cpu, text: 'https://[::1]:4317/a/b' })),
  ...DURATIONS.map(duration => ({ duration, text: 'me:you@host:1' })),
  ...NUMBERS.map(count => ({ count, divisor: 3, text: 'same', other: 'same' })),
  ...NUMBERS.filter(number => number !== 0).map(divisor => ({ count: 1_000_000, divisor })),
  ...MAPS.flatMap(free => MAPS.map(over => ({ free, over: { a: { d: 'e', ...over } } }))),
];

test.each(HELMS)(
  '%s computes what TypeScript computes',
  async version => {
    const subject = { chart, build: (scope: Construct, values: never) => new Functions(scope, values) };
    const found = await forAll(arguments_, async given => {
      const { helm, tree } = await bothSides(version, subject, given);
      const difference = firstDifference(helm, tree);
      return difference && `${difference}, of ${JSON.stringify(given)}`;
    });
    process.stdout.write(`functions, ${version}: ${arguments_.length} sets of arguments\n`);
    expect(found.filter(difference => difference !== undefined)).toEqual([]);
  },
  300_000,
);

test('every function of the language is asked', async () => {
  const { helm } = await bothSides('helm3', { chart, build: scope => new Functions(scope, {}) }, {});
  const asked = Object.keys(Object.values(helm)[0] as object);
  const spelled = Object.keys(await import('../../src/values/functions')).filter(
    name => name !== 'inBoth' && name !== 'yaml',
  );
  expect(spelled.filter(name => !asked.includes(name))).toEqual([]);
});

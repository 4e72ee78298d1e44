import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { COLLECTOR_CHART } from '../support/chart';
import { HELMS, refusal } from '../support/helm';
import { OUR_CONSTRUCTS } from '../support/subjects';

type Schema = Record<string, any>;
/** Every schema below a schema, with its path. */
function within(node: Schema, path = ''): [string, Schema][] {
  const below = [
    ...Object.entries<Schema>(node.properties ?? {}).map(
      ([key, child]) => [`${path}/${key}`, child] as const,
    ),
    ...(typeof node.additionalProperties === 'object'
      ? [[`${path}/*`, node.additionalProperties] as const]
      : []),
    ...(node.items ? [[`${path}/[]`, node.items] as const] : []),
    ...((node.anyOf ?? []) as Schema[]).map((child, at) => [`${path}|${at}`, child] as const),
  ];
  return [[path, node], ...below.flatMap(([at, child]) => within(child, at))];
}

/** What is passed on as it is has no schema of ours below it. */
const isPassedOn = ([, node]: [string, Schema]) => Object.keys(node).length === 0;

const isMap = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const merged = (base: Schema, over: Schema): Schema =>
  Object.entries(over).reduce(
    (all, [key, value]) => ({
      ...all,
      [key]: isMap(value) && isMap(all[key]) ? merged(all[key], value) : value,
    }),
    base,
  );

/** Every path of values.yaml: Helm takes a key away that is null, and validates what is left. */
const paths = (value: unknown, path: string[] = []): string[][] =>
  isMap(value)
    ? Object.entries(value).flatMap(([key, child]) => [[...path, key], ...paths(child, [...path, key])])
    : [];

describe.each(OUR_CONSTRUCTS)('$name', ({ name, folder }) => {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const schema: Schema = JSON.parse(read('values.schema.json'));
  const defaults = parse(read('values.yaml'));
  const accepts = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(schema);
  const all = within(schema).slice(1);

  test('it is draft 7, says so in the one way that every Helm reads, and refers to nothing elsewhere', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(read('values.schema.json')).not.toMatch(/"(\$id|\$ref|format)"/);
  });

  test('it accepts the values of the chart, and every example', () => {
    expect([accepts(defaults), accepts.errors]).toEqual([true, null]);
    for (const file of readdirSync(join(folder, 'ci'))) {
      expect([file, accepts(merged(defaults, parse(read(`ci/${file}`)))), accepts.errors]).toEqual([
        file,
        true,
        null,
      ]);
    }
  });

  test('everything in it is described', () => {
    const own = all.filter(entry => !isPassedOn(entry) && !/(\[\]|\/\*|\|\d)$/.test(entry[0]));
    expect(own.length).toBeGreaterThan(150);
    expect(own.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([]);
  });

  test('everything in it has a type, and every number and text its bounds', () => {
    const typed = all.filter(entry => !isPassedOn(entry) && !entry[1].anyOf);
    expect(typed.filter(([, { type, enum: words }]) => !type && !words).map(([path]) => path)).toEqual([]);
    const integers = all.filter(([, { type }]) => type === 'integer');
    expect(integers.filter(([, n]) => n.minimum === undefined || n.maximum === undefined)).toEqual([]);
    const texts = all.filter(([, { type, enum: words }]) => type === 'string' && !words);
    expect(texts.filter(([, { maxLength }]) => maxLength === undefined).map(([path]) => path)).toEqual([]);
  });

  test('every section is closed, but for what all charts share and parts of Kubernetes objects', () => {
    const open = all.filter(
      ([, { properties, additionalProperties }]) => properties && additionalProperties !== false,
    );
    const contexts = (of: string) => [
      `${of}/podSecurityContext`,
      `${of}/podSecurityContext/seccompProfile`,
      `${of}/securityContext`,
      `${of}/securityContext/capabilities`,
    ];
    const expected: Record<string, string[]> = {
      BotanuCollector: contexts('/collector'),
      InstrumentedDeployment: contexts(''),
      OperatorStack: [],
    };
    // What the chart of the operator takes, its own schema knows.
    const ours = open.map(([path]) => path).filter(path => !/^\/operator(\/|$)/.test(path));
    expect(ours).toEqual([...expected[name], '/global']);
    expect(schema.additionalProperties).toBe(false);
  });

  test('a null is refused for every setting and every section', () => {
    const without = ([key, ...rest]: string[], { [key]: child, ...others }: Schema): Schema =>
      rest.length > 0 ? { ...others, [key]: without(rest, child) } : others;
    const all = paths(defaults);
    const accepted = all.filter(path => accepts(without(path, defaults)));
    expect(all.length).toBeGreaterThan(150);
    expect(accepted.map(path => path.join('.'))).toEqual([]);
  });
});

test.each(HELMS)('%s says which key a null has taken away', async version => {
  const values = (extra: object) => ({ exporter: { endpoint: 'backend:4317' }, ...extra });
  expect(await refusal(version, COLLECTOR_CHART, values({ collector: null }))).toMatch(/collector/);
  const { exporter } = values({});
  expect(await refusal(version, COLLECTOR_CHART, { exporter: { ...exporter, tls: null } })).toMatch(
    /exporter.*tls/s,
  );
});

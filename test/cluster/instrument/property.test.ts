/** For any pod spec: `instrument` is done once, loses nothing, and the API server takes the result. */
import fc from 'fast-check';
import { type InstrumentOptions, instrument, type PodSpec } from '../../../src';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../support/cluster/backend';
import { startFakeCluster } from '../../support/cluster/cluster';
import { useCluster } from '../../support/cluster/use-cluster';

// Its API server is what is asked: no pod has to run.
const cluster = useCluster(undefined, startFakeCluster);

const SEED = 20_261_124;
const SETS = 200;
const OPEN = 'open';
const RESTRICTED = 'restricted';

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const LISTS = [
  'PYTHONPATH',
  'JAVA_TOOL_OPTIONS',
  'NODE_OPTIONS',
  'DOTNET_STARTUP_HOOKS',
  'OTEL_RESOURCE_ATTRIBUTES',
];
const variableName = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/),
  fc.constantFrom('OTEL_SERVICE_NAME', 'OTEL_POD_IP', 'OTEL_TRACES_SAMPLER'),
);
const source = (of: string) => name.map(to => ({ [of]: { name: to, key: 'key' } }));
const variable = fc.oneof(
  fc.record({ name: fc.constantFrom(...LISTS), value: fc.constantFrom('/own', 'a=b', '') }),
  fc.record({ name: variableName, value: fc.string({ maxLength: 12 }) }),
  fc.record({
    name: variableName,
    valueFrom: fc.oneof(
      source('secretKeyRef'),
      source('configMapKeyRef'),
      fc.constant({ fieldRef: { fieldPath: 'metadata.name' } }),
    ),
  }),
);
const VOLUMES = [
  { name: 'data', emptyDir: {} },
  { name: 'settings', configMap: { name: 'settings' } },
  { name: 'keys', secret: { secretName: 'keys' } },
];
const container = (at: string) =>
  fc.record(
    {
      name: fc.constant(at),
      image: fc.constantFrom('shop:1.4.2', 'registry.example:5000/shop', `shop@sha256:${'a'.repeat(64)}`),
      command: fc.array(name, { minLength: 1, maxLength: 3 }),
      args: fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 3 }),
      env: fc.uniqueArray(variable, { selector: one => one.name, maxLength: 6 }),
      envFrom: fc.array(
        name.map(of => ({ configMapRef: { name: of } })),
        { minLength: 1, maxLength: 2 },
      ),
      volumeMounts: fc
        .subarray(VOLUMES, { minLength: 1 })
        .map(some => some.map(volume => ({ name: volume.name, mountPath: `/mnt/${volume.name}` }))),
      securityContext: fc.constantFrom(
        { runAsUser: 1000 },
        { readOnlyRootFilesystem: true },
        { privileged: true },
      ),
    },
    { requiredKeys: ['name', 'image'] },
  );

const podSpec = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    inits: fc.boolean(),
    nodeSelector: fc.boolean(),
    restricted: fc.boolean(),
  })
  .chain(({ names, inits, nodeSelector, restricted }) =>
    fc.tuple(...names.map(container)).map((containers): { spec: PodSpec; restricted: boolean } => ({
      restricted,
      spec: {
        ...(restricted ? { securityContext: RESTRICTED_POD } : {}),
        ...(nodeSelector ? { nodeSelector: { disk: 'ssd' } } : {}),
        ...(inits
          ? {
              initContainers: [
                {
                  name: 'migrate-first',
                  image: 'shop:1',
                  ...(restricted ? { securityContext: RESTRICTED_CONTAINER } : {}),
                },
              ],
            }
          : {}),
        containers: containers.map(one => ({
          ...one,
          ...(restricted ? { securityContext: RESTRICTED_CONTAINER } : {}),
        })) as never,
        volumes: VOLUMES,
      },
    })),
  );

const options = fc.record({
  language: fc.constantFrom('python', 'java', 'nodejs', 'dotnet'),
  injection: fc.constantFrom('init', 'operator', 'env'),
  hook: fc.boolean(),
  sidecar: fc.boolean(),
  all: fc.boolean(),
});

const cases = fc
  .sample(fc.tuple(podSpec, options), { numRuns: SETS, seed: SEED })
  .map(([{ spec, restricted }, { language, injection, hook, sidecar, all }]) => {
    const names = spec.containers.map(one => one.name);
    const given = {
      language,
      injection,
      containers: all ? names : names.slice(-1),
      workload: 'shop',
      runId: hook ? { hookConfigMap: 'hook' } : { enabled: false },
      ...(sidecar
        ? { sidecar: { enabled: true, exporter: { endpoint: 'backend:4317' } }, sidecarConfigMap: 'sidecar' }
        : {}),
    } as InstrumentOptions;
    return { spec, restricted, given, after: instrument(spec, given) };
  });

/** What of the one is not in the other, in that order. */
function lost<T>(before: readonly T[] = [], after: readonly T[] = [], same: (a: T, b: T) => boolean): T[] {
  const places = before.map(one => after.findIndex(other => same(one, other)));
  return before.filter((_, at) => places[at] < 0 || (at > 0 && places[at] < places[at - 1]));
}

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

type Variable = { name: string; value?: string };
const keeps = (before: Variable, after: Variable) =>
  equal(before, after) ||
  (before.name === after.name &&
    LISTS.includes(before.name) &&
    (after.value ?? '').includes(before.value ?? ''));

function lostIn({ spec, after }: (typeof cases)[number]): unknown[] {
  const { containers, initContainers, volumes, ...rest } = spec;
  const others = Object.entries(rest).filter(([field, value]) => !equal(value, after[field]));
  const ofContainers = containers.flatMap((one, at) => {
    const other = after.containers[at];
    const { env, volumeMounts, command, ...fields } = one;
    // The one that goes to the end, because it refers to others.
    const moved = (all: readonly Variable[] = []) =>
      all.filter(({ name: of }) => of !== 'OTEL_RESOURCE_ATTRIBUTES');
    return [
      ...lost(moved(env), moved(other.env), keeps),
      ...lost(
        env?.filter(({ name: of }) => of === 'OTEL_RESOURCE_ATTRIBUTES'),
        other.env,
        keeps,
      ),
      ...lost(volumeMounts, other.volumeMounts, equal),
      ...(equal(command, other.command) ? [] : [command]),
      ...Object.entries(fields).filter(([field, value]) => !equal(value, other[field])),
    ];
  });
  return [
    ...others,
    ...ofContainers,
    ...lost(initContainers, after.initContainers, equal),
    ...lost(volumes, after.volumes, equal),
  ];
}

test(`twice is once, for ${SETS} pod specs, seed ${SEED}`, () => {
  expect(cases.filter(({ after, given }) => !equal(instrument(after, given), after))).toEqual([]);
});

test('nothing is lost, and nothing changes its place', () => {
  expect(cases.map(lostIn).filter(some => some.length > 0)).toEqual([]);
});

test('what is lost would be seen', () => {
  const [{ spec, after, ...rest }] = cases;
  const without = { ...after, containers: after.containers.map(one => ({ ...one, image: 'other' })) };
  expect(lostIn({ spec, after: without, ...rest })).not.toEqual([]);
});

const podOf = (spec: object, at: number, namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `pod-${at}`, namespace },
  spec,
});

test('the API server takes all of them, under "restricted" where the input was', async () => {
  await cluster().namespace(OPEN, 'privileged');
  await cluster().namespace(RESTRICTED);
  const namespaces = cases.map(({ restricted }) => (restricted ? RESTRICTED : OPEN));
  expect(new Set(namespaces).size).toBe(2);
  // Those that it takes as they come in: what is refused before is no fault of ours.
  await cluster().apply(
    cases.map(({ spec }, at) => podOf(spec, at, namespaces[at])),
    '--dry-run=server',
  );
  await cluster().apply(
    cases.map(({ after }, at) => podOf(after, at, namespaces[at])),
    '--dry-run=server',
  );
});

test('it would refuse what is not restricted there, and what is not a field', async () => {
  const [{ after }] = cases;
  const open = {
    ...after,
    securityContext: {},
    containers: after.containers.map(one => ({ ...one, securityContext: {} })),
  };
  await expect(cluster().apply([podOf(open, 0, RESTRICTED)], '--dry-run=server')).rejects.toThrow(
    /restricted/,
  );
  await expect(
    cluster().apply([podOf({ ...after, nosuch: 1 }, 0, OPEN)], '--dry-run=server'),
  ).rejects.toThrow(/nosuch/);
});

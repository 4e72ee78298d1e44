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
  'DOTNET_ADDITIONAL_DEPS',
  'DOTNET_SHARED_STORE',
  'OTEL_RESOURCE_ATTRIBUTES',
];
const variableName = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/),
  fc.constantFrom('OTEL_SERVICE_NAME', 'OTEL_POD_IP', 'OTEL_TRACES_SAMPLER'),
);
const source = (of: string) => name.map(to => ({ [of]: { name: to, key: 'key' } }));
const variable = fc.oneof(
  fc.record({ name: fc.constantFrom(...LISTS), value: fc.constantFrom('/own', 'a=b', 'a=b,', '$(OWN)', '') }),
  fc.record({ name: variableName, value: fc.string({ maxLength: 12 }) }),
  fc.record({
    name: variableName,
    valueFrom: fc.oneof(
      source('secretKeyRef'),
      source('configMapKeyRef'),
      fc.constant({ fieldRef: { fieldPath: 'metadata.name' } }),
      fc.constant({ resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } }),
    ),
  }),
);
const VOLUMES = [
  { name: 'data', emptyDir: {} },
  { name: 'settings', configMap: { name: 'settings' } },
  { name: 'keys', secret: { secretName: 'keys' } },
  { name: 'claim', persistentVolumeClaim: { claimName: 'claim' } },
  { name: 'labels', downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
  { name: 'both', projected: { sources: [{ configMap: { name: 'a' } }, { secret: { name: 'b' } }] } },
];
/** What `restricted` forbids. */
const HOST = { name: 'host', hostPath: { path: '/var/log' } };

/** Ways to be restricted: by the pod, by each container, by both. */
const { capabilities, ...NO_ESCALATION } = RESTRICTED_CONTAINER;
const SECCOMP = { seccompProfile: { type: 'RuntimeDefault' } };
const OPEN_POD = [undefined, { runAsUser: 0 }, { fsGroup: 2000 }, { runAsNonRoot: false }];
const RESTRICTIONS = [
  { pod: RESTRICTED_POD, container: RESTRICTED_CONTAINER },
  { pod: undefined, container: { ...RESTRICTED_CONTAINER, ...SECCOMP, runAsNonRoot: true } },
  {
    pod: { runAsNonRoot: true, ...SECCOMP },
    container: {
      ...NO_ESCALATION,
      capabilities: { ...capabilities, add: ['NET_BIND_SERVICE'] },
      runAsUser: 7,
    },
  },
  { pod: SECCOMP, container: { ...RESTRICTED_CONTAINER, runAsNonRoot: true } },
];
type Volumes = readonly { readonly name: string }[];
const container = (at: string, volumes: Volumes) =>
  fc.record(
    {
      name: fc.constant(at),
      image: fc.constantFrom('shop:1.4.2', 'registry.example:5000/shop', `shop@sha256:${'a'.repeat(64)}`),
      command: fc.array(name, { minLength: 1, maxLength: 3 }),
      args: fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 3 }),
      env: fc.uniqueArray(variable, { selector: one => one.name, maxLength: 6 }),
      envFrom: fc.array(
        fc.oneof(
          name.map(of => ({ configMapRef: { name: of } })),
          name.map(of => ({ prefix: 'MY_', secretRef: { name: of, optional: true } })),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      volumeMounts: fc
        .subarray([...volumes], { minLength: Math.min(1, volumes.length) })
        .map(some =>
          some.map(({ name: of }) => ({ name: of, mountPath: `/mnt/${of}`, readOnly: of === 'keys' })),
        ),
      securityContext: fc.constantFrom(
        { runAsUser: 1000 },
        { readOnlyRootFilesystem: true },
        { privileged: true },
        { runAsUser: 0, runAsNonRoot: false },
        { allowPrivilegeEscalation: true, capabilities: { add: ['SYS_ADMIN'] } },
        { seccompProfile: { type: 'Unconfined' } },
      ),
    },
    { requiredKeys: ['name', 'image'] },
  );

const INITS = [
  { name: 'migrate-first', image: 'shop:1', env: [{ name: 'PYTHONPATH', value: '/own' }] },
  { name: 'migrate-then', image: 'shop:1', command: ['migrate'] },
  { name: 'log-shipper', image: 'logs:1', restartPolicy: 'Always' },
];

/** A list that is empty may as well be absent. */
const some = <T>(field: string, items: readonly T[]) => (items.length > 0 ? { [field]: items } : {});

const podSpec = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    inits: fc.subarray(INITS),
    volumes: fc.subarray([...VOLUMES, HOST]),
    nodeSelector: fc.boolean(),
    restriction: fc.option(fc.constantFrom(...RESTRICTIONS), { nil: undefined }),
    restricted: fc.boolean(),
    openPod: fc.constantFrom(...OPEN_POD),
  })
  .chain(
    ({ names, inits, volumes: all, nodeSelector, restricted, restriction = RESTRICTIONS[0], openPod }) => {
      const volumes = restricted ? all.filter(one => one !== HOST) : all;
      const pod = restricted ? restriction.pod : openPod;
      const secured = <T extends object>(one: T) =>
        restricted ? { ...one, securityContext: restriction.container } : one;
      return fc
        .tuple(...names.map(at => container(at, volumes)))
        .map((containers): { spec: PodSpec; restricted: boolean } => ({
          restricted,
          spec: {
            ...(pod ? { securityContext: pod } : {}),
            ...(nodeSelector ? { nodeSelector: { disk: 'ssd' } } : {}),
            ...some('initContainers', inits.map(secured)),
            containers: containers.map(secured) as never,
            ...some('volumes', volumes),
          },
        }));
    },
  );

const options = fc.record({
  language: fc.constantFrom('python', 'java', 'nodejs', 'dotnet', 'go'),
  injection: fc.constantFrom('init', 'operator', 'env'),
  hook: fc.boolean(),
  sidecar: fc.boolean(),
  all: fc.boolean(),
  musl: fc.boolean(),
  loadedBy: fc.constantFrom('variable', 'folder', 'wrapper'),
});
type Options = typeof options extends fc.Arbitrary<infer T> ? T : never;

/** Of the agent, what has an effect on these containers; anything else is refused. */
function agentOf({ language, injection, musl, loadedBy }: Options, targets: PodSpec['containers']) {
  if (language === 'go') return {};
  const startable = targets.every(({ command }) => command !== undefined);
  return {
    ...(musl && (language === 'python' || language === 'dotnet') ? { libc: 'musl' } : {}),
    ...(injection === 'env' && loadedBy === 'folder' ? { folder: '/opt/agent' } : {}),
    ...(injection === 'env' && loadedBy === 'wrapper' && startable
      ? { wrapper: ['/opt/start', '--traced'] }
      : {}),
  };
}

const cases = fc
  .sample(fc.tuple(podSpec, options), { numRuns: SETS, seed: SEED })
  .map(([{ spec, restricted }, chosen]) => {
    const { language, hook, sidecar, all } = chosen;
    const targets = all ? spec.containers : spec.containers.slice(-1);
    const given = {
      language,
      injection: language === 'go' ? 'env' : chosen.injection,
      agent: agentOf(chosen, targets),
      containers: targets.map(one => one.name),
      workload: 'shop',
      runId: hook ? { hookConfigMap: 'hook' } : { enabled: false },
      ...(sidecar
        ? { sidecar: { enabled: true, exporter: { endpoint: 'backend:4317' } }, sidecarConfigMap: 'sidecar' }
        : {}),
    } as InstrumentOptions;
    const before = JSON.stringify(spec);
    return { spec, before, restricted, given, after: instrument(spec, given) };
  });

/** What of the one is not in the other, in that order. */
function lost<T>(before: readonly T[] = [], after: readonly T[] = [], same: (a: T, b: T) => boolean): T[] {
  const places = before.map(one => after.findIndex(other => same(one, other)));
  return before.filter((_, at) => places[at] < 0 || (at > 0 && places[at] < places[at - 1]));
}

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The last words: a wrapper may stand before them. */
const ending = (command: readonly string[] = [], length: number) => command.slice(command.length - length);

type Variable = { name: string; value?: string };
const keeps = (before: Variable, after: Variable) =>
  equal(before, after) ||
  (before.name === after.name &&
    LISTS.includes(before.name) &&
    (after.value ?? '').includes(before.value ?? ''));

function lostIn({ spec, after, given }: (typeof cases)[number]): unknown[] {
  const { containers, initContainers, volumes, ...rest } = spec;
  const others = Object.entries(rest).filter(([field, value]) => !equal(value, after[field]));
  const ofContainers = containers.flatMap((one, at): unknown[] => {
    const other = after.containers[at];
    if (!given.containers?.includes(one.name)) return equal(one, other) ? [] : [one];
    const { env, volumeMounts, command = [], ...fields } = one;
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
      ...(equal(command, ending(other.command, command.length)) ? [] : [command]),
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

test('the input is left as it was, and each container that was named is told its service', () => {
  expect(cases.filter(({ spec, before }) => JSON.stringify(spec) !== before)).toEqual([]);
  const untold = cases.flatMap(({ after, given }) =>
    after.containers.filter(
      ({ name: of, env = [] }) =>
        given.containers?.includes(of) && !env.some(one => one.name === 'OTEL_SERVICE_NAME'),
    ),
  );
  expect(untold).toEqual([]);
});

type Change = (one: PodSpec['containers'][number]) => object;
test.each<[string, Change]>([
  ['an image', () => ({ image: 'other' })],
  ['a variable', ({ env = [] }) => ({ env: env.filter(one => !/^[A-Z][A-Z0-9]{0,3}$/.test(one.name)) })],
  ['the order of variables', ({ env = [] }) => ({ env: [...env].reverse() })],
  ['what a list held', ({ env = [] }) => ({ env: env.map(one => ({ ...one, value: 'other' })) })],
  ['a mount', () => ({ volumeMounts: [] })],
  ['a source of variables', () => ({ envFrom: undefined })],
  ['a command', ({ command }) => ({ command: command?.slice(0, -1) })],
])('%s that is lost would be seen', (_, change) => {
  const seen = cases.filter(({ after, ...one }) => {
    const containers = after.containers.map(other => ({ ...other, ...change(other) }));
    return lostIn({ ...one, after: { ...after, containers } }).length > 0;
  });
  expect(seen.length).toBeGreaterThan(SETS / 10);
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

/** What `instrument` writes in mode `init`, held against what the operator's webhook writes for the same application. */
import { type InstrumentOptions, instrument, type PodSpec } from '../../../src';
import type { EnvVar } from '../../../src/instrument/variables';
import { injectedAgents } from '../../../src/telemetry/agents/environment';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { instrument as applyInstrumentation, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import { compared, HOOK, withoutHook } from '../../support/compared-pods';
import type { KubernetesObject } from '../../support/helm';
import { APPLICATIONS, CHOSEN, LANGUAGES, type Language } from '../../support/instrumented-applications';

// Its API server, its controllers and the operator are what is asked: no pod has to run.
const cluster = useCluster(undefined, startFakeCluster);

const NAMESPACE = 'shop';
const TELEMETRY = {
  endpoint: 'http://collector.observability:4318',
  sampler: { type: 'parentbased_traceidratio', argument: '0.25' },
  resourceAttributes: { 'deployment.environment.name': 'prod', 'app.team': 'shop' },
} as const;
type Attributes = Readonly<Record<string, string>>;

/** The same that the options say, in the operator's words. */
const instrumentation = (runId: boolean, resourceAttributes: Attributes = TELEMETRY.resourceAttributes) => ({
  exporter: { endpoint: TELEMETRY.endpoint },
  propagators: ['tracecontext', 'baggage'],
  sampler: TELEMETRY.sampler,
  resource: { resourceAttributes },
  env: [
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' },
    { name: 'OTEL_TRACES_EXPORTER', value: 'otlp' },
    { name: 'OTEL_METRICS_EXPORTER', value: 'otlp' },
    { name: 'OTEL_LOGS_EXPORTER', value: 'otlp' },
  ],
  ...Object.fromEntries(
    LANGUAGES.map(language => {
      const { image, captureVariables, hookVariables } = injectedAgents[language];
      const env = runId ? Object.entries({ ...captureVariables, ...hookVariables }) : [];
      return [
        language,
        { image: `${image.repository}:${image.version}`, env: env.map(([name, value]) => ({ name, value })) },
      ];
    }),
  ),
});

const CASES = [...LANGUAGES, 'python-musl', 'dotnet-musl'].flatMap(variant =>
  Object.keys(APPLICATIONS).flatMap(application =>
    [false, true].map(runId => {
      const [language, musl] = variant.split('-') as [Language, string?];
      const name = `${variant}-${application}${runId ? '-run-id' : ''}`;
      return { name, language, musl: musl !== undefined, application, runId };
    }),
  ),
);
type Case = (typeof CASES)[number];

/** The Instrumentation of a case. */
const named = (runId: boolean) => (runId ? 'with-run-id' : 'without-run-id');

/** Where we differ because of what the owner said, each with its reason; all else of these pods is equal. */
interface Difference {
  readonly why: string;
  readonly name: string;
  readonly language: Language;
  readonly env: readonly EnvVar[];
  /** In the Instrumentation and in the options, besides those of all. */
  readonly resourceAttributes?: Attributes;
  /** The part of the variable in which they differ, as the operator writes it and as we do. */
  readonly variable: string;
  readonly operator: string;
  readonly ours: string;
}

const PLACE = {
  node: 'k8s.node.name=$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME)',
  pod: 'k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)',
};
const DOTNET_HOOK = '/otel-auto-instrumentation-dotnet/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll';
const DIFFERENCES: readonly Difference[] = [
  {
    why: 'an empty PYTHONPATH leaves no empty item, by which Python would look into the working directory',
    name: 'empty-python',
    language: 'python',
    env: [{ name: 'PYTHONPATH', value: '' }],
    variable: 'PYTHONPATH',
    operator: 'auto_instrumentation::/otel-auto',
    ours: 'auto_instrumentation:/otel-auto',
  },
  {
    why: 'an empty list of .NET leaves no empty item',
    name: 'empty-dotnet',
    language: 'dotnet',
    env: [{ name: 'DOTNET_STARTUP_HOOKS', value: '' }],
    variable: 'DOTNET_STARTUP_HOOKS',
    operator: `:${DOTNET_HOOK}`,
    ours: DOTNET_HOOK,
  },
  {
    why: 'the names of pod and node that the owner gave stay: a second attribute of the name would beat them',
    name: 'own-place',
    language: 'java',
    env: [{ name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'k8s.pod.name=own,k8s.node.name=own' }],
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    operator: `k8s.namespace.name=shop,${PLACE.node},${PLACE.pod},`,
    ours: 'k8s.namespace.name=shop,',
  },
  {
    why: 'an attribute is given even if its value has an "="',
    name: 'equals-sign',
    language: 'java',
    env: [{ name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'app.team=a=b' }],
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    operator: 'app.team=a=b,app.team=shop,',
    ours: 'app.team=a=b,',
  },
  {
    why: 'only service.version is service.version, not every name that ends so',
    name: 'other-version',
    language: 'nodejs',
    env: [{ name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'my.service.version=7' }],
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    operator: 'service.namespace=shop',
    ours: 'service.namespace=shop,service.version=1.4.2',
  },
  {
    why: 'attributes in the options beat those that the place and the image suggest',
    name: 'own-attributes',
    language: 'python',
    env: [],
    resourceAttributes: { 'service.namespace': 'checkout', 'service.version': '9' },
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    operator: 'service.namespace=shop,service.version=1.4.2',
    ours: 'service.namespace=checkout,service.version=9',
  },
];

const ofDifference = ({ env }: Difference): PodSpec => ({
  containers: [{ name: 'app', image: 'registry.example/shop:1.4.2', env }],
});
const attributesOf = ({ resourceAttributes }: Difference): Attributes => ({
  ...TELEMETRY.resourceAttributes,
  ...resourceAttributes,
});

/** The pods that Deployments made, by name of the Deployment. */
let byOperator: Record<string, PodSpec>;

beforeAll(async () => {
  await startOperator(cluster());
  await cluster().namespace(NAMESPACE, 'privileged');
  for (const runId of [false, true])
    await applyInstrumentation(cluster(), NAMESPACE, instrumentation(runId), named(runId));
  for (const one of DIFFERENCES)
    await applyInstrumentation(cluster(), NAMESPACE, instrumentation(false, attributesOf(one)), one.name);
  await cluster().apply([
    ...CASES.map(deployment),
    ...DIFFERENCES.map(one =>
      deploymentOf(one.name, ofDifference(one), { [`${PREFIX}/inject-${one.language}`]: one.name }),
    ),
  ]);
  const wanted = CASES.length + DIFFERENCES.length;
  const pods = await until<KubernetesObject[]>('a pod of each Deployment', 60_000, async () => {
    const all = await cluster().list('pods', NAMESPACE);
    return all.length === wanted ? all : { still: `${all.length} of ${wanted}` };
  });
  byOperator = Object.fromEntries(pods.map(({ metadata, spec }) => [metadata.labels?.app, spec]));
}, 180_000);

const PREFIX = 'instrumentation.opentelemetry.io';

function deployment({ name, language, musl, application, runId }: Case) {
  return deploymentOf(name, APPLICATIONS[application](language), {
    [`${PREFIX}/inject-${language}`]: named(runId),
    ...(application in CHOSEN ? { [`${PREFIX}/container-names`]: CHOSEN[application].join(',') } : {}),
    ...(musl && language === 'python' ? { [`${PREFIX}/otel-python-platform`]: 'musl' } : {}),
    ...(musl && language === 'dotnet' ? { [`${PREFIX}/otel-dotnet-auto-runtime`]: 'linux-musl-x64' } : {}),
  });
}

const deploymentOf = (name: string, spec: PodSpec, annotations: Record<string, string>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name }, annotations }, spec },
  },
});

const byUs = ({ name, language, musl, application, runId }: Case): PodSpec =>
  instrument(APPLICATIONS[application](language), {
    language,
    workload: name,
    namespace: NAMESPACE,
    telemetry: TELEMETRY,
    containers: [...(CHOSEN[application] ?? [])],
    runId: runId ? { hookConfigMap: 'run-id-hook' } : { enabled: false },
    agent: musl ? { libc: 'musl' } : {},
  } as InstrumentOptions);

const without = CASES.filter(({ runId }) => !runId);
const withRunId = CASES.filter(({ runId }) => runId);

test.each(without)('$name: equal in every variable, mount, init container and volume', one => {
  const operator = compared(byOperator[one.name]);
  expect(operator.initContainers.at(-1)?.name).toBe(`opentelemetry-auto-instrumentation-${one.language}`);
  expect(compared(byUs(one))).toEqual(operator);
});

test.each(withRunId)('$name: equal besides the hook', one => {
  const ours = compared(byUs(one));
  const hasHook = ours.volumes.some(({ name }) => name === HOOK);
  expect(hasHook).toBe(injectedAgents[one.language].hookFiles.length > 0);
  expect(withoutHook(ours)).toEqual(compared(byOperator[one.name]));
});

test.each(DIFFERENCES)('$why', one => {
  const { name, language, variable, operator, ours } = one;
  const options = { language, workload: name, namespace: NAMESPACE, runId: { enabled: false } };
  const telemetry = { ...TELEMETRY, resourceAttributes: attributesOf(one) };
  const { containers, ...rest } = compared(
    instrument(ofDifference(one), { ...options, telemetry } as InstrumentOptions),
  );
  const [{ env, ...container }] = containers;
  expect(env.find(other => other.name === variable)?.value).toContain(ours);
  const asOperator = env.map(other =>
    other.name === variable ? { ...other, value: other.value?.replace(ours, () => operator) } : other,
  );
  expect({ containers: [{ ...container, env: asOperator }], ...rest }).toEqual(compared(byOperator[name]));
});

describe('a difference would be seen', () => {
  const [one] = CASES;
  const changed = (change: (env: readonly EnvVar[]) => readonly EnvVar[]) => {
    const { containers, ...ours } = byUs(one);
    return { ...ours, containers: containers.map(other => ({ ...other, env: change(other.env ?? []) })) };
  };

  test.each<[string, () => PodSpec]>([
    ['another order', () => changed(env => [env[1], env[0], ...env.slice(2)])],
    ['another value', () => changed(env => [...env.slice(0, -1), { ...env[env.length - 1], value: 'k=v' }])],
    ['a variable too many', () => changed(env => [...env, { name: 'MORE', value: '1' }])],
    ['a variable too few', () => changed(env => env.slice(1))],
    ['another libc', () => byUs({ ...one, musl: true })],
    ['another language', () => byUs({ ...one, language: 'nodejs' })],
    ['a hook where none is wanted', () => byUs({ ...one, runId: true })],
    ['no agent', () => ({ ...byUs(one), initContainers: [] })],
  ])('%s', (_, other) => {
    expect(compared(byUs(one))).toEqual(compared(byOperator[one.name]));
    expect(compared(other())).not.toEqual(compared(byOperator[one.name]));
  });
});

/** What `instrument` writes in mode `init`, held against what the operator's webhook writes for the same application. */
import { type InstrumentOptions, instrument, type PodSpec } from '../../../src';
import { injectedAgents } from '../../../src/telemetry/agents/environment';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { instrument as applyInstrumentation, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import type { KubernetesObject } from '../../support/helm';

// Its API server, its controllers and the operator are what is asked: no pod has to run.
const cluster = useCluster(undefined, startFakeCluster);

const NAMESPACE = 'shop';
const TELEMETRY = {
  endpoint: 'http://collector.observability:4318',
  sampler: { type: 'parentbased_traceidratio', argument: '0.25' },
  resourceAttributes: { 'deployment.environment.name': 'prod', 'app.team': 'shop' },
} as const;
const LANGUAGES = ['python', 'java', 'nodejs', 'dotnet'] as const;

/** The same that the options say, in the operator's words. */
const INSTRUMENTATION = {
  exporter: { endpoint: TELEMETRY.endpoint },
  propagators: ['tracecontext', 'baggage'],
  sampler: TELEMETRY.sampler,
  resource: { resourceAttributes: TELEMETRY.resourceAttributes },
  env: [
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' },
    { name: 'OTEL_TRACES_EXPORTER', value: 'otlp' },
    { name: 'OTEL_METRICS_EXPORTER', value: 'otlp' },
    { name: 'OTEL_LOGS_EXPORTER', value: 'otlp' },
  ],
  ...Object.fromEntries(
    LANGUAGES.map(language => {
      const { image, captureVariables, hookVariables } = injectedAgents[language];
      const env = Object.entries({ ...captureVariables, ...hookVariables });
      return [
        language,
        { image: `${image.repository}:${image.version}`, env: env.map(([name, value]) => ({ name, value })) },
      ];
    }),
  ),
};

const SA_KEY = {
  name: 'SA_KEY',
  valueFrom: { secretKeyRef: { name: 'service-account-api-key', key: 'sa-key' } },
};
const LOADERS = {
  python: { name: 'PYTHONPATH', value: '/srv/lib' },
  java: { name: 'JAVA_TOOL_OPTIONS', value: '-Xmx512m' },
  nodejs: { name: 'NODE_OPTIONS', value: '--max-old-space-size=256' },
  dotnet: { name: 'DOTNET_STARTUP_HOOKS', value: '/srv/own.dll' },
};
type Language = (typeof LANGUAGES)[number];

/** Applications, as their owners wrote them. */
const APPLICATIONS: Record<string, (language: Language) => PodSpec> = {
  plain: () => ({
    containers: [
      {
        name: 'app',
        image: 'registry.example/shop:1.4.2',
        env: [SA_KEY, { name: 'TM2_HOST', value: 'cxtm-web' }],
      },
    ],
  }),
  extended: language => ({
    containers: [
      {
        name: 'app',
        image: 'registry.example/shop:1.4.2',
        env: [{ name: 'BEFORE', value: '1' }, LOADERS[language], { name: 'AFTER', value: '2' }, SA_KEY],
      },
    ],
  }),
  opinionated: () => ({
    containers: [
      {
        name: 'app',
        image:
          'registry.example/shop:1@sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865',
        env: [
          { name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'service.version=own,app.team=other' },
          { name: 'OTEL_SERVICE_NAME', value: 'own' },
          { name: 'OTEL_TRACES_SAMPLER', value: 'always_on' },
          { name: 'OTEL_TRACES_EXPORTER', value: 'none' },
          { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://own:4318' },
          { name: 'OTEL_POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        ],
      },
    ],
  }),
  furnished: () => ({
    containers: [
      {
        name: 'app',
        image: 'registry.example/shop:1.4.2',
        envFrom: [{ configMapRef: { name: 'settings', optional: true } }],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    initContainers: [{ name: 'migrate', image: 'registry.example/shop:1.4.2' }],
    volumes: [{ name: 'data', emptyDir: {} }],
  }),
};

const CASES = [...LANGUAGES, 'python-musl', 'dotnet-musl'].flatMap(variant =>
  Object.keys(APPLICATIONS).map(application => {
    const [language, musl] = variant.split('-') as [Language, string?];
    return { name: `${variant}-${application}`, language, musl: musl !== undefined, application };
  }),
);
type Case = (typeof CASES)[number];

/** The pods that Deployments made, by name of the Deployment. */
let byOperator: Record<string, PodSpec>;

beforeAll(async () => {
  await startOperator(cluster());
  await cluster().namespace(NAMESPACE, 'privileged');
  await applyInstrumentation(cluster(), NAMESPACE, INSTRUMENTATION);
  await cluster().apply(CASES.map(deployment));
  const pods = await until<KubernetesObject[]>('a pod of each Deployment', 60_000, async () => {
    const all = await cluster().list('pods', NAMESPACE);
    return all.length === CASES.length ? all : { still: `${all.length} of ${CASES.length}` };
  });
  byOperator = Object.fromEntries(pods.map(({ metadata, spec }) => [metadata.labels?.app, spec]));
}, 180_000);

function deployment({ name, language, musl, application }: Case) {
  const prefix = 'instrumentation.opentelemetry.io';
  const annotations = {
    [`${prefix}/inject-${language}`]: 'true',
    ...(musl && language === 'python' ? { [`${prefix}/otel-python-platform`]: 'musl' } : {}),
    ...(musl && language === 'dotnet' ? { [`${prefix}/otel-dotnet-auto-runtime`]: 'linux-musl-x64' } : {}),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations },
        spec: APPLICATIONS[application](language),
      },
    },
  };
}

function byUs({ name, language, musl, application }: Case): PodSpec {
  return instrument(APPLICATIONS[application](language), {
    language,
    workload: name,
    namespace: NAMESPACE,
    telemetry: TELEMETRY,
    runId: { hookConfigMap: 'run-id-hook' },
    agent: musl ? { libc: 'musl' } : {},
  } as InstrumentOptions);
}

/**
 * What has to be equal: the variables in their order, the mounts, the init containers and the volumes. Left aside:
 * - what the API server adds by itself: the token's volume, and defaults of fields;
 * - the hook, which the operator does not know: its volume, its mount, its part of the list;
 * - k8s.replicaset.name, which nobody knows before there is a ReplicaSet;
 * - the security context of the init container: this version of the operator forgets it, and `restricted` refuses it.
 */
function compared({ containers, initContainers = [], volumes = [] }: PodSpec) {
  const notOurs = ({ name }: { name: string }) => !/^kube-api-access-|^botanu-run-id-hook$/.test(name);
  const mounts = (all: readonly { name: string; mountPath: string }[] = []) =>
    all.filter(notOurs).map(({ name, mountPath }) => ({ name, mountPath }));
  return {
    env: (containers[0].env ?? []).map(({ name, value, valueFrom }) => ({
      name,
      value: value
        ?.replace(':/botanu', '')
        .replace(' --require /botanu/botanu-baggage.cjs', '')
        .replace(/k8s\.replicaset\.name=[^,]*,/, ''),
      valueFrom: JSON.parse(JSON.stringify(valueFrom ?? null).replace('"apiVersion":"v1",', '')),
    })),
    volumeMounts: mounts(containers[0].volumeMounts),
    initContainers: initContainers.map(({ name, image, command, resources = {}, volumeMounts }) => ({
      name,
      image,
      command,
      resources,
      volumeMounts: mounts(volumeMounts),
    })),
    volumes: volumes.filter(notOurs),
  };
}

test.each(CASES)('$name: equal in every variable, mount, init container and volume', one => {
  const [operator, ours] = [compared(byOperator[one.name]), compared(byUs(one))];
  expect(operator.initContainers.length).toBeGreaterThan(0);
  expect(ours).toEqual(operator);
});

test('a difference would be seen: another order, another path, a variable too many', () => {
  const one = CASES[0];
  const operator = compared(byOperator[one.name]);
  const ours = compared(byUs(one));
  expect({ ...ours, env: [...ours.env].reverse() }).not.toEqual(operator);
  expect(compared(byUs({ ...one, musl: true }))).not.toEqual(operator);
  expect(compared(byUs({ ...one, language: 'nodejs' }))).not.toEqual(operator);
});

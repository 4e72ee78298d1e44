/** What the policies make of a pod, held against what the operator's webhook makes of the same one. */
import type { OperatorStackProps, PodSpec } from '../../../src';
import { injectedAgents } from '../../../src/telemetry/agents/environment';
import { until } from '../../support/cluster/client';
import { type Cluster, startFakeCluster } from '../../support/cluster/cluster';
import { instrument as applyInstrumentation, startOperator } from '../../support/cluster/operator';
import { policiesInject } from '../../support/cluster/policies';
import { useCluster } from '../../support/cluster/use-cluster';
import { compared, HOOK, withoutHook } from '../../support/compared-pods';
import type { KubernetesObject } from '../../support/helm';
import { APPLICATIONS, CHOSEN } from '../../support/instrumented-applications';
import { operatorStackObjects } from '../../support/operator-stack-objects';

const ofOperator = useCluster(undefined, startFakeCluster);
const ofPolicies = useCluster(undefined, startFakeCluster);

const LANGUAGES = ['python', 'java', 'nodejs'] as const;
const NAMESPACE = 'shop';
const PREFIX = 'instrumentation.opentelemetry.io';
const PROPS: OperatorStackProps = {
  namespaces: { [NAMESPACE]: {} },
  instrumentation: {
    endpoints: { http: 'http://collector.observability:4318' },
    sampler: { type: 'parentbased_traceidratio', argument: '0.25' },
    resourceAttributes: { 'deployment.environment.name': 'prod', 'app.team': 'shop' },
    signals: { logs: false },
    env: { OTEL_BSP_SCHEDULE_DELAY: '1000' },
    java: { env: { OTEL_JAVAAGENT_LOGGING: 'application' } },
    resources: { requests: { memory: '96Mi' } },
  },
};

interface Case {
  readonly name: string;
  readonly language: (typeof LANGUAGES)[number];
  readonly musl?: boolean;
  readonly application: string;
}
const CASES: readonly Case[] = [
  ...LANGUAGES.flatMap(language =>
    Object.keys(APPLICATIONS).map(application => ({
      name: `${language}-${application}`,
      language,
      application,
    })),
  ),
  { name: 'python-musl-plain', language: 'python', musl: true, application: 'plain' },
];

let byOperator: Record<string, PodSpec>;
let byPolicies: Record<string, PodSpec>;

beforeAll(async () => {
  for (const cluster of [ofOperator(), ofPolicies()]) await cluster.namespace(NAMESPACE, 'privileged');
  await startOperator(ofOperator());
  const [instrumentation] = operatorStackObjects({ ...PROPS, engine: 'operator' }).filter(
    ({ kind }) => kind === 'Instrumentation',
  );
  await applyInstrumentation(ofOperator(), NAMESPACE, instrumentation.spec, 'default');
  byOperator = await made(ofOperator());

  await ofPolicies().apply(
    operatorStackObjects({ ...PROPS, engine: 'policy', operator: { enabled: false } }),
  );
  for (const language of LANGUAGES) await policiesInject(ofPolicies(), NAMESPACE, language);
  byPolicies = await made(ofPolicies());
}, 180_000);

/** The pods that the Deployments of all cases made, by their names. */
async function made(cluster: Cluster): Promise<Record<string, PodSpec>> {
  await cluster.apply(CASES.map(deployment));
  const pods = await until<KubernetesObject[]>('a pod of each Deployment', 60_000, async () => {
    const all = await cluster.list('pods', NAMESPACE);
    return all.length === CASES.length ? all : { still: `${all.length} of ${CASES.length}` };
  });
  return Object.fromEntries(pods.map(({ metadata, spec }) => [metadata.labels?.app, spec]));
}

function deployment({ name, language, musl, application }: Case) {
  const annotations = {
    [`${PREFIX}/inject-${language}`]: 'true',
    ...(application in CHOSEN ? { [`${PREFIX}/container-names`]: CHOSEN[application].join(',') } : {}),
    ...(musl ? { [`${PREFIX}/otel-python-platform`]: 'musl' } : {}),
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

test.each(CASES)('$name: equal besides the hook', ({ name, language }) => {
  const operator = compared(byOperator[name]);
  const policies = compared(byPolicies[name]);
  expect(operator.initContainers.at(-1)?.name).toBe(`opentelemetry-auto-instrumentation-${language}`);
  const hasHook = policies.volumes.some(({ name: volume }) => volume === HOOK);
  expect(hasHook).toBe(injectedAgents[language].hookFiles.length > 0);
  expect(withoutHook(policies)).toEqual(operator);
});

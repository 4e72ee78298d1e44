/** The Instrumentation of the operator stack, and what the real operator makes of pods that ask for it. */
import { operatorStackChart } from '../../../src';
import type { OperatorStackProps } from '../../../src/constructs/operator-stack.props';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { instrument, mutated, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import { chartFolder, installed, type KubernetesObject } from '../../support/helm';
import { operatorStackObjects } from '../../support/operator-stack-objects';

// Its API server and its operator are what is asked: no pod has to run.
const cluster = useCluster(undefined, startFakeCluster);

const HOME = 'observability';
const NAMESPACE = 'shop';
const FLAGS = ['--enable-go-instrumentation=true', '--enable-nginx-instrumentation=true'];

/** As a cdk8s app writes it. */
function instrumentation(props: OperatorStackProps = {}): KubernetesObject {
  const object = operatorStackObjects(props, { namespace: HOME }).find(
    ({ kind }) => kind === 'Instrumentation',
  );
  if (!object) throw new Error('there is no Instrumentation');
  return object;
}

/** Of its own name, so that no test waits for the operator to forget what another one said. */
const named = (name: string, given: OperatorStackProps['instrumentation'] = {}) =>
  instrumentation({ instrumentation: { ...given, name } });

beforeAll(async () => {
  await startOperator(cluster(), FLAGS);
  await cluster().namespace(HOME, 'privileged');
  // Go is a privileged container, so no other level would let it pass.
  await cluster().namespace(NAMESPACE, 'privileged');
  await cluster().apply([instrumentation(), named('by-grpc', BY_GRPC)]);
  for (const name of ['botanu', 'by-grpc'])
    await until(`the operator to know ${name}`, 30_000, async () => {
      const { spec } = await mutated(cluster(), NAMESPACE, pod('sdk', `${HOME}/${name}`));
      return spec.containers[0].env?.length > 0 || { still: 'a pod comes back as it was' };
    });
}, 120_000);

const BY_GRPC = {
  endpoints: { http: 'http://h.observability:14318', grpc: 'http://g.observability:14317' },
  java: { protocol: 'grpc' },
  nodejs: { protocol: 'grpc' },
  dotnet: { protocol: 'grpc' },
} as const;

const ANNOTATION = 'instrumentation.opentelemetry.io';
function pod(language: string, value?: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'checkout',
      annotations: {
        [`${ANNOTATION}/otel-go-auto-target-exe`]: '/bin/checkout',
        ...(value === undefined ? {} : { [`${ANNOTATION}/inject-${language}`]: value }),
      },
    },
    spec: { containers: [{ name: 'checkout', image: 'local.test/checkout:1' }] },
  };
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

const variableOf = ({ env = [] }: Container, variable: string) =>
  env.find(({ name }) => name === variable)?.value;

const OPERATOR_IMAGES = 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation';
const HTTP = ['http/protobuf', 'http://botanu-collector.observability:4318'];
const GRPC = ['grpc', 'http://botanu-collector.observability:4317'];
const agent = (language: string) => `opentelemetry-auto-instrumentation-${language}`;

/** The added container that has the pinned image, and the one whose variables the agent reads. */
const LANGUAGES = [
  { language: 'java', added: agent('java'), image: `${OPERATOR_IMAGES}-java:2.28.1`, said: HTTP },
  { language: 'python', added: agent('python'), image: `${OPERATOR_IMAGES}-python:0.60b1`, said: HTTP },
  { language: 'nodejs', added: agent('nodejs'), image: `${OPERATOR_IMAGES}-nodejs:0.78.0`, said: HTTP },
  { language: 'dotnet', added: agent('dotnet'), image: `${OPERATOR_IMAGES}-dotnet:1.16.0`, said: HTTP },
  {
    language: 'go',
    added: 'opentelemetry-auto-instrumentation',
    image: 'ghcr.io/open-telemetry/opentelemetry-go-instrumentation/autoinstrumentation-go:v0.23.0',
    said: HTTP,
  },
  {
    language: 'apache-httpd',
    added: 'otel-agent-attach-apache',
    image: `${OPERATOR_IMAGES}-apache-httpd:1.0.4`,
    said: GRPC,
  },
  {
    language: 'nginx',
    added: 'otel-agent-attach-nginx',
    image: `${OPERATOR_IMAGES}-apache-httpd:1.0.4`,
    said: GRPC,
  },
] as const;

async function injectedBy(name: string, { language, added }: (typeof LANGUAGES)[number]) {
  const { spec } = await mutated(cluster(), NAMESPACE, pod(language, `${HOME}/${name}`));
  const all: Container[] = [...(spec.initContainers ?? []), ...spec.containers];
  const container = all.find(one => one.name === added) as Container;
  const told = language === 'go' ? container : (spec.containers[0] as Container);
  return {
    image: container?.image,
    said: ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_ENDPOINT'].map(name => variableOf(told, name)),
    told,
    container,
  };
}

test('it is taken strictly, and without a warning', async () => {
  // `apply` fails at a warning and at a field that is not known.
  await cluster().apply([named('strict')]);
  const { spec } = await cluster().get('instrumentation', HOME, 'botanu');
  expect(spec.go.image).toMatch(/:v0\.23\.0$/);
  expect(spec.java.resources.limits).toEqual({ cpu: '500m', memory: '256Mi' });
});

test('without a sampler it would draw a warning, and with a field of another version it would be refused', async () => {
  const { spec, ...rest } = named('worse');
  await expect(cluster().apply([{ ...rest, spec: { ...spec, sampler: undefined } }])).rejects.toThrow(
    /sampler type not set/,
  );
  const { resources, ...java } = spec.java;
  const misnamed = { ...spec, java: { ...java, resourceRequirements: resources } };
  await expect(cluster().apply([{ ...rest, spec: misnamed }])).rejects.toThrow(/resourceRequirements/);
});

test('the chart writes the same object', async () => {
  const objects = await installed(
    'helm4',
    chartFolder(operatorStackChart as never),
    { install: { mode: 'resource' } },
    { namespace: HOME },
  );
  const byHelm = objects.find(({ kind }) => kind === 'Instrumentation');
  expect(byHelm?.spec).toEqual(instrumentation().spec);
});

describe.each(LANGUAGES)('$language', expected => {
  const { language, image, said } = expected;

  test('a pod that asks for it has the pinned agent, and is told where to send by what it speaks', async () => {
    expect(await injectedBy('botanu', expected)).toMatchObject({ image, said });
  });

  test('a pod that does not ask for it comes back as it was', async () => {
    const { spec } = await mutated(cluster(), NAMESPACE, pod(language));
    expect(spec.initContainers).toBeUndefined();
    expect(spec.containers).toHaveLength(1);
    expect(spec.containers[0].env).toBeUndefined();
  });

  test('a pod that says no comes back as it was', async () => {
    const { spec } = await mutated(cluster(), NAMESPACE, pod(language, 'false'));
    expect(spec.initContainers).toBeUndefined();
    expect(spec.containers[0].env).toBeUndefined();
  });

  test('on wish another protocol with its endpoint, never one with the endpoint of the other', async () => {
    const { said: both } = await injectedBy('by-grpc', expected);
    const byHttp = ['http/protobuf', 'http://h.observability:14318'];
    const byGrpc = ['grpc', 'http://g.observability:14317'];
    expect(both).toEqual(['python', 'go'].includes(language) ? byHttp : byGrpc);
  });
});

test.each([
  ['apache-httpd', 'OTEL_APACHE_AGENT_CONF', 'ApacheModuleOtelExporterEndpoint'],
  ['nginx', 'OTEL_NGINX_AGENT_CONF', 'NginxModuleOtelExporterEndpoint'],
])(
  '%s reads its own configuration and no variable: the endpoint for gRPC stands there',
  async (language, variable, directive) => {
    const expected = LANGUAGES.find(one => one.language === language) as (typeof LANGUAGES)[number];
    const { container } = await injectedBy('botanu', expected);
    expect(variableOf(container, variable)).toMatch(
      new RegExp(`${directive} "?http://botanu-collector.observability:4317"?;?\n`),
    );

    // Without the directive, what is sent by gRPC goes to the port of HTTP, whatever the variables say.
    const { spec, ...rest } = named('without-directive');
    const { attrs: _directives, ...apacheHttpd } = spec.apacheHttpd;
    const { attrs: _others, ...nginx } = spec.nginx;
    await cluster().apply([{ ...rest, spec: { ...spec, apacheHttpd, nginx } }]);
    await until('the operator to know it', 30_000, async () => {
      const { container: attached } = await injectedBy('without-directive', expected);
      return attached !== undefined || { still: 'a pod comes back as it was' };
    });
    const { container: attached, said } = await injectedBy('without-directive', expected);
    expect(said).toEqual(GRPC);
    expect(variableOf(attached, variable)).toMatch(
      new RegExp(`${directive} "?http://botanu-collector.observability:4318`),
    );
  },
);

test('an application in Java copies run_id from baggage, and every language propagates baggage', async () => {
  for (const expected of LANGUAGES) {
    const { told } = await injectedBy('botanu', expected);
    expect(variableOf(told, 'OTEL_PROPAGATORS')).toBe('tracecontext,baggage');
    expect(variableOf(told, 'OTEL_TRACES_SAMPLER')).toBe('parentbased_always_on');
  }
  const { told } = await injectedBy('botanu', LANGUAGES[0]);
  expect(variableOf(told, 'OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE')).toMatch(
    /botanu\.run_id/,
  );
});

test('a language that is left out is not off: the operator fills in its own agent, for Java one without run_id', async () => {
  const { java: _java, ...spec } = named('incomplete').spec;
  await instrument(cluster(), HOME, spec, 'incomplete');
  const { image } = await injectedBy('incomplete', LANGUAGES[0]);
  expect(image).toMatch(/autoinstrumentation-java:(1\.|0\.0\.0)/);
});

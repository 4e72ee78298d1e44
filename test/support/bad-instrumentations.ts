/** What one may get wrong about an instrumentation, and what one is told. */
import type { PodSpec } from '../../src';

export interface BadInstrumentation {
  readonly about: string;
  readonly options?: object;
  /** Laid over the one container. */
  readonly container?: object;
  /** Laid over the pod spec. */
  readonly spec?: object;
  readonly told: string;
}

export const GOOD = { language: 'python', runId: { hookConfigMap: 'hook' } } as const;
export const GOOD_POD: PodSpec = { containers: [{ name: 'app', image: 'shop:1' }] };

const env = (name: string, value: string) => ({ env: [{ name, value }] });
const from = (name: string, source: string) => ({
  env: [{ name, valueFrom: { [source]: { name: 'x', key: 'y' } } }],
});
const java = { language: 'java' };
const SIDECAR = { enabled: true, exporter: { endpoint: 'backend:4317' } };

export const BAD_INSTRUMENTATIONS: readonly BadInstrumentation[] = [
  {
    about: 'no language',
    options: { language: '' },
    told: 'language: this is not given, and has no default [missing]',
  },
  {
    about: 'a language that nobody speaks',
    options: { language: 'ruby' },
    told: 'language: "ruby" is not one of "", "python", "java", "nodejs", "dotnet", "go" [choice]',
  },
  {
    about: 'a mode that does not exist',
    options: { injection: 'sidecar' },
    told: 'injection: "sidecar" is not one of "init", "operator", "env" [choice]',
  },
  {
    about: 'an agent for Go',
    options: { language: 'go' },
    told: 'injection: "init" cannot be done for go: a compiled program loads no agent, and the one that reads its memory needs privileges and knows no baggage [go-agent]',
  },
  {
    about: 'Go by the operator',
    options: { language: 'go', injection: 'operator' },
    told: 'injection: "operator" cannot be done for go: a compiled program loads no agent, and the one that reads its memory needs privileges and knows no baggage [go-agent]',
  },
  {
    about: 'a typing error',
    options: { telemetery: {} },
    told: 'telemetery: there is no setting "telemetery" [unknown-setting]',
  },
  {
    about: 'a typing error further down',
    options: { telemetry: { endpiont: 'http://x:4318' } },
    told: 'telemetry.endpiont: there is no setting "endpiont" in telemetry [unknown-setting]',
  },
  {
    about: 'HTTP to the port of gRPC',
    options: { telemetry: { endpoint: 'http://collector:4317' } },
    told: 'telemetry.endpoint: "http://collector:4317" is a port of gRPC, but telemetry.protocol is "http/protobuf" [protocol]',
  },
  {
    about: 'gRPC to the port of HTTP',
    options: { ...java, telemetry: { endpoint: 'http://collector:4318/', protocol: 'grpc' } },
    told: 'telemetry.endpoint: "http://collector:4318/" is a port of HTTP, but telemetry.protocol is "grpc" [protocol]',
  },
  {
    about: 'gRPC from an image that cannot',
    options: { telemetry: { protocol: 'grpc' } },
    told: 'telemetry.protocol: "grpc" is not in the image of the agent for Python, which is not bound to one version of Python [protocol]',
  },
  {
    about: 'a protocol of no agent',
    options: { telemetry: { protocol: 'http/json' } },
    told: 'telemetry.protocol: "http/json" is not one of "http/protobuf", "grpc" [choice]',
  },
  {
    about: 'an endpoint without its scheme',
    options: { telemetry: { endpoint: 'collector:4318' } },
    told: 'telemetry.endpoint: "collector:4318" is not valid [format]',
  },
  {
    about: 'a propagator that is missing',
    options: { telemetry: { propagators: ['tracecontext'] } },
    told: 'telemetry.propagators: baggage is missing, without which run_id ends at this service [propagators]',
  },
  {
    about: 'baggage without a trace',
    options: { telemetry: { propagators: ['b3', 'baggage'] } },
    told: 'telemetry.propagators: tracecontext is missing, without which run_id ends at this service [propagators]',
  },
  {
    about: 'a propagator that does not exist',
    options: { telemetry: { propagators: ['w3c', 'tracecontext', 'baggage'] } },
    told: 'telemetry.propagators.0: "w3c" is not one of "tracecontext", "baggage", "b3", "b3multi", "jaeger", "xray", "ottrace" [choice]',
  },
  {
    about: 'a ratio in percent',
    options: { telemetry: { sampler: { type: 'parentbased_traceidratio', argument: '10%' } } },
    told: 'telemetry.sampler.argument: "10%" is not the share of traces to keep [sampler]',
  },
  {
    about: 'a ratio that nobody reads',
    options: { telemetry: { sampler: { argument: '0.5' } } },
    told: 'telemetry.sampler.argument: "0.5" is read by no sampler of type "parentbased_always_on" [sampler]',
  },
  {
    about: 'an attribute that would break the list',
    options: { telemetry: { resourceAttributes: { team: 'a,b' } } },
    told: 'telemetry.resourceAttributes.team: "a,b" is not valid [format]',
  },
  {
    about: 'an attribute with a space, for which agents drop all',
    options: { telemetry: { environment: 'pre prod' } },
    told: 'telemetry.environment: "pre prod" is not valid [format]',
  },
  {
    about: 'an attribute whose name is none',
    options: { telemetry: { resourceAttributes: { 'a b': 'c' } } },
    told: 'telemetry.resourceAttributes.a b: "a b" is not a valid name here [key-format]',
  },
  {
    about: 'the name of the service as an attribute',
    options: { telemetry: { resourceAttributes: { 'service.name': 'shop' } } },
    told: 'telemetry.resourceAttributes.service.name: OTEL_SERVICE_NAME beats this attribute [reserved]',
  },
  {
    about: 'a batch that never fills',
    options: { telemetry: { batch: { size: 4096 } } },
    told: 'telemetry.batch.size: 4096 spans never wait in a queue of 2048 [batch]',
  },
  {
    about: 'a delay without its unit',
    options: { telemetry: { batch: { delay: '100' } } },
    told: 'telemetry.batch.delay: "100" is not valid [format]',
  },
  {
    about: 'a Secret that cannot be called so',
    options: { telemetry: { headersSecret: { name: 'Not_A_Name' } } },
    told: 'telemetry.headersSecret.name: "Not_A_Name" is not valid [format]',
  },
  {
    about: "the operator's own agent for Java",
    options: { ...java, agent: { image: { tag: '1.33.6' } } },
    told: 'agent.image.tag: "1.33.6" does not copy baggage to spans, so no span would have run_id [java-agent]',
  },
  {
    about: 'the last agent for Java that cannot',
    options: { ...java, agent: { image: { tag: '2.6.0' } } },
    told: 'agent.image.tag: "2.6.0" does not copy baggage to spans, so no span would have run_id [java-agent]',
  },
  {
    about: 'an agent of any version',
    options: { agent: { image: { tag: 'latest' } } },
    told: 'agent.image.tag: "latest" is another image on every node and every day [image-pinned]',
  },
  {
    about: 'a digest that is none',
    options: { agent: { image: { digest: 'sha256:abc' } } },
    told: 'agent.image.digest: "sha256:abc" is not valid [format]',
  },
  {
    about: 'an amount that is none',
    options: { agent: { resources: { limits: { memory: '256MB' } } } },
    told: 'agent.resources.limits.memory: "256MB" is not valid [format]',
  },
  {
    about: 'a folder that nothing looks into',
    options: { agent: { folder: '/agent' } },
    told: 'agent.folder: this does nothing with injection "init" [no-effect]',
  },
  {
    about: 'a command that does not start anything',
    options: { agent: { wrapper: ['opentelemetry-instrument'] } },
    container: { command: ['python'] },
    told: 'agent.wrapper: this does nothing with injection "init" [no-effect]',
  },
  {
    about: 'two ways to load one agent',
    options: { injection: 'env', agent: { folder: '/agent', wrapper: ['opentelemetry-instrument'] } },
    container: { command: ['python'] },
    told: 'agent.folder: the command of agent.wrapper loads the agent already [no-effect]',
  },
  {
    about: 'a command that has nothing to start',
    options: { injection: 'env', agent: { wrapper: ['opentelemetry-instrument'] } },
    told: 'spec.containers.app.command: there is no command for agent.wrapper to start: what the image starts cannot be seen from here [wrapper]',
  },
  {
    about: 'an Instrumentation that nobody asks for',
    options: { operator: { instrumentation: 'all' } },
    told: 'operator.instrumentation: this does nothing with injection "init" [no-effect]',
  },
  {
    about: 'an Instrumentation that cannot be called so',
    options: { injection: 'operator', operator: { instrumentation: 'a/b/c' } },
    told: 'operator.instrumentation: "a/b/c" is not valid [format]',
  },
  {
    about: 'musl for a language that does not care',
    options: { language: 'nodejs', agent: { libc: 'musl' } },
    told: 'agent.libc: the agent for "nodejs" is the same for musl and glibc [no-effect]',
  },
  {
    about: 'a variable of the image that nothing extends',
    options: { imageEnv: { PATH: '/bin' } },
    told: 'imageEnv.PATH: nothing extends this variable, so what the image sets stays as it is [image-env]',
  },
  {
    about: 'a hook without its files',
    options: { runId: {} },
    told: 'runId.hookConfigMap: the hook for python is files, and no ConfigMap that holds them is named [hook]',
  },
  {
    about: 'several containers, and none is named',
    spec: { containers: [{ name: 'proxy' }, { name: 'app' }] },
    told: 'containers: the pod has 2 containers: proxy, app [containers]',
  },
  {
    about: 'a container that is not there',
    options: { containers: ['web'] },
    told: 'containers: there is no container "web" [containers]',
  },
  {
    about: 'an init container',
    options: { containers: ['migrate'] },
    spec: { initContainers: [{ name: 'migrate' }] },
    told: 'containers: "migrate" is an init container, and those are not instrumented [containers]',
  },
  {
    about: 'no container at all',
    spec: { containers: [] },
    told: 'spec.containers: there is no container to instrument [pod]',
  },
  {
    about: 'a list that comes from a Secret',
    container: from('PYTHONPATH', 'secretKeyRef'),
    told: 'spec.containers.app.env.PYTHONPATH: PYTHONPATH comes from secretKeyRef, so it cannot be extended [cannot-extend]',
  },
  {
    about: 'options of Java that come from a ConfigMap',
    options: java,
    container: from('JAVA_TOOL_OPTIONS', 'configMapKeyRef'),
    told: 'spec.containers.app.env.JAVA_TOOL_OPTIONS: JAVA_TOOL_OPTIONS comes from configMapKeyRef, so it cannot be extended [cannot-extend]',
  },
  {
    about: 'attributes that come from elsewhere',
    container: from('OTEL_RESOURCE_ATTRIBUTES', 'configMapKeyRef'),
    told: 'spec.containers.app.env.OTEL_RESOURCE_ATTRIBUTES: OTEL_RESOURCE_ATTRIBUTES comes from configMapKeyRef, so it cannot be extended [cannot-extend]',
  },
  {
    about: 'the agent of somebody else, for Java',
    options: java,
    container: env('JAVA_TOOL_OPTIONS', '-javaagent:/dd/dd-java-agent.jar'),
    told: 'spec.containers.app.env.JAVA_TOOL_OPTIONS: "-javaagent:/dd/dd-java-agent" loads an agent already [second-agent]',
  },
  {
    about: 'an agent of its own, for Node.js',
    options: { ...GOOD, language: 'nodejs' },
    container: env('NODE_OPTIONS', '--require @opentelemetry/auto-instrumentations-node/register'),
    told: 'spec.containers.app.env.NODE_OPTIONS: "--require @opentelemetry/auto-instrumentations-node" loads an agent already [second-agent]',
  },
  {
    about: 'a command that starts with an agent',
    container: { command: ['ddtrace-run', 'python', 'app.py'] },
    told: 'spec.containers.app.command: "ddtrace-run" loads an agent already [second-agent]',
  },
  {
    about: "a volume of somebody else under the agent's name",
    spec: { volumes: [{ name: 'opentelemetry-auto-instrumentation-python', configMap: { name: 'x' } }] },
    told: 'spec.volumes.opentelemetry-auto-instrumentation-python: the volume "opentelemetry-auto-instrumentation-python" is there and holds something else than the agent needs [taken]',
  },
  {
    about: "something else in the hook's folder",
    container: { volumeMounts: [{ name: 'data', mountPath: '/botanu' }] },
    told: 'spec.containers.app.volumeMounts./botanu: the volume "data" is mounted where botanu-run-id-hook has to be [taken]',
  },
  {
    about: 'a sidecar without its configuration',
    options: { sidecar: SIDECAR },
    told: 'sidecarConfigMap: the sidecar has no configuration [sidecar]',
  },
  {
    about: 'a sidecar that has nowhere to send',
    options: { sidecar: { enabled: true }, sidecarConfigMap: 'sidecar' },
    told: 'sidecar.exporter.endpoint: this is not given, and has no default [missing]',
  },
  {
    about: 'a sidecar that is not sent to',
    options: { sidecar: SIDECAR, sidecarConfigMap: 'sidecar', telemetry: { endpoint: 'http://x:4318' } },
    told: 'telemetry.endpoint: "http://x:4318" would be used in place of the sidecar [sidecar]',
  },
];

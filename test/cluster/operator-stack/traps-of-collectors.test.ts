/** What two well-known guides write of collectors, and what comes of it, beside the corrected form in examples/guides. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { tool } from '../../../tools/tool';
import { renderedConfig } from '../../support/chart';
import { until } from '../../support/cluster/client';
import { startFakeCluster } from '../../support/cluster/cluster';
import { convertCollectors } from '../../support/cluster/conversion';
import { mutated, startOperator } from '../../support/cluster/operator';
import { useCluster } from '../../support/cluster/use-cluster';
import { type RunningCollector, startCollector } from '../../support/collector-process';
import { example, podOf } from '../../support/guide-examples';
import type { KubernetesObject } from '../../support/helm';
import { temporaryFolder } from '../../support/temporary-folder';

const cluster = useCluster(undefined, startFakeCluster);
const execute = promisify(execFile);

const [NODE_COLLECTOR] = example('kubernetes/collector');
const [GATEWAY] = example('operator/collector');
const [SIDECAR] = example('operator/sidecar');
const [INSTRUMENTATION] = example('kubernetes/instrumentation');
const [OF_OPERATOR_GUIDE] = example('operator/instrumentation');

beforeAll(async () => {
  await startOperator(cluster());
  await convertCollectors(cluster());
  await cluster().namespace('observability', 'privileged');
  await cluster().namespace('shop', 'privileged');
  // Strict, and a warning is a failure.
  await cluster().apply([NODE_COLLECTOR, GATEWAY, SIDECAR]);
}, 120_000);

/** What the operator makes of a collector: the configuration that it mounts. */
async function configOf(name: string): Promise<string> {
  const object = await until<KubernetesObject>(`the configuration of ${name}`, 30_000, async () => {
    const all = await cluster().list('configmaps', 'observability');
    return (
      all.find(({ metadata }) => metadata.name.startsWith(`${name}-collector-`)) ?? { still: 'there is none' }
    );
  });
  return object.data['collector.yaml'];
}

/** What the program itself says of a configuration. */
async function validated(config: string): Promise<string> {
  const file = join(temporaryFolder(), 'collector.yaml');
  writeFileSync(file, config);
  return execute(await tool('otelcol'), ['validate', '--config', file]).then(
    () => 'valid',
    ({ stderr }) => stderr,
  );
}

/** As the guides write one: of a version that goes, its configuration a text. */
const oldCollector = (name: string, config: string, mode = 'deployment') => ({
  apiVersion: 'opentelemetry.io/v1alpha1',
  kind: 'OpenTelemetryCollector',
  metadata: { name, namespace: 'observability' },
  spec: { mode, config },
});

const receivers = { otlp: { protocols: { grpc: {}, http: {} } } };
const through = (exporter: string) => ({
  receivers,
  exporters: { [exporter]: {} },
  service: { pipelines: { traces: { receivers: ['otlp'], exporters: [exporter] } } },
});

const applied = async (object: object) => {
  const { code, stderr } = await cluster().tryKubectl(
    ['apply', '--server-side', '--validate=strict', '--filename', '-'],
    JSON.stringify(object),
  );
  return { code, stderr };
};

test('v1alpha1 is taken with a warning that it goes; v1beta1 without one', async () => {
  const { code, stderr } = await applied(oldCollector('old', stringify(through('debug'))));
  expect(code).toBe(0);
  expect(stderr).toMatch(/v1alpha1 is deprecated/);
  await cluster().apply([GATEWAY]);
});

test('the exporter `logging` is taken, and the collector ends as it starts; with `debug` it runs', async () => {
  expect((await applied(oldCollector('logs', stringify(through('logging'))))).code).toBe(0);
  expect(await validated(await configOf('logs'))).toMatch(/the logging exporter has been deprecated/);
  expect(await validated(await configOf('gateway'))).toBe('valid');
});

test('`grpc:` with nothing behind it is a null, of which the operator warns; in ours there is none', async () => {
  const nulls = stringify(through('debug')).replaceAll('{}', '');
  const { code, stderr } = await applied(oldCollector('nulls', nulls));
  expect(code).toBe(0);
  expect(stderr).toMatch(/null objects/);
});

/** Name and namespace of the Service that an endpoint names. */
const serviceOf = (endpoint: string) => new URL(endpoint).hostname.split('.');

test('a collector `otel-collector` makes no Service of that name; the endpoints of ours name one that is there', async () => {
  await applied(oldCollector('otel-collector', stringify(through('debug')), 'daemonset'));
  const names = () =>
    until<string[]>('the Services', 30_000, async () => {
      const services = await cluster().list('services', 'observability');
      const found = services.map(({ metadata }) => metadata.name);
      const wanted = ['otel-collector-collector', 'otel-collector', 'gateway-collector'];
      return wanted.every(name => found.includes(name)) ? found : { still: `there are ${found}` };
    });
  await names();
  const owner = async (service: string) => {
    const { metadata } = await cluster().get('service', 'observability', service);
    return (metadata as { ownerReferences?: { name: string }[] }).ownerReferences?.[0].name;
  };
  // The Service `otel-collector` is that of our collector `otel`.
  expect(await owner('otel-collector-collector')).toBe('otel-collector');
  expect(await owner('otel-collector')).toBe('otel');

  for (const { spec } of [INSTRUMENTATION, OF_OPERATOR_GUIDE]) {
    const { hostname, port } = new URL(spec.exporter.endpoint);
    const [name, namespace] = serviceOf(spec.exporter.endpoint);
    expect(hostname).toBe(`${name}.observability`);
    const service = await cluster().get('service', namespace, name);
    expect(service.spec.ports.map(({ port: one }: { port: number }) => String(one))).toContain(port);
  }
});

test('its pods have no label `app`, by which the guide looks for them', async () => {
  const { spec } = await until<KubernetesObject>('the DaemonSet', 30_000, async () => {
    const [found] = (await cluster().list('daemonsets', 'observability')).filter(
      ({ metadata }) => metadata.name === 'otel-collector',
    );
    return found ?? { still: 'there is none' };
  });
  const { labels } = spec.template.metadata;
  expect(labels).not.toHaveProperty('app');
  expect(labels).toMatchObject({ 'app.kubernetes.io/instance': 'observability.otel' });
});

test('the mode of a collector cannot be changed: it has to be deleted first', async () => {
  const { code, stderr } = await applied({ ...GATEWAY, spec: { ...GATEWAY.spec, mode: 'statefulset' } });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/does not support modification/);
});

describe('a sidecar', () => {
  const containers = async (annotation: string) => {
    const pod = podOf('operator/sidecar');
    pod.metadata.annotations = { 'sidecar.opentelemetry.io/inject': annotation };
    const { spec } = await mutated(cluster(), 'shop', pod);
    return [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name).sort();
  };

  test('is not made of a collector of another mode; of one of mode sidecar it is', async () => {
    expect(await containers('observability/gateway')).toEqual(['app']);
    expect(await containers('beside')).toEqual(['app', 'otc-container']);
  });

  test('that is asked for by "true" comes only as long as there is one of them; by its name, always', async () => {
    expect(await containers('true')).toEqual(['app', 'otc-container']);
    const second = { ...SIDECAR, metadata: { ...SIDECAR.metadata, name: 'second' } };
    await cluster().apply([second]);
    await until('the second to be known', 30_000, async () => {
      const made = await containers('second');
      return made.length === 2 || { still: 'it is not injected' };
    });
    expect(await containers('true')).toEqual(['app']);
    expect(await containers('beside')).toEqual(['app', 'otc-container']);
  });
});

test('what the operator mounts of ours is valid, and run_id is taken out of the header as the chart does', async () => {
  const config = parse(await configOf('otel'));
  expect(await validated(stringify(config))).toBe('valid');
  const ofChart = await renderedConfig({ exporter: { endpoint: 'backend:4317' } });
  expect(config.processors['attributes/run_id']).toEqual(ofChart.processors['attributes/run_id']);
  expect(config.service.pipelines.traces.processors).toEqual([
    'memory_limiter',
    'attributes/run_id',
    'batch',
  ]);
});

describe('a running collector', () => {
  const SIGNALS = ['traces', 'metrics', 'logs'];
  let tracesOnly: RunningCollector;
  let all: RunningCollector;
  beforeAll(async () => {
    tracesOnly = await startCollector(structuredClone(through('debug')));
    all = await startCollector(structuredClone(GATEWAY.spec.config));
  }, 60_000);
  afterAll(() => Promise.all([tracesOnly?.stop(), all?.stop()]));

  const post = (url: string) =>
    fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }).then(
      ({ status }) => status,
      ({ message }) => message,
    );
  const answers = (url: string) => Promise.all(SIGNALS.map(signal => post(`${url}/v1/${signal}`)));

  test('with a pipeline for traces alone answers 404 to all else that agents send; ours takes all three', async () => {
    expect(await answers(tracesOnly.http)).toEqual([200, 404, 404]);
    expect(await answers(all.http)).toEqual([200, 200, 200]);
  });

  test('takes nothing by HTTP on the port of gRPC, which is what 4317 with http/protobuf means', async () => {
    expect(await answers(`http://${all.grpc}`)).not.toContain(200);
  });
});

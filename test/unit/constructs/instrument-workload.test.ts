import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PodSpec } from '../../../src';
import { type InstrumentWorkloadOptions, instrument, instrumentWorkload } from '../../../src';

type Written = { kind: string; metadata: { name: string }; spec: never; data: Record<string, string> };

function written(build: (chart: Chart) => void): Written[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  build(chart);
  return Testing.synth(chart);
}

const pod = { containers: [{ name: 'app', image: 'registry.example/shop:1.4.2' }] };
const template = { metadata: { labels: { app: 'shop' } }, spec: pod };
const python = { language: 'python' } as const;

const object = (kind: string, spec: object, options: InstrumentWorkloadOptions = python) =>
  written(chart => {
    const apiVersion = { Pod: 'v1', Job: 'batch/v1', CronJob: 'batch/v1' }[kind] ?? 'apps/v1';
    instrumentWorkload(
      new ApiObject(chart, 'it', { apiVersion, kind, metadata: { name: 'shop' }, spec }),
      options,
    );
  });

const known = { workload: 'shop', namespace: 'shop', runId: { hookConfigMap: 'shop-run-id-hook' } };

test.each([
  ['Deployment', { template }, ({ template: { spec } }: never) => spec],
  ['StatefulSet', { template }, ({ template: { spec } }: never) => spec],
  ['Job', { template }, ({ template: { spec } }: never) => spec],
  [
    'CronJob',
    { jobTemplate: { spec: { template } } },
    (spec: never) => (spec as { jobTemplate: never }).jobTemplate['spec']['template']['spec'],
  ],
  ['Pod', pod, (spec: never) => spec],
] as const)('a %s gets its agent where its pods are described', (kind, spec, podOf) => {
  const [workload, hook] = object(kind, spec);
  const expected = instrument(pod, { ...python, ...known, kind: kind.toLowerCase() });
  expect((podOf as (spec: never) => PodSpec)(workload.spec)).toEqual(expected);
  expect([hook.kind, hook.metadata.name]).toEqual(['ConfigMap', 'shop-run-id-hook']);
  expect(Object.keys(hook.data)).toHaveLength(3);
});

test('a Deployment of cdk8s-plus gets it behind the class that would drop what it does not know', () => {
  const [deployment] = written(chart => {
    const own = new kplus.Deployment(chart, 'shop', {
      containers: [
        {
          name: 'app',
          image: 'shop:1',
          portNumber: 8080,
          envVariables: { OWN: kplus.EnvValue.fromValue('1') },
        },
      ],
    });
    instrumentWorkload(own, {
      language: 'nodejs',
      sidecar: { enabled: true, exporter: { endpoint: 'backend:4317' } },
    });
  });
  const { spec } = (deployment.spec as { template: { spec: PodSpec } }).template;
  expect(spec.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
    ['otel-collector', 'Always'],
    ['opentelemetry-auto-instrumentation-nodejs', undefined],
  ]);
  expect(spec.containers[0].env).toContainEqual({ name: 'OWN', value: '1' });
});

test('the operator reads annotations of the template alone', () => {
  const [workload] = object('Deployment', { template }, { ...python, injection: 'operator' });
  expect(workload.metadata).not.toHaveProperty('annotations');
  expect(workload.spec).toMatchObject({
    template: {
      metadata: {
        labels: { app: 'shop' },
        annotations: { 'instrumentation.opentelemetry.io/inject-python': 'true' },
      },
    },
  });
});

test('a changed configuration of the sidecar rolls the pods, and nothing else does', () => {
  const checksumOf = (endpoint: string) => {
    const [workload] = object(
      'Deployment',
      { template },
      { ...python, sidecar: { enabled: true, exporter: { endpoint } } },
    );
    return (workload.spec as { template: { metadata: { annotations: Record<string, string> } } }).template
      .metadata.annotations['checksum/otel-collector-config'];
  };
  expect(checksumOf('backend:4317')).toBe(checksumOf('backend:4317'));
  expect(checksumOf('backend:4317')).not.toBe(checksumOf('other:4317'));
});

test('a ConfigMap that is there already is used, and none is made', () => {
  const all = object(
    'Deployment',
    { template },
    { ...python, runId: { hookConfigMap: 'botanu-collector-run-id-hooks' } },
  );
  expect(all.map(({ kind }) => kind)).toEqual(['Deployment']);
});

test('everything that is wrong is told at once, under the path of the workload', () => {
  expect(() =>
    object(
      'Deployment',
      { template },
      { language: 'java', telemetry: { endpoint: 'http://x:4317' }, agent: { image: { tag: '1.33.6' } } },
    ),
  ).toThrow(/\[shop\/it\][\s\S]*\[protocol\][\s\S]*\[java-agent\]/);
  expect(() => object('Service', {})).toThrow(/Service: this has no pods to instrument \[kind\]/);
});

test('of the exporter of a sidecar is asked what is asked of that of a collector', () => {
  const exporter = { endpoint: 'https://backend:4317', tls: { caSecret: { name: 'ca', key: '' } } };
  expect(() =>
    object('Deployment', { template }, { ...python, sidecar: { enabled: true, exporter } }),
  ).toThrow(/sidecar\.exporter\.endpoint: .*\n.*\n[\s\S]*sidecar\.exporter\.tls\.caSecret\.key: /);
});

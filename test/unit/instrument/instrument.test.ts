import { parse } from 'yaml';
import {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  instrumentAnnotations,
  instrumentWarnings,
  type PodSpec,
  sidecarConfigText,
} from '../../../src';

const hook = { runId: { hookConfigMap: 'run-id-hook' } };
const python = { language: 'python', ...hook } as const;

const podOf = (container: object = {}, spec: object = {}): PodSpec => ({
  containers: [{ name: 'app', image: 'registry.example/shop:1.4.2', ...container }],
  ...spec,
});
const env = (spec: PodSpec, container = 'app') =>
  spec.containers.find(({ name }) => name === container)?.env ?? [];
const valueOf = (spec: PodSpec, name: string) => env(spec).find(variable => variable.name === name)?.value;

describe('what was there stays', () => {
  const before = podOf(
    {
      command: ['gunicorn', 'run:app', '--preload'],
      args: ['--workers=8'],
      env: [
        { name: 'SA_KEY', valueFrom: { secretKeyRef: { name: 'service-account-api-key', key: 'sa-key' } } },
        { name: 'BASE', value: '/srv' },
        { name: 'PYTHONPATH', value: '$(BASE)/lib' },
        { name: 'OTEL_SERVICE_NAME', value: 'own-name' },
      ],
      envFrom: [{ configMapRef: { name: 'settings' } }],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
    {
      nodeSelector: { disk: 'ssd' },
      initContainers: [{ name: 'migrate', image: 'shop:1' }],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  );
  const after = instrument(before, python);

  test('variables keep their order and their sources, and win over ours', () => {
    const names = env(after).map(({ name }) => name);
    expect(names.filter(name => /^(SA_KEY|BASE|PYTHONPATH|OTEL_SERVICE_NAME)$/.test(name))).toEqual([
      'SA_KEY',
      'BASE',
      'PYTHONPATH',
      'OTEL_SERVICE_NAME',
    ]);
    expect(env(after)).toContainEqual(before.containers[0].env?.[0]);
    expect(valueOf(after, 'OTEL_SERVICE_NAME')).toBe('own-name');
    expect(new Set(names).size).toBe(names.length);
  });

  test('a variable that holds a list is extended in its place, after what it refers to', () => {
    expect(valueOf(after, 'PYTHONPATH')).toBe(
      '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation' +
        ':$(BASE)/lib:/botanu:/otel-auto-instrumentation-python',
    );
  });

  test('so do command, init containers, volumes, mounts and everything that is not looked at', () => {
    const { containers, initContainers, volumes, nodeSelector } = after;
    expect(containers[0]).toMatchObject({
      command: ['gunicorn', 'run:app', '--preload'],
      args: ['--workers=8'],
      envFrom: [{ configMapRef: { name: 'settings' } }],
    });
    expect(nodeSelector).toEqual({ disk: 'ssd' });
    expect(initContainers?.map(({ name }) => name)).toEqual([
      'migrate',
      'opentelemetry-auto-instrumentation-python',
    ]);
    expect(volumes?.[0]).toEqual({ name: 'data', emptyDir: {} });
    expect(containers[0].volumeMounts?.[0]).toEqual({ name: 'data', mountPath: '/data' });
  });

  test('the input itself is not touched', () => {
    expect(before.containers[0].env).toHaveLength(4);
  });
});

const everyWay = (['python', 'java', 'nodejs', 'dotnet'] as const).flatMap(language =>
  (['init', 'operator', 'env'] as const).map(injection => ({ language, injection, ...hook })),
);

test.each(everyWay)('twice is once: $language, $injection', options => {
  const sidecar = { enabled: true, exporter: { endpoint: 'backend:4317' } };
  const all = { ...options, sidecar, sidecarConfigMap: 'sidecar' } as InstrumentOptions;
  const once = instrument(podOf({ env: [{ name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'team=a' }] }), all);
  expect(instrument(once, all)).toEqual(once);
});

test('a hook that is switched on later goes where it belongs', () => {
  const without = instrument(podOf(), { ...python, runId: { enabled: false } });
  expect(valueOf(instrument(without, python), 'PYTHONPATH')).toBe(
    valueOf(instrument(podOf(), python), 'PYTHONPATH'),
  );
});

test('what the image sets of a list is extended as well, once it is said', () => {
  const after = instrument(podOf(), { ...python, imageEnv: { PYTHONPATH: '/image' } });
  expect(valueOf(after, 'PYTHONPATH')).toContain(':/image:/botanu:');
});

test('resource attributes of the container stay in front and win; ours come last of all variables', () => {
  const after = instrument(
    podOf({
      env: [
        { name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'service.version=own' },
        { name: 'LAST', value: 'x' },
      ],
    }),
    { ...python, telemetry: { environment: 'production' }, workload: 'shop', namespace: 'shop' },
  );
  expect(env(after).at(-1)).toEqual({
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    value:
      'service.version=own,deployment.environment=production,deployment.environment.name=production,' +
      'k8s.container.name=app,k8s.deployment.name=shop,k8s.namespace.name=shop,' +
      'k8s.node.name=$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME),k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME),' +
      'service.instance.id=shop.$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME).app,service.namespace=shop',
  });
});

test.each([
  ['shop:1.4.2', '1.4.2'],
  ['registry:5000/shop', undefined],
  ['registry:5000/shop:1@sha256:abc', '1@sha256:abc'],
  ['shop@sha256:abc', 'sha256:abc'],
])('service.version of %s is %s', (image, version) => {
  const attributes = valueOf(instrument(podOf({ image }), python), 'OTEL_RESOURCE_ATTRIBUTES') ?? '';
  expect(/service\.version=([^,]*)/.exec(attributes)?.[1]).toBe(version);
});

test.each([
  ['python', true, 'true'],
  ['python', false, undefined],
  // Their agents do it by themselves.
  ['java', true, undefined],
  ['nodejs', true, undefined],
] as const)(
  '%s, log correlation %s: OTEL_PYTHON_LOG_CORRELATION is %s',
  (language, logCorrelation, value) => {
    const after = instrument(podOf(), { language, ...hook, telemetry: { logCorrelation } });
    expect(valueOf(after, 'OTEL_PYTHON_LOG_CORRELATION')).toBe(value);
  },
);

test('the operator gets the hook alone, its annotations, and no name at which it keeps off', () => {
  const options = {
    ...python,
    injection: 'operator',
    operator: { instrumentation: 'observability/all' },
  } as const;
  const after = instrument(podOf(), options);
  expect(valueOf(after, 'PYTHONPATH')).toBe('/botanu');
  expect(after.initContainers).toBeUndefined();
  expect(env(after).map(({ name }) => name)).not.toContain('OTEL_RESOURCE_ATTRIBUTES_NODE_NAME');
  expect(instrumentAnnotations(podOf(), options)).toEqual({
    'instrumentation.opentelemetry.io/inject-python': 'observability/all',
    'instrumentation.opentelemetry.io/container-names': 'app',
  });
  expect(instrumentAnnotations(podOf(), python)).toEqual({});
});

test('an agent that is started by a command needs no variable, and the hook still does', () => {
  const wrapper = ['opentelemetry-instrument'];
  const options = { ...python, injection: 'env', agent: { wrapper } } as const;
  const after = instrument(podOf({ command: ['python', 'app.py'] }), options);
  expect(after.containers[0].command).toEqual(['opentelemetry-instrument', 'python', 'app.py']);
  expect(valueOf(after, 'PYTHONPATH')).toBe('/botanu');
  expect(instrument(after, options)).toEqual(after);
});

test('several containers: those that are named, and nothing else', () => {
  const two = podOf({}, { containers: [{ name: 'proxy' }, { name: 'app' }, { name: 'worker' }] });
  const after = instrument(two, { ...python, containers: ['app', 'worker'] });
  expect(after.containers[0]).toEqual({ name: 'proxy' });
  expect(env(after, 'app').length).toBeGreaterThan(5);
  expect(env(after, 'worker').length).toBeGreaterThan(5);
  expect(after.initContainers).toHaveLength(1);
});

test('a program in Go gets the variables, and no agent', () => {
  const after = instrument(podOf(), { language: 'go', injection: 'env' });
  expect(valueOf(after, 'OTEL_EXPORTER_OTLP_ENDPOINT')).toBe('http://botanu-collector.observability:4318');
  expect(after.initContainers).toBeUndefined();
  expect(after.volumes).toBeUndefined();
});

describe('the container that copies', () => {
  const contextOf = (container: object, spec: object = {}, options: object = {}) =>
    instrument(podOf(container, spec), { ...python, ...options }).initContainers?.[0].securityContext;
  const restricted = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };

  test('satisfies Pod Security "restricted" even where nothing is said', () => {
    expect(contextOf({})).toEqual({ ...restricted, runAsUser: 65532 });
  });

  test('has the context of the container that it copies for', () => {
    const securityContext = { ...restricted, runAsUser: 1000, readOnlyRootFilesystem: true };
    expect(contextOf({ securityContext })).toEqual(securityContext);
  });

  test('leaves to the pod what the pod says, and to the cluster what is wanted so', () => {
    const pod = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };
    expect(contextOf({}, pod)).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(contextOf({}, {}, { agent: { runAsUser: 0 } })).not.toHaveProperty('runAsUser');
  });

  test('asks for what one says', () => {
    const resources = { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '', memory: '64Mi' } };
    expect(instrument(podOf(), { ...python, agent: { resources } }).initContainers?.[0].resources).toEqual({
      requests: { cpu: '10m', memory: '32Mi' },
      limits: { memory: '64Mi' },
    });
  });
});

describe('the sidecar', () => {
  const sidecar = { enabled: true, exporter: { endpoint: 'backend.example.com:4317' } };
  const after = instrument(podOf({}, { initContainers: [{ name: 'migrate' }] }), {
    ...python,
    sidecar,
    sidecarConfigMap: 'shop-otel-collector',
  });

  test('starts before everything else and goes on', () => {
    expect(after.initContainers?.map(({ name }) => name)).toEqual([
      'otel-collector',
      'migrate',
      'opentelemetry-auto-instrumentation-python',
    ]);
    expect(after.initContainers?.[0]).toMatchObject({ restartPolicy: 'Always' });
  });

  test('is what the application sends to, and listens to the pod alone', () => {
    expect(valueOf(after, 'OTEL_EXPORTER_OTLP_ENDPOINT')).toBe('http://localhost:4318');
    const { receivers, processors } = parse(sidecarConfigText(sidecar));
    expect(receivers.otlp.protocols.http.endpoint).toBe('localhost:4318');
    expect(Object.keys(processors)).toContain('transform/run_id');
  });
});

describe('warnings', () => {
  const codes = (spec: PodSpec, options: InstrumentOptions) =>
    instrumentWarnings(spec, options).map(({ code, at }) => `${code} ${at}`);

  test('tell what a ConfigMap may hide, until it is said', () => {
    const hiding = podOf({ envFrom: [{ configMapRef: { name: 'settings' } }] });
    expect(codes(hiding, python)).toEqual(['hidden spec.containers.app.envFrom']);
    expect(codes(hiding, { ...python, imageEnv: { PYTHONPATH: '/app' } })).toEqual([]);
  });

  test('tell of workers that the agent for Python does not get into', () => {
    const workers = (command: string[], args: string[], options: InstrumentOptions = python) =>
      codes(podOf({ command, args }), options);
    expect(workers(['uvicorn'], ['app:app', '--workers', '4'])).toEqual([
      'workers spec.containers.app.command',
    ]);
    expect(workers(['python', '-m', 'uvicorn', 'app:app', '--workers=2'], [])).toHaveLength(1);
    expect(workers(['uvicorn'], ['app:app', '--workers', '1'])).toEqual([]);
    expect(workers(['gunicorn'], ['--workers', '4', '-k', 'uvicorn.workers.UvicornWorker'])).toEqual([]);
    expect(workers(['uvicorn'], ['--workers', '4'], { language: 'java' })).toEqual([]);
  });

  test('tell which languages do not carry run_id on every span', () => {
    expect(codes(podOf(), { language: 'dotnet' })).toEqual(['run-id language']);
    expect(codes(podOf(), { language: 'go', injection: 'env' })).toEqual(['run-id language']);
    expect(codes(podOf(), python)).toEqual([]);
  });
});

test('the hook of a language can be had for a ConfigMap', () => {
  expect(Object.keys(hookConfigMapData('nodejs'))).toEqual(['botanu-baggage.cjs']);
  expect(Object.keys(hookConfigMapData('java'))).toEqual([]);
});

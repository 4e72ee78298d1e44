/** Applications of each language, as their owners wrote them before anything instrumented them. */
import type { PodSpec } from '../../src';

export const LANGUAGES = ['python', 'java', 'nodejs', 'dotnet'] as const;

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
const STORE = [
  { name: 'DOTNET_SHARED_STORE', value: '/srv/store' },
  { name: 'DOTNET_ADDITIONAL_DEPS', value: '/srv/deps' },
];
export type Language = (typeof LANGUAGES)[number];

/** Applications, as their owners wrote them. */
export const APPLICATIONS: Record<string, (language: Language) => PodSpec> = {
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
  bare: () => ({ containers: [{ name: 'app', image: 'registry.example:5000/shop' }] }),
  pinned: language => ({
    containers: [
      {
        name: 'app',
        image: `shop@sha256:${'4'.repeat(64)}`,
        env: [
          ...STORE,
          { name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.5' },
          { name: 'OTEL_PROPAGATORS', value: 'b3' },
          { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'grpc' },
          { name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'k8s.container.name=own,team=$(TEAM),' },
          { ...LOADERS[language], value: '$(OWN)' },
          { name: 'OTEL_SERVICE_NAME', valueFrom: SA_KEY.valueFrom },
          { name: 'OTEL_EXPORTER_OTLP_HEADERS', valueFrom: SA_KEY.valueFrom },
        ],
      },
    ],
  }),
  several: () => ({
    containers: [
      { name: 'proxy', image: 'proxy:3', env: [SA_KEY] },
      { name: 'app', image: 'shop:1', env: [SA_KEY] },
      { name: 'worker', image: 'worker:2', env: [{ name: 'QUEUE', value: 'orders' }] },
    ],
  }),
};

/** Those that are instrumented where there are several. */
export const CHOSEN: Record<string, readonly string[]> = { several: ['app', 'worker'] };

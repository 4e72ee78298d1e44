import { loadersOf } from '../../../src/telemetry/agents/agent';
import {
  agents,
  applicationEnvironment,
  loadingEnvironment,
} from '../../../src/telemetry/agents/environment';
import { NODEJS_HOOK, PYTHON_HOOK } from '../../../src/telemetry/hooks';

const all = Object.values(agents);

test('one block of variables serves applications in every language', () => {
  expect(applicationEnvironment({ endpoint: 'http://collector:4318', serviceName: 'shop' })).toEqual({
    OTEL_SERVICE_NAME: 'shop',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_PROPAGATORS: 'tracecontext,baggage',
    OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST: 'baggage',
    OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS: 'baggage',
    OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE:
      'botanu.run_id,botanu.workflow,botanu.event_id,botanu.customer_id,botanu.environment,' +
      'botanu.tenant_id,botanu.parent_run_id',
  });
});

test.each([
  ['python', ['OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST']],
  [
    'java',
    [
      'OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS',
      'OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE',
    ],
  ],
  ['nodejs', []],
] as const)('an application in %s gets the variables of its language only', (language, own) => {
  const names = Object.keys(applicationEnvironment({ endpoint: 'http://collector:4318', language }));
  expect(names.filter(name => /CAPTURE|JAVA/.test(name))).toEqual(own);
  expect(names).not.toContain('OTEL_SERVICE_NAME');
});

test.each([
  ['python', undefined, '/agent/opentelemetry/instrumentation/auto_instrumentation:/hook:/agent'],
  ['python', '/app', '/agent/opentelemetry/instrumentation/auto_instrumentation:/app:/hook:/agent'],
  ['java', undefined, ' -javaagent:/agent/javaagent.jar'],
  ['java', '-Xmx1g', '-Xmx1g -javaagent:/agent/javaagent.jar'],
  ['nodejs', undefined, ' --require /hook/botanu-baggage.cjs --require /agent/autoinstrumentation.js'],
  [
    'nodejs',
    '--inspect',
    '--inspect --require /hook/botanu-baggage.cjs --require /agent/autoinstrumentation.js',
  ],
] as const)(
  'the loader of %s, which held %s, goes around the hook as the operator would',
  (language, before, after) => {
    const agent = agents[language];
    const [{ name }] = loadersOf(agent);
    const loading = loadingEnvironment(agent, { agent: '/agent', hook: '/hook' }, { [name]: before });
    expect(loading).toEqual({ [name]: after });
  },
);

test('the hooks travel as these files', () => {
  expect([...PYTHON_HOOK, ...NODEJS_HOOK].map(({ path }) => path)).toEqual([
    'botanu_baggage.py',
    'botanu_baggage-1.0.dist-info/METADATA',
    'botanu_baggage-1.0.dist-info/entry_points.txt',
    'botanu-baggage.cjs',
  ]);
  expect(all.flatMap(agent => agent.hookFiles)).toEqual([...PYTHON_HOOK, ...NODEJS_HOOK]);
});

test.each(all)('the pinned image of $language is new enough for run_id', ({ image, minimumVersion }) => {
  const numbers = (version: string) => version.split(/\D+/).map(Number);
  const [pinned, minimum] = [numbers(image.version), numbers(minimumVersion)];
  const differing = minimum.findIndex((part, place) => pinned[place] !== part);
  expect(differing < 0 || pinned[differing] > minimum[differing]).toBe(true);
});

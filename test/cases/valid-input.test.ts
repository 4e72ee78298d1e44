import fc from 'fast-check';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import type { Release } from '../../src/values/release';
import { laidOver } from '../support/bad-inputs';
import { OUR_CONSTRUCTS } from '../support/subjects';

const SEED = 20_260_403;
const RUNS = 500;

const release = { fullname: 'botanu-collector', namespace: 'observability', serves: () => true } as never;
const problemsOf = (values: object) => collectorValues.parse(values, () => release as Release).problems;

test.each(OUR_CONSTRUCTS)(
  '$name: nothing legal is refused, and what was given is what is used',
  ({ name, definition, legal }) => {
    fc.assert(
      fc.property(legal, values => {
        const { problems, settings } = definition.parse(values, () => release as Release);
        expect(problems).toEqual([]);
        expect(settings).toMatchObject(values);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    process.stdout.write(`legal settings of ${name}: ${RUNS} of ${RUNS} taken, seed ${SEED}\n`);
  },
  120_000,
);

const over = (values: object) => laidOver({ exporter: { endpoint: 'backend:4317' } }, values);
const http = (endpoint: string, enabled = true) => ({
  exporter: { endpoint, protocol: 'http', tls: { enabled } },
});

test.each([
  ['an IPv6 address', { exporter: { endpoint: '[2001:db8::1]:4317' } }],
  ['a name with an underscore', { exporter: { endpoint: 'my_backend.team.svc.cluster.local:1' } }],
  ['an upper case name', { exporter: { endpoint: 'BACKEND:65535' } }],
  ['another process on the node', { exporter: { endpoint: 'localhost:14317' } }],
  [
    'the usual port, where this collector has another',
    { ...over({ exporter: { endpoint: 'localhost:4317' } }), otlp: { grpc: { port: 5317 } } },
  ],
  ['a URL without a port', http('https://otlp.example.com')],
  ['a URL with a path and a query', http('https://otlp.example.com:443/v1/otlp?tenant=a')],
  ['plain HTTP where TLS is off', http('http://backend:4318', false)],
  [
    'a header with everything in it',
    { exporter: { headers: { 'X-A': 'a: b # {{ .Values }} $HOME "q" \\ %s' } } },
  ],
  ['a header that looks like nothing secret', { exporter: { headers: { 'x-tenant': 'yes' } } }],
  ['memory as a number', { collector: { resources: { limits: { memory: 536_870_912 } } } }],
  ['half a core as a number', { collector: { resources: { requests: { cpu: 0.5 }, limits: { cpu: 2 } } } }],
  ['no request at all', { collector: { resources: { requests: { cpu: '', memory: '' } } } }],
  ['a tag that looks like a number', { image: { tag: '1.10' } }],
  ['labels that YAML would misread', { commonLabels: { a: 'yes', b: '1.10', c: '0777', d: '' } }],
  [
    'an annotation of several lines',
    { collector: { podAnnotations: { 'example.com/script': 'a\n{{ b }}\n' } } },
  ],
  ['retries without an end', { exporter: { retry: { maxElapsedTime: '0s' } } }],
  ['latest, with a digest', { image: { tag: 'latest', digest: `sha256:${'a'.repeat(64)}` } }],
  [
    'the batch processor, where nothing is promised',
    { delivery: { mode: 'memory' }, processors: { batch: {} } },
  ],
  [
    'sections that are empty, and what is undefined',
    { exporter: { tls: {}, timeout: undefined }, collector: {} },
  ],
  ['what other charts share', { global: { storageClass: 'fast', other: { a: 1 } } }],
])('%s is legal', (_what, values) => {
  expect(problemsOf(over(values))).toEqual([]);
});

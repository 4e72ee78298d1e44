import { UUID_V7 } from '../../src/telemetry/run-id';
import { APPLICATION_CHART } from '../support/chart';
import { HELMS, helm, installed, valuesFile } from '../support/helm';

const least = { image: { repository: 'acme/order-service', tag: '2.1.0' }, language: 'python' };

async function notes(values: object): Promise<string> {
  const args = ['install', 'orders', APPLICATION_CHART, '--namespace', 'shop', '--dry-run=client', '-f', '-'];
  const { stdout, stderr } = await helm('helm4', args, valuesFile({ ...least, ...values }));
  if (!stdout.includes('NOTES:')) throw new Error(stderr);
  return stdout.slice(stdout.indexOf('NOTES:'));
}

test('they say where telemetry goes, and how to see a span', async () => {
  const said = await notes({});
  expect(said).toContain('goes to http://botanu-collector.observability:4318 by http/protobuf');
  expect(said).toContain('port-forward service/orders-instrumented-app 8080:80');
  expect(said).toContain('look in your backend for service.name orders and botanu.run_id');
});

test('the run that they send is one that is not left out', async () => {
  const [, runId] = /baggage: botanu\.run_id=(\S+)"/.exec(await notes({})) ?? [];
  expect(runId).toMatch(new RegExp(`^${UUID_V7}$`));
  expect('d9428888-122b-41e1-b85c-61ac2c1a8a3a').not.toMatch(new RegExp(`^${UUID_V7}$`));
});

const guarded = {
  ports: { metrics: 9090 },
  metrics: { guard: { enabled: true, readers: { prometheus: { namespace: 'monitoring' } } } },
};
test.each([
  ['of traces that are dropped', { telemetry: { sampler: { type: 'always_off' } } }, /cost of runs is lost/],
  [
    'of a share of traces',
    { telemetry: { sampler: { type: 'parentbased_traceidratio', argument: '0.1' } } },
    /cost of runs is lost/,
  ],
  ['of run_id switched off', { runId: { enabled: false } }, /not written by this application/],
  ['of .NET', { language: 'dotnet' }, /server spans only/],
  ['of Go', { language: 'go', injection: 'env' }, /baggagecopy/],
  ['of what envFrom hides', { envFrom: [{ configMapRef: { name: 'x' } }] }, /cannot be seen from here/],
  [
    'of workers without an agent',
    { command: ['uvicorn'], args: ['app:app', '--workers', '4'] },
    /the agent for Python is in none of them/,
  ],
  ['of Secrets in a release', { secrets: { QUEUE: 'x' } }, /in the release that Helm keeps/],
  ['of a guard to walk around', guarded, /on 127\.0\.0\.1 alone/],
  ['of what an autoscaler needs', { autoscaling: { enabled: true } }, /metrics-server/],
  ['of pods without an agent', { injection: 'operator' }, /made while the operator was away/],
])('they warn %s, and only then', async (_what, values, warning) => {
  expect(await notes(values)).toMatch(warning);
  expect(await notes({})).not.toMatch(warning);
});

const asked = {
  ...least,
  ports: { metrics: 9090 },
  metrics: { scrape: 'serviceMonitor' },
  httpRoute: { enabled: true, parentRefs: [{ name: 'public' }] },
};
const SERVED = ['monitoring.coreos.com/v1/ServiceMonitor', 'gateway.networking.k8s.io/v1/HTTPRoute'];

test('they say what was asked for and not made, because the cluster does not know it', async () => {
  const said = await notes(asked);
  expect(said).toContain('does not know the kind ServiceMonitor, so none was made');
  expect(said).toContain('does not know the kind HTTPRoute, so none was made');
});

test.each(HELMS)('%s makes what the cluster knows, and only that', async version => {
  const kinds = async (serves: string[]) =>
    (await installed(version, APPLICATION_CHART, asked, { serves })).map(({ kind }) => kind);
  expect(await kinds([])).not.toEqual(expect.arrayContaining(['ServiceMonitor']));
  expect(await kinds([])).not.toEqual(expect.arrayContaining(['HTTPRoute']));
  expect(await kinds(SERVED)).toEqual(expect.arrayContaining(['ServiceMonitor', 'HTTPRoute']));
});

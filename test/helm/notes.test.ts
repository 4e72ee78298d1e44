import { applicationEnvironment } from '../../src/telemetry/agents/environment';
import { COLLECTOR_CHART, environmentFromNotes, renderedNotes } from '../support/chart';
import { HELMS, installed } from '../support/helm';

const exporter = { endpoint: 'backend:4317' };
const INSTRUMENTATION = 'opentelemetry.io/v1alpha1/Instrumentation';

test('they print the environment of an application, with the address of this release', async () => {
  const expected = applicationEnvironment({ endpoint: 'http://botanu-collector.observability:4318' });
  expect(await environmentFromNotes({ exporter })).toEqual({
    ...expected,
    OTEL_SERVICE_NAME: '<your service>',
  });
});

test('they say where telemetry goes, how to check, and what comes next', async () => {
  const notes = await renderedNotes({ exporter });
  expect(notes).toContain('sends to backend:4317');
  expect(notes).toContain('kubectl -n observability port-forward daemonset/botanu-collector 8888');
  expect(notes).toMatch(/4\. What comes next\n-+\nTo have agents put into workloads/);
});

const noSurge = { updateStrategy: { surge: false } };
test.each([
  ['of an outage under sync', {}, /longer than the patience of an application/],
  ['of a killed pod under memory', { delivery: { mode: 'memory' } }, /lost when a pod is killed/],
  [
    'of an emptyDir',
    { delivery: { mode: 'durable', storage: { type: 'emptyDir' } } },
    /not the deletion of the pod/,
  ],
  [
    'of a folder of the node',
    { delivery: { mode: 'durable', storage: { type: 'hostPath' } }, collector: noSurge },
    /must belong to user 10001/,
  ],
  ['of missing TLS', { exporter: { ...exporter, tls: { enabled: false } } }, /Nothing is encrypted/],
  [
    'of a certificate that nobody verifies',
    { exporter: { ...exporter, tls: { insecureSkipVerify: true } } },
    /can read everything/,
  ],
  [
    'of traces that wait for a decision',
    { gateway: { enabled: true, sampling: { enabled: true } } },
    /are lost with the pod of the gateway/,
  ],
  ['of plain text to the gateway', { gateway: { enabled: true } }, /to the gateway in plain text/],
  [
    'of a network that enforces nothing',
    { networkPolicy: { enabled: true } },
    /only where the network of the cluster enforces policies/,
  ],
  ['of a configuration that nobody checks', { configCheck: { enabled: false } }, /before anybody sees it/],
  ['of run_id switched off', { runId: { enabled: false } }, /neither filled in nor checked/],
])('they warn %s, and only then', async (_what, values, warning) => {
  expect(await renderedNotes({ exporter, ...values })).toMatch(warning);
  if (Object.keys(values).length > 0) expect(await renderedNotes({ exporter })).not.toMatch(warning);
});

test('with a gateway they say so, and how to look at it', async () => {
  const notes = await renderedNotes({ exporter, gateway: { enabled: true } });
  expect(notes).toContain('the gateway botanu-collector-gateway, which sends to backend:4317.');
  expect(notes).toContain('port-forward deployment/botanu-collector-gateway 8888');
});

test('without the operator they say that no Instrumentation was made', async () => {
  expect(await renderedNotes({ exporter, instrumentation: { enabled: true } })).toContain(
    'this cluster does not know the kind Instrumentation, so none was made',
  );
});

test.each(HELMS)('%s makes an Instrumentation only where the cluster knows the kind', async version => {
  const values = { exporter, instrumentation: { enabled: true } };
  const kinds = async (serves: string[]) =>
    (await installed(version, COLLECTOR_CHART, values, { serves })).map(({ kind }) => kind);
  expect(await kinds([])).not.toContain('Instrumentation');
  expect(await kinds([INSTRUMENTATION])).toContain('Instrumentation');
});

const monitored = {
  exporter,
  monitoring: {
    podMonitor: { enabled: true },
    prometheusRule: { enabled: true },
    dashboard: { enabled: true },
  },
};

test('without the Prometheus operator they say what was not made, and without monitoring that nobody watches', async () => {
  const notes = await renderedNotes(monitored);
  expect(notes).toContain('does not know the kind PodMonitor, so none was made');
  expect(notes).toContain('does not know the kind PrometheusRule, so there are no alerts');
  expect(notes).not.toContain('Nobody is told when telemetry is lost');
  expect(await renderedNotes({ exporter })).toContain('Nobody is told when telemetry is lost');
});

test.each(HELMS)('%s makes a PodMonitor and alerts only where the cluster knows the kinds', async version => {
  const kinds = async (serves: string[]) =>
    (await installed(version, COLLECTOR_CHART, monitored, { serves })).map(({ kind }) => kind);
  const ours = ['PodMonitor', 'PrometheusRule'];
  expect((await kinds([])).filter(kind => ours.includes(kind))).toEqual([]);
  const served = ours.map(kind => `monitoring.coreos.com/v1/${kind}`);
  expect((await kinds(served)).filter(kind => ours.includes(kind)).sort()).toEqual(ours);
});

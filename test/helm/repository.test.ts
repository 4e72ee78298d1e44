import { parse } from 'yaml';
import { COLLECTOR_CHART } from '../support/chart';
import { type ChartRepository, serveCharts } from '../support/chart-repository';
import { HELMS, helm, objectOf, objectsOf } from '../support/helm';

/** The values block of the Kubernetes deployment guide, as it stands there. */
const GUIDE = `# values.yaml
collector:
  mode: daemonset
  resources:
    limits:
      cpu: 500m
      memory: 512Mi

instrumentation:
  enabled: true
  python:
    enabled: true
  propagators:
    - tracecontext
    - baggage

exporter:
  endpoint: "your-backend:4317"
  tls:
    enabled: true
`;

describe.each(HELMS)('%s, from a chart repository', version => {
  let repository: ChartRepository;
  beforeAll(async () => {
    repository = await serveCharts(version, [COLLECTOR_CHART]);
    expect((await helm(version, ['repo', 'add', 'botanu', repository.url, '--force-update'])).code).toBe(0);
  });
  afterAll(() => repository?.stop());

  const rendered = async (args: readonly string[], input?: string) => {
    const { code, stdout, stderr } = await helm(
      version,
      ['template', 'botanu-collector', 'botanu/collector', ...args],
      input,
    );
    expect([code, stderr]).toEqual([0, '']);
    return objectsOf(stdout);
  };

  test("the guide's command installs it", async () => {
    const objects = await rendered(['--set', 'exporter.endpoint=your-backend:4317']);
    const config = parse(objectOf(objects, 'ConfigMap/botanu-collector').data['collector.yaml']);
    expect(config.exporters.otlp_grpc.endpoint).toBe('your-backend:4317');
    expect(objectOf(objects, 'DaemonSet').metadata.name).toBe('botanu-collector');
  });

  test("the guide's values work as they stand there", async () => {
    const serves = ['--api-versions', 'opentelemetry.io/v1alpha1/Instrumentation'];
    const objects = await rendered(['-f', '-', ...serves], GUIDE);
    const { limits } = objectOf(objects, 'DaemonSet').spec.template.spec.containers[0].resources;
    expect(limits).toEqual({ cpu: '500m', memory: '512Mi' });
    expect(objectOf(objects, 'Instrumentation').spec.propagators).toEqual(['tracecontext', 'baggage']);
    const config = parse(objectOf(objects, 'ConfigMap/botanu-collector').data['collector.yaml']);
    expect(config.exporters.otlp_grpc.tls.insecure).toBe(false);
  });

  test('without an endpoint it says which flag is missing', async () => {
    const { code, stderr } = await helm(version, ['template', 'botanu-collector', 'botanu/collector']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('exporter.endpoint: there is nowhere to send telemetry to');
    expect(stderr).toContain('--set exporter.endpoint=backend:4317');
  });
});

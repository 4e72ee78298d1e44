/** `helm test`: a pod that sends spans as an application does, and sees by the collectors' counters what became of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import { backendExporterName } from '../telemetry/exporter-config';
import { PROBE, watchesProbes } from '../telemetry/run-id-stage';
import { gatewayExporterName } from '../telemetry/to-gateway';
import { itemsWhen, optional, type Setting } from '../values/expression';
import { and, asText, choose, cutTo, entryOf } from '../values/functions';
import { imageReference } from '../values/image';
import { hook, type Moment, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { imagePullSecrets } from './botanu-collector.pod';
import type { CollectorSettings } from './botanu-collector.values';

const SCRIPT = readFileSync(join(__dirname, 'helm-test.sh'), 'utf8');

/** None of the selectors' labels: the test is no collector. */
const LABELS = { 'app.kubernetes.io/component': 'helm-test' };

/** Before the pod, and gone with a success. */
const COLLECTORS: Moment = { on: ['test'], weight: -1, goneAfterSuccess: true };
/** Stays until the next test: Helm 3 reads what it wrote (`--logs`) only after it has removed what goes. */
const TEST: Moment = { on: ['test'], goneAfterSuccess: false, tellsFailure: true };

export function helmTest(scope: Construct, settings: CollectorSettings, release: Release): void {
  manifestsWhen(scope, 'tested', settings.test.enabled, tested => {
    hook(tested, 'test-collectors', COLLECTORS, () => collectors(settings, release));
    hook(tested, 'test', TEST, () => testPod(settings, release));
  });
}

/** One name for both objects: Helm 3 looks for a pod by the name of every hook of a test, whatever its kind. */
const testName = ({ fullname }: Release) => `${cutTo(58, fullname)}-test` as never;

/** The addresses of all collectors: counters are summed, because the Service leads to any of them. */
function collectors({ monitoring }: CollectorSettings, release: Release) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: testName(release), labels: release.labels },
    spec: {
      clusterIP: 'None',
      selector: release.selectorLabels,
      ports: [{ name: 'metrics', port: monitoring.port, targetPort: 'metrics' }],
    },
  };
}

function testPod(settings: CollectorSettings, release: Release) {
  const { test, collector, global } = settings;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: testName(release), labels: LABELS },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      imagePullSecrets: imagePullSecrets(settings),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: optional(test.runAsUser),
        seccompProfile: { type: 'RuntimeDefault' },
      },
      // Where the collectors are: a node-local Service leads only to that of the same node.
      nodeSelector: optional(collector.nodeSelector),
      affinity: optional(entryOf(collector.affinity as never, 'nodeAffinity')),
      tolerations: optional(collector.tolerations),
      containers: [
        {
          name: 'test',
          image: imageReference(test.image, global.imageRegistry),
          imagePullPolicy: test.image.pullPolicy,
          command: ['sh', '-c', SCRIPT],
          env: environment(settings, release),
          workingDir: '/tmp',
          terminationMessagePolicy: 'FallbackToLogsOnError',
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    },
  };
}

/** What the script has to know: what is absent, it does not ask for. */
function environment(settings: CollectorSettings, release: Release) {
  const { otlp, pipelines, monitoring, delivery, exporter, gateway, runId, test } = settings;
  const spans = and(otlp.http.enabled, pipelines.traces.enabled);
  const probes = watchesProbes(runId, true as never);
  const text = (name: string, value: Setting<string> | string) => ({ name, value });
  return [
    text('RELEASE', release.name),
    text('COLLECTOR', `${release.fullname}.${release.namespace}`),
    text('COLLECTORS', testName(release)),
    text('METRICS_PORT', asText(monitoring.port)),
    ...itemsWhen(otlp.grpc.enabled, [text('GRPC_PORT', asText(otlp.grpc.port))]),
    ...itemsWhen(otlp.http.enabled, [text('HTTP_PORT', asText(otlp.http.port))]),
    ...itemsWhen(spans, [text('SPAN', PROBE)]),
    ...itemsWhen(and(spans, probes, runId.fromHeader), [text('FROM_HEADER', 'yes')]),
    ...itemsWhen(and(spans, probes, runId.fromTracestate), [text('FROM_TRACESTATE', 'yes')]),
    text('DELIVERY', delivery.mode),
    text('BACKEND', exporter.endpoint),
    text(
      'EXPORTER',
      choose(gateway.enabled, gatewayExporterName('traces', settings), backendExporterName(exporter)),
    ),
    ...itemsWhen(gateway.enabled, [text('GATEWAY', 'yes')]),
    ...itemsWhen(and(gateway.enabled, gateway.sampling.enabled), [text('SAMPLING', 'yes')]),
    text('PATIENCE', asText(test.patienceSeconds)),
  ];
}

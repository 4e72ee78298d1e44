import type { ChartDefinition } from '../values/chart-definition';
import { InstrumentedDeployment } from './instrumented-deployment';
import { applicationNotes } from './instrumented-deployment.notes';
import { applicationReadme } from './instrumented-deployment.readme';
import { APPLICATION_VERSION, applicationValues } from './instrumented-deployment.values';

const image = { repository: 'acme/order-service', tag: '2.1.0' };

/** The chart `instrumented-app`. */
export const applicationChart: ChartDefinition<typeof applicationValues.shape> = {
  name: 'instrumented-app',
  description:
    'An application with the OpenTelemetry agent of its language, botanu.run_id on every span, and what production asks for',
  version: '0.1.0',
  appVersion: APPLICATION_VERSION,
  kubeVersion: '>=1.30.0-0',
  keywords: ['opentelemetry', 'instrumentation', 'python', 'java', 'nodejs', 'baggage', 'run_id', 'cost'],
  home: 'https://botanu.ai',
  settings: applicationValues,
  build: (scope, settings) => void new InstrumentedDeployment(scope, 'app', settings),
  notes: applicationNotes,
  readme: applicationReadme,
  valuesHeader: [
    'Values of the chart instrumented-app. Three have no default: image.repository, image.tag and language.',
    '',
    '  helm install orders botanu/instrumented-app \\',
    '    --set image.repository=acme/order-service --set image.tag=2.1.0 --set language=python',
    '',
    'Write into a file of your own only what differs from here. Unknown keys are refused.',
  ],
  examples: {
    default: { about: 'The least: what runs, and in which language.', values: { image, language: 'python' } },
    production: {
      about:
        'A service in production: settings, Secrets, probes, metrics of its own, autoscaling, an Ingress.',
      values: {
        image: { registry: 'ghcr.io', repository: 'acme/order-service', tag: '2.1.0' },
        language: 'python',
        telemetry: {
          environment: 'production',
          headersSecret: { name: 'order-service-otlp-auth' },
          batch: { queueSize: 4096, size: 512, timeout: '30s' },
        },
        config: { LOG_LEVEL: 'INFO', LOG_FORMAT: 'json' },
        env: {
          METRICS_AUTH_TOKEN: { secret: { name: 'order-service-metrics', key: 'token' } },
          POD_NAME: { field: 'metadata.name' },
        },
        ports: { http: 8000, health: 8001, metrics: 9090 },
        probes: {
          startup: { path: '/health/startup', budgetSeconds: 90 },
          liveness: { path: '/health/live' },
          readiness: { path: '/health/ready' },
        },
        resources: { limits: { cpu: '1', memory: '512Mi' } },
        podSecurityContext: { runAsUser: 1000, fsGroup: 1000 },
        spread: { by: 'antiAffinity' },
        metrics: {
          scrape: 'serviceMonitor',
          serviceMonitor: {
            interval: '15s',
            labels: { release: 'kube-prometheus-stack' },
            authorizationSecret: { name: 'order-service-metrics' },
            relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
          },
        },
        autoscaling: {
          enabled: true,
          minReplicas: 3,
          maxReplicas: 20,
          targetCPUUtilizationPercentage: 70,
          metrics: [
            {
              type: 'Pods',
              pods: {
                metric: { name: 'http_requests_per_second' },
                target: { type: 'AverageValue', averageValue: '100' },
              },
            },
          ],
          behavior: {
            scaleUp: {
              stabilizationWindowSeconds: 60,
              policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
            },
            scaleDown: {
              stabilizationWindowSeconds: 300,
              policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
            },
          },
        },
        ingress: {
          enabled: true,
          className: 'nginx',
          hosts: { 'orders.example.com': { paths: ['/api/orders'], tlsSecret: 'orders-tls' } },
        },
      },
    },
    'gunicorn-and-secrets': {
      about:
        'A service that was there before: its own variables, one of a Secret, its volume, its nodes, gunicorn with preload.',
      values: {
        image,
        language: 'python',
        command: ['gunicorn'],
        args: ['--preload', '--workers', '4', '--bind', ':8080', 'webcron:application'],
        env: {
          PYTHONPATH: '/srv/webcron',
          SA_KEY: { secret: { name: 'webcron', key: 'sa-key' } },
          TM2_HOST: 'cxtm-web',
          TM2_URL: 'http://$(TM2_HOST):8080/',
        },
        envFrom: [{ configMapRef: { name: 'shared' } }],
        extraVolumes: { uploads: { emptyDir: {} } },
        extraVolumeMounts: { '/srv/uploads': { name: 'uploads' } },
        nodeSelector: { 'kubernetes.io/os': 'linux' },
      },
    },
    'java-in-a-mesh': {
      about: 'A Java service in an Istio mesh, behind a gateway.',
      values: {
        image,
        language: 'java',
        env: { JAVA_TOOL_OPTIONS: '-Xmx512m' },
        resources: { requests: { memory: '512Mi' }, limits: { memory: '1Gi' } },
        istio: { inject: 'true', excludeOutboundPorts: [4318] },
        httpRoute: {
          enabled: true,
          parentRefs: [{ name: 'public', namespace: 'gateways' }],
          hostnames: ['orders.example.com'],
        },
      },
    },
    'nodejs-by-operator': {
      about: 'A Node.js service whose agent the OpenTelemetry operator brings.',
      values: {
        image,
        language: 'nodejs',
        injection: 'operator',
        operator: { instrumentation: 'observability/botanu-collector' },
      },
    },
    worker: {
      about: 'A worker that serves no requests, and whose image has its agent already.',
      values: {
        image,
        language: 'nodejs',
        injection: 'env',
        agent: { folder: '/opt/agent' },
        command: ['node', 'worker.js'],
        ports: { http: 0 },
        replicas: 1,
        secrets: { QUEUE_PASSPHRASE: 'from --set' },
      },
    },
    'own-collector': {
      about: 'With a collector of its own beside each pod, a guard before its metrics, and a word in Go.',
      values: {
        image,
        language: 'go',
        injection: 'env',
        sidecar: {
          enabled: true,
          exporter: { endpoint: 'backend.example.com:4317', bearerTokenSecret: { name: 'backend' } },
        },
        ports: { metrics: 9090 },
        metrics: {
          scrape: 'serviceMonitor',
          serviceMonitor: { authorizationSecret: { name: 'prometheus-token' } },
          guard: { enabled: true, readers: { prometheus: { namespace: 'monitoring' } } },
        },
      },
    },
  },
};

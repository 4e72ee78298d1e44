import type { ChartDefinition } from '../values/chart-definition';
import { BotanuCollector } from './botanu-collector';
import { collectorNotes } from './botanu-collector.notes';
import { collectorReadme } from './botanu-collector.readme';
import { COLLECTOR_VERSION, collectorValues } from './botanu-collector.values';

const endpoint = 'backend.example.com:4317';

/** The chart `collector`. */
export const collectorChart: ChartDefinition<typeof collectorValues.shape> = {
  name: 'collector',
  description: 'OpenTelemetry collector that puts botanu.run_id on spans and keeps what it acknowledged',
  version: '0.2.0',
  appVersion: COLLECTOR_VERSION,
  kubeVersion: '>=1.30.0-0',
  keywords: ['opentelemetry', 'collector', 'otlp', 'baggage', 'run_id', 'cost'],
  home: 'https://botanu.ai',
  settings: collectorValues,
  build: (scope, settings) => void new BotanuCollector(scope, 'collector', settings),
  notes: collectorNotes,
  readme: collectorReadme,
  valuesHeader: [
    'Values of the chart collector. One has no default: exporter.endpoint.',
    '',
    '  helm install botanu-collector botanu/collector --set exporter.endpoint=backend.example.com:4317',
    '',
    'Write into a file of your own only what differs from here. Unknown keys are refused.',
  ],
  examples: {
    default: { about: 'The least: where to send.', values: { exporter: { endpoint } } },
    guide: {
      about: 'The values of the Kubernetes deployment guide, as they stand there.',
      values: {
        collector: { mode: 'daemonset', resources: { limits: { cpu: '500m', memory: '512Mi' } } },
        instrumentation: {
          enabled: true,
          python: { enabled: true },
          propagators: ['tracecontext', 'baggage'],
        },
        exporter: { endpoint: 'your-backend:4317', tls: { enabled: true } },
      },
    },
    'durable-statefulset': {
      about: 'Accepted means on disk: each pod of a statefulset keeps its queue on a volume of its own.',
      values: {
        exporter: { endpoint },
        collector: { mode: 'statefulset', replicas: 3 },
        delivery: { mode: 'durable', storage: { type: 'persistentVolumeClaim', size: '5Gi' } },
      },
    },
    'durable-node': {
      about: 'The same on every node, in a folder of the node.',
      values: {
        exporter: { endpoint },
        delivery: { mode: 'durable', storage: { type: 'hostPath' } },
        collector: { updateStrategy: { surge: false } },
      },
    },
    'http-token': {
      about: 'OTLP over HTTP, with a token, an API key and a company certificate authority from Secrets.',
      values: {
        exporter: {
          endpoint: 'https://otlp.example.com',
          protocol: 'http',
          compression: 'zstd',
          bearerTokenSecret: { name: 'backend', key: 'token' },
          headers: { 'X-Scope-OrgID': 'team-a' },
          headersFromSecret: { 'X-Api-Key': { name: 'backend', key: 'api-key' } },
          tls: { caSecret: { name: 'company-ca' }, clientSecret: { name: 'collector-client' } },
        },
      },
    },
    deployment: {
      about: 'Some copies for the whole cluster, spread over nodes, with names of Kubernetes on everything.',
      values: {
        exporter: { endpoint },
        presets: { kubernetesAttributes: { enabled: true } },
        collector: {
          mode: 'deployment',
          replicas: 3,
          priorityClassName: 'high',
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'collector' } },
            },
          ],
        },
      },
    },
    gateway: {
      about:
        'A gateway between the agents and the backend, as large as it has to be, and nothing else may talk to either.',
      values: {
        exporter: { endpoint, bearerTokenSecret: { name: 'backend' } },
        gateway: { enabled: true, autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6 } },
        networkPolicy: {
          enabled: true,
          backendPeers: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
          metricsFrom: [
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
          ],
        },
      },
    },
    'gateway-sampling': {
      about: 'The same, keeping every run, every error, every slow trace, and 5 percent of the others.',
      values: {
        exporter: { endpoint },
        gateway: {
          enabled: true,
          replicas: 3,
          sampling: {
            enabled: true,
            percentage: 5,
            policies: { slow: { type: 'latency', latency: { threshold_ms: 2000 } } },
          },
        },
      },
    },
    monitored: {
      about: 'Watched: scraped by Prometheus, with alerts and a dashboard, and with detailed metrics.',
      values: {
        exporter: { endpoint },
        monitoring: {
          detailed: true,
          podMonitor: { enabled: true, labels: { release: 'kube-prometheus-stack' } },
          prometheusRule: {
            enabled: true,
            labels: { release: 'kube-prometheus-stack' },
            alertLabels: { team: 'platform' },
            runbookUrl: 'https://runbooks.example.com/collector/alerts.md',
          },
          dashboard: { enabled: true, annotations: { grafana_folder: 'OpenTelemetry' } },
        },
      },
    },
    'own-components': {
      about: "A receiver, a processor and an exporter of one's own, and a word in the raw configuration.",
      values: {
        exporter: { endpoint },
        receivers: { zipkin: { pipelines: ['traces'], config: { endpoint: ':9411' } } },
        service: { extraPorts: { zipkin: { port: 9411 } } },
        processors: {
          'filter/health': {
            pipelines: ['traces'],
            config: { error_mode: 'ignore', traces: { span: ['attributes["url.path"] == "/healthz"'] } },
          },
        },
        exporters: { debug: { pipelines: ['traces'], config: { verbosity: 'basic' } } },
        config: { service: { telemetry: { logs: { level: 'debug' } } } },
      },
    },
  },
};

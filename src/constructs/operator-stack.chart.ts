import type { ChartDefinition } from '../values/chart-definition';
import { OperatorStack } from './operator-stack';
import { operatorStackNotes } from './operator-stack.notes';
import { OPERATOR_CHART_VERSION, OPERATOR_NAME } from './operator-stack.operator-values';
import { operatorStackReadme } from './operator-stack.readme';
import { OPERATOR_VERSION, operatorStackValues } from './operator-stack.values';

const endpoint = 'backend.example.com:4317';

/** The chart `operator-stack`. */
export const operatorStackChart: ChartDefinition<typeof operatorStackValues.shape> = {
  name: 'operator-stack',
  description:
    "Agents and botanu.run_id for workloads that are somebody else's: by the OpenTelemetry operator, or by admission policies alone",
  version: '0.1.0',
  appVersion: OPERATOR_VERSION,
  kubeVersion: '>=1.30.0-0',
  keywords: ['opentelemetry', 'operator', 'instrumentation', 'admission-policy', 'baggage', 'run_id', 'cost'],
  home: 'https://botanu.ai',
  dependencies: [
    {
      name: OPERATOR_NAME,
      version: OPERATOR_CHART_VERSION,
      repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
      condition: 'operator.enabled',
      alias: 'operator',
    },
  ],
  settings: operatorStackValues,
  build: (scope, settings) => void new OperatorStack(scope, 'stack', settings),
  notes: operatorStackNotes,
  readme: operatorStackReadme,
  valuesHeader: [
    'Values of the chart operator-stack. All have defaults.',
    '',
    '  helm install botanu-operator botanu/operator-stack --namespace observability',
    '',
    'Write into a file of your own only what differs from here. Unknown keys are refused.',
  ],
  examples: {
    default: { about: 'The least: the operator, and an Instrumentation that pods can ask for.', values: {} },
    policy: {
      about: 'No operator: admission policies bring agents into the pods of two namespaces.',
      values: {
        engine: 'policy',
        operator: { enabled: false },
        namespaces: { shop: {}, billing: {} },
        instrumentation: { resourceAttributes: { 'deployment.environment.name': 'production' } },
      },
    },
    collectors: {
      about:
        'Collectors that the operator runs: a gateway, one beside applications that ask for it, and two that share what is to be scraped.',
      values: {
        namespaces: { shop: {} },
        collectors: {
          gateway: { replicas: 2, exporter: { endpoint, bearerTokenSecret: { name: 'backend' } } },
          beside: {
            mode: 'sidecar',
            exporter: { endpoint: 'gateway-collector.observability:4317', tls: { enabled: false } },
          },
          metrics: {
            mode: 'statefulset',
            replicas: 2,
            exporter: { endpoint },
            targetAllocator: { enabled: true },
            scrapeConfigs: [{ job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' }] }],
          },
        },
      },
    },
    gitops: {
      about: 'For Argo CD: no Jobs, certificates by cert-manager.',
      values: {
        install: { mode: 'resource' },
        operator: {
          admissionWebhooks: {
            certManager: { enabled: true },
            autoGenerateCert: { enabled: false },
          },
        },
        namespaces: { shop: {} },
        collectors: { gateway: { exporter: { endpoint } } },
      },
    },
    'images-with-hook': {
      about: 'For Kubernetes before 1.36: the agents for Python and Node.js have the hook in their images.',
      values: {
        runId: { delivery: 'image' },
        instrumentation: {
          python: { image: { registry: 'registry.example.com', repository: 'agents/python' } },
          nodejs: { image: { registry: 'registry.example.com', repository: 'agents/nodejs' } },
        },
      },
    },
  },
};

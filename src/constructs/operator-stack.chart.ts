import type { ChartDefinition } from '../values/chart-definition';
import { OperatorStack } from './operator-stack';
import { operatorStackNotes } from './operator-stack.notes';
import { OPERATOR_CHART_VERSION, OPERATOR_NAME } from './operator-stack.operator-values';
import { operatorStackReadme } from './operator-stack.readme';
import { OPERATOR_VERSION, operatorStackValues } from './operator-stack.values';

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
  examples: { default: { about: 'The least.', values: {} } },
};

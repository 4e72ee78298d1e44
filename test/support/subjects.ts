/** The constructs that are ours, each with what a test of any construct needs. */
import type { Construct } from 'constructs';
import type fc from 'fast-check';
import {
  applicationChart,
  BotanuCollector,
  collectorChart,
  InstrumentedDeployment,
  OperatorStack,
  operatorStackChart,
} from '../../src';
import { collectorValues } from '../../src/constructs/botanu-collector.values';
import { applicationValues } from '../../src/constructs/instrumented-deployment.values';
import { operatorStackValues } from '../../src/constructs/operator-stack.values';
import type { ChartDefinition } from '../../src/values/chart-definition';
import type { Definition } from '../../src/values/definition';
import { BAD_APPLICATIONS } from './bad-applications';
import { BAD_INPUTS, type BadInput } from './bad-inputs';
import { BAD_OPERATOR_STACKS } from './bad-operator-stacks';
import { APPLICATION_CHART, COLLECTOR_CHART } from './chart';
import { CONTRADICTIONS } from './contradictions';
import { CONTRADICTIONS_OF_GATEWAYS } from './contradictions-of-gateways';
import { CONTRADICTIONS_OF_PODS } from './contradictions-of-pods';
import type { Values } from './generated-values';
import { chartFolder } from './helm';
import { legalApplicationValues } from './legal-application-values';
import { legalCollectorValues } from './legal-collector-values';
import { legalOperatorStackValues } from './legal-operator-stack-values';

export interface OurConstruct {
  readonly name: string;
  readonly chart: ChartDefinition;
  /** A folder that Helm can install from. */
  readonly folder: string;
  readonly definition: Definition;
  readonly build: (scope: Construct, values: never) => unknown;
  /** The least that has to be given. */
  readonly least: Values;
  readonly legal: fc.Arbitrary<Values>;
  /** Each laid over the least. */
  readonly bad: readonly BadInput[];
}

export const OUR_CONSTRUCTS: readonly OurConstruct[] = [
  {
    name: 'BotanuCollector',
    chart: collectorChart as never,
    folder: COLLECTOR_CHART,
    definition: collectorValues as never,
    build: (scope, values) => new BotanuCollector(scope, 'botanu-collector', values),
    least: { exporter: { endpoint: 'backend:4317' } },
    legal: legalCollectorValues('anything'),
    bad: [...BAD_INPUTS, ...CONTRADICTIONS, ...CONTRADICTIONS_OF_PODS, ...CONTRADICTIONS_OF_GATEWAYS],
  },
  {
    name: 'InstrumentedDeployment',
    chart: applicationChart as never,
    folder: APPLICATION_CHART,
    definition: applicationValues as never,
    build: (scope, values) => new InstrumentedDeployment(scope, 'app', values),
    least: { image: { repository: 'acme/order-service', tag: '2.1.0' }, language: 'python' },
    legal: legalApplicationValues,
    bad: BAD_APPLICATIONS,
  },
  {
    name: 'OperatorStack',
    chart: operatorStackChart as never,
    folder: chartFolder(operatorStackChart as never),
    definition: operatorStackValues as never,
    build: (scope, values) => new OperatorStack(scope, 'stack', values),
    least: {},
    legal: legalOperatorStackValues,
    bad: BAD_OPERATOR_STACKS,
  },
];

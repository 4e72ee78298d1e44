/** `@botanu/cdk8s`: the constructs, and the instrumentation of pods that are somebody else's. */
export { BotanuCollector } from './constructs/botanu-collector';
export { collectorChart } from './constructs/botanu-collector.chart';
export type { BotanuCollectorProps } from './constructs/botanu-collector.props';
export { type InstrumentWorkloadOptions, instrumentWorkload } from './constructs/instrument-workload';
export {
  InstrumentedDeployment,
  type InstrumentedDeploymentProps,
} from './constructs/instrumented-deployment';
export { applicationChart } from './constructs/instrumented-deployment.chart';
export { OperatorStack } from './constructs/operator-stack';
export { operatorStackChart } from './constructs/operator-stack.chart';
export type { OperatorStackProps } from './constructs/operator-stack.props';
export {
  hookConfigMapData,
  type InstrumentOptions,
  instrument,
  instrumentAnnotations,
  instrumentWarnings,
} from './instrument/instrument';
export { optInFiles } from './instrument/opt-in';
export type { PodSpec } from './instrument/pod-spec';
export { restartThem, whatToRestart } from './instrument/restarts';
export { sidecarConfigText } from './instrument/sidecar';

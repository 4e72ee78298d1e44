/** `@botanu/cdk8s`: the constructs. */
export { BotanuCollector } from './constructs/botanu-collector';
export { collectorChart } from './constructs/botanu-collector.chart';
export type { BotanuCollectorProps } from './constructs/botanu-collector.props';

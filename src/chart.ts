/** `@botanu/cdk8s/chart`: write a construct once, deploy it with cdk8s, publish it as a Helm chart. */
export type { ChartFiles } from './compiler/chart-model';
export { compileChart } from './compiler/compile-chart';
export { propsInterface } from './compiler/props-interface';
export { writeChart, writeFile } from './compiler/write-chart';
export { type Problem, ProblemsError } from './problem';
export type { ChartDefinition } from './values/chart-definition';
export * from './values/definition';
export {
  comment,
  type Dynamic,
  each,
  eachEntry,
  entriesWhen,
  fragment,
  ifAny,
  items,
  itemsWhen,
  neverEmpty,
  optional,
  type Setting,
  type Settings,
  spread,
  when,
  yamlText,
} from './values/expression';
export * as formats from './values/formats';
export * from './values/functions';
export { hook, type Moment, manifest, manifestsOf, manifestsWhen } from './values/manifest';
export { type Release, releaseOf } from './values/release';
export { releaseSettings } from './values/release-settings';

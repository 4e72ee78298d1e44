/** The objects of an `OperatorStack`, as a cdk8s app makes them. */
import { App, Chart, Testing } from 'cdk8s';
import { OperatorStack, type OperatorStackProps } from '../../src';
import type { KubernetesObject } from './helm';

export function operatorStackObjects(
  props: OperatorStackProps,
  { name = 'stack', namespace }: { readonly name?: string; readonly namespace?: string } = {},
): KubernetesObject[] {
  const chart = new Chart(new App(), 'stack', { namespace });
  new OperatorStack(chart, name, props);
  return Testing.synth(chart);
}

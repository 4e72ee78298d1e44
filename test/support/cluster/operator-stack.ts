/** The construct `OperatorStack` in a cluster, as its owner would apply it. */
import { App, Chart, Testing } from 'cdk8s';
import { OperatorStack, type OperatorStackProps } from '../../../src';
import type { KubernetesObject } from '../helm';
import type { Client } from './client';

/** Makes the stack's objects in a namespace, in the order in which they come. */
export async function applyOperatorStack(
  client: Client,
  namespace: string,
  props: OperatorStackProps,
): Promise<void> {
  const chart = new Chart(new App(), 'stack', { namespace });
  new OperatorStack(chart, 'stack', props);
  for (const object of Testing.synth(chart) as KubernetesObject[]) await client.apply([object]);
}

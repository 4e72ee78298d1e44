/** The construct `OperatorStack` in a cluster, as its owner would apply it. */
import type { OperatorStackProps } from '../../../src';
import { operatorStackObjects } from '../operator-stack-objects';
import type { Client } from './client';

/** Makes the stack's objects in a namespace, in the order in which they come; gives what the API server warns of. */
export async function applyOperatorStack(
  client: Client,
  namespace: string,
  props: OperatorStackProps,
): Promise<string[]> {
  const items = operatorStackObjects(props, { namespace });
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const strict = ['apply', '--server-side', '--validate=strict', '--filename', '-'];
  const { code, stderr } = await client.tryKubectl(strict, list);
  if (code !== 0) throw new Error(`the API server does not take it:\n${stderr}`);
  return stderr.split('\n').filter(line => line.startsWith('Warning: '));
}

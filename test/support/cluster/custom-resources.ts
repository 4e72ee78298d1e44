/** Kinds that are not Kubernetes' own, so that the API server judges objects of them as it does its own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../../../tools/tool';
import type { Client } from './client';

/** As Helm is told of them. */
export const CUSTOM_KINDS = [
  'opentelemetry.io/v1alpha1/Instrumentation',
  'monitoring.coreos.com/v1/PodMonitor',
  'monitoring.coreos.com/v1/PrometheusRule',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'gateway.networking.k8s.io/v1/HTTPRoute',
];

/** Teaches them to the API server, and waits until it serves them. */
export async function applyCustomResources(client: Client): Promise<void> {
  const folder = await tool('custom-resources');
  const files = [
    ...readdirSync(folder).map(file => join(folder, file)),
    join(await tool('operator'), 'config/crd/bases/opentelemetry.io_instrumentations.yaml'),
  ];
  await client.kubectl(['apply', '--server-side', ...files.flatMap(file => ['-f', file])]);
  await client.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
}

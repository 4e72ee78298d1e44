/** The conversion of old versions of the operator's kinds, as an installation has it. */
import type { Client } from './client';

/** By the operator that is registered: at the address where the API server asks it about Instrumentations. */
export async function convertCollectors(client: Client): Promise<void> {
  const [registered] = await client.list('validatingwebhookconfigurations');
  const { url, caBundle } = registered.webhooks[0].clientConfig;
  const clientConfig = { url: new URL('/convert', url).href, caBundle };
  const conversion = {
    strategy: 'Webhook',
    webhook: { clientConfig, conversionReviewVersions: ['v1alpha1', 'v1beta1'] },
  };
  await client.kubectl([
    'patch',
    'crd/opentelemetrycollectors.opentelemetry.io',
    '--type=merge',
    `--patch=${JSON.stringify({ spec: { conversion } })}`,
  ]);
}

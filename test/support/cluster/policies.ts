/** The admission policies of the operator stack, in a test's cluster. */
import type { Language } from '../../../src/telemetry/agents/agent';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './backend';
import { type Client, until } from './client';
import { mutated } from './operator';

/** Waits until the API server has taken notice of them. */
export async function policiesInject(client: Client, namespace: string, language: Language): Promise<void> {
  const probe = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'policy-probe', labels: { 'botanu.ai/inject': language } },
    spec: {
      securityContext: RESTRICTED_POD,
      containers: [{ name: 'one', image: 'local.test/nothing:1', securityContext: RESTRICTED_CONTAINER }],
    },
  };
  await until(`the policy for ${language} in ${namespace}`, 30_000, async () => {
    const { spec } = await mutated(client, namespace, probe);
    const made: { name: string }[] = spec.initContainers ?? [];
    return made.some(({ name }) => name.endsWith(language)) || { still: 'a pod comes back as it was' };
  });
}

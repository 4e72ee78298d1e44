import type { Construct } from 'constructs';
import { entriesWhen, ifAny, optional } from '../values/expression';
import { and } from '../values/functions';
import { imageReference } from '../values/image';
import { manifest, manifestsWhen } from '../values/manifest';
import type { Release } from '../values/release';
import { AGENT_VARIABLES, endpointOf, LANGUAGES } from './botanu-collector.names';
import type { CollectorSettings } from './botanu-collector.values';
import { INSTRUMENTATION, variables } from './parts/instrumentation';

/** An `Instrumentation` for the operator, sending to this very release, where the cluster knows the kind. */
export function instrumentationResource(
  scope: Construct,
  settings: CollectorSettings,
  release: Release,
): void {
  const { instrumentation } = settings;
  const known = release.serves(`${INSTRUMENTATION.apiVersion}/${INSTRUMENTATION.kind}`);
  manifestsWhen(scope, 'for-the-operator', and(instrumentation.enabled, known), operator => {
    manifest(operator, 'instrumentation', {
      ...INSTRUMENTATION,
      metadata: { name: release.fullname, labels: release.labels },
      spec: {
        exporter: { endpoint: endpointOf(settings, release) },
        propagators: instrumentation.propagators,
        sampler: { type: instrumentation.sampler.type, argument: optional(instrumentation.sampler.argument) },
        resource: ifAny({ resourceAttributes: optional(instrumentation.resourceAttributes) }),
        // The agents' own defaults differ; this is what the port behind the endpoint speaks.
        env: [{ name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' }],
        ...Object.assign({}, ...LANGUAGES.map(language => agent(language, settings))),
      },
    });
  });
}

function agent(
  language: (typeof LANGUAGES)[number],
  { instrumentation, global }: CollectorSettings,
): Record<string, unknown> {
  const { enabled, image, env } = instrumentation[language];
  return entriesWhen(enabled, {
    [language]: {
      image: imageReference(image, global.imageRegistry),
      env: variables(AGENT_VARIABLES[language], env),
    },
  });
}

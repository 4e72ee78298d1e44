import { Construct } from 'constructs';
import { manifestsOf } from '../values/manifest';
import { object, objectForEach } from './operator-stack.applied';
import { applied } from './operator-stack.apply';
import {
  collectorAccounts,
  collectorResource,
  INJECT_SIDECAR,
  operatedName,
} from './operator-stack.collectors';
import { hookConfigMaps } from './operator-stack.hooks';
import { instrumentation } from './operator-stack.instrumentation';
import { policies } from './operator-stack.policies';
import type { OperatorStackProps } from './operator-stack.props';
import { OPERATOR_VERSION, type OperatorStackSettings, operatorStackValues } from './operator-stack.values';

/**
 * Instrumentation for workloads that are somebody else's: by the OpenTelemetry operator, or by admission policies alone.
 *
 * The operator itself is a Helm chart of others, which comes with the chart of this construct; in a cdk8s app it is not
 * made. Its objects are, in the wave after it.
 *
 * @example
 * new OperatorStack(chart, 'stack', { engine: 'policy', operator: { enabled: false }, namespaces: { shop: {} } });
 */
export class OperatorStack extends Construct {
  private readonly namespace: string;

  /** @param props what differs from the defaults */
  constructor(scope: Construct, id: string, props: OperatorStackProps | OperatorStackSettings = {}) {
    super(scope, id);
    const { settings, release } = operatorStackValues.read(this, props, {
      name: 'operator-stack',
      version: OPERATOR_VERSION,
    });
    this.namespace = `${release.namespace}`;
    hookConfigMaps(this, settings, release);
    policies(this, settings, release);
    collectorAccounts(this, settings, release);
    applied(this, settings, release, [
      object('instrumentation', settings.instrumentation.enabled, () => instrumentation(settings, release)),
      objectForEach('collector', settings.collectors, ['collector', 'of'], (name, of) => ({
        when: true,
        object: () => collectorResource(name, of as never, settings.global),
      })),
    ]);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }

  /** Where applications send OTLP over HTTP to one of the collectors: `http://gateway-collector.observability:4318`. */
  endpointOf(collector: string): string {
    return `http://${operatedName(collector)}.${this.namespace}:4318`;
  }

  /** The annotation of pods, in any namespace, that are to have a collector of the mode sidecar in them. */
  sidecarAnnotation(collector: string): Record<string, string> {
    return { [INJECT_SIDECAR]: `${this.namespace}/${collector}` };
  }
}

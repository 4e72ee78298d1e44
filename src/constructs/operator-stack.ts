import { Construct } from 'constructs';
import { manifestsOf } from '../values/manifest';
import { INJECT_SIDECAR, operatedCollectors, operatedName } from './operator-stack.collectors';
import { hookConfigMaps } from './operator-stack.hooks';
import type { OperatorStackProps } from './operator-stack.props';
import { OPERATOR_VERSION, type OperatorStackSettings, operatorStackValues } from './operator-stack.values';

/**
 * Instrumentation for workloads that are somebody else's: by the OpenTelemetry operator, or by admission policies alone.
 *
 * @example
 * new OperatorStack(chart, 'stack', { engine: 'policy', namespaces: { shop: {} } });
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
    operatedCollectors(this, settings, release);
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

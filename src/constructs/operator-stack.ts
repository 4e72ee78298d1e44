import { Construct } from 'constructs';
import { manifestsOf } from '../values/manifest';
import { applied } from './operator-stack.apply';
import { hookConfigMaps } from './operator-stack.hooks';
import { instrumentation } from './operator-stack.instrumentation-stand-in';
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
  /** @param props what differs from the defaults */
  constructor(scope: Construct, id: string, props: OperatorStackProps | OperatorStackSettings = {}) {
    super(scope, id);
    const { settings, release } = operatorStackValues.read(this, props, {
      name: 'operator-stack',
      version: OPERATOR_VERSION,
    });
    hookConfigMaps(this, settings, release);
    applied(this, settings, release, [instrumentation(settings, release)]);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }
}

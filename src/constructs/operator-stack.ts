import { Construct } from 'constructs';
import { manifestsOf } from '../values/manifest';
import { operatedCollectors } from './operator-stack.collectors';
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
  /** @param props what differs from the defaults */
  constructor(scope: Construct, id: string, props: OperatorStackProps | OperatorStackSettings = {}) {
    super(scope, id);
    const { settings, release } = operatorStackValues.read(this, props, {
      name: 'operator-stack',
      version: OPERATOR_VERSION,
    });
    hookConfigMaps(this, settings, release);
    operatedCollectors(this, settings, release);
    manifestsOf(this, 'extra-manifests', settings.extraManifests as never);
  }
}

/** Stands in for the full Instrumentation: the least that the operator takes. */

import type { Release } from '../values/release';
import { type Applied, object } from './operator-stack.applied';
import type { OperatorStackSettings } from './operator-stack.values';

export const instrumentation = (settings: OperatorStackSettings, release: Release): Applied =>
  object('instrumentation', settings.runId.enabled, () => ({
    apiVersion: 'opentelemetry.io/v1alpha1',
    kind: 'Instrumentation',
    metadata: { name: release.fullname },
    spec: { propagators: ['tracecontext', 'baggage'], sampler: { type: 'parentbased_always_on' } },
  }));

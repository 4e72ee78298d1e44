/** What the installer may change of the operator stack. */
import { z } from 'zod';
import { choice, defineSettings, entry, mapOf, section, toggle } from '../values/definition';
import type { Settings } from '../values/expression';
import { DNS_LABEL } from '../values/formats';
import { releaseSettings } from '../values/release-settings';
import { collectors } from './operator-stack.collectors-values';
import { operatorStackRules } from './operator-stack.rules';
import { extraManifests, globalSettings } from './parts/pod-values';

/** The version of the OpenTelemetry operator that the stack is made for. */
export const OPERATOR_VERSION = '0.148.0';

const shape = {
  engine: choice(['operator', 'policy'], {
    about:
      'What puts agents into pods. operator: the OpenTelemetry operator, on any Kubernetes. policy: admission policies of the API server itself, from Kubernetes 1.36, for python, java and nodejs: nothing runs, nothing can be away, no certificate expires.',
    default: 'operator',
  }),
  namespaces: mapOf(
    entry('What is different in the namespace.', {
      enabled: toggle({ about: 'Whether applications of the namespace may be instrumented.', default: true }),
    }),
    {
      about:
        'Namespaces whose applications carry run_id: each gets a ConfigMap with the files of the hook. They have to be there.',
      keys: DNS_LABEL,
      example: { shop: {}, billing: {} },
    },
  ),
  runId: section('How botanu.run_id gets onto every span.', {
    enabled: toggle({
      about: 'Whether processes copy it from baggage to their spans, by files or variables of ours.',
      default: true,
    }),
  }),
  collectors,
  extraManifests,
  ...releaseSettings,
  global: globalSettings,
};

export type OperatorStackValues = z.output<z.ZodObject<typeof shape>>;
/** The settings as a construct's body sees them. */
export type OperatorStackSettings = Settings<OperatorStackValues>;

export const operatorStackValues = defineSettings(shape, ...operatorStackRules);

/** What the installer may change of the operator stack. */
import { z } from 'zod';
import { choice, defineSettings, entry, mapOf, section, toggle } from '../values/definition';
import type { Settings } from '../values/expression';
import { DNS_LABEL } from '../values/formats';
import { releaseSettings } from '../values/release-settings';
import { instrumentation } from './operator-stack.instrumentation-values';
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
      inject: choice(['', 'python', 'java', 'nodejs'], {
        about:
          'Language of pods that ask for nothing themselves; empty: they stay as they are. For the policies: the operator reads an annotation of the Namespace, instrumentation.opentelemetry.io/inject-<language>, which is to be set besides.',
        default: '',
      }),
    }),
    {
      about:
        'Namespaces whose applications carry run_id: each gets a ConfigMap with the files of the hook. They have to be there.',
      keys: DNS_LABEL,
      example: { shop: {}, billing: {} },
    },
  ),
  instrumentation,
  policy: section('The admission policies of the engine `policy`, and those that bring the hook.', {
    failurePolicy: choice(['Ignore', 'Fail'], {
      about:
        'What becomes of a pod when a policy fails, which none should. Ignore: it starts without agent or hook. Fail: it is refused.',
      default: 'Ignore',
    }),
  }),
  runId: section('How botanu.run_id gets onto every span.', {
    enabled: toggle({
      about: 'Whether processes copy it from baggage to their spans, by files or variables of ours.',
      default: true,
    }),
    delivery: choice(['policy', 'image'], {
      about:
        'How the hook comes into processes of Python and Node.js; Java does it by a variable. policy: an admission policy mounts it from a ConfigMap of the namespace, from Kubernetes 1.36. image: the images of the two agents hold it, for older clusters; they are to be built (images/ in the repository) and named in `instrumentation`.',
      default: 'policy',
    }),
  }),
  extraManifests,
  ...releaseSettings,
  global: globalSettings,
};

export type OperatorStackValues = z.output<z.ZodObject<typeof shape>>;
/** The settings as a construct's body sees them. */
export type OperatorStackSettings = Settings<OperatorStackValues>;

export const operatorStackValues = defineSettings(shape, ...operatorStackRules);

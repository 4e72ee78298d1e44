/** What the installer may change of the operator stack. */
import { z } from 'zod';
import { choice, defineSettings, entry, integer, mapOf, section, toggle } from '../values/definition';
import type { Settings } from '../values/expression';
import { NAMESPACE } from '../values/formats';
import { imageSettings } from '../values/image';
import { releaseSettings } from '../values/release-settings';
import { collectors } from './operator-stack.collectors-values';
import { instrumentation } from './operator-stack.instrumentation-values';
import { operatorValues } from './operator-stack.operator-values';
import { operatorStackRules } from './operator-stack.rules';
import { extraManifests, globalSettings, resources } from './parts/pod-values';

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
        'Namespaces whose pods a policy may change: to bring agents with the engine policy, and to bring the hook of run_id with either. Each gets a ConfigMap with the files of the hook, and has to be there.',
      keys: NAMESPACE,
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
  operator: operatorValues,
  install: section('How objects of the operator come into the cluster.', {
    mode: choice(['job', 'resource'], {
      about:
        'job: a Job waits until the operator takes them, applies them, and removes them before the operator goes. resource: they are objects of the release like any other, in the sync wave after the operator: for GitOps, or where the operator is there already.',
      default: 'job',
    }),
    timeoutSeconds: integer({
      about:
        "How long the Job waits for the operator. Keep it below Helm's --timeout (five minutes), so that the Job says what is the matter, and not Helm that it waited.",
      default: 240,
      min: 5,
      max: 3600,
    }),
    image: imageSettings('The image of the Job: kubectl, and a shell.', {
      registry: 'docker.io',
      repository: 'alpine/kubectl',
      tag: '1.34.1',
    }),
    resources: resources(
      { cpu: '50m', memory: '64Mi' },
      { cpu: '', memory: '256Mi' },
      'kubectl keeps the objects there, and what the cluster serves.',
    ),
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

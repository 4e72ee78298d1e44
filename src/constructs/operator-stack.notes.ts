/** What is said after the installation of the operator stack. */
import { each, when } from '../values/expression';
import { and, equals, not, or } from '../values/functions';
import type { Release } from '../values/release';
import { instrumentationNotes } from './operator-stack.instrumentation-notes';
import { hookConfigMapName, mountsHook, someOptedIn } from './operator-stack.names';
import { POLICY_API } from './operator-stack.policies';
import type { OperatorStackSettings } from './operator-stack.values';

type Lines = (string | undefined)[];

export function operatorStackNotes(settings: OperatorStackSettings, release: Release): Lines {
  return [
    ...whatPutsAgentsIntoPods(settings, release),
    ...howRunIdGetsOntoSpans(settings, release),
    ...instrumentationNotes(settings, release),
  ];
}

const is = (a: unknown, b: string) => equals(a as never, b as never);
/** Several lines that stand or fall together. */
const lines = (...all: (string | undefined)[]) => all as never as string;

const knowsPolicies = ({ serves }: Release) => serves(`${POLICY_API}/MutatingAdmissionPolicy`);

function whatPutsAgentsIntoPods(
  { engine, operator, policy }: OperatorStackSettings,
  release: Release,
): Lines {
  const { fullname } = release;
  return [
    when(
      is(engine, 'operator'),
      lines(
        `${fullname}: the OpenTelemetry operator puts agents into pods.`,
        when(
          is(operator.admissionWebhooks.pods.failurePolicy, 'Ignore'),
          'While it does not answer, pods start without one, and nobody says so: the command below finds them.',
        ),
      ),
      lines(
        `${fullname}: admission policies of the API server put agents into pods. Nothing runs for that.`,
        when(
          is(policy.failurePolicy, 'Ignore'),
          'Should a policy ever fail, the pod starts without its agent; apiserver_mutating_admission_policy_check_total counts that.',
        ),
      ),
    ),
    when(
      and(is(engine, 'policy'), not(knowsPolicies(release))),
      lines(
        '',
        `WARNING: this cluster does not serve MutatingAdmissionPolicy in ${POLICY_API} (Kubernetes 1.36): no agent will come.`,
        'Set engine to operator.',
      ),
    ),
  ];
}

/** Of the three ways, the one in force for each language. */
function howRunIdGetsOntoSpans(settings: OperatorStackSettings, release: Release): Lines {
  const { runId, namespaces, engine } = settings;
  const byPolicy = and(mountsHook(runId), knowsPolicies(release));
  const optedIn = someOptedIn(namespaces as never);
  const byImage = and(runId.enabled, is(runId.delivery, 'image'));
  return [
    '',
    'botanu.run_id',
    '-------------',
    when(
      runId.enabled,
      lines(
        'java            every span: by a variable of the agent.',
        when(
          byImage,
          'python, nodejs  every span: the hook is in the image of the agent.',
          when(
            byPolicy,
            'python, nodejs  every span: an admission policy mounts the hook, in the namespaces below.',
            'python          server spans only: the collector reads it from the captured request header.',
          ),
        ),
        when(
          not(or(byImage, byPolicy)),
          'nodejs          none: this cluster has no admission policies (Kubernetes 1.36); see runId.delivery for images.',
        ),
        when(
          is(engine, 'operator'),
          lines(
            'dotnet          server spans only: the collector reads it from the captured request header.',
            'go, servers     none, unless the entry service puts it into tracestate for the collector to read.',
          ),
        ),
      ),
      'runId.enabled is false: no process writes it.',
    ),
    when(
      and(or(byPolicy, is(engine, 'policy')), optedIn),
      lines(
        '',
        `The namespaces of which pods are ${release.fullname}'s concern, each with the ConfigMap ${hookConfigMapName(release)}:`,
        ...(each(namespaces, ['namespace', 'of'], (namespace, { enabled }) =>
          when(enabled, `  ${namespace}`),
        ) as string[]),
      ),
    ),
    when(
      and(or(byPolicy, is(engine, 'policy')), not(optedIn)),
      lines(
        '',
        'No namespace is opted in yet, so no pod is changed by a policy. Name some: --set namespaces.shop.enabled=true',
      ),
    ),
    when(
      or(byPolicy, is(engine, 'policy')),
      'A pod or a namespace with the label botanu.ai/injection=disabled is left alone in any case.',
    ),
  ];
}

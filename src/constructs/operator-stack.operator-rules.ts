/** What must agree across the settings of the operator. */

import { problem } from '../values/definition';
import { when } from '../values/expression';
import { and, equals, not } from '../values/functions';
import type { Rule } from './operator-stack.rules';

/** Helm reads the condition of a chart from the values as they are given: no template can switch it by the engine. */
const oneEngine: Rule = ({ engine, operator }) => [
  when(
    and(equals(engine, 'policy'), operator.enabled),
    problem(
      'one-engine',
      'operator.enabled',
      'the engine is policy, and the operator would be installed beside it',
      'set operator.enabled to false as well: --set operator.enabled=false',
    ),
  ),
];

const certificatesFromOnePlace: Rule = ({ operator: { enabled, admissionWebhooks } }) => {
  const { certManager, autoGenerateCert } = admissionWebhooks;
  const at = 'operator.admissionWebhooks.autoGenerateCert.enabled';
  return [
    when(
      and(enabled, certManager.enabled, autoGenerateCert.enabled),
      problem(
        'certificate',
        at,
        'certificates would come from cert-manager, and this says that Helm makes one',
        'set one of the two to false: this, or operator.admissionWebhooks.certManager.enabled',
      ),
    ),
    when(
      and(enabled, not(certManager.enabled), not(autoGenerateCert.enabled)),
      problem(
        'certificate',
        at,
        'there is neither a certificate by cert-manager nor one by Helm, so the API server could not ask the operator',
        'set one of the two to true: this, or operator.admissionWebhooks.certManager.enabled',
      ),
    ),
    when(
      and(enabled, not(certManager.enabled), autoGenerateCert.enabled, autoGenerateCert.recreate),
      problem(
        'certificate',
        'operator.admissionWebhooks.autoGenerateCert.recreate',
        'with each upgrade the API server would trust another certificate than the one that the running pods have',
        'set it to false, or let cert-manager renew certificates',
      ),
    ),
  ];
};

/** With one pod, a PodDisruptionBudget that keeps one stops every drain of its node. */
const budgetLeavesRoom: Rule = ({ operator: { enabled, replicaCount, pdb } }) => [
  when(
    and(enabled, pdb.create, equals(replicaCount, 1)),
    problem(
      'budget',
      'operator.pdb.create',
      'with one pod it never lets that go, so a node could not be drained',
      'set it to false, or operator.replicaCount to 2',
    ),
  ),
];

export const operatorRules: readonly Rule[] = [oneEngine, certificatesFromOnePlace, budgetLeavesRoom];

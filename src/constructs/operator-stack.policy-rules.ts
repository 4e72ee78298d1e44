/** What the engine and the delivery of the hook ask of the other settings. */
import { injectedAgents } from '../telemetry/agents/environment';
import { problem } from '../values/definition';
import { when } from '../values/expression';
import { and, equals, isSet } from '../values/functions';
import type { Rule } from './operator-stack.rules';

/** Nobody would run them. */
const collectorsHaveAnOperator: Rule = ({ engine, collectors }) => [
  when(
    and(equals(engine, 'policy'), isSet(collectors)),
    problem(
      'engine',
      'collectors',
      'collectors are run by the operator, and the engine policy has none',
      'set engine to operator, or install the chart collector instead',
    ),
  ),
];

/** What only the operator can say of a pod. */
const policiesCanSayIt: Rule = ({ engine, instrumentation }) =>
  (['kubernetesUids', 'namesFromLabels'] as const).map(setting =>
    when(
      and(equals(engine, 'policy'), instrumentation[setting]),
      problem(
        'engine',
        `instrumentation.${setting}`,
        'the policies of the engine policy do not know it',
        'set it to false, or engine to operator',
      ),
    ),
  );

/** The stock images have no hook: run_id would stay off without a word. */
const imagesHoldTheHook: Rule = ({ runId, instrumentation }) =>
  (['python', 'nodejs'] as const).map(language => {
    const { repository } = injectedAgents[language].image;
    const at = `instrumentation.${language}.image.repository`;
    return when(
      and(
        runId.enabled,
        equals(runId.delivery, 'image'),
        equals(
          instrumentation[language].image.repository,
          repository.slice(repository.indexOf('/') + 1) as never,
        ),
      ),
      problem(
        'image-without-hook',
        at,
        'runId.delivery is image, and this is the image of the operator, which has no hook in it',
        `build images/autoinstrumentation-${language} of the repository, and name it here`,
      ),
    );
  });

export const policyRules: readonly Rule[] = [collectorsHaveAnOperator, policiesCanSayIt, imagesHoldTheHook];

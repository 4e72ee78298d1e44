/** What an Instrumentation lets the installer say of the agents in it, whoever makes it. */
import { SAMPLERS } from '../../telemetry/agents/sampling';
import { choice, mapOf, section, text } from '../../values/definition';
import { ENVIRONMENT_NAME, IMAGE_DIGEST, IMAGE_TAG } from '../../values/formats';
import { imagePlace } from '../../values/image';

/** An image as we know it: with its registry, and the version that is tested. */
export const agentImage = (known: { readonly repository: string; readonly version: string }) => {
  const [registry, ...repository] = known.repository.split('/');
  return section('Image of the agent.', {
    ...imagePlace(registry, repository.join('/')),
    tag: text({ about: 'Its version.', default: known.version, format: IMAGE_TAG }),
    digest: text({ about: 'Its digest, which beats the tag.', format: IMAGE_DIGEST }),
  });
};

export const agentEnv = mapOf(text({ about: 'The value.', maxLength: 8192 }), {
  about: 'Further variables for applications with this agent.',
  keys: ENVIRONMENT_NAME,
});

export const sampler = section('Which traces are kept at their start.', {
  type: choice(SAMPLERS, {
    about: 'Kind of sampler. Anything but "all" loses the cost of the runs that are not kept.',
    default: 'parentbased_always_on',
  }),
  argument: text({ about: 'Its argument: for a ratio, a number from 0 to 1.', maxLength: 64 }),
});

import { agents } from '../telemetry/agents/environment';
import { propagators, SAMPLERS } from '../telemetry/agents/sampling';
import { choice, mapOf, section, text, toggle } from '../values/definition';
import { ENVIRONMENT_NAME, LABEL_NAME } from '../values/formats';
import { imagePlace } from '../values/image';

const one = (language: 'python' | 'java' | 'nodejs') => {
  const { repository, version: tag } = agents[language].image;
  const [registry, ...rest] = repository.split('/');
  return section('The agent.', {
    enabled: toggle({ about: 'Whether it is there.', default: true }),
    image: section('Its image.', {
      ...imagePlace(registry, rest.join('/')),
      tag: text({ about: 'v', default: tag }),
      digest: text({ about: 'd' }),
    }),
    env: mapOf(text({ about: 'The value.', maxLength: 8192 }), {
      about: 'Further variables.',
      keys: ENVIRONMENT_NAME,
    }),
  });
};
export const instrumentation = section('What agents are told.', {
  endpoint: text({ about: 'Where they send.', default: 'http://botanu-collector.observability:4318' }),
  propagators,
  sampler: section('Which traces.', {
    type: choice(SAMPLERS, { about: 'Kind.', default: 'parentbased_always_on' }),
    argument: text({ about: 'Argument.' }),
  }),
  resourceAttributes: mapOf(text({ about: 'The value.' }), { about: 'Attributes.', keys: LABEL_NAME }),
  python: one('python'),
  java: one('java'),
  nodejs: one('nodejs'),
});

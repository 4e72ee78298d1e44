/** Images. */
import { pinned } from '../../values/image';
import { LANGUAGES } from '../botanu-collector.names';
import type { Rule } from './rule';

const imagesArePinned: Rule = ({ image, test, instrumentation }) => [
  ...pinned('image', image),
  ...pinned('test.image', test.image),
  ...LANGUAGES.flatMap(language =>
    pinned(`instrumentation.${language}.image`, instrumentation[language].image),
  ),
];

export const imagesRules: readonly Rule[] = [imagesArePinned];

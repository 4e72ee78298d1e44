/** Images. */
import { type Setting, when } from '../../values/expression';
import { and, equals, isSet, not } from '../../values/functions';
import { LANGUAGES } from '../botanu-collector.names';
import { problem, type Rule } from './rule';

type Image = { tag: Setting<string>; digest: Setting<string> };

/** An image is one version: `latest` is another one on every node and every day. */
const imagesArePinned: Rule = ({ image, test, instrumentation }) => [
  ...pinned('image', image),
  ...pinned('test.image', test.image),
  ...LANGUAGES.flatMap(language =>
    pinned(`instrumentation.${language}.image`, instrumentation[language].image),
  ),
];

const pinned = (at: string, { tag, digest }: Image) => [
  when(
    and(equals(tag, 'latest'), not(isSet(digest))),
    problem(
      'image-pinned',
      `${at}.tag`,
      '"latest" is another image on every node and every day',
      'name a version, or give a digest',
    ),
  ),
  when(
    and(not(isSet(tag)), not(isSet(digest))),
    problem(
      'image-pinned',
      `${at}.tag`,
      'there is neither a tag nor a digest',
      'name a version, or leave it out to get the default',
    ),
  ),
];

export const imagesRules: readonly Rule[] = [imagesArePinned];

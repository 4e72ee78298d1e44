/** Images: how an installer names one, and the rule that it is one version. */
import { choice, problem, type RuleProblem, section, text } from './definition';
import { type Dynamic, type Setting, when } from './expression';
import { IMAGE_DIGEST, IMAGE_REGISTRY, IMAGE_REPOSITORY, IMAGE_TAG } from './formats';
import { and, choose, equals, firstOf, isSet, not } from './functions';

/** Where an image is, as settings. */
export const imagePlace = (registry: string, repository: string) => ({
  registry: text({
    about: 'Where it is pulled from.',
    default: registry,
    format: IMAGE_REGISTRY,
    minLength: 1,
  }),
  repository: text({
    about: 'Its path in the registry.',
    default: repository,
    format: IMAGE_REPOSITORY,
    minLength: 1,
  }),
});

/** Settings of an image. */
export const imageSettings = (
  about: string,
  {
    registry,
    repository,
    tag,
  }: { readonly registry: string; readonly repository: string; readonly tag: string },
) =>
  section(about, {
    ...imagePlace(registry, repository),
    tag: text({
      about: 'Its version; the default is the one that is tested.',
      default: tag,
      format: IMAGE_TAG,
    }),
    digest: text({ about: 'Its digest, which beats the tag.', format: IMAGE_DIGEST }),
    pullPolicy: choice(['IfNotPresent', 'Always', 'Never'], {
      about: 'When it is pulled.',
      default: 'IfNotPresent',
    }),
  });

interface Version {
  readonly tag: Setting<string>;
  readonly digest: Setting<string>;
}

interface Image extends Version {
  readonly registry: Setting<string>;
  readonly repository: Setting<string>;
}

/** The image as a pod names it. `imageRegistry` takes the place of its registry, where it is set. */
export function imageReference(
  { registry, repository, tag, digest }: Image,
  imageRegistry: Dynamic<string>,
): Setting<string> {
  const name = `${firstOf(imageRegistry, registry as never)}/${repository}`;
  return choose(isSet(digest), `${name}@${digest}`, `${name}:${tag}`);
}

/** An image is one version: `latest` is another one on every node and every day. */
export const pinned = (
  at: string,
  { tag, digest }: Version,
  help = 'name a version, or leave it out to get the default',
): (RuleProblem | undefined)[] => [
  when(and(equals(tag, 'latest'), not(isSet(digest))), () =>
    problem(
      'image-pinned',
      `${at}.tag`,
      '"latest" is another image on every node and every day',
      'name a version, or give a digest',
    ),
  ),
  when(and(not(isSet(tag)), not(isSet(digest))), () =>
    problem('image-pinned', `${at}.tag`, 'there is neither a tag nor a digest', help),
  ),
];

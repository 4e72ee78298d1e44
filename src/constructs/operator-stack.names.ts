/** Names that appear in several objects of the operator stack, and what several ask. */
import type { Helper, Setting } from '../values/expression';
import { and, equals, inBoth } from '../values/functions';
import type { Release } from '../values/release';
import type { OperatorStackSettings } from './operator-stack.values';

/** Of objects that are in no namespace of the release's own, so that two releases are not in each other's way. */
export const nameAnywhere = ({ namespace, fullname }: Release, what: string): Setting<string> =>
  `${namespace}-${fullname}-${what}` as never;

/** The ConfigMap with the files of the hook, in each namespace that is opted in. */
export const hookConfigMapName = (release: Release): Setting<string> => nameAnywhere(release, 'run-id-hook');

/** Whether pods mount the files of the hook. */
export const mountsHook = ({ enabled, delivery }: OperatorStackSettings['runId']) =>
  and(enabled, equals(delivery, 'policy'));

/** The kinds of the operator that the stack makes objects of, as the API server names them. */
export const APPLIED_KINDS = ['instrumentations', 'opentelemetrycollectors'];

/** The label that says from which namespace an object of the operator was installed; it may live in another. */
export const INSTALLED_FROM = 'botanu.ai/installed-from';

const SOME_OPTED_IN: Helper = {
  name: 'someOptedIn',
  body: `{{- /* Whether a namespace is opted in: each that does not say otherwise. */}}
{{- range . }}
{{- if dig "enabled" true . }}true{{ end }}
{{- end }}`,
};

/** Whether a namespace is opted in. */
export const someOptedIn = inBoth(
  {
    kind: 'boolean',
    pattern: 'contains "true" (include "{chart}.someOptedIn" $1)',
    condition: 'include "{chart}.someOptedIn" $1',
    helper: SOME_OPTED_IN,
  },
  (namespaces: Record<string, { enabled: boolean }>) =>
    Object.values(namespaces).some(({ enabled }) => enabled),
);

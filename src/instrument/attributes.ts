/** OTEL_RESOURCE_ATTRIBUTES: who and where a process is. */
import type { Dynamic, Helper, Setting } from '../values/expression';
import { inBoth } from '../values/functions';

const WITH_ATTRIBUTES: Helper = {
  name: 'withAttributes',
  body: `{{- /* Resource attributes: those that are given, and the others behind them in the order of their names. */}}
{{- $given := .given }}
{{- $keys := list }}
{{- range $pair := splitList "," $given }}
{{- $keys = append $keys (splitList "=" $pair | first | trim) }}
{{- end }}
{{- $pairs := list }}
{{- range $key, $value := .more }}
{{- if and $value (not (has $key $keys)) }}
{{- $pairs = append $pairs (printf "%s=%s" $key $value) }}
{{- end }}
{{- end }}
{{- $more := join "," $pairs }}
{{- if and $given $more (not (hasSuffix "," $given)) }}{{ $given }},{{ $more }}{{ else }}{{ $given }}{{ $more }}{{ end }}`,
};

/**
 * The attributes of a process as one variable: those that are given stay in front and win, the others follow in the
 * order of their names. An attribute without a value is left out.
 */
export const withAttributes: (
  given: Dynamic<string>,
  more: Dynamic<Record<string, unknown>>,
) => Setting<string> = inBoth(
  {
    kind: 'string',
    pattern: 'include "{chart}.withAttributes" (dict "given" $1 "more" $2)',
    helper: WITH_ATTRIBUTES,
  },
  (given: string, more: Record<string, unknown>) => {
    const keys = given.split(',').map(pair => pair.split('=')[0].trim());
    const pairs = Object.entries(more)
      .filter(([key, value]) => value && !keys.includes(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${value}`);
    const separator = given !== '' && pairs.length > 0 && !given.endsWith(',') ? ',' : '';
    return `${given}${separator}${pairs.join(',')}`;
  },
);

/** What an image is of: its tag, its digest, or both, as the operator takes `service.version` from it. */
export function versionOfImage(image: string): string {
  const [named, digest] = image.split('@');
  const tag = /:([A-Za-z0-9_][A-Za-z0-9_.-]*)$/.exec(named)?.[1];
  return [tag, digest].filter(Boolean).join('@');
}

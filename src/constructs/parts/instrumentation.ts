/** What stands in any Instrumentation of ours, whichever construct makes it. */
import { each, ifAny, type Setting } from '../../values/expression';

/** The only version that the operator serves. */
export const INSTRUMENTATION = { apiVersion: 'opentelemetry.io/v1alpha1', kind: 'Instrumentation' } as const;

/** Variables as a list: ours first, then those of the installer, of which a rule makes sure that they are others. */
export function variables(ours: Readonly<Record<string, unknown>>, further: Setting<Record<string, string>>) {
  const list = Object.entries(ours).map(([name, value]) => ({ name, value }));
  const others = each(further, ['variable', 'value'], (name, value) => ({ name, value }) as never);
  return list.length > 0 ? [...list, ...others] : ifAny(others);
}

import type { DeclaredSchema } from '../values/definition';

/** A setting with its path: `exporter.tls.enabled`. */
export interface SettingNode {
  readonly path: string;
  readonly schema: DeclaredSchema;
}

/** All sections and settings, in the order of their declaration; entries of maps are not settings of their own. */
export function nodes(schema: DeclaredSchema, path = ''): SettingNode[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, schema: child }, ...nodes(child, at)];
  });
}

/** The settings without the sections around them. */
export function leaves(schema: DeclaredSchema): SettingNode[] {
  return nodes(schema).filter(({ schema: { properties } }) => !properties);
}

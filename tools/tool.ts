import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildOnce, type Workshop } from './build-once';
import { catalogue, type ToolName } from './catalogue';

export type { ToolName } from './catalogue';

/** Gives the absolute path of a tool, a binary or a folder, after building it if nobody has. */
export async function tool(name: ToolName): Promise<string> {
  return buildOnce(catalogue[name], workshop());
}

/** Makes sure of tools, building what is absent; when that cannot be done, says why in one sentence. */
export async function missing(names: readonly ToolName[]): Promise<string | undefined> {
  for (const name of names) {
    try {
      await tool(name);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}

/** Outside the checkout, so that a second checkout, or a cleaned one, builds nothing again. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { BOTANU_TOOLS_CACHE, XDG_CACHE_HOME, HOME } = environment;
  const caches = XDG_CACHE_HOME || join(HOME || homedir(), '.cache');
  return resolve(BOTANU_TOOLS_CACHE || join(caches, 'botanu-tools'));
}

function workshop(): Workshop {
  return { cache: cacheFolder(), report: line => process.stderr.write(`${line}\n`) };
}

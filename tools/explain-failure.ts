import { basename } from 'node:path';
import type { Recipe } from './recipes';

/** How Go, npm, pip and Maven say that nobody answered. */
const NOBODY_ANSWERED =
  /no such host|connection refused|network is unreachable|i\/o timeout|TLS handshake timeout|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|NewConnectionError|NameResolutionError|ConnectTimeoutError|name resolution|from versions: none|Unknown host|Connect timed out/i;

/** How they say that what we pin is not, or no longer, offered. */
const NOT_OFFERED =
  /40[134] (Forbidden|Not Found|Unauthorized)|410 Gone|E404|ETARGET|No matching distribution|Could not find artifact/i;

const DISK_FULL = /ENOSPC|no space left on device/i;

/** Says what could not be built, why, and what to do, in one sentence, with the compiler's words where they help. */
export function explainFailure(recipe: Recipe, output: string): string {
  const what = `${recipe.name} ${recipe.version} could not be built`;
  if (DISK_FULL.test(output)) return `${what}: the disk is full; make room and run this again`;
  if (NOBODY_ANSWERED.test(output)) {
    return `${what}: ${recipe.registry} could not be reached; connect to a network or ${recipe.alternative}, and run this again, it continues where it stopped`;
  }
  if (NOT_OFFERED.test(output)) {
    return `${what}: ${recipe.registry} does not offer a version that tools/${recipe.name} pins; pin another one, or ${recipe.alternative}\n${tail(output)}`;
  }
  return `${what}: ${basename(recipe.command('…').program)} failed; its last lines were\n${tail(output)}`;
}

function tail(output: string): string {
  const lines = output.split('\n').filter(line => line.trim() !== '');
  return lines
    .slice(-8)
    .map(line => `  ${line}`)
    .join('\n');
}

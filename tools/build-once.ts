import { ok as invariant } from 'node:assert';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contentHash } from './content-hash';
import { explainFailure } from './explain-failure';
import { withLock } from './lock';
import { versionOf, whyUnusable } from './programs';
import type { Recipe } from './recipes';
import { runCommand } from './run-command';

export interface Workshop {
  /** Folder that holds what was built. */
  readonly cache: string;
  readonly report: (line: string) => void;
}

const STILL_BUILDING_EVERY_MS = 30_000;

/** Gives the tool's path, after building it if nobody has. An interrupted build leaves nothing half-made. */
export async function buildOnce(recipe: Recipe, workshop: Workshop): Promise<string> {
  if (recipe.runsWith) await demand(recipe.runsWith);
  const entry = await entryOf(recipe, workshop.cache);
  if (!existsSync(entry)) {
    await demand(recipe.builtWith);
    mkdirSync(workshop.cache, { recursive: true });
    const onWait = () => workshop.report(`${titleOf(recipe)}: waiting for another process that builds it …`);
    await withLock(`${entry}.lock`, onWait, async () => {
      if (!existsSync(entry)) await build(recipe, entry, workshop.report);
    });
  }
  return join(entry, recipe.answer);
}

async function entryOf(recipe: Recipe, cache: string): Promise<string> {
  const runtime = recipe.boundToRuntime && recipe.runsWith ? await versionOf(recipe.runsWith) : '';
  return join(cache, `${recipe.name}-${contentHash(recipe, runtime)}`);
}

async function demand(program: Recipe['builtWith']): Promise<void> {
  const why = await whyUnusable(program);
  if (why) throw new Error(why);
}

/** Builds beside the entry, and renames last: what bears the entry's name is whole. */
async function build(recipe: Recipe, entry: string, report: Workshop['report']): Promise<void> {
  const seconds = stopwatch();
  report(`${titleOf(recipe)}: building (${recipe.takes}, once) …`);
  const stillBuilding = setInterval(
    () => report(`${titleOf(recipe)}: still building, ${seconds()} s`),
    STILL_BUILDING_EVERY_MS,
  );
  removeInterruptedBuilds(entry);
  const unfinished = `${entry}.unfinished-${process.pid}`;
  try {
    mkdirSync(unfinished);
    if (recipe.copiesPins) cpSync(recipe.pins, unfinished, { recursive: true });
    const command = recipe.command(unfinished);
    const { succeeded, output } = await runCommand(command, recipe.copiesPins ? unfinished : recipe.pins);
    if (!succeeded) throw new Error(explainFailure(recipe, output));
    invariant(
      existsSync(join(unfinished, recipe.answer)),
      `the recipe of ${recipe.name} makes no ${recipe.answer}`,
    );
    publish(unfinished, entry);
  } finally {
    clearInterval(stillBuilding);
    rmSync(unfinished, { recursive: true, force: true });
  }
  report(`${titleOf(recipe)}: built in ${seconds()} s`);
}

/** Another process may have published the same build in the meantime: one is as good as the other. */
function publish(unfinished: string, entry: string): void {
  try {
    renameSync(unfinished, entry);
  } catch (error) {
    if (!existsSync(entry)) throw error;
  }
}

function removeInterruptedBuilds(entry: string): void {
  for (const name of readdirSync(dirname(entry))) {
    if (name.startsWith(`${basename(entry)}.unfinished-`)) {
      rmSync(join(dirname(entry), name), { recursive: true, force: true });
    }
  }
}

function stopwatch(): () => number {
  const start = Date.now();
  return () => Math.round((Date.now() - start) / 1000);
}

const titleOf = ({ name, version }: Recipe) => `${name} ${version}`;

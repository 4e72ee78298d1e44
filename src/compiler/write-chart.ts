import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChartFiles } from './chart-model';

/** Writes a compiled chart into a folder of its own; what was in the folder is gone. */
export function writeChart(files: ChartFiles, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    writeFile(join(folder, path), text);
  }
}

/** Writes one file, with the folders that lead to it. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { HookFile } from '../../src/telemetry/hooks';

/** A folder with a hook's files, laid out as kubelet lays out a ConfigMap: links to links. */
export function hookFolder(files: readonly HookFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-hook-'));
  const data = join(folder, '..2026_01_01_00_00_00.1');
  for (const { path, text } of files) {
    mkdirSync(dirname(join(data, path)), { recursive: true });
    writeFileSync(join(data, path), text);
  }
  mkdirSync(data, { recursive: true });
  symlinkSync('..2026_01_01_00_00_00.1', join(folder, '..data'));
  for (const entry of new Set(files.map(({ path }) => path.split('/')[0]))) {
    symlinkSync(join('..data', entry), join(folder, entry));
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

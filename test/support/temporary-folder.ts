import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let all: string | undefined;

/** A folder that is gone when the process ends. */
export function temporaryFolder(): string {
  all ??= folderOfThisProcess();
  return mkdtempSync(join(all, 'folder-'));
}

function folderOfThisProcess(): string {
  const folder = mkdtempSync(join(tmpdir(), 'botanu-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Takes an edition away again. */
import { lstatSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../base/order.ts';
import { attempt, codeOf, shownPath } from './failure.ts';
import type { OutputFolder } from './output-folder.ts';
import { outputFolder } from './output-folder.ts';
import type { OpenOptions } from './output-lock.ts';
import { lockOutput, unlockOutput } from './output-lock.ts';
import { mend } from './swap.ts';
import { MANIFEST, parentOf, readTree } from './tree.ts';

/** What cleaning did. */
export interface Cleaned {
  /** Files removed. */
  readonly removed: number;
  /** Whether the folder is still there, for what Broadside did not write in it, or because a link leads to it. */
  readonly kept: boolean;
}

/**
 * Removes from the folder `out` what its manifest lists, and the folders that are then empty; and all that
 * Broadside keeps beside it. Nothing else is touched. Throws as `openOutput` does.
 */
export async function cleanOutput(
  root: string,
  out: string,
  options: OpenOptions = {},
): Promise<Cleaned> {
  const folder = outputFolder(root, out);
  const there = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!there(folder.out) && !there(folder.side)) return { removed: 0, kept: false };
  const lock = await lockOutput(folder, options);
  try {
    mend(folder);
    const removed = removeEdition(folder);
    for (const name of attempt('list', shownPath(root, folder.side), () =>
      readdirSync(folder.side),
    )) {
      const path = join(folder.side, name);
      if (path === folder.lock) continue;
      attempt('remove', shownPath(root, path), () => {
        rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      });
    }
    return { removed, kept: there(folder.out) };
  } finally {
    unlockOutput(folder, lock);
  }
}

function removeEdition(folder: OutputFolder): number {
  const tree = readTree(folder.out, folder.side);
  const remove = (path: string, work: (at: string) => void): boolean => {
    const at = join(folder.out, path);
    return attempt('remove', shownPath(folder.root, at), () => {
      try {
        work(at);
        return true;
      } catch (error) {
        if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? ''))
          return false;
        throw error;
      }
    });
  };
  // A link that someone put in a folder's place leads to files that are none of ours.
  const real = new Set<string>();
  for (const path of [...tree.folders.keys()].sort(byCodePoint)) {
    const above = parentOf(path);
    const status = lstatSync(join(folder.out, path), { throwIfNoEntry: false });
    if (status?.isDirectory() === true && (path === '' || real.has(above))) real.add(path);
  }
  let removed = 0;
  for (const path of tree.files.keys()) {
    const above = parentOf(path);
    if (!real.has(above)) continue;
    const isFile = lstatSync(join(folder.out, path), { throwIfNoEntry: false })?.isFile() ?? false;
    if (isFile && remove(path, unlinkSync)) removed++;
  }
  for (const path of [...real].sort(byCodePoint).reverse()) {
    if (path !== '') remove(path, rmdirSync);
  }
  // Last, so that a cleaning which is interrupted can be done again.
  const listed = remove(MANIFEST, unlinkSync);
  if (listed && !folder.linked) remove('', rmdirSync);
  return removed;
}

/**
 * Puts the next edition in the place of the present one, by two renames:
 *
 *     next -> ready      from here on it is known to be complete
 *     out  -> former     \  between these two there is no output folder
 *     ready -> out       /
 *     former -> standby
 *
 * The names are the journal. Whatever instant a process is killed at, the names that are there say which
 * of the steps is next, and each is one rename, done or not done.
 */
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { outputTaken } from '../diagnostics/catalog/disk.ts';
import { attempt, codeOf, Failure, shownPath } from './failure.ts';
import { tryLock } from './lock.ts';
import type { OutputFolder } from './output-folder.ts';
import { outputFolder } from './output-folder.ts';

/** A file of someone else's stands where one of an edition must go. */
export class OutputTaken extends Failure {}

/** Puts the edition in `next`, which is complete, in place. Needs the lock. Throws `DiskError`, nothing being changed. */
export function swapIn(folder: OutputFolder): void {
  renameFolder(folder, folder.next, folder.ready);
  if (existsSync(folder.out)) renameFolder(folder, folder.out, folder.former);
  try {
    putInPlace(folder);
  } catch (error) {
    if (existsSync(folder.former)) renameFolder(folder, folder.former, folder.out);
    throw error;
  }
  try {
    keepFormer(folder);
  } catch {
    // The edition is in place; the next command does the rest.
  }
}

/**
 * Finishes a swap that was interrupted, and throws away what an interrupted build had not finished. Needs
 * the lock. Throws `DiskError`, and `OutputTaken` when something else was put in the output folder's place
 * in the meantime.
 */
export function mend(folder: OutputFolder): void {
  if (existsSync(folder.former)) finishSwap(folder);
  for (const tree of [folder.ready, folder.next, folder.staging]) removeTree(folder, tree);
}

/**
 * For commands that do not publish: mends what an interrupted build left at the output folder `out`. Does
 * nothing while another build is at work there. Throws as `mend` does.
 */
export function mendOutput(root: string, out: string): void {
  const folder = outputFolder(root, out);
  if (!existsSync(folder.former)) return;
  const lock = attempt('create', shownPath(root, folder.lock), () => tryLock(folder.lock));
  if (!('release' in lock)) return;
  try {
    mend(folder);
  } finally {
    lock.release();
  }
}

/** Removes a folder and all in it. In a folder of our own only. */
export function removeTree(folder: OutputFolder, path: string): void {
  attempt('remove', shownPath(folder.root, path), () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  });
}

function finishSwap(folder: OutputFolder): void {
  if (existsSync(folder.ready)) putInPlace(folder);
  keepFormer(folder);
}

function putInPlace(folder: OutputFolder): void {
  // Someone may have made the folder anew in the instant in which there was none.
  if (existsSync(folder.out)) removeEmpty(folder);
  renameFolder(folder, folder.ready, folder.out);
}

function keepFormer(folder: OutputFolder): void {
  removeTree(folder, folder.standby);
  if (existsSync(folder.former)) renameFolder(folder, folder.former, folder.standby);
}

function removeEmpty(folder: OutputFolder): void {
  const shown = shownPath(folder.root, folder.out);
  attempt('remove', shown, () => {
    if (readdirSync(folder.out).length > 0) throw new OutputTaken(outputTaken(shown));
    rmdirSync(folder.out);
  });
}

/** On Windows a folder cannot be renamed while any program looks into it, which virus scanners do for a moment. */
function renameFolder(folder: OutputFolder, from: string, to: string): void {
  attempt('rename', shownPath(folder.root, from), () => {
    for (let pause = 10; ; pause *= 2) {
      try {
        renameSync(from, to);
        return;
      } catch (error) {
        const busy = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
        if (process.platform !== 'win32' || !busy || pause > 2000) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      }
    }
  });
}

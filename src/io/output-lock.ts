/** The lock of an output folder: one build at a time publishes there. */
import { mkdirSync, rmdirSync } from 'node:fs';
import { codeOf, DiskError, shownPath } from './failure.ts';
import type { Lock, LockHolder } from './lock.ts';
import { takeLock } from './lock.ts';
import type { OutputFolder } from './output-folder.ts';
import { checkNotMounted } from './output-folder.ts';

export interface OpenOptions {
  /** Called once when another build holds the folder. */
  readonly onWait?: (holder: LockHolder) => void;
  /** How long to wait for it, in milliseconds; ten seconds if not given. */
  readonly patience?: number;
}

/** Locks an output folder, making the folder of our own beside it. Throws `LockHeld` and `DiskError`. */
export async function lockOutput(folder: OutputFolder, options: OpenOptions): Promise<Lock> {
  const shown = shownPath(folder.root, folder.lock);
  for (let left = 5; ; left--) {
    try {
      mkdirSync(folder.side, { recursive: true });
      checkNotMounted(folder);
      return await takeLock(folder.lock, {
        shown,
        onWait: options.onWait,
        patience: options.patience,
      });
    } catch (error) {
      const code = codeOf(error);
      if (code === null) throw error;
      // Another build that had nothing to keep has just removed the folder.
      if (code !== 'ENOENT' || left === 0) throw new DiskError(shown, 'create', code, error);
    }
  }
}

/** Lets the next build in, and leaves no empty folder behind. Never throws. */
export function unlockOutput(folder: OutputFolder, lock: Lock): void {
  lock.release();
  try {
    rmdirSync(folder.side);
  } catch {
    // It holds a standby tree and records, as after every edition.
  }
}

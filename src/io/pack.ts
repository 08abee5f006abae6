/** Packs: many pieces of bytes in one file, which is written once from start to end. See `store.ts`. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { join } from 'node:path';

/** Writes one pack. Every method throws what the system throws. */
export interface PackWriter {
  /** The file that is being written. */
  readonly path: string;
  /** Appends bytes, and gives their offset. They can be read from the file after `flush`. */
  append(bytes: Uint8Array): number;
  flush(): void;
  /** Ends the pack and gives it its name for good. */
  finish(): string;
  /** Throws it away. Never throws. */
  abandon(): void;
}

/** What is appended goes to the disk in pieces of about this many bytes. */
const PIECE = 1024 * 1024;

/** Begins a pack in a folder that exists. Throws what the system throws. */
export function openPack(folder: string): PackWriter {
  const temporary = temporaryName();
  const path = join(folder, temporary);
  const file = openSync(path, 'wx');
  underWay.add(temporary);
  let end = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const flush = (): void => {
    if (size === 0) return;
    const pieces = waiting;
    const wanted = size;
    waiting = [];
    size = 0;
    // Each piece is small: the system takes them in one go, or says where it stopped.
    const written = writevSync(file, pieces);
    if (written === wanted) return;
    const rest = Buffer.concat(pieces).subarray(written);
    for (let at = 0; at < rest.length;) at += writeSync(file, rest, at);
  };
  return {
    path,
    append(bytes) {
      waiting.push(bytes);
      size += bytes.length;
      end += bytes.length;
      if (size >= PIECE || waiting.length >= MOST_PIECES) flush();
      return end - bytes.length;
    },
    flush,
    finish() {
      flush();
      closeSync(file);
      const name = `pack-${randomUUID()}`;
      renameSync(path, join(folder, name));
      underWay.delete(temporary);
      return name;
    },
    abandon() {
      underWay.delete(temporary);
      try {
        closeSync(file);
        rmSync(path, { force: true });
      } catch {
        // It only takes up room; a later build removes it.
      }
    },
  };
}

/** Packs that this process is writing. */
const underWay = new Set<string>();

/** Systems take at least so many pieces at once (POSIX, `IOV_MAX`, as Linux and macOS have it). */
const MOST_PIECES = 1000;

/** A name for a file that is being written. It says by whom, so that what the dead left can be removed. */
export function temporaryName(): string {
  return `temporary-${process.pid}-${randomUUID()}`;
}

/** Removes packs that nothing names, and what builds that were killed left unfinished. */
export function removeStrayPacks(folder: string, named: ReadonlySet<string>): void {
  try {
    for (const name of readdirSync(folder)) {
      const stray = name.startsWith('pack-') ? !named.has(name) : isAbandoned(name);
      if (stray) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // They only take up room; the next build tries again.
  }
}

function isAbandoned(name: string): boolean {
  const pid = Number(/^temporary-(\d+)-/.exec(name)?.[1]);
  if (!Number.isSafeInteger(pid)) return name.startsWith('temporary-');
  if (pid === process.pid) return !underWay.has(name);
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

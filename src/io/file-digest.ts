import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { digestOf } from '../base/digest.ts';

/** Larger files (recordings, scans) are never held in memory whole. In bytes. */
const LARGE = 8 * 1024 * 1024;

/** Digests a file's bytes. Does not follow a link in place of the file. */
export function digestOfFile(path: string): Digest {
  const file = openToRead(path);
  try {
    return fstatSync(file).size <= LARGE
      ? digestOf(readFileSync(file))
      : digestOfChunks(file, null);
  } finally {
    closeSync(file);
  }
}

/** Copies a file into one that is open for writing, and digests the bytes as they pass. */
export function copyDigesting(from: string, target: number): Digest {
  const file = openToRead(from);
  try {
    return digestOfChunks(file, target);
  } finally {
    closeSync(file);
  }
}

/** A link put in a file's place between looking and reading must not lead out of the site. */
function openToRead(path: string): number {
  // Windows has no such flag.
  const noFollow: number | undefined = constants.O_NOFOLLOW;
  return openSync(path, constants.O_RDONLY | (noFollow ?? 0));
}

function digestOfChunks(file: number, target: number | null): Digest {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(256 * 1024);
  for (;;) {
    const length = readSync(file, chunk, 0, chunk.length, null);
    // Equal to `digestOf` of the whole.
    if (length === 0) return hash.digest('hex').slice(0, 32) as Digest;
    hash.update(chunk.subarray(0, length));
    if (target === null) continue;
    for (let at = 0; at < length;) at += writeSync(target, chunk, at, length - at);
  }
}

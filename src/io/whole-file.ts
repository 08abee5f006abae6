/** Files of an edition are written once, whole, under a name that was free, and never written into again. */
import {
  chmodSync,
  closeSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { codeOf } from './failure.ts';
import { copyDigesting } from './file-digest.ts';
import type { Stamp } from './tree.ts';
import { stampOf } from './tree.ts';

/** Writes a new file that anyone may read, in a folder that is made when it is not there. */
export function writeWhole(path: string, bytes: string | Uint8Array): Stamp {
  return create(path, (file) => writeFileSync(file, bytes)).stamp;
}

/** The same with a copy; the digest is of the bytes that were copied. */
export function copyWhole(
  from: string,
  path: string,
): { readonly stamp: Stamp; readonly digest: Digest } {
  const { stamp, result } = create(path, (file) => copyDigesting(from, file));
  return { stamp, digest: result };
}

/** Makes a folder, and those above it that are not there: several threads may do so at once. */
export function makeFolders(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT') throw error;
    makeFolders(dirname(path));
    makeFolders(path);
  }
}

/** Makes a folder in one that exists, and gives it these permissions whatever the mask. */
export function makeFolder(path: string, mode: number = 0o755): void {
  mkdirSync(path, { mode });
  if (process.platform !== 'win32' && (mode & process.umask()) !== 0) chmodSync(path, mode);
}

function create<T>(
  path: string,
  fill: (file: number) => T,
): { readonly stamp: Stamp; readonly result: T } {
  const file = openNew(path);
  try {
    const result = fill(file);
    const status = fstatSync(file);
    // Web servers run as another user: a private mask must not make private pages.
    if (process.platform !== 'win32' && (status.mode & 0o777) !== 0o644) fchmodSync(file, 0o644);
    return { stamp: stampOf(status), result };
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  const folder = dirname(path);
  // Most files have a folder of their own: asking first would only cost time.
  if (!made.has(folder)) {
    makeFolders(folder);
    if (made.size >= MOST_REMEMBERED) made.clear();
    made.add(folder);
  }
  try {
    return openSync(path, 'wx', 0o644);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    makeFolders(folder);
    return openSync(path, 'wx', 0o644);
  }
}

/** Folders that were there a moment ago. */
const made = new Set<string>();

const MOST_REMEMBERED = 1000;

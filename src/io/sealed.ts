/**
 * Files of our own that must be whole to be believed. The first line is the digest of the rest, so that a
 * torn, flipped or foreign file is known for what it is, and what passes needs no other check of its shape.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { digestOf } from '../base/digest.ts';

/** Writes the file in one step: a reader sees the former one or this one. `temporary` lies in the same folder. */
export function writeSealed(path: string, temporary: string, text: string): void {
  try {
    writeFileSync(temporary, `${digestOf(text)}\n${text}`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The text that was sealed, or null when the file is missing, unreadable or not whole. */
export function readSealed(path: string): string | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  const end = bytes.indexOf(10);
  if (end < 0) return null;
  const rest = bytes.subarray(end + 1);
  return bytes.toString('latin1', 0, end) === digestOf(rest) ? rest.toString('utf8') : null;
}

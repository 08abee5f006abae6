/** Bytes of the store: in memory that every thread can read, or in a pack. */
import { openSync, readSync } from 'node:fs';
import { digestOf } from '../base/digest.ts';
import type { BytePlace, Digest } from '../model.ts';

/** What the state names is missing or damaged. Whoever catches it begins again without a state. */
export class StateUnreadable extends Error {
  override readonly name = 'StateUnreadable';
}

/** Puts texts into one piece of memory that threads share, and gives the bytes of each. */
export function shareTexts(texts: readonly string[]): Uint8Array[] {
  let size = 0;
  for (const text of texts) size += Buffer.byteLength(text);
  const memory = new SharedArrayBuffer(size);
  const whole = Buffer.from(memory);
  let offset = 0;
  return texts.map((text) => {
    const length = whole.write(text, offset);
    offset += length;
    return new Uint8Array(memory, offset - length, length);
  });
}

/** Where bytes lie; memory that is not shared is copied into such. */
export function placeInMemory(bytes: Uint8Array): BytePlace {
  const { buffer, byteOffset, length } = bytes;
  if (buffer instanceof SharedArrayBuffer) return [buffer, byteOffset, length];
  const memory = new SharedArrayBuffer(length);
  new Uint8Array(memory).set(bytes);
  return [memory, 0, length];
}

/** Reads what lies at a place. `open` holds the packs that are open, by path. Throws `StateUnreadable`. */
export function readAt(open: Map<string, number>, digest: Digest, place: BytePlace): Buffer {
  const [where, offset, length] = place;
  if (typeof where !== 'string') return Buffer.from(where, offset, length);
  const bytes = readFromPack(open, where, offset, length);
  if (digestOf(bytes) !== digest) throw new StateUnreadable(`${digest} is damaged`);
  return bytes;
}

function readFromPack(
  open: Map<string, number>,
  path: string,
  offset: number,
  length: number,
): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  try {
    let file = open.get(path);
    if (file === undefined) open.set(path, (file = openSync(path, 'r')));
    if (readSync(file, bytes, 0, length, offset) === length) return bytes;
  } catch (error) {
    throw new StateUnreadable(`the pack ${path} cannot be read`, { cause: error });
  }
  throw new StateUnreadable(`the pack ${path} is cut short`);
}

/** What was kept as text. */
export function readText(bytes: Uint8Array): string {
  const { buffer, byteOffset, length } = bytes;
  return Buffer.from(buffer, byteOffset, length).toString('utf8');
}

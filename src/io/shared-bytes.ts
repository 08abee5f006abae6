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

/** Gives texts a place in memory that threads share, many to a piece: a piece for each would cost more than the text. */
export function sharedWriter(): (text: string | Uint8Array) => Uint8Array {
  let piece = Buffer.from(new SharedArrayBuffer(0));
  let end = 0;
  return (text) => {
    const most = typeof text === 'string' ? 3 * text.length : text.length;
    if (piece.length - end < most) {
      piece = Buffer.from(new SharedArrayBuffer(Math.max(PIECE, most)));
      end = 0;
    }
    const start = end;
    if (typeof text === 'string') end += piece.write(text, start);
    else {
      piece.set(text, start);
      end += text.length;
    }
    return new Uint8Array(piece.buffer, piece.byteOffset + start, end - start);
  };
}

const PIECE = 1024 * 1024;

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

/** Packs: many bodies in one file, which is written once. See `state.ts`. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';

/** Where a body lies: the pack's file name, offset and length in bytes. */
export type PackEntry = readonly [pack: string, offset: number, length: number];

/** Writes a new pack and says where in it each body lies. Throws what the system throws, leaving nothing behind. */
export function writePack(
  folder: string,
  digests: readonly Digest[],
  bytesOf: (digest: Digest) => Uint8Array,
): Map<Digest, PackEntry> {
  const temporary = join(folder, temporaryName());
  try {
    const { name, places } = writeAll(temporary, digests, bytesOf);
    renameSync(temporary, join(folder, name));
    return new Map(places.map(([digest, offset, length]) => [digest, [name, offset, length]]));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

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

/** What is written goes to the disk in pieces of about this many bytes. */
const PIECE = 1024 * 1024;

function writeAll(
  path: string,
  digests: readonly Digest[],
  bytesOf: (digest: Digest) => Uint8Array,
): { name: string; places: [Digest, number, number][] } {
  const file = openSync(path, 'wx');
  try {
    const hash = createHash('sha256');
    const places: [Digest, number, number][] = [];
    let offset = 0;
    let piece: Uint8Array[] = [];
    let size = 0;
    const write = (): void => {
      const whole = Buffer.concat(piece);
      hash.update(whole);
      for (let at = 0; at < whole.length;) at += writeSync(file, whole, at);
      piece = [];
      size = 0;
    };
    for (const digest of digests) {
      const bytes = bytesOf(digest);
      places.push([digest, offset, bytes.length]);
      offset += bytes.length;
      piece.push(bytes);
      size += bytes.length;
      if (size >= PIECE) write();
    }
    write();
    return { name: `pack-${hash.digest('hex').slice(0, 32)}`, places };
  } finally {
    closeSync(file);
  }
}

function isAbandoned(name: string): boolean {
  const pid = Number(/^temporary-(\d+)-/.exec(name)?.[1]);
  // Our own are all finished by the time this is asked.
  if (!Number.isSafeInteger(pid) || pid === process.pid) return name.startsWith('temporary-');
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

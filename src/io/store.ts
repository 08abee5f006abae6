/**
 * The store of a site: bytes by their digest, in packs. What is put goes to a pack at once, and stays in memory too
 * while there is room, so that an archive of any size takes a bounded part of it.
 */
import { closeSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BytePlace, ByteStore, Digest } from '../model.ts';
import { attempt, DiskError } from './failure.ts';
import { openPack, type PackWriter, removeStrayPacks } from './pack.ts';
import { readAt, readText, sharedWriter, StateUnreadable } from './shared-bytes.ts';

/** Where bytes lie: the pack's file name, offset and length. */
export type PackPlace = readonly [pack: string, offset: number, length: number];

/** Beyond so many packs they are made one: each is a file to keep open. */
const MOST_PACKS = 16;

/** Of what was put, in bytes; beyond it, it is read from its pack again. */
const MOST_IN_MEMORY = 96 * 1024 * 1024;

export const STATE_FOLDER = '.broadside';

/** Makes the folder for what one build leaves to the next, out of git's sight, and gives its path. */
export function makeStateFolder(root: string): string {
  const folder = join(root, STATE_FOLDER);
  attempt('create', STATE_FOLDER, () => {
    mkdirSync(folder, { recursive: true });
    const ignore = join(folder, '.gitignore');
    if (statSync(ignore, { throwIfNoEntry: false }) === undefined) writeFileSync(ignore, '*\n');
  });
  return folder;
}

/** Removes everything that builds have left to the next. Throws `DiskError`. */
export function removeState(root: string): void {
  attempt('remove', STATE_FOLDER, () => {
    rmSync(join(root, STATE_FOLDER), { recursive: true, force: true });
  });
}

/** The store at `root`, with what `places` says is in it. */
export class Store implements ByteStore {
  readonly #root: string;
  readonly #folder: string;
  readonly #places: Map<Digest, PackPlace>;
  readonly #memory = new Map<Digest, Uint8Array>();
  readonly #open = new Map<string, number>();
  readonly #share = sharedWriter();
  #inMemory = 0;
  #writer: PackWriter | null = null;
  #failure: DiskError | null = null;

  constructor(root: string, places: Map<Digest, PackPlace>) {
    this.#root = root;
    this.#folder = join(root, STATE_FOLDER);
    this.#places = places;
  }

  text(digest: Digest): string {
    return readText(this.#bytes(digest));
  }

  has(digest: Digest): boolean {
    return this.#places.has(digest) || this.#memory.has(digest);
  }

  put(digest: Digest, text: string | Uint8Array): void {
    if (this.has(digest)) return;
    const bytes =
      typeof text !== 'string' && text.buffer instanceof SharedArrayBuffer
        ? text
        : this.#share(text);
    this.#memory.set(digest, bytes);
    if (this.#failure !== null) return;
    this.#inMemory += bytes.length;
    try {
      const writer = this.#write();
      attempt('write', STATE_FOLDER, () => {
        this.#places.set(digest, [WRITING, writer.append(bytes), bytes.length]);
        if (this.#inMemory > MOST_IN_MEMORY) writer.flush();
      });
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      // Where nothing can be written, everything is held in memory, and whoever settles is told.
      this.#failure = error;
      return;
    }
    if (this.#inMemory <= MOST_IN_MEMORY) return;
    this.#memory.clear();
    this.#inMemory = 0;
  }

  placeOf(digest: Digest): BytePlace {
    const bytes = this.#memory.get(digest);
    if (bytes === undefined) return this.#placeInPack(digest);
    const { buffer, byteOffset, length } = bytes;
    if (!(buffer instanceof SharedArrayBuffer))
      throw new Error('bytes of the store are not shared');
    return [buffer, byteOffset, length];
  }

  /**
   * Brings everything that `live` names, and nothing else, into packs that stay, and says where it lies. What `live`
   * names and is not there is left out: whoever needs it will find out. Packs of before are removed by `tidy`.
   * Throws `DiskError`, also for what could not be written before.
   */
  settle(live: ReadonlySet<Digest>): ReadonlyMap<Digest, PackPlace> {
    if (this.#failure !== null) throw this.#failure;
    for (const digest of this.#places.keys()) {
      if (live.has(digest)) continue;
      this.#places.delete(digest);
      this.#memory.delete(digest);
    }
    if (this.#writer !== null) this.#finish();
    if (this.#isScattered()) this.#merge();
    return this.#places;
  }

  /** Removes packs that `settle` does not name any more, and what dead builds left. */
  tidy(): void {
    // An open file cannot be removed on Windows.
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
    removeStrayPacks(this.#folder, new Set([...this.#places.values()].map(([pack]) => pack)));
  }

  /** Throws away what was put and not settled. */
  abandon(): void {
    this.#writer?.abandon();
    this.#writer = null;
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  #bytes(digest: Digest): Uint8Array {
    return this.#memory.get(digest) ?? readAt(this.#open, digest, this.#placeInPack(digest));
  }

  #write(): PackWriter {
    if (this.#writer !== null) return this.#writer;
    makeStateFolder(this.#root);
    return (this.#writer = attempt('write', STATE_FOLDER, () => openPack(this.#folder)));
  }

  #finish(): void {
    const writer = this.#write();
    const name = attempt('write', STATE_FOLDER, () => writer.finish());
    this.#writer = null;
    for (const [digest, [pack, offset, length]] of this.#places) {
      if (pack === WRITING) this.#places.set(digest, [name, offset, length]);
    }
  }

  #placeInPack(digest: Digest): readonly [string, number, number] {
    const place = this.#places.get(digest);
    if (place === undefined) throw new StateUnreadable(`${digest} is not in the store`);
    const [pack, offset, length] = place;
    return [pack === WRITING ? this.#write().path : join(this.#folder, pack), offset, length];
  }

  /** Whether the living lie in too many packs, or mostly among the dead. */
  #isScattered(): boolean {
    const packs = new Set<string>();
    let size = 0;
    for (const [pack, , length] of this.#places.values()) {
      packs.add(pack);
      size += length;
    }
    let whole = 0;
    for (const pack of packs) {
      whole += statSync(join(this.#folder, pack), { throwIfNoEntry: false })?.size ?? 0;
    }
    return packs.size > MOST_PACKS || whole > 2 * size;
  }

  /** Copies the living into one pack. */
  #merge(): void {
    const writer = this.#write();
    for (const [digest, place] of this.#places) {
      try {
        const bytes = this.#bytes(digest);
        const offset = attempt('write', STATE_FOLDER, () => writer.append(bytes));
        this.#places.set(digest, [WRITING, offset, place[2]]);
      } catch (error) {
        if (!(error instanceof StateUnreadable)) throw error;
        this.#places.delete(digest);
      }
    }
    this.#finish();
  }
}

/** Stands for the pack that is being written. */
const WRITING = '';

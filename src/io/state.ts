/**
 * What one build leaves to the next, in `.broadside/`. Losing any of it costs time and changes no byte of
 * an edition, so whatever cannot be read, or is not whole, counts as not there.
 *
 * Bodies are kept in packs: files of many bodies, one after another, written once and named by their
 * digest. `state` names the packs and where each body lies in them; it is replaced in one step, so that
 * of two builds that save at once the later wins.
 */
import { closeSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import type { Body, BodyPlace, BodyStore, BuildState } from '../model.ts';
import { placeInMemory, readBody, readFromPack, StateUnreadable } from './body-bytes.ts';
import { attempt } from './failure.ts';
import type { PackEntry } from './pack.ts';
import { removeStrayPacks, temporaryName, writePack } from './pack.ts';
import { readSealed, writeSealed } from './sealed.ts';

/** The state as it was left, the bodies it names, and the way to leave it to the next build. */
export interface OpenState {
  readonly state: BuildState;
  readonly bodies: BodyStore;
  /** Keeps `next` and the bodies its entries name; others are forgotten. Throws `DiskError`. */
  readonly save: (next: BuildState) => void;
}

export { StateUnreadable };

/** Opens the state of a site: an empty one when there is none, when it is damaged, or was left under another key. */
export function openState(root: string, key: Digest): OpenState {
  const folder = join(root, STATE_FOLDER);
  const saved = load(folder, key);
  const bodies = new Store(folder, saved?.index ?? {});
  return { state: saved?.state ?? emptyState(key), bodies, save: (next) => bodies.save(next) };
}

/** The same without looking at what earlier builds left. */
export function openEmptyState(root: string, key: Digest): OpenState {
  const bodies = new Store(join(root, STATE_FOLDER), {});
  return { state: emptyState(key), bodies, save: (next) => bodies.save(next) };
}

export function emptyState(key: Digest): BuildState {
  return { key, stamps: {}, entries: {}, outputs: {}, identities: {} };
}

/**
 * Whether a build leaves what it found. What has not changed is the same object from build to build, so this
 * costs a look at each; what feed readers were told follows from the rest.
 */
export function isSameState(before: BuildState, after: BuildState): boolean {
  return (
    hasSame(before.stamps, after.stamps) &&
    hasSame(before.entries, after.entries) &&
    hasSame(before.outputs, after.outputs)
  );
}

/** Removes everything that builds have left to the next. Throws `DiskError`. */
export function removeState(root: string): void {
  attempt('remove', STATE_FOLDER, () => {
    rmSync(join(root, STATE_FOLDER), { recursive: true, force: true });
  });
}

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

const STATE_FOLDER = '.broadside';
const STATE_FILE = 'state';
const FORMAT = 1;

/** Beyond so many packs they are made one: each is a file to keep open. */
const MOST_PACKS = 32;

/** Bodies held in memory until they are saved, in bytes; beyond it they go to disk early. */
const MOST_PENDING = 64 * 1024 * 1024;

interface SavedState {
  readonly format: number;
  readonly key: Digest;
  readonly state: BuildState;
  readonly index: Readonly<Record<Digest, PackEntry>>;
}

function hasSame<K extends string, V>(
  a: Readonly<Record<K, V>>,
  b: Readonly<Record<K, V>>,
): boolean {
  const values = new Set(Object.values(a));
  const others = Object.values(b);
  return values.size === others.length && others.every((it) => values.has(it));
}

function load(folder: string, key: Digest): SavedState | null {
  const text = readSealed(join(folder, STATE_FILE));
  if (text === null) return null;
  let saved: SavedState;
  try {
    // The seal is the proof that this is what `save` wrote.
    saved = JSON.parse(text);
  } catch {
    return null;
  }
  if (saved.format !== FORMAT || saved.key !== key) return null;
  return packsAreThere(folder, saved.index) ? saved : null;
}

/** Sees at once what would otherwise show in the middle of a build. What lies in them is seen by `get`. */
function packsAreThere(folder: string, index: SavedState['index']): boolean {
  const ends = new Map<string, number>();
  for (const [pack, offset, length] of Object.values(index)) {
    ends.set(pack, Math.max(ends.get(pack) ?? 0, offset + length));
  }
  for (const [pack, end] of ends) {
    const size = statSync(join(folder, pack), { throwIfNoEntry: false })?.size ?? -1;
    if (size < end) return false;
  }
  return true;
}

const NO_BYTES = new Uint8Array();

class Store implements BodyStore {
  readonly #folder: string;
  readonly #index: Map<Digest, PackEntry>;
  readonly #pending = new Map<Digest, Uint8Array>();
  readonly #open = new Map<string, number>();
  #pendingSize = 0;

  constructor(folder: string, index: SavedState['index']) {
    this.#folder = folder;
    // A plain record's keys are strings to the compiler.
    this.#index = new Map(
      Object.entries(index).map(([digest, entry]) => [digest as Digest, entry]),
    );
  }

  get(digest: Digest): Body {
    return readBody(digest, this.#pending.get(digest) ?? this.#read(digest));
  }

  has(digest: Digest): boolean {
    return this.#pending.has(digest) || this.#index.has(digest);
  }

  put(digest: Digest, json: Uint8Array): void {
    if (this.has(digest)) return;
    this.#pending.set(digest, json);
    this.#pendingSize += json.length;
    if (this.#pendingSize > MOST_PENDING) this.#flush(this.#pending.keys());
  }

  placeOf(digest: Digest): BodyPlace {
    const pending = this.#pending.get(digest);
    if (pending !== undefined) return placeInMemory(pending);
    const entry = this.#index.get(digest);
    if (entry === undefined) throw new StateUnreadable(`there is no body ${digest}`);
    const [pack, offset, length] = entry;
    return [join(this.#folder, pack), offset, length];
  }

  save(next: BuildState): void {
    makeStateFolder(join(this.#folder, '..'));
    const live = new Set(Object.values(next.entries).map((it) => it.body));
    this.#flush([...this.#pending.keys()].filter((it) => live.has(it)));
    this.#merge(live);
    for (const digest of this.#index.keys()) if (!live.has(digest)) this.#index.delete(digest);
    const index: SavedState['index'] = Object.fromEntries(this.#index);
    const saved: SavedState = { format: FORMAT, key: next.key, state: next, index };
    attempt('write', `${STATE_FOLDER}/${STATE_FILE}`, () => {
      const temporary = join(this.#folder, temporaryName());
      writeSealed(join(this.#folder, STATE_FILE), temporary, JSON.stringify(saved));
    });
    this.#close();
    removeStrayPacks(this.#folder, new Set(Object.values(index).map(([pack]) => pack)));
  }

  /** Writes these pending bodies to a pack, and lets go of all that are pending. */
  #flush(digests: Iterable<Digest>): void {
    const bodies = this.#pending;
    const wanted = [...digests].sort();
    if (wanted.length > 0) {
      makeStateFolder(join(this.#folder, '..'));
      const written = attempt('write', STATE_FOLDER, () =>
        writePack(this.#folder, wanted, (digest) => bodies.get(digest) ?? NO_BYTES),
      );
      for (const [digest, entry] of written) this.#index.set(digest, entry);
    }
    bodies.clear();
    this.#pendingSize = 0;
  }

  /** Copies the living into one pack when they lie in too many, or mostly among the dead. */
  #merge(live: ReadonlySet<Digest>): void {
    const living = [...live].filter((it) => this.#index.has(it));
    const packs = new Set(living.map((it) => this.#index.get(it)?.[0] ?? ''));
    const size = living.reduce((sum, it) => sum + (this.#index.get(it)?.[2] ?? 0), 0);
    let whole = 0;
    for (const pack of packs)
      whole += statSync(join(this.#folder, pack), { throwIfNoEntry: false })?.size ?? 0;
    if (packs.size <= MOST_PACKS && whole <= 2 * size) return;
    try {
      const written = attempt('write', STATE_FOLDER, () =>
        writePack(this.#folder, living.sort(), (digest) => this.#read(digest)),
      );
      for (const [digest, entry] of written) this.#index.set(digest, entry);
    } catch (error) {
      // The edition is published by now: whoever needs the missing body will find out.
      if (!(error instanceof StateUnreadable)) throw error;
    }
  }

  #read(digest: Digest): Buffer {
    const entry = this.#index.get(digest);
    if (entry === undefined) throw new StateUnreadable(`there is no body ${digest}`);
    const [pack, offset, length] = entry;
    return readFromPack(this.#open, [join(this.#folder, pack), offset, length]);
  }

  /** An open file cannot be removed on Windows. */
  #close(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }
}

/**
 * What the last build saw: how each file looked, and what the build came to. Where all of it is as it was, the next
 * one has nothing to do, and finds that out by this file alone.
 */
import { join } from 'node:path';
import type { BuildState, Digest } from '../model.ts';
import type { Show } from '../link/visibility.ts';
import { attempt } from './failure.ts';
import { temporaryName } from './pack.ts';
import type { Report } from './report.ts';
import { readSealed, writeSealed } from './sealed.ts';
import { makeStateFolder, STATE_FOLDER } from './store.ts';

/** What a build that published was given, and what it came to. */
export interface Receipt {
  /** Of the program, the text of `broadside.yaml`, the theme and the files that are passed over. */
  readonly given: Digest;
  readonly show: Show;
  /** The output folder, absolute. */
  readonly out: string;
  /** From this instant until before `until` the clock changes nothing; null: it never does. */
  readonly since: number;
  readonly until: number | null;
  /** Of the manifest in the output folder, and how many files that lists. */
  readonly manifest: Digest;
  readonly files: number;
  /** Without the edition. */
  readonly report: Report;
}

export interface Seen {
  readonly stamps: BuildState['stamps'];
  /** Null when the last build published nothing. */
  readonly receipt: Receipt | null;
}

const SEEN_FILE = 'seen';
const FORMAT = 1;

/** Null when there is none, or it is damaged. */
export function readSeen(root: string): Seen | null {
  const text = readSealed(join(root, STATE_FOLDER, SEEN_FILE));
  if (text === null) return null;
  // The seal is the proof that this is what `saveSeen` wrote.
  const saved: Seen & { readonly format: number } = JSON.parse(text);
  return saved.format === FORMAT ? saved : null;
}

/** Throws `DiskError`. */
export function saveSeen(root: string, seen: Seen): void {
  writeStateFile(root, SEEN_FILE, { format: FORMAT, ...seen });
}

/** Replaces a file of the state in one step. Throws `DiskError`. */
export function writeStateFile(root: string, name: string, content: object): void {
  const folder = makeStateFolder(root);
  const text = JSON.stringify(content);
  attempt('write', `${STATE_FOLDER}/${name}`, () => {
    writeSealed(join(folder, name), join(folder, temporaryName()), text);
  });
}

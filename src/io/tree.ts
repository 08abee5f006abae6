/**
 * What a tree of output holds: the files that Broadside wrote, by the manifest in it, and the others.
 *
 * The manifest says which files are ours, and what they must be; it is part of the edition and holds no
 * times. Beside the output lies a record of each tree with sizes and times, so that a file or a folder
 * that nobody has changed since need not be looked into. A lost record costs time only.
 */
import { lstatSync, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { digestOf } from '../base/digest.ts';
import { byCodePoint } from '../base/order.ts';
import type { OutputPath } from '../model.ts';
import { codeOf } from './failure.ts';
import { readSealed, writeSealed } from './sealed.ts';

/** Lists what Broadside wrote: a line for each file, `DIGEST PATH`, sorted by path. */
export const MANIFEST = '.broadside-manifest';

/** Tells whether a file or folder is as it was, without looking into it. Times in milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

export interface OwnFile {
  readonly digest: Digest;
  /** Null when not known; then only its bytes can tell. */
  readonly stamp: Stamp | null;
}

/** Something in the tree that Broadside did not write. */
export interface ForeignEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly inode: number;
  /** Permission bits. */
  readonly mode: number;
}

export interface Tree {
  /** Of the manifest's text: what ties a record to a tree. */
  readonly manifest: Digest;
  /** In the order of the manifest. */
  readonly files: Map<string, OwnFile>;
  /** The folders of `foldersOf(files)`, in that order; null where only listing them can tell. */
  readonly folders: Map<string, Stamp | null>;
  readonly foreign: Map<string, ForeignEntry>;
  /** Whether there was a record, without which nothing is known of `foreign`. */
  readonly recorded: boolean;
}

/** Reads what is known of the tree at `path`: nothing when there is none, or when its manifest is lost. */
export function readTree(path: string, side: string): Tree {
  const text = readManifest(path);
  const manifest = digestOf(text);
  const record = readRecord(path, side, manifest);
  const listed = parseManifest(text, record !== null);
  const files = new Map<string, OwnFile>();
  for (const [file, digest] of listed) {
    const stamp = record === null ? null : stampAt(record.files, files.size);
    // By the record, a file without a stamp had been changed by someone else: none of ours that we know.
    const known = record === null || stamp !== null;
    files.set(file, { digest: known ? digest : ('' as Digest), stamp });
  }
  const folders = new Map<string, Stamp | null>();
  for (const folder of foldersOf(files.keys())) {
    folders.set(folder, record === null ? null : stampAt(record.folders, folders.size));
  }
  const foreign = new Map(record?.foreign ?? []);
  return { manifest, files, folders, foreign, recorded: record !== null };
}

/** Keeps what is known of the tree at `path` for `readTree`. A file without a stamp counts as changed by someone else. */
export function writeRecord(path: string, side: string, tree: Tree): void {
  const record: TreeRecord = {
    format: FORMAT,
    manifest: tree.manifest,
    files: numbersOf(tree.files.values(), (it) => it.stamp),
    folders: numbersOf(tree.folders.values(), (it) => it),
    foreign: [...tree.foreign],
  };
  const name = recordName(path);
  writeSealed(join(side, name), join(side, `${name}.temporary`), JSON.stringify(record));
}

/** The name of the record of the tree at `path`; a folder keeps its inode when it is renamed. */
export function recordName(path: string): string {
  return `tree-${lstatSync(path, { throwIfNoEntry: false })?.ino ?? 0}`;
}

/** The manifest of an edition, whose files are sorted. */
export function manifestOf(edition: ReadonlyMap<string, Digest>): string {
  let text = '';
  for (const [path, digest] of edition) text += `${digest} ${escape(path)}\n`;
  return text;
}

/** The same sorted by path: all that a tree is known by depends on this order. */
export function sorted(edition: ReadonlyMap<string, Digest>): ReadonlyMap<string, Digest> {
  const pairs = [...edition];
  return isSorted(pairs) ? edition : new Map(pairs.sort((a, b) => byCodePoint(a[0], b[0])));
}

/** A tree with nothing in it. */
export function emptyTree(): Tree {
  return {
    manifest: digestOf(''),
    files: new Map(),
    folders: new Map([['', null]]),
    foreign: new Map(),
    recorded: false,
  };
}

/** Whether the two hold the very same files of someone else's. */
export function isSameForeign(
  a: ReadonlyMap<string, ForeignEntry>,
  b: ReadonlyMap<string, ForeignEntry>,
): boolean {
  return (
    a.size === b.size &&
    [...a].every(([path, { kind, inode }]) => {
      const other = b.get(path);
      return other?.kind === kind && other.inode === inode;
    })
  );
}

/** All folders above these files, the root (`''`) included. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>(['']);
  let last = '';
  for (const path of paths) {
    const above = parentOf(path);
    if (above === last) continue;
    last = above;
    for (let folder = above; !folders.has(folder); folder = parentOf(folder)) folders.add(folder);
  }
  return folders;
}

/** `''` for what lies in the root. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** Of the manifest in the tree at `path`: another one, or null, once the tree is another or gone. */
export function manifestStamp(path: string): Stamp | null {
  const status = lstatSync(join(path, MANIFEST), { throwIfNoEntry: false });
  return status === undefined ? null : stampOf(status);
}

export function stampOf(status: Stats): Stamp {
  return { size: status.size, modified: status.mtimeMs, inode: status.ino };
}

/** Whether a file or folder is as it was when it was stamped. */
export function isAsStamped(stamp: Stamp, status: Stats): boolean {
  return (
    stamp.modified === status.mtimeMs && stamp.size === status.size && stamp.inode === status.ino
  );
}

/** Whether a path of an edition stays within its folder on every system. */
export function isSafe(path: string): boolean {
  if (path === '' || path === MANIFEST || path.includes('\0')) return false;
  if (process.platform === 'win32' && /[\\:]/.test(path)) return false;
  return !/(^|\/)\.{0,2}(\/|$)/.test(path);
}

const FORMAT = 1;

interface TreeRecord {
  readonly format: number;
  readonly manifest: Digest;
  /** Three numbers for each, in the order of the manifest; -1 three times for null. */
  readonly files: readonly number[];
  readonly folders: readonly number[];
  readonly foreign: readonly (readonly [string, ForeignEntry])[];
}

/** The record of the tree at `path`, if it is of the edition with this manifest. */
function readRecord(path: string, side: string, manifest: Digest): TreeRecord | null {
  const sealed = readSealed(join(side, recordName(path)));
  if (sealed === null) return null;
  // The seal is the proof that this is what `writeRecord` wrote.
  const record: TreeRecord = JSON.parse(sealed);
  return record.format === FORMAT && record.manifest === manifest ? record : null;
}

function readManifest(path: string): string {
  try {
    return readFileSync(join(path, MANIFEST), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return '';
    throw error;
  }
}

/**
 * A line that is not ours, or that leads out of the tree, counts for nothing. A manifest that a record
 * vouches for is as we wrote it, and need not be looked at so closely.
 */
function parseManifest(text: string, isOurs: boolean): [OutputPath, Digest][] {
  const files: [OutputPath, Digest][] = [];
  for (const line of text.split('\n')) {
    if (line === '' || (!isOurs && !/^[0-9a-f]{32} ./.test(line))) continue;
    const path = unescape(line.slice(33));
    if (isOurs || isSafe(path)) files.push([path as OutputPath, line.slice(0, 32) as Digest]);
  }
  return isOurs || isSorted(files) ? files : files.sort((a, b) => byCodePoint(a[0], b[0]));
}

function isSorted(pairs: readonly (readonly [string, unknown])[]): boolean {
  let former = '';
  for (const [path] of pairs) {
    if (byCodePoint(former, path) > 0) return false;
    former = path;
  }
  return true;
}

/** A line holds one path, whatever the names of copied files hold. */
function escape(path: string): string {
  if (!/[\\\n\r]/.test(path)) return path;
  return path.replace(/[\\\n\r]/g, (it) => (it === '\\' ? '\\\\' : it === '\n' ? '\\n' : '\\r'));
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/g, (_, it: string) => (it === 'n' ? '\n' : it === 'r' ? '\r' : it));
}

function numbersOf<T>(values: Iterable<T>, stampOf: (value: T) => Stamp | null): number[] {
  const numbers: number[] = [];
  for (const value of values) {
    const stamp = stampOf(value);
    if (stamp === null) numbers.push(-1, -1, -1);
    else numbers.push(stamp.size, stamp.modified, stamp.inode);
  }
  return numbers;
}

function stampAt(numbers: readonly number[], at: number): Stamp | null {
  const size = numbers[3 * at] ?? -1;
  if (size < 0) return null;
  return { size, modified: numbers[3 * at + 1] ?? 0, inode: numbers[3 * at + 2] ?? 0 };
}

/**
 * Finds and reads what a publication is made of. It knows where files lie and nothing of what they mean.
 * Links are not followed: what lies outside the publication's folder is never read.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { digestOf } from '../base/digest.ts';
import { sortedBy } from '../base/order.ts';
import type { BinaryFile, BuildState, FileStamp, SourceKind, SourcePath } from '../model.ts';
import { attempt, codeOf } from './failure.ts';
import { digestOfFile } from './file-digest.ts';

/** A source file as found on the disk. */
export interface FoundFile {
  readonly kind: SourceKind;
  readonly path: SourcePath;
  readonly digest: Digest;
  /** Without a byte order mark; null when not UTF-8; absent when it cannot have changed and was not read. */
  readonly text?: string | null;
}

/** All files of a publication, each list in the order of its paths. */
export interface Sources {
  readonly files: readonly FoundFile[];
  /** Whatever else lies in `articles/`, `pages/`, `newsroom/` and `media/`. */
  readonly binaries: readonly BinaryFile[];
  /** All of `public/`, whatever its names begin with. */
  readonly publicFiles: readonly BinaryFile[];
  readonly stamps: BuildState['stamps'];
  /** Symbolic links: neither read nor followed. */
  readonly links: readonly SourcePath[];
  /** Files whose names are not UTF-8, and which nobody can refer to or open by name. */
  readonly unnamed: readonly SourcePath[];
}

/**
 * Reads a publication. A file that `previous` shows not to have changed is not read again; `now` is the
 * clock in milliseconds, taken before the call. `order` is the order in which folders are gone through:
 * the result does not depend on it. Throws `DiskError`.
 */
export function readSources(
  root: string,
  previous: BuildState['stamps'],
  now: number,
  order: 'forward' | 'reverse' = 'forward',
): Sources {
  const found: Found[] = [];
  const links: SourcePath[] = [];
  const unnamed: SourcePath[] = [];
  for (const folder of FOLDERS) {
    gather({ root, order, whole: folder === 'public', found, links, unnamed }, folder);
  }
  const files: FoundFile[] = [];
  const binaries: BinaryFile[] = [];
  const publicFiles: BinaryFile[] = [];
  const stamps: Record<SourcePath, { readonly stamp: FileStamp; readonly digest: Digest }> = {};
  for (const { path, status } of sortedBy(found, (it) => it.path)) {
    const kind = kindOf(path);
    const known = previous[path];
    if (known !== undefined && isUnchanged(known.stamp, status)) {
      stamps[path] = known;
      if (kind !== null) files.push({ kind, path, digest: known.digest });
      else listFor(path).push({ path, digest: known.digest });
      continue;
    }
    const read = attempt('read', path, () => readOne(join(root, path), kind));
    stamps[path] = { stamp: stampOf(status, now), digest: read.digest };
    if (kind !== null) files.push({ kind, path, digest: read.digest, text: read.text });
    else listFor(path).push({ path, digest: read.digest });
  }
  return {
    files,
    binaries,
    publicFiles,
    stamps,
    links: sortedBy(links, (it) => it),
    unnamed: sortedBy(unnamed, (it) => it),
  };

  function listFor(path: SourcePath): BinaryFile[] {
    return path.startsWith('public/') ? publicFiles : binaries;
  }
}

/**
 * The same again, where only these files of `last` are said to have changed. Null when that is not all that may have:
 * one of them is new, gone, or half-written. `last` needs no texts. Throws `DiskError`.
 */
export function rereadSources(
  root: string,
  last: Sources,
  paths: readonly string[],
  now: number,
): Sources | null {
  const changed = new Map<SourcePath, FoundFile | BinaryFile>();
  const stamps = { ...last.stamps };
  for (const name of paths) {
    // What stands among the stamps is a path of ours.
    const path = name as SourcePath;
    const known = last.stamps[path];
    const status = attempt('read', path, () =>
      lstatSync(join(root, path), { throwIfNoEntry: false }),
    );
    if (known === undefined || status?.isFile() !== true) return null;
    if (status.size === 0 || status.size < known.stamp.size) return null;
    const kind = kindOf(path);
    const { digest, text } = attempt('read', path, () => readOne(join(root, path), kind));
    stamps[path] = { stamp: stampOf(status, now), digest };
    changed.set(path, kind === null ? { path, digest } : { kind, path, digest, text });
  }
  const renew = <It extends BinaryFile>(list: readonly It[]): readonly It[] =>
    // A file is found again in the list that it was in.
    list.map((it) => ({ ...it, ...changed.get(it.path) }));
  return {
    ...last,
    files: renew(last.files),
    binaries: renew(last.binaries),
    publicFiles: renew(last.publicFiles),
    stamps,
  };
}

/** One text file of the site, without a byte order mark: undefined when it is not there, null when not UTF-8. */
export function readTextFile(root: string, path: string): string | null | undefined {
  return attempt('read', path, () => {
    try {
      return decode(readFileSync(join(root, path)));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

const FOLDERS = ['articles', 'pages', 'newsroom', 'media', 'public'] as const;

const REGISTRIES: Readonly<Record<string, SourceKind>> = {
  authors: 'author',
  topics: 'topic',
  outlets: 'outlet',
  promos: 'promo',
};

interface Found {
  readonly path: SourcePath;
  readonly status: Stats;
}

interface Gathering {
  readonly root: string;
  readonly order: 'forward' | 'reverse';
  /** Whether names that begin with `.` or `_` count. */
  readonly whole: boolean;
  readonly found: Found[];
  readonly links: SourcePath[];
  readonly unnamed: SourcePath[];
}

function gather(gathering: Gathering, folder: string): void {
  const { root, order, whole, found, links, unnamed } = gathering;
  if (!folder.includes('/') && isLink(join(root, folder), folder)) {
    links.push(folder as SourcePath);
    return;
  }
  const entries = attempt('list', folder, () => listFolder(join(root, folder)));
  if (order === 'reverse') entries.reverse();
  for (const entry of entries) {
    if (!whole && (entry.name.startsWith('.') || entry.name.startsWith('_'))) continue;
    const path = `${folder}/${entry.name}` as SourcePath;
    if (entry.isDirectory()) gather(gathering, path);
    else if (entry.isFile()) {
      const status = attempt('read', path, () =>
        lstatSync(join(root, path), { throwIfNoEntry: false }),
      );
      if (status !== undefined) found.push({ path, status });
      // Node hands over a name that is not UTF-8 with its bytes replaced, and it cannot be opened by that.
      else if (entry.name.includes('\ufffd')) unnamed.push(path);
    } else if (entry.isSymbolicLink()) links.push(path);
  }
}

function isLink(path: string, shown: string): boolean {
  const status = attempt('read', shown, () => lstatSync(path, { throwIfNoEntry: false }));
  return status?.isSymbolicLink() ?? false;
}

/** A folder that is not there is empty. */
function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Null for a file that is only ever copied. */
function kindOf(path: SourcePath): SourceKind | null {
  if (!path.endsWith('.md')) return null;
  const [folder, registry = '', ...deeper] = path.split('/');
  switch (folder) {
    case 'articles':
      return 'article';
    case 'pages':
      return 'page';
    case 'newsroom':
      return deeper.length === 1 ? (REGISTRIES[registry] ?? null) : null;
    default:
      return null;
  }
}

const DECODER = new TextDecoder('utf-8', { fatal: true });

function readOne(path: string, kind: SourceKind | null): { digest: Digest; text: string | null } {
  if (kind === null) return { digest: digestOfFile(path), text: null };
  const bytes = readFileSync(path);
  return { digest: digestOf(bytes), text: decode(bytes) };
}

/** UTF-8 as text, without a byte order mark; null when it is not UTF-8. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * A clock may stand still for up to two seconds on some disks: a file that was written so shortly before
 * it was read may have been written again since, with the same time.
 */
const CLOCK_STEP = 2000;

function isUnchanged(stamp: FileStamp, status: Stats): boolean {
  return (
    stamp.size === status.size &&
    stamp.modified === status.mtimeMs &&
    stamp.changed === status.ctimeMs &&
    stamp.inode === status.ino &&
    stamp.read - stamp.modified > CLOCK_STEP
  );
}

/** The status is from before the reading: a change in between shows the next time. */
function stampOf(status: Stats, now: number): FileStamp {
  return {
    size: status.size,
    modified: status.mtimeMs,
    changed: status.ctimeMs,
    inode: status.ino,
    read: now,
  };
}

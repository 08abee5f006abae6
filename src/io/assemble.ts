/** Makes a whole tree of the next edition out of a former one, the present one, and what is new. */
import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { digestOf } from '../base/digest.ts';
import { byCodePoint } from '../base/order.ts';
import { attempt, codeOf, DiskError, shownPath } from './failure.ts';
import type { OutputFolder } from './output-folder.ts';
import { isSettled, statusOf } from './survey.ts';
import type { ForeignEntry, OwnFile, Stamp, Tree } from './tree.ts';
import { foldersOf, isAsStamped, MANIFEST, manifestOf, parentOf, stampOf } from './tree.ts';
import { makeFolder, writeWhole } from './whole-file.ts';

/** A folder of a tree keeps its mode, but for this: without it the next build could not bring it up to date. */
const OURS = 0o700;

/** A new or changed file, written but not yet in its place. */
export interface StagedFile {
  readonly digest: Digest;
  readonly stamp: Stamp;
  /** Where it lies now. */
  readonly at: string;
}

export interface Parts {
  readonly edition: ReadonlyMap<string, Digest>;
  readonly staged: ReadonlyMap<string, StagedFile>;
  /** The files of the present edition at `folder.out` that are as we wrote them. */
  readonly whole: ReadonlyMap<string, OwnFile>;
  /** What else lies at `folder.out`. */
  readonly foreign: ReadonlyMap<string, ForeignEntry>;
}

/**
 * Turns the tree at `folder.next`, which is as `base` says, into the next edition, and says what it then
 * holds. Unchanged files are linked to those at `folder.out`, where the disk can do that: no file of an
 * edition is ever written into. New files are moved in last, so that they are still where they were if
 * `base` turns out to be wrong. Throws `DiskError`; the tree is then worth nothing.
 */
export function assemble(folder: OutputFolder, base: Tree, parts: Parts): Tree {
  const { edition, staged, whole, foreign } = parts;
  const at = (path: string): string => (path === '' ? folder.next : `${folder.next}/${path}`);
  const shown = (path: string) => (): string => shownPath(folder.root, at(path));
  const touched = new Set<string>(['']);
  const kept = keptFiles(folder, base, parts);
  const folders = foldersOf(edition.keys());
  const there = new Set([...base.folders.keys(), ...foreignFolders(base.foreign)]);
  const needed = new Set([...folders, ...foldersOf(foreign.keys()), ...foreignFolders(foreign)]);

  clear();
  makeFolders();
  const files = new Map<string, OwnFile>();
  for (const [path, digest] of edition) {
    const own = kept.get(path);
    const stagedFile = staged.get(path);
    if (own !== undefined) files.set(path, own);
    else if (stagedFile !== undefined) files.set(path, { digest, stamp: stagedFile.stamp });
    else files.set(path, { digest, stamp: link(path, whole.get(path)?.stamp ?? null) });
  }
  for (const [path, entry] of foreign) {
    if (entry.kind !== 'folder' && !isForeignKept(base, path, entry)) bring(path, entry);
  }
  for (const [path, file] of staged) {
    if (!edition.has(path) || file.at === at(path)) continue;
    attempt('write', shown(path), () => renameSync(file.at, at(path)));
    touched.add(parentOf(path));
  }
  const manifest = manifestOf(edition);
  const written = attempt('write', shown(MANIFEST), () => writeWhole(at(MANIFEST), manifest));
  return {
    manifest: digestOf(manifest),
    files,
    folders: stampFolders(written),
    foreign: new Map(foreign),
    recorded: true,
  };

  /** Takes away what the next edition does not have, or has otherwise. */
  function clear(): void {
    for (const [path, entry] of base.foreign) {
      const now = foreign.get(path);
      if (entry.kind === 'folder' || (now !== undefined && isForeignKept(base, path, now)))
        continue;
      remove(path);
    }
    for (const path of base.files.keys()) {
      // What is staged replaces the old in one step.
      if (!kept.has(path) && !(edition.has(path) && staged.has(path))) remove(path);
    }
    remove(MANIFEST);
    const emptied = [...there].filter((it) => !needed.has(it));
    for (const path of emptied.sort(byCodePoint).reverse()) {
      attempt('remove', shown(path), () => rmdirSync(at(path)));
      touched.add(parentOf(path));
    }
  }

  function remove(path: string): void {
    attempt('remove', shown(path), () => {
      try {
        unlinkSync(at(path));
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    });
    touched.add(parentOf(path));
  }

  function makeFolders(): void {
    const missing = [...needed].filter((it) => !there.has(it));
    for (const path of missing.sort(byCodePoint)) {
      const entry = foreign.get(path);
      attempt('create', shown(path), () =>
        makeFolder(at(path), entry?.kind === 'folder' ? entry.mode | OURS : 0o755),
      );
      touched.add(path);
      touched.add(parentOf(path));
    }
    const root = lstatSync(folder.out, { throwIfNoEntry: false })?.mode ?? 0o755;
    if (process.platform !== 'win32')
      attempt('write', shown(''), () => chmodSync(folder.next, (root & 0o7777) | OURS));
  }

  /** Makes a file of the present edition one of the next as well. */
  function link(path: string, stamp: Stamp | null): Stamp {
    const linked = attempt('write', shown(path), () =>
      linkOrCopy(`${folder.out}/${path}`, at(path)),
    );
    touched.add(parentOf(path));
    return linked && stamp !== null
      ? stamp
      : attempt('read', shown(path), () => stampOf(lstatSync(at(path))));
  }

  function bring(path: string, entry: ForeignEntry): void {
    const from = `${folder.out}/${path}`;
    attempt(
      'copy',
      () => shownPath(folder.root, from),
      () => {
        if (entry.kind === 'link') symlinkSync(readlinkSync(from), at(path));
        else if (entry.kind === 'other') linkSync(from, at(path));
        else linkOrCopy(from, at(path));
      },
    );
    touched.add(parentOf(path));
  }

  function stampFolders(now: Stamp): Map<string, Stamp | null> {
    const stamps = new Map<string, Stamp | null>();
    for (const path of folders) {
      const before = base.folders.get(path) ?? null;
      if (base.recorded && !touched.has(path)) stamps.set(path, before);
      else {
        const stamp = attempt('read', shown(path), () => stampOf(lstatSync(at(path))));
        stamps.set(path, isSettled(stamp, now) ? stamp : null);
      }
    }
    return stamps;
  }
}

/** The files that lie in the tree already as the edition wants them. */
function keptFiles(
  folder: OutputFolder,
  base: Tree,
  { edition, staged }: Parts,
): Map<string, OwnFile> {
  const kept = new Map<string, OwnFile>();
  for (const [path, own] of base.files) {
    if (own.stamp === null || own.digest !== edition.get(path)) continue;
    const wanted = staged.get(path);
    const at = `${folder.next}/${path}`;
    if (wanted !== undefined) {
      if (wanted.at === at) kept.set(path, own);
      continue;
    }
    // It has lain beside the output for a while: whoever sweeps old files away may have been there.
    const status = statusOf(folder, at);
    if (status !== undefined && isAsStamped(own.stamp, status)) kept.set(path, own);
  }
  return kept;
}

function foreignFolders(foreign: ReadonlyMap<string, ForeignEntry>): string[] {
  return [...foreign].flatMap(([path, entry]) => (entry.kind === 'folder' ? [path] : []));
}

/** Whether the tree holds this very file of someone else's already: by a link to it, since a copy may have aged. */
function isForeignKept(base: Tree, path: string, now: ForeignEntry): boolean {
  const entry = base.foreign.get(path);
  if (entry === undefined || entry.kind !== now.kind) return false;
  return (now.kind === 'file' || now.kind === 'other') && entry.inode === now.inode;
}

/** What a disk without links, or with no room for another one, says. */
const CANNOT_LINK: readonly string[] = [
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
  'EINVAL',
];

/** True when the two are now one file. */
function linkOrCopy(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (!CANNOT_LINK.includes(codeOf(error) ?? '')) throw error;
  }
  const status = lstatSync(from);
  // Not through a link that someone has put there just now.
  if (!status.isFile()) throw new DiskError(from, 'copy', 'CHANGED');
  copyFileSync(from, to);
  utimesSync(to, status.atime, status.mtime);
  return false;
}

/** Looks at a tree of output as it is on the disk now: which files of ours are whole, and what else is there. */
import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { attempt, codeOf, shownPath } from './failure.ts';
import { digestOfFile } from './file-digest.ts';
import type { OutputFolder } from './output-folder.ts';
import type { ForeignEntry, OwnFile, Stamp, Tree } from './tree.ts';
import { isAsStamped, MANIFEST, parentOf, stampOf } from './tree.ts';

/**
 * The files of `tree` that are at `folder.out` as we wrote them, each with its stamp. A file whose stamp
 * has changed is read: a copied or restored folder has other times, but the same bytes.
 */
export function wholeFiles(
  folder: OutputFolder,
  tree: Tree,
): { files: Map<string, OwnFile>; read: boolean } {
  const files = new Map<string, OwnFile>();
  let read = false;
  for (const [path, own] of tree.files) {
    const file = `${folder.out}/${path}`;
    const status = statusOf(folder, file);
    if (status === undefined || !status.isFile()) continue;
    if (own.stamp !== null && isAsStamped(own.stamp, status)) {
      files.set(path, own);
      continue;
    }
    read = true;
    const digest = attempt('read', shownPath(folder.root, file), () => digestOfFile(file));
    if (digest === own.digest) files.set(path, { digest, stamp: stampOf(status) });
  }
  return { files, read };
}

/**
 * What lies at `folder.out` that Broadside did not write, and the stamps of our own folders as they are
 * now. A folder is listed only when its stamp is not the one in `tree`. `before` is a time by the disk's
 * own clock, earlier than this call: what changed shortly before it may change again unseen.
 */
export function survey(
  folder: OutputFolder,
  tree: Tree,
  before: Stamp,
): { foreign: Map<string, ForeignEntry>; folders: Map<string, Stamp | null> } {
  const foreign = new Map<string, ForeignEntry>();
  const folders = new Map<string, Stamp | null>();
  const known = new Map<string, [string, ForeignEntry][]>();
  for (const pair of tree.foreign) {
    const above = parentOf(pair[0]);
    if (tree.folders.has(above)) known.set(above, [...(known.get(above) ?? []), pair]);
  }
  for (const [path, stamp] of tree.folders) {
    const status = statusOf(folder, `${folder.out}/${path}`);
    if (status === undefined || !status.isDirectory()) {
      folders.set(path, null);
      continue;
    }
    if (stamp === null || !isAsStamped(stamp, status)) {
      const now = stampOf(status);
      folders.set(path, isSettled(now, before) ? now : null);
      listOurs(path);
    } else {
      folders.set(path, stamp);
      for (const [entry, value] of known.get(path) ?? []) {
        foreign.set(entry, value);
        if (value.kind === 'folder') listForeign(entry);
      }
    }
  }
  return { foreign, folders };

  function listOurs(path: string): void {
    for (const entry of list(folder, path)) {
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile() && (tree.files.has(inside) || inside === MANIFEST)) continue;
      if (entry.isDirectory() && tree.folders.has(inside)) continue;
      add(inside);
    }
  }

  function listForeign(path: string): void {
    for (const entry of list(folder, path)) add(`${path}/${entry.name}`);
  }

  function add(path: string): void {
    const status = statusOf(folder, `${folder.out}/${path}`);
    if (status === undefined) return;
    const kind = kindOf(status);
    foreign.set(path, { kind, inode: status.ino, mode: status.mode & 0o7777 });
    if (kind === 'folder') listForeign(path);
  }
}

/**
 * Whether a change made after `now` is sure to give another time than this one. Where times have parts of
 * a millisecond the disk's clock steps a few times in a hundredth of a second, elsewhere perhaps every two
 * seconds.
 */
export function isSettled(stamp: Stamp, now: Stamp): boolean {
  const fine = !Number.isInteger(stamp.modified) || !Number.isInteger(now.modified);
  return stamp.modified < now.modified - (fine ? 20 : 2000);
}

function kindOf(status: Stats): ForeignEntry['kind'] {
  if (status.isFile()) return 'file';
  if (status.isDirectory()) return 'folder';
  return status.isSymbolicLink() ? 'link' : 'other';
}

/** The status of what lies at a path, undefined when there is nothing. Follows no link. Throws `DiskError`. */
export function statusOf(folder: OutputFolder, path: string): Stats | undefined {
  return attempt(
    'read',
    () => shownPath(folder.root, path),
    () => {
      try {
        return lstatSync(path, { throwIfNoEntry: false });
      } catch (error) {
        // Someone put a file in a folder's place: then what lay in the folder is gone.
        if (codeOf(error) === 'ENOTDIR') return undefined;
        throw error;
      }
    },
  );
}

function list(folder: OutputFolder, path: string): Dirent[] {
  const at = join(folder.out, path);
  return attempt('list', shownPath(folder.root, at), () =>
    readdirSync(at, { withFileTypes: true }),
  );
}

/**
 * What lies in an output folder, by its path in it: the only way from a request to a file is to look up this
 * list. Links are not followed. A build puts another folder in this one's place, so the list is made anew when
 * the folder, or one of the files that say how it is served, is not the same; and when something is not found,
 * for what somebody put into a folder below.
 */
import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, DiskError } from '../failure.ts';
import { MANIFEST } from '../tree.ts';
import { openFile } from './open-file.ts';

/** An output folder as it was when it was listed. Never the same object after a change. */
export interface OutputFiles {
  /** The file on the disk, by its path in the folder with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** The text of `_redirects` and of `_headers`; '' where there is none. */
  readonly redirects: string;
  readonly headers: string;
}

export interface OutputLister {
  /** The folder as it is; null when there is no edition in it. Throws `DiskError`. */
  current(): Promise<OutputFiles | null>;
  /** The same after something was not found in `former`: looked at again, but not more than once a second. */
  again(former: OutputFiles): Promise<OutputFiles | null>;
}

/** `folder` is absolute and has no links in its path. */
export function listOutput(folder: string): OutputLister {
  let known: Listed | null = null;
  let listing: Promise<Listed | null> | null = null;

  const listAnew = async (): Promise<Listed | null> => {
    listing ??= list(folder).finally(() => {
      listing = null;
    });
    known = await listing;
    return known;
  };
  const current = async (): Promise<OutputFiles | null> => {
    // A listing that others began may be of before the change that we see.
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      let stamp = await stampOf(folder);
      if (stamp === null) {
        // Between the two renames of a build there is no folder.
        await delay(BETWEEN_RENAMES);
        stamp = await stampOf(folder);
      }
      if (stamp === null) return null;
      if (known?.stamp === stamp) return known.output;
      await listAnew();
    }
    return known?.output ?? null;
  };
  return {
    current,
    async again(former) {
      const isOld = known === null || performance.now() - known.at > BETWEEN_LISTINGS;
      if (known?.output === former && isOld) await listAnew();
      return await current();
    },
  };
}

/** Whether a file of the list is still what it was: no folder above it has become a link to somewhere else. */
export async function isStillThere(file: string): Promise<boolean> {
  try {
    return (await realpath(file)) === file;
  } catch (error) {
    if (codeOf(error) !== null) return false;
    throw error;
  }
}

/** A folder that changes faster than it is listed is served as it was a moment ago. */
const MOST_LOOKS = 3;

/** Milliseconds. */
const BETWEEN_RENAMES = 50;
const BETWEEN_LISTINGS = 1000;

const REDIRECTS = '_redirects';
const HEADERS = '_headers';

/** Hosts read these and serve none of them; the manifest is our own. */
const NOT_SERVED: ReadonlySet<string> = new Set([MANIFEST, REDIRECTS, HEADERS]);

/** The most of `_redirects` or `_headers` that is read, in bytes. */
const LARGEST = 4 * 1024 * 1024;

interface Listed {
  readonly output: OutputFiles;
  readonly stamp: string;
  /** When the listing began, in milliseconds. */
  readonly at: number;
}

async function list(folder: string): Promise<Listed | null> {
  const at = performance.now();
  // Before the folder is read: what changes meanwhile shows in the next stamp.
  const stamp = await stampOf(folder);
  if (stamp === null) return null;
  if ((await statusOf(join(folder, MANIFEST)))?.isFile() !== true) return null;
  const files = new Map<string, string>();
  await gather(folder, '', files);
  const redirects = (await textOf(join(folder, REDIRECTS))) ?? '';
  const headers = (await textOf(join(folder, HEADERS))) ?? '';
  return { output: { files, redirects, headers }, stamp, at };
}

async function gather(folder: string, path: string, files: Map<string, string>): Promise<void> {
  const here = path === '' ? folder : join(folder, path);
  let entries: Dirent[];
  try {
    entries = await readdir(here, { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    // Taken away since, or none of our business: the rest is served.
    if (path !== '' && code !== null) return;
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    throw code === null ? error : new DiskError(here, 'list', code, error);
  }
  for (const entry of entries) {
    const inside = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) await gather(folder, inside, files);
    else if (entry.isFile() && !NOT_SERVED.has(inside)) files.set(inside, join(folder, inside));
  }
}

async function textOf(path: string): Promise<string | null> {
  const file = await openFile(path);
  if (file === null) return null;
  try {
    const { handle, size } = file;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, LARGEST)), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.handle.close();
  }
}

/** Null when there is no folder. */
async function stampOf(folder: string): Promise<string | null> {
  const own = await statusOf(folder);
  if (own === null || !own.isDirectory()) return null;
  const others = [MANIFEST, REDIRECTS, HEADERS].map((it) => statusOf(join(folder, it)));
  return [own, ...(await Promise.all(others))]
    .map((it) => (it === null ? '' : `${it.ino} ${it.size} ${it.mtimeNs} ${it.ctimeNs}`))
    .join('\n');
}

async function statusOf(path: string): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) !== null) return null;
    throw error;
  }
}

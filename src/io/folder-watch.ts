/**
 * Hears from the system that something under a publication's root has changed. chokidar finds the folders
 * and has each watched, also those that come later. Files are not given to it where the system tells of a
 * file by its folder: it would pass over a second write within 50 ms and a second removal within 100, needs
 * a second for 10,000 articles, and as many watches. The events of the folders, which it passes on raw, name
 * every change at once.
 *
 * A folder that is made again before chokidar has seen it go keeps the watch of the one that is gone, and
 * one that is made while its parent is being read has none: `mend` finds both.
 */
import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { FSWatcher } from 'chokidar';

export interface FolderListener {
  /**
   * A file or folder is new, other or gone: its path under the root with forward slashes, '' for the root.
   * `moved` says that it came or went, where the system says so.
   */
  readonly changed: (path: string, moved?: boolean) => void;
  /** The system watches no further. */
  readonly failed: (error: unknown) => void;
}

export interface FolderWatch {
  /** Settles when the system tells of every change from now on, or the watch is closed before. */
  readonly ready: Promise<void>;
  /**
   * Whether every folder has its watch. When not, all are being set anew, and what happens meanwhile may
   * not be told: ask again a little later.
   */
  mend(): boolean;
  close(): Promise<void>;
}

/** Watches what a publication is made of. `root` is absolute and without links. */
export function watchFolders(root: string, listener: FolderListener): FolderWatch {
  let watcher = open(root, listener);
  return {
    ready: watcher.ready,
    mend() {
      // Before all its folders are known, nothing can be said of any.
      if (!watcher.isReady()) return false;
      const present = foldersUnder(root);
      // While the root is gone there is nothing to watch, and nothing that would tell of its return.
      if (present.size === 0) return false;
      if (hasAll(watcher.folders, present)) return true;
      // The old ones must be gone first: chokidar shares a watch among all who want the same path.
      void watcher.close();
      watcher = open(root, listener);
      return false;
    },
    close: () => watcher.close(),
  };
}

/** What a publication is made of, as names under its root. */
const WATCHED = new Set([
  'articles',
  'pages',
  'newsroom',
  'media',
  'public',
  'templates',
  'broadside.yaml',
]);

/** Names that begin with a dot are editors' own, but in `public/`, where everything is copied. */
function isWatched(path: string): boolean {
  if (path === '') return true;
  const names = path.split('/');
  const [first = ''] = names;
  return WATCHED.has(first) && (first === 'public' || !names.some((it) => it.startsWith('.')));
}

interface Opened {
  readonly ready: Promise<void>;
  isReady(): boolean;
  /** The identity of each folder at the time it was given a watch, by absolute path. */
  readonly folders: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

function open(root: string, { changed, failed }: FolderListener): Opened {
  const folders = new Map<string, string>();
  let isReady = false;
  let settle = (): void => {};
  const ready = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const watcher: FSWatcher = new FSWatcher({
    followSymlinks: false,
    // What it calls atomic is to keep removals back for 100 ms.
    atomic: false,
    ignored: (path, stats) =>
      (stats !== undefined && !stats.isDirectory() && !needsFiles(watcher)) ||
      !isWatched(pathUnder(root, path)),
  });
  watcher.on('all', (event, path, stats) => {
    if (event === 'addDir' && stats !== undefined) folders.set(path, identityOf(stats));
    if (event === 'unlinkDir') folders.delete(path);
    if (!isReady) return;
    if (event === 'addDir') tellAll(path);
    else changed(pathUnder(root, path));
  });
  watcher.on('raw', (event, name: string | null, details) => {
    const folder = watchedPathOf(details);
    if (folder === null) return;
    const itself = name === null || isOfItself(folder, name);
    // Gone or moved, it has lost its watch.
    if (itself && event === 'rename') folders.delete(folder);
    const path = itself ? folder : join(folder, name);
    if (!isWatched(pathUnder(root, path))) return;
    if (event !== 'rename' || itself) changed(pathUnder(root, path));
    else if (statusOf(path)?.isDirectory() === true) tellAll(path);
    else changed(pathUnder(root, path), true);
  });
  watcher.once('ready', () => {
    isReady = true;
    settle();
  });
  watcher.on('error', failed);
  watcher.add(root);

  /** What came with a new folder came without a word of its own. */
  function tellAll(path: string): void {
    const files = filesUnder(path).map((it) => pathUnder(root, it));
    for (const it of files.length > 0 ? files : [pathUnder(root, path)]) {
      if (isWatched(it)) changed(it);
    }
  }

  return {
    ready,
    isReady: () => isReady,
    folders,
    async close() {
      settle();
      const closing = watcher.close();
      // Closing takes every listener off, and what was under way may still fail.
      watcher.on('error', () => {});
      await closing;
    },
  };
}

/** Where a folder's watch tells of the files in it. */
const TELLING: ReadonlySet<NodeJS.Platform> = new Set(['linux', 'darwin', 'win32']);

/** Polling, which chokidar's CHOKIDAR_USEPOLLING asks for on disks that tell of nothing, looks at each file. */
function needsFiles({ options }: FSWatcher): boolean {
  return options.usePolling || !TELLING.has(process.platform);
}

function pathUnder(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function watchedPathOf(details: unknown): string | null {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return null;
  return typeof details.watchedPath === 'string' ? details.watchedPath : null;
}

/** What befalls a folder itself comes under its own name, and so does what befalls a file of that name in it. */
function isOfItself(folder: string, name: string): boolean {
  return name === basename(folder) && statusOf(join(folder, name)) === null;
}

/** What is at a path, links not followed; null when there is nothing that can be looked at. */
export function statusOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

/** Numbers of removed folders are given out again, so the time of its making belongs to what a folder is. */
function identityOf({ dev, ino, birthtimeMs }: Stats): string {
  return `${dev} ${ino} ${birthtimeMs}`;
}

function hasAll(known: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): boolean {
  for (const [path, identity] of present) if (known.get(path) !== identity) return false;
  return true;
}

/** Every folder that is to be watched, by absolute path. What cannot be read holds none. */
function foldersUnder(root: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string): void => {
    const status = statusOf(folder);
    if (status?.isDirectory() !== true || !isWatched(pathUnder(root, folder))) return;
    found.set(folder, identityOf(status));
    for (const it of entriesOf(folder)) if (it.isDirectory()) visit(join(folder, it.name));
  };
  visit(root);
  return found;
}

/** The files in a folder and below, by absolute path; none when there is no such folder. */
function filesUnder(folder: string): string[] {
  return entriesOf(folder).flatMap((it) => {
    const path = join(folder, it.name);
    return it.isDirectory() ? filesUnder(path) : [path];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Which folder an edition goes to, whether it may, and the folder of our own beside it. */
import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { outputRefused } from '../diagnostics/catalog/disk.ts';
import { attempt, codeOf, DiskError, Failure, shownPath } from './failure.ts';

/** The folder asked for may not hold an edition: a mistake in the command, not of the disk. */
export class OutputRefused extends Failure {}

/** An output folder and what Broadside keeps beside it, in `.NAME.broadside/`. */
export interface OutputFolder {
  readonly root: string;
  /** Without links: an edition is put in the place of what a link leads to. */
  readonly out: string;
  /** Whether the folder was asked for by way of a link. */
  readonly linked: boolean;
  readonly side: string;
  readonly lock: string;
  /** A former edition, complete: it becomes the next edition. */
  readonly standby: string;
  /** New files, until `commit`. */
  readonly staging: string;
  /** The next edition while it is being completed: worth nothing. */
  readonly next: string;
  /** The next edition, complete, about to be put in place. */
  readonly ready: string;
  /** The edition that is being replaced. */
  readonly former: string;
}

/** Finds the output folder `out` of the site at `root`. Throws `OutputRefused`. */
export function outputFolder(root: string, out: string): OutputFolder {
  const wanted = resolve(out);
  const shown = shownPath(root, wanted);
  const real = attempt('read', shown, () => realOf(wanted, 40));
  const reason = refusal(root, real);
  if (reason !== null) throw new OutputRefused(outputRefused(shown, reason));
  const side = join(dirname(real), `.${basename(real)}.broadside`);
  return {
    root,
    out: real,
    linked: lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink() ?? false,
    side,
    lock: join(side, 'lock'),
    standby: join(side, 'standby'),
    staging: join(side, 'staging'),
    next: join(side, 'next'),
    ready: join(side, 'ready'),
    former: join(side, 'former'),
  };
}

/** Throws `DiskError` for a folder that cannot be renamed because another disk is mounted there. */
export function checkNotMounted(folder: OutputFolder): void {
  const shown = shownPath(folder.root, folder.out);
  const own = attempt('read', shown, () => statSync(folder.out, { throwIfNoEntry: false }));
  const above = attempt('read', shown, () =>
    statSync(dirname(folder.out), { throwIfNoEntry: false }),
  );
  if (own !== undefined && above !== undefined && own.dev !== above.dev)
    throw new DiskError(shown, 'rename', 'MOUNTED');
}

/** Folders that a site keeps things in: nothing of an edition may lie in them, nor hold them. */
const SOURCES = ['articles', 'pages', 'newsroom', 'media', 'public', 'templates'] as const;

/** What is often beside them, and as dear. */
const OTHERS = ['src', 'node_modules', '.git', '.broadside'] as const;

function refusal(root: string, out: string): string | null {
  const site = realOf(root, 40);
  if (isWithin(site, out)) return 'it is, or holds, the folder of the site itself';
  for (const name of [...SOURCES, ...OTHERS]) {
    for (const source of [join(site, name), realOf(join(site, name), 40)]) {
      if (isWithin(out, source)) return `it lies in ${name}/`;
      if (isWithin(source, out)) return `it holds ${name}/`;
    }
  }
  if (/(^|[\\/])\.[^\\/]+\.broadside([\\/]|$)/.test(out))
    return 'it lies in a folder that Broadside keeps for itself';
  const status = statSync(out, { throwIfNoEntry: false });
  if (status !== undefined && !status.isDirectory()) return 'it is a file';
  return null;
}

/** Whether `path` is `folder` or lies in it. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(asCompared(folder), asCompared(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** These systems take two spellings of a name for one. */
function asCompared(path: string): string {
  const folds = process.platform === 'darwin' || process.platform === 'win32';
  return folds ? path.normalize('NFC').toLowerCase() : path;
}

/** The path without links, of something that need not exist yet. */
function realOf(path: string, most: number): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || most === 0) throw error;
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    return realOf(resolve(dirname(path), readlinkSync(path)), most - 1);
  }
  const above = dirname(path);
  return above === path ? path : join(realOf(above, most), basename(path));
}

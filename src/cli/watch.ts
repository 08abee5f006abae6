/**
 * `broadside build --watch`: the same build as ever, again after each change. What happens while a build
 * runs is gathered and built next; with errors the last good edition stays and the watch goes on.
 */
import { realpathSync, type Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { watchFailure } from '../diagnostics/catalog/run.ts';
import { counted } from '../diagnostics/format.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Report, SiteBuilder } from '../io/site.ts';
import { sayReport } from './build.ts';
import { sayDiagnostics } from './messages.ts';
import { buildLines, durationText } from './result.ts';
import { fail } from './run.ts';
import { BUG, DISK, GOOD } from './status.ts';
import { print } from './terminal.ts';

export interface Watching {
  readonly root: string;
  /** The output folder as messages name it. */
  readonly shownOut: string;
  readonly quiet: boolean;
  /** Whether the time is given: then nothing changes by itself. */
  readonly fixed: boolean;
}

/** Builds again and again until it is interrupted. Gives the exit status. */
export async function watch(site: SiteBuilder, watching: Watching): Promise<number> {
  const root = realpathSync(watching.root);
  const changes = new Changes();
  const watcher = watchFiles(root, {
    followSymlinks: false,
    ignoreInitial: true,
    ignored: (path) => !isWatched(relative(root, path).split(sep)),
  });
  const end = (status: number): void => {
    changes.end(status);
  };
  const interrupted = (): void => {
    end(GOOD);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  watcher.on('all', (event, path, stats) => {
    // Folders mean nothing by themselves.
    if (event === 'addDir' || event === 'unlinkDir') return;
    changes.add(relative(root, path).split(sep).join('/'), settling(stats));
  });
  watcher.on('error', (error) => {
    sayDiagnostics(root, [{ diagnostic: explain(error), span: null }], null);
    end(DISK);
  });
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  // Whatever changes during the first build must be seen, so the watcher looks first.
  await Promise.race([ready, changes.ended]);
  try {
    return await rebuild(site, watching, changes);
  } finally {
    await watcher.close();
  }
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
function isWatched(path: readonly string[]): boolean {
  const [first = ''] = path;
  if (first === 'public') return true;
  return first === '' || (WATCHED.has(first) && !path.some((it) => it.startsWith('.')));
}

/** Events that belong together come within this time; an editor that empties a file first needs a little more. */
const TOGETHER = 20;
const EMPTIED = 40;

function settling(stats: Stats | undefined): number {
  return stats?.isFile() === true && stats.size === 0 ? EMPTIED : TOGETHER;
}

async function rebuild(site: SiteBuilder, watching: Watching, changes: Changes): Promise<number> {
  let first = true;
  for (;;) {
    const changed = first ? [] : await changes.next();
    if (changes.status !== null) return changes.status;
    const began = performance.now();
    try {
      const report = await site.build();
      const duration = performance.now() - began;
      sayReport(report, watching.root, watching.shownOut, watching.quiet);
      if (!watching.quiet && report.outcome === 'published') {
        if (first) print(...buildLines(report, watching.shownOut, duration));
        else print(rebuildLine(changed, report, duration));
      }
      changes.wakeAt(watching.fixed ? null : (report.due?.instant ?? null));
    } catch (error) {
      // The disk's and another build's faults may pass; a fault of ours will not.
      const status = fail({ json: false, root: watching.root }, error);
      if (status === BUG) return status;
    }
    if (first && !watching.quiet) print('Watching for changes. Ctrl-C ends it.');
    first = false;
  }
}

function rebuildLine(changed: readonly string[], report: Report, duration: number): string {
  const [name] = changed;
  const what =
    name === undefined
      ? 'time has come'
      : changed.length === 1
        ? visible(name)
        : `${visible(name)} and ${changed.length - 1} more`;
  const { written, removed } = report;
  const done =
    written + removed === 0
      ? 'nothing changed'
      : `${counted(written, 'file')} written, ${removed} removed`;
  return `${what}: ${done} (${durationText(duration)})`;
}

function explain(error: unknown): ReturnType<typeof watchFailure> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EMFILE') {
    return watchFailure(
      'the system watches no more files',
      'Raise its limit (on Linux: sysctl fs.inotify.max_user_watches=524288, or ulimit -n), then start again.',
    );
  }
  return watchFailure(
    code === '' ? String(error) : `the system reports ${code}`,
    'Look into this folder and its permissions, then start again.',
  );
}

/** The longest a timer can wait. */
const LONGEST = 2 ** 31 - 1;
const EARLY = 10;

/** Gathers what changed until someone asks for it. A class, because it must be ended. */
class Changes {
  /** Settles when the watch is to end. */
  readonly ended: Promise<void>;
  /** The exit status to end with, or null while the watch goes on. */
  status: number | null = null;
  readonly #paths = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #alarm: NodeJS.Timeout | null = null;
  #settled = false;
  #wake: () => void = () => {};
  #end: () => void = () => {};

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Notes a change; it counts when nothing else has happened for `settling` milliseconds. */
  add(path: string, settling: number): void {
    this.#paths.add(path);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#settled = false;
    this.#timer = setTimeout(() => {
      this.#settle();
    }, settling);
  }

  /** Lets `next` go on at an instant, though nothing changed; null: not by itself. */
  wakeAt(instant: number | null): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    this.#alarm = null;
    if (instant === null) return;
    // Timers may be a little early.
    const wait = Math.max(0, instant - Date.now()) + EARLY;
    this.#alarm = setTimeout(
      () => {
        if (wait > LONGEST) this.wakeAt(instant);
        else this.#settle();
      },
      Math.min(wait, LONGEST),
    );
  }

  end(status: number): void {
    this.status ??= status;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.wakeAt(null);
    this.#end();
    this.#settle();
  }

  /** The paths changed since the last call, once there are any that have settled, or the watch is to end. */
  async next(): Promise<string[]> {
    if (!this.#settled) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#settled = false;
    const paths = [...this.#paths];
    this.#paths.clear();
    return paths;
  }

  #settle(): void {
    this.#settled = true;
    this.#wake();
  }
}

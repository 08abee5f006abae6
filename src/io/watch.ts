/**
 * Tells a program that builds again and again when to do so, and what has changed. A single save is handed
 * over at once; what comes in numbers, as from a checkout, when it has come to rest. Events can be lost, so
 * a little after the last one a look at everything is asked for: what a builder does when nothing changed
 * is cheap.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../base/order.ts';
import { watchFailure } from '../diagnostics/catalog/run.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { attempt, codeOf } from './failure.ts';
import { statusOf, watchFolders } from './folder-watch.ts';
import { postponed } from './postponed.ts';
import type { Postponed } from './postponed.ts';

/** Why it is time to build. */
export interface Batch {
  /**
   * What changed, by path under the root with forward slashes; sorted, each once. A folder that is gone
   * stands for all that was in it. Events can be lost, so this is for saying, not for building by.
   */
  readonly paths: readonly string[];
  /** `changed` when there are paths, else `due` (the instant of `wakeAt`) or `check` (a look, asked for or not). */
  readonly reason: 'changed' | 'due' | 'check';
}

export interface SourceWatch {
  /** Settles when the system tells of every change from now on, or the watch has ended; rejects never. */
  readonly ready: Promise<void>;
  /**
   * What changed since the last call, as it becomes ready to be built; without paths when a look is asked
   * for: at the time set by `wakeAt`, by `check`, and once 400 ms after the last event. Null when the watch
   * has ended. One call at a time.
   */
  next(): Promise<Batch | null>;
  /** Asks for a look at an instant (milliseconds since 1970); null: not by itself. */
  wakeAt(instant: number | null): void;
  /** Asks for a look now. */
  check(): void;
  /** Ends the watch: `next` gives null. */
  close(): Promise<void>;
}

/**
 * Watches what a publication is made of. `onFailure` is called at most once, when the system watches no
 * further; the watch has then ended. While the root itself is gone, a look is asked for again and again, so
 * that a builder says so, and goes on when the root is back. Throws `DiskError` when there is no root.
 */
export function watchSources(
  root: string,
  onFailure: (diagnostic: Diagnostic) => void,
): SourceWatch {
  const real = attempt('read', root, () => realpathSync(root));
  const gathering = new Gathering(real, () => folders.mend());
  const folders = watchFolders(real, {
    changed: (path, moved = false) => {
      gathering.add(path, moved);
    },
    failed: (error) => {
      if (gathering.hasEnded) return;
      gathering.end();
      void folders.close();
      onFailure(explain(error));
    },
  });
  // A folder that came while the first look went on may have been missed.
  void folders.ready.then(() => {
    gathering.lookSoon();
  });
  return {
    ready: folders.ready,
    next: () => gathering.next(),
    wakeAt: (instant) => {
      gathering.wakeAt(instant);
    },
    check: () => {
      gathering.settle();
    },
    close: async () => {
      gathering.end();
      await folders.close();
    },
  };
}

function explain(error: unknown): Diagnostic {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EMFILE') {
    return watchFailure(
      'the system watches no more files',
      'Raise its limit (on Linux: sysctl fs.inotify.max_user_watches=524288, or ulimit -n), then start again.',
    );
  }
  return watchFailure(
    code === null ? String(error) : `the system reports ${code}`,
    'Look into this folder and its permissions, then start again.',
  );
}

/** How long nothing may happen before what changed is handed over, in milliseconds. */
const QUIET = {
  /** After a file was written: an editor that empties it first has written it by then. */
  written: 2,
  /** After something went, or a folder or an empty file came: the rest may be on its way. */
  unsure: 10,
  /** After more than an editor does in saving one file. */
  busy: 100,
} as const;

const MOST_PATHS = 4;
const MOST_EVENTS = 24;

/** What never comes to rest is handed over all the same. */
const LONGEST_BURST = 1000;

/** From the last event to the look that finds what no event told of. */
const LOOK = 400;
const LONGEST_WITHOUT_LOOK = 2000;

/** The longest a timer can wait. */
const LONGEST = 2 ** 31 - 1;
/** Timers may be a little early. */
const EARLY = 10;

/** Gathers what changed until someone asks for it. A class, because it must be ended. */
class Gathering {
  hasEnded = false;
  readonly #root: string;
  /** How often each path came or went. */
  readonly #paths = new Map<string, number>();
  #events = 0;
  /** Whether what is gathered may be taken. */
  #isSettled = false;
  #wake: () => void = () => {};
  #alarm: NodeJS.Timeout | null = null;
  #instant: number | null = null;
  /** How many looks in a row have found that not every change is told of. */
  #missed = 0;
  readonly #settling: Postponed;
  readonly #looking: Postponed;

  /** `isWhole` says whether every change will be told of; until then looks go on. */
  constructor(root: string, isWhole: () => boolean) {
    this.#root = root;
    this.#settling = postponed(LONGEST_BURST, () => {
      this.settle();
    });
    this.#looking = postponed(LONGEST_WITHOUT_LOOK, () => {
      this.#missed = isWhole() ? 0 : this.#missed + 1;
      // The first time at once, for it will mostly have helped; then less and less often.
      if (this.#missed > 0) this.#looking.postpone(LOOK * 2 ** (this.#missed - 1));
      // Events that wait, as after a long build, come first: they say what the look would find.
      setImmediate(() => {
        this.settle();
      });
    });
  }

  add(path: string, moved: boolean): void {
    if (this.hasEnded) return;
    if (path !== '') this.#paths.set(path, (this.#paths.get(path) ?? 0) + (moved ? 1 : 0));
    this.#events += 1;
    this.#isSettled = false;
    this.#settling.postpone(this.#quietAfter(path));
    this.lookSoon();
  }

  lookSoon(): void {
    if (!this.hasEnded) this.#looking.postpone(LOOK);
  }

  wakeAt(instant: number | null): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    this.#alarm = null;
    this.#instant = instant;
    if (instant === null || this.hasEnded) return;
    const wait = Math.max(0, instant - Date.now()) + EARLY;
    this.#alarm = setTimeout(
      () => {
        if (wait > LONGEST) this.wakeAt(instant);
        else this.settle();
      },
      Math.min(wait, LONGEST),
    );
  }

  /** Lets `next` go on; what has not come to rest is waited for, and will be reason enough. */
  settle(): void {
    if (this.#settling.isPending) return;
    this.#isSettled = true;
    this.#wake();
  }

  end(): void {
    this.hasEnded = true;
    this.#settling.cancel();
    this.#looking.cancel();
    this.wakeAt(null);
    this.#wake();
  }

  async next(): Promise<Batch | null> {
    while (!this.#isSettled && !this.hasEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.hasEnded) return null;
    const paths = [...this.#paths].flatMap((it) => (this.#isPassing(...it) ? [] : [it[0]]));
    // A look that comes just before the alarm sees what has become due.
    const isDue = this.#instant !== null && this.#instant <= Date.now();
    this.#paths.clear();
    this.#events = 0;
    this.#isSettled = false;
    paths.sort(byCodePoint);
    return { paths, reason: paths.length > 0 ? 'changed' : isDue ? 'due' : 'check' };
  }

  /** Whether a path came and went again: editors' backups do, and nobody needs to hear of them. */
  #isPassing(path: string, moves: number): boolean {
    return moves > 0 && moves % 2 === 0 && statusOf(join(this.#root, path)) === null;
  }

  #quietAfter(path: string): number {
    if (this.#paths.size > MOST_PATHS || this.#events > MOST_EVENTS) return QUIET.busy;
    const status = statusOf(join(this.#root, path));
    return status?.isFile() === true && status.size > 0 ? QUIET.written : QUIET.unsure;
  }
}

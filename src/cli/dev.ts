/**
 * `broadside dev`: a preview that is built again after each change and shown in the browser. Whatever is
 * wrong is said here and on the page, and the preview goes on; it ends when its author ends it.
 */
import { realpathSync } from 'node:fs';
import { formatDiagnostic, type Located, sample, summaryOf } from '../diagnostics/format.ts';
import { UsageError } from '../io/failure.ts';
import { openPreview, type Preview, type PreviewEdition } from '../io/preview.ts';
import type { Report } from '../io/report.ts';
import { openDevServer, type DevServer, type Shown } from '../io/serve/dev-server.ts';
import type { Problem } from '../io/serve/dev-pages.ts';
import { watchSources, type Batch, type SourceWatch } from '../io/watch.ts';
import type { Show } from '../link/visibility.ts';
import { openInBrowser } from './open-in-browser.ts';
import { listenForKeys } from './keys.ts';
import { linesUnder } from './lines-of.ts';
import { MOST_OF_ONE_CODE, sayDiagnostics } from './messages.ts';
import { rootFolder } from './place.ts';
import { portNumber } from './port.ts';
import { changeLine, previewLine } from './result.ts';
import { explain, guarded } from './run.ts';
import { endOnSignalsBy } from './signals.ts';
import { DISK, GOOD } from './status.ts';
import { print, progress, say } from './terminal.ts';

export interface DevArguments {
  readonly root: string;
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly now: string | undefined;
  readonly open: boolean;
}

/** Previews until it is ended. Gives the exit status. */
export async function dev(given: DevArguments): Promise<number> {
  return await guarded({ json: false, root: given.root }, async () => {
    const root = realpathSync(rootFolder(given.root));
    const port = portNumber(given.port);
    const preview = openPreview(root, given.now ?? null);
    let status: number = GOOD;
    const watch = watchSources(root, (diagnostic) => {
      sayDiagnostics(root, [{ diagnostic, span: null }], null);
      status = DISK;
      void watch.close();
    });
    const wishes = new Wishes(preview, watch);
    const server = await openDevServer({
      root,
      host: given.host ?? '127.0.0.1',
      port,
      onDrafts: (shown) => {
        wishes.showDrafts(shown);
      },
      onUnreadable: () => {
        wishes.anew('a file of the cache went away');
      },
      onError: (error) => {
        sayDiagnostics(root, [{ diagnostic: explain(root, error).diagnostic, span: null }], null);
      },
    }).catch(async (error: unknown) => {
      await watch.close();
      throw error;
    });
    print(`Preview at ${server.url}`);
    const open = async (): Promise<void> => await openInBrowser(server.url);
    const keys = listenForKeys({
      o: () => void open(),
      r: () => {
        wishes.anew('built anew');
      },
      d: () => {
        wishes.showDrafts(wishes.show !== ALL);
      },
      q: () => void watch.close(),
      h: () => {
        print(KEYS);
      },
    });
    endOnSignalsBy(() => void watch.close());
    if (given.open) void open();
    if (keys.isListening) print(KEYS);
    // What changed before the system told of changes is seen then.
    void watch.ready.then(() => {
      watch.check();
    });
    try {
      await previewUntilEnd({
        root,
        preview,
        wishes,
        watch,
        server,
        fixed: given.now !== undefined,
      });
      return status;
    } finally {
      keys.end();
      await watch.close();
      await server.close();
    }
  });
}

const ALL: Show = { drafts: true, future: true, expired: true };
const LIVE: Show = { drafts: false, future: false, expired: false };

const KEYS =
  'Keys: o opens the browser, d shows or hides drafts, r builds anew, q ends, h shows this.';

/** What its author asks of a preview, until the next build takes it up. */
class Wishes {
  /** What the next edition shows beyond the live articles. */
  show: Show = ALL;
  readonly #preview: Preview;
  readonly #watch: SourceWatch;
  #reason: string | null = null;

  constructor(preview: Preview, watch: SourceWatch) {
    this.#preview = preview;
    this.#watch = watch;
  }

  showDrafts(shown: boolean): void {
    if (shown === (this.show === ALL)) return;
    this.show = shown ? ALL : LIVE;
    this.#reason = shown ? 'drafts shown' : 'drafts hidden';
    this.#watch.check();
  }

  anew(reason: string): void {
    this.#preview.forget();
    this.#reason = reason;
    this.#watch.check();
  }

  /** Why a build is wished for, once. */
  take(): string | null {
    const reason = this.#reason;
    this.#reason = null;
    return reason;
  }
}

interface Session {
  readonly root: string;
  readonly preview: Preview;
  readonly wishes: Wishes;
  readonly watch: SourceWatch;
  readonly server: DevServer;
  /** Whether the time is given: then nothing changes by itself. */
  readonly fixed: boolean;
}

/** What the disk stood in the way of is tried again after this time, in milliseconds. */
const RETRY = 2000;

async function previewUntilEnd(session: Session): Promise<void> {
  const { root, preview, wishes, watch, server, fixed } = session;
  let before: readonly Located[] = [];
  let edition: PreviewEdition | null = null;
  let failure = '';
  let batch: Batch | null = null;
  do {
    const began = performance.now();
    const { show } = wishes;
    const wish = wishes.take();
    try {
      const building = batch === null ? progress('Building …') : null;
      const built = await preview.build(show, batch?.paths).finally(building);
      const { report } = built;
      const isFirst = edition === null;
      edition = built.edition;
      failure = '';
      watch.wakeAt(fixed ? null : (report.due?.instant ?? null));
      // A look at a configuration that cannot be used always finds the same anew.
      const isLook = batch?.paths.length === 0 && wish === null;
      const isSaid = isLook && report.outcome === 'misconfigured' && isSame(report, before);
      if (report.outcome !== 'unchanged' && !isSaid) {
        server.show(shownOf(root, report, edition, show));
        sayNews(root, report, before, edition !== null);
        const duration = performance.now() - began;
        if (report.outcome === 'checked') {
          print(
            batch === null || isFirst
              ? previewLine(report, duration)
              : changeLine(wish, batch, duration),
          );
        }
        before = report.diagnostics;
      }
    } catch (error) {
      if (error instanceof UsageError) throw error;
      // The disk's faults may pass, and one of ours may be bound to what was just written.
      watch.wakeAt(Date.now() + RETRY);
      if (String(error) !== failure) {
        const located = [{ diagnostic: explain(root, error).diagnostic, span: null }];
        sayDiagnostics(root, located, null);
        server.show({
          edition,
          problems: problemsOf(root, located),
          summary: 'The preview could not be built',
          isStale: edition !== null,
          drafts: show === ALL,
        });
      }
      failure = String(error);
    }
    batch = await watch.next();
  } while (batch !== null);
}

/** Says all errors, as long as there are any; a warning only when it is new. */
function sayNews(
  root: string,
  report: Report,
  before: readonly Located[],
  hasEdition: boolean,
): void {
  const old = new Set(before.map(keyOf));
  const wanted = report.diagnostics.filter(
    (it) =>
      it.diagnostic.severity === 'error' ||
      (it.diagnostic.severity === 'warning' && !old.has(keyOf(it))),
  );
  sayDiagnostics(root, wanted, MOST_OF_ONE_CODE);
  if (report.outcome === 'checked') return;
  const shows = hasEdition
    ? 'The preview shows the last good edition'
    : 'There is no edition to show yet';
  say(`${summaryOf(wanted, report.articleFiles)}. ${shows}.`);
}

function isSame({ diagnostics }: Report, before: readonly Located[]): boolean {
  return JSON.stringify(diagnostics.map(keyOf)) === JSON.stringify(before.map(keyOf));
}

function keyOf({ diagnostic, span }: Located): string {
  return JSON.stringify([diagnostic, span]);
}

function shownOf(root: string, report: Report, edition: PreviewEdition | null, show: Show): Shown {
  const told = report.diagnostics.filter((it) => it.diagnostic.severity !== 'finding');
  return {
    edition,
    problems: problemsOf(root, told),
    summary: summaryOf(told, report.articleFiles),
    isStale: told.some((it) => it.diagnostic.severity === 'error') && edition !== null,
    drafts: show === ALL,
  };
}

/** A page shows every frame that someone may read: a mistake in a template can be one in each article. */
const MOST_ON_A_PAGE = 100;

function problemsOf(root: string, told: readonly Located[]): Problem[] {
  const linesOf = linesUnder(root);
  return (['error', 'warning'] as const).flatMap((severity): Problem[] => {
    const ours = told.filter((it) => it.diagnostic.severity === severity);
    const { shown, rest } = sample(ours, MOST_ON_A_PAGE);
    const frames = shown.map((it) => ({ severity, text: formatDiagnostic(it, linesOf, true) }));
    if (rest.length === 0) return frames;
    return [...frames, { severity, text: rest.join('\n'), count: ours.length - shown.length }];
  });
}

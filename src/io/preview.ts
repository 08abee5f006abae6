/**
 * A publication as its authors preview it: the same build as ever, kept in memory and rendered page by page
 * when asked. It never publishes and takes no lock. With errors the last good edition stays.
 */
import { outputPathOf } from '../addresses.ts';
import { createBuilder, StateIncomplete } from '../build.ts';
import type { Show } from '../link/visibility.ts';
import { momentOf } from '../link/visibility.ts';
import type {
  Address,
  BodyStore,
  BuildState,
  Edition,
  Moment,
  OutputFile,
  OutputPath,
  Page,
  Published,
  SourcePath,
  Withheld,
} from '../model.ts';
import { render } from '../render/render.ts';
import { compileTheme } from '../render/theme.ts';
import { Failure } from './failure.ts';
import { createReader, instantOf, isSameReading } from './publication.ts';
import type { Publication, Setting, Trace } from './publication.ts';
import { misconfigured, reportOf, unchangedSince } from './report.ts';
import type { Report } from './report.ts';
import { emptyState, isSameState, openEmptyState, openState, StateUnreadable } from './state.ts';
import type { OpenState } from './state.ts';
import { createWorkers } from './workers.ts';

/** An article that readers do not see now. */
export interface NotLive {
  readonly path: SourcePath;
  readonly title: string;
  readonly visibility: Withheld['visibility'];
  /** When it goes live, or when it expired. */
  readonly moment: Moment | null;
  /** Null while the preview does not show it either. */
  readonly address: Address | null;
}

/** An edition that can be looked at. It stays good when later builds fail. */
export interface PreviewEdition {
  /** The folder the site lies in: `` or `/blog`. */
  readonly base: string;
  readonly pages: ReadonlyMap<OutputPath, Page>;
  /** Where the former addresses lead, by the file that stands at them. */
  readonly redirects: ReadonlyMap<OutputPath, Address>;
  readonly notLive: readonly NotLive[];
  /** The files of the theme as they are published, by their names in `templates/`. */
  readonly assets: ReadonlyMap<string, OutputPath>;
  readonly timezone: string;
  /** Renders a page of this edition. Throws `StateUnreadable` when a text it needs was taken away. */
  render(page: Page): OutputFile;
}

export interface Previewed {
  /** `written`, `unchanged` and `removed` count pages against the last good edition. */
  readonly report: Report;
  /** The last good one; null before there was any. */
  readonly edition: PreviewEdition | null;
}

export interface Preview {
  /**
   * Builds what is in the folder now. Authors' mistakes are in the report. Throws `UsageError` for a `now` that is
   * none, and `DiskError`.
   */
  build(show: Show): Promise<Previewed>;
  /** Forgets all that was compiled, as after `StateUnreadable`: the next build begins anew. */
  forget(): void;
}

interface Last {
  readonly trace: Trace;
  readonly show: Show;
  readonly report: Report;
}

/** Opens a preview of the publication in `root`, as it is at `now`: as an author writes a moment, or null for the clock's. */
export function openPreview(root: string, now: string | null): Preview {
  const reader = createReader(root, true);
  const build = createBuilder();
  let kept: OpenState | null = null;
  let state: BuildState | null = null;
  let isKept = false;
  let isForgotten = false;
  let last: Last | null = null;
  let edition: PreviewEdition | null = null;

  return {
    async build(show) {
      const before = last;
      // Until this build has come to its end nothing is known.
      last = null;
      const { value: setting, diagnostics } = await reader.setting();
      if (setting === null) return { report: misconfigured(diagnostics), edition };
      if (isForgotten) forget(setting);
      try {
        last = await buildAfter(before, setting, show);
      } catch (error) {
        if (!(error instanceof StateUnreadable || error instanceof StateIncomplete)) throw error;
        forget(setting);
        last = await buildAfter(null, setting, show);
      }
      return { report: last === before ? unchangedSince(last.report) : last.report, edition };
    },
    forget() {
      isForgotten = true;
      last = null;
    },
  };

  function forget({ key }: Setting): void {
    kept = openEmptyState(root, key);
    state = null;
    isKept = false;
    isForgotten = false;
  }

  /** Gives `before` itself when nothing has changed since. */
  async function buildAfter(before: Last | null, setting: Setting, show: Show): Promise<Last> {
    kept ??= openState(root, setting.key);
    const { bodies, save } = kept;
    const known = state ?? kept.state;
    // Bodies are kept by what they say, so they stay good under another key; what names them does not.
    const start = known.key === setting.key ? known : emptyState(setting.key);
    const read = await reader.read(setting, start.stamps);
    const instant = instantOf(now, setting);
    if (before !== null && isAsBefore(before, read.trace, show, instant)) return before;
    const workers = createWorkers({ ...setting, theme: read.theme, bodies });
    const inputs = { ...read.inputs, now: instant, show, published: new Map() };
    const result = await build({ state: start, inputs, workers, write: null });
    state = result.state;
    const { config } = setting;
    const previous = edition;
    if (result.pages !== null) {
      if (!isKept && !isSameState(kept.state, result.state)) keep(save, result.state);
      isKept = true;
      edition = editionOf(result.edition, result.pages, read, setting, bodies);
    }
    const counts = result.pages === null ? NONE : countChanges(previous, edition);
    return {
      trace: read.trace,
      show,
      report: reportOf(result, counts, config.timezone, 'checked'),
    };
  }
}

/** The first good edition is kept for the next start; where nothing may be written, that start takes longer. */
function keep(save: OpenState['save'], state: BuildState): void {
  try {
    save(state);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

function isAsBefore(last: Last, trace: Trace, show: Show, now: number): boolean {
  const { due } = last.report;
  return (
    (due === null || due.instant > now) && last.show === show && isSameReading(trace, last.trace)
  );
}

const NONE = { written: 0, unchanged: 0, removed: 0 };

function editionOf(
  edition: Edition,
  pages: readonly Page[],
  { theme, inputs }: Publication,
  { config }: Setting,
  bodies: BodyStore,
): PreviewEdition {
  let tools: Parameters<typeof render>[1] | null = null;
  return {
    base: config.base,
    pages: new Map(pages.map((it) => [it.path, it])),
    redirects: new Map(edition.redirects.map((it) => [outputPathOf(it.from), it.to])),
    notLive: [
      ...edition.articles.flatMap(shownButNotLive),
      ...edition.withheld.map((it) => ({ ...it, address: null })),
    ],
    assets: new Map(inputs.theme.assets.map((it) => [it.name, it.output])),
    timezone: config.timezone,
    render(page) {
      tools ??= { theme: compileTheme(theme, config.base), bodies, config };
      return render(page, tools);
    },
  };
}

function shownButNotLive({ path, summary, visibility, address }: Published): NotLive[] {
  if (visibility === 'live') return [];
  return [
    { path, title: summary.title, visibility, moment: momentOf(summary, visibility), address },
  ];
}

function countChanges(before: PreviewEdition | null, now: PreviewEdition | null): typeof NONE {
  const none: ReadonlyMap<OutputPath, Page> = new Map();
  const [old, all] = [before?.pages ?? none, now?.pages ?? none];
  let unchanged = 0;
  let present = 0;
  for (const [path, page] of old) {
    const other = all.get(path);
    if (page.work.make !== 'html' || other === undefined) continue;
    present++;
    if (other.inputs === page.inputs) unchanged++;
  }
  return {
    written: countPages(all) - unchanged,
    unchanged,
    removed: countPages(old) - present,
  };
}

function countPages(pages: ReadonlyMap<OutputPath, Page>): number {
  let count = 0;
  for (const { work } of pages.values()) if (work.make === 'html') count++;
  return count;
}

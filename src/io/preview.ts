/**
 * A publication as its authors preview it: the same build as ever, kept in memory and rendered page by page
 * when asked. It never publishes and takes no lock. With errors the last good edition stays.
 */
import { outputPathOf } from '../addresses.ts';
import { createBuilder, inputsOf, StateIncomplete } from '../build.ts';
import type { BuildResult } from '../build.ts';
import type { Show } from '../link/visibility.ts';
import { momentOf } from '../link/visibility.ts';
import type {
  Address,
  Bodies,
  BuildState,
  ByteStore,
  DuePage,
  Moment,
  OutputFile,
  OutputPath,
  Page,
  Published,
  SourcePath,
  Withheld,
} from '../model.ts';
import type { Planned } from '../render/planned.ts';
import { render } from '../render/render.ts';
import { partReader } from '../render/sheet.ts';
import { compileTheme } from '../render/theme.ts';
import { Failure } from './failure.ts';
import { createReader, instantOf, isSameReading } from './publication.ts';
import type { Publication, Setting, Trace } from './publication.ts';
import { misconfigured, NOTHING_DONE, reportOf, unchangedSince } from './report.ts';
import type { Report } from './report.ts';
import { StateUnreadable } from './shared-bytes.ts';
import { emptyState, isSameState, openEmptyState, openState } from './state.ts';
import type { OpenState } from './state.ts';
import { bodyReader, withWorkers } from './workers.ts';

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

/** An output of an edition, described when it is asked for. */
export interface PreviewPage {
  readonly path: OutputPath;
  readonly make: Page['make'];
  readonly page: () => DuePage;
}

/** An edition that can be looked at. It stays good when later builds fail. */
export interface PreviewEdition {
  /** The folder the site lies in: `` or `/blog`. */
  readonly base: string;
  readonly pages: ReadonlyMap<OutputPath, PreviewPage>;
  /** Where the former addresses lead, by the file that stands at them. */
  readonly redirects: ReadonlyMap<OutputPath, Address>;
  readonly notLive: readonly NotLive[];
  /** The files of the theme as they are published, by their names in `templates/`. */
  readonly assets: ReadonlyMap<string, OutputPath>;
  readonly timezone: string;
  /** Renders a page of this edition. Throws `StateUnreadable` when a text it needs was taken away. */
  render(page: PreviewPage): OutputFile;
}

export interface Previewed {
  readonly report: Report;
  /** The last good one; null before there was any. */
  readonly edition: PreviewEdition | null;
}

export interface Preview {
  /**
   * Builds what is in the folder now. Authors' mistakes are in the report. `changed` names files that have changed
   * since the last build: what else may have is left to a later one. Throws `UsageError` for a `now` that is none, and
   * `DiskError`.
   */
  build(show: Show, changed?: readonly string[]): Promise<Previewed>;
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
    async build(show, changed = []) {
      const before = last;
      // Until this build has come to its end nothing is known.
      last = null;
      const { value: setting, diagnostics } = await reader.setting();
      if (setting === null) return { report: misconfigured(diagnostics), edition };
      if (isForgotten) forget(setting);
      try {
        last = await buildAfter(before, setting, show, changed);
      } catch (error) {
        if (!(error instanceof StateUnreadable || error instanceof StateIncomplete)) throw error;
        forget(setting);
        last = await buildAfter(null, setting, show, []);
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
  async function buildAfter(
    before: Last | null,
    setting: Setting,
    show: Show,
    changed: readonly string[],
  ): Promise<Last> {
    kept ??= openState(root, setting.key);
    const { store, save } = kept;
    const known = state ?? kept.state;
    // Bodies are kept by what they say, so they stay good under another key; what names them does not.
    const start = known.key === setting.key ? known : emptyState(setting.key);
    const read = await reader.read(setting, start.stamps, before === null ? [] : changed);
    const instant = instantOf(now, setting);
    if (before !== null && isAsBefore(before, read.trace, show, instant)) return before;
    const inputs = { ...read.inputs, now: instant, show, findings: false, published: new Map() };
    const result = await withWorkers(
      { ...setting, theme: read.theme, store, output: null },
      async (workers) => await build({ state: start, inputs, workers, store, makes: false }),
    );
    state = result.state;
    const { config } = setting;
    if (result.plan !== null) {
      if (!isKept && !isSameState(kept.state, result.state)) keep(save, result.state);
      isKept = true;
      edition = editionOf(result, result.plan, read, setting, store);
    }
    return {
      trace: read.trace,
      show,
      report: reportOf(result, NOTHING_DONE, config.timezone, 'checked'),
    };
  }
}

/** The first good edition is kept for the next start; where nothing may be written, that start takes longer. */
function keep(save: OpenState['save'], state: BuildState): void {
  try {
    save(state, null);
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

function editionOf(
  { edition: make, bodies }: BuildResult,
  outputs: readonly Planned[],
  { theme, inputs }: Publication,
  { config }: Setting,
  store: ByteStore,
): PreviewEdition {
  const edition = make();
  let tools: Parameters<typeof render>[1] | null = null;
  const body = bodyReader(bodies, store);
  const part = partReader((digest) => store.text(digest));
  return {
    base: config.base,
    pages: new Map(outputs.map((it) => [it.path, previewOf(it, bodies)])),
    redirects: new Map(edition.redirects.map((it) => [outputPathOf(it.from), it.to])),
    notLive: [
      ...edition.articles.flatMap(shownButNotLive),
      ...edition.withheld.map((it) => ({ ...it, address: null })),
    ],
    assets: new Map(inputs.theme.assets.map((it) => [it.name, it.output])),
    timezone: config.timezone,
    render({ page }) {
      tools ??= { theme: compileTheme(theme, config.base), body, part, config };
      return render(page(), tools);
    },
  };
}

/** Described when it is first asked for: most pages of an archive never are. */
function previewOf({ path, make, describe }: Planned, bodies: Bodies): PreviewPage {
  let described: DuePage | null = null;
  const page = (): DuePage => {
    if (described !== null) return described;
    const found = describe();
    described = { ...found, inputs: inputsOf(found.facts, bodies) };
    return described;
  };
  return { path, make, page };
}

function shownButNotLive({ path, summary, visibility, address }: Published): NotLive[] {
  if (visibility === 'live') return [];
  return [
    { path, title: summary.title, visibility, moment: momentOf(summary, visibility), address },
  ];
}

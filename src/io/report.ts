/** What a build came to, for whoever says it: a person's terminal, a program, a browser. */
import { byCodePoint } from '../base/order.ts';
import type { BuildResult } from '../build.ts';
import { locate, NO_PLACES } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/format.ts';
import type { Edition, Moment, SourcePath, Withheld } from '../model.ts';

export interface Report {
  /**
   * `refused`: errors in the content or a template; `misconfigured`: in `broadside.yaml`; `unchanged`: nothing
   * differs from what the same builder built last, and nothing was done.
   */
  readonly outcome: 'published' | 'checked' | 'refused' | 'misconfigured' | 'unchanged';
  /** Articles of this edition, withheld ones not counted. */
  readonly articles: number;
  /** Article files there are, withheld and faulty ones counted. */
  readonly articleFiles: number;
  /** HTML files of this edition. */
  readonly pages: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Sorted by file and place. */
  readonly diagnostics: readonly Located[];
  readonly withheld: readonly Withheld[];
  /** When the next build will differ by itself. */
  readonly due: Moment | null;
  readonly timezone: string;
  /** All of it, for whoever asks more; null when there is none. */
  readonly edition: (() => Edition) | null;
}

/** What a commit did: numbers of files whose bytes are new or changed, the same, or gone. */
export interface Committed {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

export const NOTHING_DONE: Committed = { written: 0, unchanged: 0, removed: 0 };

/** `outcome` is what a build without errors came to. */
export function reportOf(
  result: BuildResult,
  counts: Committed,
  timezone: string,
  outcome: 'published' | 'checked',
): Report {
  const { facts, plan, state, diagnostics } = result;
  return {
    outcome: diagnostics.some((it) => it.severity === 'error') ? 'refused' : outcome,
    articles: facts.articles,
    articleFiles: Object.keys(state.entries).filter((it) => it.startsWith('articles/')).length,
    pages: (plan ?? []).filter((it) => it.path.endsWith('.html')).length,
    ...counts,
    diagnostics: sorted(
      diagnostics.map((it) => {
        // Entries are named by their files.
        const places = it.file === null ? null : result.placesOf(it.file as SourcePath);
        return { diagnostic: it, span: locate(it.spot, places ?? NO_PLACES) };
      }),
    ),
    withheld: facts.withheld,
    due: facts.due,
    timezone,
    edition: result.edition,
  };
}

/** The report of a build that could not begin. */
export function misconfigured(diagnostics: readonly Diagnostic[]): Report {
  return {
    outcome: 'misconfigured',
    articles: 0,
    articleFiles: 0,
    pages: 0,
    ...NOTHING_DONE,
    diagnostics: sorted(
      diagnostics.map((it) => ({ diagnostic: it, span: locate(it.spot, NO_PLACES) })),
    ),
    withheld: [],
    due: null,
    timezone: '',
    edition: null,
  };
}

/** The same report, of a build that found nothing to do. */
export function unchangedSince(report: Report): Report {
  return { ...report, outcome: 'unchanged', ...NOTHING_DONE };
}

/** By file and place, so that the order says nothing of how the build went about its work. */
function sorted(list: readonly Located[]): Located[] {
  const start = (it: Located): number => it.span?.start ?? -1;
  return [...list].sort(
    (a, b) =>
      byCodePoint(a.diagnostic.file ?? '', b.diagnostic.file ?? '') ||
      start(a) - start(b) ||
      byCodePoint(a.diagnostic.code, b.diagnostic.code) ||
      byCodePoint(a.diagnostic.message, b.diagnostic.message),
  );
}

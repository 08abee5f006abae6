/** What the preview server tells a page, as JSON in the events of one stream. */

export type Severity = 'error' | 'warning';

/** A diagnostic as the terminal shows it: several lines, coloured by ANSI codes. */
export interface Problem {
  readonly severity: Severity;
  readonly text: string;
  /** How many diagnostics it stands for, where it says only that there are more of them. */
  readonly count?: number;
}

export type Visibility = 'draft' | 'scheduled' | 'expired';

/** Why something is not live; `when` is a local time and its zone: `2031-01-15T00:00 Europe/London`. */
export interface Unpublished {
  readonly visibility: Visibility;
  readonly when: string | null;
}

/** An article that is not live. Without an address it is not in the preview either. */
export interface WithheldArticle extends Unpublished {
  readonly title: string;
  readonly address: string | null;
  readonly path: string;
}

/** The event `state`: sent on connecting, and whenever it has changed. */
export interface PreviewState {
  readonly problems: readonly Problem[];
  /** `1 error in 1 of 27 articles`. */
  readonly summary: string;
  /** Errors keep the last good edition in view. */
  readonly isStale: boolean;
  /** Whether drafts are shown. */
  readonly drafts: boolean;
  /** Null for a page that is live. */
  readonly page: Unpublished | null;
  readonly withheld: readonly WithheldArticle[];
}

/** The event `style`: stylesheets by the address they had, with the one they have now. */
export type StyleChanges = Readonly<Record<string, string>>;

/** The event `files`: addresses whose bytes are new. */
export type FileChanges = readonly string[];

/** How many problems there are of a severity. */
export function countOf(state: PreviewState, severity: Severity): number {
  return state.problems
    .filter((it) => it.severity === severity)
    .reduce((sum, { count = 1 }) => sum + count, 0);
}

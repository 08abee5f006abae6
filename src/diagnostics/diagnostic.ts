import type { Span } from '../base/span.ts';

/**
 * What a diagnostic points at inside its file. Linking sees no offsets (they move with every edit of
 * the prose), so it names the reference, citation or front-matter field, which `locate` finds in the file's places.
 */
export type Spot =
  | Span
  | { readonly reference: number }
  | { readonly citation: number }
  | { readonly field: string }
  | null;

export type Severity = 'error' | 'warning' | 'finding';

/** Something an author should know. A value, never thrown; cached with the file it is about. */
export interface Diagnostic {
  /** Permanent, in kebab-case, listed in the README. */
  readonly code: string;
  /** A finding is reported by `check` alone. */
  readonly severity: Severity;
  /** Path from the site's root, or null where no one file is to blame. */
  readonly file: string | null;
  readonly spot: Spot;
  /** What is wrong, in the author's words, without a full stop. */
  readonly message: string;
  /** What to do about it, or null where the message says it all. */
  readonly hint: string | null;
}

/** What a stage could make, and the diagnostics that say why not more. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the spots of one file lie in it as it is now. */
export interface Places {
  /** In the order of the summary's references. */
  readonly references: readonly Span[];
  /** In the order of the summary's citations; of several excerpts from one work, the first. */
  readonly citations: readonly Span[];
  /** By field path in the front matter, as in `authors.0.id`; the span of its value. */
  readonly fields: Readonly<Record<string, Span>>;
}

export const NO_PLACES: Places = { references: [], citations: [], fields: {} };

/** The span a spot means in a file with these places; null when the spot is the file as a whole. */
export function locate(spot: Spot, places: Places): Span | null {
  if (spot === null) return null;
  if ('start' in spot) return spot;
  if ('reference' in spot) return places.references[spot.reference] ?? null;
  if ('citation' in spot) return places.citations[spot.citation] ?? null;
  let field = spot.field;
  for (;;) {
    const span = places.fields[field];
    if (span !== undefined) return span;
    const cut = field.lastIndexOf('.');
    // The title stands for the file where the field itself was left out.
    if (cut < 0) return places.fields['title'] ?? null;
    field = field.slice(0, cut);
  }
}

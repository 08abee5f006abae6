import type { ArticleSummary, Moment, PromoSummary, Visibility, Withheld } from '../model.ts';

/** Which articles beyond the live ones an edition shows. */
export interface Show {
  readonly drafts: boolean;
  readonly future: boolean;
  readonly expired: boolean;
}

/** Whether an article is live at an instant (milliseconds since 1970-01-01T00:00Z). */
export function visibilityOf(summary: ArticleSummary, now: number): Visibility {
  if (summary.draft) return 'draft';
  if (liveFrom(summary).instant > now) return 'scheduled';
  if (summary.expires !== null && summary.expires.instant <= now) return 'expired';
  return 'live';
}

/** `publish`, or without it `date`. */
export function liveFrom(summary: ArticleSummary): Moment {
  return summary.publish ?? summary.date;
}

export function isShown(visibility: Visibility, show: Show): boolean {
  switch (visibility) {
    case 'live':
      return true;
    case 'draft':
      return show.drafts;
    case 'scheduled':
      return show.future;
    case 'expired':
      return show.expired;
  }
}

/** When an article that is not live became so or will: null for a draft. */
export function momentOf(
  summary: ArticleSummary,
  visibility: Withheld['visibility'],
): Moment | null {
  switch (visibility) {
    case 'draft':
      return null;
    case 'scheduled':
      return liveFrom(summary);
    case 'expired':
      return summary.expires;
  }
}

/** Whether a promo is live at an instant: from `from` to before `until`. */
export function promoVisibility(
  { from, until }: PromoSummary,
  now: number,
): 'live' | 'scheduled' | 'expired' {
  if (until !== null && until.instant <= now) return 'expired';
  return from !== null && from.instant > now ? 'scheduled' : 'live';
}

/**
 * The next instant at which one of these comes or goes by itself, or null. What only leaves the news sitemap
 * then is not counted: readers see nothing of it, and engines know its age.
 */
export function dueAfter(
  summaries: Iterable<ArticleSummary | PromoSummary>,
  now: number,
): Moment | null {
  let due: Moment | null = null;
  for (const summary of summaries) {
    for (const moment of momentsOf(summary)) {
      if (moment === null || moment.instant <= now) continue;
      if (due === null || moment.instant < due.instant) due = moment;
    }
  }
  return due;
}

function momentsOf(summary: ArticleSummary | PromoSummary): readonly (Moment | null)[] {
  if (summary.of === 'promo') return [summary.from, summary.until];
  return summary.draft ? [] : [liveFrom(summary), summary.expires];
}

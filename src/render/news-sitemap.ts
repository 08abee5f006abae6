import { NEWS_SITEMAP, outputPathOf } from '../addresses.ts';
import { escapeXml } from '../base/xml.ts';
import type { Config } from '../config/config.ts';
import type { Edition, NewsItem, Published } from '../model.ts';
import { absoluteUrl } from './location.ts';
import { isoOf, isRetracted } from './pages/views.ts';
import { type Planned, planned } from './planned.ts';
import type { Parts } from './sheet.ts';

/** Milliseconds: what is older is no news to an engine, and has to go from the sitemap. */
const RECENT = 48 * 60 * 60 * 1000;

/** The format's limit for one file. */
const MOST = 1_000;

/**
 * The output that changes with the clock alone: an edition and its plan stay what they are while it does. Its items are
 * those of `newsItems` for an instant that is not later than `now` (milliseconds since 1970-01-01T00:00Z).
 *
 * It holds the articles of the 48 hours before `now`, as Google News reads it: at most 1,000, newest first.
 */
export function newsSitemapFile(items: readonly NewsItem[], now: number, parts: Parts): Planned {
  return planned({ parts }, outputPathOf(NEWS_SITEMAP), 'text', () => {
    const recent = items.filter((it) => it.instant >= now - RECENT && it.instant <= now);
    const lines = recent.slice(0, MOST).map((it) => it.xml);
    return {
      make: 'text',
      text: `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${lines.join('')}</urlset>\n`,
    };
  });
}

/**
 * What may stand in it from an instant on, newest first. Nothing there can say that something is paid for, satire, or
 * retracted, so none of these are in it.
 */
export function newsItems({ articles }: Edition, config: Config, from: number): NewsItem[] {
  // Newest first, so that those of an archive are not looked at.
  const end = articles.findIndex((it) => it.summary.date.instant < from - RECENT);
  const recent = end < 0 ? articles : articles.slice(0, end);
  return recent.filter(isNews).map(({ address, summary }) => {
    const publication = `<news:name>${escapeXml(config.title)}</news:name><news:language>${languageOf(summary.lang)}</news:language>`;
    const news = `<news:publication>${publication}</news:publication><news:publication_date>${isoOf(summary.date)}</news:publication_date><news:title>${escapeXml(summary.title)}</news:title>`;
    const url = escapeXml(absoluteUrl(config, address));
    return {
      instant: summary.date.instant,
      xml: `<url><loc>${url}</loc><news:news>${news}</news:news></url>\n`,
    };
  });
}

/** The next instant after `now` at which it holds something else, or null. */
export function newsChangesAt(items: readonly NewsItem[], now: number): number | null {
  const changes = items
    // An article is still in it at the very end of its time.
    .flatMap(({ instant }) => [instant, instant + RECENT + 1])
    .filter((it) => it > now);
  return changes.length === 0 ? null : Math.min(...changes);
}

function isNews({ summary, visibility }: Published): boolean {
  return (
    visibility === 'live' &&
    summary.sponsor === null &&
    summary.kind !== 'satire' &&
    !summary.noindex &&
    summary.canonical === null &&
    !isRetracted(summary)
  );
}

/** ISO 639, but for Chinese, which is told apart by its script. */
function languageOf(lang: string): string {
  const [primary = '', ...rest] = lang.toLowerCase().split('-');
  if (primary !== 'zh') return primary;
  return rest.some((it) => ['hant', 'tw', 'hk', 'mo'].includes(it)) ? 'zh-tw' : 'zh-cn';
}

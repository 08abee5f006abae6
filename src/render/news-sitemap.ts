import { NEWS_SITEMAP, outputPathOf } from '../addresses.ts';
import { escapeXml } from '../base/xml.ts';
import type { Config } from '../config/config.ts';
import type { Edition, Published } from '../model.ts';
import { absoluteUrl } from './location.ts';
import { isoOf, isRetracted } from './pages/views.ts';
import { type Planned, planned } from './planned.ts';

/** Milliseconds: what is older is no news to an engine, and has to go from the sitemap. */
const RECENT = 48 * 60 * 60 * 1000;

/** The format's limit for one file. */
const MOST = 1_000;

/** The output that changes with the clock alone: an edition and its plan stay what they are while it does. */
export function newsSitemapFile(edition: Edition, config: Config, now: number): Planned {
  return planned({ parts: new Map() }, outputPathOf(NEWS_SITEMAP), 'text', () => ({
    make: 'text',
    text: newsSitemap(edition, config, now),
  }));
}

/**
 * The sitemap of the articles of the last 48 hours before `now` (milliseconds since 1970-01-01T00:00Z), as Google
 * News reads it: at most 1,000, newest first. Nothing in it can say that something is paid for, satire, or
 * retracted, so none of these are in it.
 */
function newsSitemap({ articles }: Edition, config: Config, now: number): string {
  const entries = recent(articles, now).filter(isNews).slice(0, MOST);
  const lines = entries.map(({ address, summary }) => {
    const publication = `<news:name>${escapeXml(config.title)}</news:name><news:language>${languageOf(summary.lang)}</news:language>`;
    const news = `<news:publication>${publication}</news:publication><news:publication_date>${isoOf(summary.date)}</news:publication_date><news:title>${escapeXml(summary.title)}</news:title>`;
    const url = escapeXml(absoluteUrl(config, address));
    return `<url><loc>${url}</loc><news:news>${news}</news:news></url>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${lines.join('')}</urlset>\n`;
}

/** `articles` are newest first, so that those of an archive are not looked at. */
function recent(articles: readonly Published[], now: number): Published[] {
  const end = articles.findIndex((it) => it.summary.date.instant < now - RECENT);
  const last = end < 0 ? articles : articles.slice(0, end);
  return last.filter((it) => it.summary.date.instant <= now);
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

/**
 * RSS 2.0 with full content (content module), the authors (Dublin Core) and the feed's own address (Atom).
 * Written by hand, since the packages for it emit malformed XML on control characters.
 */
import { escapeHtml } from '../../base/html.ts';
import { cdata, escapeXml } from '../../base/xml.ts';
import type { Feed, FeedItem, Html, Moment } from '../../model.ts';

/** The feed as XML; `content` gives all the markup of an item. */
export function rss(feed: Feed, content: (item: FeedItem) => Html): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', feed.title),
    element('link', feed.url),
    // RSS 2.0 requires a description, and validators refuse an empty one.
    element('description', feed.description),
    `<atom:link rel="self" type="application/rss+xml" href="${escapeXml(feed.self)}"/>`,
    feed.hub === null ? null : `<atom:link rel="hub" href="${escapeXml(feed.hub)}"/>`,
    element('language', feed.lang),
    feed.copyright === null ? null : element('copyright', feed.copyright),
    feed.changed === null ? null : element('lastBuildDate', rfc822(feed.changed)),
    ...feed.items.flatMap((it) => itemLines(it, feed, content)),
    '</channel>',
    '</rss>',
    '',
  ];
  return lines.filter((it) => it !== null).join('\n');
}

function itemLines(
  item: FeedItem,
  feed: Feed,
  content: (item: FeedItem) => Html,
): (string | null)[] {
  const lang = item.lang === feed.lang ? '' : ` xml:lang="${escapeXml(item.lang)}"`;
  return [
    `<item${lang}>`,
    element('title', item.title),
    element('link', item.url),
    `<guid isPermaLink="false">${escapeXml(item.guid)}</guid>`,
    element('pubDate', rfc822(item.published)),
    ...item.creators.map((it) => element('dc:creator', it)),
    ...item.categories.map((it) => element('category', it)),
    // The description comes before the content: some readers take the last one they see for the text.
    // It is there in any case, since the content is no standard element. Readers take it for HTML.
    element('description', escapeHtml(item.description ?? item.title)),
    `<content:encoded>${cdata(content(item))}</content:encoded>`,
    item.enclosure === null
      ? null
      : `<enclosure url="${escapeXml(item.enclosure.url)}" length="${item.enclosure.length}" type="${escapeXml(item.enclosure.type)}"/>`,
    '</item>',
  ];
}

/**
 * An element of plain text. `&` and `<` are written as numbers: by the RSS Advisory Board's profile that
 * tells readers, who may take a title for HTML, that these are characters and not markup.
 */
function element(name: string, text: string): string {
  const escaped = escapeXml(text).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;');
  return `<${name}>${escaped}</${name}>`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A date and time as RFC 822 (with four digits of year, RFC 1123) writes it, in the moment's own offset.
 * Validators know offsets of whole and half hours only, and RFC 822 none with seconds: others are in GMT.
 */
export function rfc822(moment: Moment): string {
  if (!/^[+-]\d\d:[03]0$/.test(moment.offset)) return new Date(moment.instant).toUTCString();
  const [year = '', month = '', day = ''] = moment.day.split('-');
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  const date = `${DAYS[weekday] ?? ''}, ${day} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
  return `${date} ${moment.time ?? '00:00:00'} ${moment.offset.replace(':', '')}`;
}

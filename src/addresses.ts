/** Where everything of an edition lies. Every address of the site is minted here. */
import type { Config } from './config/config.ts';
import type { Address, ArticleKind, ArticleSummary, Correction, OutputPath } from './model.ts';

/** The address of these path segments, percent-encoded, with a slash at its end. */
export function folderAddress(...segments: readonly string[]): Address {
  return `/${segments.map((it) => `${encodeURIComponent(it)}/`).join('')}` as Address;
}

/** The address of a file at an output path. */
export function fileAddress(path: OutputPath): Address {
  return `/${path.split('/').map(encodeURIComponent).join('/')}` as Address;
}

/** The file that a static host serves for an address. */
export function outputPathOf(address: Address): OutputPath {
  const path = address.slice(1).split('/').map(decode).join('/');
  return (address.endsWith('/') ? `${path}index.html` : path) as OutputPath;
}

/** A percent-encoded segment as text; as it is when the encoding is broken. */
export function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** An article's address by the permalink of the configuration. A token without a value leaves no segment. */
export function articleAddress(
  config: Config,
  summary: ArticleSummary,
  firstTopic: string | null,
): Address {
  const [year = '', month = '', day = ''] = summary.date.day.split('-');
  const values: Readonly<Record<string, string>> = {
    year,
    month,
    day,
    slug: summary.slug,
    kind: summary.kind,
    topic: firstTopic ?? '',
    lang: summary.lang,
  };
  const segments = config.permalink
    .split('/')
    .map(
      (segment) =>
        (segment.startsWith(':') ? values[segment.slice(1)] : undefined) ??
        segment.replace(/:([a-z]+)/g, (token, name: string) => values[name] ?? token),
    )
    .filter((segment) => segment !== '');
  return folderAddress(...segments);
}

/** The pages of a listing of so many entries: always at least one. */
export function listingPages(first: Address, entries: number, size: number): Address[] {
  const pages = [first];
  for (let page = 2; (page - 1) * size < entries; page++) {
    pages.push(`${first}page/${page}/` as Address);
  }
  return pages;
}

export function feedOf(page: Address): Address {
  return `${page}feed.xml` as Address;
}

/** Addresses that do not depend on what was written. */
export const FRONT: Address = '/' as Address;
export const TOPICS: Address = folderAddress('topics');
export const AUTHORS: Address = folderAddress('authors');
export const ARCHIVE: Address = folderAddress('archive');
export const KINDS: Address = folderAddress('kinds');
export const SERIES: Address = folderAddress('series');
export const SOURCES: Address = folderAddress('sources');
export const CORRECTIONS: Address = folderAddress('corrections');
/** The page that lists every feed. */
export const FEEDS: Address = folderAddress('feeds');
export const NOT_FOUND: Address = '/404.html' as Address;
export const SITEMAP: Address = '/sitemap.xml' as Address;
export const NEWS_SITEMAP: Address = '/news-sitemap.xml' as Address;
/** A part of a sitemap that is too long for one file, from 1. */
export function sitemapPart(number: number): Address {
  return `/sitemap-${number}.xml` as Address;
}

export const ROBOTS: Address = '/robots.txt' as Address;
/** What publishing lists the files of an edition in. */
export const MANIFEST: Address = '/.broadside-manifest' as Address;
export const REDIRECTS: Address = '/_redirects' as Address;

export function topicAddress(id: string): Address {
  return folderAddress('topics', id);
}

export function authorAddress(id: string): Address {
  return folderAddress('authors', id);
}

export function yearAddress(year: string): Address {
  return folderAddress('archive', year);
}

export function kindAddress(kind: ArticleKind): Address {
  return folderAddress('kinds', kind);
}

export function seriesAddress(id: string): Address {
  return folderAddress('series', id);
}

export function sourceAddress(id: string): Address {
  return folderAddress('sources', id);
}

/**
 * The id of the notice of each correction on its article's page: `Correction-2020-01-17`, and with a number
 * for the second of a day and those after it. It hangs on nothing but the days, so that another correction,
 * wherever its author lists it, moves none. The capital keeps it apart from every id of a body.
 */
export function correctionAnchors(corrections: readonly Correction[]): string[] {
  const anchors = corrections.map(() => '');
  const days = new Map<string, number>();
  const order = corrections.map((it, at) => ({ ...it.date, at }));
  for (const { day, at } of order.sort((a, b) => a.instant - b.instant || a.at - b.at)) {
    const count = (days.get(day) ?? 0) + 1;
    days.set(day, count);
    anchors[at] = `Correction-${day}${count === 1 ? '' : `-${count}`}`;
  }
  return anchors;
}

export function pageAddress(slug: string): Address {
  return folderAddress(slug);
}

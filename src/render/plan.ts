/**
 * Names every output of an edition, and describes each completely, but for the bodies it carries, once there is a
 * use for it. A description digests whatever rendering will read: a page whose inputs are unchanged is neither
 * rendered nor written.
 */
import {
  FRONT,
  NEWS_SITEMAP,
  NOT_FOUND,
  outputPathOf,
  REDIRECTS,
  ROBOTS,
  SITEMAP,
  sitemapPart,
} from '../addresses.ts';
import type { Config } from '../config/config.ts';
import type { Address, Edition, SitemapEntry, Work } from '../model.ts';
import { articleUse, pageUse } from './body-use.ts';
import { feedGroups } from './feeds/every-feed.ts';
import { feedFrom } from './feeds/feed.ts';
import { absoluteUrl } from './location.ts';
import { articleView, changedAt } from './pages/article.ts';
import { contextOf } from './pages/context.ts';
import type { Context } from './pages/context.ts';
import { notFoundView, pageView, redirectsText, redirectView } from './pages/plain.ts';
import { headlineOf, isoOf } from './pages/views.ts';
import { filledIndexes, listings } from './plan-listings.ts';
import { promoFiller } from './pages/promos.ts';
import { htmlPage, labelsDigest, type Planned, planned } from './planned.ts';
import type { Parts } from './sheet.ts';
import { sitemapIndex } from './sitemap.ts';
import { articleData } from './structured-data/article.ts';
import type { ThemeFacts } from './theme.ts';

/** Plans everything an edition puts out. Descriptions put what they have in common into `parts`. */
export function plan(edition: Edition, config: Config, theme: ThemeFacts, parts: Parts): Planned[] {
  const context = contextOf(edition, config, theme, parts);
  return [
    ...articlePages(context),
    ...listings(context),
    ...edition.pages.map((it) =>
      htmlPage(context, it.address, 'page', () => ({
        view: pageView(context, it),
        fills: [{ fill: 'body', field: 'content', use: pageUse(context, it) }],
      })),
    ),
    htmlPage(context, NOT_FOUND, 'not-found', () => ({ view: notFoundView(context) })),
    ...redirectPages(context),
    ...feeds(context),
    ...sitemaps(context),
    textFile(context, ROBOTS, () => robotsText(context)),
    ...theme.assets.map((it) =>
      planned(context, it.output, 'asset', () => ({ make: 'asset', name: it.name }), it.digest),
    ),
    ...edition.files.map(({ path: source, digest, output }) =>
      planned(context, output, 'copy', () => ({ make: 'copy', source, digest })),
    ),
  ];
}

function articlePages(context: Context): Planned[] {
  const promosOn = promoFiller(context);
  return context.edition.articles.map((it) =>
    htmlPage(context, it.address, 'article', () => {
      const use = articleUse(context, it);
      const nodes = articleData(context, it);
      return {
        view: articleView(context, it),
        fills: [
          { fill: 'body', field: 'content', use },
          { fill: 'word-count', field: 'head.structuredData', source: use.source, nodes },
          ...promosOn(it.address),
        ],
      };
    }),
  );
}

function redirectPages(context: Context): Planned[] {
  const { redirects, articles } = context.edition;
  if (redirects.length === 0) return [];
  const titles = new Map(
    articles.map((it) => [it.address, headlineOf(context.words(it.summary.lang), it.summary)]),
  );
  return [
    ...redirects.map((it) =>
      htmlPage(context, it.from, 'redirect', () => ({
        view: redirectView(context, it, titles.get(it.to) ?? it.to),
      })),
    ),
    textFile(context, REDIRECTS, () => redirectsText(context, redirects)),
  ];
}

function feeds(context: Context): Planned[] {
  const { labels } = context.config;
  return feedGroups(context)
    .flatMap((it) => it.feeds)
    .map((source) => {
      const describe = (): Work => {
        const feed = feedFrom(context, source, (it) => articleUse(context, it));
        return { make: 'feed', feed };
      };
      return planned(context, outputPathOf(source.feed), 'feed', describe, labelsDigest(labels));
    });
}

/** The protocol's limit for one sitemap. */
const MOST_ADDRESSES = 50_000;

function sitemaps(context: Context): Planned[] {
  const entries = sitemapEntries(context);
  const map = (address: Address, list: readonly SitemapEntry[]): Planned =>
    planned(context, outputPathOf(address), 'sitemap', () => ({ make: 'sitemap', entries: list }));
  if (entries.length <= MOST_ADDRESSES) return [map(SITEMAP, entries)];
  const parts: Planned[] = [];
  const urls: string[] = [];
  for (let at = 0; at < entries.length; at += MOST_ADDRESSES) {
    const address = sitemapPart(parts.length + 1);
    urls.push(absoluteUrl(context.config, address));
    parts.push(map(address, entries.slice(at, at + MOST_ADDRESSES)));
  }
  return [textFile(context, SITEMAP, () => sitemapIndex(urls)), ...parts];
}

function sitemapEntries(context: Context): SitemapEntry[] {
  const { edition, config } = context;
  const entry = (address: Address, changed: string | null): SitemapEntry => ({
    url: absoluteUrl(config, address),
    changed,
  });
  return [
    entry(FRONT, null),
    ...edition.articles
      .filter(
        (it) => !it.summary.noindex && it.summary.canonical === null && it.visibility === 'live',
      )
      .map((it) => entry(it.address, isoOf(changedAt(it.summary)))),
    ...edition.pages.filter((it) => !it.summary.noindex).map((it) => entry(it.address, null)),
    ...filledIndexes(context).map((it) => entry(it, null)),
    ...[
      ...edition.topics,
      ...edition.authors,
      ...edition.kinds,
      ...edition.series,
      ...edition.sources,
      ...edition.years,
    ].map((it) => entry(it.address, null)),
  ];
}

function textFile(context: Context, address: Address, text: () => string): Planned {
  return planned(context, outputPathOf(address), 'text', () => ({ make: 'text', text: text() }));
}

function robotsText({ config }: Context): string {
  const open = 'User-agent: *\nDisallow:\n';
  const refused = AI_CRAWLERS.map((it) => `User-agent: ${it}\n`).join('') + 'Disallow: /\n\n';
  const maps = [SITEMAP, NEWS_SITEMAP].map((it) => `Sitemap: ${absoluteUrl(config, it)}\n`);
  return (config.robots.ai === 'refuse' ? refused : '') + open + `\n${maps.join('')}`;
}

/** Crawlers that gather text for training, by the names their operators publish. */
const AI_CRAWLERS = [
  'GPTBot',
  'ClaudeBot',
  'CCBot',
  'Google-Extended',
  'Applebot-Extended',
  'Bytespider',
  'Meta-ExternalAgent',
  'Amazonbot',
];

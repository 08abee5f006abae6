/**
 * Describes every output of an edition completely, but for the bodies, which enter by digest. It digests
 * whatever rendering will read: equal `inputs` mean equal bytes, and a page whose inputs are unchanged is
 * neither rendered nor written.
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
import type {
  Address,
  BodyUse,
  Edition,
  FeedItem,
  Fill,
  Page,
  SitemapEntry,
  Work,
} from '../model.ts';
import { articleUse, type Bodies, pageUse } from './body-use.ts';
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
import { feedAt, htmlAt, htmlPage, pageAt } from './planned.ts';
import { sitemapIndex } from './sitemap.ts';
import { articleData } from './structured-data/article.ts';
import type { ThemeFacts } from './theme.ts';

export function plan(edition: Edition, bodies: Bodies, config: Config, theme: ThemeFacts): Page[] {
  const context = contextOf(edition, config, theme);
  return [
    ...articlePages(context, bodies),
    ...listings(context, bodies),
    ...edition.pages.map((it) => {
      const use = pageUse(context, bodies, it);
      return htmlPage(context, it.address, 'page', pageView(context, it), [
        { fill: 'body', field: 'content', use },
      ]);
    }),
    htmlPage(context, NOT_FOUND, 'not-found', notFoundView(context)),
    ...redirectPages(context),
    ...feeds(context, bodies),
    ...sitemaps(context),
    page(ROBOTS, { make: 'text', text: robotsText(context) }, null),
    ...theme.assets.map((it) => pageAt(it.output, { make: 'asset', name: it.name }, it.digest)),
    ...edition.files.map((it) =>
      pageAt(it.output, { make: 'copy', source: it.path, digest: it.digest }, null),
    ),
  ];
}

/**
 * The plan of the same edition with other bodies: only what carries a body of `changed` is described anew.
 * `pages` is the plan of that edition, with the same configuration and theme.
 */
export function replan(
  pages: readonly Page[],
  changed: Bodies,
  config: Config,
  theme: ThemeFacts,
): Page[] {
  const renewed = (use: BodyUse): BodyUse | null => {
    const body = changed.get(use.source);
    return body === undefined || body === use.body ? null : { ...use, body };
  };
  const renewedFill = (fill: Fill): Fill => {
    if (fill.fill === 'body') {
      const use = renewed(fill.use);
      return use === null ? fill : { ...fill, use };
    }
    const body = changed.get(fill.source);
    return body === undefined || body === fill.body ? fill : { ...fill, body };
  };
  const items = new Map<FeedItem, FeedItem>();
  const renewedItem = (item: FeedItem): FeedItem => {
    const known = items.get(item);
    if (known !== undefined) return known;
    const content = item.content === null ? null : renewed(item.content);
    const one = content === null ? item : { ...item, content };
    items.set(item, one);
    return one;
  };
  return pages.map((it) => {
    const { path, work } = it;
    if (work.make === 'html') {
      const fills = work.fills.map(renewedFill);
      if (fills.every((fill, at) => fill === work.fills[at])) return it;
      return htmlAt(path, { ...work, fills }, config, theme);
    }
    if (work.make === 'feed') {
      const items = work.feed.items.map(renewedItem);
      if (items.every((item, at) => item === work.feed.items[at])) return it;
      return feedAt(path, { ...work.feed, items }, config);
    }
    return it;
  });
}

function articlePages(context: Context, bodies: Bodies): Page[] {
  const promosOn = promoFiller(context, bodies);
  return context.edition.articles.map((it) => {
    const use = articleUse(context, bodies, it);
    const { source, body } = use;
    return htmlPage(context, it.address, 'article', articleView(context, it), [
      { fill: 'body', field: 'content', use },
      {
        ...{ fill: 'word-count', field: 'head.structuredData', source, body },
        nodes: articleData(context, it),
      },
      ...promosOn(it.address),
    ]);
  });
}

function redirectPages(context: Context): Page[] {
  const { redirects, articles } = context.edition;
  if (redirects.length === 0) return [];
  const titles = new Map(
    articles.map((it) => [it.address, headlineOf(context.words(it.summary.lang), it.summary)]),
  );
  return [
    ...redirects.map((it) =>
      htmlPage(context, it.from, 'redirect', redirectView(context, it, titles.get(it.to) ?? it.to)),
    ),
    page(REDIRECTS, { make: 'text', text: redirectsText(context, redirects) }, null),
  ];
}

function feeds(context: Context, bodies: Bodies): Page[] {
  return feedGroups(context)
    .flatMap((it) => it.feeds)
    .map((source) => {
      const feed = feedFrom(context, source, (it) => articleUse(context, bodies, it));
      return feedAt(outputPathOf(source.feed), feed, context.config);
    });
}

/** The protocol's limit for one sitemap. */
const MOST_ADDRESSES = 50_000;

function sitemaps(context: Context): Page[] {
  const { edition, config } = context;
  const entry = (address: Address, changed: string | null): SitemapEntry => ({
    url: absoluteUrl(config, address),
    changed,
  });
  const entries = [
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
  if (entries.length <= MOST_ADDRESSES) return [page(SITEMAP, { make: 'sitemap', entries }, null)];
  const parts: Page[] = [];
  const urls: string[] = [];
  for (let at = 0; at < entries.length; at += MOST_ADDRESSES) {
    const address = sitemapPart(parts.length + 1);
    urls.push(absoluteUrl(config, address));
    parts.push(
      page(address, { make: 'sitemap', entries: entries.slice(at, at + MOST_ADDRESSES) }, null),
    );
  }
  return [page(SITEMAP, { make: 'text', text: sitemapIndex(urls) }, null), ...parts];
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

function page(address: Address, work: Work, reads: unknown): Page {
  return pageAt(outputPathOf(address), work, reads);
}

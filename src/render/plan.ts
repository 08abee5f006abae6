/**
 * Describes every output of an edition completely, but for the bodies, which enter by digest. It digests
 * whatever rendering will read: equal `inputs` mean equal bytes, and a page whose inputs are unchanged is
 * neither rendered nor written.
 */
import {
  ARCHIVE,
  AUTHORS,
  feedOf,
  FRONT,
  NOT_FOUND,
  outputPathOf,
  REDIRECTS,
  ROBOTS,
  SITEMAP,
  sitemapPart,
  TOPICS,
} from '../addresses.ts';
import { digestOfData } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import type {
  Address,
  BodyUse,
  Collection,
  Digest,
  Edition,
  OutputPath,
  Page,
  Published,
  Resolution,
  SitemapEntry,
  SourcePath,
  Summary,
  Target,
  TargetCard,
  Work,
} from '../model.ts';
import { bodiesOf, feedOfArticles } from './feeds/feed.ts';
import type { FeedSource } from './feeds/feed.ts';
import { absoluteUrl } from './location.ts';
import { articleView, changedAt } from './pages/article.ts';
import { contextOf, pagesOf } from './pages/context.ts';
import type { Context } from './pages/context.ts';
import { frontView } from './pages/front.ts';
import { indexView, listingView, yearView } from './pages/listing.ts';
import { notFoundView, pageView, redirectsText, redirectView } from './pages/plain.ts';
import { bylineText, headlineOf, isoOf, siteTongue } from './pages/views.ts';
import { sitemapIndex } from './sitemap.ts';
import type { ThemeFacts } from './theme.ts';
import type { PageName, PageView } from './views.ts';

/** Bodies of source files, by path. */
export type Bodies = ReadonlyMap<SourcePath, Digest>;

export function plan(edition: Edition, bodies: Bodies, config: Config, theme: ThemeFacts): Page[] {
  const context = contextOf(edition, config, theme);
  return [
    ...articlePages(context, bodies),
    ...listings(context, bodies),
    ...edition.pages.map((it) => {
      const use = useOf(context, bodies, it.path, it.summary, it.resolutions, it.address);
      return html(context, it.address, 'page', pageView(context, it), { field: 'content', use });
    }),
    html(context, NOT_FOUND, 'not-found', notFoundView(context), null),
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
  return pages.map((it) => {
    const { path, work } = it;
    if (work.make === 'html' && work.body !== null) {
      const use = renewed(work.body.use);
      if (use === null) return it;
      const renewedWork = { ...work, body: { ...work.body, use } };
      return pageAt(path, renewedWork, readsOf(renewedWork, config, theme));
    }
    if (work.make === 'feed') {
      const items = work.feed.items.map((item) => {
        const content = renewed(item.content);
        return content === null ? item : { ...item, content };
      });
      if (items.every((item, at) => item === work.feed.items[at])) return it;
      const feed = { ...work.feed, items };
      return pageAt(path, { make: 'feed', feed }, bodiesOf(feed));
    }
    return it;
  });
}

function articlePages(context: Context, bodies: Bodies): Page[] {
  return context.edition.articles.map((it) =>
    html(context, it.address, 'article', articleView(context, it), {
      field: 'content',
      use: articleUse(context, bodies, it),
    }),
  );
}

function listings(context: Context, bodies: Bodies): Page[] {
  const { edition, config } = context;
  const { labels } = context.words(config.language);
  const size = config.listing.size;
  const paths = edition.articles.map((it) => it.path);
  const index = (title: string, address: Address, list: readonly Collection[]): Page =>
    html(context, address, 'index', indexView(context, title, address, list), null);
  return [
    ...pagesOf(edition.front.pages, paths, size).map((it) =>
      html(context, it.address, 'front', frontView(context, it), null),
    ),
    ...[...edition.topics, ...edition.authors].flatMap((collection) =>
      pagesOf(collection.pages, collection.articles, size).map((it) => {
        const view = listingView(context, collection, it);
        const use =
          view.introduction === null ? null : introductionUse(context, bodies, collection);
        const body = use === null ? null : { field: 'introduction', use };
        return html(context, it.address, 'listing', view, body);
      }),
    ),
    ...edition.years.flatMap((collection) =>
      pagesOf(collection.pages, collection.articles, size).map((it) =>
        html(context, it.address, 'year', yearView(context, collection, it), null),
      ),
    ),
    index(labels.topics, TOPICS, edition.topics),
    index(labels.authors, AUTHORS, edition.authors),
    index(labels.archive, ARCHIVE, edition.years),
  ];
}

function redirectPages(context: Context): Page[] {
  const { redirects, articles } = context.edition;
  if (redirects.length === 0) return [];
  const titles = new Map(
    articles.map((it) => [it.address, headlineOf(context.words(it.summary.lang), it.summary)]),
  );
  return [
    ...redirects.map((it) =>
      html(
        context,
        it.from,
        'redirect',
        redirectView(context, it, titles.get(it.to) ?? it.to),
        null,
      ),
    ),
    page(REDIRECTS, { make: 'text', text: redirectsText(context, redirects) }, null),
  ];
}

function feeds(context: Context, bodies: Bodies): Page[] {
  const { edition, config } = context;
  const description = config.description ?? config.title;
  const sources: FeedSource[] = [
    {
      title: config.title,
      description,
      page: FRONT,
      feed: edition.front.feed,
      articles: edition.articles.map((it) => it.path),
    },
    ...[...edition.topics, ...edition.authors].map((it) => ({
      title: `${it.title} · ${config.title}`,
      description: `${it.title} · ${description}`,
      page: it.address,
      feed: it.feed ?? feedOf(it.address),
      articles: it.articles,
    })),
  ];
  return sources.map((source) => {
    const feed = feedOfArticles(context, source, (it) => articleUse(context, bodies, it));
    return page(source.feed, { make: 'feed', feed }, bodiesOf(feed));
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
    ...[TOPICS, AUTHORS, ARCHIVE].map((it) => entry(it, null)),
    ...[...edition.topics, ...edition.authors, ...edition.years].map((it) =>
      entry(it.address, null),
    ),
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
  const map = `\nSitemap: ${absoluteUrl(config, SITEMAP)}\n`;
  return (config.robots.ai === 'refuse' ? refused : '') + open + map;
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

function articleUse(context: Context, bodies: Bodies, article: Published): BodyUse {
  const { path, summary, resolutions, address } = article;
  return useOf(context, bodies, path, summary, resolutions, address);
}

function introductionUse(
  context: Context,
  bodies: Bodies,
  { entry, address }: Collection,
): BodyUse | null {
  const introduced = entry === null ? undefined : context.edition.introductions[entry];
  if (entry === null || introduced === undefined) return null;
  return useOf(context, bodies, entry, introduced.summary, introduced.resolutions, address);
}

function useOf(
  context: Context,
  bodies: Bodies,
  path: SourcePath,
  summary: Summary,
  resolutions: readonly Resolution[],
  address: Address,
): BodyUse {
  const body = bodies.get(path);
  if (body === undefined) throw new Error(`${path} has no body`);
  const lang = 'lang' in summary ? summary.lang : context.config.language;
  const known = context.targets.get(path);
  const targets = known ?? summary.references.map((_, at) => targetOf(context, resolutions[at]));
  if (known === undefined) context.targets.set(path, targets);
  return { source: path, body, targets, lang, address };
}

function targetOf(context: Context, resolution: Resolution | undefined): Target {
  const none: Target = {
    address: null,
    fragment: null,
    words: '',
    elsewhere: null,
    card: null,
    instead: false,
  };
  switch (resolution?.to) {
    case undefined:
      return none;
    case 'nothing':
      return { ...none, words: resolution.words };
    case 'elsewhere':
      return { ...none, elsewhere: resolution.url, words: resolution.words };
    case 'instead':
      return { ...none, instead: true };
    case 'file':
      return { ...none, address: resolution.address, words: resolution.words };
    case 'page': {
      const { address, fragment, words, article } = resolution;
      const card = article === null ? null : targetCard(context, article);
      return { ...none, address, fragment, words, card };
    }
  }
}

function targetCard(context: Context, path: SourcePath): TargetCard | null {
  const article = context.articles.get(path);
  if (article === undefined) return null;
  const { date, lang, dir } = article.summary;
  const words = context.words(lang);
  return {
    title: headlineOf(words, article.summary),
    date: words.date(date),
    byline: bylineText(context, article.bylines, siteTongue(context)),
    lang,
    dir,
  };
}

function html<Name extends PageName>(
  context: Context,
  address: Address,
  template: Name,
  view: PageView<Name>,
  body: HtmlWork['body'],
): Page {
  const work: HtmlWork = { make: 'html', template, view, body };
  return page(address, work, readsOf(work, context.config, context.theme));
}

type HtmlWork = Extract<Work, { readonly make: 'html' }>;

/** What rendering a page of HTML reads beside its view. */
function readsOf({ template, body }: HtmlWork, config: Config, theme: ThemeFacts): unknown {
  return [theme.digestOf(template), body === null ? null : [theme.fragments, config.labels]];
}

function page(address: Address, work: Work, reads: unknown): Page {
  return pageAt(outputPathOf(address), work, reads);
}

/** `reads` is whatever rendering reads beside the work itself. */
function pageAt(path: OutputPath, work: Work, reads: unknown): Page {
  return { path, work, inputs: digestOfData([work, reads]) };
}

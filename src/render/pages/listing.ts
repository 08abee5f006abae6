import type { Address, Collection, SourcePath } from '../../model.ts';
import { scriptOf } from '../structured-data/json-ld.ts';
import { profileData } from '../structured-data/pages.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import {
  cardOf,
  collectionTitle,
  feedLink,
  headOf,
  href,
  links,
  newestFirst,
  paginationOf,
  pictureOf,
  siteOf,
  siteTongue,
  NO_CONTENT,
} from './views.ts';
import type { Tongue } from './views.ts';

/** What every page that lists something says of itself. `feed` is that of the whole list. */
export function listingFrame(
  context: Context,
  list: {
    readonly title: string;
    readonly pages: readonly Address[];
    readonly feed: Address | null;
  },
  page: ListingPage<unknown>,
  order: Parameters<typeof paginationOf>[4] = 'by time',
): {
  readonly tongue: Tongue;
  readonly head: ViewOf<'head'>;
  readonly site: ViewOf<'site'>;
  readonly pagination: ViewOf<'pagination'>;
} {
  const { title, pages, feed } = list;
  const tongue = siteTongue(context);
  const pagination = paginationOf(context, tongue, pages, page, order);
  const head = headOf(context, tongue, {
    title: page.number === 1 ? title : `${title} · ${pagination.summary}`,
    address: page.address,
    feeds: feedLink(context, title, feed),
    previous: pagination.previous,
    next: pagination.next,
  });
  return { tongue, head, site: siteOf(context, tongue, page.address), pagination };
}

/** One page of the articles of an author or a kind. The introduction is filled in while rendering. */
export function listingView(
  context: Context,
  collection: Collection,
  page: ListingPage,
): PageView<'listing'> {
  const title = collectionTitle(context, collection);
  const { tongue, ...frame } = listingFrame(context, { ...collection, title }, page);
  const words = context.words(tongue.lang);
  const first = page.number === 1;
  const introduced = introductionOf(context, collection);
  const author = introduced?.summary.of === 'author' ? introduced.summary : null;
  const { labels } = words;
  const portrait =
    author === null
      ? null
      : pictureOf(context, author.image, introduced?.resolutions ?? [], tongue);
  const profile = { ...tongue, title, address: page.address, description: null };
  return {
    ...frame,
    head:
      collection.of === 'author'
        ? {
            ...frame.head,
            structuredData: scriptOf(profileData(context, profile, author, portrait?.url ?? null)),
          }
        : frame.head,
    kicker: collection.of === 'kind' ? labels.kinds : labels.author,
    title,
    note: author?.role ?? words.count('articleCount', collection.articles.length),
    introduction: first && introduced !== undefined ? NO_CONTENT : null,
    image: portrait,
    links: first && author !== null ? links(context, author.links) : [],
    feed: collection.feed === null ? null : href(context, collection.feed),
    cards: page.items.flatMap((it) => cardOf(context, it, tongue)),
  };
}

/** The registry file that introduces a collection, if there is one. */
export function introductionOf(
  { edition }: Context,
  { entry }: Collection,
): Context['edition']['introductions'][string] | undefined {
  return entry === null ? undefined : edition.introductions[entry];
}

/** One page of a year's articles, by month. */
export function yearView(
  context: Context,
  collection: Collection,
  page: ListingPage,
): PageView<'year'> {
  const { tongue, ...frame } = listingFrame(context, collection, page);
  return {
    ...frame,
    title: collection.title,
    note: context.words(tongue.lang).count('articleCount', collection.articles.length),
    months: byMonth(context, page.items),
  };
}

function byMonth(context: Context, paths: readonly SourcePath[]): ViewOf<'month'>[] {
  const tongue = siteTongue(context);
  const months = new Map<string, SourcePath[]>();
  for (const path of paths) {
    const month = context.articles.get(path)?.summary.date.day.slice(5, 7) ?? '';
    months.set(month, [...(months.get(month) ?? []), path]);
  }
  return [...months].map(([month, list]) => ({
    title: context.words(tongue.lang).month(Number(month)),
    cards: list.flatMap((it) => cardOf(context, it, tongue)),
  }));
}

/** A page of the index of all topics, authors, years, kinds, series or sources. */
export function indexView(
  context: Context,
  title: string,
  pages: readonly Address[],
  page: ListingPage<Collection>,
): PageView<'index'> {
  const { tongue, ...frame } = listingFrame(
    context,
    { title, pages, feed: null },
    page,
    'otherwise',
  );
  return {
    ...frame,
    title,
    entries: page.items.map((it) => {
      const [newest] = it.of === 'series' ? newestFirst(context, it.articles) : it.articles;
      return {
        title: collectionTitle(context, it),
        url: href(context, it.address),
        note: noteOf(context, it),
        count: countOf(context, it),
        newest: newest === undefined ? null : (cardOf(context, newest, tongue)[0] ?? null),
      };
    }),
  };
}

function noteOf(context: Context, collection: Collection): string | null {
  const summary = introductionOf(context, collection)?.summary;
  switch (summary?.of) {
    case 'author':
      return summary.role;
    case 'outlet':
      return summary.country;
    case 'topic':
    case undefined:
      return null;
  }
}

function countOf(context: Context, collection: Collection): string {
  const words = context.words(context.config.language);
  const count = collection.articles.length;
  switch (collection.of) {
    case 'series':
      return words.count('partCount', count);
    case 'source':
      return words.count('timesCited', collection.citations);
    case 'topic':
    case 'author':
    case 'year':
    case 'kind':
      return words.count('articleCount', count);
  }
}

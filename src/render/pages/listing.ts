import type { Collection, SourcePath } from '../../model.ts';
import type { PageView, ViewOf } from '../views.ts';
import { NO_CONTENT } from './article.ts';
import type { Context, ListingPage } from './context.ts';
import {
  cardOf,
  feedLink,
  headOf,
  href,
  links,
  paginationOf,
  pictureOf,
  siteOf,
  siteTongue,
} from './views.ts';

/** One page of a topic's or author's articles. The introduction is filled in while rendering. */
export function listingView(
  context: Context,
  collection: Collection,
  page: ListingPage,
): PageView<'listing'> {
  const tongue = siteTongue(context);
  const words = context.words(tongue.lang);
  const first = page.number === 1;
  const introduced =
    collection.entry === null ? undefined : context.edition.introductions[collection.entry];
  const author = introduced?.summary.of === 'author' ? introduced.summary : null;
  const pagination = paginationOf(context, tongue, collection.pages, page);
  const { labels } = words;
  return {
    head: headOf(context, tongue, {
      title: first ? collection.title : `${collection.title} · ${pagination.summary}`,
      address: page.address,
      feeds: feedLink(context, collection.title, collection.feed),
      previous: pagination.previous,
      next: pagination.next,
    }),
    site: siteOf(context, tongue, page.address),
    kicker: collection.of === 'topic' ? labels.topic : labels.author,
    title: collection.title,
    note: author?.role ?? words.articles(collection.articles.length),
    introduction: first && introduced !== undefined ? NO_CONTENT : null,
    image:
      author === null
        ? null
        : pictureOf(context, author.image, introduced?.resolutions ?? [], tongue),
    links: first && author !== null ? links(context, author.links) : [],
    feed: collection.feed === null ? null : href(context, collection.feed),
    cards: page.articles.flatMap((it) => cardOf(context, it, tongue)),
    pagination,
  };
}

/** One page of a year's articles, by month. */
export function yearView(
  context: Context,
  collection: Collection,
  page: ListingPage,
): PageView<'year'> {
  const tongue = siteTongue(context);
  const words = context.words(tongue.lang);
  const pagination = paginationOf(context, tongue, collection.pages, page);
  return {
    head: headOf(context, tongue, {
      title: page.number === 1 ? collection.title : `${collection.title} · ${pagination.summary}`,
      address: page.address,
      previous: pagination.previous,
      next: pagination.next,
    }),
    site: siteOf(context, tongue, page.address),
    title: collection.title,
    note: words.articles(collection.articles.length),
    months: byMonth(context, page.articles),
    pagination,
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

/** The index of all topics, authors or years. */
export function indexView(
  context: Context,
  title: string,
  address: Collection['address'],
  collections: readonly Collection[],
): PageView<'index'> {
  const tongue = siteTongue(context);
  const words = context.words(tongue.lang);
  return {
    head: headOf(context, tongue, { title, address }),
    site: siteOf(context, tongue, address),
    title,
    entries: collections.map((it) => {
      const introduced = it.entry === null ? undefined : context.edition.introductions[it.entry];
      const note = introduced?.summary.of === 'author' ? introduced.summary.role : null;
      const [newest] = it.articles;
      return {
        title: it.title,
        url: href(context, it.address),
        note,
        count: words.articles(it.articles.length),
        newest: newest === undefined ? null : (cardOf(context, newest, tongue)[0] ?? null),
      };
    }),
  };
}

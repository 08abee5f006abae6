import { byCodePoint, sortedBy } from '../../base/order.ts';
import type { Address, Collection, SourcePath } from '../../model.ts';
import { scriptOf } from '../structured-data/json-ld.ts';
import { profileData } from '../structured-data/pages.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import {
  cardOf,
  collectionTitle,
  feedLink,
  groupsOf,
  headOf,
  href,
  links,
  newestFirst,
  paginationOf,
  pictureOf,
  siteOf,
  siteTongue,
  tagLink,
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
    note: [author?.role ?? null, words.count('articleCount', collection.articles.length)]
      .filter((it) => it !== null)
      .join(' · '),
    introduction: first && introduced !== undefined ? NO_CONTENT : null,
    image: portrait,
    links: first && author !== null ? links(context, author.links) : [],
    feed: collection.feed === null ? null : href(context, collection.feed),
    years: groupsOf(
      page.items.flatMap((it) => cardOf(context, it, tongue)),
      (it) => it.date.year,
    ).map(([year, cards]) => ({ title: year, cards })),
    series: first && author !== null ? seriesOf(context, collection) : [],
    outlets: first && author !== null ? outletsOf(context, collection) : [],
  };
}

/** The series that articles of a collection belong to, in the order of their names. */
function seriesOf(context: Context, { articles }: Collection): ViewOf<'link'>[] {
  const tags = articles.flatMap((it) => context.articles.get(it)?.series?.tag ?? []);
  const byId = new Map(tags.map((it) => [it.id, it]));
  return sortedBy([...byId.values()], (it) => it.title).map((it) => tagLink(context, it));
}

const MOST_OUTLETS = 5;

/** The outlets that articles of a collection cite most, each work counted once for each article. */
function outletsOf(context: Context, { articles }: Collection): ViewOf<'entry'>[] {
  const cited = articles.flatMap((path) =>
    (context.articles.get(path)?.citations ?? []).flatMap((it) => it.outlet?.tag ?? []),
  );
  const counted = groupsOf(cited, (it) => it.id).map(([id, all]) => ({ id, count: all.length }));
  const most = counted.sort((a, b) => b.count - a.count || byCodePoint(a.id, b.id));
  return most.slice(0, MOST_OUTLETS).flatMap(({ id, count }) => {
    const source = context.edition.sources.find((it) => it.id === id);
    return source === undefined ? [] : [entryOf(context, source, count, most[0]?.count ?? count)];
  });
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
  const dayOf = (path: SourcePath): string => context.articles.get(path)?.summary.date.day ?? '';
  return groupsOf(paths, (it) => dayOf(it).slice(5, 7)).map(([month, list]) => ({
    id: monthId(month),
    title: context.words(tongue.lang).month(Number(month)),
    days: groupsOf(list, dayOf).map(([iso, all]) => ({
      iso,
      number: String(Number(iso.slice(8))),
      cards: all.flatMap((it) => cardOf(context, it, tongue)),
    })),
  }));
}

/** The id of a month on the page of its year; holds a capital, as no id of a body does. */
function monthId(month: string): string {
  return `Month-${month}`;
}

/** The months of a year, January first, each with the page of the year on which it begins. */
function monthsOf(context: Context, { articles, pages }: Collection): ViewOf<'entryPart'>[] {
  const size = context.config.listing.size;
  const monthOf = (path: SourcePath): string =>
    context.articles.get(path)?.summary.date.day.slice(5, 7) ?? '';
  const placed = articles.map((path, at) => ({ month: monthOf(path), at }));
  const months = groupsOf(placed, (it) => it.month).map(([month, all]) => {
    const page = pages[Math.floor((all[0]?.at ?? 0) / size)] ?? pages[0];
    return {
      title: context.words(context.config.language).month(Number(month)),
      url: `${page === undefined ? '' : href(context, page)}#${monthId(month)}`,
      count: String(all.length),
    };
  });
  return months.reverse();
}

/** A page of the index of all topics, authors, years, kinds, series or sources. */
export function indexView(
  context: Context,
  title: string,
  pages: readonly Address[],
  page: ListingPage<Collection>,
): PageView<'index'> {
  const { tongue: _, ...frame } = listingFrame(
    context,
    { title, pages, feed: null },
    page,
    'otherwise',
  );
  // The list of sources is the only one with pages, and those cited most come first.
  const most = Math.max(
    1,
    ...[...page.items, ...context.edition.sources.slice(0, 1)]
      .filter((it) => it.of === page.items[0]?.of)
      .map(sizeOf),
  );
  return {
    ...frame,
    shape: page.items[0]?.of ?? '',
    title,
    entries: page.items.map((it) => entryOf(context, it, sizeOf(it), most)),
  };
}

/** A collection in a list of such; `most` is the greatest `count` there. */
export function entryOf(
  context: Context,
  it: Collection,
  count: number,
  most: number,
): ViewOf<'entry'> {
  const tongue = siteTongue(context);
  const [newest] = it.of === 'series' ? newestFirst(context, it.articles) : it.articles;
  return {
    title: collectionTitle(context, it),
    url: href(context, it.address),
    note: noteOf(context, it),
    count: countOf(context, it, count),
    share: Math.max(1, Math.round((10 * count) / Math.max(1, most))),
    parts: it.of === 'year' ? monthsOf(context, it) : [],
    newest: newest === undefined ? null : (cardOf(context, newest, tongue)[0] ?? null),
  };
}

/** What the length of a list entry stands for. */
export function sizeOf(it: Collection): number {
  return it.of === 'source' ? it.citations : it.articles.length;
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

function countOf(context: Context, collection: Collection, count: number): string {
  const words = context.words(context.config.language);
  switch (collection.of) {
    case 'series':
      return words.count('partCount', count);
    case 'source':
      return words.count('timesCited', count);
    case 'topic':
    case 'author':
    case 'year':
    case 'kind':
      return words.count('articleCount', count);
  }
}

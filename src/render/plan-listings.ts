/** The pages that list articles and what they have in common. */
import { ARCHIVE, AUTHORS, FEEDS, KINDS, SERIES, SOURCES, TOPICS } from '../addresses.ts';
import type { Address, Collection, Fill } from '../model.ts';
import { introductionUse } from './body-use.ts';
import type { Context, ListingPage } from './pages/context.ts';
import { pagesOf } from './pages/context.ts';
import { correctionsView } from './pages/corrections.ts';
import { feedsView } from './pages/feeds.ts';
import { frontView } from './pages/front.ts';
import { indexView, listingView, yearView } from './pages/listing.ts';
import { seriesView } from './pages/series.ts';
import { sourceView } from './pages/source.ts';
import { topicView } from './pages/topic.ts';
import { htmlPage, type Planned } from './planned.ts';

export function listings(context: Context): Planned[] {
  const { edition, config } = context;
  const size = config.listing.size;
  const newest = edition.articles.map((it) => it.path);
  const introduction = (collection: Collection, isThere: boolean): Fill[] => {
    const use = isThere ? introductionUse(context, collection) : null;
    return use === null ? [] : [{ fill: 'body', field: 'introduction', use }];
  };
  const paged = (
    { pages, articles }: Collection,
    make: (page: ListingPage) => Planned,
  ): Planned[] => pagesOf(pages, articles, size).map(make);
  return [
    ...pagesOf(edition.front.pages, newest, size).map((it) =>
      htmlPage(context, it.address, 'front', () => ({ view: frontView(context, it) })),
    ),
    ...edition.topics.flatMap((topic) =>
      paged(topic, (it) =>
        htmlPage(context, it.address, 'topic', () => {
          const view = topicView(context, topic, it);
          return { view, fills: introduction(topic, view.introduction !== null) };
        }),
      ),
    ),
    ...[...edition.authors, ...edition.kinds].flatMap((collection) =>
      paged(collection, (it) =>
        htmlPage(context, it.address, 'listing', () => {
          const view = listingView(context, collection, it);
          return { view, fills: introduction(collection, view.introduction !== null) };
        }),
      ),
    ),
    ...edition.series.flatMap((series) =>
      paged(series, (it) =>
        htmlPage(context, it.address, 'series', () => ({ view: seriesView(context, series, it) })),
      ),
    ),
    ...edition.sources.flatMap((source) =>
      paged(source, (it) =>
        htmlPage(context, it.address, 'source', () => {
          const view = sourceView(context, source, it);
          return { view, fills: introduction(source, view.introduction !== null) };
        }),
      ),
    ),
    ...edition.years.flatMap((year) =>
      paged(year, (it) =>
        htmlPage(context, it.address, 'year', () => ({ view: yearView(context, year, it) })),
      ),
    ),
    ...pagesOf(edition.corrections.pages, edition.corrections.notices, size).map((it) =>
      htmlPage(context, it.address, 'corrections', () => ({ view: correctionsView(context, it) })),
    ),
    ...indexes(context),
    htmlPage(context, FEEDS, 'feeds', () => ({ view: feedsView(context) })),
  ];
}

function indexes(context: Context): Planned[] {
  const { edition, config } = context;
  const { labels } = context.words(config.language);
  const index = (
    title: string,
    pages: readonly Address[],
    list: readonly Collection[],
  ): Planned[] => {
    const size = pages.length > 1 ? config.listing.size : list.length;
    return pagesOf(pages, list, size).map((it) =>
      htmlPage(context, it.address, 'index', () => ({
        view: indexView(context, title, pages, it),
      })),
    );
  };
  return [
    ...index(labels.topics, [TOPICS], edition.topics),
    ...index(labels.authors, [AUTHORS], edition.authors),
    ...index(labels.archive, [ARCHIVE], edition.years),
    ...index(labels.kinds, [KINDS], edition.kinds),
    ...index(labels.series, edition.lists.series, edition.series),
    ...index(labels.sourcesPage, edition.lists.sources, edition.sources),
  ];
}

/** The index pages that hold something, for the sitemap. */
export function filledIndexes({ edition }: Pick<Context, 'edition'>): Address[] {
  return [
    TOPICS,
    AUTHORS,
    ARCHIVE,
    ...(edition.kinds.length > 0 ? [KINDS] : []),
    ...(edition.series.length > 0 ? [SERIES] : []),
    ...(edition.sources.length > 0 ? [SOURCES] : []),
    ...(edition.corrections.notices.length > 0 ? edition.corrections.pages.slice(0, 1) : []),
    FEEDS,
  ];
}

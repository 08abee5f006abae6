/** Every feed of an edition: what is in it, what it is called, and where it is listed. */
import { CORRECTIONS, feedOf, FRONT } from '../../addresses.ts';
import type { Address, Collection, SourcePath } from '../../model.ts';
import type { Context } from '../pages/context.ts';
import { collectionTitle, newestFirst } from '../pages/views.ts';

/** What a feed holds, and how it says what it is. */
export interface FeedSource {
  /** What it is a feed of: the site, Iraq. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly page: Address;
  readonly feed: Address;
  /** Articles, newest first, or all corrections. */
  readonly articles: readonly SourcePath[] | 'corrections';
}

/** A heading, and the feeds under it. */
export interface FeedGroup {
  readonly title: string;
  readonly feeds: readonly FeedSource[];
}

/** All feeds in groups: the site's own, then those of each kind of collection. Archives have none. */
export function feedGroups(context: Context): FeedGroup[] {
  const { edition, config } = context;
  const { labels } = context.words(config.language);
  const description = config.description ?? config.title;
  const of = (name: string, page: Address, articles: FeedSource['articles']): FeedSource => ({
    name,
    title: `${name} · ${config.title}`,
    description: `${name} · ${description}`,
    page,
    feed: feedOf(page),
    articles,
  });
  const group = (title: string, collections: readonly Collection[]): FeedGroup => ({
    title,
    feeds: collections.map((it) =>
      of(
        collectionTitle(context, it),
        it.address,
        it.of === 'series' ? newestFirst(context, it.articles) : it.articles,
      ),
    ),
  });
  const site: FeedSource = {
    name: config.title,
    title: config.title,
    description,
    page: FRONT,
    feed: edition.front.feed,
    articles: edition.articles.map((it) => it.path),
  };
  return [
    {
      title: config.title,
      feeds: [site, of(labels.correctionsPage, CORRECTIONS, 'corrections')],
    },
    group(labels.kinds, edition.kinds),
    group(labels.topics, edition.topics),
    group(labels.series, edition.series),
    group(labels.authors, edition.authors),
    group(labels.sources, edition.sources),
  ].filter((it) => it.feeds.length > 0);
}

/** What the articles of an edition have in common, each with its articles and its addresses. */
import {
  authorAddress,
  feedOf,
  kindAddress,
  listingPages,
  seriesAddress,
  sourceAddress,
  topicAddress,
  yearAddress,
} from '../addresses.ts';
import { foldHeadline } from '../base/fold.ts';
import { byCodePoint } from '../base/order.ts';
import type { Config } from '../config/config.ts';
import type {
  Address,
  ArticleKind,
  Cites,
  Edition,
  Entry,
  Source,
  SourcePath,
  TopicSummary,
} from '../model.ts';
import type { Placed } from './link.ts';
import type { Name, Names } from './names.ts';
import { relateTopics } from './related-topics.ts';
import type { Part } from './series.ts';

export type Collections = Pick<
  Edition,
  'topics' | 'authors' | 'years' | 'kinds' | 'series' | 'sources'
>;

interface Given {
  /** Published articles, newest first. */
  readonly shown: readonly Placed[];
  readonly topics: Names;
  readonly authors: Names;
  readonly outlets: Names;
  readonly series: Names;
  /** The published articles of each series, in the order of their parts. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly cites: ReadonlyMap<SourcePath, Cites>;
  readonly topicRegistry: readonly Entry<TopicSummary>[];
  readonly config: Config;
}

/** All collections of an edition. Those of a registry exist without any article. */
export function collectionsOf(given: Given): Collections {
  const { shown, authors, parts } = given;
  const size = given.config.listing.size;
  const topics = named(
    given.topics,
    grouped(shown, (it) => it.topics.map(({ id }) => id)),
  ).map(([name, list]) => collected(name, topicAddress(name.id), list, size));
  const related = relateTopics(
    topics,
    shown.map((it) => it.topics),
    given.topicRegistry,
    given.topics,
  );
  const byAuthor = grouped(shown, ({ summary }) =>
    summary.authors.flatMap(({ who }) => authors.find(who)?.id ?? []),
  );
  const byYear = grouped(shown, ({ summary }) => [summary.date.day.slice(0, 4)]);
  const bySeries = new Map([...parts].map(([id, list]) => [id, list.map((it) => it.path)]));
  return {
    topics: topics.map((it) => ({ of: 'topic', ...it, related: related.get(it.id) ?? [] })),
    authors: named(authors, byAuthor).map(([name, list]) => ({
      of: 'author',
      ...collected(name, authorAddress(name.id), list, size),
    })),
    years: [...byYear]
      .sort(([a], [b]) => byCodePoint(b, a))
      .map(([year, list]) => ({
        of: 'year',
        ...collected(plain(year), yearAddress(year), list, size),
        feed: null,
      })),
    kinds: kindsOf(shown, size),
    series: named(given.series, bySeries).map(([name, list]) => ({
      of: 'series',
      ...collected(name, seriesAddress(name.id), list, size),
    })),
    sources: sourcesOf(given, size),
  };
}

/** In the order in which they are listed. */
const KINDS: readonly ArticleKind[] = [
  'news',
  'opinion',
  'analysis',
  'background',
  'interview',
  'review',
  'satire',
];

/** What somebody paid for is of no kind: readers are told that it is an advertisement, and nothing else. */
function kindsOf(shown: readonly Placed[], size: number): Edition['kinds'] {
  const byKind = grouped(shown, ({ summary: { sponsor, kind } }) =>
    sponsor === null ? [kind] : [],
  );
  return KINDS.flatMap((id) => {
    const list = byKind.get(id);
    if (list === undefined) return [];
    return [{ of: 'kind', ...collected(plain(id), kindAddress(id), list, size), id }];
  });
}

/** The most cited first, then by name. */
function sourcesOf({ shown, cites, outlets }: Given, size: number): Source[] {
  const times = new Map<string, number>();
  const bySource = grouped(shown, ({ entry }) =>
    (cites.get(entry.path)?.citations ?? []).flatMap(({ outlet }) => {
      const id = outlet?.tag?.id;
      if (id === undefined) return [];
      times.set(id, (times.get(id) ?? 0) + 1);
      return [id];
    }),
  );
  return named(outlets, bySource)
    .map(([name, list]) => {
      const source: Source = {
        of: 'source',
        ...collected(name, sourceAddress(name.id), list, size),
        citations: times.get(name.id) ?? 0,
      };
      return { source, key: foldHeadline(name.title) };
    })
    .sort((a, b) => b.source.citations - a.source.citations || byCodePoint(a.key, b.key))
    .map((it) => it.source);
}

/** The articles of each id, each article once. */
function grouped(
  shown: readonly Placed[],
  idsOf: (article: Placed) => readonly string[],
): Map<string, SourcePath[]> {
  const lists = new Map<string, SourcePath[]>();
  for (const article of shown) {
    const { path } = article.entry;
    for (const id of idsOf(article)) {
      const list = lists.get(id);
      if (list === undefined) lists.set(id, [path]);
      else if (list.at(-1) !== path) list.push(path);
    }
  }
  return lists;
}

/** Names with their articles, by id. One that only something withheld uses is not among them. */
function named(
  names: Names,
  lists: ReadonlyMap<string, readonly SourcePath[]>,
): (readonly [Name, readonly SourcePath[]])[] {
  return [...names.all.values()]
    .filter((it) => it.entry !== null || lists.has(it.id))
    .sort((a, b) => byCodePoint(a.id, b.id))
    .map((it) => [it, lists.get(it.id) ?? []]);
}

function plain(id: string): Name {
  return { id, title: id, entry: null };
}

type Collected = Omit<Source, 'of' | 'citations'>;

function collected(
  { id, title, entry }: Name,
  address: Address,
  articles: readonly SourcePath[],
  size: number,
): Collected {
  const pages = listingPages(address, articles.length, size);
  return { id, title, address, articles, pages, feed: feedOf(address), entry };
}

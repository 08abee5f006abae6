import { authorAddress, feedOf, listingPages, topicAddress, yearAddress } from '../addresses.ts';
import { byCodePoint } from '../base/order.ts';
import type { Config } from '../config/config.ts';
import type { Address, Collection, Edition, SourcePath } from '../model.ts';
import type { Placed } from './link.ts';
import type { Name, Names } from './names.ts';

/** Topics, authors and years with their articles, newest first. Those of a registry exist without any. */
export function collectionsOf(given: {
  readonly shown: readonly Placed[];
  readonly topics: Names;
  readonly authors: Names;
  readonly config: Config;
}): Pick<Edition, 'topics' | 'authors' | 'years'> {
  const { shown, config } = given;
  const byTopic = new Map<string, SourcePath[]>();
  const byAuthor = new Map<string, SourcePath[]>();
  const byYear = new Map<string, SourcePath[]>();
  for (const { entry, summary, topics } of shown) {
    for (const { id } of topics) append(byTopic, id, entry.path);
    const names = new Set(summary.authors.flatMap(({ who }) => given.authors.find(who)?.id ?? []));
    for (const id of names) append(byAuthor, id, entry.path);
    append(byYear, summary.date.day.slice(0, 4), entry.path);
  }
  const size = config.listing.size;
  const collection = (
    of: Collection['of'],
    { id, title, entry }: Name,
    address: Address,
    articles: readonly SourcePath[],
  ): Collection => ({
    of,
    id,
    title,
    address,
    articles,
    pages: listingPages(address, articles.length, size),
    feed: of === 'year' ? null : feedOf(address),
    entry,
  });
  const named = (
    names: Names,
    lists: ReadonlyMap<string, SourcePath[]>,
  ): (readonly [Name, SourcePath[]])[] =>
    [...names.all.values()]
      .filter((it) => it.entry !== null || lists.has(it.id))
      .sort((a, b) => byCodePoint(a.id, b.id))
      .map((it) => [it, lists.get(it.id) ?? []]);
  return {
    topics: named(given.topics, byTopic).map(([name, list]) =>
      collection('topic', name, topicAddress(name.id), list),
    ),
    authors: named(given.authors, byAuthor).map(([name, list]) =>
      collection('author', name, authorAddress(name.id), list),
    ),
    years: [...byYear]
      .sort(([a], [b]) => byCodePoint(b, a))
      .map(([year, list]) =>
        collection('year', { id: year, title: year, entry: null }, yearAddress(year), list),
      ),
  };
}

function append(lists: Map<string, SourcePath[]>, key: string, path: SourcePath): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [path]);
  else list.push(path);
}

import { topicAddress } from '../addresses.ts';
import { byCodePoint } from '../base/order.ts';
import type { Entry, Tag, Topic, TopicSummary } from '../model.ts';
import type { Names } from './names.ts';

type Related = Pick<Topic, 'id' | 'title' | 'articles'>;

/** A topic has so many related ones, unless its registry file names more. */
const MOST = 6;

/** Of an article with more topics than this, the first count: each makes a pair with each other. */
const MOST_OF_ARTICLE = 16;

/**
 * The topics related to each: those its registry file names, then those it has most articles in common with (of
 * equals the rarer one first). A topic without a page is never among them.
 */
export function relateTopics(
  collections: readonly Related[],
  tagsOfArticles: Iterable<readonly Tag[]>,
  registry: readonly Entry<TopicSummary>[],
  topics: Names,
): Map<string, Tag[]> {
  const byId = new Map(collections.map((it) => [it.id, it]));
  const shared = new Map<string, Map<string, number>>();
  for (const tags of tagsOfArticles) {
    const counted = tags.slice(0, MOST_OF_ARTICLE);
    for (const { id } of counted) {
      for (const { id: other } of counted) if (other !== id) count(shared, id, other);
    }
  }
  const named = new Map(
    registry.flatMap(({ summary }) => (summary === null ? [] : [[summary.id, summary.related]])),
  );
  const size = (id: string): number => byId.get(id)?.articles.length ?? 0;
  const related = collections.map(({ id }): [string, Tag[]] => {
    const own = (named.get(id) ?? []).flatMap((it) => topics.find(it)?.id ?? []);
    const met = [...(shared.get(id) ?? [])]
      .sort(([a, m], [b, n]) => n - m || size(a) - size(b) || byCodePoint(a, b))
      .map(([other]) => other);
    const all = [...new Set([...own, ...met])].filter((it) => it !== id && byId.has(it));
    return [id, all.slice(0, Math.max(MOST, own.length)).flatMap((it) => tagOf(byId.get(it)))];
  });
  return new Map(related);
}

function count(shared: Map<string, Map<string, number>>, id: string, other: string): void {
  const counts = shared.get(id) ?? new Map<string, number>();
  shared.set(id, counts.set(other, (counts.get(other) ?? 0) + 1));
}

function tagOf(topic: Related | undefined): Tag[] {
  if (topic === undefined) return [];
  return [{ id: topic.id, title: topic.title, address: topicAddress(topic.id) }];
}

/** What articles may have in common: topics, cited works, outlets. */
import type { Published } from '../model.ts';
import { pageOf } from './citations.ts';

/** A topic, work or outlet that several articles have. */
export interface Trait {
  readonly of: 'topic' | 'work' | 'outlet';
  readonly name: string;
  /** Its articles by their place in the edition, in ascending order. */
  readonly articles: readonly number[];
  /** What it counts that two articles have it: the more, the fewer have it. */
  readonly points: number;
}

/** The traits of articles, in lists of numbers: they are read millions of times. */
export interface Traits {
  readonly all: readonly Trait[];
  /** `points` of each of them. */
  readonly points: Int32Array;
  /** Places in `all`: those of the first article, rarest first, then those of the second, and so on. */
  readonly own: Int32Array;
  /** Where those of each article begin, and at last where they end. */
  readonly starts: Int32Array;
}

/** How many traits of an article are looked at: its rarest. */
const MOST = 16;

/** A topic or a work counts twice as much as an outlet, which may be cited for anything. */
const WEIGHTS: Readonly<Record<Trait['of'], number>> = { topic: 10, work: 10, outlet: 5 };

/** The traits of each article; what only one article has is none. */
export function traitsOf(articles: readonly Pick<Published, 'topics' | 'citations'>[]): Traits {
  const found = new Map<string, { of: Trait['of']; name: string; articles: number[] }>();
  const note = (at: number, of: Trait['of'], key: string, name: string): void => {
    const known = found.get(key);
    if (known === undefined) found.set(key, { of, name, articles: [at] });
    else if (known.articles.at(-1) !== at) known.articles.push(at);
  };
  articles.forEach(({ topics, citations }, at) => {
    for (const { id, title } of topics) note(at, 'topic', `topic ${id}`, title);
    for (const { url, title, outlet } of citations) {
      if (url !== null) note(at, 'work', `work ${pageOf(url)}`, title ?? url);
      if (outlet !== null)
        note(at, 'outlet', `outlet ${outlet.tag?.id ?? outlet.name}`, outlet.name);
    }
  });
  const all = [...found.values()].flatMap(({ of, name, articles: list }): Trait[] =>
    list.length < 2
      ? []
      : [{ of, name, articles: list, points: rarity(articles.length, list.length, WEIGHTS[of]) }],
  );
  const own = articles.map((): number[] => []);
  all.forEach((it, id) => {
    for (const at of it.articles) own[at]?.push(id);
  });
  const many = (id: number): number => all[id]?.articles.length ?? 0;
  const rarest = own.map((ids) => ids.sort((a, b) => many(a) - many(b)).slice(0, MOST));
  const starts = new Int32Array(articles.length + 1);
  rarest.forEach((ids, at) => {
    starts[at + 1] = (starts[at] ?? 0) + ids.length;
  });
  return {
    all,
    points: Int32Array.from(all, (it) => it.points),
    own: Int32Array.from(rarest.flat()),
    starts,
  };
}

/** The traits of one article. */
export function traitsAt({ all, own, starts }: Traits, at: number): Trait[] {
  return [...own.subarray(starts[at], starts[at + 1])].flatMap((id) => all[id] ?? []);
}

/** Of 240 articles, 12 have it: 44 points by the weight 10. What all have counts the weight itself. */
function rarity(all: number, having: number, weight: number): number {
  return Math.round(weight * Math.log2(1 + all / having));
}

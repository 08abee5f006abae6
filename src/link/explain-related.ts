/** Why an article does or does not come to stand on the page of another, for `check --why`. */
import type { SourcePath } from '../model.ts';
import {
  countedOn,
  daysBetween,
  ENOUGH,
  LINK,
  metBy,
  nearness,
  neighboursOf,
  REACH,
  relate,
  relatedTo,
  seenOn,
  shownOn,
} from './related.ts';
import type { Relatable, Relations } from './related.ts';
import { traitsAt } from './traits.ts';

/** Something two articles have in common, with what it counts. */
export type Reason =
  /** How many articles have the trait: the fewer, the more it counts. */
  | {
      readonly of: 'topic' | 'work' | 'outlet';
      readonly name: string;
      readonly articles: number;
      readonly points: number;
    }
  /** A link from the first to the second, or from the second to the first. */
  | { readonly of: 'link-to' | 'link-from'; readonly points: number }
  | { readonly of: 'nearness'; readonly days: number; readonly points: number };

/** Where the second article comes to stand on the page of the first, or why it does not. */
export type Standing =
  | { readonly is: 'related'; readonly place: number }
  /** The page shows it already. */
  | { readonly is: 'see-also' | 'referred-to-by' | 'neighbour' | 'translation' }
  | { readonly is: 'itself' | 'paid-for' | 'unlike' }
  /** The page shows so many others that nothing has to fill up. */
  | { readonly is: 'full'; readonly shown: number }
  /** In every list they share, so many others stand between them. */
  | { readonly is: 'far'; readonly reach: number }
  /** The page shows it in another language. */
  | { readonly is: 'other-version'; readonly path: SourcePath }
  | { readonly is: 'outranked'; readonly by: readonly Rival[] };

export interface Rival {
  readonly path: SourcePath;
  readonly points: number;
}

export interface Explanation {
  readonly standing: Standing;
  readonly points: number;
  /** What counts most first; none where they have nothing in common. */
  readonly reasons: readonly Reason[];
}

/** `articles` are those of an edition. Null where one of the two is not among them. */
export function explainRelated(
  articles: readonly Relatable[],
  path: SourcePath,
  other: SourcePath,
): Explanation | null {
  const relations = relate(articles);
  const a = relations.places.get(path);
  const b = relations.places.get(other);
  if (a === undefined || b === undefined) return null;
  const reasons = a === b ? [] : reasonsOf(relations, a, b);
  const standing = standingOf(relations, a, b, reasons);
  return { standing, points: sumOf(reasons), reasons };
}

function reasonsOf({ traits, linksOf, instants }: Relations, a: number, b: number): Reason[] {
  const own = new Set(traitsAt(traits, a));
  const reasons: Reason[] = traitsAt(traits, b)
    .filter((it) => own.has(it))
    .map(({ of, name, articles: { length }, points }) => ({ of, name, articles: length, points }));
  if (linksOf(a).includes(b)) reasons.push({ of: 'link-to', points: LINK });
  if (linksOf(b).includes(a)) reasons.push({ of: 'link-from', points: LINK });
  if (reasons.length === 0) return [];
  const days = daysBetween(instants, a, b);
  reasons.push({ of: 'nearness', days, points: nearness(days) });
  return reasons.sort((x, y) => y.points - x.points);
}

function sumOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, it) => sum + it.points, 0);
}

function standingOf(
  relations: Relations,
  a: number,
  b: number,
  reasons: readonly Reason[],
): Standing {
  const { articles } = relations;
  const article = articles[a];
  const other = articles[b];
  if (article === undefined || other === undefined || a === b) return { is: 'itself' };
  const related = relatedTo(relations, a);
  const place = related.indexOf(b);
  if (place >= 0) return { is: 'related', place: place + 1 };
  if (seenOn(article).has(other.path)) return { is: 'see-also' };
  if (article.referredToBy.includes(other.path)) return { is: 'referred-to-by' };
  if (article.translations.includes(other.path)) return { is: 'translation' };
  if (neighboursOf(article).includes(other.path)) return { is: 'neighbour' };
  if (other.summary.sponsor !== null) return { is: 'paid-for' };
  if (reasons.length === 0) return { is: 'unlike' };
  const listed = related.flatMap((it) => articles[it]?.path ?? []);
  const version = [...listed, ...shownOn(article)].find((it) => other.translations.includes(it));
  if (version !== undefined) return { is: 'other-version', path: version };
  const shown = countedOn(article).size;
  if (shown >= ENOUGH) return { is: 'full', shown };
  if (!metBy(relations, a).includes(b)) return { is: 'far', reach: REACH };
  const by = related.flatMap((it): Rival[] => {
    const path = articles[it]?.path;
    return path === undefined ? [] : [{ path, points: sumOf(reasonsOf(relations, a, it)) }];
  });
  return { is: 'outranked', by };
}

/**
 * Related articles (NEWSROOM.md, "References, resolved"): where the page of an article shows fewer than three
 * others, those that have most in common with it fill up, of whatever is earlier or later.
 *
 * It does not compare everything with everything. Each topic, each cited work and each outlet has the list of
 * its articles in reading order, and an article meets those that stand next to it there: so many on either side,
 * in the lists of so many of its rarest traits, and whatever it links to itself. So the cost of an article is
 * bounded, and a new article changes the pages of its neighbours in time and not those of a whole archive.
 * That is also why what counts is nearness in time, and not how new something is.
 *
 * Points are whole numbers, so that no machine rounds otherwise than another.
 */
import type { ArticleSummary, Published, SourcePath } from '../model.ts';
import { textSeeAlso } from './cross-references.ts';
import { traitsOf } from './traits.ts';
import type { Traits } from './traits.ts';

/** What relating reads of a published article. */
export interface Relatable extends Pick<
  Published,
  | 'path'
  | 'topics'
  | 'citations'
  | 'resolutions'
  | 'seeAlso'
  | 'referredToBy'
  | 'translations'
  | 'series'
  | 'newer'
  | 'older'
> {
  readonly summary: Pick<ArticleSummary, 'date' | 'lang' | 'sponsor' | 'references'>;
}

/** So many others the page of an article shows, where there are any. */
export const ENOUGH = 3;

/** How many articles of a list are looked at on either side. */
export const REACH = 16;

/** For a link from one article to the other. */
export const LINK = 80;

/** An edition's articles with all that relating asks of them, by their places in it. */
export interface Relations {
  readonly articles: readonly Relatable[];
  readonly places: ReadonlyMap<SourcePath, number>;
  readonly traits: Traits;
  /** The articles that one leads to. */
  readonly linksOf: (at: number) => readonly number[];
  /** Equal for the versions of one article, each the place of one of them. */
  readonly versions: Int32Array;
  /** Whether an article has no other versions. */
  readonly single: Uint8Array;
  /** Whether an article may be recommended at all: what is paid for never is. */
  readonly may: Uint8Array;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly instants: Float64Array;
  /** Which traits and articles the article at work has met. It changes no result. */
  readonly marks: { turn: number; readonly traits: Int32Array; readonly articles: Int32Array };
}

/** `articles` are in reading order: newest first. */
export function relate(articles: readonly Relatable[]): Relations {
  const places = new Map(articles.map((it, at) => [it.path, at]));
  const traits = traitsOf(articles);
  return {
    articles,
    places,
    traits,
    linksOf(at) {
      const links: number[] = [];
      for (const it of articles[at]?.resolutions ?? []) {
        const place = it.to === 'page' && it.article !== null ? places.get(it.article) : undefined;
        if (place !== undefined) links.push(place);
      }
      return links;
    },
    versions: Int32Array.from(articles, ({ translations }, at) =>
      translations.reduce((first, it) => Math.min(first, places.get(it) ?? at), at),
    ),
    single: Uint8Array.from(articles, ({ translations }) => (translations.length === 0 ? 1 : 0)),
    may: Uint8Array.from(articles, ({ summary }) => (summary.sponsor === null ? 1 : 0)),
    instants: Float64Array.from(articles, ({ summary }) => summary.date.instant),
    marks: {
      turn: 0,
      traits: new Int32Array(traits.all.length),
      articles: new Int32Array(articles.length),
    },
  };
}

/** What fills up the page of an article, best first. */
export function relatedTo(relations: Relations, at: number): number[] {
  const { articles, places, versions, single, may } = relations;
  const article = articles[at];
  if (article === undefined) return [];
  const counted = countedOn(article);
  const room = ENOUGH - counted.size;
  if (room <= 0) return [];
  const out = [versions[at]];
  for (const it of counted) out.push(versions[places.get(it) ?? at]);
  for (const it of neighboursOf(article)) out.push(versions[places.get(it) ?? at]);
  for (const it of article.translations) out.push(versions[places.get(it) ?? at]);
  const best: Scored[] = [];
  const inLanguages = new Map<number, Scored>();
  const met = metBy(relations, at);
  const pointsWith = scorer(relations, at);
  for (const it of met) {
    const points = pointsWith(it);
    // Most are out of the question, which costs nothing more. Of versions all are needed, to choose one.
    if (single[it] === 1 && points < (best[room - 1]?.points ?? 0)) continue;
    const version = versions[it] ?? it;
    if (may[it] === 0 || out.includes(version)) continue;
    const scored = { at: it, points };
    if (single[it] === 1) {
      offer(best, scored, room);
      continue;
    }
    const known = inLanguages.get(version);
    const { lang } = article.summary;
    if (known === undefined || isRather(scored, known, lang, articles)) {
      inLanguages.set(version, scored);
    }
  }
  for (const it of inLanguages.values()) offer(best, it, room);
  return best.map((it) => it.at);
}

interface Scored {
  readonly at: number;
  readonly points: number;
}

/** More points first; of equals, the newer one. */
function isBefore(a: Scored, b: Scored): boolean {
  return a.points > b.points || (a.points === b.points && a.at < b.at);
}

/** Of two versions of an article: the one in the language of the page, else the one with more points. */
function isRather(a: Scored, b: Scored, lang: string, articles: readonly Relatable[]): boolean {
  const isOwn = (it: Scored): boolean => articles[it.at]?.summary.lang === lang;
  return isOwn(a) === isOwn(b) ? isBefore(a, b) : isOwn(a);
}

/** Keeps the best few in their order. */
function offer(best: Scored[], it: Scored, room: number): void {
  let place = best.length;
  while (place > 0 && isBefore(it, best[place - 1] ?? it)) place--;
  if (place >= room) return;
  best.splice(place, 0, it);
  if (best.length > room) best.pop();
}

/** All that an article meets, and whatever it leads to, each once. */
export function metBy({ traits, linksOf, marks }: Relations, at: number): number[] {
  const turn = ++marks.turn;
  marks.articles[at] = turn;
  const met: number[] = [];
  const meet = (other: number): void => {
    if (marks.articles[other] === turn) return;
    marks.articles[other] = turn;
    met.push(other);
  };
  linksOf(at).forEach(meet);
  const { all, own, starts } = traits;
  const last = starts[at + 1] ?? 0;
  for (let trait = starts[at] ?? 0; trait < last; trait++) {
    const list = all[own[trait] ?? 0]?.articles ?? [];
    const place = placeIn(list, at);
    const end = Math.min(list.length, place + REACH + 1);
    for (let next = Math.max(0, place - REACH); next < end; next++) meet(list[next] ?? at);
  }
  return met;
}

/** Gives the points of others with one article, but for links to it: whatever links to it is on its page already. */
function scorer(relations: Relations, at: number): (other: number) => number {
  const { traits, linksOf, instants, marks } = relations;
  const { own, starts, points: worth } = traits;
  const turn = ++marks.turn;
  for (let next = starts[at] ?? 0; next < (starts[at + 1] ?? 0); next++) {
    marks.traits[own[next] ?? 0] = turn;
  }
  const links = linksOf(at);
  return (other) => {
    const end = starts[other + 1] ?? 0;
    let points = links.includes(other) ? LINK : 0;
    for (let next = starts[other] ?? 0; next < end; next++) {
      const trait = own[next] ?? 0;
      if (marks.traits[trait] === turn) points += worth[trait] ?? 0;
    }
    return points + nearness(daysBetween(instants, at, other));
  };
}

/** What the page of an article says to see as well, in its text or at its foot. */
export function seenOn({ summary, resolutions, seeAlso }: Relatable): Set<SourcePath> {
  const seen = textSeeAlso(summary, resolutions);
  for (const it of seeAlso) seen.add(it);
  return seen;
}

/** Of what a page shows, that which makes it need no more. */
export function countedOn(article: Relatable): Set<SourcePath> {
  const counted = seenOn(article);
  for (const it of article.referredToBy) counted.add(it);
  return counted;
}

/** Every other article that the page of one shows. */
export function shownOn(article: Relatable): SourcePath[] {
  return [...countedOn(article), ...neighboursOf(article), ...article.translations];
}

/** What the page leads on to: the next in time and in its series. */
export function neighboursOf({ newer, older, series }: Relatable): SourcePath[] {
  const all = [newer, older, series?.previous ?? null, series?.next ?? null];
  return all.filter((it) => it !== null);
}

/** For two articles of the same day 30 points, half of them for two that are a month apart. */
export function nearness(days: number): number {
  return Math.round(900 / (30 + days));
}

export function daysBetween(instants: Float64Array, a: number, b: number): number {
  return Math.round(Math.abs((instants[a] ?? 0) - (instants[b] ?? 0)) / 86_400_000);
}

/** The index of an element that a list in ascending order holds. */
function placeIn(list: readonly number[], wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

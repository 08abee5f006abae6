/** Series: their articles in order, each one's place, and what is odd about their numbers. */
import { seriesAddress } from '../addresses.ts';
import { byCodePoint } from '../base/order.ts';
import * as say from '../diagnostics/catalog/newsroom-links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ArticleSummary, Entry, SeriesPart, SourcePath } from '../model.ts';
import { nearPairs } from './names.ts';
import type { Names } from './names.ts';

/** An article of a series. */
export interface Part {
  readonly path: SourcePath;
  readonly summary: ArticleSummary;
}

/** The parts of each series by its id: by their numbers, then by date; those without a number last. */
export function partsOf<P extends Part>(articles: Iterable<P>, series: Names): Map<string, P[]> {
  const parts = new Map<string, P[]>();
  for (const article of articles) {
    const { summary } = article;
    const id = summary.series === null ? null : (series.find(summary.series.id)?.id ?? null);
    if (id === null) continue;
    const list = parts.get(id);
    if (list === undefined) parts.set(id, [article]);
    else list.push(article);
  }
  for (const list of parts.values()) list.sort(inOrder);
  return parts;
}

function inOrder(a: Part, b: Part): number {
  const number = ({ summary }: Part): number => summary.series?.part ?? Number.MAX_SAFE_INTEGER;
  return (
    number(a) - number(b) ||
    a.summary.date.instant - b.summary.date.instant ||
    byCodePoint(a.path, b.path)
  );
}

/** The place of each published article in its series. */
export function placesInSeries(
  parts: ReadonlyMap<string, readonly Part[]>,
  series: Names,
): Map<SourcePath, SeriesPart> {
  const places = new Map<SourcePath, SeriesPart>();
  for (const [id, list] of parts) {
    const title = series.all.get(id)?.title ?? id;
    const tag = { id, title, address: seriesAddress(id) };
    const highest = list.reduce((most, it) => Math.max(most, it.summary.series?.part ?? 0), 0);
    list.forEach(({ path, summary }, at) => {
      places.set(path, {
        tag,
        part: summary.series?.part ?? null,
        parts: Math.max(highest, list.length),
        previous: list[at - 1]?.path ?? null,
        next: list[at + 1]?.path ?? null,
      });
    });
  }
  return places;
}

/**
 * Reports parts that are there twice or not at all, and series of one article. What is not published yet
 * counts; what has expired does not, since another article may have taken its place.
 */
export function checkSeries(
  articles: readonly Entry<ArticleSummary>[],
  now: number,
  series: Names,
  diagnostics: Diagnostic[],
): void {
  const present = articles.flatMap(({ path, summary }): Part[] => {
    if (summary === null) return [];
    return summary.expires !== null && summary.expires.instant <= now ? [] : [{ path, summary }];
  });
  const parts = partsOf(present, series);
  const near = new Map(
    nearPairs(parts.keys()).flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as const,
    ),
  );
  for (const [id, list] of parts) {
    const title = series.all.get(id)?.title ?? id;
    const [first] = list;
    if (list.length === 1 && first !== undefined) {
      diagnostics.push(
        say.seriesOfOne(first.path, { field: 'series' }, title, near.get(id) ?? null),
      );
    }
    checkNumbers(title, list, diagnostics);
  }
}

function checkNumbers(title: string, list: readonly Part[], diagnostics: Diagnostic[]): void {
  const spot = { field: 'series.part' };
  let last = 0;
  let before: SourcePath | null = null;
  for (const { path, summary } of list) {
    const part = summary.series?.part ?? null;
    if (part === null) return;
    if (part === last && before !== null) {
      diagnostics.push(say.seriesPartTwice(path, spot, title, part, before));
    }
    if (part > last + 1) {
      diagnostics.push(say.seriesPartMissing(path, spot, title, last + 1, part - 1));
    }
    last = part;
    before = path;
  }
}

import type { Collection, Published } from '../../model.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import { listingFrame } from './listing.ts';
import { cardOf, href } from './views.ts';
import type { Tongue } from './views.ts';

/** One page of a series, in the order of its parts. */
export function seriesView(
  context: Context,
  series: Collection,
  page: ListingPage,
): PageView<'series'> {
  const { tongue, ...frame } = listingFrame(context, series, page, 'otherwise');
  const words = context.words(tongue.lang);
  return {
    ...frame,
    kicker: words.labels.series,
    title: series.title,
    note: words.count('partCount', series.articles.length),
    feed: series.feed === null ? null : href(context, series.feed),
    parts: page.items.flatMap((path) => {
      const part = context.articles.get(path)?.series?.part ?? null;
      const number = part === null ? null : words.say('part', { number: part });
      return cardOf(context, path, tongue).map((article) => ({ number, article }));
    }),
  };
}

/** The place of an article in its series, as its own page says it. */
export function partView(
  context: Context,
  { series }: Published,
  page: Tongue,
): ViewOf<'seriesPart'> | null {
  if (series === null) return null;
  const { tag, part, parts, previous, next } = series;
  const words = context.words(page.lang);
  return {
    title: tag.title,
    url: href(context, tag.address),
    part: part === null ? null : words.say('partOf', { number: part, total: parts }),
    previous: previous === null ? null : (cardOf(context, previous, page)[0] ?? null),
    next: next === null ? null : (cardOf(context, next, page)[0] ?? null),
  };
}

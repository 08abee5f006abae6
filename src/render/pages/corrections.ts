import type { Notice } from '../../model.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import { listingFrame } from './listing.ts';
import { cardOf, groupsOf, href } from './views.ts';
import type { Tongue } from './views.ts';

/** One page of all corrections, clarifications, updates and retractions of published articles. */
export function correctionsView(
  context: Context,
  page: ListingPage<Notice>,
): PageView<'corrections'> {
  const { pages, feed } = context.edition.corrections;
  const title = context.words(context.config.language).labels.correctionsPage;
  const { tongue, ...frame } = listingFrame(context, { title, pages, feed }, page);
  return {
    ...frame,
    title,
    feed: href(context, feed),
    years: byYear(page.items.flatMap((it) => listedCorrection(context, it, tongue))),
  };
}

function byYear(corrections: readonly ViewOf<'listedCorrection'>[]): ViewOf<'yearOfCorrections'>[] {
  return groupsOf(corrections, (it) => it.date.year).map(([title, all]) => {
    const isRetraction = (it: ViewOf<'listedCorrection'>): boolean => it.kindId === 'retraction';
    return {
      title,
      corrections: [...all.filter(isRetraction), ...all.filter((it) => !isRetraction(it))],
    };
  });
}

/** A correction as a list of them shows it; none where its article is not there. */
export function listedCorrection(
  context: Context,
  { article: path, at, anchor }: Notice,
  page: Tongue,
): ViewOf<'listedCorrection'>[] {
  const article = context.articles.get(path);
  const correction = article?.summary.corrections[at];
  const [card] = cardOf(context, path, page);
  if (article === undefined || correction === undefined || card === undefined) return [];
  const { kind, date, text } = correction;
  const words = context.words(page.lang);
  return [
    {
      kind: words.correction(kind),
      kindId: kind,
      date: words.date(date),
      text,
      url: `${href(context, article.address)}#${anchor}`,
      article: card,
    },
  ];
}

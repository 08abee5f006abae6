import { absoluteUrl, hrefOfUrl } from '../location.ts';
import type {
  ArticleSummary,
  Correction,
  FurtherSource,
  Html,
  Moment,
  Published,
  SourcePath,
} from '../../model.ts';
import type { Words } from '../labels.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context } from './context.ts';
import { cardOf, headOf, isoOf, pictureOf, siteOf, tagLink } from './views.ts';
import type { Tongue } from './views.ts';

/** Filled in while rendering. */
export const NO_CONTENT = '' as Html;

/** The page of one article, complete but for its body. */
export function articleView(context: Context, article: Published): PageView<'article'> {
  const { summary, address } = article;
  const page: Tongue = { lang: summary.lang, dir: summary.dir };
  const words = context.words(page.lang);
  const [card] = cardOf(context, article.path, page);
  if (card === undefined) throw new Error(`${article.path} is not in the edition`);
  const corrections = summary.corrections.map((it, at) =>
    correctionView(context, it, at, page, summary.anchors),
  );
  const shownAt = (where: Correction['prominence']): ViewOf<'correction'>[] =>
    corrections.filter(
      (it, at) => it.kindId !== 'retraction' && summary.corrections[at]?.prominence === where,
    );
  const cards = (paths: readonly SourcePath[]): ViewOf<'card'>[] =>
    paths.flatMap((it) => cardOf(context, it, page));
  return {
    head: articleHead(context, article, page),
    site: siteOf(context, page, address),
    article: card,
    content: NO_CONTENT,
    updated: summary.updated === null ? null : words.date(summary.updated),
    place: summary.place,
    topics: article.topics.map((it) => tagLink(context, it)),
    series: seriesView(context, summary, page),
    retraction: corrections.find((it) => it.kindId === 'retraction') ?? null,
    notices: shownAt('head'),
    corrections: shownAt('foot'),
    formerTitles: summary.formerTitles,
    sponsor: summary.sponsor,
    audio: summary.audio === null ? null : hrefOfUrl(context.location, summary.audio.url),
    sources: summary.sources.map((it) => sourceView(it, words)),
    seeAlso: cards(article.seeAlso),
    referredToBy: cards(article.referredToBy),
    newer: cards(article.newer === null ? [] : [article.newer])[0] ?? null,
    older: cards(article.older === null ? [] : [article.older])[0] ?? null,
    republishedFrom: republished(summary),
    license: summary.license,
    extra: summary.extra,
  };
}

function articleHead(context: Context, article: Published, page: Tongue): ViewOf<'head'> {
  const { summary, address } = article;
  const { config } = context;
  const image = pictureOf(context, summary.image, article.resolutions, page);
  return headOf(context, page, {
    title: summary.title,
    address,
    canonical: summary.canonical ?? absoluteUrl(config, address),
    description: summary.deck,
    type: 'article',
    image: image === null ? null : config.origin + image.url,
    imageAlt: image?.alt ?? null,
    authors: article.bylines.map((it) => it.name),
    section: article.topics[0]?.title ?? null,
    published: isoOf(summary.date),
    modified: isoOf(changedAt(summary)),
    noindex: summary.noindex || article.visibility !== 'live',
  });
}

/** When an article last changed: by its own word, or by a correction; never guessed. */
export function changedAt(summary: ArticleSummary): Moment {
  const moments = [
    summary.date,
    ...(summary.updated === null ? [] : [summary.updated]),
    ...summary.corrections.map((it) => it.date),
  ];
  return moments.reduce((last, it) => (it.instant > last.instant ? it : last));
}

function correctionView(
  context: Context,
  it: Correction,
  at: number,
  page: Tongue,
  anchors: readonly string[],
): ViewOf<'correction'> {
  const words = context.words(page.lang);
  return {
    // A capital, so that no heading of the article can have the same id.
    id: `Correction-${at + 1}`,
    kind: words.correction(it.kind),
    kindId: it.kind,
    date: words.date(it.date),
    text: it.text,
    at: it.at !== null && anchors.includes(it.at) ? `#${encodeURIComponent(it.at)}` : null,
  };
}

function seriesView(
  context: Context,
  { series }: ArticleSummary,
  page: Tongue,
): ViewOf<'seriesPart'> | null {
  if (series === null) return null;
  const part = series.part === null ? null : context.words(page.lang).part(series.part);
  return { title: series.id, part };
}

function sourceView(source: FurtherSource, words: Words): ViewOf<'source'> {
  const date = source.date === null ? null : words.partialDate(source.date);
  const detail = [source.outlet, source.author, date].filter((it) => it !== null);
  return {
    title: source.title,
    url: source.url,
    detail: detail.length === 0 ? null : detail.join(', '),
    archived: source.archived,
  };
}

function republished({ republishedFrom }: ArticleSummary): ViewOf<'link'> | null {
  if (republishedFrom === null) return null;
  return { label: republishedFrom.label, url: republishedFrom.url, current: false };
}

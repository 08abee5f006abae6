import { correctionAnchors, kindAddress } from '../../addresses.ts';
import { absoluteUrl } from '../location.ts';
import type { ArticleSummary, Correction, Moment, Published, SourcePath } from '../../model.ts';
import type { Words } from '../labels.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context } from './context.ts';
import { promosView } from './promos.ts';
import { recordingView } from './recording.ts';
import { partView } from './series.ts';
import { sourcesOfArticle } from './source.ts';
import {
  bylineOf,
  cardOf,
  headlineOf,
  headOf,
  href,
  isoOf,
  NO_CONTENT,
  pictureOf,
  siteOf,
  tagLink,
} from './views.ts';
import type { Tongue } from './views.ts';
import { translationsView, versionsOf } from './versions.ts';

/** The page of one article, complete but for its body. */
export function articleView(context: Context, article: Published): PageView<'article'> {
  const { summary, address } = article;
  const page: Tongue = { lang: summary.lang, dir: summary.dir };
  const words = context.words(page.lang);
  const [card] = cardOf(context, article.path, page);
  if (card === undefined) throw new Error(`${article.path} is not in the edition`);
  const anchors = correctionAnchors(summary.corrections);
  const corrections = summary.corrections.map((it, at) =>
    correctionView(context, it, anchors[at] ?? '', page, summary.anchors),
  );
  const shownAt = (where: Correction['prominence']): ViewOf<'correction'>[] =>
    corrections.filter(
      (it, at) => it.kindId !== 'retraction' && summary.corrections[at]?.prominence === where,
    );
  const notices = shownAt('head');
  const cards = (paths: readonly SourcePath[]): ViewOf<'card'>[] =>
    paths.flatMap((it) => cardOf(context, it, page));
  return {
    head: articleHead(context, article, page),
    site: siteOf(context, page, address),
    article: { ...card, kindUrl: kindUrlOf(context, summary) },
    labels: words.labels,
    byline: bylineOf(context, article.bylines, page, summary.place),
    content: NO_CONTENT,
    updated: summary.updated === null ? null : words.date(summary.updated),
    place: summary.place,
    topics: article.topics.map((it) => tagLink(context, it)),
    ...topicsAtFoot(context, article, words),
    series: partView(context, article, page),
    retraction: corrections.find((it) => it.kindId === 'retraction') ?? null,
    notices,
    noticesFolded: notices.length > MOST_OPEN ? words.count('noticeCount', notices.length) : null,
    corrections: shownAt('foot'),
    formerTitles: formerTitles(summary, words),
    ...translationsView(context, article),
    sponsor: summary.sponsor,
    audio: recordingView(context, article, words),
    sources: sourcesOfArticle(context, article.citations, page),
    seeAlso: cards(article.seeAlso),
    referredToBy: cards(article.referredToBy),
    related: cards(article.related),
    ...promosView(context, page, address),
    newer: cards(article.newer === null ? [] : [article.newer])[0] ?? null,
    older: cards(article.older === null ? [] : [article.older])[0] ?? null,
    ...firstPublication(summary),
    license: summary.license,
    extra: summary.extra,
  };
}

/** So many corrections stand open over a text. */
const MOST_OPEN = 2;

function articleHead(context: Context, article: Published, page: Tongue): ViewOf<'head'> {
  const { summary, address } = article;
  const { config } = context;
  const image = pictureOf(context, summary.image, article.resolutions, page);
  return headOf(context, page, {
    title: headlineOf(context.words(summary.lang), summary),
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
    tags: article.topics.map((it) => it.title),
    authorUrls: article.bylines.map((it) => absoluteUrl(config, it.address)),
    versions: versionsOf(context, article),
    // Filled in while rendering: only the body knows how many words it has.
    structuredData: null,
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
  id: string,
  page: Tongue,
  anchors: readonly string[],
): ViewOf<'correction'> {
  const words = context.words(page.lang);
  return {
    id,
    kind: words.correction(it.kind),
    kindId: it.kind,
    date: words.date(it.date),
    text: it.text,
    at: it.at !== null && anchors.includes(it.at) ? `#${encodeURIComponent(it.at)}` : null,
  };
}

/** The line to the dossier of the first topic, unless the author has typed one, and the other topics. */
function topicsAtFoot(
  context: Context,
  { topics, summary }: Published,
  words: Words,
): Pick<PageView<'article'>, 'readMore' | 'otherTopics'> {
  const [first] = topics;
  if (first === undefined || summary.readMore) {
    return { readMore: null, otherTopics: topics.map((it) => tagLink(context, it)) };
  }
  return {
    readMore: {
      label: words.say('readMore', { topic: first.title }),
      title: words.say('files', { topic: first.title, site: context.config.title }),
      url: href(context, first.address),
    },
    otherTopics: topics.slice(1).map((it) => tagLink(context, it)),
  };
}

function kindUrlOf(context: Context, { kind, sponsor }: ArticleSummary): string | null {
  return sponsor === null ? href(context, kindAddress(kind)) : null;
}

/** Who published it first, or where that was, if it was not here. */
function firstPublication({
  republishedFrom,
  canonical,
}: ArticleSummary): Pick<PageView<'article'>, 'republishedFrom' | 'firstPublishedAt'> {
  const link = (label: string, url: string): ViewOf<'link'> => ({ label, url, current: false });
  if (republishedFrom !== null) {
    const { label, url } = republishedFrom;
    return { republishedFrom: link(label, url), firstPublishedAt: null };
  }
  return {
    republishedFrom: null,
    firstPublishedAt: canonical === null ? null : link(new URL(canonical).host, canonical),
  };
}

/**
 * When each was the headline, as far as that is known: a single one was so from the beginning, of an article that
 * began here.
 */
function formerTitles(
  { formerTitles: all, date, republishedFrom, canonical }: ArticleSummary,
  words: Words,
): ViewOf<'formerTitle'>[] {
  return all.map(({ title, until }) => {
    if (until !== null) {
      const sentence = words.say('formerTitleUntil', { date: words.date(until).text, title });
      return { sentence, title };
    }
    if (all.length > 1 || republishedFrom !== null || canonical !== null) {
      return { sentence: null, title };
    }
    return { sentence: words.say('formerTitle', { date: words.date(date).day, title }), title };
  });
}

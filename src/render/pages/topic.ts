import { byCodePoint } from '../../base/order.ts';
import type { SourcePath, Topic } from '../../model.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import { introductionOf, listingFrame } from './listing.ts';
import { cardOf, groupsOf, headlineOf, href, tagLink, NO_CONTENT } from './views.ts';
import type { Tongue } from './views.ts';

/**
 * One page of a topic's articles. The first is a dossier as well: what the registry file says (filled in while
 * rendering) and pins, what happened, and the topics beside it. What is pinned does not stand there twice, but
 * keeps its place on every other page.
 */
export function topicView(context: Context, topic: Topic, page: ListingPage): PageView<'topic'> {
  const { tongue, ...frame } = listingFrame(
    context,
    { ...topic, title: dossierTitle(context, topic.title) },
    page,
  );
  const words = context.words(tongue.lang);
  const first = page.number === 1;
  const pinned = first ? pinnedOf(context, topic) : new Set<SourcePath>();
  const cards = (paths: Iterable<SourcePath>): ViewOf<'card'>[] =>
    [...paths].flatMap((it) => cardOf(context, it, tongue));
  return {
    ...frame,
    kicker: words.labels.topic,
    title: dossierTitle(context, topic.title),
    note: words.count('articleCount', topic.articles.length),
    introduction: first && introductionOf(context, topic) !== undefined ? NO_CONTENT : null,
    feed: topic.feed === null ? null : href(context, topic.feed),
    pinned: cards(pinned),
    timeline: first ? byYear(timelineOf(context, topic.articles, tongue)) : [],
    related: first ? topic.related.map((it) => tagLink(context, it)) : [],
    cards: cards(page.items.filter((it) => !pinned.has(it))),
  };
}

/** What the page of a topic is called: Iraq Files. */
export function dossierTitle(context: Context, topic: string): string {
  return context.words(context.config.language).say('dossier', { topic });
}

function pinnedOf(context: Context, topic: Topic): Set<SourcePath> {
  const introduced = introductionOf(context, topic);
  if (introduced?.summary.of !== 'topic') return new Set();
  const { resolutions } = introduced;
  return new Set(
    introduced.summary.pinned.flatMap((at) => {
      const resolution = resolutions[at];
      return resolution?.to === 'page' ? (resolution.article ?? []) : [];
    }),
  );
}

function byYear(events: readonly ViewOf<'event'>[]): ViewOf<'yearOfEvents'>[] {
  const years = groupsOf(events, (it) => it.date.iso.slice(0, 4));
  return years.map(([title, all]) => ({ title, events: all }));
}

/** The events that these articles tell, the earliest first: a year before its months, a month before its days. */
export function timelineOf(
  context: Context,
  paths: readonly SourcePath[],
  page: Tongue,
): ViewOf<'event'>[] {
  const events = paths.flatMap((path) => {
    const article = context.articles.get(path);
    return (article?.summary.events ?? []).map((event) => ({ ...event, article }));
  });
  const told = new Set<string>();
  return events
    .filter(({ date, text }) => told.size < told.add(`${date}\n${text}`).size)
    .sort((a, b) => byCodePoint(a.date, b.date))
    .flatMap(({ date, text, article }) => {
      if (article === undefined) return [];
      const { summary, address } = article;
      const day = context.words(page.lang).partialDate(date);
      return [
        {
          date: { iso: date, day },
          text,
          title: headlineOf(context.words(summary.lang), summary),
          url: href(context, address),
          lang: summary.lang === page.lang ? null : summary.lang,
          dir: summary.dir === page.dir ? null : summary.dir,
        },
      ];
    });
}

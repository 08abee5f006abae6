import { changedAt } from '../pages/article.ts';
import type {
  BodyUse,
  Correction,
  Feed,
  FeedItem,
  Moment,
  Notice,
  Published,
} from '../../model.ts';
import { absoluteUrl } from '../location.ts';
import type { Context } from '../pages/context.ts';
import { recordingUrl } from '../pages/recording.ts';
import { headlineOf, pictureOf, siteTongue } from '../pages/views.ts';
import type { FeedSource } from './every-feed.ts';

/** A feed of the newest articles of a list, or of the newest corrections; complete but for the bodies. */
export function feedFrom(
  context: Context,
  { title, description, page, feed, articles }: FeedSource,
  use: (article: Published) => BodyUse,
): Feed {
  const { config } = context;
  const [changed, items] =
    articles === 'corrections' ? correctionItems(context) : articleItems(context, articles, use);
  return {
    title,
    url: absoluteUrl(config, page),
    self: absoluteUrl(config, feed),
    description,
    lang: config.language,
    hub: config.feeds.hub,
    copyright: config.license,
    changed: newest(changed),
    items,
  };
}

/** Items, with the moments at which they last changed. */
type Items = readonly [changed: readonly Moment[], items: readonly FeedItem[]];

function articleItems(
  context: Context,
  paths: Exclude<FeedSource['articles'], 'corrections'>,
  use: (article: Published) => BodyUse,
): Items {
  const articles = paths
    .slice(0, context.config.feeds.items)
    .flatMap((it) => context.articles.get(it) ?? []);
  const items = articles.map((article) => {
    const item = context.items.get(article.path) ?? itemOf(context, article, use(article));
    context.items.set(article.path, item);
    return item;
  });
  return [articles.map((it) => changedAt(it.summary)), items];
}

function correctionItems(context: Context): Items {
  const { notices } = context.edition.corrections;
  const items = notices
    .slice(0, context.config.feeds.items)
    .flatMap((it) => correctionItem(context, it));
  return [items.map((it) => it.published), items];
}

/** A correction by itself. It keeps its id whatever else is corrected in the same article. */
function correctionItem(context: Context, { article: path, at, anchor }: Notice): FeedItem[] {
  const article = context.articles.get(path);
  const correction = article?.summary.corrections[at];
  if (article === undefined || correction === undefined) return [];
  const { summary, address, guid, topics } = article;
  const words = context.words(summary.lang);
  const headline = headlineOf(words, summary);
  const label = words.say('labelled', { label: words.correction(correction.kind) });
  return [
    {
      // A headline says by itself that its article was retracted.
      title: correction.kind === 'retraction' ? headline : `${label} ${headline}`,
      url: `${absoluteUrl(context.config, address)}#${anchor}`,
      guid: `${guid}#${anchor}`,
      creators: creatorsOf(article),
      categories: topics.map((it) => it.title),
      published: correction.date,
      description: correction.text,
      lang: summary.lang,
      notices: [correction.text],
      image: null,
      enclosure: null,
      content: null,
    },
  ];
}

/** Each author once, whatever they did. */
function creatorsOf({ bylines }: Published): string[] {
  return [...new Set(bylines.map((it) => it.name))];
}

function itemOf(context: Context, article: Published, content: BodyUse): FeedItem {
  const { summary, address, guid, topics } = article;
  const { config } = context;
  const page = siteTongue(context);
  const words = context.words(summary.lang);
  const image = pictureOf(context, summary.image, article.resolutions, page);
  return {
    // A list of titles is all that some readers show.
    title: headlineOf(words, summary),
    url: absoluteUrl(config, address),
    guid,
    creators: creatorsOf(article),
    categories: topics.map((it) => it.title),
    published: summary.date,
    description: summary.deck,
    lang: summary.lang,
    notices: retractionsFirst(summary.corrections).map((it) => {
      const label = `${words.correction(it.kind)} (${words.date(it.date).day})`;
      return `${words.say('labelled', { label })} ${it.text}`;
    }),
    image: image === null ? null : { url: config.origin + image.url, alt: image.alt },
    enclosure: enclosureOf(context, article),
    content,
  };
}

function retractionsFirst(corrections: readonly Correction[]): Correction[] {
  const isRetraction = (it: Correction): boolean => it.kind === 'retraction';
  return [...corrections.filter(isRetraction), ...corrections.filter((it) => !isRetraction(it))];
}

/** RSS requires the length and the type of an enclosure; without them it is left out. */
function enclosureOf(context: Context, article: Published): FeedItem['enclosure'] {
  const { audio } = article.summary;
  const path = recordingUrl(context, article);
  if (audio === null || path === null) return null;
  if (audio.length === null || audio.type === null) return null;
  const url = path.startsWith('/') ? context.location.origin + path : path;
  return { url, length: audio.length, type: audio.type };
}

function newest(moments: readonly Moment[]): Moment | null {
  return moments.reduce<Moment | null>(
    (last, it) => (last === null || it.instant > last.instant ? it : last),
    null,
  );
}

import { changedAt } from '../pages/article.ts';
import type {
  Address,
  BodyUse,
  Correction,
  Digest,
  Feed,
  FeedItem,
  Moment,
  Published,
  SourcePath,
} from '../../model.ts';
import { absoluteUrl, hrefOfUrl } from '../location.ts';
import type { Context } from '../pages/context.ts';
import { headlineOf, pictureOf, siteTongue } from '../pages/views.ts';

export interface FeedSource {
  readonly title: string;
  readonly description: string;
  readonly page: Address;
  readonly feed: Address;
  readonly articles: readonly SourcePath[];
}

/** A feed of the newest articles of a list, complete but for the bodies. */
export function feedOfArticles(
  context: Context,
  source: FeedSource,
  use: (article: Published) => BodyUse,
): Feed {
  const { config } = context;
  const articles = source.articles
    .slice(0, config.feeds.items)
    .flatMap((it) => context.articles.get(it) ?? []);
  return {
    title: source.title,
    url: absoluteUrl(config, source.page),
    self: absoluteUrl(config, source.feed),
    description: source.description,
    lang: config.language,
    hub: config.feeds.hub,
    copyright: config.license,
    changed: newest(articles.map((it) => changedAt(it.summary))),
    items: articles.map((it) => itemOf(context, it, use(it))),
  };
}

function itemOf(context: Context, article: Published, content: BodyUse): FeedItem {
  const { summary, address, guid, bylines, topics } = article;
  const { config } = context;
  const page = siteTongue(context);
  const words = context.words(summary.lang);
  const image = pictureOf(context, summary.image, article.resolutions, page);
  return {
    // A list of titles is all that some readers show.
    title: headlineOf(words, summary),
    url: absoluteUrl(config, address),
    guid,
    creators: bylines.map((it) => it.name),
    categories: topics.map((it) => it.title),
    published: summary.date,
    description: summary.deck,
    lang: summary.lang,
    notices: retractionsFirst(summary.corrections).map(
      (it) => `${words.correction(it.kind)} (${words.date(it.date).day}): ${it.text}`,
    ),
    image: image === null ? null : { url: config.origin + image.url, alt: image.alt },
    enclosure: enclosureOf(context, summary.audio),
    content,
  };
}

function retractionsFirst(corrections: readonly Correction[]): Correction[] {
  const isRetraction = (it: Correction): boolean => it.kind === 'retraction';
  return [...corrections.filter(isRetraction), ...corrections.filter((it) => !isRetraction(it))];
}

/** RSS requires the length and the type of an enclosure; without them it is left out. */
function enclosureOf(
  context: Context,
  audio: Published['summary']['audio'],
): FeedItem['enclosure'] {
  if (audio === null || audio.length === null || audio.type === null) return null;
  const path = hrefOfUrl(context.location, audio.url);
  const url = path.startsWith('/') ? context.location.origin + path : path;
  return { url, length: audio.length, type: audio.type };
}

function newest(moments: readonly Moment[]): Moment | null {
  return moments.reduce<Moment | null>(
    (last, it) => (last === null || it.instant > last.instant ? it : last),
    null,
  );
}

/** Which bodies a feed holds, for its inputs. */
export function bodiesOf(feed: Feed): Digest[] {
  return feed.items.map((it) => it.content.body);
}

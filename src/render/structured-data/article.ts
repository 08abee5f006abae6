/** The structured data of an article (NEWSROOM.md, "Metadata"), complete but for the number of its words. */
import { correctionAnchors } from '../../addresses.ts';
import { absoluteUrl } from '../location.ts';
import type {
  ArticleKind,
  ArticleSummary,
  CitedSource,
  JsonLd,
  Published,
  SourcePath,
} from '../../model.ts';
import { changedAt } from '../pages/article.ts';
import type { Context } from '../pages/context.ts';
import { recordingUrl } from '../pages/recording.ts';
import { isoOf, isRetracted, pictureOf } from '../pages/views.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { node, oneOrMore } from './json-ld.ts';
import { licenseOf, publicationNode, publisherNode } from './publisher.ts';

/** The nodes of an article's page: the article itself is the first, and gets its `wordCount` while rendering. */
export function articleData(context: Context, article: Published): JsonLd[] {
  const { config } = context;
  const { summary, address } = article;
  const url = absoluteUrl(config, address);
  const paid = summary.sponsor !== null;
  const anchors = correctionAnchors(summary.corrections);
  const itself = node(paid ? 'AdvertiserContentArticle' : TYPES[summary.kind], {
    headline: summary.title,
    description: summary.deck,
    url,
    mainEntityOfPage: summary.canonical ?? url,
    datePublished: isoOf(summary.date),
    dateModified: isoOf(changedAt(summary)),
    author: article.bylines.map((it) =>
      node('Person', { name: it.name, url: absoluteUrl(config, it.address) }),
    ),
    publisher: publisherNode(config),
    // Only news has a dateline.
    ...(paid ? {} : { dateline: summary.place }),
    image: imageOf(context, article),
    ...recordingOf(context, article),
    articleSection: article.topics[0]?.title ?? null,
    keywords: article.topics.map((it) => it.title),
    inLanguage: summary.lang,
    isPartOf: [publicationNode(config), ...seriesOf(context, article)],
    position: article.series?.part ?? null,
    citation: article.citations.map(citationOf),
    isBasedOn: oneOrMore(originsOf(summary)),
    translationOfWork: article.original === null ? null : versionOf(context, article.original),
    workTranslation: article.translations
      .filter((it) => context.articles.get(it)?.original === article.path)
      .flatMap((it) => versionOf(context, it) ?? []),
    correction: summary.corrections.map(({ kind, date, text }, at) =>
      node('CorrectionComment', {
        name: context.words(summary.lang).correction(kind),
        text,
        datePublished: isoOf(date),
        url: `${url}#${anchors[at] ?? ''}`,
      }),
    ),
    creativeWorkStatus: isRetracted(summary) ? 'Retracted' : null,
    sponsor:
      summary.sponsor === null
        ? null
        : node('Organization', { name: summary.sponsor.name, url: summary.sponsor.url }),
    license: licenseOf(summary.license ?? config.license),
  });
  const [topic] = article.topics;
  return [
    itself,
    breadcrumbs(context, [
      ...(topic === undefined ? [] : [topic]),
      { title: summary.title, address },
    ]),
  ];
}

/** What a kind is in schema.org. */
const TYPES: Readonly<Record<ArticleKind, string | readonly string[]>> = {
  news: 'ReportageNewsArticle',
  opinion: 'OpinionNewsArticle',
  analysis: 'AnalysisNewsArticle',
  background: 'BackgroundNewsArticle',
  review: 'ReviewNewsArticle',
  interview: 'NewsArticle',
  satire: ['NewsArticle', 'SatiricalArticle'],
};

function imageOf(context: Context, { summary, resolutions }: Published): JsonLd | null {
  const { lang, dir, image } = summary;
  const picture = pictureOf(context, image, resolutions, { lang, dir });
  if (picture === null) return null;
  return node('ImageObject', {
    url: context.config.origin + picture.url,
    caption: picture.caption,
    creditText: picture.credit,
    license: licenseOf(image?.license ?? null),
  });
}

function recordingOf(context: Context, article: Published): JsonLd {
  const { audio } = article.summary;
  const url = recordingUrl(context, article);
  if (audio === null || url === null) return {};
  const film = audio.type?.startsWith('video/') === true;
  const recording = node(film ? 'VideoObject' : 'AudioObject', {
    contentUrl: url.startsWith('/') ? context.config.origin + url : url,
    encodingFormat: audio.type,
    duration: audio.duration === null ? null : isoDuration(audio.duration),
  });
  return film ? { video: recording } : { audio: recording };
}

/** `1:05:00`, `25:30` or seconds as ISO 8601 has them. */
function isoDuration(written: string): string {
  const [seconds = 0, minutes = 0, hours = 0] = written.split(':').map(Number).reverse();
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds}S`;
}

function seriesOf(context: Context, { series }: Published): JsonLd[] {
  if (series === null) return [];
  const { title, address } = series.tag;
  return [node('CreativeWorkSeries', { name: title, url: absoluteUrl(context.config, address) })];
}

function citationOf({ title, url, author, date, outlet, archived, lang }: CitedSource): JsonLd {
  return node('CreativeWork', {
    name: title,
    url,
    author: author === null ? null : node('Person', { name: author }),
    datePublished: date,
    publisher: outlet === null ? null : node('Organization', { name: outlet.name }),
    archivedAt: archived,
    inLanguage: lang,
  });
}

/** Where an article first appeared: by name where one is given, else by its canonical address. */
function originsOf({ republishedFrom, canonical }: ArticleSummary): (string | JsonLd)[] {
  if (republishedFrom === null) return canonical === null ? [] : [canonical];
  return [
    node('CreativeWork', {
      url: canonical ?? republishedFrom.url,
      publisher: node('Organization', { name: republishedFrom.label }),
    }),
  ];
}

function versionOf(context: Context, path: SourcePath): JsonLd | null {
  const other = context.articles.get(path);
  if (other === undefined) return null;
  return node('CreativeWork', {
    headline: other.summary.title,
    url: absoluteUrl(context.config, other.address),
    inLanguage: other.summary.lang,
  });
}

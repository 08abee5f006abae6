/** The shapes that several pages share: card, picture, site, head, pagination. */
import {
  ARCHIVE,
  AUTHORS,
  CORRECTIONS,
  FEEDS,
  KINDS,
  SERIES,
  SOURCES,
  TOPICS,
} from '../../addresses.ts';
import { formatMoment } from '../../base/moment.ts';

import { byCodePoint } from '../../base/order.ts';
import { primaryOf } from '../../config/languages.ts';
import type {
  Address,
  ArticleSummary,
  Byline,
  Collection,
  Correction,
  Direction,
  Html,
  Moment,
  Picture,
  Published,
  Resolution,
  SourcePath,
  Tag,
} from '../../model.ts';
import type { Words } from '../labels.ts';
import { absoluteUrl, hrefOfUrl } from '../location.ts';
import { scriptOf } from '../structured-data/json-ld.ts';
import { pageData } from '../structured-data/pages.ts';
import { share } from '../sheet.ts';
import type { ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';

/** Filled in while rendering. */
export const NO_CONTENT = '' as Html;

/** Language and direction of a page. */
export interface Tongue {
  readonly lang: string;
  readonly dir: Direction;
}

export function href(context: Context, address: Address): string {
  return context.location.base + address;
}

export function siteTongue({ config }: Context): Tongue {
  return { lang: config.language, dir: config.dir };
}

/** An article as listings show it, in the language of the page they stand on. */
export function cardOf(context: Context, path: SourcePath, page: Tongue): ViewOf<'card'>[] {
  const article = context.articles.get(path);
  if (article === undefined) return [];
  let cards = context.cards.get(page.lang);
  if (cards === undefined)
    context.cards.set(page.lang, (cards = new Map<SourcePath, ViewOf<'card'>>()));
  let card = cards.get(path);
  if (card === undefined) cards.set(path, (card = share(makeCard(context, article, page))));
  return [card];
}

function makeCard(context: Context, article: Published, page: Tongue): ViewOf<'card'> {
  const { summary } = article;
  const words = context.words(page.lang);
  const mark = markOf(article);
  // What is paid for says so in place of its kind, and speaks in no kind's voice.
  const paid = summary.sponsor !== null;
  const [topic] = article.topics;
  return {
    url: href(context, article.address),
    title: summary.title,
    long: [...summary.title].length > LONG_HEADLINE,
    deck: summary.deck,
    kind: paid ? words.mark('sponsored') : words.kind(summary.kind),
    kindId: paid ? 'sponsored' : summary.kind,
    kindUrl: null,
    argues: !paid && ARGUING.has(summary.kind),
    mark: mark === null ? null : words.mark(mark),
    markId: mark,
    paid: paid ? words.mark('sponsored') : null,
    topic: topic === undefined ? null : tagLink(context, topic),
    byline: bylineOf(context, article.bylines, page),
    date: words.date(summary.date),
    image: pictureOf(context, summary.image, article.resolutions, page),
    lang: summary.lang === page.lang ? null : summary.lang,
    dir: summary.dir === page.dir ? null : summary.dir,
  };
}

/** In another language than the site's, while the same story is there in the site's. */
export function isTranslated(context: Context, path: SourcePath): boolean {
  const own = primaryOf(context.config.language);
  const languageOf = (it: SourcePath): string =>
    primaryOf(context.articles.get(it)?.summary.lang ?? '');
  const others = context.articles.get(path)?.translations ?? [];
  return languageOf(path) !== own && others.some((it) => languageOf(it) === own);
}

/** Kinds that speak in the author's own voice. */
const ARGUING: ReadonlySet<ArticleSummary['kind']> = new Set(['opinion', 'interview', 'review']);

/** What must be said of an article before its headline; a retraction before anything else. */
export function markOf({ summary, visibility }: Published): string | null {
  if (isRetracted(summary)) return 'retracted';
  return visibility === 'live' ? null : visibility;
}

export function isRetracted(summary: ArticleSummary): boolean {
  return summary.corrections.some((it: Correction) => it.kind === 'retraction');
}

/**
 * A headline where nothing but headlines is shown: what must be said first is part of it, and so it is said
 * in the words of the article's own language.
 */
export function headlineOf({ mark, say }: Words, summary: ArticleSummary): string {
  const said = [
    ...(isRetracted(summary) ? [mark('retracted')] : []),
    ...(summary.sponsor === null ? [] : [mark('sponsored')]),
  ];
  return [...said.map((label) => say('labelled', { label })), summary.title].join(' ');
}

/** What a collection is called: a kind has its name in the language of the page. */
export function collectionTitle(context: Context, it: Collection): string {
  return it.of === 'kind' ? context.words(context.config.language).kind(it.id) : it.title;
}

/** These articles in reading order, whatever order a collection has them in. */
export function newestFirst(context: Context, paths: readonly SourcePath[]): SourcePath[] {
  const instant = (path: SourcePath): number =>
    context.articles.get(path)?.summary.date.instant ?? 0;
  return [...paths].sort((a, b) => instant(b) - instant(a) || byCodePoint(a, b));
}

export function tagLink(context: Context, { title, address }: Tag): ViewOf<'link'> {
  return { label: title, url: href(context, address), current: false };
}

export function bylineOf(
  context: Context,
  bylines: readonly Byline[],
  page: Tongue,
  place: string | null = null,
): ViewOf<'credit'>[] {
  const joints = context.words(page.lang).byline(bylines, place);
  return bylines.map(({ name, role, address }, at) => ({
    joint: joints[at]?.before ?? '',
    name,
    url: href(context, address),
    after: joints[at]?.after ?? '',
    role,
  }));
}

/** Things in groups, in the order in which the first of each stands. */
export function groupsOf<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
): [group: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const it of items) {
    const group = groupOf(it);
    const all = groups.get(group) ?? [];
    all.push(it);
    groups.set(group, all);
  }
  return [...groups];
}

/** A byline in one line of text. */
export function bylineText(words: Words, bylines: readonly Byline[]): string {
  return words
    .byline(bylines, null)
    .map(({ before, after }, at) => before + (bylines[at]?.name ?? '') + after)
    .join('');
}

export function pictureOf(
  context: Context,
  picture: Picture | null,
  resolutions: readonly Resolution[],
  page: Tongue,
): ViewOf<'picture'> | null {
  if (picture === null || picture.reference === null) return null;
  const file = resolutions[picture.reference];
  if (file?.to !== 'file') return null;
  return {
    url: href(context, file.address),
    alt: picture.alt ?? '',
    caption: picture.caption,
    credit: picture.credit,
    creditUrl: picture.creditUrl,
    license: picture.license,
    nature: picture.nature === null ? null : context.words(page.lang).nature(picture.nature),
  };
}

const MOST_TOPICS = 8;

/** Letters of a name and of a headline, from which on they are set smaller. */
const LONG_NAME = 22;
const LONG_HEADLINE = 80;

/** What every page says of the site, in the site's language; the same object for all pages of one language. */
export function siteOf(context: Context, page: Tongue, current: Address | null): ViewOf<'site'> {
  const { config, edition } = context;
  const key = `${page.lang}\n${page.dir}`;
  const nameplate = config.theme.nameplate.words ?? config.title;
  const made = context.sites.get(key) ?? {
    title: config.title,
    nameplate,
    nameplateLong: [...nameplate].length > LONG_NAME,
    nameplateImage:
      config.theme.nameplate.image === null
        ? null
        : hrefOfUrl(config, config.theme.nameplate.image),
    description: config.description,
    url: href(context, '/' as Address),
    lang: page.lang === config.language ? null : config.language,
    dir: page.dir === config.dir ? null : config.dir,
    nav: config.nav.map((it) => ({
      label: it.label,
      url: hrefOfUrl(config, it.url),
      current: false,
    })),
    social: links(context, config.social),
    feed: href(context, edition.front.feed),
    topics: [...edition.topics]
      .sort((a, b) => b.articles.length - a.articles.length)
      .slice(0, MOST_TOPICS)
      .map((it) => tagLink(context, it)),
    topicsUrl: href(context, TOPICS),
    authorsUrl: href(context, AUTHORS),
    archiveUrl: href(context, ARCHIVE),
    kindsUrl: edition.kinds.length === 0 ? null : href(context, KINDS),
    seriesUrl: edition.series.length === 0 ? null : href(context, SERIES),
    sourcesUrl: edition.sources.length === 0 ? null : href(context, SOURCES),
    correctionsUrl: edition.corrections.notices.length === 0 ? null : href(context, CORRECTIONS),
    feedsUrl: href(context, FEEDS),
    publisher: config.publisher.name,
    policies: links(context, config.publisher.policies),
    license: config.license,
    labels: context.words(config.language).labels,
  };
  context.sites.set(key, made);
  if (current === null) return made;
  const here = href(context, current);
  if (!made.nav.some((it) => it.url === here)) return made;
  return { ...made, nav: made.nav.map((it) => ({ ...it, current: it.url === here })) };
}

export function links(
  { config }: Context,
  list: readonly { readonly label: string; readonly url: string }[],
): ViewOf<'link'>[] {
  return list.map((it) => ({ label: it.label, url: hrefOfUrl(config, it.url), current: false }));
}

/** What the head of a page says, with what is the same on most pages filled in. */
export function headOf(
  context: Context,
  page: Tongue,
  given: { readonly title: string; readonly address: Address | null } & Partial<ViewOf<'head'>>,
): ViewOf<'head'> {
  const { config, edition } = context;
  const { address, title, ...more } = given;
  const siteFeed = {
    label: config.title,
    url: absoluteUrl(config, edition.front.feed),
    current: false,
  };
  return {
    description: null,
    canonical: address === null ? null : absoluteUrl(config, address),
    type: 'website',
    locale: page.lang.replace('-', '_'),
    authors: [],
    section: null,
    image: null,
    imageAlt: null,
    published: null,
    modified: null,
    noindex: false,
    tags: [],
    authorUrls: [],
    versions: [],
    previous: null,
    next: null,
    ...page,
    arabic: page.dir === 'rtl' && !OTHER_FROM_THE_RIGHT.has(primaryOf(page.lang)),
    cyrillic: CYRILLIC.has(primaryOf(page.lang)),
    ...more,
    title: title === config.title ? title : `${title} · ${config.title}`,
    name: title,
    structuredData: dataOf(context, page, given),
    feeds: [siteFeed, ...(more.feeds ?? [])],
  };
}

/** Languages written from the right in a script of their own. */
const OTHER_FROM_THE_RIGHT: ReadonlySet<string> = new Set('arc dv he iw ji nqo syr yi'.split(' '));

/** Languages whose pages are preloaded with the Cyrillic face. */
const CYRILLIC: ReadonlySet<string> = new Set('be bg kk ky mk mn ru sr tg uk'.split(' '));

/** A page says what it is. Those that say nothing of it are lists, and those without an address are no pages. */
function dataOf(
  context: Context,
  page: Tongue,
  { structuredData, address, title, description = null }: Parameters<typeof headOf>[2],
): ViewOf<'head'>['structuredData'] {
  if (structuredData !== undefined || address === null) return structuredData ?? null;
  return scriptOf(pageData(context, 'CollectionPage', { ...page, title, address, description }));
}

export function feedLink(context: Context, title: string, feed: Address | null): ViewOf<'link'>[] {
  return feed === null
    ? []
    : [
        {
          label: `${title} · ${context.config.title}`,
          url: absoluteUrl(context.config, feed),
          current: false,
        },
      ];
}

/** Where a page stands. `order` says what the links to those beside it are called. */
export function paginationOf(
  context: Context,
  page: Tongue,
  pages: readonly Address[],
  { number }: ListingPage<unknown>,
  order: 'by time' | 'otherwise' = 'by time',
): ViewOf<'pagination'> {
  const words = context.words(page.lang);
  const { later, earlier, previousPage, nextPage } = words.labels;
  const at = (index: number): string | null => {
    const address = pages[index];
    return address === undefined ? null : href(context, address);
  };
  return {
    number,
    total: pages.length,
    summary: words.say('pageOf', { number, total: pages.length }),
    previous: number > 1 ? at(number - 2) : null,
    next: at(number),
    previousLabel: order === 'by time' ? later : previousPage,
    nextLabel: order === 'by time' ? earlier : nextPage,
  };
}

/** A moment as `<meta>` and JSON-LD want it: ISO 8601 with its offset. */
export function isoOf(moment: Moment): string {
  return formatMoment(moment);
}

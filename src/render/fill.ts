/**
 * Fills the holes of a body, for a page or for a feed item. The one place where an article's links get
 * their final form. Finished HTML is never parsed again: a body is pieces of markup with holes between.
 */
import { escapeHtml, html, joinHtml, markup } from '../base/html.ts';
import type { Config } from '../config/config.ts';
import type {
  Address,
  Body,
  BodyUse,
  CitedWork,
  Hole,
  Html,
  SeeAlsoItem,
  Target,
} from '../model.ts';
import { attributionInFeed, attributionView } from './attribution.ts';
import { facadeOf, placeOf, playerOf } from './facade.ts';
import { wordsOf } from './labels.ts';
import { absoluteUrl, hrefOf } from './location.ts';
import type { Location } from './location.ts';
import type { PageView } from './views.ts';

/** Renders the fragments of the theme that stand inside an article's text. */
export interface Fragments {
  seeAlso(view: PageView<'see-also'>): Html;
  embed(view: PageView<'embed'>): Html;
  attribution(view: PageView<'attribution'>): Html;
  continueAt(view: PageView<'continue'>): Html;
}

/** How the holes of one kind of output are filled. */
interface Filler {
  href(target: Target): string | null;
  /** Where a page of this site is. */
  page(address: Address | null): string | null;
  source(target: Target): string | null;
  seeAlso(hole: Extract<Hole, { readonly hole: 'see-also' }>): Html;
  embed(hole: Extract<Hole, { readonly hole: 'embed' }>): Html;
  attribution(work: CitedWork): Html;
  continueAt(work: CitedWork, url: string): Html;
  date(date: string): string;
  id(id: string): Html;
  fragment(id: string): Html;
  pageOnly(html: Html): Html;
  /** More attributes of a picture. */
  readonly picture: Html;
}

const NOTHING = '' as Html;

/** The body as an article page shows it. */
export function fillForPage(
  body: Body,
  use: BodyUse,
  location: Location & Pick<Config, 'labels'>,
  fragments: Fragments,
): Html {
  const words = wordsOf(use.lang, location.labels);
  const names = new Set<string>();
  const quoted = new Set<CitedWork>();
  // Landmarks of a page are told apart by their names: an aside that has that of another gets a number.
  const asideName = (label: string, title = ''): string => {
    const name = `${words.say('labelled', { label })} ${title}`.trim();
    const taken = (it: number): boolean => names.has(it === 1 ? name : `${name} (${it})`);
    let number = 1;
    while (taken(number)) number++;
    const own = number === 1 ? name : `${name} (${number})`;
    names.add(own);
    return own;
  };
  return fill(body, use, {
    href: (target) => target.elsewhere ?? hrefOf(location, target),
    page: (address) => hrefOf(location, { address, fragment: null }),
    source: (target) => (target.address === null ? null : `${location.base}${target.address}`),
    seeAlso: ({ label, items }) => {
      const views = asideItems(items, use.targets).map((it) => asideView(it, use, location));
      return fragments.seeAlso({ label, name: asideName(label, views[0]?.title), items: views });
    },
    embed: ({ provider, url, title }) =>
      fragments.embed({
        url,
        title,
        address: placeOf(url),
        ...(playerOf(url) ?? { player: null, playerUrl: null }),
        ...facadeOf(provider, words),
      }),
    attribution: (work) => {
      const resumed = quoted.has(work) ? words.say('resumed', { outlet: work.outlet.name }) : null;
      quoted.add(work);
      return fragments.attribution({
        ...attributionView(work, use.lang, words, location),
        resumed,
      });
    },
    continueAt: ({ outlet: { name: outlet }, title }, url) =>
      fragments.continueAt({ outlet, url, title, words: words.say('continueAt', { outlet }) }),
    date: words.partialDate,
    id: (id) => html` id="${use.idPrefix}${id}"`,
    fragment: (id) => html`#${use.idPrefix}${id}`,
    pageOnly: (it) => it,
    picture: ' loading="lazy" decoding="async"' as Html,
  });
}

/** The body as a feed item carries it: every URL absolute, no ids, nothing that a feed reader would refuse. */
export function fillForFeed(
  body: Body,
  use: BodyUse,
  location: Location & Pick<Config, 'labels'>,
): Html {
  const words = wordsOf(use.lang, location.labels);
  const home = absoluteUrl(location, use.address);
  const href = (target: Target): string | null => {
    const path = hrefOf(location, target);
    return path === null ? target.elsewhere : location.origin + path;
  };
  return fill(body, use, {
    href,
    page: (address) => (address === null ? null : absoluteUrl(location, address)),
    source: href,
    seeAlso: ({ label, items }) => {
      const links = asideItems(items, use.targets).map((it) => {
        const url = it.target === null ? it.url : href(it.target);
        const title = it.target?.card?.title ?? it.words;
        return url === null ? escapeHtml(title) : html`<a href="${url}">${title}</a>`;
      });
      const list = joinHtml(links, `${words.labels.semicolon} `);
      return html`<p><strong>${words.say('labelled', { label })}</strong> ${markup(list)}</p>`;
    },
    embed: ({ provider, url, title }) =>
      html`<p><a href="${url}">${title ?? words.say('playAt', { provider })}</a></p>`,
    attribution: (work) => attributionInFeed(attributionView(work, use.lang, words, location)),
    continueAt: ({ outlet }, url) =>
      html`<p><a href="${url}">${words.say('continueAt', { outlet: outlet.name })}</a></p>`,
    date: words.partialDate,
    id: () => NOTHING,
    fragment: (id) => html`${home}#${id}`,
    pageOnly: () => NOTHING,
    picture: NOTHING,
  });
}

function fill(body: Body, use: BodyUse, filler: Filler): Html {
  return joinHtml(
    body.pieces.map((piece) => (typeof piece === 'string' ? piece : fillHole(piece, use, filler))),
  );
}

function fillHole(hole: Hole, use: BodyUse, filler: Filler): Html {
  switch (hole.hole) {
    case 'link': {
      const url = hrefAt(hole.reference, use, filler);
      if (url === null) return NOTHING;
      return opening('a', [html` href="${url}"`, titleOf(hole)]);
    }
    case 'link-end':
      return hrefAt(hole.reference, use, filler) === null ? NOTHING : ('</a>' as Html);
    case 'words':
      return escapeHtml(use.targets[hole.reference]?.words ?? '');
    case 'see-also':
      return filler.seeAlso(hole);
    case 'picture': {
      const target = use.targets[hole.reference];
      const source = target === undefined ? null : filler.source(target);
      if (source === null) return escapeHtml(hole.alt);
      const alt = html` alt="${hole.alt}"`;
      return opening('img', [html` src="${source}"`, alt, titleOf(hole), filler.picture]);
    }
    case 'id':
      return filler.id(hole.id);
    case 'fragment':
      return filler.fragment(hole.id);
    case 'page-only':
      return filler.pageOnly(hole.html);
    case 'embed':
      return filler.embed(hole);
    case 'topic-link': {
      const url = filler.page(use.topic);
      return url === null ? NOTHING : opening('a', [html` href="${url}"`]);
    }
    case 'topic-link-end':
      return use.topic === null ? NOTHING : ('</a>' as Html);
    case 'attribution': {
      const work = use.citations[hole.citation];
      return work === undefined ? NOTHING : filler.attribution(work);
    }
    case 'continue': {
      const work = use.citations[hole.citation];
      return work === undefined || work.url === null ? NOTHING : filler.continueAt(work, work.url);
    }
    case 'date':
      return escapeHtml(filler.date(hole.date));
  }
}

/** A tag without its end: a formatter that knows HTML would close it, if it stood in a template of `html`. */
function opening(name: 'a' | 'img', attributes: readonly Html[]): Html {
  return `<${name}${joinHtml(attributes)}>` as Html;
}

function titleOf({ title }: { readonly title: string | null }): Html {
  return title === null ? NOTHING : html` title="${title}"`;
}

function hrefAt(reference: number, use: BodyUse, filler: Filler): string | null {
  const target = use.targets[reference];
  return target === undefined ? null : filler.href(target);
}

type AsideItem =
  | { readonly target: Target; readonly words: string }
  | { readonly target: null; readonly url: string; readonly words: string };

/** The lines of an aside; where a whole line resolved to nothing, its parts. */
function asideItems(items: readonly SeeAlsoItem[], targets: readonly Target[]): AsideItem[] {
  return items.flatMap((item): AsideItem[] => {
    if ('url' in item) return [{ target: null, url: item.url, words: item.words }];
    const target = targets[item.reference];
    if (target === undefined) return [];
    if (target.instead) return asideItems(item.instead, targets);
    return [{ target, words: item.words }];
  });
}

function asideView(
  item: AsideItem,
  use: BodyUse,
  location: Location,
): PageView<'see-also'>['items'][number] {
  const plain = { date: null, byline: null, lang: null, dir: null };
  if (item.target === null) return { title: item.words, url: item.url, ...plain };
  const url = item.target.elsewhere ?? hrefOf(location, item.target);
  const { card } = item.target;
  if (card === null) return { title: item.words, url, ...plain };
  const foreign = card.lang === use.lang ? null : card;
  return {
    title: card.title,
    url,
    date: card.date,
    byline: card.byline === '' ? null : card.byline,
    lang: foreign?.lang ?? null,
    dir: foreign?.dir ?? null,
  };
}

/** The works that a text cites, each once, with the outlets they appeared in. */
import { sourceAddress } from '../addresses.ts';
import { foldHeadline } from '../base/fold.ts';
import type { CitedSource, Cites, FurtherSource, Summary } from '../model.ts';
import type { Name } from './names.ts';
import { isSaying } from './outlets.ts';
import type { Outlets } from './outlets.ts';

type Work = Omit<CitedSource, 'by' | 'outlet'> & { readonly outlet: string | null };

/**
 * What a text cites. An excerpt, an entry of `sources:` and a link are one citation where their URLs lead to
 * one page; what one of them leaves out is taken from the next. `hasPage` says which outlets have a page.
 */
export function citesOf(
  summary: Summary,
  outlets: Outlets,
  hasPage: (outlet: Name) => boolean,
): Cites {
  const { citations: quoted, outwardLinks } = summary;
  const further = summary.of === 'article' ? summary.sources : NONE;
  if (quoted.length + outwardLinks.length + further.length === 0) return NOTHING;
  const found: CitedSource[] = [];
  const places = new Map<string, number>();
  const cite = (by: CitedSource['by'], work: Work): number => {
    const key = keyOf(work);
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, found.length);
      return found.push({ by, ...work, outlet: outletOf(work) }) - 1;
    }
    const first = found[place];
    if (first !== undefined && by !== 'link') found[place] = filledUp(first, work);
    return place;
  };
  const outletOf = (work: Work): CitedSource['outlet'] => {
    const outlet = outlets.of(work);
    if (outlet === null) return null;
    const { name, entry } = outlet;
    const tag = entry !== null && hasPage(entry) ? tagOf(entry) : null;
    return { name, tag };
  };
  const filledUp = (first: CitedSource, work: Work): CitedSource => ({
    ...first,
    outlet: first.outlet ?? outletOf(work),
    title: first.title ?? work.title,
    author: first.author ?? work.author,
    date: first.date ?? work.date,
    archived: first.archived ?? work.archived,
    lang: first.lang ?? work.lang,
  });
  const excerpts = quoted.map((it) => {
    const work = isSaying(it) ? outlets.ofSaying(it) : it;
    return work === null ? NO_PLACE : cite('excerpt', work);
  });
  for (const it of further) cite('field', { ...it, lang: null });
  for (const url of outwardLinks) if (outlets.at(url) !== null) cite('link', { ...BARE, url });
  return { citations: found, excerpts };
}

/** What a person said is quoted, and cites nothing. */
const NO_PLACE = -1;

const NONE: readonly FurtherSource[] = [];

const NOTHING: Cites = { citations: [], excerpts: [] };

const BARE: Omit<Work, 'url'> = {
  outlet: null,
  title: null,
  author: null,
  date: null,
  archived: null,
  lang: null,
};

function tagOf({ id, title }: Name): NonNullable<CitedSource['outlet']>['tag'] {
  return { id, title, address: sourceAddress(id) };
}

/** Equal for two mentions of one work. */
function keyOf({ url, outlet, title, author, date }: Work): string {
  if (url !== null) return pageOf(url);
  return JSON.stringify([outlet ?? '', title ?? '', author ?? '', date ?? ''].map(foldHeadline));
}

/** A URL without what leads to the same page: scheme, `www.`, fragment, last slash, and marks of where a reader came from. */
export function pageOf(url: string): string {
  const [plain = ''] = url.split('#');
  const bare = plain.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+(?=\?|$)/, '');
  return bare.includes('?') ? bare.replace(TRACKING, '').replace(/[?&]$/, '') : bare;
}

const TRACKING = /(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|mc_[ce]id)=[^&]*&?/g;

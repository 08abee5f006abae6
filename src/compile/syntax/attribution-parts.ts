/**
 * The grammar of an attribution, `[Outlet](url), “Title”, 14 January 2020, Author`: parts between commas, of
 * which those in quotation marks are the title, those that say a date the date.
 */
import { dateFromWords } from '../../config/dates.ts';

/** A stretch of an attribution's text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** A link in an attribution. */
export interface LinkRange extends Range {
  /** Absolute, http or https; null for one within the site. */
  readonly url: string | null;
}

export interface AttributionParts {
  readonly outlet: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601. */
  readonly date: string | null;
  /** What names the work: the title, else the outlet. */
  readonly work: Range | null;
  /** A part that looks like a date and is none. */
  readonly wrongDate: string | null;
  /**
   * Nothing but names, of which nobody can say what they name: `Ada Quill, minister` and `Evening Post`. Whoever
   * has the registry can.
   */
  readonly namesOnly: boolean;
}

/** Reads the text of an attribution, without its dash. */
export function attributionParts(
  text: string,
  links: readonly LinkRange[],
  lang: string,
): AttributionParts {
  const parts = split(text, links);
  const dated = dateAmong(parts, lang);
  const named = parts.filter((it) => !dated.taken.includes(it));
  const title = named.find((it) => it.quoted !== null) ?? null;
  const plain = named.filter((it) => it.quoted === null);
  const linked = parts.find((it) => it.link !== null);
  const outlet = outletAmong(plain, title, parts[0] === title);
  const author = plain
    .filter((it) => it !== outlet)
    .map((it) => it.words)
    .join(', ');
  const wrong = plain.find((it) => LIKE_A_DATE.test(it.words));
  const isWork = links.length > 0 || title !== null || dated.date !== null || wrong !== undefined;
  return {
    outlet: outlet === null || IS_ADDRESS.test(outlet.words) ? null : outlet.words,
    url: linked?.link?.url ?? null,
    title: title?.quoted ?? null,
    author: author.replace(/^by /i, '') || null,
    date: dated.date,
    work: title ?? outlet,
    wrongDate: wrong?.words ?? null,
    namesOnly: !isWork && !/^by /i.test(author) && !IS_ADDRESS.test(outlet?.words ?? ''),
  };
}

interface Part extends Range {
  readonly words: string;
  /** What stands between its quotation marks; null for a part without them. */
  readonly quoted: string | null;
  readonly link: LinkRange | null;
}

const QUOTED = /^["“”„«‘'‚‹]\s*(.+?)\s*[,،，]?\s*["”“»’'›]$/u;
/** A title at the start of a part, whatever commas are in it: up to a mark that a comma follows, or is in. */
const LEADING_TITLE = /^\s*["“”„«‘'‚‹].*?(?:["”“»’'›](?=\s*(?:[,،，]|$))|[,،，]["”“»’'›](?=\s))/u;
const IS_ADDRESS = /^(?:https?:|www\.)/i;
const COMMA = /[,،，]/;

const LIKE_A_DATE =
  /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.? (?:de |of )?\p{L}+\.? (?:de )?\d{4}|\p{L}+ \d{1,2} \d{4})$/u;

function split(text: string, links: readonly LinkRange[]): Part[] {
  const parts: Part[] = [];
  let start = 0;
  while (start <= text.length) {
    const end = endOf(text, start, links);
    const part = partOf(text, start, end, links);
    if (part !== null) parts.push(part);
    start = COMMA.test(text.charAt(end)) ? end + 1 : Math.max(end, start + 1);
  }
  return parts;
}

/** Where a part ends: at the next comma that is in no title and no link. */
function endOf(text: string, start: number, links: readonly LinkRange[]): number {
  let at = start + (LEADING_TITLE.exec(text.slice(start))?.[0].length ?? 0);
  if (at > start && COMMA.test(text.charAt(at - 2))) return at;
  for (; at < text.length; at++) {
    const link = links.find((it) => it.start <= at && at < it.end);
    if (link !== undefined) at = link.end - 1;
    else if (COMMA.test(text.charAt(at))) return at;
  }
  return text.length;
}

function partOf(text: string, from: number, to: number, links: readonly LinkRange[]): Part | null {
  const words = text.slice(from, to).trim();
  if (words === '') return null;
  const start = from + text.slice(from, to).indexOf(words);
  const end = start + words.length;
  const link = links.find((it) => it.start < end && it.end > start) ?? null;
  const quoted = QUOTED.exec(words)?.[1] ?? null;
  return { start, end, words: words.replace(/\s+/g, ' '), quoted, link };
}

/** The first part that is a date, or the first two: `January 14, 2020` has a comma of its own. */
function dateAmong(
  parts: readonly Part[],
  lang: string,
): { readonly date: string | null; readonly taken: readonly Part[] } {
  for (const [at, part] of parts.entries()) {
    if (part.quoted !== null) continue;
    const next = parts[at + 1];
    const alone = dateFromWords(part.words, lang);
    const both = next === undefined ? null : dateFromWords(`${part.words}, ${next.words}`, lang);
    if (next !== undefined && both !== null) return { date: both, taken: [part, next] };
    if (alone !== null) return { date: alone, taken: [part] };
  }
  return { date: null, taken: [] };
}

/**
 * The outlet is the first part, or one that is a link where that is none. Where the first part is a title that
 * is a link, the host of its address tells.
 */
function outletAmong(plain: readonly Part[], title: Part | null, titleFirst: boolean): Part | null {
  const linked = plain.find((it) => it.link !== null);
  if (linked !== undefined) return linked;
  if (titleFirst && typeof title?.link?.url === 'string') return null;
  return plain[0] ?? null;
}

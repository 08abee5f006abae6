/**
 * Reads the words of a block of a plain article (see `plain-article.ts`): emphasis, strong words, code and
 * links with their addresses, as CommonMark 0.31.2 rules them in the cases where nothing has two meanings.
 */
import type { Text } from 'hast';
import { isAddress } from '../runs.ts';

/** What stands in a block, in its order. */
export type Inline =
  /** A node, since typography sets it in place. */
  | Text
  | { readonly type: 'code'; readonly value: string }
  | { readonly type: 'tag'; readonly tag: '<em>' | '</em>' | '<strong>' | '</strong>' }
  /** `at` is where its address stands in the block. */
  | {
      readonly type: 'link';
      readonly url: string;
      readonly at: number;
      readonly words: Text;
    };

/**
 * Reads `text` from `from` to `to` and adds what it finds to `found`. False when anything in it might mean
 * more than these few things; what was added is then not to be used. `heading` says that it stands behind
 * the mark of one.
 */
export function readInline(
  text: string,
  from: number,
  to: number,
  found: Inline[],
  heading: boolean = false,
): boolean {
  const scan: Scan = { text, from, to, found, at: from, pending: from, open: [] };
  if (from >= to || text.charCodeAt(to - 1) === BLANK) return false;
  // Nothing begins a block behind the mark of a heading.
  if (heading ? text.charCodeAt(from) <= BLANK : !beginsPlainly(text, from, to)) return false;
  while (scan.at < to) {
    const code = text.charCodeAt(scan.at);
    if (code > 127 || MEANING[code] === 0) scan.at++;
    else if (!readMark(scan, code)) return false;
  }
  flush(scan);
  return scan.open.length === 0;
}

interface Scan {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly found: Inline[];
  at: number;
  /** Where the text begins that is not yet in `found`. */
  pending: number;
  /** The sequences of `*` and `_` that wait for their end. */
  readonly open: string[];
}

const NEWLINE = 10;
const BLANK = 32;
const BANG = 33;
const AMPERSAND = 38;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const STAR = 42;
const HYPHEN = 45;
const DOT = 46;
const COLON = 58;
const AT = 64;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const CARET = 94;
const UNDERSCORE = 95;
const TICK = 96;

/** 0 for characters that mean nothing wherever they stand, 1 for those looked at, by their codes. */
const MEANING = new Uint8Array(128).map((_, code) =>
  code < BLANK || code === 127 || '!&*.:<@[\\]_`|~'.includes(String.fromCharCode(code)) ? 1 : 0,
);

function readMark(scan: Scan, code: number): boolean {
  const { text, at, to } = scan;
  switch (code) {
    case STAR:
    case UNDERSCORE:
      return readEmphasis(scan, code);
    case OPEN_BRACKET:
      return readLink(scan);
    case TICK:
      return readCode(scan);
    default:
      if (!isHarmless(text, at, to, code)) return false;
      scan.at++;
      return true;
  }
}

/** Whether a character that means something in some places means nothing in this one. */
function isHarmless(text: string, at: number, to: number, code: number): boolean {
  switch (code) {
    case NEWLINE:
      return text.charCodeAt(at - 1) !== BLANK && beginsPlainly(text, at + 1, to);
    case BANG:
      return text.charCodeAt(at + 1) !== OPEN_BRACKET;
    case AMPERSAND:
      return !isReference(text, at);
    case DOT:
      return at < 3 || text.slice(at - 3, at).toLowerCase() !== 'www';
    case COLON:
      return text.charCodeAt(at + 1) !== 47 && text.charCodeAt(at + 1) !== COLON;
    case AT:
      return at === 0 || !/[\w.+-]/.test(text.charAt(at - 1));
    default:
      return false;
  }
}

/** Whether an `&` may begin a character reference. */
function isReference(text: string, at: number): boolean {
  const reference = /[#\da-z]+;/iy;
  reference.lastIndex = at + 1;
  return reference.test(text);
}

/** Whether a line begins with what begins no block of its own and no blanks. */
function beginsPlainly(text: string, at: number, to: number): boolean {
  if (at >= to) return false;
  const code = text.charCodeAt(at);
  if (code > 127) return !/\s/.test(text.charAt(at));
  if (isLetter(code)) return true;
  if (code >= 48 && code <= 57) return !isNumbering(text, at, to);
  if (code === STAR || code === UNDERSCORE) {
    let end = at + 1;
    while (end < to && (text.charCodeAt(end) === STAR || text.charCodeAt(end) === UNDERSCORE))
      end++;
    return end < to && end - at <= 3 && !/\s/.test(text.charAt(end));
  }
  return `"'($@/.,%!?;{}[\``.includes(text.charAt(at));
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function isNumbering(text: string, at: number, to: number): boolean {
  let end = at + 1;
  while (end < to && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  const mark = text.charCodeAt(end);
  if (end >= to || (mark !== DOT && mark !== CLOSE_PARENTHESIS)) return false;
  return end + 1 >= to || text.charCodeAt(end + 1) <= BLANK;
}

/**
 * A sequence that opens waits for one as long that closes (6.2, rules 1 to 10); one that can do neither is
 * text. What can do both closes the last one open, or opens where none of its kind is. Wherever the last one
 * open is another, all that stand before it would have to be weighed.
 */
function readEmphasis(scan: Scan, code: number): boolean {
  const { text, from, to, at, open } = scan;
  let end = at + 1;
  while (end < to && text.charCodeAt(end) === code) end++;
  const before = at === from ? WHITESPACE : groupOf(text, at - 1);
  const after = end === to ? WHITESPACE : groupOf(text, end);
  const left = after === WORD || (after === PUNCTUATION && before !== WORD);
  const right = before === WORD || (before === PUNCTUATION && after !== WORD);
  const opens = left && (code === STAR || before !== WORD || !right);
  const closes = right && (code === STAR || after !== WORD || !left);
  if (!opens && !closes) {
    scan.at = end;
    return true;
  }
  const marks = text.slice(at, end);
  if (marks.length > 2) return false;
  const isEnd = closes && (!opens || open.at(-1) === marks);
  if (isEnd ? open.pop() !== marks : closes && open.some((it) => it.charCodeAt(0) === code))
    return false;
  if (!isEnd) open.push(marks);
  flush(scan);
  const tag = marks.length === 1 ? (isEnd ? '</em>' : '<em>') : isEnd ? '</strong>' : '<strong>';
  scan.found.push({ type: 'tag', tag });
  scan.at = scan.pending = end;
  return true;
}

const WORD = 0;
const WHITESPACE = 1;
const PUNCTUATION = 2;

/** What a character counts as beside a sequence of `*` or `_`. */
function groupOf(text: string, at: number): typeof WORD | typeof WHITESPACE | typeof PUNCTUATION {
  const code = text.charCodeAt(at);
  if (isLetter(code)) return WORD;
  const character = text.charAt(at);
  if (/\s/.test(character)) return WHITESPACE;
  return /[\p{P}\p{S}]/u.test(character) ? PUNCTUATION : WORD;
}

/** Code between two single ticks of one line. */
function readCode(scan: Scan): boolean {
  const { text, at, to } = scan;
  const end = text.indexOf('`', at + 1);
  if (end < 0 || end >= to || end === at + 1 || text.charCodeAt(end + 1) === TICK) return false;
  const value = text.slice(at + 1, end);
  if (value.startsWith(' ') || value.endsWith(' ') || UNPLAIN_CODE.test(value)) return false;
  flush(scan);
  scan.found.push({ type: 'code', value });
  scan.at = scan.pending = end + 1;
  return true;
}

// oxlint-disable-next-line no-control-regex
const UNPLAIN_CODE = /[\x00-\x1f\x7f|]/;

/**
 * `[words](address)`, where the words are nothing but words; or words in brackets, which are only that where
 * no definition is.
 */
function readLink(scan: Scan): boolean {
  const { text, at, to } = scan;
  let end = at + 1;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code > 127 || MEANING[code] === 0) continue;
    if (code === CLOSE_BRACKET) break;
    if (!isHarmless(text, end, to, code)) return false;
  }
  const first = text.charCodeAt(at + 1);
  if (end === at + 1 || end >= to || first <= BLANK || first === CARET) return false;
  if (text.charCodeAt(end - 1) <= BLANK) return false;
  const next = text.charCodeAt(end + 1);
  if (next !== OPEN_PARENTHESIS) {
    if (next === COLON || next === OPEN_BRACKET || /^[xX]$/.test(text.slice(at + 1, end)))
      return false;
    scan.at = end + 1;
    return true;
  }
  const start = end + 2;
  const close = text.indexOf(')', start);
  if (close < 0 || close >= to) return false;
  const url = text.slice(start, close);
  const value = text.slice(at + 1, end);
  // A task (`[x]`), and words that typography takes for an address.
  if (!PLAIN_URL.test(url) || isReferenceIn(url) || /^[xX]$/.test(value) || isAddress(value))
    return false;
  flush(scan);
  scan.found.push({ type: 'link', url, at: start, words: { type: 'text', value } });
  scan.at = scan.pending = close + 1;
  return true;
}

const PLAIN_URL = /^[\w./?=#%:,;@+~$!&*'-]+$/;

function isReferenceIn(url: string): boolean {
  return url.includes('&') && /&[#\da-z]+;/i.test(url);
}

function flush(scan: Scan): void {
  const { text, pending, at } = scan;
  if (at > pending) scan.found.push({ type: 'text', value: text.slice(pending, at) });
}

/** Whether a line of a quotation may be what names its source: it begins with a dash. */
export function beginsWithDash(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first) === STAR || text.charCodeAt(first) === UNDERSCORE) first++;
  const code = text.charCodeAt(first);
  return code === HYPHEN || code === 0x2013 || code === 0x2014 || code === 0x2015;
}

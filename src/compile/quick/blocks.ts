/**
 * Cuts a plain article (see `plain-article.ts`) into its blocks: paragraphs, headings, lists of single
 * paragraphs, quotations of paragraphs and rules.
 */
import { beginsWithDash, type Inline, readInline } from './inline.ts';

/** A paragraph, or what stands in the place of one. */
export interface Words {
  readonly inline: readonly Inline[];
  /** Where its text begins in the file, and how long the mark is before each of its further lines. */
  readonly start: number;
  readonly mark: number;
  /** Where its lines but the first begin in its text; empty when no mark stands before them. */
  readonly breaks: readonly number[];
}

export type Block =
  | { readonly block: 'paragraph'; readonly words: Words }
  | { readonly block: 'heading'; readonly level: number; readonly words: Words }
  | { readonly block: 'quotation'; readonly paragraphs: readonly Words[] }
  | { readonly block: 'list'; readonly list: List }
  | { readonly block: 'rule' }
  /** From one blank line to the next, and of its own: for the long way. */
  | { readonly block: 'apart'; readonly start: number; readonly end: number };

/** A list; a loose one has paragraphs in its items (CommonMark 0.31.2, 5.3). */
export interface List {
  /** The number it starts with; null for one without numbers. */
  readonly start: number | null;
  readonly items: readonly Words[];
  readonly loose: boolean;
}

/**
 * The blocks of `source` from `from` on; null when it holds anything but plain ones and such as stand apart.
 * `marked` finds what may be a marker behind a line break, which is not plain.
 */
export function readBlocksOf(source: string, from: number, marked: RegExp | null): Block[] | null {
  const scan: Scan = { source, at: from, blocks: [], apart: 0 };
  let before: Block['block'] | null = null;
  while (scan.at < source.length) {
    const code = source.charCodeAt(scan.at);
    if (code === NEWLINE) {
      scan.at++;
      before = null;
      continue;
    }
    // What stands right under another block could belong to it.
    if (before !== null && before !== 'heading') return null;
    const start = scan.at;
    const isMarked = marked?.test(`\n${source.slice(start, partEnd(source, start))}`) === true;
    if (isMarked || !readBlock(scan, code)) {
      scan.at = start;
      if (!standApart(scan, isMarked)) return null;
    } else if (marked?.test(`\n${source.slice(start, scan.at)}`) === true) {
      // A list may hold blank lines, and a marker behind one.
      return null;
    }
    before = scan.blocks.at(-1)?.block ?? null;
  }
  return scan.blocks;
}

/** Where the blank line begins that ends what stands at an offset. */
function partEnd(source: string, start: number): number {
  const end = source.indexOf('\n\n', start);
  return end < 0 ? source.length : end;
}

/** With more of them, the long way is the shorter one. */
const MOST_APART = 50;

/** What may go on behind a blank line, or that something else goes on. */
const OPEN_ENDED = /^(?:[ \t]|[-+*](?:[ \t]|$)|\d{1,9}[.)]|`{3}|~{3})|[<\r]/m;

/** Leaves everything up to the next blank line to the long way, unless it could be more or less than that. */
function standApart(scan: Scan, isMarked: boolean): boolean {
  const { source, at: start } = scan;
  const end = partEnd(source, start);
  if (++scan.apart > MOST_APART) return false;
  if (OPEN_ENDED.test(source.slice(start, end))) return false;
  let next = end;
  while (source.charCodeAt(next) === NEWLINE) next++;
  // A list below a see-also line belongs to it.
  if (isMarked && (markerAt(source, next) !== null || source.charCodeAt(next) === BLANK))
    return false;
  scan.blocks.push({ block: 'apart', start, end });
  scan.at = end + 1;
  return true;
}

const NEWLINE = 10;
const BLANK = 32;
const HASH = 35;
const STAR = 42;
const HYPHEN = 45;
const GREATER = 62;

interface Scan {
  readonly source: string;
  at: number;
  readonly blocks: Block[];
  /** How many of them stand apart. */
  apart: number;
}

function readBlock(scan: Scan, code: number): boolean {
  if (code === HASH) return readHeading(scan);
  if (code === GREATER) return readQuotation(scan);
  if (isRule(scan)) {
    scan.blocks.push({ block: 'rule' });
    scan.at = lineEnd(scan.source, scan.at) + 1;
    return true;
  }
  const marker = markerAt(scan.source, scan.at);
  return marker === null ? readParagraph(scan) : readList(scan, marker);
}

function isRule({ source, at }: Scan): boolean {
  const code = source.charCodeAt(at);
  if (code !== HYPHEN && code !== STAR) return false;
  const line = source.slice(at, lineEnd(source, at));
  return line === '---' || line === '***' || line === '* * *';
}

function readParagraph(scan: Scan): boolean {
  const { source, at } = scan;
  const gap = source.indexOf('\n\n', at);
  const end = gap >= 0 ? gap : source.endsWith('\n') ? source.length - 1 : source.length;
  const words = wordsAt(source, at, end);
  if (words === null) return false;
  scan.blocks.push({ block: 'paragraph', words });
  scan.at = end + 1;
  return true;
}

function readHeading(scan: Scan): boolean {
  const { source, at } = scan;
  let level = 1;
  while (source.charCodeAt(at + level) === HASH) level++;
  if (level > 6 || source.charCodeAt(at + level) !== BLANK) return false;
  const end = lineEnd(source, at);
  const words = wordsAt(source, at + level + 1, end, true);
  if (words === null || source.charCodeAt(end - 1) === HASH) return false;
  scan.blocks.push({ block: 'heading', level, words });
  scan.at = end + 1;
  return true;
}

function readQuotation(scan: Scan): boolean {
  const { source } = scan;
  const paragraphs: Words[] = [];
  let lines: Line[] = [];
  while (source.charCodeAt(scan.at) === GREATER) {
    const end = lineEnd(source, scan.at);
    if (end > scan.at + 1) {
      if (source.charCodeAt(scan.at + 1) !== BLANK || beginsWithDash(source, scan.at + 2))
        return false;
      lines.push([scan.at + 2, end]);
    } else {
      if (lines.length === 0 || !addParagraph(source, lines, paragraphs)) return false;
      lines = [];
    }
    scan.at = end + 1;
  }
  if (lines.length === 0 || !addParagraph(source, lines, paragraphs)) return false;
  scan.blocks.push({ block: 'quotation', paragraphs });
  return true;
}

function addParagraph(source: string, lines: readonly Line[], paragraphs: Words[]): boolean {
  const words = wordsOfLines(source, lines, 2);
  if (words !== null) paragraphs.push(words);
  return words !== null;
}

/** The words of lines before each of which but the first stands a mark of that length. */
function wordsOfLines(source: string, lines: readonly Line[], mark: number): Words | null {
  const [first, ...more] = lines;
  if (first === undefined) return null;
  const [start, end] = first;
  if (more.length === 0) return wordsAt(source, start, end);
  const text = lines.map((it) => source.slice(...it)).join('\n');
  const breaks: number[] = [];
  let length = end - start + 1;
  for (const [from, to] of more) {
    breaks.push(length);
    length += to - from + 1;
  }
  const inline: Inline[] = [];
  return readInline(text, 0, text.length, inline) ? { inline, start, mark, breaks } : null;
}

/** Where a line of some block begins and ends, without its mark. */
type Line = readonly [start: number, end: number];

interface Marker {
  /** Of one list are markers of the same kind. */
  readonly kind: string;
  readonly number: number | null;
  readonly length: number;
}

function readList(scan: Scan, first: Marker): boolean {
  const { source } = scan;
  const items: Words[] = [];
  let loose = false;
  let next: Marker | null = first;
  while (next !== null && next.kind === first.kind && !isRule(scan)) {
    const item = readItem(scan, next);
    if (item === null) return false;
    items.push(item);
    let gap = scan.at;
    while (source.charCodeAt(gap) === NEWLINE) gap++;
    next = markerAt(source, gap);
    // Whether there is anything below it in this list is for the next turn to say.
    if (gap > scan.at && next?.kind === first.kind && !isRule({ ...scan, at: gap })) {
      loose = true;
      scan.at = gap;
    } else if (gap > scan.at) break;
  }
  // Words right under an item belong to it.
  if (scan.at < source.length && source.charCodeAt(scan.at) !== NEWLINE) return false;
  scan.blocks.push({ block: 'list', list: { start: first.number, items, loose } });
  return true;
}

/** A line with its marker, and those that go on below it: right under its words, or all at the edge. */
function readItem(scan: Scan, marker: Marker): Words | null {
  const { source } = scan;
  const end = lineEnd(source, scan.at);
  const lines: Line[] = [[scan.at + marker.length, end]];
  scan.at = end + 1;
  const mark = source.charCodeAt(scan.at) === BLANK ? marker.length : 0;
  while (scan.at < source.length && source.charCodeAt(scan.at) !== NEWLINE) {
    if (markerAt(source, scan.at) !== null) break;
    if (mark > 0 && source.slice(scan.at, scan.at + mark).trim() !== '') return null;
    const last = lineEnd(source, scan.at);
    lines.push([scan.at + mark, last]);
    scan.at = last + 1;
  }
  return wordsOfLines(source, lines, mark);
}

const MARKER = /(?:([-*+])|(\d{1,9})([.)])) {1,4}(?! )/y;

function markerAt(source: string, at: number): Marker | null {
  MARKER.lastIndex = at;
  const found = MARKER.exec(source);
  if (found === null) return null;
  const [whole, bullet, number, mark] = found;
  return {
    kind: bullet ?? mark ?? '',
    number: number === undefined ? null : Number(number),
    length: whole.length,
  };
}

function wordsAt(source: string, from: number, to: number, heading?: boolean): Words | null {
  const inline: Inline[] = [];
  return readInline(source, from, to, inline, heading)
    ? { inline, start: 0, mark: 0, breaks: NO_BREAKS }
    : null;
}

const NO_BREAKS: readonly number[] = [];

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

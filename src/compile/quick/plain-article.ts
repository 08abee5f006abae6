/**
 * The short way from a text to a body, for what nearly every article is: paragraphs, headings, lists,
 * quotations, rules; in them emphasis, code and links. What stands between two blank lines and is more, such
 * as a quotation with its source, goes the long way by itself. For these it gives, many times faster, the
 * very body of the long way in `markdown.ts`, which stays the reference and reads everything else: texts with
 * HTML, tables, footnotes or definitions, and all in which anything is to be reported
 * (`tests/plain-article.test.ts`).
 *
 * It only walks the text by itself. Each decision is that of the long way: where links lead, ids, words,
 * typography. Nothing that sanitising could touch is let in: of an author's it writes words, escaped, and
 * addresses of the four schemes and few characters.
 */
import GithubSlugger from 'github-slugger';
import type { Text } from 'hast';
import { idOf } from '../anchors.ts';
import type { BodyOutcome } from '../markdown.ts';
import { type PieceWriter, startPieces } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Run, Segment } from '../runs.ts';
import { noteOutward } from '../syntax/link.ts';
import { patternsOf } from '../syntax/markers.ts';
import { typesetRuns } from '../typography.ts';
import { destinationOf } from '../urls.ts';
import { countWords } from '../words.ts';
import { type Block, readBlocksOf, type Words } from './blocks.ts';
import type { Inline } from './inline.ts';
import { branchOf, type LongWay, type PartReader, partReader } from './parts.ts';

/** The body of a plain article, or null for any other, which leaves `reading` as it was. */
export function readPlainArticle(reading: Reading, longWay: LongWay): BodyOutcome | null {
  const { source, bodyStart, options } = reading;
  if (!reading.constructs || reading.paid === true || options.parser === 'remark') return null;
  // Definitions and footnotes are for all of a text, and containers hold any part of it.
  if (/:::|\]:|\[\^/.test(source.slice(bodyStart))) return null;
  const { anywhere } = patternsOf(reading);
  const marked = anywhere.test(`\n${source.slice(bodyStart)}`) ? anywhere : null;
  const blocks = readBlocksOf(source, bodyStart, marked);
  if (blocks === null) return null;
  const targets = targetsIn(reading, blocks);
  return targets === null ? null : write(reading, blocks, targets, longWay);
}

type Link = Extract<Inline, { type: 'link' }>;

/** Where each link leads: an address of another site as it stands in the page, or null for one of ours. */
type Targets = ReadonlyMap<Link, string | null>;

/** Null when a link leads nowhere, or sanitising might not let it be. */
function targetsIn(reading: Reading, blocks: readonly Block[]): Targets | null {
  const targets = new Map<Link, string | null>();
  for (const block of blocks) {
    for (const { inline } of wordsOf(block)) {
      for (const it of inline) {
        if (it.type !== 'link') continue;
        const destination = destinationOf(it.url, reading.options);
        if (destination.to === 'nowhere') return null;
        const href = destination.to === 'elsewhere' ? destination.href : null;
        if (href !== null && !/^(?:https?|mailto|tel):/.test(href)) return null;
        if (isEmbed(it, inline)) return null;
        targets.set(it, href);
      }
    }
  }
  return targets;
}

/** What may be more than a link: one alone in its block whose words are its address. */
function isEmbed({ url, words }: Link, { length }: readonly Inline[]): boolean {
  return length === 1 && url.endsWith(words.value);
}

function wordsOf(block: Block): readonly Words[] {
  switch (block.block) {
    case 'paragraph':
    case 'heading':
      return [block.words];
    case 'quotation':
      return block.paragraphs;
    case 'list':
      return block.list.items;
    case 'rule':
    case 'apart':
      return [];
  }
}

interface Writing {
  /** With collections of its own, since the long way may have to begin once more. */
  readonly reading: Reading;
  readonly readPart: PartReader;
  readonly targets: Targets;
  readonly pieces: PieceWriter;
  readonly used: Set<string>;
  readonly slugger: GithubSlugger;
  readonly headings: BodyOutcome['body']['facts']['headings'][number][];
  words: number;
  quotedWords: number;
}

function write(
  given: Reading,
  blocks: readonly Block[],
  targets: Targets,
  longWay: LongWay,
): BodyOutcome | null {
  const reading = branchOf(given);
  const writing: Writing = {
    reading,
    readPart: partReader(reading, longWay),
    targets,
    pieces: startPieces(),
    used: new Set(),
    slugger: new GithubSlugger(),
    headings: [],
    words: 0,
    quotedWords: 0,
  };
  for (const [at, block] of blocks.entries()) {
    if (at > 0) writing.pieces.add('\n');
    if (!writeBlock(writing, block)) return null;
  }
  const known = given.references.list.length;
  reading.references.list.forEach((it, at) => {
    const place = reading.references.places[at];
    if (at >= known && place !== undefined) given.references.add(it, place);
  });
  const { words, quotedWords, headings } = writing;
  const { citations, places } = reading.citations.all();
  return {
    body: { pieces: writing.pieces.end(), facts: { words, quotedWords, headings } },
    anchors: [...writing.used],
    citations,
    citationPlaces: places,
    outwardLinks: [...reading.outwardLinks],
    readMore: reading.readMore,
    diagnostics: [],
  };
}

function writePart(writing: Writing, part: BodyOutcome): void {
  const { pieces, facts } = part.body;
  for (const it of pieces) {
    if (typeof it === 'string') writing.pieces.add(it);
    else writing.pieces.hole(it);
  }
  writing.words += facts.words;
  writing.quotedWords += facts.quotedWords;
  if (part.readMore) writing.reading.readMore = true;
}

/** False when a part cannot be read by itself. */
function writeBlock(writing: Writing, block: Block): boolean {
  const { pieces } = writing;
  switch (block.block) {
    case 'paragraph':
      writeElement(writing, 'p', block.words, false);
      break;
    case 'heading':
      writeHeading(writing, block.level, block.words);
      break;
    case 'quotation':
      pieces.add('<blockquote>\n');
      for (const it of block.paragraphs) {
        writeElement(writing, 'p', it, true);
        pieces.add('\n');
      }
      pieces.add('</blockquote>');
      break;
    case 'list':
      writeList(writing, block.list);
      break;
    case 'rule':
      pieces.add('<hr>');
      break;
    case 'apart': {
      const part = writing.readPart(block.start, block.end);
      if (part === null) return false;
      writePart(writing, part);
    }
  }
  return true;
}

function writeList(writing: Writing, list: Extract<Block, { block: 'list' }>['list']): void {
  const { pieces } = writing;
  const { start, items, loose } = list;
  const name = start === null ? 'ul' : 'ol';
  pieces.add(start === null || start === 1 ? `<${name}>\n` : `<${name} start="${start}">\n`);
  for (const it of items) {
    if (loose) {
      pieces.add('<li>\n');
      writeElement(writing, 'p', it, false);
      pieces.add('\n</li>\n');
    } else {
      writeElement(writing, 'li', it, false);
      pieces.add('\n');
    }
  }
  pieces.add(`</${name}>`);
}

function writeHeading(writing: Writing, written: number, words: Words): void {
  const level = Math.max(2, written);
  const text = words.inline
    .map((it) => (it.type === 'link' ? it.words.value : it.type === 'tag' ? '' : it.value))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const id = idOf(text, writing.used, writing.slugger);
  writing.headings.push({ level, id, text });
  writing.pieces.add(`<h${level}`);
  writing.pieces.hole({ hole: 'id', id });
  writing.pieces.add('>');
  writeWords(writing, words, false);
  writing.pieces.add(`</h${level}>`);
}

function writeElement(writing: Writing, name: string, words: Words, quoted: boolean): void {
  writing.pieces.add(`<${name}>`);
  writeWords(writing, words, quoted);
  writing.pieces.add(`</${name}>`);
}

function writeWords(writing: Writing, words: Words, quoted: boolean): void {
  const run = runOf(words.inline, quoted);
  const count = countWords([run]);
  writing.words += count;
  if (quoted) writing.quotedWords += count;
  typesetRuns([run], writing.reading.lang);
  const { pieces } = writing;
  for (const it of words.inline) {
    switch (it.type) {
      case 'text':
        pieces.add(escaped(it));
        break;
      case 'tag':
        pieces.add(it.tag);
        break;
      case 'code':
        pieces.add(`<code>${escaped(it)}</code>`);
        break;
      case 'link':
        writeLink(writing, it, words);
    }
  }
}

function writeLink({ reading, targets, pieces }: Writing, link: Link, words: Words): void {
  const href = targets.get(link) ?? null;
  if (href !== null) {
    noteOutward(reading, href);
    pieces.add(`<a href="${escapedUrl(href)}">${escaped(link.words)}</a>`);
    return;
  }
  const { url, at } = link;
  const start = at + words.start + words.mark * words.breaks.filter((it) => it <= at).length;
  const place = { start, end: start + url.length };
  const reference = reading.references.add({ form: 'link', text: url, instead: [] }, place);
  pieces.hole({ hole: 'link', reference, title: null });
  pieces.add(escaped(link.words));
  pieces.hole({ hole: 'link-end', reference });
}

function runOf(inline: readonly Inline[], quoted: boolean): Run {
  const segments: Segment[] = [];
  for (const it of inline) {
    if (it.type === 'text') segments.push({ node: it, value: it.value });
    if (it.type === 'code') segments.push({ node: null, value: it.value });
    if (it.type === 'link') segments.push({ node: it.words, value: it.words.value });
  }
  return { segments, quoted };
}

/** As rehype-stringify writes a text: only two characters could mean anything there. */
function escaped({ value }: Pick<Text, 'value'>): string {
  return value.includes('&') || value.includes('<')
    ? value.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;')
    : value;
}

/** As rehype-stringify writes an address, of the characters that `inline.ts` lets be in one. */
function escapedUrl(url: string): string {
  return url.includes('&') || url.includes("'")
    ? url.replaceAll('&', '&#x26;').replaceAll("'", '&#x27;')
    : url;
}

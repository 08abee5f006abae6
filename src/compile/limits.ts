/**
 * Refuses what the parser cannot read in reasonable time or depth, before it is parsed: micromark is
 * quadratic, sometimes worse, in several kinds of markup, and in one process nothing can stop it.
 *
 * The cost is estimated line by line in units of about a microsecond on a slow machine; each weight was
 * measured. A usual article costs about 30,000. The estimate knows nothing of code blocks: what makes them
 * could be made to look otherwise.
 */
import { articleTooComplex, articleTooLarge } from '../diagnostics/catalog/markdown.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

const LONGEST = 1_000_000;
const DEEPEST = 60;
const BUDGET = 1_500_000;

/** Containers (quotations, lists) on one line, or blanks before its first mark. */
const PREFIX = /^(?:[ \t]|>|[-+*](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t>]|$))*/;
const CONTAINERS = />|[-+*]|\d+[.)]/g;
const MARKUP = /[*_~[\]!<>&`|\\@:#]/g;
const ADDRESS = /https?:|www\.|@/gi;
const LONGEST_BLOCK_LINE = 5000;
/** The line of a block, `:::note{…}`; a long one has more attributes than can be read. */
const BLOCK = /^:{3,}/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const FOOTNOTE = /^\[\^[^\]]+\]:/;
const DELIMITER_ROW = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)*$/;

interface Tally {
  cost: number;
  /** Containers opened, footnotes and underlined headings: each looks through all events before it. */
  changes: number;
  shape: string;
  columns: number;
  paragraph: Inline;
}

/** What is quadratic or worse within one paragraph. */
interface Inline {
  length: number;
  delimiters: number;
  pictures: number;
  brackets: number;
  /** Openings that look for their end through all of the paragraph: `<!--`, `<?`. */
  searches: number;
  ticks: Set<number>;
}

/** The first thing that makes a body unreadable, or null. `start` is where the body begins in the file. */
export function tooMuch(path: string, text: string, start: number): Diagnostic | null {
  if (text.length - start > LONGEST) {
    return articleTooLarge(path, { start: start + LONGEST, end: start + LONGEST }, LONGEST);
  }
  const tally: Tally = { cost: 0, changes: 0, shape: '', columns: 0, paragraph: inline() };
  let at = start;
  for (const line of text.slice(start).split(/\r\n|\n|\r/)) {
    const what = line.trim() === '' ? endParagraph(tally) : addLine(tally, line);
    const spot = { start: at, end: at + line.length };
    if (what !== null) return articleTooComplex(path, spot, what);
    if (costOf(tally) > BUDGET) return articleTooComplex(path, spot, 'more markup');
    at += line.length + (text.startsWith('\r\n', at + line.length) ? 2 : 1);
  }
  return null;
}

function addLine(tally: Tally, line: string): string | null {
  const prefix = PREFIX.exec(line)?.[0] ?? '';
  const containers = prefix.match(CONTAINERS)?.length ?? 0;
  if (containers > DEEPEST) return 'more quotations and lists inside one another';
  const shape = prefix.trimEnd();
  if (containers > 1 || (shape !== tally.shape && (shape !== '' || tally.shape !== '')))
    tally.changes++;
  tally.shape = shape;
  const rest = line.slice(prefix.length);
  if (UNDERLINE.test(rest) && tally.paragraph.length > 0) tally.changes++;
  if (FOOTNOTE.test(rest)) tally.changes++;
  if (BLOCK.test(rest)) {
    if (line.length > LONGEST_BLOCK_LINE) return 'more attributes on a block';
    tally.cost += 400;
  }
  if (rest.includes('|') && DELIMITER_ROW.test(rest)) tally.columns = rest.split('|').length;
  const marks = line.match(MARKUP)?.length ?? 0;
  tally.cost += 40 + line.length * 0.5 + prefix.length * 15 + marks * 40 + tally.columns * 25;
  if (containers > 0) tally.cost += 300;
  tally.cost += (line.match(ADDRESS)?.length ?? 0) * 250;
  addInline(tally.paragraph, line);
  return null;
}

function addInline(paragraph: Inline, line: string): void {
  paragraph.length += line.length;
  if (!/[*_~[\]<`]/.test(line)) return;
  paragraph.delimiters += line.match(/\*+|_+|~+/g)?.length ?? 0;
  paragraph.pictures += line.match(/!\[/g)?.length ?? 0;
  paragraph.brackets += line.match(/[[\]]/g)?.length ?? 0;
  paragraph.searches += line.match(/<[!?]/g)?.length ?? 0;
  for (const run of line.match(/`+/g) ?? []) paragraph.ticks.add(run.length);
}

function endParagraph(tally: Tally): null {
  tally.cost = costOf(tally) - changesCost(tally) + 15;
  tally.columns = 0;
  // A blank line ends a quotation, but no list.
  if (tally.shape.includes('>')) tally.shape = '';
  tally.paragraph = inline();
  return null;
}

function costOf(tally: Tally): number {
  const { length, delimiters, pictures, brackets, searches, ticks } = tally.paragraph;
  return (
    tally.cost +
    changesCost(tally) +
    7e-5 * delimiters ** 3 +
    3e-3 * pictures ** 3 +
    0.02 * brackets ** 2 +
    0.03 * length * (searches + ticks.size)
  );
}

function changesCost(tally: Tally): number {
  return 1.3 * tally.changes ** 2;
}

function inline(): Inline {
  return { length: 0, delimiters: 0, pictures: 0, brackets: 0, searches: 0, ticks: new Set() };
}

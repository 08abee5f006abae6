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
import { countMarks, type LineMarks, noMarks } from './line-marks.ts';

const LONGEST = 1_000_000;
const DEEPEST = 60;
const BUDGET = 1_500_000;

/** Containers (quotations, lists) on one line, or blanks before its first mark. */
const PREFIX = /^(?:[ \t]|>|[-+*](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t>]|$))*/;
const BEGINS_PREFIX = /[ \t>*+\d-]/;
const CONTAINERS = />|[-+*]|\d+[.)]/g;
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
  const marks = noMarks();
  for (let at = start; at <= text.length;) {
    countMarks(text, at, marks);
    const { end } = marks;
    const what = isBlank(text, at, end) ? endParagraph(tally) : addLine(tally, text, at, marks);
    if (what !== null) return articleTooComplex(path, { start: at, end }, what);
    if (costOf(tally) > BUDGET) {
      return articleTooComplex(path, { start: at, end }, 'more markup');
    }
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return null;
}

function isBlank(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  return start === end || (!(code > 32 && code < 127) && text.slice(start, end).trim() === '');
}

function addLine(tally: Tally, text: string, start: number, marks: LineMarks): string | null {
  const { end } = marks;
  const length = end - start;
  const prefix = BEGINS_PREFIX.test(text.charAt(start))
    ? (PREFIX.exec(text.slice(start, end))?.[0] ?? '')
    : '';
  const containers = prefix.match(CONTAINERS)?.length ?? 0;
  if (containers > DEEPEST) return 'more quotations and lists inside one another';
  const shape = prefix.trimEnd();
  if (containers > 1 || (shape !== tally.shape && (shape !== '' || tally.shape !== '')))
    tally.changes++;
  tally.shape = shape;
  const first = text.charAt(start + prefix.length);
  if ('=-[:'.includes(first) || marks.bars > 0) {
    const rest = text.slice(start + prefix.length, end);
    if (UNDERLINE.test(rest) && tally.paragraph.length > 0) tally.changes++;
    if (FOOTNOTE.test(rest)) tally.changes++;
    if (BLOCK.test(rest)) {
      if (length > LONGEST_BLOCK_LINE) return 'more attributes on a block';
      tally.cost += 400;
    }
    if (marks.bars > 0 && DELIMITER_ROW.test(rest)) tally.columns = rest.split('|').length;
  }
  tally.cost += 40 + length * 0.5 + prefix.length * 15 + marks.marks * 40 + tally.columns * 25;
  if (containers > 0) tally.cost += 300;
  tally.cost += marks.addresses * 250;
  addInline(tally.paragraph, length, marks);
  return null;
}

function addInline(paragraph: Inline, length: number, marks: LineMarks): void {
  paragraph.length += length;
  paragraph.delimiters += marks.delimiters;
  paragraph.pictures += marks.pictures;
  paragraph.brackets += marks.brackets;
  paragraph.searches += marks.searches;
  for (const run of marks.ticks) paragraph.ticks.add(run);
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

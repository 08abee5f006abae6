/**
 * Sets quotation marks, apostrophes, dashes and ellipses as the language of the article wants them, in one
 * pass over runs of text. It never touches quotations, code, addresses, or a run in which the author has
 * already set quotation marks.
 *
 * - `---` is an em dash; `--` an en dash between blanks or figures, an em dash between letters (as typed on
 *   a typewriter), and otherwise what it is, since it may be an option of a program;
 * - `...` is an ellipsis, more or fewer dots are what they are;
 * - a mark behind a figure that closes nothing is a foot or an inch.
 */
import { elidedWordsOf, type QuotationMarks, quotationMarksOf } from '../config/languages.ts';
import type { Run } from './runs.ts';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const PLAIN = /['"]|--|\.\.\./;
const PLAIN_EACH = /['"]|-{2,}|\.{3,}/g;
const ALREADY_SET = /[“”„«»‘‹›「」]/;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const OPENS_AFTER = /[\s([{<—–\-/“„«‘‚‹]/;
const APOSTROPHE = '’';

/** Sets the runs of a tree in place. */
export function typesetRuns(runs: readonly Run[], lang: string): void {
  for (const run of runs) {
    if (run.quoted || !run.segments.some((it) => it.node !== null && PLAIN.test(it.value)))
      continue;
    typesetRun(run, lang);
  }
}

/** Sets one line of text. */
export function typeset(line: string, lang: string): string {
  return apply(line, 0, changesIn(line, lang));
}

function typesetRun({ segments }: Run, lang: string): void {
  const changes = changesIn(segments.map((it) => it.value).join(''), lang);
  let start = 0;
  let next = 0;
  for (const { node, value } of segments) {
    const end = start + value.length;
    const first = next;
    while ((changes[next]?.start ?? Infinity) < end) next++;
    if (node !== null) node.value = apply(value, start, changes.slice(first, next));
    start = end;
  }
}

/** The changes that lie wholly within a stretch of the run, made to it. */
function apply(value: string, start: number, changes: readonly Change[]): string {
  let result = '';
  let at = 0;
  for (const change of changes) {
    if (change.end > start + value.length) continue;
    result += value.slice(at, change.start - start) + change.by;
    at = change.end - start;
  }
  return result + value.slice(at);
}

function changesIn(run: string, lang: string): Change[] {
  if (!PLAIN.test(run) || ALREADY_SET.test(run)) return [];
  const changes: Change[] = [];
  const quotes: Quotes = {
    marks: quotationMarksOf(lang),
    elided: elidedWordsOf(lang),
    lastClosing: lastClosing(run),
    double: false,
    single: false,
  };
  for (const match of run.matchAll(PLAIN_EACH)) {
    const [plain] = match;
    const start = match.index;
    const end = start + plain.length;
    const by =
      plain === '"'
        ? doubleMark(run, start, quotes)
        : plain === "'"
          ? singleMark(run, start, quotes)
          : plain.startsWith('.')
            ? plain.length === 3
              ? '…'
              : null
            : dash(run, start, plain.length);
    if (by !== null) changes.push({ start, end, by });
  }
  return changes;
}

interface Quotes {
  readonly marks: QuotationMarks;
  readonly elided: readonly string[];
  /** The last `'` that may close a quotation, or -1. */
  readonly lastClosing: number;
  /** Whether a quotation is open. */
  double: boolean;
  single: boolean;
}

function doubleMark(run: string, at: number, quotes: Quotes): string | null {
  const [open, close] = quotes.marks.double;
  if (canOpen(run, at) && !(quotes.double && canClose(run, at))) {
    quotes.double = true;
    return open;
  }
  if (quotes.double && before(run, at) !== '' && !/\s/.test(before(run, at))) {
    quotes.double = false;
    quotes.single = false;
    return close;
  }
  // Nothing is open: after a figure it is an inch, after a word the end of what began in another paragraph.
  return canClose(run, at) && !/\p{N}/u.test(before(run, at)) ? close : null;
}

function singleMark(run: string, at: number, quotes: Quotes): string | null {
  const [open, close] = quotes.marks.single;
  const previous = before(run, at);
  const next = after(run, at);
  if (/\p{N}/u.test(previous) && /\p{N}/u.test(next)) return null;
  if (LETTER.test(previous) && LETTER.test(next)) return APOSTROPHE;
  if (canOpen(run, at)) {
    if (isElided(run, at, quotes.elided) || quotes.lastClosing <= at) return APOSTROPHE;
    quotes.single = true;
    return open;
  }
  if (quotes.single && canClose(run, at)) {
    quotes.single = false;
    return close;
  }
  if (/\p{N}/u.test(previous) || !LETTER.test(previous))
    return LETTER.test(next) ? APOSTROPHE : null;
  return APOSTROPHE;
}

function dash(run: string, at: number, length: number): string | null {
  if (length === 3) return '—';
  if (length !== 2) return null;
  const previous = before(run, at);
  const next = after(run, at + 1);
  if (isEdge(previous) && isEdge(next)) return '–';
  if (/\p{N}/u.test(previous) && /\p{N}/u.test(next)) return '–';
  return isWord(previous) && isWord(next) ? '—' : null;
}

/** `'90s`, `'tis`. */
function isElided(run: string, at: number, words: readonly string[]): boolean {
  const rest = run.slice(at + 1, at + 12);
  if (/^\d\d(?:s|er)?(?![\p{L}\p{N}])/u.test(rest)) return true;
  const word = /^\p{L}+/u.exec(rest)?.[0];
  return word !== undefined && words.includes(word.toLowerCase());
}

function lastClosing(run: string): number {
  let at = run.lastIndexOf("'");
  while (at >= 0 && !canClose(run, at)) at = at === 0 ? -1 : run.lastIndexOf("'", at - 1);
  return at;
}

function canOpen(run: string, at: number): boolean {
  // Behind marks that open themselves, as in `"'Yes,' he said."`
  let first = at;
  while (first > at - 2 && /["']/.test(before(run, first))) first--;
  const previous = before(run, first);
  const next = after(run, at);
  return (
    (previous === '' || OPENS_AFTER.test(previous)) && next !== '' && !/[\s)\]},;:!?]/.test(next)
  );
}

function canClose(run: string, at: number): boolean {
  const previous = before(run, at);
  return previous !== '' && !/[\s([{]/.test(previous) && !LETTER.test(after(run, at));
}

function before(run: string, at: number): string {
  const low = run.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff
    ? run.slice(at - 2, at)
    : run.slice(Math.max(0, at - 1), at);
}

function after(run: string, at: number): string {
  const code = run.codePointAt(at + 1);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function isEdge(character: string): boolean {
  return character === '' || /\s/.test(character);
}

/** What a dash without blanks may stand between: letters and the marks that go with them. */
function isWord(character: string): boolean {
  return character !== '' && /[\p{L}\p{N}\p{M}"'”’)(]/u.test(character);
}

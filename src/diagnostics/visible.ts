/**
 * An author's text on a terminal. What the text could do there (move the cursor, change colours, turn the
 * direction of the rest of the line) is shown as a visible sign in its place, and columns are counted as a
 * terminal draws them, so that carets stand under what they mean.
 */

/** One drawn character: a grapheme as it is shown, the columns it takes, and its place in the text. */
export interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/** Text in one line, without anything a terminal would obey. */
export function visible(text: string): string {
  return text.replace(OBEYED, sign);
}

/** A line cut into cells; tabs reach to the next fourth column. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of GRAPHEMES.segment(line)) {
    const shown = segment === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(segment);
    const width = shown === segment ? columnsOf(segment) : shown.length;
    cells.push({ shown, width, start: index, end: index + segment.length });
    column += width;
  }
  return cells;
}

const TAB = 4;

/** Cuts by the rules of Unicode alone: the language given makes no difference to graphemes. */
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Controls, direction marks and overrides, line separators, invisible blanks, halves of characters. */
const OBEYED =
  // oxlint-disable-next-line no-control-regex -- these are the characters to make visible
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}/gu;

function sign(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Scripts and signs that terminals draw two columns wide (Unicode, East Asian Width W and F). */
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{20000}-\u{3FFFD}]/u;
const EMOJI = /^\p{Emoji_Presentation}|^\p{Emoji}\uFE0F|^\p{Regional_Indicator}{2}/u;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

function columnsOf(grapheme: string): number {
  if (WIDE.test(grapheme) || EMOJI.test(grapheme)) return 2;
  return NOTHING.test(grapheme) ? 0 : 1;
}

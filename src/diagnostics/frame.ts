/** The lines of a source file round a mistake, with carets under it. */
import { type Cell, cellsOf } from './visible.ts';
import { type Lines, lineIn, placeIn } from './lines.ts';
import type { Span } from '../base/span.ts';

/** One line of a frame: what stands left of the bar, what right of it, and whether these are the carets. */
export interface FrameLine {
  readonly gutter: string;
  readonly text: string;
  readonly carets: boolean;
}

/**
 * The line before the span, the line in which it begins, and carets under it (to the end of that line when
 * it goes on). A long line is cut to what lies round the span.
 */
export function frameOf(lines: Lines, span: Span): FrameLine[] {
  const { line } = placeIn(lines, span.start);
  const digits = String(line).length;
  const numbered = (mark: string, number: number, text: string): FrameLine => ({
    gutter: ` ${mark} ${String(number).padStart(digits)} | `,
    text,
    carets: false,
  });
  const start = span.start - (lines.starts[line - 1] ?? 0);
  const shown = cut(lineIn(lines, line), start, start + span.end - span.start);
  const before = line > 1 ? cut(lineIn(lines, line - 1), 0, 0).text : null;
  return [
    ...(before === null ? [] : [numbered(' ', line - 1, before)]),
    numbered('>', line, shown.text),
    {
      gutter: `   ${' '.repeat(digits)} | `,
      text: `${' '.repeat(shown.indent)}${'^'.repeat(shown.length)}`,
      carets: true,
    },
  ];
}

/** Columns of a line that are shown, and how many of them may lie before the span in a line that is cut. */
const MOST = 100;
const LEAD = 30;
/** UTF-16 units looked at on either side of the place, so that a line of megabytes costs nothing. */
const NEAR = 400;

interface Shown {
  readonly text: string;
  readonly indent: number;
  readonly length: number;
}

function cut(line: string, from: number, to: number): Shown {
  const low = edge(line, Math.max(0, from - NEAR));
  const high = edge(line, Math.min(line.length, from + NEAR));
  const cells = cellsOf(line.slice(low, high));
  const isIn = (cell: Cell): boolean => cell.end + low > from && cell.start + low < to;
  const whole = low === 0 && high === line.length && widthOf(cells) <= MOST;
  const lead = widthOf(cells.filter((it) => it.end + low <= from));
  const first = low === 0 && lead <= MOST - 2 * LEAD ? 0 : indexAfter(cells, lead - LEAD);
  const last = whole ? cells.length : first + indexAfter(cells.slice(first), MOST - 2);
  const kept = cells.slice(whole ? 0 : first, last);
  const before = whole || (first === 0 && low === 0) ? '' : '…';
  const after = last < cells.length || high < line.length ? '…' : '';
  return {
    text: `${before}${kept.map((it) => it.shown).join('')}${after}`,
    indent: before.length + widthOf(kept.filter((it) => it.end + low <= from)),
    length: Math.max(1, widthOf(kept.filter(isIn))),
  };
}

/** Not between the halves of one character. */
function edge(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, it) => sum + it.width, 0);
}

/** The index of the first cell that does not lie within so many columns. */
function indexAfter(cells: readonly Cell[], columns: number): number {
  let sum = 0;
  const index = cells.findIndex((it) => (sum += it.width) > columns);
  return index < 0 ? cells.length : index;
}

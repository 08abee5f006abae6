/** The lines of one text, found once, so that many places in it are cheap to name. */
import type { LineColumn } from '../base/span.ts';

export interface Lines {
  readonly text: string;
  /** Offsets at which lines begin; the first is 0. CR LF, LF and CR each end a line. */
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return { text, starts };
}

/** The line and column an editor shows for an offset. What lies behind the end is the end. */
export function placeIn(lines: Lines, offset: number): LineColumn {
  const within = Math.min(offset, lines.text.length);
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines.starts[middle] ?? 0) <= within) low = middle;
    else high = middle - 1;
  }
  const before = lines.text.slice(lines.starts[low], within);
  return { line: low + 1, column: [...before].length + 1 };
}

/** A line by its number, without its end. */
export function lineIn(lines: Lines, line: number): string {
  return lines.text.slice(lines.starts[line - 1], lines.starts[line]).replace(/[\r\n]+$/, '');
}

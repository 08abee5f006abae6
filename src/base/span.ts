/** A stretch of a source text: offsets in UTF-16 units into the file as read, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line and a column as an editor counts them: from 1, columns in characters (code points). */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Turns an offset into the line and column an editor shows. CR LF, LF and CR each end a line. */
export function lineColumnOf(text: string, offset: number): LineColumn {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
      line++;
      start = at + 1;
    }
  }
  return { line, column: [...text.slice(start, offset)].length + 1 };
}

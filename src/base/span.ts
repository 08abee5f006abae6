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

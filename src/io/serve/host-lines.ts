/** A line of a file of rules that is neither empty nor a comment, without blanks around it. */
export interface RuleLine {
  readonly line: string;
  /** Its place in the file. */
  readonly start: number;
  readonly end: number;
}

/** The lines of `_redirects` or `_headers` that say something. */
export function rulesIn(text: string): RuleLine[] {
  return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: whole, index }) => {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) return [];
    const start = index + whole.indexOf(line);
    return [{ line, start, end: start + line.length }];
  });
}

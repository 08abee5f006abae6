/** The paths of `_redirects` and `_headers`, as static hosts match them: exactly, by `*` and by `:placeholder`. */
import { decode } from '../../addresses.ts';

/** What stood where a pattern has `*` (by the name `splat`) or a `:placeholder`. */
export type Captures = ReadonlyMap<string, string>;

export interface PathPattern {
  /** The one path it matches, when it has neither `*` nor placeholders; else null. */
  readonly fixed: string | null;
  /** `path` is percent-decoded, from the root. Null when it does not match. */
  match(path: string): Captures | null;
}

/**
 * Reads a pattern; a text is why it is none. `origin` is the site's own: with a whole URL in front, a pattern
 * matches on that host alone.
 */
export function pathPattern(written: string, origin: string): PathPattern | string {
  const whole = /^https?:\/\/[^/]*/i.exec(written)?.[0];
  const path = whole === undefined ? written : written.slice(whole.length) || '/';
  if (!path.startsWith('/')) return 'a path has to begin with "/"';
  // What stands behind "?" or "#" is no part of what hosts compare.
  const pieces = piecesOf(path.replace(/[?#].*$/s, ''));
  if (pieces.filter((it) => it.name === 'splat').length > 1) return 'a path can have one "*" only';
  if (isCrowded(pieces)) return 'a segment of a path can have one "*" or placeholder only';
  const isElsewhere = whole !== undefined && whole.toLowerCase() !== origin.toLowerCase();
  if (isElsewhere) return { fixed: null, match: () => null };
  if (pieces.every((it) => it.name === null)) {
    const fixed = pieces.map((it) => it.text).join('');
    return { fixed, match: (it: string) => (it === fixed ? NONE : null) };
  }
  const expression = new RegExp(`^${pieces.map(sourceOf).join('')}$`, 's');
  return {
    fixed: null,
    match(it: string) {
      const found = expression.exec(it);
      if (found === null) return null;
      const names = pieces.flatMap(({ name }) => name ?? []);
      return new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
    },
  };
}

/** A text with `:splat` and placeholders filled in; a name that the pattern did not capture stays as it is. */
export function fill(text: string, captures: Captures, encode: (value: string) => string): string {
  return text.replace(/:([a-z]\w*)/gi, (whole, name: string) => {
    const value = captures.get(name);
    return value === undefined ? whole : encode(value);
  });
}

const NONE: Captures = new Map();

/** A stretch of plain text, or what is captured under a name. */
interface Piece {
  readonly text: string;
  readonly name: string | null;
}

function piecesOf(path: string): Piece[] {
  return path.split(/(\*|:[a-z]\w*)/i).flatMap((it, at): Piece[] => {
    if (at % 2 === 1) return [{ text: it, name: it === '*' ? 'splat' : it.slice(1) }];
    return it === '' ? [] : [{ text: it.split('/').map(decode).join('/'), name: null }];
  });
}

/** Two in one segment could share it out in ever so many ways, and no host says in which. */
function isCrowded(pieces: readonly Piece[]): boolean {
  let isTaken = false;
  for (const { name, text } of pieces) {
    if (name !== null && isTaken) return true;
    isTaken = name !== null || (isTaken && !text.includes('/'));
  }
  return false;
}

function sourceOf({ text, name }: Piece): string {
  if (name === 'splat') return '(.*)';
  return name === null ? text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : '([^/]+)';
}

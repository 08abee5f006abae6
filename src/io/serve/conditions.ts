/** What a client has already, and which part it wants (RFC 9110, sections 13 and 14). */
import type { IncomingHttpHeaders } from 'node:http';

/** What to send of some content; `start` and `end` are offsets of bytes, both included. */
export type Selection =
  | { readonly send: 'all' | 'not-modified' | 'changed' | 'out-of-range' }
  | { readonly send: 'part'; readonly start: number; readonly end: number };

/**
 * What a GET or HEAD wants of content of `size` bytes that would be sent with status 200. Several ranges are
 * not served apart: all is sent, as the specification allows.
 */
export function select(
  method: string,
  headers: IncomingHttpHeaders,
  size: number,
  etag: string | null,
): Selection {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-range': ifRange, range } = headers;
  if (match !== undefined && !names(match, etag, 'strong')) return { send: 'changed' };
  if (noneMatch !== undefined && names(noneMatch, etag, 'weak')) return { send: 'not-modified' };
  if (method !== 'GET' || range === undefined) return { send: 'all' };
  // A date never fits: no reply says when it was modified.
  if (typeof ifRange === 'string' && (etag === null || ifRange.trim() !== `"${etag}"`)) {
    return { send: 'all' };
  }
  return partOf(range, size);
}

/** Whether a list of entity tags, or `*`, names this one. Two weak ones are compared by what they hold. */
function names(list: string, etag: string | null, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  if (etag === null) return false;
  return [...list.matchAll(/(W\/)?"([^"]*)"/g)].some(
    ([, weak, tag]) => tag === etag && (weak === undefined || comparison === 'weak'),
  );
}

function partOf(range: string, size: number): Selection {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(range) ?? [];
  if (first === '' && last === '') return { send: 'all' };
  if (first === '') {
    const length = Math.min(Number(last), size);
    if (length === 0) return { send: 'out-of-range' };
    return { send: 'part', start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return { send: 'all' };
  if (start >= size) return { send: 'out-of-range' };
  return { send: 'part', start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

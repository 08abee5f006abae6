import { lookup } from 'mrmime';

/** The Content-Type of an output path, charset included for text; `application/octet-stream` where unknown. */
export function contentTypeOf(path: string): string {
  const ending = /[^/]\.([a-z0-9_]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) return UNKNOWN;
  // The package looks its table up without care: the ending "constructor" finds a function there.
  const found: unknown = OTHERS.get(ending) ?? lookup(ending);
  if (typeof found !== 'string') return UNKNOWN;
  return isText(found) ? `${found}; charset=utf-8` : found;
}

const UNKNOWN = 'application/octet-stream';

/** What the package does not know, or calls otherwise than static hosts do: they send feeds as `application/xml`. */
const OTHERS = new Map([
  ['ico', 'image/x-icon'],
  ['opml', 'text/x-opml'],
  ['xml', 'application/xml'],
]);

function isText(type: string): boolean {
  return /^text\/|^application\/(json|xml|manifest\+json)$|\+(json|xml)$/.test(type);
}

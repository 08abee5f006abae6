import type { CompileOptions } from '../config/config.ts';

/** What an address written in a text leads to. */
export type Destination =
  /** A file or page of this site, or an id of this page: for link to check. */
  | { readonly to: 'site' }
  /** Another site, a mailbox, a telephone: as it stands in the page. */
  | { readonly to: 'elsewhere'; readonly href: string }
  | { readonly to: 'nowhere'; readonly because: 'empty' | 'host without scheme' }
  | { readonly to: 'nowhere'; readonly because: 'scheme'; readonly scheme: string };

const SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel']);

/**
 * Sorts an address as browsers would read it (WHATWG URL, 4.4): blanks and controls round it and line
 * breaks within it do not count, and a backslash is a slash.
 */
export function destinationOf(
  written: string,
  options: Pick<CompileOptions, 'origin' | 'base'>,
): Destination {
  // oxlint-disable-next-line no-control-regex
  const url = written.replace(/^[\0-\x20]+|[\0-\x20]+$|[\t\n\r]/g, '');
  if (url === '') return { to: 'nowhere', because: 'empty' };
  if (/^[/\\]{2}/.test(url)) return { to: 'nowhere', because: 'host without scheme' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return { to: 'site' };
  if (!SCHEMES.has(scheme)) return { to: 'nowhere', because: 'scheme', scheme };
  return isOwn(url, options) ? { to: 'site' } : { to: 'elsewhere', href: percentEncode(url) };
}

function isOwn(url: string, { origin, base }: Pick<CompileOptions, 'origin' | 'base'>): boolean {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.origin === origin.toLowerCase() &&
    (parsed.pathname === base || parsed.pathname.startsWith(`${base}/`))
  );
}

/** As CommonMark's reference programs do it: what is already encoded stays as it is. */
export function percentEncode(url: string): string {
  return url.replace(/%(?![\da-z]{2})|[^!#$%&-;=?-Z_a-z~]/giu, (it) =>
    /\p{Surrogate}/u.test(it) ? '%EF%BF%BD' : encodeURIComponent(it),
  );
}

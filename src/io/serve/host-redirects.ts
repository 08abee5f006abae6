/**
 * `_redirects`, as Netlify and Cloudflare Pages read it: `FROM TO [STATUS]` on each line, the first line that
 * matches counts. Where the two differ, this is Cloudflare Pages:
 *
 * - A line wins over a file at the same address. Broadside puts a page that leads on at every former address,
 *   for hosts without redirects; where a host has them, readers get the redirect, and so it shall be seen
 *   here. (Netlify needs `301!` for that.)
 * - A line without a status is a 302, and paths are compared with their last slash.
 *
 * What only Netlify reads (conditions on queries, countries, languages) is said and passed over.
 */
import { decode } from '../../addresses.ts';
import type { Span } from '../../base/span.ts';
import { redirectLine } from '../../diagnostics/catalog/serve.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Captures, PathPattern } from './host-paths.ts';
import { fill, pathPattern } from './host-paths.ts';
import { rulesIn } from './host-lines.ts';

/** Where a request goes instead. */
export type Hop =
  | { readonly status: 301 | 302 | 303 | 307 | 308; readonly location: string }
  /** Another file of the site under the same address; `path` is decoded. */
  | { readonly status: 200; readonly path: string };

export interface HostRedirects {
  /** `path` is decoded, `search` as sent: it is kept unless the line brings its own. */
  find(path: string, search: string): Hop | null;
}

/** Reads the file; `file` names it in the diagnostics about lines that are passed over. */
export function readRedirects(text: string, file: string, origin: string): Outcome<HostRedirects> {
  const fixed = new Map<string, Rule>();
  const patterns: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  let isLong = false;
  for (const { line, start, end } of rulesIn(text)) {
    const rule = ruleOf(line, start, origin);
    if ('message' in rule) {
      const { message, hint } = rule;
      diagnostics.push(redirectLine(file, { start, end }, message, hint));
      continue;
    }
    if (rule.from.fixed === null) patterns.push(rule);
    else if (!fixed.has(rule.from.fixed)) fixed.set(rule.from.fixed, rule);
    else continue;
    const isTooMany = patterns.length > MOST_PATTERNS || fixed.size > MOST_FIXED;
    if (isTooMany && !isLong) {
      const hint = 'Netlify reads them all, and so does the preview.';
      diagnostics.push(redirectLine(file, { start, end }, TOO_MANY, hint));
      isLong = true;
    }
  }
  return { value: { find: (path, search) => find(fixed, patterns, path, search) }, diagnostics };
}

interface Rule {
  /** Its place in the file, which decides between two that match. */
  readonly start: number;
  readonly from: PathPattern;
  readonly to: string;
  readonly status: Hop['status'];
}

interface Wrong {
  readonly message: string;
  readonly hint: string;
}

const FORM = 'A line is FROM TO STATUS, as in: /old/ /new/ 301';

/** In characters and lines, as Cloudflare Pages has it. */
const LONGEST = 1000;
const MOST_FIXED = 2000;
const MOST_PATTERNS = 100;

const TOO_MANY =
  'Cloudflare Pages reads no more than 2,000 redirects, and 100 with "*" or a placeholder';

function ruleOf(line: string, start: Span['start'], origin: string): Rule | Wrong {
  if (line.length > LONGEST) return wrong('hosts read lines of up to 1,000 characters');
  const words = line.split(/\s+/);
  const comment = words.findIndex((it, at) => at >= 2 && it.startsWith('#'));
  const [written = '', to, code = '302', ...more] = comment < 0 ? words : words.slice(0, comment);
  if (to === undefined) return wrong('this line says where from, but not where to');
  if (more.length > 0 || /^[a-z]\w*=/i.test(to)) {
    return wrong('conditions are read by Netlify alone', 'The preview passes this line over.');
  }
  const from = pathPattern(written, origin);
  if (typeof from === 'string') return wrong(from);
  const status = STATUSES.get(code.replace(/!$/, ''));
  if (status === undefined) {
    return wrong(
      `${code} is no status that hosts redirect with`,
      'It can be 301, 302, 303, 307, 308, or 200 to show another page at this address.',
    );
  }
  const isPath = /^\/(?!\/)/.test(to);
  if (!isPath && !/^https?:\/\/[^/]/i.test(to)) {
    return wrong('a redirect leads to a path that begins with "/", or to a whole URL');
  }
  if (status === 200 && !isPath) {
    return wrong(
      'a page of another site cannot be shown at this address',
      'Redirect to it instead.',
    );
  }
  return { start, from, to, status };
}

function wrong(message: string, hint: string = FORM): Wrong {
  return { message, hint };
}

const STATUSES: ReadonlyMap<string, Hop['status']> = new Map(
  ([200, 301, 302, 303, 307, 308] as const).map((it) => [String(it), it]),
);

function find(
  fixed: ReadonlyMap<string, Rule>,
  patterns: readonly Rule[],
  path: string,
  search: string,
): Hop | null {
  const exact = fixed.get(path);
  for (const rule of patterns) {
    if (exact !== undefined && exact.start < rule.start) break;
    const captures = rule.from.match(path);
    if (captures !== null) return hopOf(rule, captures, search);
  }
  return exact === undefined ? null : hopOf(exact, new Map(), search);
}

function hopOf({ to, status }: Rule, captures: Captures, search: string): Hop {
  const filled = fill(to, captures, encodePath);
  // Two slashes at the beginning would name another site, which the reader's address must not choose.
  const target = to.startsWith('/') ? filled.replace(/^\/+/, '/') : filled;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(target) ?? [];
  if (status === 200) return { status, path: path.split('/').map(decode).join('/') };
  const location = `${path}${query === '' ? search : query}${fragment}`;
  return { status, location: location.replace(/[^\x21-\x7e]/gu, encodeURIComponent) };
}

function encodePath(value: string): string {
  return value.split('/').map(encodeURIComponent).join('/');
}

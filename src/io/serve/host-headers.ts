/**
 * `_headers`, as Netlify and Cloudflare Pages read it: a path on a line of its own, and `Name: value` on
 * the lines below it, which neither of them needs indented. All paths that match count, in their order; a name that comes twice has its values joined by
 * commas, and `! Name` (Cloudflare Pages) takes away what came before.
 *
 * It may change what the preview sends of itself, Content-Type and Cache-Control included. It can neither take
 * away what keeps other sites from reading this server nor let them in by CORS: on a host that is the
 * publisher's choice, but here it would open drafts and everything else that lies in the folder to any page
 * the reader's browser has open. `reply-headers.ts` sees to it.
 */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { headerLine } from '../../diagnostics/catalog/serve.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { rulesIn } from './host-lines.ts';
import type { PathPattern } from './host-paths.ts';
import { fill, pathPattern } from './host-paths.ts';

export interface HostHeaders {
  /** The headers for a decoded path; an empty value takes one away that is otherwise sent. */
  of(path: string): Record<string, string>;
}

/** Reads the file; `file` names it in the diagnostics about lines that are passed over. */
export function readHeaders(text: string, file: string, origin: string): Outcome<HostHeaders> {
  const rules: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  /** Null before the first path, and below what is no path. */
  let current: Rule | null = null;
  let isBelowWrong = false;
  for (const { line, start, end } of rulesIn(text)) {
    const report = (message: string, hint: string = FORM): void => {
      diagnostics.push(headerLine(file, { start, end }, message, hint));
    };
    if (line.length > LONGEST) report('hosts read lines of up to 2,000 characters');
    else if (/^(\/|https?:\/\/)/i.test(line)) {
      const path = pathPattern(line, origin);
      isBelowWrong = typeof path === 'string';
      current = typeof path === 'string' ? null : { path, changes: [] };
      if (typeof path === 'string') report(path);
      if (current !== null) rules.push(current);
    } else if (current === null) {
      // What is wrong is the path above, and has been said.
      if (!isBelowWrong) report('a header needs a path above it');
    } else {
      const change = changeOf(line);
      if (typeof change === 'string') report(change);
      else current.changes.push(change);
    }
  }
  return { value: { of: (path) => headersFor(rules, path) }, diagnostics };
}

interface Rule {
  readonly path: PathPattern;
  readonly changes: Change[];
}

/** A null value takes the header away. */
interface Change {
  readonly name: string;
  readonly value: string | null;
}

const FORM = 'Write a path on a line of its own, and "Name: value" on the lines below it.';

/** In characters, as Cloudflare Pages has it. */
const LONGEST = 2000;

/** A text is why the line is no header. */
function changeOf(line: string): Change | string {
  const removed = /^!\s*([^:]+)$/.exec(line)?.[1]?.trim();
  const [, before = removed ?? '', after = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
  const name = before.trim();
  const value = after.trim();
  if (name === '') return 'this is no header';
  try {
    validateHeaderName(name);
  } catch {
    return 'this is not the name of a header';
  }
  if (removed !== undefined) return { name, value: null };
  if (value === '') return 'this header has no value';
  try {
    validateHeaderValue(name, value);
  } catch {
    return 'the value of a header can hold visible ASCII signs and blanks only';
  }
  return { name, value };
}

function headersFor(rules: readonly Rule[], path: string): Record<string, string> {
  const headers = new Map<string, string>();
  for (const rule of rules) {
    const captures = rule.path.match(path);
    if (captures === null) continue;
    for (const { name, value } of rule.changes) {
      const key = name.toLowerCase();
      const before = headers.get(key) ?? '';
      if (value === null) {
        headers.set(key, '');
        continue;
      }
      const filled = fill(value, captures, encodeURIComponent);
      headers.set(key, before === '' ? filled : `${before}, ${filled}`);
    }
  }
  return Object.fromEntries(headers);
}

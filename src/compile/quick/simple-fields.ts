/**
 * Front matter as nearly everybody writes it, read line by line: `key: words`, words in quotation marks, and
 * lists of these in brackets or one a line. It gives the very fields, places and all, that the YAML parser
 * gives (`tests/simple-fields.test.ts`), and leaves everything else to that.
 */
import type { Plain } from '../../base/yaml-plain.ts';

/** The fields of a file, and where the text below them begins; null unless all of them are simple. */
export function readSimpleFields(
  text: string,
): { readonly plain: Plain; readonly bodyStart: number } | null {
  if (!text.startsWith('---\n')) return null;
  const close = text.indexOf('\n---', 3);
  const end = close + 1;
  const next = text.charCodeAt(end + 3);
  if (close <= 3 || end > LONGEST || !(next === NEWLINE || end + 3 === text.length)) return null;
  if (UNUSUAL.test(text.slice(4, end))) return null;
  const scan: Scan = { text, end, at: 4, data: {}, values: {}, keys: {} };
  while (scan.at < end) {
    if (text.charCodeAt(scan.at) === NEWLINE) scan.at++;
    else if (!readField(scan)) return null;
  }
  const { data, values, keys } = scan;
  if (Object.keys(keys).length === 0) return null;
  return { plain: { data, values, keys, problems: [] }, bodyStart: Math.min(end + 4, text.length) };
}

/** Longer ones may hold more values than are read at all. */
const LONGEST = 8000;

const NEWLINE = 10;
const BLANK = 32;
const HYPHEN = 45;

/** What YAML, or what makes values of its scalars, treats in a way of its own. */
// oxlint-disable-next-line no-control-regex
const UNUSUAL = /[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;

const KEY = /[a-z_][\w-]*(?=:[ \n])/iy;

/**
 * Words without quotation marks: they begin with none of YAML's own marks, and hold no colon or hash that
 * could be one.
 */
const WORDS = /(?=[\w/.(\xa1-\uffff])(?:[^:#\n]|:(?![ \n])|(?<! )#)+(?<! )(?=\n)/y;

/** The same in brackets. */
const ENTRY = /(?=[\w/(\xa1-\uffff])[^:#,[\]{}"'\n]+(?<! )(?=[,\]])/y;

const QUOTED = /"[^"\\\n]*"|'[^'\n]*'/y;

interface Scan {
  readonly text: string;
  /** Where the closing fence begins. */
  readonly end: number;
  at: number;
  readonly data: Plain['data'];
  readonly values: Record<string, { readonly start: number; readonly end: number }>;
  readonly keys: Record<string, { readonly start: number; readonly end: number }>;
}

function readField(scan: Scan): boolean {
  const { text, at: start, data, values, keys } = scan;
  const key = match(scan, KEY);
  if (key === null || key === '__proto__' || Object.hasOwn(keys, key)) return false;
  keys[key] = { start, end: scan.at };
  scan.at++;
  if (text.charCodeAt(scan.at) === NEWLINE) return readLines(scan, key);
  while (text.charCodeAt(scan.at) === BLANK) scan.at++;
  if (text.charAt(scan.at) === '[') return readBrackets(scan, key);
  const from = scan.at;
  const value = scalar(scan, WORDS);
  if (value === null || !endsLine(scan)) return false;
  if (/\S/.test(value)) {
    values[key] = { start: from, end: scan.at - 1 };
    data[key] = value;
  }
  return true;
}

/** Behind a key alone: a list with an entry a line, or no value. */
function readLines(scan: Scan, key: string): boolean {
  const { text, values, data } = scan;
  scan.at++;
  const indent = blanksAt(text, scan.at);
  const start = scan.at + indent;
  // Words on a line below their key.
  if (text.charCodeAt(start) !== HYPHEN) return indent === 0;
  if (scan.at === scan.end) return true;
  const entries: string[] = [];
  let last = start;
  while (scan.at < scan.end && text.charCodeAt(scan.at + indent) === HYPHEN) {
    if (blanksAt(text, scan.at) !== indent || text.charCodeAt(scan.at + indent + 1) !== BLANK)
      return false;
    scan.at += indent + 2;
    const from = scan.at;
    const value = scalar(scan, WORDS);
    if (value === null || !/\S/.test(value) || !endsLine(scan)) return false;
    last = scan.at - 1;
    values[`${key}.${entries.length}`] = { start: from, end: last };
    entries.push(value);
  }
  if (blanksAt(text, scan.at) > 0) return false;
  values[key] = { start, end: last };
  data[key] = entries;
  return true;
}

function readBrackets(scan: Scan, key: string): boolean {
  const { text, values, data, at: start } = scan;
  const entries: string[] = [];
  scan.at++;
  if (text.charAt(scan.at) !== ']') {
    for (;;) {
      const from = scan.at;
      const value = scalar(scan, ENTRY);
      if (value === null || !/\S/.test(value)) return false;
      values[`${key}.${entries.length}`] = { start: from, end: scan.at };
      entries.push(value);
      const mark = text.charAt(scan.at);
      if (mark === ']') break;
      if (mark !== ',') return false;
      scan.at++;
      while (text.charCodeAt(scan.at) === BLANK) scan.at++;
    }
  }
  scan.at++;
  if (!endsLine(scan)) return false;
  if (entries.length > 0) {
    values[key] = { start, end: scan.at - 1 };
    data[key] = entries;
  }
  return true;
}

/** Takes one value, as YAML reads it. */
function scalar(scan: Scan, words: RegExp): string | null {
  const first = scan.text.charAt(scan.at);
  if (first !== '"' && first !== "'") return match(scan, words);
  return match(scan, QUOTED)?.slice(1, -1) ?? null;
}

/** Takes the end of a line, below which nothing belongs to what stands on it. */
function endsLine(scan: Scan): boolean {
  if (scan.text.charCodeAt(scan.at) !== NEWLINE) return false;
  scan.at++;
  return true;
}

function match(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0] ?? null;
  if (found !== null) scan.at += found.length;
  return found;
}

function blanksAt(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === BLANK) end++;
  return end - at;
}

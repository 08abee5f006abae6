/**
 * Front matter as nearly everybody writes it, read line by line: `key: words`, words in quotation marks, lists
 * and fields of these in brackets or one a line, and lists of such fields. It gives the very fields, places and all, that the YAML parser
 * gives (`tests/simple-fields.test.ts`), and leaves everything else to that.
 */
import type { Plain, PlainValue } from '../../base/yaml-plain.ts';

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
const ENTRY = /(?=[\w/(\xa1-\uffff])[^:#,[\]{}"'\n]+(?<! )(?= ?[,\]}])/y;

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
  const key = readKey(scan, '');
  if (key === null) return false;
  const value = endsLine(scan) ? readBlock(scan, key) : readLine(scan, key);
  if (value === null) return false;
  if (value !== NOTHING) scan.data[key] = value;
  return true;
}

/** A value that is absent: it has no place, and no mark of YAML could be one. */
const NOTHING = '';

/** Takes a key with its colon; gives its path. */
function readKey(scan: Scan, within: string): string | null {
  const start = scan.at;
  const key = match(scan, KEY);
  if (key === null || key === '__proto__') return null;
  const path = within + key;
  if (Object.hasOwn(scan.keys, path)) return null;
  scan.keys[path] = { start, end: scan.at };
  scan.at++;
  return path;
}

/** Takes the rest of a line: words, or a list or fields in brackets. */
function readLine(scan: Scan, path: string): PlainValue | null {
  skipBlanks(scan);
  const start = scan.at;
  const mark = scan.text.charAt(start);
  const value =
    mark === '[' ? readList(scan, path) : mark === '{' ? readMap(scan, path) : scalar(scan, WORDS);
  const end = scan.at;
  if (value === null || !endsLine(scan)) return null;
  if (value.length === 0 || (typeof value === 'string' && !/\S/.test(value))) return NOTHING;
  scan.values[path] = { start, end };
  return value;
}

/** Takes what stands below a key: a list with an entry a line, fields, or no value. */
function readBlock(scan: Scan, path: string): PlainValue | null {
  const indent = blanksAt(scan.text, scan.at);
  const start = scan.at + indent;
  const isList = scan.text.charCodeAt(start) === HYPHEN && scan.at < scan.end;
  if (!isList && indent === 0) return NOTHING;
  const value = isList ? readEntries(scan, path, indent) : readFields(scan, path, indent);
  if (value === null || blanksAt(scan.text, scan.at) > 0) return null;
  scan.values[path] = { start, end: scan.at - 1 };
  return value;
}

function readEntries(scan: Scan, path: string, indent: number): PlainValue[] | null {
  const { text, values } = scan;
  const entries: PlainValue[] = [];
  while (scan.at < scan.end && text.charCodeAt(scan.at + indent) === HYPHEN) {
    const mark = text.charCodeAt(scan.at + indent + 1);
    if (blanksAt(text, scan.at) !== indent || mark !== BLANK) return null;
    const entry = `${path}.${entries.length}`;
    scan.at += indent + 2;
    const start = scan.at;
    KEY.lastIndex = start;
    const isMap = KEY.test(text);
    // The first field stands behind the mark, as if the line began there.
    if (isMap) scan.at -= indent + 2;
    const value = isMap ? readFields(scan, entry, indent + 2) : readLine(scan, entry);
    if (value === null || value === NOTHING) return null;
    if (isMap) values[entry] = { start, end: scan.at - 1 };
    entries.push(value);
  }
  return entries;
}

/** Takes lines of fields that begin in one column; what stands before the first key is passed over. */
function readFields(
  scan: Scan,
  path: string,
  indent: number,
): { [key: string]: PlainValue } | null {
  const data: { [key: string]: PlainValue } = {};
  do {
    scan.at += indent;
    const inner = readKey(scan, `${path}.`);
    const value = inner === null ? null : readLine(scan, inner);
    if (inner === null || value === null || value === NOTHING) return null;
    data[inner.slice(path.length + 1)] = value;
  } while (scan.at < scan.end && blanksAt(scan.text, scan.at) === indent);
  return data;
}

function readList(scan: Scan, path: string): PlainValue[] | null {
  const { text, values } = scan;
  const entries: string[] = [];
  scan.at++;
  while (text.charAt(scan.at) !== ']') {
    if (entries.length > 0 && !readComma(scan)) return null;
    const start = scan.at;
    const value = scalar(scan, ENTRY);
    if (value === null || !/\S/.test(value)) return null;
    values[`${path}.${entries.length}`] = { start, end: scan.at };
    entries.push(value);
  }
  scan.at++;
  return entries;
}

function readMap(scan: Scan, path: string): { [key: string]: PlainValue } | null {
  const data: { [key: string]: PlainValue } = {};
  scan.at++;
  skipBlanks(scan);
  do {
    const inner = readKey(scan, `${path}.`);
    if (inner === null) return null;
    skipBlanks(scan);
    const start = scan.at;
    const value = scalar(scan, ENTRY);
    if (value === null || !/\S/.test(value)) return null;
    scan.values[inner] = { start, end: scan.at };
    data[inner.slice(path.length + 1)] = value;
  } while (readComma(scan));
  skipBlanks(scan);
  if (scan.text.charAt(scan.at) !== '}') return null;
  scan.at++;
  return data;
}

function readComma(scan: Scan): boolean {
  if (scan.text.charAt(scan.at) !== ',') return false;
  scan.at++;
  skipBlanks(scan);
  return true;
}

function skipBlanks(scan: Scan): void {
  scan.at += blanksAt(scan.text, scan.at);
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

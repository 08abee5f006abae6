/**
 * YAML with every scalar as the author typed it (the failsafe schema: `010` stays `010`, `no` stays `no`)
 * and every mistake in an author's words with its place. Used for front matter and for broadside.yaml.
 */
import { Document, parseDocument, type YAMLError } from 'yaml';
import type { Span } from './span.ts';
import { nestsTooDeep } from './yaml-depth.ts';

/** One mistake of a YAML text: where, what, and what to write instead. */
export interface YamlProblem {
  readonly span: Span;
  readonly message: string;
  readonly hint: string | null;
}

/**
 * Parses one document. Ranges are offsets into `source`. With problems the document is not to be used.
 * Keys that occur twice, aliases and depth are the business of `plainOf`.
 */
export function parseYaml(source: string): {
  readonly document: Document;
  readonly problems: readonly YamlProblem[];
} {
  if (nestsTooDeep(source)) return { document: new Document(), problems: [TOO_DEEP] };
  let document: Document = parseDocument(source, OPTIONS);
  let text = source;
  for (let tries = 0; tries < 20; tries++) {
    const open = document.errors.find(isOpenQuote);
    const joined = open === undefined ? null : joinQuoted(text, open.pos[0]);
    if (joined === null) break;
    text = joined;
    document = parseDocument(text, OPTIONS);
  }
  const found = [...document.errors, ...document.warnings];
  // Where the library's stack ends differs from thread to thread.
  if (found.some((it) => it.code === 'RESOURCE_EXHAUSTION'))
    return { document, problems: [TOO_DEEP] };
  const problems: YamlProblem[] = [];
  const lines = new Set<number>();
  for (const it of found.sort((a, b) => a.pos[0] - b.pos[0])) {
    // What follows a mistake on its own line is nearly always the same mistake once more.
    const line = source.lastIndexOf('\n', it.pos[0] - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    problems.push(inWords(it, source));
    // After an open quotation mark, the rest of the file is misread.
    if (isOpenQuote(it)) break;
  }
  return { document, problems };
}

export const TOO_DEEP: YamlProblem = {
  span: { start: 0, end: 3 },
  message: 'lists and fields lie too deep inside one another',
  hint: 'Twelve levels are the most.',
};

const OPTIONS: Parameters<typeof parseDocument>[1] = {
  schema: 'failsafe',
  prettyErrors: false,
  // The library compares every key with every other; `plainOf` does it in linear time.
  uniqueKeys: false,
};

function isOpenQuote(it: YAMLError): boolean {
  return it.message.startsWith('Missing closing');
}

/**
 * The text with one quoted value on a single line, every offset as it was; null when that is no help.
 * YAML asks that a quoted value's further lines be indented. Every other parser that publishers use lets
 * that pass, and a fifth of the real archives we tried relies on it. Where a line of it could be a field,
 * or words follow the closing mark, a mark was forgotten: that stays a mistake.
 */
function joinQuoted(source: string, offset: number): string | null {
  let from = offset;
  let opening: string | undefined;
  let mark = '"';
  // The parser stops at the first line that is not indented; before it, blank ones may have passed.
  do {
    if (from <= 0) return null;
    from = source.lastIndexOf('\n', from - 1);
    const to = source.indexOf('\n', from + 1);
    const line = source.slice(from + 1, to < 0 ? source.length : to);
    [opening, mark = '"'] = /^(?:[\w-]+:|-)[ \t]+(["'])/.exec(line) ?? [];
    if (opening === undefined && /^(?:[\w-]+:|-\s|---)/.test(line)) return null;
  } while (opening === undefined);
  from++;
  const inside = mark === '"' ? /(?:[^"\\]|\\[^\r\n])*"/y : /(?:[^']|'')*'(?!')/y;
  inside.lastIndex = from + opening.length;
  const [value] = inside.exec(source) ?? [];
  if (value === undefined || /\n(?:[\w-]+:|-)\s/.test(value)) return null;
  const end = from + opening.length + value.length;
  if (!/^[ \t\r]*(?:#.*)?(?:\n|$)/.test(source.slice(end, end + 200))) return null;
  const line = value.replace(/[\r\n]/g, ' ');
  return line === value ? null : source.slice(0, end - value.length) + line + source.slice(end);
}

function inWords(found: YAMLError, source: string): YamlProblem {
  const [start, end] = found.pos;
  const span = { start, end: Math.max(end, Math.min(start + 1, source.length)) };
  const quoted = quotedLine(source, start);
  const inQuotes =
    quoted === null ? 'Put the value in quotation marks.' : `Put it in quotation marks: ${quoted}`;
  const say = (message: string, hint: string | null): YamlProblem => ({ span, message, hint });
  switch (found.code) {
    case 'TAB_AS_INDENT':
      return say('a tab cannot indent a line', 'Use blanks.');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return say('a value with ": " in it needs quotation marks', inQuotes);
    case 'BAD_SCALAR_START':
      return say(
        `a value cannot begin with "${source[start] ?? ''}" outside quotation marks`,
        inQuotes,
      );
    case 'TAG_RESOLVE_FAILED':
      return say('a value cannot begin with "!" outside quotation marks', inQuotes);
    case 'MULTIPLE_ANCHORS':
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return say('a value cannot begin with "&" or "*" outside quotation marks', inQuotes);
    case 'BAD_DQ_ESCAPE':
      return say(
        `"${source.slice(start, start + 2)}" means nothing inside double quotation marks`,
        'Use single quotation marks, or write \\\\ for one \\.',
      );
    case 'MULTIPLE_DOCS':
      return say('a second document begins here', 'Keep one.');
    case 'BAD_INDENT':
      return say(
        'this line is not indented as what it belongs to',
        'Fields of one level begin in one column; what belongs to a field is indented by two blanks.',
      );
    case 'MISSING_CHAR':
      if (isOpenQuote(found)) {
        const hint =
          'Close it; a text that goes on in the next line must be indented there by two blanks.';
        return say('this quotation mark is never closed', hint);
      }
      if (found.message.startsWith('Implicit map')) {
        const hint =
          'A field is written "key: value"; a value that goes on is indented by two blanks.';
        return say('this line is no field, and does not belong to the one above', hint);
      }
      break;
    case 'UNEXPECTED_TOKEN':
      if (found.message.startsWith('Unexpected scalar at node end')) {
        return say('these words stand behind the end of the value', inQuotes);
      }
      if (found.message.startsWith('Unexpected block-seq-ind')) {
        return say('a list begins on the line below its key', inQuotes);
      }
      break;
    case 'BAD_COLLECTION_TYPE':
    case 'BAD_DIRECTIVE':
    case 'BAD_PROP_ORDER':
    case 'BLOCK_IN_FLOW':
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'KEY_OVER_1024_CHARS':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MULTIPLE_TAGS':
    case 'NON_STRING_KEY':
    case 'RESOURCE_EXHAUSTION':
  }
  return say(
    `this is not YAML: ${found.message.charAt(0).toLowerCase()}${found.message.slice(1)}`,
    null,
  );
}

/** The line at an offset with its value in quotation marks, or null when it is no `key: value`. */
function quotedLine(source: string, offset: number): string | null {
  const from = source.lastIndexOf('\n', offset - 1) + 1;
  const to = source.indexOf('\n', offset);
  const line = source.slice(from, to < 0 ? source.length : to).trimEnd();
  const [, before, value] = /^(\s*(?:- +)?[^\s:'"]+: +|\s*- +)(\S.{0,120})$/su.exec(line) ?? [];
  if (before === undefined || value === undefined) return null;
  const inner = /^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value;
  return `${before.trimStart()}${quote(inner)}`;
}

function quote(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "''")}'`;
}

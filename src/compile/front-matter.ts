/**
 * Finds the front matter of a file and parses it. This alone knows gray-matter, which runs `---js`, takes
 * an unclosed block for the whole file, closes at any line that begins with `---`, and remembers a failed
 * parse as an empty one when called without options. So both fences are found here, and it only ever gets
 * a block that passed, with an engine of ours.
 */
import matter from 'gray-matter';
import { Document, isDocument } from 'yaml';
import { parseYaml, type YamlProblem } from '../base/yaml.ts';
import {
  frontMatterFence,
  frontMatterMissing,
  frontMatterSize,
  frontMatterUnclosed,
  frontMatterYaml,
} from '../diagnostics/catalog/front-matter.ts';
import type { Plain } from '../base/yaml-plain.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export interface FrontMatter {
  /** With ranges that are offsets into the file; null when there is none that can be read. */
  readonly document: Document | null;
  /** Its fields, where they could be read without a document. */
  readonly plain?: Plain;
  /** Where the text below the front matter begins. */
  readonly bodyStart: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the front matter of `text`, the whole of a file. `path` names it in messages. */
export function readFrontMatter(path: string, text: string): FrontMatter {
  const gate = findFences(path, text);
  const { bodyStart, diagnostics } = gate;
  if (diagnostics.length > 0) return { document: null, bodyStart, diagnostics };
  const { document, problems } = parseBlock(text.slice(0, bodyStart));
  if (problems.length === 0) return { document, bodyStart, diagnostics };
  const mistakes = problems.map((it) => frontMatterYaml(path, it.span, it.message, it.hint));
  return { document: null, bodyStart, diagnostics: mistakes };
}

const MOST_CHARACTERS = 64 * 1024;

/** gray-matter looks for comments with a pattern that is quadratic in the length of a run of blank lines. */
const MOST_BLANK_LINES = 100;

const BYTE_ORDER_MARK = '\ufeff';

interface Gate {
  readonly bodyStart: number;
  readonly diagnostics: readonly Diagnostic[];
}

function findFences(path: string, text: string): Gate {
  const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const first = lineAt(text, start);
  const opening = first.words === '---';
  if (!opening && !/^(?:---|;;;|\+\+\+|\{$)/.test(first.words)) {
    return { bodyStart: start, diagnostics: [frontMatterMissing(path)] };
  }
  const diagnostics: Diagnostic[] = [];
  if (!opening) {
    const place = { start, end: start + first.words.length };
    diagnostics.push(frontMatterFence(path, place, first.words, 'first'));
  }
  let blank = 0;
  for (let at = first.next; at < text.length;) {
    const line = lineAt(text, at);
    const place = { start: at, end: at + line.words.length };
    if (line.words === '---') {
      const size = at - start;
      if (size > MOST_CHARACTERS) diagnostics.push(tooLarge(path, start, `${size} characters`));
      return { bodyStart: line.next, diagnostics };
    }
    blank = line.words === '' ? blank + 1 : 0;
    if (blank === MOST_BLANK_LINES) {
      diagnostics.push(tooLarge(path, at, `${MOST_BLANK_LINES} blank lines in a row`));
    }
    // Nowhere in the fields of a file can a line begin so.
    if (opening && line.words.startsWith('---') && !diagnostics.some(isFence)) {
      diagnostics.push(frontMatterFence(path, place, line.words, 'closing'));
    }
    at = line.next;
  }
  if (!diagnostics.some(isFence)) {
    diagnostics.push(frontMatterUnclosed(path, { start, end: start + first.words.length }));
  }
  return { bodyStart: text.length, diagnostics: diagnostics.filter((it) => !isSize(it)) };
}

function tooLarge(path: string, at: number, what: string): Diagnostic {
  return frontMatterSize(path, { start: at, end: at + 3 }, what);
}

function isFence(it: Diagnostic): boolean {
  return it.code === 'front-matter-fence';
}

function isSize(it: Diagnostic): boolean {
  return it.code === 'front-matter-size';
}

/** A line without its end and the blanks before that, and where the next one begins. */
function lineAt(text: string, at: number): { readonly words: string; readonly next: number } {
  const end = text.indexOf('\n', at);
  const next = end < 0 ? text.length : end + 1;
  let last = end < 0 ? text.length : end;
  while (last > at && ' \t\r'.includes(text.charAt(last - 1))) last--;
  return { words: text.slice(at, last), next };
}

/** Parses a block with both its fences, in which offsets are those of the file. */
function parseBlock(block: string): {
  readonly document: Document;
  readonly problems: readonly YamlProblem[];
} {
  const mark = block.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  let problems: readonly YamlProblem[] = [];
  const yaml = (inner: string): object => {
    // gray-matter cuts the opening `---` off; put back, it keeps every offset where it is in the file.
    const parsed = parseYaml(`${mark}---${inner}`);
    problems = parsed.problems;
    return { document: parsed.document };
  };
  const refuse = (): never => {
    throw new Error('gray-matter was about to run an engine other than ours');
  };
  const engines = { yaml, javascript: refuse, json: refuse, coffee: refuse };
  const parsed: unknown = matter(block.slice(mark.length), { language: 'yaml', engines }).data[
    'document'
  ];
  // It does not call its engine for a block of comments alone.
  return { document: isDocument(parsed) ? parsed : new Document(), problems };
}

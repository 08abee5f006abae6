/** Splits what follows a see-also marker into the references it holds. */
import type { Link, LinkReference, PhrasingContent } from 'mdast';
import type { Span } from '../../base/span.ts';
import { type Reading, spanOf } from '../reading.ts';
import type { WikiLink } from './wiki-link.ts';

/** One reference as written, or something that is none. */
export type Part =
  | { readonly is: 'words'; readonly words: string; readonly span: Span; readonly before: string }
  | { readonly is: 'link'; readonly link: Link | LinkReference }
  | { readonly is: 'wiki'; readonly wiki: WikiLink }
  | { readonly is: 'prose' };

/** A stretch of text, with the place of each of its characters in the file and of the end. */
interface Fragment {
  readonly value: string;
  readonly offsets: readonly number[];
}

type Atom = Fragment | Link | LinkReference | WikiLink | 'break' | 'prose';

interface Draft {
  readonly text: Fragment[];
  readonly others: (Link | LinkReference | WikiLink | 'prose')[];
  /** What parted it from the one before. */
  readonly before: string;
}

const QUOTED = /^\s*["“”„«‘'‚‹].*?["“”»’'›](?=\s*(?:;|\n|$))/u;
const DECORATION = /^[\s"“”„«»‘’'‚‹›.,]*$/u;

/** The parts of a paragraph's contents from an offset in the file on, those without any words left out. */
export function partsOf(
  reading: Reading,
  contents: readonly PhrasingContent[],
  from: number,
): readonly Part[] {
  const drafts: Draft[] = [{ text: [], others: [], before: '' }];
  const draft = (): Draft => drafts.at(-1) ?? { text: [], others: [], before: '' };
  for (const atom of contents.flatMap((it) => atomsOf(reading, it, from))) {
    if (atom === 'break') drafts.push({ text: [], others: [], before: ' ' });
    else if (atom === 'prose' || 'type' in atom) draft().others.push(atom);
    else {
      for (const [fragment, before] of cut(atom, draft())) {
        if (before !== null) drafts.push({ text: [], others: [], before });
        draft().text.push(fragment);
      }
    }
  }
  return drafts.map(partOf).filter((it) => it !== null);
}

function atomsOf(reading: Reading, node: PhrasingContent, from: number): readonly Atom[] {
  const span = spanOf(reading, node);
  if (span.end <= from) return [];
  switch (node.type) {
    case 'text': {
      const skip = Math.max(0, from - span.start);
      const value = node.value.slice(skip);
      return [{ value, offsets: offsetsOf(reading.source, value, span.start + skip, span.end) }];
    }
    case 'inlineCode':
      return [{ value: node.value, offsets: [span.start, span.end] }];
    case 'emphasis':
    case 'strong':
    case 'delete':
      return node.children.flatMap((it) => atomsOf(reading, it, from));
    case 'link':
    case 'linkReference':
    case 'wikiLink':
      return [node];
    case 'break':
      return ['break'];
    default:
      return node.type === 'html' && /^<br\s*\/?>$/i.test(node.value) ? ['break'] : ['prose'];
  }
}

/** Cuts a fragment at semicolons and line ends outside quotation marks, each with what is before it. */
function cut(fragment: Fragment, draft: Draft): (readonly [Fragment, string | null])[] {
  const { value } = fragment;
  const pieces: (readonly [Fragment, string | null])[] = [];
  let start = 0;
  let before: string | null = null;
  while (start <= value.length) {
    const fresh: boolean = before !== null || (isEmpty(draft) && start === 0);
    const quoted: number = fresh ? (QUOTED.exec(value.slice(start))?.[0].length ?? 0) : 0;
    const at: number = value.slice(start + quoted).search(/[;\n]/);
    const end: number = at < 0 ? value.length : start + quoted + at;
    pieces.push([part(fragment, start, end), before]);
    before = value[end] === ';' ? ';' : ' ';
    start = end + 1;
    if (at < 0) break;
  }
  return pieces;
}

function isEmpty(draft: Draft): boolean {
  return draft.others.length === 0 && draft.text.every((it) => it.value.trim() === '');
}

function part({ value, offsets }: Fragment, start: number, end: number): Fragment {
  return { value: value.slice(start, end), offsets: offsets.slice(start, end + 1) };
}

function partOf({ text, others, before }: Draft): Part | null {
  const words = text.map((it) => it.value).join('');
  const [other, ...more] = others;
  if (other === undefined) {
    return words.trim() === '' ? null : { is: 'words', words, span: trimmed(text), before };
  }
  if (other === 'prose' || more.length > 0 || !DECORATION.test(words)) return { is: 'prose' };
  return other.type === 'wikiLink' ? { is: 'wiki', wiki: other } : { is: 'link', link: other };
}

/** From the first word to the last. */
function trimmed(text: readonly Fragment[]): Span {
  const full = text.filter((it) => it.value.trim() !== '');
  const [first] = full;
  const last = full.at(-1);
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  const lead = first.value.length - first.value.trimStart().length;
  const start = first.offsets[lead] ?? first.offsets[0] ?? 0;
  return { start, end: last.offsets[last.value.trimEnd().length] ?? last.offsets.at(-1) ?? start };
}

/** Follows a text through its source: escapes, references and the marks of containers are not in it. */
function offsetsOf(source: string, value: string, start: number, end: number): readonly number[] {
  const offsets: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index++) {
    const character = value[index];
    if (source[at] !== character && value[index - 1] === '\n') at = behind(source, at, /[ \t>]*/y);
    if (source[at] === '\\' && source[at + 1] === character) at++;
    offsets.push(Math.min(at, end));
    at = source[at] === character ? at + 1 : behind(source, at, /&[^;\s]*;|/y);
  }
  return [...offsets, end];
}

function behind(source: string, at: number, what: RegExp): number {
  what.lastIndex = at;
  return at + (what.exec(source)?.[0].length ?? 0);
}

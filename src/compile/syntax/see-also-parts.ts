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

/** A stretch of text; offsets mean something only where the source has no escapes. */
interface Fragment {
  readonly value: string;
  readonly span: Span;
  readonly exact: boolean;
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
      const start = span.start + skip;
      return [
        { value, span: { start, end: span.end }, exact: reading.source.startsWith(value, start) },
      ];
    }
    case 'inlineCode':
      return [{ value: node.value, span, exact: false }];
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

function part({ value, span, exact }: Fragment, start: number, end: number): Fragment {
  const within = exact ? { start: span.start + start, end: span.start + end } : span;
  return { value: value.slice(start, end), span: within, exact };
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
  const lead = first.exact ? first.value.length - first.value.trimStart().length : 0;
  const tail = last.exact ? last.value.length - last.value.trimEnd().length : 0;
  return { start: first.span.start + lead, end: last.span.end - tail };
}

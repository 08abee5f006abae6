/**
 * A quotation that says where it is from, in its last line or own last paragraph: `— [Outlet](url), date`.
 * That line is the author's, so it goes into a caption as it is written, outside of the quotation.
 */
import type { Blockquote, Nodes, Paragraph, PhrasingContent } from 'mdast';
import type { Span } from '../../base/span.ts';
import { attributionForm, excerptWithoutUrl } from '../../diagnostics/catalog/newsroom.ts';
import { type Reading, spanOf } from '../reading.ts';
import { destinationOf } from '../urls.ts';
import { attributionParts, type LinkRange } from './attribution-parts.ts';
import { asExcerpt } from './excerpt.ts';
import { type Made, made, plainText } from './made.ts';
import { firstText } from './markers.ts';
import type { Definitions } from './definitions.ts';

/** Whether a text may hold an attribution anywhere. */
export const ATTRIBUTION_SIGN: RegExp = /^[ \t>]*[*_]{0,3}(?:[—–―]|--)/m;

/** The figure that a quotation with an attribution becomes; null for any other. */
export function attributed(
  reading: Reading,
  quotation: Blockquote,
  definitions: Definitions,
): Made | null {
  const line = lastLineOf(reading, quotation);
  if (line === null) return null;
  const { tail, span } = line;
  const links = linksIn(reading, tail, definitions);
  if (!isAttribution(reading, quotation, line, links)) return null;
  const text = tail.map(plainText).join('');
  const dash = DASH.exec(text)?.[0].length ?? 0;
  const shifted = links.map((it) => ({ ...it, start: it.start - dash, end: it.end - dash }));
  const parts = attributionParts(text.slice(dash), shifted, reading.lang);
  const { outlet, url, title, author, date, work } = parts;
  if (parts.wrongDate !== null) {
    const problem = `"${parts.wrongDate}" is not a date, and was taken for an author`;
    const hint = 'Write 2020-01-16, or the month in words as it is spelt.';
    reading.diagnostics.push(attributionForm(reading.path, span, problem, hint));
  }
  if (parts.namesOnly) {
    // Without a link, title or date it may be a person as well as a paper: link knows which names are outlets.
    reading.citations.addSaying(text.slice(dash).replace(/\s+/g, ' ').trim(), span);
  } else {
    const citation = { outlet, url, title, author, date, archived: null, lang: null };
    reading.citations.add(citation, span);
  }
  if (url === null) reading.diagnostics.push(excerptWithoutUrl(reading.path, span));
  cutOff(quotation, line);
  if (url !== null) quotation.data = { hProperties: { cite: url } };
  const caption =
    work === null ? tail : wrapped(tail, work.start + dash, work.end + dash, quotation);
  const figure = [quotation, made('figcaption', {}, caption, quotation)];
  return made('figure', asExcerpt(reading), figure, quotation);
}

const DASH = /^\s*(?:[—–―]|--)[ \t\u00A0\u202F]+/;
const DASH_ALONE = /^[—–―](?=[\p{Lu}[“"«])/u;
const LONGEST = 300;
const ENDS_A_SENTENCE = /[.!?…:;"”“»’')\]]\s*$/;

interface LastLine {
  readonly paragraph: Paragraph;
  /** What stands on the line, and what of the paragraph stands before it. */
  readonly tail: PhrasingContent[];
  readonly head: PhrasingContent[];
  readonly span: Span;
  /** The line and the one before it, as in the source, without the marks of the quotation. */
  readonly written: string;
  readonly before: string;
}

function lastLineOf(reading: Reading, quotation: Blockquote): LastLine | null {
  const paragraph = quotation.children.at(-1);
  if (paragraph?.type !== 'paragraph') return null;
  const { head, tail } = atLastBreak(paragraph.children);
  const { end } = spanOf(reading, paragraph);
  const { start: first } = spanOf(reading, quotation);
  const { source } = reading;
  const start = Math.max(first, lineStart(source, end));
  const prefix = PREFIX.exec(source.slice(start, end))?.[0].length ?? 0;
  const written = source.slice(start + prefix, end);
  let previous = '';
  for (let at = start; at > first && previous === '';) {
    const from = Math.max(first, lineStart(source, at - 1));
    previous = source.slice(from, at).replace(PREFIX, '').trimEnd();
    at = from;
  }
  return {
    paragraph,
    head,
    tail,
    span: { start: start + prefix, end },
    written,
    before: previous,
  };
}

const PREFIX = /^[ \t>]*/;

function lineStart(source: string, end: number): number {
  return Math.max(source.lastIndexOf('\n', end - 1), source.lastIndexOf('\r', end - 1)) + 1;
}

/** Parts the contents of a paragraph before its last line. */
function atLastBreak(children: readonly PhrasingContent[]): Pick<LastLine, 'head' | 'tail'> {
  const at = children.findLastIndex(
    (it) => it.type === 'break' || (it.type === 'text' && it.value.includes('\n')),
  );
  const node = children[at];
  if (node === undefined) return { head: [], tail: [...children] };
  const after = children.slice(at + 1);
  if (node.type !== 'text') return { head: children.slice(0, at), tail: after };
  const cut = node.value.lastIndexOf('\n');
  const [before, rest] = [node.value.slice(0, cut).trimEnd(), node.value.slice(cut + 1)];
  return {
    head: [...children.slice(0, at), ...(before === '' ? [] : [{ ...node, value: before }])],
    tail: [...(rest === '' ? [] : [{ ...node, value: rest }]), ...after],
  };
}

function isAttribution(
  reading: Reading,
  quotation: Blockquote,
  { paragraph, tail, head, written, before, span }: LastLine,
  links: readonly LinkRange[],
): boolean {
  const text = tail.map(plainText).join('');
  const alone = head.length === 0;
  const [first] = tail;
  const leaf = first === undefined ? null : firstText(first);
  if (leaf === null || text.includes('\n') || text.length > LONGEST) return false;
  if (alone && quotation.children.length === 1) return false;
  const bare = written.replace(/^[*_]{1,3}/, '');
  if (!DASH.test(bare) || !DASH.test(text)) {
    if (DASH_ALONE.test(bare) && (alone || links.length > 0)) {
      const hint = `Write ${bare.slice(0, 1)} ${bare.slice(1, 30).split(/[\]\n]/)[0] ?? ''}…`;
      const problem = 'a blank is missing behind the dash of this attribution';
      reading.diagnostics.push(attributionForm(reading.path, span, problem, hint));
    }
    return false;
  }
  if (text.replace(DASH, '').trim() === '') return false;
  if (links.length > 0) return true;
  // A conversation, line by line.
  if (DASH.test(before)) return false;
  // Prose that was broken before a dash.
  const runsOn = !alone && /^\p{Ll}/u.test(text.replace(DASH, '')) && !ENDS_A_SENTENCE.test(before);
  return !runsOn && paragraph.children.length > 0;
}

function linksIn(
  reading: Reading,
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
): LinkRange[] {
  const links: LinkRange[] = [];
  let at = 0;
  const visit = (node: Nodes): void => {
    const start = at;
    if (node.type === 'link' || node.type === 'linkReference') {
      at += plainText(node).length;
      const url = node.type === 'link' ? node.url : (definitions.get(node.identifier)?.url ?? '');
      const destination = destinationOf(url, reading.options);
      const href = destination.to === 'elsewhere' ? destination.href : '';
      const outward = /^https?:/i.test(href) && URL.canParse(href);
      links.push({ start, end: at, url: outward ? href : null });
    } else if ('children' in node) for (const child of node.children) visit(child);
    else at += plainText(node).length;
  };
  for (const node of nodes) visit(node);
  return links;
}

/** Takes the attribution out of the quotation. */
function cutOff(quotation: Blockquote, { paragraph, head }: LastLine): void {
  if (head.length === 0) quotation.children.pop();
  else paragraph.children = head;
}

/** Nodes with a stretch of their text in an element for the name of a work; as they are where it cuts one. */
function wrapped(
  nodes: readonly PhrasingContent[],
  start: number,
  end: number,
  place: Blockquote,
): PhrasingContent[] {
  const before: PhrasingContent[] = [];
  const inside: PhrasingContent[] = [];
  const after: PhrasingContent[] = [];
  let at = 0;
  for (const node of nodes) {
    const length = plainText(node).length;
    const [from, to] = [Math.max(0, start - at), Math.min(length, end - at)];
    if (to <= 0) after.push(node);
    else if (from >= length) before.push(node);
    else if (from === 0 && to === length) inside.push(node);
    else if (node.type === 'text') {
      const piece = (a: number, b: number): PhrasingContent[] =>
        a < b ? [{ ...node, value: node.value.slice(a, b) }] : [];
      before.push(...piece(0, from));
      inside.push(...piece(from, to));
      after.push(...piece(to, length));
    } else return [...nodes];
    at += length;
  }
  return [...before, made('cite', {}, inside, place), ...after];
}

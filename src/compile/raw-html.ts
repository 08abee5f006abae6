/**
 * Makes the author's HTML harmless to the Markdown round it before the two are parsed as one tree: a tag
 * that is not closed among its siblings (or in a paragraph beside it) would swallow, hide or restyle the rest of the article, or close
 * what Markdown opened, so it is left out and reported.
 */
import type { Element, Nodes } from 'hast';
import { htmlSwallowsText, htmlUnclosed } from '../diagnostics/catalog/markdown.ts';
import type { Span } from '../base/span.ts';
import { isTextOnly, type Tag, tagsIn } from './html-tags.ts';
import { type Reading, reportRemoved, spanOf } from './reading.ts';
import { allowedElements } from './sanitise.ts';

type Raw = Extract<Nodes, { type: 'raw' }>;

interface Place {
  readonly raw: Raw;
  /** The paragraph it is in. A block may end in one, where a blank line cuts its HTML in two. */
  readonly paragraph: Element | null;
}

interface Found extends Place {
  readonly tag: Tag;
}

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Closed by what follows (HTML standard, 13.1.2.4). */
const CLOSES_ITSELF: ReadonlySet<string> = new Set(
  'li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th'.split(' '),
);

const DEEPEST = 60;
const MOST_ATTRIBUTES = 100;

/** Thrown by what finds a body too complex while working on it; `readBody` makes it the file's only error. */
export class TooComplex extends Error {
  readonly span: Span;
  readonly what: string;
  constructor(span: Span, what: string) {
    super(what);
    this.span = span;
    this.what = what;
  }
}

/** Whether there is any HTML of the author's in the tree, now balanced, in place. */
export function balanceHtml(reading: Reading, tree: Nodes): boolean {
  if (!('children' in tree)) return false;
  const places: Place[] = [];
  let any = false;
  for (const child of tree.children) {
    if (child.type === 'raw') places.push({ raw: child, paragraph: null });
    if (child.type === 'element' && child.tagName === 'p') {
      for (const it of child.children) {
        if (it.type === 'raw') places.push({ raw: it, paragraph: child });
        else any = balanceHtml(reading, it) || any;
      }
    } else any = balanceHtml(reading, child) || any;
  }
  balance(reading, places);
  return any || places.length > 0;
}

function balance(reading: Reading, places: readonly Place[]): void {
  const out = new Map<Raw, Tag[]>();
  const drop = ({ raw, tag }: Found): void => {
    const tags = out.get(raw);
    if (tags === undefined) out.set(raw, [tag]);
    else tags.push(tag);
  };
  const open: Found[] = [];
  let depth = 0;
  for (const { raw, paragraph } of places) {
    // What was opened in a paragraph ends with it.
    const left = closeParagraphs(open, paragraph);
    depth -= left.filter(counts).length;
    for (const it of left) leave(reading, it, drop);
    for (const tag of tagsIn(raw.value)) {
      const it = { raw, paragraph, tag };
      if (tag.attributes > MOST_ATTRIBUTES) {
        throw new TooComplex(tagSpan(reading, it), 'more attributes on one HTML element');
      }
      if (!tag.ends) {
        drop(it);
        reportUnfinished(reading, it);
      } else if (tag.kind === 'close') {
        const closed = close(open, tag.name);
        if (closed.length === 0 && !VOID.has(tag.name)) drop(it);
        depth -= closed.filter(counts).length;
        for (const inner of closed.slice(1)) leave(reading, inner, drop);
      } else if (tag.kind === 'open' && !VOID.has(tag.name)) {
        if (CLOSES_ITSELF.has(tag.name) && open.at(-1)?.tag.name === tag.name) open.pop();
        open.push(it);
        if (counts(it)) depth++;
        if (depth > DEEPEST) {
          throw new TooComplex(tagSpan(reading, it), 'more HTML elements inside one another');
        }
      }
    }
  }
  for (const left of open) leave(reading, left, drop);
  for (const [raw, tags] of out) raw.value = without(raw.value, tags);
}

/** Whether it nests: what closes itself does not. */
function counts({ tag }: Found): boolean {
  return !CLOSES_ITSELF.has(tag.name);
}

/** Closes an element: itself and what is still open inside it, or nothing when it was never opened. */
function close(open: Found[], name: string): readonly Found[] {
  const at = open.findLastIndex((it) => it.tag.name === name);
  return at < 0 ? [] : open.splice(at);
}

function closeParagraphs(open: Found[], current: Element | null): readonly Found[] {
  const at = open.findIndex((it) => it.paragraph !== null && it.paragraph !== current);
  return at < 0 ? [] : open.splice(at);
}

function leave(reading: Reading, it: Found, drop: (it: Found) => void): void {
  const { tag } = it;
  if (CLOSES_ITSELF.has(tag.name)) return;
  drop(it);
  const span = tagSpan(reading, it);
  const followed = it.raw.value.slice(tag.end).trim() !== '';
  if (isTextOnly(tag.name) && tag.name !== 'plaintext' && followed) {
    const written = `<${tag.name}>`;
    reading.diagnostics.push(htmlSwallowsText(reading.path, span, written, `</${tag.name}>`));
  } else if (allowedElements.has(tag.name)) {
    reading.diagnostics.push(htmlUnclosed(reading.path, span, tag.name));
  } else {
    reportRemoved(reading, span, tag.name);
  }
}

function reportUnfinished(reading: Reading, it: Found): void {
  const comment = it.tag.kind === 'comment';
  const written = comment ? '<!--' : `<${it.tag.kind === 'close' ? '/' : ''}${it.tag.name}`;
  const closing = it.tag.name === '!' || !comment ? '>' : '-->';
  reading.diagnostics.push(htmlSwallowsText(reading.path, tagSpan(reading, it), written, closing));
}

function tagSpan(reading: Reading, { raw, tag }: Found): Span {
  const span = spanOf(reading, raw);
  // In a quotation or a list the value lacks the marks of the lines, so offsets in it mean nothing.
  if (!reading.source.startsWith(raw.value.slice(0, tag.end), span.start)) return span;
  const end = tag.ends
    ? tag.end
    : Math.min(tag.end, tag.start + tag.name.length + (tag.kind === 'close' ? 2 : 1));
  return { start: span.start + tag.start, end: span.start + end };
}

function without(html: string, tags: readonly Tag[]): string {
  let result = '';
  let end = 0;
  for (const tag of [...tags].sort((a, b) => a.start - b.start)) {
    result += html.slice(end, tag.start);
    // An unfinished tag takes its text along: the error says so, and nothing is published.
    end = tag.end;
  }
  return result + html.slice(end);
}

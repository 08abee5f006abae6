/**
 * What the constructs share while one body is read: where it stands, what it refers to, and how they carry
 * something of theirs through the parsing and sanitising of the author's HTML.
 *
 * A construct marks its element with an attribute that holds an index. The attribute's name occurs nowhere
 * in the source, and no reference of HTML is read inside a name, so no author can write it. It is looked up
 * again after sanitising, when the holes are made.
 */
import type { Element, ElementContent, Properties, Text } from 'hast';
import type { Span } from '../base/span.ts';
import type { CompileOptions } from '../config/config.ts';
import { htmlRemoved } from '../diagnostics/catalog/markdown.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Hole, Html } from '../model.ts';
import { type Citations, collectCitations } from './citations.ts';
import type { References } from './references.ts';
import { text } from './tree.ts';

export interface BodyInput {
  readonly path: string;
  /** The whole file; spans are offsets into it. */
  readonly text: string;
  /** Where the front matter ends. */
  readonly bodyStart: number;
  readonly lang: string;
  readonly options: CompileOptions;
  readonly references: References;
  /** True when somebody pays for the text: its links to other sites say so. */
  readonly paid?: boolean;
  /** False leaves CommonMark and GFM alone: nothing of ours is recognised. */
  readonly constructs?: boolean;
}

/** Something of a construct that waits for its element. */
export interface Carried {
  /** Called once in the order of the text, before sanitising: the time to add references. */
  readonly meet?: (element: Element) => void;
  /** True when its text is no word of the article: the numbers of footnotes. */
  readonly silent?: boolean;
  /** True for our own voice, which no quotation may hold. */
  readonly ours?: boolean;
  /** Called once after sanitising: what stands in the place of the element, its children done. */
  readonly finish: (safe: Element) => ElementContent[];
}

export interface Reading extends Omit<BodyInput, 'text'> {
  readonly constructs: boolean;
  /** The file, with what HTML forbids replaced, so that all offsets stay. */
  readonly source: string;
  readonly diagnostics: Diagnostic[];
  readonly citations: Citations;
  readonly outwardLinks: Set<string>;
  /** Whether the author has typed where to read more. */
  readMore: boolean;
  /** Elements already reported as left out. */
  readonly removed: Set<string>;
  readonly holes: Hole[];
  /** The attributes that mark an element. */
  carry(carried: Carried): Properties;
  /** Whether anything is carried that no quotation may hold. */
  hasOwnVoice(): boolean;
  /** What was carried by an element, or null. */
  carriedBy(element: Element): Carried | null;
  /** The property that marks elements; sanitising lets it through. */
  readonly mark: string;
  /** Text that stands for a hole until the finished markup is cut there. */
  hole(hole: Hole): string;
}

/** A node of either tree, with its place in the body. */
export type Placed = Pick<Element, 'position'>;

/** Begins and ends the text that stands for a hole: noncharacters, which scrub.ts keeps out of all else. */
export const HOLE_START = '\uFDD0';
export const HOLE_END = '\uFDD1';

/** Its value stands for attributes that only a page carries. */
export const PAGE_ONLY_ATTRIBUTE = 'data-page-only';

export function startReading(
  input: BodyInput,
  source: string,
  mark: string = unusedName(source),
): Reading {
  const carried: Carried[] = [];
  const holes: Hole[] = [];
  return {
    ...input,
    constructs: input.constructs ?? true,
    source,
    diagnostics: [],
    citations: collectCitations(),
    outwardLinks: new Set(),
    readMore: false,
    removed: new Set(),
    holes,
    mark,
    carry: (it) => ({ [mark]: String(carried.push(it) - 1) }),
    hasOwnVoice: () => carried.some((it) => it.ours === true),
    carriedBy(element) {
      const index = element.properties[mark];
      return typeof index === 'string' ? (carried[Number(index)] ?? null) : null;
    },
    hole: (it) => `${HOLE_START}${holes.push(it) - 1}${HOLE_END}`,
  };
}

export function holeNode(reading: Reading, hole: Hole): Text {
  return text(reading.hole(hole));
}

/** Attributes that only a page carries, as a property of an element that is already sanitised. */
export function pageOnly(reading: Reading, attributes: Html): Properties {
  return { dataPageOnly: reading.hole({ hole: 'page-only', html: attributes }) };
}

/** Reports an element that the allow-list takes away, once for each name. */
export function reportRemoved(reading: Reading, span: Span, element: string): void {
  if (reading.removed.has(element)) return;
  reading.removed.add(element);
  reading.diagnostics.push(htmlRemoved(reading.path, span, element));
}

/** The span of a node in the file. */
export function spanOf(reading: Reading, node: Placed): Span {
  // The parser of HTML gives an element that is left open no end.
  const { start: from, end: to }: Partial<NonNullable<Placed['position']>> = node.position ?? {};
  const start = reading.bodyStart + (from?.offset ?? 0);
  return { start, end: Math.max(start, reading.bodyStart + (to?.offset ?? 0)) };
}

/** Where a link or picture names its address; all of it where the address is named elsewhere. */
export function urlSpanOf(reading: Reading, node: Placed, url: string): Span {
  const span = spanOf(reading, node);
  const written = reading.source.slice(span.start, span.end);
  const tag = /^<[a-z]+\s/i.test(written);
  const at = url === '' ? -1 : tag ? written.indexOf(url) : written.lastIndexOf(url);
  return at < 0 ? span : { start: span.start + at, end: span.start + at + url.length };
}

const MARK_NAME = /data-hole/i;

/** `dataHole`, made longer than any such name in the source. */
function unusedName(source: string): string {
  let longest = -1;
  if (!MARK_NAME.test(source)) return 'dataHole';
  for (const [, tail = ''] of source.matchAll(/data-hole(x*)/gi))
    longest = Math.max(longest, tail.length);
  return `dataHole${'x'.repeat(longest + 1)}`;
}

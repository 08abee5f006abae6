/**
 * What a paragraph can begin with to be more than a paragraph, as patterns for one language. They are held
 * against the source, not the parsed text: `See also\:` is how an author says that it is prose.
 */
import type { Paragraph, PhrasingContent, Text } from 'mdast';
import type { Config } from '../../config/config.ts';
import { jumpLinesOf } from '../../config/jump-lines.ts';
import { type Marker, markersOf } from '../../config/languages.ts';
import { type Reading, spanOf } from '../reading.ts';

export interface Patterns {
  /** Where any of these may be behind a line break: the one test that a text without them costs. */
  readonly anywhere: RegExp;
  /** Its own words captured. */
  readonly seeAlso: RegExp;
  /** Its own words captured, and what stands in parentheses behind them. */
  readonly note: RegExp;
  readonly continueAt: RegExp;
  readonly readMore: RegExp;
  /** What is shown for each marker, by its words as `labelled` compares them. */
  readonly labels: {
    readonly seeAlso: ReadonlyMap<string, string>;
    readonly note: ReadonlyMap<string, string>;
  };
}

/** How far into a paragraph the end of a marker is looked for. */
const LONGEST = 300;

const BLANKS = '[ \\t\\u00A0\\u202F]*';
/** Emphasis may end on either side of the colon. French sets a narrow blank before it. */
const COLON = `${BLANKS}[*_]*${BLANKS}[:：]`;
const PARENTHESES = `(?:${BLANKS}[*_]*${BLANKS}[(（]([^()（）\\n]{1,60})[)）])?`;

/** What may stand on a line before a paragraph: marks of quotations, lists, tasks, footnotes; emphasis, a link. */
const BEFORE = '(?:[ \\t>*_[\\d.)+-]|\\[[ xX]\\]|\\[\\^[^\\]\\n]+\\]:)*';

/** By the configured markers, then by language. */
const kept = new WeakMap<Config['markers'], Map<string, Patterns>>();

export function patternsOf({ lang, options }: Pick<Reading, 'lang' | 'options'>): Patterns {
  const byLanguage = kept.get(options.markers) ?? new Map<string, Patterns>();
  const patterns = byLanguage.get(lang) ?? makePatterns(lang, options.markers);
  kept.set(options.markers, byLanguage.set(lang, patterns));
  return patterns;
}

/** The first text of a paragraph, perhaps inside emphasis or a link. */
export function firstText(node: Paragraph | PhrasingContent, links: boolean = false): Text | null {
  if (node.type === 'text') return node;
  const inside =
    node.type === 'paragraph' ||
    node.type === 'emphasis' ||
    node.type === 'strong' ||
    (links && (node.type === 'link' || node.type === 'linkReference'));
  const first = inside ? node.children[0] : undefined;
  return first === undefined ? null : firstText(first, links);
}

/** Holds a pattern against the source from where a text begins; `end` is an offset into the file. */
export function matchAt(
  reading: Reading,
  leaf: Text,
  pattern: RegExp,
): { readonly found: RegExpExecArray; readonly end: number } | null {
  const { start } = spanOf(reading, leaf);
  const found = pattern.exec(reading.source.slice(start, start + LONGEST));
  return found === null ? null : { found, end: start + found[0].length };
}

/** What is shown for the words of a marker. */
export function labelled(labels: ReadonlyMap<string, string>, typed: string): string {
  return labels.get(keyOf(typed)) ?? typed.replace(/\s+/g, ' ');
}

function makePatterns(lang: string, configured: Config['markers']): Patterns {
  const { seeAlso, note } = markersOf(lang, configured);
  const jumps = jumpLinesOf(lang);
  const continueAt = withBlanks(jumps.continueAt);
  const readMore = withBlanks(jumps.readMore);
  const starts = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`, 'iu');
  const marked = `(?:${oneOf([...seeAlso, ...note])})${PARENTHESES}${COLON}`;
  return {
    anywhere: new RegExp(`[\\n\\r]${BEFORE}(?:${marked}|${continueAt}|${readMore})`, 'iu'),
    seeAlso: starts(`(${oneOf(seeAlso)})${COLON}`),
    note: starts(`(${oneOf(note)})${PARENTHESES}${COLON}`),
    continueAt: starts(`(?:${continueAt})(?=[\\s:：*_[]|$)`),
    readMore: starts(readMore),
    labels: { seeAlso: labelsOf(seeAlso), note: labelsOf(note) },
  };
}

/** The longest first, since one may begin like another. */
function oneOf(markers: readonly Marker[]): string {
  return markers
    .map((it) => it.words)
    .sort((a, b) => b.length - a.length)
    .map((it) => it.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['’]/g, APOSTROPHE))
    .map((it) => it.replace(/\s+/g, '[ \\t\\u00A0]+'))
    .join('|');
}

const APOSTROPHE = "['’ʼ‘`´]";

function withBlanks(pattern: string): string {
  return pattern.replaceAll(' ', '[ \\t\\u00A0\\u202F]');
}

function labelsOf(markers: readonly Marker[]): ReadonlyMap<string, string> {
  return new Map(markers.map((it) => [keyOf(it.words), it.label]));
}

function keyOf(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/['’ʼ‘`´]/g, "'")
    .toLowerCase();
}

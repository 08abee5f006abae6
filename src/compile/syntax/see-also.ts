/**
 * The see-also paragraph: `SEE ALSO: a headline; another`. It becomes an aside of ours. Where other words
 * stand beside a link it stays a paragraph, with its marker as it is.
 */
import type { Element } from 'hast';
import type {
  Data,
  Definition,
  Link,
  LinkReference,
  List,
  Node,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  Text,
} from 'mdast';
import type { Span } from '../../base/span.ts';
import type { Config } from '../../config/config.ts';
import { markersOf } from '../../config/languages.ts';
import type { SeeAlsoItem } from '../../model.ts';
import { holeNode, type Reading, spanOf, urlSpanOf } from '../reading.ts';
import { typeset } from '../typography.ts';
import { destinationOf } from '../urls.ts';
import { reportNowhere } from './link.ts';
import { type Part, partsOf } from './see-also-parts.ts';
import { addWikiReference, wordsOf } from './wiki-link.ts';

interface SeeAlso extends Node {
  type: 'seeAlso';
  data: Data;
}

declare module 'mdast' {
  interface RootContentMap {
    seeAlso: SeeAlso;
  }
}

interface Marker {
  /** Where a see-also paragraph may be anywhere in a text. */
  readonly anywhere: RegExp;
  /** The marker at the start of a text, its own words captured. */
  readonly start: RegExp;
}

type Definitions = ReadonlyMap<string, Definition>;

const PLACES: ReadonlySet<string> = new Set([
  'root',
  'blockquote',
  'list',
  'listItem',
  'footnoteDefinition',
]);

/** By the configured markers, then by language. */
const kept = new WeakMap<Config['markers'], Map<string, Marker>>();

/** Finds the see-also paragraphs of a document and puts asides in their place. Says whether there are any. */
export function readSeeAlsos(reading: Reading, tree: Root): boolean {
  const marker = markerOf(reading);
  if (!marker.anywhere.test(reading.source.slice(reading.bodyStart))) return false;
  const definitions = new Map<string, Definition>();
  collectDefinitions(tree, definitions);
  return visit(reading, tree, marker, definitions);
}

function markerOf({ lang, options }: Reading): Marker {
  const byLanguage = kept.get(options.markers) ?? new Map<string, Marker>();
  const marker = byLanguage.get(lang) ?? makeMarker(lang, options.markers);
  kept.set(options.markers, byLanguage.set(lang, marker));
  return marker;
}

function makeMarker(lang: string, configured: Config['markers']): Marker {
  const { seeAlso } = markersOf(lang, configured);
  const words = [...seeAlso]
    .sort((a, b) => b.length - a.length)
    .map((it) => it.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '[ \\t\\u00A0]+'))
    .join('|');
  const blanks = '[ \\t\\u00A0]*';
  const pattern = `(${words})${blanks}[*_]*${blanks}[:：]`;
  return { anywhere: new RegExp(pattern, 'iu'), start: new RegExp(`^${pattern}`, 'iu') };
}

function visit(reading: Reading, node: Parents, marker: Marker, definitions: Definitions): boolean {
  let any = false;
  for (let index = 0; index < node.children.length; index++) {
    const child = node.children[index];
    if (child?.type === 'paragraph') {
      const done = readParagraph(reading, child, node.children[index + 1], marker, definitions);
      if (done === null) continue;
      (node.children as Nodes[]).splice(index, done.taken, done.aside);
      any = true;
    } else if (child !== undefined && PLACES.has(child.type) && 'children' in child) {
      any = visit(reading, child, marker, definitions) || any;
    }
  }
  return any;
}

/** The aside that stands in place of a paragraph, and how many nodes it takes: with its list, two. */
function readParagraph(
  reading: Reading,
  paragraph: Paragraph,
  next: Nodes | undefined,
  marker: Marker,
  definitions: Definitions,
): { readonly aside: SeeAlso; readonly taken: number } | null {
  const leaf = firstText(paragraph);
  if (leaf === null) return null;
  const { start } = spanOf(reading, leaf);
  // In the source, because an escaped colon makes no marker.
  const match = marker.start.exec(reading.source.slice(start, start + 200));
  if (match === null) return null;
  let lists: readonly (readonly Part[])[] = [
    partsOf(reading, paragraph.children, start + match[0].length),
  ];
  let taken = 1;
  if (lists[0]?.length === 0) {
    if (next?.type !== 'list') return null;
    lists = itemsOf(reading, next);
    taken = 2;
  }
  if (lists.some((parts) => parts.some((it) => it.is === 'prose'))) {
    paragraph.data = { hProperties: reading.carry({ finish: asLine }) };
    return null;
  }
  const label = capitalised(match[1] ?? '');
  return { aside: asideOf(reading, paragraph, label, lists, definitions), taken };
}

function asLine(safe: Element): Element[] {
  safe.properties['className'] = ['see-also-line'];
  return [safe];
}

function itemsOf(reading: Reading, list: List): readonly (readonly Part[])[] {
  return list.children.map((item): readonly Part[] => {
    const [only, ...more] = item.children;
    if (only === undefined) return [];
    if (only.type !== 'paragraph' || more.length > 0) return [{ is: 'prose' }];
    return partsOf(reading, only.children, 0);
  });
}

function asideOf(
  reading: Reading,
  { position }: Paragraph,
  label: string,
  lists: readonly (readonly Part[])[],
  definitions: Definitions,
): SeeAlso {
  let items: readonly SeeAlsoItem[] = [];
  const hProperties = reading.carry({
    silent: true,
    meet: () => {
      items = lists.flatMap((parts) =>
        groupsOf(parts).flatMap((it) => read(reading, it, definitions)),
      );
    },
    finish: () => [holeNode(reading, { hole: 'see-also', label, items })],
  });
  return { type: 'seeAlso', data: { hName: 'aside', hProperties }, ...(position && { position }) };
}

/** Neighbouring words belong together: they are tried as one headline first. */
function groupsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    if (part.is === 'words' && group?.[0]?.is === 'words') group.push(part);
    else groups.push([part]);
  }
  return groups;
}

function read(
  reading: Reading,
  group: readonly Part[],
  definitions: Definitions,
): readonly SeeAlsoItem[] {
  const words = group.filter((it) => it.is === 'words');
  const [first] = words;
  const last = words.at(-1);
  if (first !== undefined && last !== undefined && words.length > 1) {
    const each = words.map((it) => readWords(reading, it.words, it.span, []));
    const whole = words.map((it, at) => (at === 0 ? '' : it.before) + it.words).join('');
    const span = { start: first.span.start, end: last.span.end };
    return [readWords(reading, whole, span, each)];
  }
  return group.flatMap((part): readonly SeeAlsoItem[] => {
    switch (part.is) {
      case 'words':
        return [readWords(reading, part.words, part.span, [])];
      case 'wiki': {
        const reference = addWikiReference(reading, part.wiki);
        return [{ reference, words: typeset(wordsOf(part.wiki), reading.lang), instead: [] }];
      }
      case 'link':
        return readLink(reading, part.link, definitions);
      case 'prose':
        return [];
    }
  });
}

function readWords(
  reading: Reading,
  written: string,
  span: Span,
  instead: readonly SeeAlsoItem[],
): SeeAlsoItem {
  const all = written.replace(/\s+/g, ' ').trim();
  const text = /^["“„«‘'‚‹]\s*(.+?)\s*["”“»’'›]$/u.exec(all)?.[1] ?? all;
  const words = typeset(all, reading.lang);
  if (/^(?:https?:|\/)\S+$/i.test(text)) {
    const destination = destinationOf(text, reading.options);
    if (destination.to === 'elsewhere') return { url: destination.href, words };
    if (destination.to === 'site') {
      const reference = reading.references.add({ form: 'link', text, instead: [] }, span);
      return { reference, words, instead: [] };
    }
  }
  const indexes = instead.flatMap((it) => ('reference' in it ? [it.reference] : []));
  const reference = reading.references.add({ form: 'see-also', text, instead: indexes }, span);
  return { reference, words, instead };
}

function readLink(
  reading: Reading,
  link: Link | LinkReference,
  definitions: Definitions,
): readonly SeeAlsoItem[] {
  const url = 'url' in link ? link.url : (definitions.get(link.identifier)?.url ?? '');
  const words = typeset(plainText(link), reading.lang);
  const destination = destinationOf(url, reading.options);
  switch (destination.to) {
    case 'elsewhere':
      return [{ url: destination.href, words }];
    case 'nowhere':
      reportNowhere(reading, link, url, destination);
      return [];
    case 'site': {
      const span = urlSpanOf(reading, link, url);
      const reference = reading.references.add({ form: 'link', text: url, instead: [] }, span);
      return [{ reference, words, instead: [] }];
    }
  }
}

function collectDefinitions(node: Nodes, definitions: Map<string, Definition>): void {
  if (node.type === 'definition') {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  } else if ('children' in node) {
    for (const child of node.children) collectDefinitions(child, definitions);
  }
}

/** The text a paragraph begins with, perhaps inside emphasis. */
function firstText(node: Paragraph | PhrasingContent): Text | null {
  if (node.type === 'text') return node;
  if (node.type !== 'paragraph' && node.type !== 'emphasis' && node.type !== 'strong') return null;
  const [first] = node.children;
  return first === undefined ? null : firstText(first);
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return 'children' in node ? node.children.map(plainText).join('') : '';
}

function capitalised(marker: string): string {
  const words = marker.replace(/\s+/g, ' ').toLowerCase();
  return words.replace(/^\p{L}/u, (it) => it.toUpperCase());
}

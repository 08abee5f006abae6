/**
 * The see-also paragraph: `SEE ALSO: a headline; another`. It becomes an aside of ours. Where other words
 * stand beside a link it stays a paragraph, with its marker as it is.
 */
import type { Data, Link, LinkReference, List, Node, Nodes, Paragraph } from 'mdast';
import type { Span } from '../../base/span.ts';
import type { SeeAlsoItem } from '../../model.ts';
import { holeNode, type Reading, urlSpanOf } from '../reading.ts';
import { typeset } from '../typography.ts';
import { destinationOf } from '../urls.ts';
import type { Definitions } from './definitions.ts';
import { noteOutward, reportNowhere } from './link.ts';
import { plainText, withClass } from './made.ts';
import { firstText, labelled, matchAt, type Patterns } from './markers.ts';
import { type Part, partsOf } from './see-also-parts.ts';
import { addWikiReference, wordsOf } from './wiki-link.ts';

export interface SeeAlso extends Node {
  type: 'seeAlso';
  data: Data;
}

declare module 'mdast' {
  interface RootContentMap {
    seeAlso: SeeAlso;
  }
}

/**
 * The aside that stands in place of a see-also paragraph, and how many nodes it takes: with its list, two. Null
 * for any other paragraph, and for one with other words in it, which is marked.
 */
export function seeAlsoOf(
  reading: Reading,
  paragraph: Paragraph,
  next: Nodes | undefined,
  patterns: Patterns,
  definitions: Definitions,
): { readonly aside: SeeAlso; readonly taken: number } | null {
  const leaf = firstText(paragraph);
  const match = leaf === null ? null : matchAt(reading, leaf, patterns.seeAlso);
  if (match === null) return null;
  let lists: readonly (readonly Part[])[] = [partsOf(reading, paragraph.children, match.end)];
  let taken = 1;
  if (lists[0]?.length === 0) {
    if (next?.type !== 'list') return null;
    lists = itemsOf(reading, next);
    taken = 2;
  }
  if (lists.some((parts) => parts.some((it) => it.is === 'prose'))) {
    paragraph.data = { hProperties: withClass(reading, 'see-also-line', true) };
    return null;
  }
  const label = labelled(patterns.labels.seeAlso, match.found[1] ?? '');
  return { aside: asideOf(reading, paragraph, label, lists, definitions), taken };
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
    ours: true,
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
    if (destination.to === 'elsewhere') {
      noteOutward(reading, destination.href);
      return { url: destination.href, words };
    }
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
      noteOutward(reading, destination.href);
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

/**
 * Lines that send a reader on. "Continue this report at X" follows the last excerpt from each URL by itself,
 * unless the author has typed it: then that line stands for it, and leads there even where its words are no
 * link. A typed "Read more … at:" likewise leads to the first topic; it is noted for the page, which has such a
 * line of its own.
 */
import type { Element } from 'hast';
import type { Nodes, Paragraph, PhrasingContent } from 'mdast';
import { foldHeadline } from '../../base/fold.ts';
import { slugOf } from '../../base/slug.ts';
import { holeNode, type Reading, spanOf } from '../reading.ts';
import type { Definitions } from './definitions.ts';
import type { Excerpt } from './excerpt.ts';
import { made, plainText, withClass } from './made.ts';
import { firstText, matchAt, type Patterns } from './markers.ts';

/** Longer ones are prose that happens to begin like that. */
const LONGEST = 250;

/** Marks a paragraph that is such a line. `taken` holds the citations that have their line to the rest. */
export function readJumpLine(
  reading: Reading,
  paragraph: Paragraph,
  patterns: Patterns,
  definitions: Definitions,
  excerpts: readonly Excerpt[],
  taken: Set<number>,
): void {
  const leaf = firstText(paragraph, true);
  if (leaf === null || plainText(paragraph).length > LONGEST) return;
  const more = matchAt(reading, leaf, patterns.readMore);
  if (more !== null) {
    reading.readMore = true;
    paragraph.data = { hProperties: withClass(reading, 'read-more', true) };
    if (!hasLink(paragraph)) linkRest(reading, paragraph, more.end, topicLink(reading));
    return;
  }
  const match = matchAt(reading, leaf, patterns.continueAt);
  if (match === null) return;
  paragraph.data = { hProperties: withClass(reading, 'continue', true) };
  const url = urlIn(paragraph, definitions);
  const named = plainText(paragraph).slice(match.found[0].length);
  const { end } = spanOf(reading, paragraph);
  const meant = meantBy(reading, url, named, end, excerpts);
  if (meant === null) return;
  taken.add(meant);
  const target = reading.citations.list[meant]?.url ?? null;
  if (target !== null && !hasLink(paragraph)) {
    const { position } = paragraph;
    linkRest(reading, paragraph, match.end, (children) => ({
      type: 'link',
      url: target,
      children,
      ...(position && { position }),
    }));
  }
}

/** Puts the line to the rest of each cited report behind the last excerpt from it. */
export function addContinueLines(
  reading: Reading,
  excerpts: readonly Excerpt[],
  taken: ReadonlySet<number>,
): void {
  const last = new Map(excerpts.map((it) => [it.citation, it]));
  const unwanted = new Set(excerpts.filter((it) => !it.continues).map((it) => it.citation));
  for (const [citation, { figure, parent }] of last) {
    const url = reading.citations.list[citation]?.url ?? null;
    if (url === null || taken.has(citation) || unwanted.has(citation)) continue;
    const line = reading.carry({
      silent: true,
      finish: () => [holeNode(reading, { hole: 'continue', citation })],
    });
    const at = (parent.children as Nodes[]).indexOf(figure);
    (parent.children as Nodes[]).splice(at + 1, 0, made('p', line, [], figure));
  }
}

/**
 * Which citation a typed line is about: the one it links to, else the last one of the outlet it names, else the
 * one of the excerpt before it.
 */
function meantBy(
  reading: Reading,
  url: string | null,
  named: string,
  end: number,
  excerpts: readonly Excerpt[],
): number | null {
  const { list } = reading.citations;
  const withUrl = excerpts.filter((it) => typeof list[it.citation]?.url === 'string');
  if (url !== null) return withUrl.find((it) => list[it.citation]?.url === url)?.citation ?? null;
  const before = withUrl.filter((it) => spanOf(reading, it.figure).start < end);
  const name = nameKey(named);
  const found =
    before.findLast((it) => nameKey(list[it.citation]?.outlet ?? '') === name) ?? before.at(-1);
  return found?.citation ?? null;
}

function nameKey(name: string): string {
  const bare = name.replace(/[.…:]+\s*$/, '').replace(/^\s*[:：]/, '');
  return slugOf(bare) ?? foldHeadline(bare);
}

function urlIn(node: Nodes, definitions: Definitions): string | null {
  if (node.type === 'link') return node.url;
  if (node.type === 'linkReference') return definitions.get(node.identifier)?.url ?? null;
  if (!('children' in node)) return null;
  for (const child of node.children) {
    const url = urlIn(child, definitions);
    if (url !== null) return url;
  }
  return null;
}

function hasLink(node: Nodes): boolean {
  if (node.type === 'link' || node.type === 'linkReference' || node.type === 'wikiLink')
    return true;
  return node.type === 'html' || ('children' in node && node.children.some(hasLink));
}

type Wrap = (children: PhrasingContent[]) => PhrasingContent;

/** A link to the page of the article's first topic, which only the edition knows. */
function topicLink(reading: Reading): Wrap {
  const finish = (safe: Element): Element['children'] => [
    holeNode(reading, { hole: 'topic-link' }),
    ...safe.children,
    holeNode(reading, { hole: 'topic-link-end' }),
  ];
  return (children) => made('a', reading.carry({ finish }), children, {});
}

/** Wraps what stands behind an offset in the file, on the level of the paragraph. */
function linkRest(reading: Reading, paragraph: Paragraph, offset: number, wrap: Wrap): void {
  const at = paragraph.children.findIndex((it) => spanOf(reading, it).end > offset);
  const node = paragraph.children[at];
  if (node === undefined) return;
  const before = paragraph.children.slice(0, at);
  const rest = paragraph.children.slice(at + 1);
  const cut = offset - spanOf(reading, node).start;
  if (node.type !== 'text' || cut <= 0) {
    paragraph.children = [...before, wrap([node, ...rest])];
    return;
  }
  const blank = /^[\s:：]*/.exec(node.value.slice(cut))?.[0].length ?? 0;
  const words = node.value.slice(cut + blank);
  const linked = [...(words === '' ? [] : [{ ...node, value: words }]), ...rest];
  if (linked.length === 0) return;
  paragraph.children = [
    ...before,
    { ...node, value: node.value.slice(0, cut + blank) },
    wrap(linked),
  ];
}

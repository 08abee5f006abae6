/**
 * `:::excerpt{from="…" url="…"}`: somebody else's words, from a source that the edition knows more of. Its
 * caption is a hole, since what an outlet is called, and whether it has a page here, is for link to say.
 */
import type { Element, ElementContent, Properties } from 'hast';
import type { Blockquote, Parents } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { slugOf } from '../../base/slug.ts';
import { directionOf } from '../../config/direction.ts';
import { excerptDiffers, excerptWithoutUrl } from '../../diagnostics/catalog/newsroom.ts';
import type { Citation } from '../../model.ts';
import { holeNode, type Reading } from '../reading.ts';
import { type Block, type ExcerptAttributes, readExcerptAttributes } from './attributes.ts';
import { made } from './made.ts';

/** One excerpt of a text, for what follows the last one from the same URL. */
export interface Excerpt {
  readonly citation: number;
  readonly figure: ContainerDirective;
  readonly quotation: Blockquote;
  readonly parent: Parents;
  /** False when the author wants no line to the rest of the report. */
  readonly continues: boolean;
}

/** Makes a figure of an excerpt, in place. */
export function readExcerpt(reading: Reading, block: Block, parent: Parents): Excerpt {
  const { node, line } = block;
  const attributes = readExcerptAttributes(reading, block);
  const { url, continues } = attributes;
  const before = reading.citations.known(url);
  if (before !== null) reportDifferences(reading, block, attributes, before);
  const lang = attributes.lang ?? before?.lang ?? null;
  const dir = attributes.dir ?? (lang === null ? null : directionOf(lang));
  const { from: outlet, title, author, date, archived } = attributes;
  const cited: Citation = { outlet, url, title, author, date, archived, lang };
  const citation = reading.citations.add(cited, line);
  if (url === null && !attributes.faulty) {
    reading.diagnostics.push(excerptWithoutUrl(reading.path, line));
  }
  const quotation: Blockquote = {
    type: 'blockquote',
    children: node.children,
    data: {
      hProperties: {
        ...(url !== null && { cite: url }),
        ...(lang !== null && { lang }),
        ...(dir !== null && { dir }),
      },
    },
    ...(node.position && { position: node.position }),
  };
  const caption = reading.carry({
    silent: true,
    finish: () => [holeNode(reading, { hole: 'attribution', citation })],
  });
  node.data = { hName: 'figure', hProperties: asExcerpt(reading) };
  node.children = [quotation, made('figcaption', caption, [], node)];
  return { citation, figure: node, quotation, parent, continues };
}

/**
 * The figure of an excerpt, which holds what is ours between two parts of it; what is ours before or after them
 * stands beside it, so that the caption is next to the words it is about.
 */
export function asExcerpt(reading: Reading): Properties {
  const finish = (safe: Element): ElementContent[] => {
    safe.properties['className'] = ['excerpt'];
    const { children } = safe;
    const isQuotation = (it: ElementContent): boolean =>
      it.type === 'element' && it.tagName === 'blockquote';
    const first = children.findIndex(isQuotation);
    const last = children.findLastIndex(isQuotation);
    if (first < 0) return [safe];
    const [caption, ...ours] = children.slice(last + 1).reverse();
    safe.children = children.slice(first, last + 1);
    if (caption !== undefined) safe.children.push(caption);
    return [...children.slice(0, first), safe, ...ours.reverse()];
  };
  return reading.carry({ finish });
}

/** Attributes by what a citation calls them. */
const COMPARED = [
  ['from', 'outlet'],
  ['title', 'title'],
  ['author', 'author'],
  ['date', 'date'],
  ['archived', 'archived'],
] as const;

function reportDifferences(
  reading: Reading,
  { line, opening }: Block,
  attributes: ExcerptAttributes,
  before: Citation,
): void {
  const written = new Map(opening.attributes.map((it) => [it.name, it]));
  for (const [attribute, field] of COMPARED) {
    const here = attributes[attribute];
    const there = before[field];
    if (here === null || there === null || isSame(here, there)) continue;
    const { valueAt, value } = written.get(attribute) ?? { valueAt: 0, value: '' };
    const place = { start: line.start + valueAt, end: line.start + valueAt + value.length };
    reading.diagnostics.push(excerptDiffers(reading.path, place, attribute, here, there));
  }
}

/** An outlet may be named by its id and by its name. */
function isSame(one: string, other: string): boolean {
  return one === other || slugOf(one.toLowerCase()) === slugOf(other.toLowerCase());
}

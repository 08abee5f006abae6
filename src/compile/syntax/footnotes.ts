import type { Element, Root } from 'hast';
import { type Html, html } from '../../base/html.ts';
import { labelOf } from '../../config/languages.ts';
import { pageOnly, type Reading } from '../reading.ts';
import { eachElement, text } from '../tree.ts';

/** No id of a heading or of the author's HTML holds a colon. */
const PREFIX = 'note:';

/** What our own elements get back after sanitising. */
interface Own {
  readonly id?: string;
  /** Id of what it leads to. */
  readonly to?: string;
  /** For assistive technology, on a page. */
  readonly attributes?: Html;
}

/**
 * Numbers the ids of the footnotes that Markdown made, marks them as ours and says their fixed words in the
 * language of the article. To be done before the author's HTML joins the tree.
 *
 * The ids are numbers (`note:1`, and `note:1:2` for the second place that refers to it), since those made
 * from the author's labels can be the same for two.
 */
export function readFootnotes(reading: Reading, tree: Root): void {
  const section = tree.children.findLast((it) => it.type === 'element');
  if (section?.type !== 'element' || section.properties['dataFootnotes'] === undefined) return;
  delete section.properties['dataFootnotes'];
  const list = section.children.find((it) => it.type === 'element' && it.tagName === 'ol');
  const items = list?.type === 'element' ? elementsOf(list) : [];
  const numbers = new Map(items.map((it, at) => [`#${String(it.properties['id'])}`, at + 1]));
  readPlaces(reading, tree, numbers);
  items.forEach((item, at) => {
    own(reading, item, { id: `${PREFIX}${at + 1}` });
    readWaysBack(reading, item, at + 1);
  });
  const heading = elementsOf(section).find((it) => it.tagName === 'h2');
  if (heading !== undefined) {
    heading.children = [text(labelOf(reading.lang, 'footnotes'))];
    own(reading, heading, { id: `${PREFIX}0` });
  }
}

function readPlaces(reading: Reading, tree: Root, numbers: ReadonlyMap<string, number>): void {
  const places = new Map<number, number>();
  eachElement(tree, (it) => {
    if (it.properties['dataFootnoteRef'] === undefined) return;
    const number = numbers.get(String(it.properties['href'])) ?? 0;
    const place = (places.get(number) ?? 0) + 1;
    places.set(number, place);
    const id = `${PREFIX}${number}:${place}`;
    own(reading, it, { id, to: `${PREFIX}${number}`, attributes: html` role="doc-noteref"` });
  });
}

function readWaysBack(reading: Reading, item: Element, number: number): void {
  let place = 0;
  eachElement({ type: 'root', children: item.children }, (it) => {
    if (it.properties['dataFootnoteBackref'] === undefined) return;
    place++;
    const label = `${labelOf(reading.lang, 'footnoteBack')} ${number}${place > 1 ? `-${place}` : ''}`;
    const attributes = html` role="doc-backlink" aria-label="${label}"`;
    own(reading, it, { to: `${PREFIX}${number}:${place}`, attributes });
  });
}

function own(reading: Reading, element: Element, { id, to, attributes }: Own): void {
  const finish = (safe: Element): Element[] => {
    const { properties } = safe;
    if (id !== undefined) properties['id'] = reading.hole({ hole: 'id', id });
    if (to !== undefined) properties['href'] = reading.hole({ hole: 'fragment', id: to });
    if (attributes !== undefined) Object.assign(properties, pageOnly(reading, attributes));
    return [safe];
  };
  // Its words are none of the article's, but for those of the note itself.
  element.properties = reading.carry({ finish, silent: element.tagName !== 'li' });
}

function elementsOf(parent: Element): Element[] {
  return parent.children.filter((it) => it.type === 'element');
}

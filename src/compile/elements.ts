/**
 * The two passes over the HTML tree in which constructs do their work: `meetElements` before sanitising,
 * while every element still has its place in the source, `finishElements` after it.
 */
import type { Element, ElementContent, Root } from 'hast';
import { KEPT_ID } from './anchors.ts';
import { type Reading, reportRemoved, spanOf } from './reading.ts';
import { allowedElements } from './sanitise.ts';
import { readEmbed } from './syntax/embed.ts';
import { readLink } from './syntax/link.ts';
import { figureOf, readPicture } from './syntax/picture.ts';
import { alignByClass, scrolling, taskBox } from './syntax/table.ts';
import { contentsOf, element } from './tree.ts';

/** Decides what every element becomes, in the order of the text, and reports what will be left out. */
export function meetElements(reading: Reading, tree: Root): void {
  tree.children = contentsOf(tree.children).flatMap((it) => meet(reading, it, false));
}

/** Puts the holes in, in place of what was carried through sanitising. */
export function finishElements(reading: Reading, tree: Root): void {
  const count = { tables: 0 };
  tree.children = contentsOf(tree.children).flatMap((it) => finish(reading, it, count));
}

function meet(reading: Reading, node: ElementContent, inLink: boolean): ElementContent[] {
  if (node.type !== 'element') return [node];
  const { id } = node.properties;
  if (id !== undefined && !KEPT_ID.test(String(id))) delete node.properties['id'];
  const carried = reading.carriedBy(node);
  carried?.meet?.(node);
  if (!allowedElements.has(node.tagName) || isControl(node)) {
    reportRemoved(reading, spanOf(reading, node), node.tagName);
  }
  if (isControl(node) || isLeftover(node)) return [];
  if (node.tagName === 'img' && carried === null) return readPicture(reading, node, inLink);
  if (node.tagName === 'p' && reading.constructs && carried === null) {
    if (readEmbed(reading, node)) return [node];
    const figure = figureOf(reading, node);
    if (figure !== null) return meet(reading, figure, inLink);
  }
  if (node.tagName === 'a') readLink(reading, node);
  const within = inLink || node.tagName === 'a';
  node.children = node.children.flatMap((it) => meet(reading, it, within));
  return [node];
}

/** Any input but the boxes of a task list. */
function isControl({ tagName, properties }: Element): boolean {
  return (
    tagName === 'input' && (properties['type'] !== 'checkbox' || properties['disabled'] !== true)
  );
}

/** What is left of a paragraph in which the author's HTML closed what it stands in. */
function isLeftover({ tagName, properties, children }: Element): boolean {
  return tagName === 'p' && children.length === 0 && Object.keys(properties).length === 0;
}

function finish(
  reading: Reading,
  node: ElementContent,
  count: { tables: number },
): ElementContent[] {
  if (node.type !== 'element') return [node];
  node.children = node.children.flatMap((it) => finish(reading, it, count));
  const carried = reading.carriedBy(node);
  const { id, cite } = node.properties;
  delete node.properties[reading.mark];
  // A relative one would mean another page in every feed.
  if (typeof cite === 'string' && !/^https?:\/\//i.test(cite)) delete node.properties['cite'];
  const result = carried === null ? [node] : carried.finish(node);
  if (id !== undefined) {
    const value = reading.hole({ hole: 'id', id: String(id) });
    if (result.includes(node)) node.properties['id'] = value;
    else result.unshift(element('span', { id: value }, []));
  }
  if (!reading.constructs) return result;
  if (node.tagName === 'td' || node.tagName === 'th') alignByClass(node);
  if (node.tagName === 'input') return [taskBox(reading, node)];
  if (node.tagName === 'table') return [scrolling(reading, node, ++count.tables)];
  return result;
}

/** Small tools for HTML trees; our trees are at most a few hundred levels deep (see limits.ts). */
import type { Element, ElementContent, Nodes, Properties, RootContent, Text } from 'hast';

/** Calls `visit` for each element, parents first. */
export function eachElement(
  node: Nodes,
  visit: (element: Element, ancestors: readonly Element[]) => void,
): void {
  descend(node, visit, []);
}

/** The text inside a node; `skip` leaves elements out. */
export function textOf(node: Nodes, skip?: (element: Element) => boolean): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  if (!('children' in node) || (node.type === 'element' && skip?.(node) === true)) return '';
  let text = '';
  for (const child of node.children) text += textOf(child, skip);
  return text;
}

export function element(
  tagName: string,
  properties: Properties,
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children };
}

export function text(value: string): Text {
  return { type: 'text', value };
}

/** The only child that is more than blanks, or null. */
export function onlyChild(parent: Element): Element | null {
  let found: Element | null = null;
  for (const child of parent.children) {
    if (child.type === 'text' && child.value.trim() === '') continue;
    if (child.type !== 'element' || found !== null) return null;
    found = child;
  }
  return found;
}

/** What stands in an element, from nodes of any place: a doctype has no place in one. */
export function contentsOf(nodes: readonly RootContent[]): ElementContent[] {
  return nodes.filter((it) => it.type !== 'doctype');
}

function descend(
  node: Nodes,
  visit: (element: Element, ancestors: readonly Element[]) => void,
  ancestors: Element[],
): void {
  if (!('children' in node)) return;
  if (node.type === 'element') {
    visit(node, ancestors);
    ancestors.push(node);
  }
  for (const child of node.children) descend(child, visit, ancestors);
  if (node.type === 'element') ancestors.pop();
}

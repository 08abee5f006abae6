import type { Element, ElementContent, Root, RootContent } from 'hast';
import { contentsOf } from '../tree.ts';

/**
 * Ends each quotation before what is our own voice in it, and begins another with the same attributes
 * after it: nobody's words may be taken for those of somebody else.
 */
export function liftOwnVoice(tree: Root, isOurs: (element: Element) => boolean): void {
  tree.children = tree.children.flatMap((it) => lift(it, isOurs));
}

function lift(node: RootContent, isOurs: (element: Element) => boolean): RootContent[] {
  if (node.type !== 'element') return [node];
  if (node.tagName === 'blockquote') return split(node, isOurs);
  node.children = contentsOf(node.children.flatMap((it) => lift(it, isOurs)));
  return [node];
}

/** Parts of a node, with what is ours between them on the level of the node. */
function split(node: ElementContent, isOurs: (element: Element) => boolean): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (isOurs(node)) {
    // What we quote in it is another quotation.
    node.children = contentsOf(node.children.flatMap((it) => lift(it, isOurs)));
    return [node];
  }
  const result: ElementContent[] = [];
  let part: ElementContent[] = [];
  let items = 0;
  let lifted = false;
  const endPart = (): void => {
    if (!isBlank(part)) result.push(partOf(node, part, items, lifted));
    items += part.filter((it) => it.type === 'element' && it.tagName === 'li').length;
    part = [];
  };
  for (const piece of node.children.flatMap((it) => split(it, isOurs))) {
    if (piece.type === 'element' && isOurs(piece)) {
      endPart();
      result.push(piece);
      lifted = true;
    } else part.push(piece);
  }
  if (!lifted) {
    node.children = part;
    return [node];
  }
  endPart();
  return result;
}

function partOf(
  node: Element,
  children: ElementContent[],
  itemsBefore: number,
  later: boolean,
): Element {
  const properties = { ...node.properties };
  if (later) delete properties['id'];
  if (node.tagName === 'ol' && itemsBefore > 0) {
    properties['start'] = Number(properties['start'] ?? 1) + itemsBefore;
  }
  return { ...node, properties, children };
}

function isBlank(nodes: readonly ElementContent[]): boolean {
  return nodes.every((it) => it.type === 'text' && it.value.trim() === '');
}

import type { Properties } from 'hast';
import type { Data, Node, Nodes, Parent } from 'mdast';
import type { Reading } from '../reading.ts';

/** A node of the Markdown tree that stands for an HTML element which Markdown has no word for. */
export interface Made extends Parent {
  type: 'made';
  data: Data;
  children: Parent['children'];
}

declare module 'mdast' {
  interface BlockContentMap {
    made: Made;
  }
  interface RootContentMap {
    made: Made;
  }
  interface PhrasingContentMap {
    made: Made;
  }
}

/** Makes one; `place` is what it came from. */
export function made(
  hName: string,
  hProperties: Properties,
  children: Parent['children'],
  { position }: Pick<Node, 'position'>,
): Made {
  return { type: 'made', data: { hName, hProperties }, children, ...(position && { position }) };
}

/** The text in a node of the Markdown tree, as a reader would read it. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if ('alt' in node) return node.alt ?? '';
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map(plainText).join('') : '';
}

/** An element with a class of ours, which no author may write: given once it is sanitised. */
export function withClass(reading: Reading, name: string, ours: boolean = false): Properties {
  return reading.carry({
    ours,
    finish: (safe) => {
      safe.properties['className'] = [name];
      return [safe];
    },
  });
}

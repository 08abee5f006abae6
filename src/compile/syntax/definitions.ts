import type { Definition, Nodes } from 'mdast';

/** The link definitions of a document by identifier; of several, the first counts (CommonMark 0.31.2, 4.7). */
export type Definitions = ReadonlyMap<string, Definition>;

export function definitionsOf(tree: Nodes): Definitions {
  const definitions = new Map<string, Definition>();
  collect(tree, definitions);
  return definitions;
}

function collect(node: Nodes, definitions: Map<string, Definition>): void {
  if (node.type === 'definition') {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  } else if ('children' in node) {
    for (const child of node.children) collect(child, definitions);
  }
}

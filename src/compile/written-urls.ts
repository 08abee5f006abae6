/** Addresses as the author wrote them, where Markdown's conversion to HTML would encode them. */
import type { Element, ElementContent } from 'hast';
import type { Definition, Image, ImageReference, Link, LinkReference, Nodes, Root } from 'mdast';
import { defaultHandlers, type Options } from 'remark-rehype';
import { TooComplex } from './raw-html.ts';
import { type Reading, spanOf } from './reading.ts';

type State = Parameters<typeof defaultHandlers.link>[0];

/** A definition may be used often: characters of addresses and titles that references may add up to. */
const MOST_EXPANDED = 2_000_000;

export const handlersAsWritten: NonNullable<Options['handlers']> = {
  image: (state: State, node: Image) => withUrl(defaultHandlers.image(state, node), node.url),
  imageReference: (state: State, node: ImageReference) =>
    withDefined(state, node, defaultHandlers.imageReference(state, node)),
  link: (state: State, node: Link) => withUrl(defaultHandlers.link(state, node), node.url),
  linkReference: (state: State, node: LinkReference) =>
    withDefined(state, node, defaultHandlers.linkReference(state, node)),
};

/** Throws when a few definitions and many references would make a page of any size. */
export function checkExpansion(reading: Reading, tree: Root): void {
  const definitions = new Map<string, number>();
  collect(tree, definitions);
  if (definitions.size > 0) count(reading, tree, definitions, { expanded: 0 });
}

function collect(node: Nodes, definitions: Map<string, number>): void {
  if (node.type === 'definition') {
    definitions.set(node.identifier, node.url.length + (node.title?.length ?? 0));
  } else if ('children' in node) for (const child of node.children) collect(child, definitions);
}

function count(
  reading: Reading,
  node: Nodes,
  definitions: ReadonlyMap<string, number>,
  total: { expanded: number },
): void {
  if (node.type === 'linkReference' || node.type === 'imageReference') {
    total.expanded += definitions.get(node.identifier) ?? 0;
    if (total.expanded > MOST_EXPANDED) {
      throw new TooComplex(spanOf(reading, node), 'more uses of long link definitions');
    }
  }
  if (!('children' in node)) return;
  for (const child of node.children) count(reading, child, definitions, total);
}

function withDefined(
  state: State,
  node: LinkReference | ImageReference,
  made: ElementContent | ElementContent[],
): ElementContent | ElementContent[] {
  const definition: Definition | undefined = state.definitionById.get(
    node.identifier.toUpperCase(),
  );
  if (definition === undefined || Array.isArray(made) || made.type !== 'element') return made;
  return withUrl(made, definition.url);
}

function withUrl(made: Element, url: string): Element {
  made.properties[made.tagName === 'img' ? 'src' : 'href'] = url;
  return made;
}

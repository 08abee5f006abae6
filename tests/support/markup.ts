/** Finished HTML as a browser's parser reads it. */
import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

export interface MarkupElement {
  readonly name: string;
  /** By name; a browser ignores all but the first of a name, and so does the parser. */
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside. */
  readonly text: string;
  /** Names of the elements it is in, the innermost first. */
  readonly within: readonly string[];
  /** Not of HTML itself: `svg`, `math` and what is in them. */
  readonly foreign: boolean;
}

export interface Markup {
  /** In the order of the document. */
  readonly elements: readonly MarkupElement[];
  readonly text: string;
}

/** A whole document. */
export function readDocument(html: string): Markup {
  return markupOf(parse(html));
}

/** What stands inside a `<body>`. */
export function readFragment(html: string): Markup {
  return markupOf(parseFragment(html));
}

type Node = DefaultTreeAdapterTypes.Node;

function markupOf(root: Node): Markup {
  const elements: MarkupElement[] = [];
  visit(root, []);
  return { elements, text: textOf(root) };

  function visit(node: Node, within: readonly string[]): void {
    let inside = within;
    if ('tagName' in node) {
      elements.push({
        name: node.tagName,
        attributes: Object.fromEntries(node.attrs.map((it) => [it.name, it.value])),
        text: textOf(node),
        within,
        foreign: node.namespaceURI !== 'http://www.w3.org/1999/xhtml',
      });
      inside = [node.tagName, ...within];
    }
    for (const it of childrenOf(node)) visit(it, inside);
  }
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return childrenOf(node).map(textOf).join('');
}

function childrenOf(node: Node): readonly Node[] {
  if ('content' in node) return node.content.childNodes;
  return 'childNodes' in node ? node.childNodes : [];
}

/**
 * Keeps out of a body the characters that HTML forbids: controls, noncharacters, lone surrogates. Among
 * them are those that stand for holes, so nothing an author writes can pass for one.
 */
import type { Nodes } from 'hast';

// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0B\x0E-\x1F\x7F-\x9F\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** Finds nothing in most texts, faster than the pattern that knows what is forbidden. */
const UNUSUAL = /[^\t\n\f\r\x20-\x7E\xA0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/** The text with each forbidden character replaced by U+FFFD; offsets stay. */
export function scrubText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(FORBIDDEN, (it) => '\uFFFD'.repeat(it.length));
}

/** Scrubs every text and attribute of a tree, in place. Comments are never kept. */
export function scrubTree(node: Nodes): void {
  if (node.type === 'text') node.value = scrubText(node.value);
  if (node.type === 'element') {
    for (const [name, value] of Object.entries(node.properties)) {
      if (typeof value === 'string') node.properties[name] = scrubText(value);
      if (Array.isArray(value)) {
        node.properties[name] = value.map((it) => (typeof it === 'string' ? scrubText(it) : it));
      }
    }
  }
  if ('children' in node) for (const child of node.children) scrubTree(child);
}

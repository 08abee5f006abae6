/**
 * Structured data: what a page says of itself in the words of schema.org, as JSON-LD. It is plain data, and
 * becomes markup here alone.
 */
import type { Html, JsonLd, JsonLdValue } from '../../model.ts';

/** A node without those of its properties that say nothing: null, and lists of nothing. */
export function node(type: string | readonly string[], properties: Loose): JsonLd {
  const said: Record<string, JsonLdValue> = { '@type': type };
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null && !(Array.isArray(value) && value.length === 0)) said[name] = value;
  }
  return said;
}

type Loose = Readonly<Record<string, JsonLdValue | null>>;

/** One value as itself, several as a list, none as null. */
export function oneOrMore<T>(list: readonly T[]): T | readonly T[] | null {
  const [first] = list;
  return first === undefined ? null : list.length === 1 ? first : list;
}

/** The `<script>` element. No text in it can end the element, or open a comment or another one. */
export function scriptOf(nodes: readonly JsonLd[]): Html {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes });
  return `<script type="application/ld+json">${json.replace(/</g, '\\u003c')}</script>` as Html;
}

import GithubSlugger from 'github-slugger';
import type { Element, Root } from 'hast';
import type { Facts } from '../model.ts';
import type { Reading } from './reading.ts';
import { eachElement, textOf } from './tree.ts';

const HEADING = /^h[1-6]$/;

/** Ids of the author's HTML that are kept: what a heading could have, too, but no capital letters. */
export const KEPT_ID: RegExp = /^[\p{Ll}\p{N}][\p{Ll}\p{N}_-]*$/u;

/**
 * Gives each heading its id (as GitHub does, from its text as written) and keeps an id of the author's HTML
 * only where it is free. Headings come first, so that what an author can count on does not depend on the
 * HTML before them. The page has its own h1: in an article that level becomes h2.
 */
export function readAnchors(
  reading: Reading,
  tree: Root,
): { readonly anchors: string[]; readonly headings: Facts['headings'] } {
  const used = new Set<string>();
  const headings: Facts['headings'][number][] = [];
  const others: Element[] = [];
  const slugger = new GithubSlugger();
  eachElement(tree, (it) => {
    if (reading.constructs && HEADING.test(it.tagName) && reading.carriedBy(it) === null) {
      const heading = readHeading(reading, it, used, slugger);
      headings.push(heading);
    } else if (it.properties['id'] !== undefined) others.push(it);
  });
  for (const it of others) {
    const id = String(it.properties['id']);
    if (used.has(id)) delete it.properties['id'];
    else used.add(id);
  }
  return { anchors: [...used], headings };
}

/** The id of a heading with this text: the one `wanted`, or else the first of its own that is free. */
export function idOf(
  text: string,
  used: Set<string>,
  slugger: GithubSlugger,
  wanted: string = '',
): string {
  let id = wanted;
  while (id === '' || used.has(id)) id = slugger.slug(text) || slugger.slug('section');
  used.add(id);
  return id;
}

function readHeading(
  reading: Reading,
  heading: Element,
  used: Set<string>,
  slugger: GithubSlugger,
): Facts['headings'][number] {
  const silent = (it: Element): boolean => reading.carriedBy(it)?.silent === true;
  const text = textOf(heading, silent).replace(/\s+/g, ' ').trim();
  if (heading.tagName === 'h1') heading.tagName = 'h2';
  const id = idOf(text, used, slugger, String(heading.properties['id'] ?? ''));
  heading.properties['id'] = id;
  return { level: Number(heading.tagName.slice(1)), id, text };
}

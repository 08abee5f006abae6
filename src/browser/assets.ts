/** Files of this document that have changed on the server. */
import type { FileChanges, StyleChanges } from './protocol.ts';

/** The pathnames of the document's stylesheets, as the server knows them. */
export function stylesheets(): string[] {
  return [...new Set(links().flatMap((it) => pathOf(it.href) ?? []))];
}

/** Exchanges stylesheets for their successors. */
export function swapStyles(changes: StyleChanges): void {
  for (const [from, to] of Object.entries(changes)) {
    for (const link of linksTo(from)) succeed(link, to);
  }
}

/** Loads changed stylesheets anew. Gives whether any other file of the document has changed: only a reload shows it. */
export function renewFiles(changes: FileChanges): boolean {
  const others = changes.filter((path) => {
    const styles = linksTo(path);
    for (const link of styles) succeed(link, `${path}?renewed=${++renewals}`);
    return styles.length === 0;
  });
  if (others.length === 0) return false;
  const used = usedPaths();
  return others.some((it) => used.has(pathOf(it) ?? it));
}

let renewals = 0;

/** Which link each new one stands in for, until it has loaded. */
const predecessors = new WeakMap<HTMLLinkElement, HTMLLinkElement>();

/**
 * Adds a link beside the old one, which goes only when the new one has loaded: the page is never without
 * style. When a third one comes sooner, it takes both with it.
 */
function succeed(old: HTMLLinkElement, href: string): void {
  const link = document.createElement('link');
  for (const { name, value } of old.attributes) {
    // A digest of the old bytes would refuse the new ones.
    if (name !== 'integrity') link.setAttribute(name, value);
  }
  link.href = href;
  predecessors.set(link, old);
  link.addEventListener('load', () => {
    for (let it = predecessors.get(link); it !== undefined; it = predecessors.get(it)) it.remove();
    predecessors.delete(link);
  });
  link.addEventListener('error', () => link.remove());
  old.after(link);
}

/** Those that nothing has succeeded yet. */
function linksTo(path: string): HTMLLinkElement[] {
  const wanted = pathOf(path);
  const all = links();
  const old = new Set(all.map((it) => predecessors.get(it)));
  return all.filter((it) => pathOf(it.href) === wanted && !old.has(it));
}

function links(): HTMLLinkElement[] {
  return [...document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet" i][href]')];
}

/** Attributes by which an element loads a file at once or later. A link in the text loads nothing. */
const LOADING: readonly (readonly [selector: string, attribute: string])[] = [
  ['[src]', 'src'],
  ['[poster]', 'poster'],
  ['object[data]', 'data'],
  ['link[href]', 'href'],
];

/** Pathnames of all this document shows, runs or has loaded: the timeline also knows what stylesheets load. */
function usedPaths(): Set<string> {
  const loaded = performance.getEntriesByType('resource').map((it) => it.name);
  const named = LOADING.flatMap(([selector, attribute]) =>
    [...document.querySelectorAll(selector)].map((it) => it.getAttribute(attribute) ?? ''),
  );
  const candidates = [...document.querySelectorAll('[srcset], [imagesrcset]')].flatMap((it) =>
    `${it.getAttribute('srcset') ?? ''} ${it.getAttribute('imagesrcset') ?? ''}`
      .split(/\s+/)
      .map((word) => word.replace(/^,+|,+$/g, '')),
  );
  const all = [...loaded, ...named, ...candidates].filter((it) => it !== '');
  return new Set(all.flatMap((it) => pathOf(it) ?? []));
}

/** Null for another site's, and for what is no URL. */
function pathOf(url: string): string | null {
  if (!URL.canParse(url, document.baseURI)) return null;
  const { origin, pathname } = new URL(url, document.baseURI);
  return origin === location.origin ? pathname : null;
}

import type { Config } from '../config/config.ts';
import type { Address } from '../model.ts';

/** Where the site lies: `https://host` and the folder on it (`` or `/blog`). */
export type Location = Pick<Config, 'origin' | 'base'>;

/** The href of a target within the site; null where there is nothing to go to. */
export function hrefOf(
  { base }: Location,
  target: { readonly address: Address | null; readonly fragment: string | null },
): string | null {
  if (target.address === null) return null;
  return (
    base + target.address + (target.fragment === null ? '' : `#${encodeFragment(target.fragment)}`)
  );
}

/** `=` and `&` stay, which the fragments of documents are made of: `#page=3`. */
function encodeFragment(fragment: string): string {
  return encodeURIComponent(fragment).replace(/%(?:3D|26)/g, decodeURIComponent);
}

/** An address as it is called from anywhere. */
export function absoluteUrl({ origin, base }: Location, address: string): string {
  return origin + base + address;
}

/** A URL of the configuration or of front matter as it goes into an href: a path from the root gets the base. */
export function hrefOfUrl({ base }: Location, url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? base + url : url;
}

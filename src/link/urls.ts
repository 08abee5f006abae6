/** The addresses of an edition, to check plain URLs against. */
import { decode } from '../addresses.ts';
import type { Config } from '../config/config.ts';
import type { Address } from '../model.ts';
import type { Candidate } from './article-index.ts';

/** What lies at an address: an article (published or not) or another page, or any other output. */
export type AtAddress = { readonly candidate: Candidate } | { readonly address: Address };

export interface Urls {
  /** A path from the site's root, when a URL leads into the site and is no path beside a file; else null. */
  inside(url: string): string | null;
  find(path: string): AtAddress | null;
  /** Published addresses, decoded, for suggestions. */
  known(): Iterable<string>;
}

export interface UrlTable extends Urls {
  add(address: Address, at: AtAddress): void;
}

export function tableUrls(config: Pick<Config, 'origin' | 'base'>): UrlTable {
  const table = new Map<string, AtAddress>();
  return {
    add(address, at) {
      const key = keyOf(address);
      if (!table.has(key)) table.set(key, at);
    },
    inside(url) {
      const own = url === config.origin || url.startsWith(`${config.origin}/`);
      const path = own ? url.slice(config.origin.length) || '/' : url;
      if (!path.startsWith('/')) return null;
      const based = config.base !== '' && `${path}/`.startsWith(`${config.base}/`);
      return based ? path.slice(config.base.length) || '/' : path;
    },
    find(path) {
      const key = keyOf(path);
      return table.get(key) ?? (key.endsWith('/') ? null : table.get(`${key}/`)) ?? null;
    },
    *known() {
      for (const [key, at] of table)
        if ('address' in at || at.candidate.address !== null) yield key;
    },
  };
}

/** Hosts serve a folder's `index.html` for the folder. */
function keyOf(path: string): string {
  // Nearly all addresses are plain, and decoding is slow.
  const plain = NEEDS_DECODING.test(path)
    ? path.split('/').map(decode).join('/').normalize('NFC')
    : path;
  return plain.endsWith('/index.html') ? plain.slice(0, -'index.html'.length) : plain;
}

const NEEDS_DECODING = /[%\u0080-\uffff]/;

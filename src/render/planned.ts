/** An output described, with the digest of whatever rendering it will read. */
import { outputPathOf } from '../addresses.ts';
import { digestOfData } from '../base/digest.ts';
import type { Config } from '../config/config.ts';
import type { Address, Digest, Feed, Fill, OutputPath, Page, Work } from '../model.ts';
import type { Context } from './pages/context.ts';
import type { ThemeFacts } from './theme.ts';
import type { PageName, PageView } from './views.ts';

export type HtmlWork = Extract<Work, { readonly make: 'html' }>;

/** A page of HTML at an address. `fills` are the fields of its view that bodies fill. */
export function htmlPage<Name extends PageName>(
  { config, theme }: Pick<Context, 'config' | 'theme'>,
  address: Address,
  template: Name,
  view: PageView<Name>,
  fills: readonly Fill[] = [],
): Page {
  return htmlAt(outputPathOf(address), { make: 'html', template, view, fills }, config, theme);
}

/** A page of HTML as a file. */
export function htmlAt(path: OutputPath, work: HtmlWork, config: Config, theme: ThemeFacts): Page {
  const { template, fills } = work;
  const hasBody = fills.some((it) => it.fill === 'body');
  const reads = [theme.digestOf(template), hasBody ? [theme.fragments, config.labels] : null];
  return pageAt(path, work, reads);
}

/** A feed as a file. */
export function feedAt(path: OutputPath, feed: Feed, config: Config): Page {
  return pageAt(path, { make: 'feed', feed }, config.labels);
}

/** `reads` is whatever rendering reads beside the work itself. */
export function pageAt(path: OutputPath, work: Work, reads: unknown): Page {
  return { path, work, inputs: digestOfData([digestedParts(work), reads]) };
}

/** Work with its digest in the place of each part that many pages or feeds have in common. */
function digestedParts(work: Work): unknown {
  switch (work.make) {
    case 'html': {
      const { site, labels, ...own } = work.view;
      const view: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(own)) view[field] = withoutShared(value);
      return [{ ...work, view }, digestOfShared(site), digestOfShared(labels)];
    }
    case 'feed': {
      const { items, ...own } = work.feed;
      return [own, items.map(digestOfShared)];
    }
    case 'sitemap':
    case 'text':
    case 'asset':
    case 'copy':
      return work;
  }
}

/** A field of a view; what many views have in common is digested once for all of them. */
function withoutShared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutShared);
  return typeof value === 'object' && value !== null && shared.has(value)
    ? digestOfShared(value)
    : value;
}

/** Says that many views will have this in common, and that it is never changed. */
export function share<Part extends object>(part: Part): Part {
  shared.add(part);
  return part;
}

const shared = new WeakSet<object>();

/** Digests by identity. */
const digests = new WeakMap<object, Digest>();

function digestOfShared(part: unknown): Digest | null {
  if (typeof part !== 'object' || part === null) return null;
  const digest = digests.get(part) ?? digestOfData(part);
  digests.set(part, digest);
  return digest;
}

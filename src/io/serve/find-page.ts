import { decode } from '../../addresses.ts';
import type { OutputPath } from '../../model.ts';
import type { PreviewEdition, PreviewPage } from '../preview.ts';

/** What stands at an address of an edition. */
export type Found =
  | { readonly is: 'page'; readonly page: PreviewPage; readonly status: 200 | 404 }
  /** `to` is a URL from the root of the server. */
  | { readonly is: 'redirect'; readonly to: string }
  | { readonly is: 'nothing' };

/**
 * Looks up a path, percent-decoded and from the root of the server, as a static host does: a folder has its
 * `index.html`, what is not there the 404 page. Nothing but the list of the edition's pages is asked.
 */
export function findPage(edition: PreviewEdition, path: string): Found {
  const base = edition.base.split('/').map(decode).join('/');
  if (base !== '' && (path === '/' || path === base)) {
    return { is: 'redirect', to: `${edition.base}/` };
  }
  if (!path.startsWith(`${base}/`)) return missing(edition);
  const inside = path.slice(base.length + 1).normalize('NFC');
  const file = (
    inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside
  ) as OutputPath;
  const folder = `${file}/index.html` as OutputPath;
  const target = edition.redirects.get(file) ?? edition.redirects.get(folder);
  if (target !== undefined) return { is: 'redirect', to: edition.base + target };
  const page = edition.pages.get(file);
  if (page !== undefined) return { is: 'page', page, status: 200 };
  if (!edition.pages.has(folder)) return missing(edition);
  const segments = file.split('/').map(encodeURIComponent);
  return { is: 'redirect', to: `${edition.base}/${segments.join('/')}/` };
}

const NOT_FOUND_PAGE = '404.html' as OutputPath;

function missing({ pages }: PreviewEdition): Found {
  const page = pages.get(NOT_FOUND_PAGE);
  return page === undefined ? { is: 'nothing' } : { is: 'page', page, status: 404 };
}

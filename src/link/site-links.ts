import { nearest } from '../base/nearest.ts';
import { decode } from '../addresses.ts';
import type { SiteLink } from '../config/config.ts';
import { unknownFragment, unpublishedLink, unresolvedUrl } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from './resolve.ts';

/** Checks the plain URLs of the configuration and of templates that lead into the site. */
export function checkSiteLinks(
  links: readonly SiteLink[],
  site: Site,
  diagnostics: Diagnostic[],
): void {
  for (const { file, span, url } of links) {
    const [path = ''] = url.split(/[?#]/);
    const fragment = decode(url.split('#')[1] ?? '');
    const inside = site.urls.inside(path);
    if (inside === null) continue;
    const at = site.urls.find(inside);
    if (at !== null && 'address' in at) continue;
    if (at !== null && at.candidate.address !== null) {
      const { anchors, title } = at.candidate;
      if (fragment === '' || anchors.includes(fragment)) continue;
      const close = nearest(fragment, anchors, 3);
      diagnostics.push(unknownFragment(file, span, fragment, `"${title}"`, close, site.fallback));
      continue;
    }
    if (at === null && site.files.find(`public${decode(inside)}`) !== null) continue;
    if (at !== null) {
      diagnostics.push(unpublishedLink(file, span, url, site.stateOf(at.candidate)));
      continue;
    }
    const near = nearest(decode(inside), site.urls.known(), 3).map((write) => ({
      write,
      what: null,
    }));
    diagnostics.push(unresolvedUrl(file, span, url, near, site.fallback));
  }
}

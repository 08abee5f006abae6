/** Pages that stand by themselves: undated pages, the page for what is not found, redirects. */
import type { Address, PublishedPage, Redirect } from '../../model.ts';
import { absoluteUrl } from '../location.ts';
import { scriptOf } from '../structured-data/json-ld.ts';
import { pageData } from '../structured-data/pages.ts';
import type { PageView } from '../views.ts';
import type { Context } from './context.ts';
import { cardOf, headOf, href, isTranslated, siteOf, siteTongue, NO_CONTENT } from './views.ts';

export function pageView(context: Context, { summary, address }: PublishedPage): PageView<'page'> {
  const tongue = { lang: summary.lang, dir: summary.dir };
  const { title, deck: description } = summary;
  return {
    head: headOf(context, tongue, {
      title,
      address,
      description,
      noindex: summary.noindex,
      structuredData: scriptOf(
        pageData(context, 'WebPage', { ...tongue, title, address, description }),
      ),
    }),
    site: siteOf(context, tongue, address),
    title: summary.title,
    deck: summary.deck,
    content: NO_CONTENT,
  };
}

const LATEST = 5;

export function notFoundView(context: Context): PageView<'not-found'> {
  const tongue = siteTongue(context);
  const title = context.words(tongue.lang).labels.notFound;
  return {
    head: headOf(context, tongue, { title, address: null, noindex: true }),
    site: siteOf(context, tongue, null),
    latest: context.edition.articles
      .filter((it) => !isTranslated(context, it.path))
      .slice(0, LATEST)
      .flatMap((it) => cardOf(context, it.path, tongue)),
  };
}

/** For hosts without redirects of their own: a page that leads on. */
export function redirectView(
  context: Context,
  { to }: Redirect,
  title: string,
): PageView<'redirect'> {
  const tongue = siteTongue(context);
  return {
    head: headOf(context, tongue, {
      title,
      address: null,
      canonical: absoluteUrl(context.config, to),
      noindex: true,
    }),
    site: siteOf(context, tongue, null),
    title,
    url: href(context, to),
  };
}

/** The `_redirects` file that several static hosts read: `FROM TO STATUS` on each line. */
export function redirectsText(context: Context, redirects: readonly Redirect[]): string {
  const line = (from: Address, to: Address): string =>
    `${href(context, from)} ${href(context, to)} 301\n`;
  return redirects.map(({ from, to }) => line(from, to)).join('');
}

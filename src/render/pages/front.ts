import { scriptOf } from '../structured-data/json-ld.ts';
import { frontData } from '../structured-data/pages.ts';
import type { PageView } from '../views.ts';
import type { SourcePath } from '../../model.ts';
import type { Context, ListingPage } from './context.ts';
import { cardOf, headOf, paginationOf, siteOf, siteTongue } from './views.ts';

const SECONDARY = 2;
const LATEST = 8;

/**
 * The front page (the newest featured article leads, else the newest) and its older pages, which are
 * plain listings. The lead stands where it would stand anyway on the page it falls on, but not twice.
 */
export function frontView(context: Context, page: ListingPage): PageView<'front'> {
  const tongue = siteTongue(context);
  const { config, edition } = context;
  const first = page.number === 1;
  const lead = first ? leadOf(context, page.items) : null;
  const others = page.items.filter((it) => it !== lead);
  const cards = others.flatMap((it) => cardOf(context, it, tongue));
  const pagination = paginationOf(context, tongue, edition.front.pages, page);
  return {
    head: headOf(context, tongue, {
      title: first ? config.title : pagination.summary,
      address: page.address,
      description: first ? config.description : null,
      ...(first ? { structuredData: scriptOf(frontData(context)) } : {}),
      previous: pagination.previous,
      next: pagination.next,
    }),
    site: siteOf(context, tongue, page.address),
    lead: lead === null ? null : (cardOf(context, lead, tongue)[0] ?? null),
    secondary: first ? cards.slice(0, SECONDARY) : [],
    latest: first ? cards.slice(SECONDARY, SECONDARY + LATEST) : [],
    more: first ? cards.slice(SECONDARY + LATEST) : cards,
    pagination,
  };
}

/** The newest featured article of the first page's articles, else the newest. */
function leadOf(context: Context, paths: readonly SourcePath[]): SourcePath | null {
  const featured = paths.find((it) => context.articles.get(it)?.summary.featured === true);
  return featured ?? paths[0] ?? null;
}

import { scriptOf } from '../structured-data/json-ld.ts';
import { frontData } from '../structured-data/pages.ts';
import type { PageView } from '../views.ts';
import type { SourcePath } from '../../model.ts';
import type { Context, ListingPage } from './context.ts';
import { bandsOf } from './front-bands.ts';
import { cardOf, headOf, isTranslated, paginationOf, siteOf, siteTongue } from './views.ts';

const SECONDARY = 2;
const LATEST = 8;

/**
 * The front page (the newest featured article leads, else the newest) and its older pages, which are
 * plain listings. What a band has taken does not stand among the rest; the lead stands where it would stand
 * anyway on the page it falls on, but not twice.
 */
export function frontView(context: Context, page: ListingPage): PageView<'front'> {
  const tongue = siteTongue(context);
  const { config, edition } = context;
  const first = page.number === 1;
  const items = first ? page.items.filter((it) => !isTranslated(context, it)) : page.items;
  const lead = first ? leadOf(context, items) : null;
  const others = items.filter((it) => it !== lead);
  const top = first ? others.slice(0, SECONDARY + LATEST) : [];
  const shown = new Set(lead === null ? top : [lead, ...top]);
  const candidates = first
    ? edition.articles.map((it) => it.path).filter((it) => !isTranslated(context, it))
    : [];
  const pictured = [lead, top[0] ?? null].flatMap((it) =>
    it === null ? [] : (cardOf(context, it, tongue)[0]?.image?.url ?? []),
  );
  const bands = first ? bandsOf({ context, candidates, shown, pictures: new Set(pictured) }) : [];
  const cards = (paths: readonly SourcePath[]): PageView<'front'>['more'] =>
    paths.flatMap((it) => cardOf(context, it, tongue));
  const pagination = paginationOf(context, tongue, edition.front.pages, page);
  const newest = edition.articles[0]?.summary.date.day;
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
    dateline: first && newest !== undefined ? context.words(tongue.lang).weekday(newest) : null,
    lead: lead === null ? null : (cardOf(context, lead, tongue)[0] ?? null),
    secondary: cards(top.slice(0, SECONDARY)),
    latest: cards(top.slice(SECONDARY)),
    bands,
    more: cards(others.filter((it) => !shown.has(it))),
    pagination,
  };
}

/** The newest featured article of the first page's articles, else the newest. */
function leadOf(context: Context, paths: readonly SourcePath[]): SourcePath | null {
  const featured = paths.find((it) => context.articles.get(it)?.summary.featured === true);
  return featured ?? paths[0] ?? null;
}

import { directionOf } from '../../config/direction.ts';
import { primaryOf } from '../../config/languages.ts';
import type { CitedSource, OutletSummary, Source } from '../../model.ts';
import { ROWS } from '../languages/rows.ts';
import { shortened } from '../short-url.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context, ListingPage } from './context.ts';
import { introductionOf, listingFrame } from './listing.ts';
import { cardOf, href, NO_CONTENT } from './views.ts';
import type { Tongue } from './views.ts';

/** One page of the articles that cite an outlet, with what each cites. The introduction is filled in while rendering. */
export function sourceView(
  context: Context,
  source: Source,
  page: ListingPage,
): PageView<'source'> {
  const { tongue, ...frame } = listingFrame(context, source, page);
  const words = context.words(tongue.lang);
  const first = page.number === 1;
  const introduced = introductionOf(context, source);
  const outlet = introduced?.summary.of === 'outlet' ? introduced.summary : null;
  const facts = [
    words.count('timesCited', source.citations),
    outlet?.country ?? null,
    languageName(outlet?.language ?? null),
  ];
  return {
    ...frame,
    kicker: words.labels.sources,
    title: source.title,
    note: facts.filter((it) => it !== null).join(' · '),
    remark: first ? (outlet?.note ?? null) : null,
    introduction: first && introduced !== undefined ? NO_CONTENT : null,
    homePage: first ? homeOf(outlet) : null,
    feed: source.feed === null ? null : href(context, source.feed),
    heading: words.say('articlesCiting', { outlet: source.title }),
    citing: page.items.flatMap((path) => {
      const works = (context.articles.get(path)?.citations ?? []).filter(
        (it) => it.outlet?.tag?.id === source.id,
      );
      return cardOf(context, path, tongue).map((article) => ({
        article,
        works: works.map((it) => workView(context, it, tongue, false)),
      }));
    }),
  };
}

/** What an article quotes and what it lists as its sources. Mere links stand where they are. */
export function sourcesOfArticle(
  context: Context,
  citations: readonly CitedSource[],
  page: Tongue,
): ViewOf<'source'>[] {
  return citations.filter((it) => it.by !== 'link').map((it) => workView(context, it, page, true));
}

/** A cited work in a list. Where the list is that of its outlet, it does not name it again. */
function workView(
  context: Context,
  { outlet, url, title, author, date, archived, lang }: CitedSource,
  page: Tongue,
  namesOutlet: boolean,
): ViewOf<'source'> {
  const words = context.words(page.lang);
  const named = title ?? (url === null ? null : shortened(url));
  const day = date === null ? null : words.partialDate(date);
  const detail = [author, day].filter((it) => it !== null);
  const says = namesOutlet && named !== null;
  const tag = namesOutlet ? (outlet?.tag ?? null) : null;
  const foreign = lang === null || lang === page.lang ? null : lang;
  return {
    title: named ?? outlet?.name ?? '',
    url,
    outlet: says ? (outlet?.name ?? null) : null,
    outletUrl: tag === null ? null : href(context, tag.address),
    author,
    date: day,
    detail: detail.length === 0 ? null : detail.join(`${words.labels.comma} `),
    archived,
    lang: title === null ? null : foreign,
    dir: title === null || foreign === null ? null : directionOf(foreign),
  };
}

/** A language in its own words; as its code where the theme does not know it. */
function languageName(lang: string | null): string | null {
  if (lang === null) return null;
  return ROWS[primaryOf(lang)]?.words.languageName ?? lang;
}

function homeOf(outlet: OutletSummary | null): ViewOf<'link'> | null {
  if (outlet === null || outlet.home === null) return null;
  return { label: shortened(outlet.home), url: outlet.home, current: false };
}

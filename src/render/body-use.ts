/** Puts bodies to use: whatever filling their holes needs to know of the edition. */
import { FRONT } from '../addresses.ts';
import type {
  Address,
  BodyUse,
  CitedSource,
  CitedWork,
  Cites,
  Collection,
  Published,
  PublishedPage,
  PublishedPromo,
  Reference,
  Resolution,
  SourcePath,
  Summary,
  Target,
  TargetCard,
} from '../model.ts';
import type { Context } from './pages/context.ts';
import { bylineText, headlineOf } from './pages/views.ts';

/** The body of an article, on its page and in a feed. */
export function articleUse(context: Context, article: Published): BodyUse {
  const topic = article.topics[0]?.address ?? null;
  return { ...useOf(context, article.path, article, article.address), topic };
}

/** The body of the file that introduces a collection; null where there is none. */
export function introductionUse(context: Context, { entry, address }: Collection): BodyUse | null {
  const introduced = entry === null ? undefined : context.edition.introductions[entry];
  if (entry === null || introduced === undefined) return null;
  return useOf(context, entry, introduced, address);
}

/** The body of an undated page. */
export function pageUse(context: Context, page: PublishedPage): BodyUse {
  return useOf(context, page.path, page, page.address);
}

/** The body of a promo, at its place on the page of an article. */
export function promoUse(context: Context, promo: PublishedPromo): BodyUse {
  // A capital, so that no id of the article's own body can be the same.
  const idPrefix = `Promo-${promo.summary.id}-`;
  return { ...useOf(context, promo.path, promo, FRONT), idPrefix };
}

/** What was made of a source file. */
interface Made extends Cites {
  readonly summary: Summary;
  readonly resolutions: readonly Resolution[];
}

function useOf(
  context: Context,
  path: SourcePath,
  { summary, resolutions, citations: cited, excerpts }: Made,
  address: Address,
): BodyUse {
  const lang = 'lang' in summary ? summary.lang : context.config.language;
  const known = context.targets.get(path);
  const targets =
    known ?? summary.references.map((it, at) => targetOf(context, it, resolutions[at], lang));
  if (known === undefined) context.targets.set(path, targets);
  const citations = excerpts.flatMap((at) => {
    const source = cited[at];
    return source === undefined ? [] : [citedWork(context, source, lang)];
  });
  return { source: path, targets, citations, topic: null, lang, address, idPrefix: '' };
}

/** `lang` is the language of the text that cites it. */
function citedWork(context: Context, it: CitedSource, lang: string): CitedWork {
  const { url, title, author, date, archived } = it;
  return {
    outlet: { name: it.outlet?.name ?? '', address: it.outlet?.tag?.address ?? null },
    url,
    title,
    author,
    date: date === null ? null : { iso: date, day: context.words(lang).partialDate(date) },
    archived,
    lang: it.lang,
  };
}

function targetOf(
  context: Context,
  { form }: Reference,
  resolution: Resolution | undefined,
  lang: string,
): Target {
  const none: Target = {
    address: null,
    fragment: null,
    words: '',
    elsewhere: null,
    card: null,
    instead: false,
  };
  switch (resolution?.to) {
    case undefined:
      return none;
    case 'nothing':
      return { ...none, words: resolution.words };
    case 'elsewhere':
      return { ...none, elsewhere: resolution.url, words: resolution.words };
    case 'instead':
      return { ...none, instead: true };
    case 'file':
      return { ...none, address: resolution.address, words: resolution.words };
    case 'page': {
      const { address, fragment, article } = resolution;
      const target = article === null ? undefined : context.articles.get(article);
      const card = target === undefined ? null : targetCard(context, target, lang);
      // A headline that stands in an article's prose says as much as one in a list: that it was retracted.
      const isHeadline = form === 'wiki' && resolution.words === target?.summary.title;
      const words = isHeadline && card !== null ? card.title : resolution.words;
      return { ...none, address, fragment, words, card };
    }
  }
}

/** `lang` is the language of the text that refers to it. */
function targetCard(context: Context, { summary, bylines }: Published, lang: string): TargetCard {
  const words = context.words(lang);
  return {
    title: headlineOf(context.words(summary.lang), summary),
    date: words.date(summary.date),
    byline: bylineText(words, bylines),
    lang: summary.lang,
    dir: summary.dir,
  };
}

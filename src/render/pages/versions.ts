/** An article in its languages: the links between them, for readers and for engines. */
import { sortedBy } from '../../base/order.ts';
import type { Published, SourcePath } from '../../model.ts';
import { languageName } from '../labels.ts';
import { absoluteUrl } from '../location.ts';
import type { PageView, ViewOf } from '../views.ts';
import type { Context } from './context.ts';
import { href } from './views.ts';

/** Links to the original, where this is a translation, and to the article in its other languages. */
export function translationsView(
  context: Context,
  { original, translations }: Published,
): Pick<PageView<'article'>, 'original' | 'translations'> {
  const others = translations.filter((it) => it !== original);
  return {
    original: translationView(context, original)[0] ?? null,
    translations: others.flatMap((it) => translationView(context, it)),
  };
}

function translationView(context: Context, path: SourcePath | null): ViewOf<'translation'>[] {
  const article = path === null ? undefined : context.articles.get(path);
  if (article === undefined) return [];
  const { title, lang, dir } = article.summary;
  const language = languageName(lang, context.config.labels) ?? title;
  return [{ language, title, url: href(context, article.address), lang, dir }];
}

/**
 * The versions for `hreflang`, this one among them. Only pages that are their own canonical ones and that engines
 * may list can name each other. Readers of any other language are sent to the original: it is what its author wrote.
 */
export function versionsOf(context: Context, article: Published): ViewOf<'version'>[] {
  const others = article.translations.flatMap((it) => context.articles.get(it) ?? []);
  const all = [article, ...others].filter(isListed);
  if (all.length < 2 || all[0] !== article) return [];
  const sorted = sortedBy(all, (it) => `${it.summary.lang} ${it.address}`);
  const originals = all.filter((it) => it.original === null);
  const [original] = originals;
  const versions = sorted.map(({ summary: { lang }, address }) => ({
    lang,
    url: absoluteUrl(context.config, address),
  }));
  // In two articles of one language only the first is meant: a language names one page.
  const first = versions.filter(
    ({ lang }, at) => versions.findIndex((it) => it.lang === lang) === at,
  );
  return original === undefined || originals.length > 1
    ? first
    : [...first, { lang: 'x-default', url: absoluteUrl(context.config, original.address) }];
}

function isListed({ summary, visibility }: Published): boolean {
  return visibility === 'live' && !summary.noindex && summary.canonical === null;
}

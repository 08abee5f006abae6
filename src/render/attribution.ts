import { escapeHtml, html, joinHtml, markup } from '../base/html.ts';
import { directionOf } from '../config/direction.ts';
import type { CitedWork, Html } from '../model.ts';
import type { Words } from './labels.ts';
import { hrefOf, type Location } from './location.ts';
import type { PageView } from './views.ts';

const NOTHING = '' as Html;

/** What a caption says of a cited work, in a text whose language is `own`. */
export function attributionView(
  { outlet, url, title, author, date, archived, lang }: CitedWork,
  own: string,
  words: Words,
  location: Location,
): PageView<'attribution'> {
  const foreign = lang === null || lang === own ? null : lang;
  return {
    outlet: outlet.name,
    outletUrl: hrefOf(location, { address: outlet.address, fragment: null }),
    url,
    title,
    author,
    date,
    archived,
    archivedWords: words.labels.archived,
    resumed: null,
    comma: words.labels.comma,
    lang: foreign,
    dir: foreign === null ? null : directionOf(foreign),
  };
}

/** The caption in a feed, which has no template: outlet, title, author and date in a row. */
export function attributionInFeed(it: PageView<'attribution'>): Html {
  const linked = (words: string): Html =>
    it.url === null ? escapeHtml(words) : html`<a href="${it.url}">${words}</a>`;
  const lang = it.lang === null ? NOTHING : html` lang="${it.lang}" dir="${it.dir ?? 'auto'}"`;
  const source =
    it.title === null
      ? [html`<cite>${markup(linked(it.outlet))}</cite>`]
      : [escapeHtml(it.outlet), html`<cite${markup(lang)}>${markup(linked(it.title))}</cite>`];
  const parts = [
    ...source,
    ...(it.author === null ? [] : [escapeHtml(it.author)]),
    ...(it.date === null ? [] : [escapeHtml(it.date.day)]),
  ];
  const archived =
    it.archived === null ? NOTHING : html` (<a href="${it.archived}">${it.archivedWords}</a>)`;
  const list = joinHtml(parts, `${it.comma} `);
  return html`<figcaption>${markup(list)}${markup(archived)}</figcaption>`;
}

/** `check --why A B`: in words, why the second article is or is not related to the first. */
import { clockText } from '../base/clock-text.ts';
import { counted } from '../diagnostics/format.ts';
import { visible } from '../diagnostics/visible.ts';
import { UsageError } from '../io/failure.ts';
import { explainRelated } from '../link/explain-related.ts';
import type { Explanation, Reason, Standing } from '../link/explain-related.ts';
import { findArticle } from '../link/find-article.ts';
import type { FoundArticle } from '../link/find-article.ts';
import type { Edition, SourcePath } from '../model.ts';

type Article = Extract<FoundArticle, { readonly is: 'one' }>['article'];

/**
 * The lines of the answer. The two articles are named as references name them. Throws `UsageError` where one
 * of them is not found, or may be several.
 */
export function whyLines(edition: Edition, names: readonly string[], timezone: string): string[] {
  const [first, second, ...more] = names;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError(
      '--why takes two articles. Write each as one word, or in quotation marks.',
    );
  }
  const a = articleOf(edition, first);
  const b = articleOf(edition, second);
  for (const it of [a, b]) {
    if (it.address === null) return [`${nameOf(it)} is not published: ${stateOf(it, timezone)}.`];
  }
  const found = explainRelated(edition.articles, a.path, b.path);
  if (found === null) return [];
  const title = (path: SourcePath): string =>
    visible(edition.articles.find((it) => it.path === path)?.summary.title ?? path);
  const related = found.standing.is === 'related' ? 'is related to' : 'is not related to';
  const verdict = verdictOf(found.standing, title);
  return [
    `${nameOf(b)} ${related} ${nameOf(a)}: ${verdict}.`,
    ...commonLines(found, edition),
    ...rivalLines(found.standing, title),
  ];
}

function articleOf(edition: Edition, words: string): Article {
  const found = findArticle(edition, words);
  if (found.is === 'one') return found.article;
  const list = found.candidates.map(
    ({ write, what }) => `"${write}"${what === null ? '' : `, ${what}`}`,
  );
  if (found.is === 'several') {
    throw new UsageError(`--why: "${words}" may mean any of these: ${list.join('; ')}.`);
  }
  const hint = list.length === 0 ? '' : ` Did you mean ${list.join('; or ')}?`;
  throw new UsageError(
    `--why: "${words}" is not the slug, path or headline of any article.${hint}`,
  );
}

function nameOf({ title, path }: Article): string {
  return `"${visible(title)}" (${visible(path)})`;
}

function stateOf({ visibility, moment }: Article, timezone: string): string {
  const when = moment === null ? '' : ` ${clockText(moment)} ${timezone}`;
  switch (visibility) {
    case 'draft':
      return 'it is a draft';
    case 'scheduled':
      return `it goes live${when}`;
    case 'expired':
      return `it expired${when}`;
    case 'live':
      return 'it is not part of this edition';
  }
}

/** Why it stands where it stands, in words that follow a colon. */
function verdictOf(standing: Standing, title: (path: SourcePath) => string): string {
  switch (standing.is) {
    case 'related':
      return `it has place ${standing.place} among the related articles of that page`;
    case 'see-also':
      return 'that page shows it under "See also" already';
    case 'referred-to-by':
      return 'that page shows it under "Referred to by" already';
    case 'neighbour':
      return 'that page leads to it already, as the next or previous one';
    case 'translation':
      return 'it is the same article in another language';
    case 'itself':
      return 'it is the same article';
    case 'paid-for':
      return 'what is paid for is never recommended';
    case 'unlike':
      return 'they share no topic and no source, and neither links to the other';
    case 'full':
      return `that page shows ${standing.shown} other articles already, so that nothing has to fill up`;
    case 'far':
      return `in the list of all that they share, ${standing.reach} or more articles stand between them`;
    case 'other-version':
      return `that page shows it in another language, "${title(standing.path)}"`;
    case 'outranked':
      return `${counted(standing.by.length, 'other article')} on that page have more in common with it`;
  }
}

function commonLines({ reasons, points }: Explanation, edition: Edition): string[] {
  if (reasons.length === 0) return [];
  return [
    `They have ${counted(points, 'point')} in common:`,
    ...reasons.map((it) => row(it.points, reasonOf(it, edition))),
  ];
}

function rivalLines(standing: Standing, title: (path: SourcePath) => string): string[] {
  if (standing.is !== 'outranked') return [];
  return ['Related are:', ...standing.by.map((it) => row(it.points, `"${title(it.path)}"`))];
}

function row(points: number, words: string): string {
  return `${String(points).padStart(5)}  ${words}`;
}

function reasonOf(reason: Reason, { articles }: Edition): string {
  const share = (count: number): string => `(${count} of ${articles.length} articles)`;
  switch (reason.of) {
    case 'topic':
      return `both are about ${visible(reason.name)} ${share(reason.articles)}`;
    case 'work':
      return `both cite "${visible(reason.name)}" ${share(reason.articles)}`;
    case 'outlet':
      return `both cite ${visible(reason.name)} ${share(reason.articles)}`;
    case 'link-to':
      return 'the page links to it';
    case 'link-from':
      return 'it links to the page';
    case 'nearness':
      return reason.days === 0 ? 'of the same day' : `${counted(reason.days, 'day')} apart`;
  }
}

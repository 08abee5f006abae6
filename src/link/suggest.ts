/** What an author may have meant by a reference that leads nowhere. */
import { distance } from 'fastest-levenshtein';
import { foldHeadline } from '../base/fold.ts';
import { byCodePoint } from '../base/order.ts';
import type { Suggestion } from '../diagnostics/catalog/links.ts';
import type { Reference } from '../model.ts';
import type { Candidate } from './article-index.ts';

const MOST = 3;

/** Up to three published articles with the nearest slugs or headlines, nearest first. */
export function suggestArticles(
  words: string,
  form: Reference['form'],
  candidates: readonly Candidate[],
): Suggestion[] {
  const wanted = foldHeadline(words);
  const scored: { readonly candidate: Candidate; readonly score: number }[] = [];
  for (const candidate of candidates) {
    if (candidate.of !== 'article' || candidate.address === null) continue;
    const title = foldedTitle(candidate);
    const score = Math.min(
      apart(wanted, candidate.slug.toLowerCase()),
      apart(wanted, title),
      unlike(wanted, title),
    );
    if (score < 1) scored.push({ candidate, score });
  }
  return scored
    .sort(
      (a, b) => a.score - b.score || byCodePoint(a.candidate.path ?? '', b.candidate.path ?? ''),
    )
    .slice(0, MOST)
    .map(({ candidate }) => asWritten(candidate, form, words));
}

const folded = new WeakMap<Candidate, string>();

function foldedTitle(candidate: Candidate): string {
  const known = folded.get(candidate);
  if (known !== undefined) return known;
  const title = foldHeadline(candidate.title);
  folded.set(candidate, title);
  return title;
}

/** A candidate as an author would have to write it to be understood. */
export function byPath(candidate: Candidate): Suggestion {
  return { write: candidate.path ?? candidate.slug, what: described(candidate) };
}

function asWritten(candidate: Candidate, form: Reference['form'], words: string): Suggestion {
  if (form === 'field' || !words.includes(' ')) {
    return { write: candidate.slug, what: described(candidate) };
  }
  return { write: candidate.title, what: `the article of ${candidate.date?.day ?? ''}` };
}

function described(candidate: Candidate): string {
  return `"${candidate.title}"${candidate.date === null ? '' : ` (${candidate.date.day})`}`;
}

/** Share of letters that differ; 1 or more when it is too much to be a misspelling. */
function apart(wanted: string, name: string): number {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  if (Math.abs(wanted.length - name.length) > limit) return 1;
  const far = distance(wanted, name);
  return far > limit ? 1 : far / (wanted.length + 1);
}

/** For a half-remembered headline: the share of its longer words that the other one lacks. */
function unlike(wanted: string, title: string): number {
  if (wanted.length >= 6 && title.startsWith(wanted)) return 0.3;
  const words = longWords(wanted);
  if (words.length < 2) return 1;
  const there = new Set(longWords(title));
  const shared = words.filter((it) => there.has(it)).length;
  return shared >= 2 && shared / words.length >= 0.6 ? 0.9 - 0.4 * (shared / words.length) : 1;
}

function longWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((it) => it.length > 3);
}

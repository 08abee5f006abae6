import { distance } from 'fastest-levenshtein';
import { byCodePoint } from './order.ts';

/**
 * The candidates an author may have meant by a misspelt word, nearest first, at most `most` of them.
 * A candidate counts when no more than a third of the word (at least two characters) is different.
 */
export function nearest(word: string, candidates: Iterable<string>, most: number = 1): string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const found: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= limit && far < Math.max(wanted.length, candidate.length))
      found.push({ candidate, far });
  }
  return found
    .sort((a, b) => a.far - b.far || byCodePoint(a.candidate, b.candidate))
    .slice(0, most)
    .map((it) => it.candidate);
}

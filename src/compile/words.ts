import type { Run } from './runs.ts';

/** A run of letters, marks and digits; apostrophes and hyphens join, as do points and commas in a number. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}]|(?<=[\p{L}\p{N}])['’‐‑-](?=[\p{L}\p{N}])|(?<=\p{N})[.,](?=\p{N}))+/gu;

/** Text for which the quick pattern below gives the same. */
// oxlint-disable-next-line no-control-regex
const WESTERN = /^[\0-\xFF\u2013-\u203A]*$/;
const WESTERN_WORD =
  /[a-z\dªµºÀ-ÖØ-öø-ÿ²³¹¼-¾]+(?:['’-][a-z\dªµºÀ-ÖØ-öø-ÿ²³¹¼-¾]+|(?<=[\d²³¹¼-¾])[.,][\d²³¹¼-¾][a-z\dªµºÀ-ÖØ-öø-ÿ²³¹¼-¾]*)*/gi;

/** Counts words, and characters of scripts written without blanks; needs no locale data. */
export function countWords(runs: readonly Run[]): number {
  let count = 0;
  for (const { segments } of runs) {
    const text = segments.map((it) => it.value).join('');
    count += text.match(WESTERN.test(text) ? WESTERN_WORD : WORD)?.length ?? 0;
  }
  return count;
}

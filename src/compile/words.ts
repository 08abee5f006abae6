import type { Run } from './runs.ts';

/** A run of letters, marks and digits; apostrophes and hyphens join, as do points and commas in a number. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}]|(?<=[\p{L}\p{N}])['’‐‑-](?=[\p{L}\p{N}])|(?<=\p{N})[.,](?=\p{N}))+/gu;

/** Counts words, and characters of scripts written without blanks; needs no locale data. */
export function countWords(runs: readonly Run[]): number {
  let count = 0;
  for (const { segments } of runs) {
    const text = segments.map((it) => it.value).join('');
    const western = countWestern(text);
    count += western < 0 ? (text.match(WORD)?.length ?? 0) : western;
  }
  return count;
}

/** By its code, what a character is in a word: 0 nothing, 1 a letter, 2 a digit, 3 joins both, 4 only digits. */
const PART = new Uint8Array(256).map((_, code) => {
  const character = String.fromCharCode(code);
  if (/\p{N}/u.test(character)) return 2;
  if (/\p{L}/u.test(character)) return 1;
  return "'-".includes(character) ? 3 : '.,'.includes(character) ? 4 : 0;
});

/** The same for text of Western letters and marks, in one pass; -1 for any other. */
function countWestern(text: string): number {
  let count = 0;
  let inWord = false;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const part = partOf(text.charCodeAt(at));
    if (part < 0) return -1;
    if (part === 1 || part === 2) {
      if (!inWord) count++;
      inWord = true;
    } else if (inWord) {
      const next = at + 1 < text.length ? partOf(text.charCodeAt(at + 1)) : 0;
      inWord =
        (part === 3 && (next === 1 || next === 2)) || (part === 4 && before === 2 && next === 2);
    }
    before = part;
  }
  return count;
}

function partOf(code: number): number {
  if (code < 256) return PART[code] ?? 0;
  if (code < 0x2013 || code > 0x203a) return -1;
  return code === 0x2019 ? 3 : 0;
}

import type { Direction } from '../model.ts';

/** The direction a language is written in, by its BCP 47 tag: a script subtag decides, else the language. */
export function directionOf(language: string): Direction {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((it) => /^[a-z]{4}$/.test(it));
  if (script !== undefined) return RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  return RIGHT_TO_LEFT.has(primary) ? 'rtl' : 'ltr';
}

const RIGHT_TO_LEFT_SCRIPTS = new Set(
  'adlm arab aran hebr mand mani nkoo rohg samr syrc thaa'.split(' '),
);

/** Languages that are written from right to left where no script is named (CLDR, likely subtags). */
const RIGHT_TO_LEFT = new Set(
  (
    'aeb ajp apc apd ar arc arq ars ary arz azb bal bgn bqi ckb dv fa glk haz he iw ji khw ks lrc mzn ' +
    'nqo pnb prs ps sd sdh skr syr ug ur yi'
  ).split(' '),
);

/**
 * A headline as references compare it (NEWSROOM.md, "References, resolved"): NFKC, lower case, quotation
 * marks and apostrophes removed, any dash or run of hyphens one `-`, blanks collapsed.
 */
export function foldHeadline(text: string): string {
  // Quotation marks go first: NFKC turns some of them into a blank and an accent.
  return text
    .replace(QUOTES, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(QUOTES, '')
    .replace(/[\p{Pd}\u2212]+/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

const QUOTES =
  /[\p{Pi}\p{Pf}"'`´\u02b9-\u02bd\u02ee\u201a\u201e\u2032-\u2037\u275b-\u2760\u300c-\u300f\u301d-\u301f\uff02\uff07]/gu;

/**
 * What Broadside knows of a language before any theme is loaded: markers, the few fixed words that stand
 * in a body, quotation marks. A language is added as one row of the table; what a row
 * leaves out is taken from English.
 */
import type { Config } from './config.ts';

/** Paragraph beginnings that mean something, in no particular case. */
export interface Markers {
  readonly seeAlso: readonly string[];
  readonly note: readonly string[];
}

/** Fixed words of a body. */
export type BodyLabel =
  /** Heading of the footnotes. */
  | 'footnotes'
  /** Name of the link from a footnote to its place in the text; a number follows. */
  | 'footnoteBack'
  /** Name of the region in which a wide table scrolls; from the second on a number follows. */
  | 'table'
  /** Names of the boxes of a task list. */
  | 'done'
  | 'open';

/** Opening and closing marks, with whatever blank belongs inside them. */
export interface QuotationMarks {
  readonly double: readonly [open: string, close: string];
  readonly single: readonly [open: string, close: string];
}

interface Language {
  readonly markers: Markers;
  readonly labels: Readonly<Record<BodyLabel, string>>;
  readonly quotes: QuotationMarks;
  /** Words that begin with an apostrophe where a letter was left out, in lower case, without it. */
  readonly elided: readonly string[];
  /** January first. */
}

/** The markers that count in an article: those of its language, the English ones and the configured ones. */
export function markersOf(lang: string, configured: Config['markers']): Markers {
  const rows = [...chain(lang).map((it) => languages[it]?.markers), english.markers];
  const own = [...chain(lang), 'en'].map((it) => configured[it]);
  const all = [...own, ...rows].filter((it) => it !== undefined);
  return {
    seeAlso: [...new Set(all.flatMap((it) => it.seeAlso))],
    note: [...new Set(all.flatMap((it) => it.note))],
  };
}

export function labelOf(lang: string, label: BodyLabel): string {
  return of(lang, (row) => row.labels)[label];
}

export function quotationMarksOf(lang: string): QuotationMarks {
  return of(lang, (row) => row.quotes);
}

export function elidedWordsOf(lang: string): readonly string[] {
  return primary(lang) === 'en' ? english.elided : (languages[primary(lang)]?.elided ?? []);
}

function of<T>(lang: string, pick: (row: Partial<Language>) => T | undefined): T {
  for (const tag of chain(lang)) {
    const row = languages[tag];
    const value = row === undefined ? undefined : pick(row);
    if (value !== undefined) return value;
  }
  return pick(english) as T;
}

/** `en-GB` is looked up as itself, then as `en`. */
function chain(lang: string): readonly string[] {
  return [...new Set([lang, primary(lang)])];
}

function primary(lang: string): string {
  return (lang.split('-')[0] ?? '').toLowerCase();
}

const english: Language = {
  markers: {
    seeAlso: ['SEE ALSO', 'READ ALSO', 'RELATED'],
    note: ['NOTE', "EDITOR'S NOTE", 'UPDATE', 'DISCLOSURE'],
  },
  labels: {
    footnotes: 'Footnotes',
    footnoteBack: 'Back to reference',
    table: 'Table',
    done: 'done',
    open: 'not done',
  },
  quotes: { double: ['“', '”'], single: ['‘', '’'] },
  elided: ['tis', 'twas', 'twere', 'twill', 'em', 'til', 'cause', 'bout', 'n', 'round'],
};

const NARROW = '\u202F';

const languages: Readonly<Record<string, Partial<Language>>> = {
  en: english,
  de: { quotes: { double: ['„', '“'], single: ['‚', '‘'] } },
  fr: { quotes: { double: [`«${NARROW}`, `${NARROW}»`], single: ['“', '”'] } },
  es: { quotes: { double: ['«', '»'], single: ['“', '”'] } },
  ru: { quotes: { double: ['«', '»'], single: ['„', '“'] } },
  ar: { quotes: { double: ['«', '»'], single: ['“', '”'] } },
};

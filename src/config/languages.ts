/**
 * What Broadside knows of a language before any theme is loaded: markers, the few fixed words that stand
 * in a body, quotation marks, dates. A language is a file of `languages/`; one that is not there is
 * written as English is. The words of the theme are in `render/languages/`.
 */
import type { Config } from './config.ts';
import { arabic } from './languages/ar.ts';
import { english } from './languages/en.ts';
import { french } from './languages/fr.ts';
import { german } from './languages/de.ts';
import { REGIONS } from './languages/regions.ts';
import { russian } from './languages/ru.ts';
import { spanish } from './languages/es.ts';

/** What a note is, whatever language its marker is in. */
export type NoteKind = 'note' | 'editorsNote' | 'update' | 'disclosure';

/** A beginning of a paragraph that means something. */
export interface Marker {
  /** As it may be typed, in any case; `'` stands for any apostrophe. */
  readonly words: string;
  /**
   * What the reader sees. For an English marker in an article of another language that is the marker of
   * the article's own language: a page speaks one language.
   */
  readonly label: string;
}

export interface NoteMarker extends Marker {
  readonly kind: NoteKind;
}

/** All markers that count in one article. */
export interface Markers {
  readonly seeAlso: readonly Marker[];
  readonly note: readonly NoteMarker[];
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

/** How dates are said; `labels` of broadside.yaml overrides these for the theme. */
export interface DateLabels {
  /** `{day} {month} {year}`. */
  readonly date: string;
  /** `{month} {year}`. */
  readonly month: string;
  /** From January on, parted by `|`; where a month has another form inside a date, that after a `/`. */
  readonly months: string;
  /** The first day of a month: `1`, or `1er`. */
  readonly firstOfMonth: string;
  /** `{hour}:{minute}`; `{h}` is the hour without a leading zero. */
  readonly time: string;
  /** `{date}, {time}`. */
  readonly dateTime: string;
}

/** A row of the table. Where a list has several markers, the first is the label. */
export interface Language {
  readonly markers: { readonly seeAlso: readonly string[] } & {
    readonly [Kind in NoteKind]: readonly string[];
  };
  readonly labels: Readonly<Record<BodyLabel, string>>;
  readonly quotes: QuotationMarks;
  /** Words that begin with an apostrophe where a letter was left out, in lower case, without it. */
  readonly elided: readonly string[];
  readonly dates: DateLabels;
  /** Further names of months that an author may write, from January on, parted by `|` and `/`. */
  readonly otherMonths: string;
}

/** Languages Broadside has words of. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  ar: arabic,
  ru: russian,
};

const NOTE_KINDS: readonly NoteKind[] = ['editorsNote', 'update', 'disclosure', 'note'];

/** The markers that count in an article: the configured ones, those of its language, and the English ones. */
export function markersOf(lang: string, configured: Config['markers']): Markers {
  const row = rowOf(lang);
  const own = [...new Set([lang, primaryOf(lang), 'en'])].flatMap((it) => configured[it] ?? []);
  const seeAlso = [
    ...own.flatMap((it) => it.seeAlso.map(asConfigured)),
    ...row.markers.seeAlso.map(asListed),
    ...english.markers.seeAlso.map((words) => ({ words, label: row.markers.seeAlso[0] ?? words })),
  ];
  const note = [
    ...own.flatMap((it) => it.note.map((words) => noteOf(lang, words))),
    ...NOTE_KINDS.flatMap((kind) => row.markers[kind].map((it) => ({ ...asListed(it), kind }))),
    ...NOTE_KINDS.flatMap((kind) =>
      english.markers[kind].map((words) => ({ words, label: noteLabelOf(lang, kind), kind })),
    ),
  ];
  return { seeAlso: firstOfEach(seeAlso), note: firstOfEach(note) };
}

/** What a note is called where its author gave it no name. */
export function noteLabelOf(lang: string, kind: NoteKind): string {
  return rowOf(lang).markers[kind][0] ?? '';
}

export function labelOf(lang: string, label: BodyLabel): string {
  return rowOf(lang).labels[label];
}

export function quotationMarksOf(lang: string): QuotationMarks {
  return rowOf(lang).quotes;
}

export function elidedWordsOf(lang: string): readonly string[] {
  return LANGUAGES[primaryOf(lang)]?.elided ?? [];
}

/** How a language says dates, and a region of it where that says them otherwise. */
export function dateLabelsOf(lang: string): DateLabels {
  const { dates } = rowOf(lang);
  const region = REGIONS[lang];
  return region === undefined ? dates : { ...dates, ...region };
}

/** All names of months in a language, from January on, lists parted by `|` and `/`. */
export function monthNamesOf(lang: string): readonly string[] {
  const { dates, otherMonths } = rowOf(lang);
  return [dates.months, otherMonths];
}

/** The primary language of a BCP 47 tag, in lower case: `en` of `en-GB`. */
export function primaryOf(lang: string): string {
  return (lang.split('-')[0] ?? '').toLowerCase();
}

/** `en-GB` is looked up as `en`; what is not known is written as English is. */
function rowOf(lang: string): Language {
  return LANGUAGES[primaryOf(lang)] ?? english;
}

function asListed(words: string): Marker {
  return { words, label: words };
}

/** Markers are configured as they are typed, often in capitals; a label is no shout. */
function asConfigured(words: string): Marker {
  const rest = words.slice(1);
  const shouted = words === words.toUpperCase();
  return { words, label: words.slice(0, 1).toUpperCase() + (shouted ? rest.toLowerCase() : rest) };
}

/** A configured marker that is also a listed one keeps the meaning of that. */
function noteOf(lang: string, words: string): NoteMarker {
  const same = (it: string): boolean => it.toLowerCase() === words.toLowerCase();
  const kind = NOTE_KINDS.find((it) =>
    [...rowOf(lang).markers[it], ...english.markers[it]].some(same),
  );
  return { ...asConfigured(words), kind: kind ?? 'note' };
}

function firstOfEach<T extends Marker>(markers: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const it of markers) {
    const key = it.words.toLowerCase();
    if (!found.has(key)) found.set(key, it);
  }
  return [...found.values()];
}

/**
 * The fixed words of the theme, by language; `labels` in broadside.yaml overrides any of them. A language is
 * a file of `languages/`; dates and the markers of bodies are in `config/languages/`, because compiling needs
 * them. Counts, dates and names come from these tables alone: no locale of the machine, no data of Node.
 *
 * An article's page speaks two languages at most: whatever belongs to the article is in the article's,
 * the frame round it in the site's. Lists are in the site's language.
 */
import { nearest } from '../base/nearest.ts';
import { fillIn, placesOf, type Values, type Wording, wordingOf } from '../base/wording.ts';
import type { Config } from '../config/config.ts';
import { dateWords, type DateWords } from '../config/dates.ts';
import { dateLabelsOf, primaryOf } from '../config/languages.ts';
import { labelPlaceholder, unknownLabel } from '../diagnostics/catalog/templates.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ArticleKind, Correction, Moment, Picture } from '../model.ts';
import { bylineWords, capital, type Joint, type Signature } from './byline.ts';
import { english, type WORDS } from './languages/en.ts';
import type { AnyRow, CountKey, WordKey } from './languages/row.ts';
import { ROWS } from './languages/rows.ts';
import type { ViewOf } from './views.ts';

/** The names of the places of a sentence. */
type PlacesOf<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

/** Words of one language, and what views say in them. */
export interface Words {
  /** For templates; sentences with places are said by `say`. */
  readonly labels: ViewOf<'labels'>;
  /** A sentence of `languages/en.ts` with its values. */
  say<Key extends WordKey>(
    key: Key,
    values: Readonly<Record<PlacesOf<(typeof WORDS)[Key]>, string | number>>,
  ): string;
  /** A count in words, in the plural that the language has for it. */
  count(key: CountKey, count: number): string;
  kind(kind: ArticleKind): string;
  /** What must be said of an article first: `retracted`, `draft`, `scheduled`, `expired`, `sponsored`. */
  mark(id: string): string;
  correction(kind: Correction['kind']): string;
  nature(nature: NonNullable<Picture['nature']>): string;
  date(moment: Moment): ViewOf<'date'>;
  /** A day, month or year (`2020-01-16`, `2020-01`, `2020`) in words. */
  partialDate(date: string): string;
  /** A day (`2020-01-16`) with the name of its weekday, as a heading. */
  weekday(day: string): string;
  /** The name of a month as a heading, from 1 to 12. */
  month(number: number): string;
  /** The words before and behind each name of a byline. */
  byline(signatures: readonly Signature[], place: string | null): Joint[];
}

const kept = new WeakMap<Config['labels'], Map<string, Words>>();

/**
 * The words of a language (`en-GB` falls back on `en`, one without a row on English), with the site's own.
 * Made once for each language of a configuration.
 */
export function wordsOf(lang: string, overrides: Config['labels']): Words {
  const byLanguage = kept.get(overrides) ?? new Map<string, Words>();
  const words = byLanguage.get(lang) ?? makeWords(lang, overrides);
  kept.set(overrides, byLanguage.set(lang, words));
  return words;
}

/** What a language calls itself, or null where no row and no label says so. */
export function languageName(lang: string, overrides: Config['labels']): string | null {
  const own = { ...overrides[primaryOf(lang)], ...overrides[lang] };
  return own['languageName'] ?? ROWS[primaryOf(lang)]?.words.languageName ?? null;
}

function makeWords(lang: string, overrides: Config['labels']): Words {
  const row = rowOf(lang);
  const own = { ...overrides[primaryOf(lang)], ...overrides[lang] };
  const labels = { ...row.words, ...own };
  const dates = dateWords({ ...dateLabelsOf(lang), ...own });
  const texts: Readonly<Record<string, string>> = { ...formsOf(row), ...labels };
  const wordings = new Map<string, Wording>();
  const wording = (key: string): Wording => {
    const known = wordings.get(key) ?? wordingOf(texts[key] ?? '');
    wordings.set(key, known);
    return known;
  };
  return {
    labels,
    say: (key, values: Values) => fillIn(wording(key), values),
    count: (key, count) =>
      fillIn(wording(`${key}.${row.plural(count)}`), { count: figures(count, row.thousands) }),
    kind: (kind) => labels[KINDS[kind]],
    mark: (id) => labels[MARKS[id] ?? 'markDraft'],
    correction: (kind) => labels[kind],
    nature: (nature) => labels[NATURES[nature]],
    date: (moment) => dateView(moment, dates),
    partialDate: (date) => dates.date(date),
    weekday: (day) => {
      // The calendar alone decides: a day has the same name in every timezone.
      const weekday = labels.weekdays.split('|')[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
      return capital(fillIn(wording('weekdayDate'), { weekday, date: dates.date(day) }));
    },
    month: (number) => capital(dates.month(number)),
    byline: bylineWords(row, wording),
  };
}

/** A warning for each key of `labels` that nothing says, and for each sentence with other places than ours. */
export function checkLabels(overrides: Config['labels']): Diagnostic[] {
  return Object.entries(overrides).flatMap(([lang, words]) => {
    const row = rowOf(lang);
    const known: Readonly<Record<string, string>> = {
      ...row.words,
      ...dateLabelsOf(lang),
      ...formsOf(row),
    };
    return Object.entries(words).flatMap(([key, text]) => {
      const model = known[key];
      if (model === undefined || !Object.hasOwn(known, key)) {
        return [unknownLabel(lang, key, nearest(key, Object.keys(known)))];
      }
      const places = key === 'time' ? TIME_PLACES : placesOf(wordingOf(model));
      const wrong = placesOf(wordingOf(text)).find((it) => !places.includes(it));
      return wrong === undefined ? [] : [labelPlaceholder(lang, key, wrong, places)];
    });
  });
}

/** A language says the hour in one of two ways. */
const TIME_PLACES = ['hour', 'h', 'minute'];

const KINDS: Readonly<Record<ArticleKind, WordKey>> = {
  news: 'kindNews',
  opinion: 'kindOpinion',
  analysis: 'kindAnalysis',
  background: 'kindBackground',
  interview: 'kindInterview',
  review: 'kindReview',
  satire: 'kindSatire',
};

const MARKS: Readonly<Record<string, WordKey>> = {
  retracted: 'markRetracted',
  sponsored: 'markSponsored',
  draft: 'markDraft',
  scheduled: 'markScheduled',
  expired: 'markExpired',
};

const NATURES: Readonly<Record<NonNullable<Picture['nature']>, WordKey>> = {
  photograph: 'naturePhotograph',
  archive: 'natureArchive',
  illustration: 'natureIllustration',
  generated: 'natureGenerated',
};

function rowOf(lang: string): AnyRow {
  return ROWS[primaryOf(lang)] ?? english;
}

/** The forms of all counts by the keys that `labels` has for them: `articleCount.one`. */
function formsOf({ counts }: AnyRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([key, forms]) =>
      Object.entries(forms).map(([form, text]) => [`${key}.${form}`, text]),
    ),
  );
}

function figures(count: number, { mark, from }: AnyRow['thousands']): string {
  const plain = String(count);
  return count < from ? plain : plain.replace(THOUSANDS, mark);
}

/** Where digits stand in front of groups of three. */
const THOUSANDS = /(?<=\d)(?=(?:\d{3})+$)/g;

function dateView({ day, time, offset }: Moment, dates: DateWords): ViewOf<'date'> {
  const words = dates.date(day);
  const year = day.slice(0, 4);
  if (time === null) return { iso: day, day: words, time: null, text: words, year };
  const clock = dates.time(time);
  return {
    iso: `${day}T${time.slice(0, 5)}${offset}`,
    day: words,
    time: clock,
    text: dates.dateTime(words, clock),
    year,
  };
}

/** What a language has to say: every row fills all of it, which the compiler checks. */
import type { DateLabels } from '../../config/languages.ts';
import type { COUNTS, WORDS } from './en.ts';

/** A label, or a sentence with places for values, in each language. */
export type WordKey = keyof typeof WORDS;

/** A count in words, which has a form for each plural of the language. */
export type CountKey = keyof typeof COUNTS;

/** Plural categories of Unicode CLDR. */
export type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** What somebody did for an article, as an author may write it in `role`. */
export type Role =
  | 'reporting'
  | 'furtherReporting'
  | 'translation'
  | 'photographs'
  | 'illustrations'
  | 'video'
  | 'editing'
  | 'research'
  | 'interview';

/** One language; `Form` are the plurals that whole numbers have in it. */
export interface Row<Form extends PluralForm> {
  readonly words: Readonly<Record<WordKey, string>>;
  readonly counts: Readonly<Record<CountKey, Readonly<Record<Form, string>>>>;
  /** The plural of a whole number (Unicode CLDR, plural rules). */
  readonly plural: (count: number) => Form;
  /** Between thousands, from the number on that has them parted (Unicode CLDR, number patterns). */
  readonly thousands: { readonly mark: string; readonly from: 1_000 | 10_000 };
  /** Words for each role, in lower case. */
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  /** Last words of a role that is written before the name: `compiled by`. */
  readonly leading: readonly string[];
  /** What joins names, in the form it has before this one, where a name can change it. */
  readonly joint?: (words: string, name: string) => string;
}

/** Any language. */
export type AnyRow = Omit<Row<never>, 'counts' | 'plural'> & {
  readonly counts: Readonly<Record<CountKey, Readonly<Partial<Record<PluralForm, string>>>>>;
  readonly plural: (count: number) => PluralForm;
};

/** Everything `labels` of broadside.yaml may name in a language. */
export type LabelKey = WordKey | keyof DateLabels | `${CountKey}.${PluralForm}`;

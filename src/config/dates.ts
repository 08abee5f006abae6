/**
 * Dates in words, and words read as dates, by the tables of `languages/`. No data of the machine or of Node
 * is asked: the same date has the same words everywhere. Figures are Western in every language.
 */
import { isMoment, readMoment } from '../base/moment.ts';
import { fillIn, wordingOf } from '../base/wording.ts';
import { type DateLabels, monthNamesOf, primaryOf } from './languages.ts';

/** Says dates in one language. */
export interface DateWords {
  /** A day, month or year (`2020-01-16`, `2020-01`, `2020`) in words. */
  date(date: string): string;
  /** A clock time, `09:30` or `09:30:00`, without its seconds. */
  time(time: string): string;
  /** A day and its time, both in words already. */
  dateTime(date: string, time: string): string;
  /** The name of a month by itself, from 1 to 12. */
  month(number: number): string;
}

export function dateWords(labels: DateLabels): DateWords {
  const months = labels.months.split('|').map((it) => it.split('/').map((name) => name.trim()));
  const inDate = wordingOf(labels.date);
  const inMonth = wordingOf(labels.month);
  const inTime = wordingOf(labels.time);
  const both = wordingOf(labels.dateTime);
  const nameOf = (number: string, form: 0 | 1): string => {
    const names = months[Number(number) - 1];
    return names?.[form] ?? names?.[0] ?? number;
  };
  return {
    date: (date) => {
      const [year = '', month, day] = date.split('-');
      if (month === undefined) return year;
      if (day === undefined) return fillIn(inMonth, { month: nameOf(month, 0), year });
      const number = day === '01' ? labels.firstOfMonth : String(Number(day));
      return fillIn(inDate, { day: number, month: nameOf(month, 1), year });
    },
    time: (time) => {
      const [hour = '', minute = ''] = time.split(':');
      return fillIn(inTime, { hour, h: String(Number(hour)), minute });
    },
    dateTime: (date, time) => fillIn(both, { date, time }),
    month: (number) => nameOf(String(number), 0),
  };
}

/**
 * The day, month or year that some words say, as `2020-01-16`, `2020-01` or `2020`; null when they are
 * anything else, or no day of the calendar. Months count in the given language and in English:
 * `14 January 2020`, `January 14, 2020`, `1er janvier 2020`, `14. Jan. 2020`, `14 de enero de 2020`.
 */
export function dateFromWords(text: string, lang: string): string | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[٠-٩۰-۹]/g, western);
  const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(words);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const { before, name = '', after, year } = WORDED.exec(words)?.groups ?? {};
  if (before !== undefined && after !== undefined) return null;
  // Some papers give a month both its names: `يناير/كانون الثاني`.
  const [first = ''] = name.split('/');
  const month = monthsFor(lang).get(first) ?? monthsFor('en').get(first);
  return month === undefined ? null : dateOf(year, month, before ?? after);
}

/** A day may stand on either side of its month; `de`, `del` and `of` join, and Russian closes with `г.` */
const WORDED =
  /^(?:(?<before>\d{1,2})(?:\.|er|º|\.º|st|nd|rd|th)? (?:(?:de|of) )?)?(?<name>\p{L}[\p{L}\p{M}/ ]*?)\.?(?: (?<after>\d{1,2})(?:st|nd|rd|th)?)?,? (?:(?:de|del|of) )?(?<year>\d{4})(?: г\.?| года)?$/u;

/** Arabic-Indic figures, which authors may type and we do not write. */
function western(figure: string): string {
  return String((figure.codePointAt(0) ?? 0) & 15);
}

const monthNames = new Map<string, ReadonlyMap<string, string>>();

/** Numbers of months, two digits, by every name they have in a language, in lower case. */
function monthsFor(lang: string): ReadonlyMap<string, string> {
  const language = primaryOf(lang);
  const known = monthNames.get(language);
  if (known !== undefined) return known;
  const months = new Map<string, string>();
  for (const list of monthNamesOf(language)) {
    list.split('|').forEach((names, at) => {
      const number = String(at + 1).padStart(2, '0');
      for (const name of names.split('/')) months.set(name.trim().toLowerCase(), number);
    });
  }
  monthNames.set(language, months);
  return months;
}

function dateOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | null {
  const parts = [year, month, day?.padStart(2, '0')].filter((it) => it !== undefined);
  const whole = [...parts, '01', '01'].slice(0, 3).join('-');
  return isMoment(readMoment(whole, 'UTC')) ? parts.join('-') : null;
}

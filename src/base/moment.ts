/**
 * Days and times as authors write them, placed in the site's timezone. The grammar is our own, because
 * YAML's and JavaScript's readers turn 30 February into 2 March. Nothing here reads a clock.
 */
import { Temporal } from 'temporal-polyfill';

/** A day, or a day and time, placed in the site's timezone. */
export interface Moment {
  /** `2020-01-16`, in the site's timezone. */
  readonly day: string;
  /** `09:30:00` in the site's timezone; null when the author gave only a day, which begins at 00:00. */
  readonly time: string | null;
  /** Offset of the site's timezone at that instant: `+02:00`. */
  readonly offset: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly instant: number;
}

/** Why a text is no moment, in words that follow the name of a field. */
export interface MomentProblem {
  readonly problem: 'form' | 'day' | 'time' | 'offset' | 'skipped';
  readonly message: string;
  readonly hint: string;
}

/**
 * Reads a day or a day and time (NEWSROOM.md, `date`). Without an offset it is meant in `timezone`; with
 * one it is converted into it, the instant kept. Fractions of a second are read and dropped. Of a clock
 * time that occurs twice the earlier is taken; one that summer time skips is a problem.
 */
export function readMoment(text: string, timezone: string): Moment | MomentProblem {
  const found = FORM.exec(text.trim());
  if (found === null) return problem('form', `"${clip(text)}" is not a date`, HOW);
  const [, year = '', month = '', date = '', hour, minute = '00', second = '00', offset] = found;
  const day = `${year}-${month}-${date}`;
  const days = daysIn(Number(year), Number(month));
  if (days === 0) {
    return problem(
      'day',
      `"${clip(text)}" is not a day of the calendar`,
      'Months go from 01 to 12.',
    );
  }
  if (Number(date) < 1 || Number(date) > days) {
    const hint = `${year}-${month} has ${days} days.`;
    return problem('day', `"${clip(text)}" is not a day of the calendar`, hint);
  }
  if (hour === undefined) return beginningOf(day, timezone);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    const hint = 'Hours go from 00 to 23, minutes and seconds to 59.';
    return problem('time', `"${clip(text)}" is not a time of the day`, hint);
  }
  const time = `${hour.padStart(2, '0')}:${minute}:${second}`;
  if (offset === undefined) return clockTime(day, time, timezone);
  const minutes = minutesOf(offset);
  if (minutes === null) {
    const hint = 'An offset lies between -14:00 and +14:00, as in +02:00, -5 or Z.';
    return problem('offset', `"${clip(text)}" has an offset that no place has`, hint);
  }
  const instant = naive(day, time) - minutes * MINUTE;
  if (instant >= LAST) return problem('day', `"${clip(text)}" is beyond the calendar`, HOW);
  return momentAt(instant, timezone);
}

/** Tells a moment from the problem that `readMoment` gave instead. */
export function isMoment(it: Moment | MomentProblem): it is Moment {
  return 'instant' in it;
}

/** An instant (milliseconds since 1970-01-01T00:00Z) as the clocks of a timezone show it. */
export function momentAt(instant: number, timezone: string): Moment {
  const minutes =
    steadyOffset(dayOf(instant), timezone) ??
    offsetOf(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone));
  const shown = new Date(instant + minutes * MINUTE).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 19), offset: written(minutes), instant };
}

/** ISO 8601 with seconds and offset, as feeds and `<time>` want it: `2020-01-16T09:30:00-05:00`. */
export function formatMoment(moment: Moment): string {
  if (moment.time !== null) return `${moment.day}T${moment.time}${moment.offset}`;
  // Where summer time begins at midnight, a day begins at 01:00.
  const shown = new Date(moment.instant + (minutesOf(moment.offset) ?? 0) * MINUTE).toISOString();
  return `${shown.slice(0, 19)}${moment.offset}`;
}

/** Whether this is the IANA name of a timezone (a bare offset is none). */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const FORM =
  /^([1-9]\d{3})-(\d\d)-(\d\d)(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?[ \t]*([Zz]|[+-]\d{1,2}(?::?\d\d)?)?)?$/;

const HOW = 'Write a day, 2020-01-16, or a day and time, 2020-01-16 09:30 (+02:00 may follow).';

const MINUTE = 60_000;

/** From here on some place is in the year 10000, which ISO 8601 writes in another way. */
const LAST = Date.UTC(9999, 11, 31);

function beginningOf(day: string, timezone: string): Moment | MomentProblem {
  const minutes = steadyOffset(day, timezone);
  if (minutes !== null) {
    const instant = naive(day, '00:00:00') - minutes * MINUTE;
    return { day, time: null, offset: written(minutes), instant };
  }
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timezone);
  if (start.toPlainDate().toString() !== day) return skipped(day, timezone, start);
  return { day, time: null, offset: written(offsetOf(start)), instant: start.epochMilliseconds };
}

function clockTime(day: string, time: string, timezone: string): Moment | MomentProblem {
  const minutes = steadyOffset(day, timezone);
  if (minutes !== null) {
    const instant = naive(day, time) - minutes * MINUTE;
    return { day, time, offset: written(minutes), instant };
  }
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`);
  const found = wanted.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (!found.toPlainDateTime().equals(wanted)) {
    const later = wanted.toZonedDateTime(timezone, { disambiguation: 'later' });
    return skipped(`${day} ${time.slice(0, 5)}`, timezone, later);
  }
  return { day, time, offset: written(offsetOf(found)), instant: found.epochMilliseconds };
}

function skipped(text: string, timezone: string, next: Temporal.ZonedDateTime): MomentProblem {
  const message = `"${text}" does not exist in ${timezone}, where the clocks go forward then`;
  const meant = next.toPlainDateTime().toString().slice(0, 16).replace('T', ' ');
  return problem('skipped', message, `Did you mean ${meant}?`);
}

/**
 * The offset in minutes when it is the same in the whole month of a day and the days around it, so that
 * most dates cost no calendar arithmetic; null in a month whose clocks change.
 */
function steadyOffset(day: string, timezone: string): number | null {
  const months = STEADY.get(timezone) ?? new Map<string, number | null>();
  STEADY.set(timezone, months);
  const month = day.slice(0, 7);
  const known = months.get(month);
  if (known !== undefined) return known;
  const first = Temporal.PlainDate.from(`${month}-01`);
  const start = first.subtract({ days: 3 }).toZonedDateTime(timezone);
  const end = first.add({ months: 1, days: 3 }).toZonedDateTime(timezone);
  const change = start.getTimeZoneTransition('next');
  const steady = change === null || change.epochMilliseconds > end.epochMilliseconds;
  const minutes = steady && start.offsetNanoseconds % 60e9 === 0 ? offsetOf(start) : null;
  months.set(month, minutes);
  return minutes;
}

/** A table of facts about timezones, filled as they are asked for: it changes no result. */
const STEADY = new Map<string, Map<string, number | null>>();

function offsetOf(moment: Temporal.ZonedDateTime): number {
  return Math.round(moment.offsetNanoseconds / 60e9);
}

/** Milliseconds, as if the clock showed UTC. */
function naive(day: string, time: string): number {
  return Date.parse(`${day}T${time}Z`);
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function minutesOf(offset: string): number | null {
  if (offset === 'Z' || offset === 'z') return 0;
  const [, sign = '+', hours = '0', minutes = '0'] =
    /^([+-])(\d{1,2}):?(\d\d)?$/.exec(offset) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (total > 14 * 60 || Number(minutes) > 59) return null;
  return sign === '-' && total > 0 ? -total : total;
}

function written(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (it: number): string => String(it).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function problem(kind: MomentProblem['problem'], message: string, hint: string): MomentProblem {
  return { problem: kind, message, hint };
}

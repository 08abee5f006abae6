import { expect, test } from 'vitest';
import { formatMoment, isMoment, isTimezone, momentAt, readMoment } from '../src/base/moment.ts';

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';

/** `expected`: the moment as ISO 8601, or the name of the problem. */
function check(text: string, timezone: string, expected: string): void {
  const found = readMoment(text, timezone);
  expect(isMoment(found) ? formatMoment(found) : found.problem, text).toBe(expected);
  // What the clocks show and what the instant says are the same thing.
  if (isMoment(found)) expect(Date.parse(formatMoment(found)), text).toBe(found.instant);
}

test('a day begins at midnight in the timezone of the site', () => {
  check('2020-01-16', LONDON, '2020-01-16T00:00:00+00:00');
  check('2020-07-16', LONDON, '2020-07-16T00:00:00+01:00');
  check('2020-01-16', NEW_YORK, '2020-01-16T00:00:00-05:00');
  check('2020-01-16', 'Asia/Kathmandu', '2020-01-16T00:00:00+05:45');
  check(' 2020-01-16 ', 'UTC', '2020-01-16T00:00:00+00:00');
  check('2024-02-29', 'UTC', '2024-02-29T00:00:00+00:00');
  check('9999-12-31', 'UTC', '9999-12-31T00:00:00+00:00');
});

test('a day without a time is told from a day at midnight', () => {
  expect(readMoment('2020-01-16', LONDON)).toMatchObject({ day: '2020-01-16', time: null });
  expect(readMoment('2020-01-16 00:00', LONDON)).toMatchObject({ time: '00:00:00' });
});

test('a time follows a T or a blank, with or without seconds, fraction and offset', () => {
  check('2020-01-16T09:30', LONDON, '2020-01-16T09:30:00+00:00');
  check('2020-01-16 9:30', LONDON, '2020-01-16T09:30:00+00:00');
  check('2020-01-16t09:30:15', LONDON, '2020-01-16T09:30:15+00:00');
  check('2020-01-16T09:30:15.250', LONDON, '2020-01-16T09:30:15+00:00');
  check('2020-01-16T09:30Z', LONDON, '2020-01-16T09:30:00+00:00');
  check('2020-07-16T23:30Z', LONDON, '2020-07-17T00:30:00+01:00');
  check('2020-01-16 09:30:00 -05:00', LONDON, '2020-01-16T14:30:00+00:00');
  check('2020-01-16 09:30:00 -5', LONDON, '2020-01-16T14:30:00+00:00');
  check('2020-01-16 09:30 +0530', NEW_YORK, '2020-01-15T23:00:00-05:00');
  check('2020-01-16T00:30:00+14:00', 'UTC', '2020-01-15T10:30:00+00:00');
});

test('what is no day, time or offset is a problem and never something near it', () => {
  check('2026-02-30', LONDON, 'day');
  check('2023-02-29', LONDON, 'day');
  check('1900-02-29', LONDON, 'day');
  check('2026-13-01', LONDON, 'day');
  check('2026-00-10', LONDON, 'day');
  check('2026-01-00', LONDON, 'day');
  check('2026-01-10 24:00', LONDON, 'time');
  check('2026-01-10 12:60', LONDON, 'time');
  check('2026-01-10 23:59:60', LONDON, 'time');
  check('2026-01-10 12:00 +15', LONDON, 'offset');
  check('2026-01-10 12:00 +02:70', LONDON, 'offset');
  check('9999-12-31T20:00-05:00', LONDON, 'day');
  check('', LONDON, 'form');
  check('yesterday', LONDON, 'form');
  check('16/01/2020', LONDON, 'form');
  check('2020-1-16', LONDON, 'form');
  check('20200116', LONDON, 'form');
  check('2020-01-16Z', LONDON, 'form');
  check('2020-01-16 09', LONDON, 'form');
  check('0020-01-16', LONDON, 'form');
  check('2020-01-16\n2020-01-17', LONDON, 'form');
});

test('a clock time that summer time skips is a problem', () => {
  check('2020-03-29 00:59', LONDON, '2020-03-29T00:59:00+00:00');
  check('2020-03-29 01:00', LONDON, 'skipped');
  check('2020-03-29 01:59', LONDON, 'skipped');
  check('2020-03-29 02:00', LONDON, '2020-03-29T02:00:00+01:00');
  check('2021-03-14 02:30', NEW_YORK, 'skipped');
  check('2021-03-14 02:30 -05:00', NEW_YORK, '2021-03-14T03:30:00-04:00');
  check('2011-12-30', 'Pacific/Apia', 'skipped');
  const found = readMoment('2020-03-29 01:30', LONDON);
  expect(found).toMatchObject({
    message: '"2020-03-29 01:30" does not exist in Europe/London, where the clocks go forward then',
    hint: 'Did you mean 2020-03-29 02:30?',
  });
});

test('a clock time that occurs twice is the earlier', () => {
  check('2020-10-25 01:30', LONDON, '2020-10-25T01:30:00+01:00');
  check('2020-10-25 01:30 +00:00', LONDON, '2020-10-25T01:30:00+00:00');
  check('2021-11-07 01:30', NEW_YORK, '2021-11-07T01:30:00-04:00');
  check('2021-11-07 02:00', NEW_YORK, '2021-11-07T02:00:00-05:00');
});

test('a day whose midnight is skipped begins when its clocks begin', () => {
  check('2018-11-04', 'America/Sao_Paulo', '2018-11-04T01:00:00-02:00');
});

test('an instant is shown by the clocks of a timezone', () => {
  const instant = Date.parse('2026-02-01T07:30:00Z');
  expect(formatMoment(momentAt(instant, 'Europe/Berlin'))).toBe('2026-02-01T08:30:00+01:00');
  expect(momentAt(instant, 'Europe/Berlin').instant).toBe(instant);
});

test('every day of a year is the same with and without the table of steady months', () => {
  for (let at = Date.UTC(2021, 0, 1); at < Date.UTC(2022, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    for (const timezone of [LONDON, NEW_YORK, 'Africa/Casablanca', 'Australia/Lord_Howe']) {
      const found = readMoment(`${day} 12:00`, timezone);
      if (!isMoment(found)) throw new Error(day);
      const shown = new Intl.DateTimeFormat('en-GB', {
        timeZone: timezone,
        hour: '2-digit',
        minute: '2-digit',
      });
      expect(shown.format(found.instant), `${day} ${timezone}`).toBe('12:00');
    }
  }
});

test('a timezone is known by its IANA name', () => {
  for (const name of ['Europe/London', 'UTC', 'Asia/Kolkata'])
    expect(isTimezone(name), name).toBe(true);
  for (const name of ['', '+02:00', 'London', 'Europe/Londn', 'Mars/Olympus']) {
    expect(isTimezone(name), name).toBe(false);
  }
});

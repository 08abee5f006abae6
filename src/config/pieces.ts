/**
 * The pieces that schemas of broadside.yaml and of front matter are put together from. All of them read
 * text as the author typed it. A message follows the name of its field; its second line, where it has
 * one, is the hint.
 */
import * as z from 'zod';
import { isMoment, type Moment, readMoment } from '../base/moment.ts';
import { nearest } from '../base/nearest.ts';

/** What a piece makes of a text: its value, or what is wrong with it and what to write. */
type Reading<T> = { readonly value: T } | { readonly wrong: string; readonly hint: string };

/** A message and its hint as one string, the only thing that a schema's error can carry. */
export function worded(message: string, hint: string): string {
  return `${message}\n${hint}`;
}

/** One line of text; line breaks and runs of blanks become one blank. A no-break space is no blank: it is meant. */
export const line: z.ZodType<string> = scalar('text', (it) => ({
  value: it.replace(/(?:[^\S\u00A0\u202F]|\p{Cc})+/gu, ' ').trim(),
}));

/** Text that may have several lines. */
export const text: z.ZodType<string> = scalar('text', (it) => ({ value: it.trim() }));

/** `true` or `false`, `yes` or `no`, in any case. */
export const flag: z.ZodType<boolean> = scalar<boolean>('true or false', (it) => {
  const word = it.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return { value: true };
  if (word === 'false' || word === 'no') return { value: false };
  return { wrong: `${shown(it)} is neither true nor false`, hint: 'Write true or false.' };
}).meta({ type: 'boolean' });

/** A whole number in decimal digits. */
export function whole(least: number, most: number): z.ZodType<number> {
  return scalar('a number', (it) => {
    const value = /^\d{1,15}$/.test(it.trim()) ? Number(it) : NaN;
    if (value >= least && value <= most) return { value };
    const hint = `Write a whole number from ${least} to ${most}.`;
    return { wrong: `${shown(it)} is no such number`, hint };
  }).meta({ type: 'integer', minimum: least, maximum: most });
}

/** A day, or a day and time (`readMoment`). */
export function moment(timezone: string): z.ZodType<Moment> {
  return scalar('a date', (it) => {
    const found = readMoment(it, timezone);
    return isMoment(found) ? { value: found } : { wrong: found.message, hint: found.hint };
  });
}

/** A year, a month or a day, kept as written: `2020`, `2020-01`, `2020-01-16`. */
export const partialDate: z.ZodType<string> = scalar('a date', (it) => {
  const value = it.trim();
  const whole = { 4: `${value}-01-01`, 7: `${value}-01`, 10: value }[value.length] ?? '';
  const found = readMoment(whole, 'UTC');
  if (isMoment(found)) return { value };
  return { wrong: `${shown(it)} is not a date`, hint: 'Write 2020, 2020-01 or 2020-01-16.' };
});

/** One of a few words, in any case. */
export function oneOf<const W extends string>(words: readonly W[]): z.ZodType<W> {
  return scalar('a word', (it): Reading<W> => {
    const word = it.trim().toLowerCase();
    const value = words.find((known) => known === word);
    if (value !== undefined) return { value };
    const [near] = nearest(word, words);
    const list = words.map((known) => `"${known}"`).join(', ');
    const hint = near === undefined ? `Write one of ${list}.` : `Did you mean "${near}"?`;
    return { wrong: `${shown(it)} is not one of ${list}`, hint };
  }).meta({ enum: [...words] });
}

/** A language tag as in BCP 47: `en`, `pt-BR`. */
export const language: z.ZodType<string> = scalar('a language', (it) => {
  const value = it.trim();
  if (/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*(?:-x(?:-[A-Za-z0-9]{1,8})+)?$/.test(value)) {
    return { value };
  }
  const mended = value.replaceAll('_', '-');
  const hint = /^[A-Za-z]{2,3}-[A-Za-z]{2}$/.test(mended)
    ? `Write ${mended}.`
    : 'Write its code: en, en-GB, ar.';
  return { wrong: `${shown(it)} is no language code`, hint };
});

/** An absolute http or https URL, kept as written. */
export const webUrl: z.ZodType<string> = url(['http:', 'https:'], false);

/** Where a link of ours may lead: http, https, mailto, or a path of this site such as `/about/`. */
export const linkUrl: z.ZodType<string> = url(['http:', 'https:', 'mailto:'], true);

/** Where a page or a file of ours or of another site lies: http, https, or a path of this site. */
export const pageUrl: z.ZodType<string> = url(['http:', 'https:'], true);

/** A file of this site by its path, or an http or https URL. */
export const filePath: z.ZodType<string> = scalar('a path or URL', (it) => {
  const value = it.trim();
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) return readUrl(value, ['http:', 'https:'], false);
  if (!/[\p{Cc}\\]/u.test(value)) return { value };
  const hint = 'Write a path with forward slashes, such as media/harbour.jpg.';
  return { wrong: `${shown(it)} is no path`, hint };
});

/** A list, or a single element in its place. */
export function listOf<T>(element: z.ZodType<T>): z.ZodType<T[]> {
  const list = z.array(element, { error: mistyped('a list') });
  const wrapped = z.preprocess((it) => (Array.isArray(it) || it === undefined ? it : [it]), list);
  return wrapped;
}

/** Fields with these names and no others. The message about another name lists the known ones. */
export function fields<S extends z.core.$ZodShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(shape).join(' ');
  const wrong = mistyped('a group of fields', `Write ${Object.keys(shape)[0] ?? ''}: … below it.`);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : wrong(issue)),
  });
}

/** Fields, or in their place a single value, which then is the field `key`. */
export function orJust<T>(key: string, group: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((it) => (typeof it === 'string' ? { [key]: it } : it), group);
}

/** Fields of the author's own naming. */
export function named<T>(element: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z.record(z.string(), element, {
    error: mistyped('a group of fields', 'Write name: … below it.'),
  });
}

/** A piece that reads one text. `what` is it in words. */
export function scalar<T>(what: string, read: (typed: string) => Reading<T>): z.ZodType<T> {
  return z.string({ error: mistyped(what) }).transform((typed, context): T => {
    const found = read(typed);
    if ('value' in found) return found.value;
    const message = worded(found.wrong, found.hint);
    context.issues.push({ code: 'custom', message, input: typed });
    return z.NEVER;
  });
}

/** What an author wrote, in quotation marks, cut to a length that fits a message. */
export function shown(typed: string): string {
  const plain = typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`;
}

function mistyped(what: string, hint = `Write ${what}.`): (issue: z.core.$ZodRawIssue) => string {
  return (issue) => {
    if (issue.input === undefined) return 'is missing';
    const found = Array.isArray(issue.input)
      ? 'a list'
      : typeof issue.input === 'string'
        ? shown(issue.input)
        : 'a group of fields';
    return worded(`${found} stands where ${what} belongs`, hint);
  };
}

function url(schemes: readonly string[], paths: boolean): z.ZodType<string> {
  return scalar('a URL', (it) => readUrl(it.trim(), schemes, paths));
}

/** The scheme is what keeps `javascript:` out of every page; the rest keeps markup and blanks out. */
function readUrl(value: string, schemes: readonly string[], paths: boolean): Reading<string> {
  const hint = paths
    ? 'Write a whole address, https://…, or a path of this site that begins with "/".'
    : 'Write a whole address that begins with https:// or http://.';
  const wrong = `${shown(value)} is no address that can be used here`;
  if (/[\s\p{Cc}<>"`\\]/u.test(value)) {
    return {
      wrong,
      hint: 'An address has no blanks, quotation marks, < or >: write %20 for a blank.',
    };
  }
  if (paths && /^\/(?!\/)/.test(value)) return { value };
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed === null || !schemes.includes(parsed.protocol)) return { wrong, hint };
  if (parsed.protocol === 'mailto:')
    return /^mailto:[^@]+@[^@]+$/.test(value) ? { value } : { wrong, hint };
  if (!/^https?:\/\/[^/]/i.test(value) || parsed.username !== '' || parsed.password !== '') {
    return { wrong, hint };
  }
  return { value };
}

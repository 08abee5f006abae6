/** Pieces that only settings of a publication need. */
import type * as z from 'zod';
import { isTimezone } from '../base/moment.ts';
import { nearest } from '../base/nearest.ts';
import { scalar, shown } from './pieces.ts';

const TOKENS = [':year', ':month', ':day', ':slug', ':kind', ':topic', ':lang'];

/** A pattern for the addresses of articles. */
export const permalink: z.ZodType<string> = scalar('an address', (it) => {
  const value = it.trim();
  const wrong = `${shown(value)} is no pattern for addresses`;
  const say = (hint: string): { wrong: string; hint: string } => ({ wrong, hint });
  for (const [token = ''] of value.matchAll(/:[A-Za-z]*/g)) {
    if (TOKENS.includes(token)) continue;
    const [near] = nearest(token, TOKENS);
    return say(near === undefined ? `It may hold ${TOKENS.join(' ')}.` : `Did you mean ${near}?`);
  }
  if (!value.startsWith('/') || !value.endsWith('/')) return say('It begins and ends with "/".');
  if (!/:slug(?![a-z])/.test(value)) return say('It must hold :slug, as in /:year/:month/:slug/.');
  const segments = value.slice(1, -1).split('/');
  if (segments.some((segment) => !/^[\w~:-][\w~:.-]*$/.test(segment))) {
    return say('Between the "/" it has letters, digits, - _ ~ . and the tokens, no empty part.');
  }
  return { value };
});

/** Where a site is published: http or https, perhaps with a folder, without query or fragment. */
export const siteUrl: z.ZodType<string> = scalar('a URL', (it) => {
  const value = it.trim();
  const parsed = URL.canParse(value) ? new URL(value) : null;
  const plain =
    parsed !== null &&
    /^https?:\/\/[^/\s\\]/i.test(value) &&
    parsed.search === '' &&
    parsed.hash === '' &&
    !/[?#\s<>"]/.test(value) &&
    parsed.username === '' &&
    parsed.password === '';
  if (plain) return { value };
  const hint = 'Write a whole address, https://example.org or https://example.org/folder.';
  return { wrong: `${shown(value)} is not the address of a site`, hint };
});

/** An IANA timezone. */
export const timezone: z.ZodType<string> = scalar('a timezone', (it) => {
  const value = it.trim();
  if (isTimezone(value)) return { value };
  const wrong = `${shown(value)} is no timezone`;
  const names = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const word = value.toLowerCase().replaceAll(' ', '_');
  const city = names.find((name) => name.toLowerCase().endsWith(`/${word}`));
  const near = city ?? nearest(word, names)[0];
  if (near !== undefined) return { wrong, hint: `Did you mean "${near}"?` };
  return { wrong, hint: 'Write an IANA name, such as Europe/London or America/New_York.' };
});

/** A host name, perhaps with a port. */
export const host: z.ZodType<string> = scalar('a host name', (it) => {
  const value = it.trim().toLowerCase();
  if (/^[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d+)?$/u.test(value)) return { value };
  return { wrong: `${shown(value)} is no host name`, hint: 'Write the host alone: example.org.' };
});

/** A value that is put into the style sheet: nothing that could end its declaration. */
export const styleValue: z.ZodType<string> = scalar('a CSS value', (it) => {
  const value = it.trim();
  if (/^(?!.*\/\*)[^;{}<>\\@]+$/u.test(value) && !/url\s*\(/i.test(value)) return { value };
  const hint = 'Write one value, without ; { } < > @ or url().';
  return { wrong: `${shown(value)} cannot be used in a style sheet`, hint };
});

/** A contact for security.txt (RFC 9116, 2.5.3). */
export const contact: z.ZodType<string> = scalar('an address', (it) => {
  const value = it.trim();
  if (/^(?:mailto:[^@\s<>]+@[^@\s<>]+|https:\/\/[^\s<>"]+|tel:\+?[\d-]+)$/i.test(value)) {
    return { value };
  }
  const hint = /^[^@\s:]+@[^@\s]+$/.test(value)
    ? `Write mailto:${value}.`
    : 'Write mailto:name@example.org or an https:// address.';
  return { wrong: `${shown(value)} is no contact (RFC 9116)`, hint };
});

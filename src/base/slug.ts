/**
 * Words as one segment of an address. Letters, digits and marks of every script stay as they are (in
 * NFC): nothing is transliterated, since that turns Chinese into nothing and Arabic into noise.
 */
import type { Brand } from './brand.ts';
import { digestOf } from './digest.ts';

/** What a file's name says: `2020-01-16-rates.md`, or the folder's name for its `index.md`. */
export interface FileName {
  /** `2020-01-16` of a date prefix as written (perhaps no day of the calendar), or null. */
  readonly day: string | null;
  /** The name without date prefix and ending. */
  readonly words: string;
}

/**
 * The slug of some words: lower case, apostrophes dropped, everything between words one hyphen, at most
 * 200 bytes of UTF-8 without cutting a character in two. Null when the words hold no letter or digit.
 */
export function slugOf(words: string): Brand<string, 'Slug'> | null {
  const joined = words
    .slice(0, MOST_BYTES * 8)
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/(^|-)\p{M}+/gu, '$1')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
  const cut = cutToBytes(joined).replace(/-$/, '');
  return cut === '' ? null : mint(cut);
}

/** A slug for words that have none: the day, if there is one, and eight digits of the words' digest. */
export function slugWithoutWords(day: string | null, words: string): Brand<string, 'Slug'> {
  const digits = digestOf(words).slice(0, 8);
  return mint(day === null ? digits : `${day}-${digits}`);
}

/** Takes a source path apart: a date prefix is no part of the slug, and `index.md` has its folder's name. */
export function readFileName(path: string): FileName {
  const segments = path.split('/');
  const last = (segments.at(-1) ?? '').replace(/\.[^.]*$/, '');
  const name = last === 'index' ? (segments.at(-2) ?? last) : last;
  const [, day = null, rest = name] = /^(\d{4}-\d\d-\d\d)(?:[-_ ]+(.*)|)$/su.exec(name) ?? [];
  return day === null ? { day, words: name } : { day, words: rest === name ? '' : rest };
}

/** The slug that a file's name gives. */
export function slugOfFileName(path: string): Brand<string, 'Slug'> {
  const { day, words } = readFileName(path);
  return slugOf(words) ?? slugWithoutWords(day, words);
}

/**
 * Whether Windows refuses a file or folder of this name: a device (`con`, `com1.html`), or a blank or dot
 * at its end.
 */
export function isReservedName(segment: string): boolean {
  return (
    /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\..*)?$/iu.test(segment) ||
    /[. ]$/.test(segment)
  );
}

/** Two paths that some file system takes for one (capitals, Unicode normalisation) fold to the same text. */
export function foldForCollision(path: string): string {
  return path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

const MOST_BYTES = 200;

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cutToBytes(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  let kept = '';
  let bytes = 0;
  for (const { segment } of CHARACTERS.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > MOST_BYTES) break;
    kept += segment;
  }
  return kept;
}

function mint(slug: string): Brand<string, 'Slug'> {
  return slug as Brand<string, 'Slug'>;
}

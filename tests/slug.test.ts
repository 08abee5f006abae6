import { expect, test } from 'vitest';
import { foldHeadline } from '../src/base/fold.ts';
import {
  foldForCollision,
  isReservedName,
  readFileName,
  slugOf,
  slugOfFileName,
  slugWithoutWords,
} from '../src/base/slug.ts';

function check(words: string, expected: string | null): void {
  expect(slugOf(words), words).toBe(expected);
}

test('words become lower case with one hyphen between them', () => {
  check('The Fiscal Rules, explained', 'the-fiscal-rules-explained');
  check('  What -- now?  ', 'what-now');
  check('snake_case and CamelCase', 'snake-case-and-camelcase');
  check("Mr Lund’s minutes aren't kept", 'mr-lunds-minutes-arent-kept');
  check('‘Twas the “budget”', 'twas-the-budget');
  check('50% more & counting', '50-more-counting');
  check('a/b\\c?d#e', 'a-b-c-d-e');
  check('..', null);
});

test('letters, digits and marks of every script stay', () => {
  check('Café élan', 'café-élan');
  check('Cafe\u0301', 'caf\u00e9');
  check('中东的战争', '中东的战争');
  check('العراق اليوم', 'العراق-اليوم');
  check('हिन्दी समाचार', 'हिन्दी-समाचार');
  check('Москва — сегодня', 'москва-сегодня');
  check('٣ نقاط', '٣-نقاط');
});

test('words without a letter or digit have no slug, and get one from the day and a digest', () => {
  check('', null);
  check('?!…', null);
  check('🔥🔥', null);
  expect(slugWithoutWords('2020-01-16', '?!')).toMatch(/^2020-01-16-[0-9a-f]{8}$/);
  expect(slugWithoutWords(null, '?!')).toMatch(/^[0-9a-f]{8}$/);
  expect(slugWithoutWords(null, '?!')).not.toBe(slugWithoutWords(null, '!?'));
});

test('a slug has at most 200 bytes and no half of a character', () => {
  expect(slugOf('a'.repeat(300))).toBe('a'.repeat(200));
  expect(slugOf('é'.repeat(300))).toBe('é'.repeat(100));
  expect(slugOf('中'.repeat(300))).toBe('中'.repeat(66));
  expect(slugOf('क्षि'.repeat(100))?.endsWith('क्षि')).toBe(true);
  expect(slugOf(`${'a'.repeat(199)} b`)).toBe('a'.repeat(199));
});

test('a file name gives the slug, without a date and without index.md', () => {
  const name = (path: string, day: string | null, slug: string): void => {
    expect(readFileName(path).day, path).toBe(day);
    expect(slugOfFileName(path), path).toBe(slug);
  };
  name('articles/2024/2024-06-01-rates.md', '2024-06-01', 'rates');
  name('articles/rates.md', null, 'rates');
  name('articles/2024-06-01-the-meters/index.md', '2024-06-01', 'the-meters');
  name('articles/meters/index.md', null, 'meters');
  name('articles/2024-06-01_My Article.md', '2024-06-01', 'my-article');
  name('articles/2024-06-011.md', null, '2024-06-011');
  name('articles/v1.2-notes.md', null, 'v1-2-notes');
  name('articles/2024-02-30-x.md', '2024-02-30', 'x');
  expect(slugOfFileName('articles/2024-06-01.md')).toMatch(/^2024-06-01-[0-9a-f]{8}$/);
});

test('names that Windows refuses are known', () => {
  for (const name of ['con', 'NUL', 'aux.html', 'com1', 'LPT9.tar.gz', 'trailing.', 'blank ']) {
    expect(isReservedName(name), name).toBe(true);
  }
  for (const name of ['console', 'com', 'com10', 'null', 'a.con', 'rates']) {
    expect(isReservedName(name), name).toBe(false);
  }
});

test('paths that some file system takes for one fold to the same text', () => {
  const same = (a: string, b: string): void =>
    expect(foldForCollision(a)).toBe(foldForCollision(b));
  same('topics/Iraq/index.html', 'topics/iraq/index.html');
  same('caf\u00e9', 'cafe\u0301');
  same('ΟΔΟΣ', 'οδος');
  expect(foldForCollision('rates')).not.toBe(foldForCollision('rate'));
});

test('headlines fold by quotes, dashes, blanks, capitals and compatibility forms', () => {
  const same = (a: string, b: string): void => expect(foldHeadline(a), a).toBe(foldHeadline(b));
  same('“I count things”: an interview', '"I count things": an interview');
  same('A harbour-master’s letter', "A harbour-master's letter");
  same('Rates — up', 'Rates -- up');
  same('Rates – up', 'Rates - up');
  same('THE  Long\u00a0Tide', 'the long tide');
  same('«Tide»', 'tide');
  same('ﬁve promises', 'five promises');
  same('`Tide´', 'Tide');
  expect(foldHeadline('Five promises')).not.toBe(foldHeadline('Five premises'));
  expect(foldHeadline('“I count things”: an  interview')).toBe('i count things: an interview');
});

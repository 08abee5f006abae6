/** What compiling knows of each language: markers, fixed words, names of months. */
import { describe, expect, it } from 'vitest';
import { dateFromWords, dateWords } from '../src/config/dates.ts';
import {
  dateLabelsOf,
  labelOf,
  LANGUAGES,
  markersOf,
  noteLabelOf,
} from '../src/config/languages.ts';
import type { NoteMarker } from '../src/config/languages.ts';
import { REGIONS } from '../src/config/languages/regions.ts';
import { options, read } from './support/read-body.ts';

const LANGS = Object.keys(LANGUAGES);

/** The label of the aside that a text becomes, or null. */
function asideOf(markdown: string, lang: string, markers = {}): string | null {
  const { body } = read(markdown, { lang, options: { ...options, markers } });
  const aside = body.pieces.find((it) => typeof it !== 'string' && it.hole === 'see-also');
  return typeof aside === 'object' && aside.hole === 'see-also' ? aside.label : null;
}

describe('a see-also marker', () => {
  it.each([
    ['en', 'SEE ALSO: a', 'See also'],
    ['en', 'Read also: a', 'Read also'],
    ['es', 'VER TAMBIÉN: a', 'Ver también'],
    ['es', 'véase también: a', 'Véase también'],
    ['es-MX', 'LEA TAMBIÉN: a', 'Lea también'],
    ['fr', 'LIRE AUSSI : a', 'Lire aussi'],
    ['fr', 'Lire aussi\u00A0: a', 'Lire aussi'],
    ['fr', 'À LIRE AUSSI\u202F: a', 'À lire aussi'],
    ['de', 'LESEN SIE AUCH: a', 'Lesen Sie auch'],
    ['de', '**Mehr zum Thema:** a', 'Mehr zum Thema'],
    ['ru', 'ЧИТАЙТЕ ТАКЖЕ: a', 'Читайте также'],
    ['ru', 'См. также: a', 'См. также'],
    ['ar', 'اقرأ أيضاً: a', 'اقرأ أيضاً'],
    ['ar', 'اقرأوا أيضًا: a', 'اقرأوا أيضًا'],
  ])('counts in its language, in any case: %s, %s', (lang, markdown, label) => {
    expect(asideOf(markdown, lang)).toBe(label);
  });

  it.each([
    ['es', 'Ver también'],
    ['fr', 'Lire aussi'],
    ['de', 'Siehe auch'],
    ['ru', 'Читайте также'],
    ['ar', 'اقرأوا أيضاً'],
    ['xx', 'See also'],
  ])(
    'in English counts everywhere and is shown in the language of the article: %s',
    (lang, label) => {
      expect(asideOf('SEE ALSO: a', lang)).toBe(label);
    },
  );

  it('of another language is prose', () => {
    expect(asideOf('SIEHE AUCH: a', 'fr')).toBeNull();
  });

  it('is shown as the site has it, but not in capitals', () => {
    const markers = { de: { seeAlso: ['WEITERLESEN', 'Dazu von Uns'], note: [] } };
    expect(asideOf('weiterlesen: a', 'de-AT', markers)).toBe('Weiterlesen');
    expect(asideOf('DAZU VON UNS: a', 'de', markers)).toBe('Dazu von Uns');
    expect(asideOf('Siehe auch: a', 'de', markers)).toBe('Siehe auch');
  });
});

describe('a note marker', () => {
  const find = (
    lang: string,
    words: string,
    note: readonly string[] = [],
  ): NoteMarker | undefined =>
    markersOf(lang, { en: { seeAlso: [], note } }).note.find(
      (it) => it.words.toLowerCase() === words.toLowerCase(),
    );

  it.each([
    ['en', "EDITOR'S NOTE", 'editorsNote', "Editor's note"],
    ['es', 'NOTA', 'note', 'Nota'],
    ['fr', 'NDLR', 'editorsNote', 'NDLR'],
    ['de', 'TRANSPARENZHINWEIS', 'disclosure', 'Transparenzhinweis'],
    ['ru', 'От редакции', 'editorsNote', 'От редакции'],
    ['ar', 'تحديث', 'update', 'تحديث'],
    ['ar', 'DISCLOSURE', 'disclosure', 'إفصاح'],
    ['es', "EDITOR'S NOTE", 'editorsNote', 'Nota de la redacción'],
    ['de', 'UPDATE', 'update', 'Update'],
  ])('has a kind and a label: %s, %s', (lang, words, kind, label) => {
    expect(find(lang, words)).toMatchObject({ kind, label });
  });

  it('of the site is a note, or what the listed marker of the same words is', () => {
    expect(find('en', 'STANDARDS', ['STANDARDS'])).toMatchObject({
      kind: 'note',
      label: 'Standards',
    });
    expect(find('es', 'UPDATE', ['UPDATE'])).toMatchObject({ kind: 'update' });
  });
});

describe('a language', () => {
  it.each(LANGS)('names each thing once, and no marker twice: %s', (lang) => {
    const { seeAlso, note } = markersOf(lang, {});
    const words = [...seeAlso, ...note].map((it) => it.words.toLowerCase());
    expect(words.filter((it, at) => words.indexOf(it) !== at)).toEqual([]);
    for (const kind of ['note', 'editorsNote', 'update', 'disclosure'] as const) {
      expect(noteLabelOf(lang, kind)).not.toBe('');
    }
    for (const label of ['footnotes', 'footnoteBack', 'table', 'done', 'open'] as const) {
      expect(labelOf(lang, label)).not.toBe('');
    }
  });

  it.each([...LANGS, ...Object.keys(REGIONS)])('reads every date as it says it: %s', (lang) => {
    const words = dateWords(dateLabelsOf(lang));
    for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2025, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      for (const it of [date, date.slice(0, 7), date.slice(0, 4)]) {
        expect(dateFromWords(words.date(it), lang)).toBe(it);
      }
    }
  });
});

describe('a date in words', () => {
  it.each([
    ['en', '2020-01-14', '2020-01-14'],
    ['en', '14 January 2020', '2020-01-14'],
    ['en', 'January 14, 2020', '2020-01-14'],
    ['en', 'Jan. 14th, 2020', '2020-01-14'],
    ['en', 'Sept 2019', '2019-09'],
    ['en', '2019', '2019'],
    ['fr', '1er février 2020', '2020-02-01'],
    ['fr', '14 January 2020', '2020-01-14'],
    ['de', '14. Jan. 2020', '2020-01-14'],
    ['de-AT', '14. Jänner 2020', '2020-01-14'],
    ['es', '14 de setiembre del 2020', '2020-09-14'],
    ['ru', '14 января 2020 г.', '2020-01-14'],
    ['ru', 'январь 2020 года', '2020-01'],
    ['ar', '14 كانون الثاني 2020', '2020-01-14'],
    ['ar', '١٤ يناير ٢٠٢٠', '2020-01-14'],
    ['ar', '14 يناير/كانون الثاني 2020', '2020-01-14'],
  ])('is read: %s, %s', (lang, words, date) => {
    expect(dateFromWords(words, lang)).toBe(date);
  });

  it.each([
    '30 February 2020',
    '2020-13-01',
    '2020-1-1',
    'January',
    '14 January',
    '14 janvier 2020',
    '1 January 2, 2020',
    'May Holt',
    'The Ledger 2020',
    '',
    `${'a '.repeat(5000)}2020`,
  ])('is nothing else: %s', (words) => {
    expect(dateFromWords(words, 'en')).toBeNull();
  });
});

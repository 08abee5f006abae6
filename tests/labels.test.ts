/** The words of the theme in each language: complete, in its plurals, and the same on every machine. */
import { describe, expect, it } from 'vitest';
import { placesOf, wordingOf } from '../src/base/wording.ts';
import { readConfig } from '../src/config/read-config.ts';
import { COUNTS, WORDS } from '../src/render/languages/en.ts';
import type { CountKey } from '../src/render/languages/row.ts';
import { ROWS } from '../src/render/languages/rows.ts';
import { checkLabels, wordsOf } from '../src/render/labels.ts';
import { shapes } from '../src/render/views.ts';

const LANGUAGES = Object.keys(ROWS);
const NONE = {};

const rows = Object.entries(ROWS);
const places = (text: string): string[] => placesOf(wordingOf(text)).sort();

/** Every text of a language with its key. */
function textsOf(lang: string): [key: string, text: string][] {
  const row = ROWS[lang];
  if (row === undefined) return [];
  const counts = Object.entries(row.counts).flatMap(([key, forms]) =>
    Object.entries(forms).map(([form, text]): [string, string] => [`${key}.${form}`, text]),
  );
  return [...Object.entries(row.words), ...counts];
}

describe('a language', () => {
  it('is one of at least six', () => {
    expect(LANGUAGES).toEqual(['en', 'es', 'fr', 'de', 'ar', 'ru']);
  });

  it.each(rows)('says everything that English says: %s', (_lang, row) => {
    expect(Object.keys(row.words).sort()).toEqual(Object.keys(WORDS).sort());
    expect(Object.keys(row.counts).sort()).toEqual(Object.keys(COUNTS).sort());
  });

  it.each(LANGUAGES)(
    'leaves no text empty, with a blank at an end or twice the same blank: %s',
    (lang) => {
      const wrong = textsOf(lang).filter(([, text]) => /^$|^ | $| {2}/.test(text));
      expect(wrong).toEqual([]);
    },
  );

  it.each(rows)('puts in what English puts in: %s', (_lang, row) => {
    const differing = Object.entries(WORDS).flatMap(([key, english]) => {
      const text = Object.entries(row.words).find(([own]) => own === key)?.[1] ?? '';
      return String(places(text)) === String(places(english)) ? [] : [`${key}: ${text}`];
    });
    expect(differing).toEqual([]);
  });

  it.each(rows)(
    'counts with a figure wherever the word does not say it: %s',
    (_lang, { counts }) => {
      const spoken = ['zero', 'one', 'two'];
      const wrong = Object.values(counts).flatMap((forms) =>
        Object.entries(forms)
          .filter(([form, text]) => {
            const has = places(text);
            return !(has.join() === 'count' || (has.length === 0 && spoken.includes(form)));
          })
          .map(([, text]) => text),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(rows)('has a form for each plural of whole numbers, and no other: %s', (lang, row) => {
    const rules = new Intl.PluralRules(lang);
    const numbers = [...Array.from({ length: 2200 }, (_, at) => at), 10_011, 100_003, 999_999];
    const expected = numbers.map((it) => rules.select(it));
    expect(numbers.map((it) => row.plural(it))).toEqual(expected);
    const used = [...new Set(expected)].sort();
    for (const forms of Object.values(row.counts)) expect(Object.keys(forms).sort()).toEqual(used);
  });

  it.each(rows)('parts thousands as Unicode CLDR has it, in Western figures: %s', (lang) => {
    const format = new Intl.NumberFormat(lang, { numberingSystem: 'latn' });
    for (const count of [999, 1_000, 9_999, 10_000, 123_456, 1_234_567]) {
      expect(wordsOf(lang, NONE).count('wordCount', count)).toContain(format.format(count));
    }
  });

  it.each(LANGUAGES)(
    'sets its own quotation marks and apostrophes, and Western figures: %s',
    (lang) => {
      const wrong = textsOf(lang).filter(([, text]) => /["'`]|[٠-٩۰-۹]/.test(text));
      expect(wrong).toEqual([]);
    },
  );
});

it('French has a narrow no-break space before its high punctuation and inside its quotation marks', () => {
  const wrong = textsOf('fr').filter(([, text]) => /(?<![\u202F])[:;?!»]|«(?!\u202F)/.test(text));
  expect(wrong).toEqual([]);
});

it('every label of a template is a text without places', () => {
  const english = new Map<string, string>(Object.entries(WORDS));
  for (const name of Object.keys(shapes.labels)) {
    expect([name, english.get(name)]).toEqual([name, expect.stringMatching(/^[^{}]+$/)]);
  }
});

describe('counts', () => {
  const said = (lang: string, key: CountKey, numbers: readonly number[]): string[] =>
    numbers.map((it) => wordsOf(lang, NONE).count(key, it));

  it('have six forms in Arabic', () => {
    expect(said('ar', 'articleCount', [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111])).toEqual([
      'لا مقالات',
      'مقال واحد',
      'مقالان',
      '3 مقالات',
      '10 مقالات',
      '11 مقالاً',
      '99 مقالاً',
      '100 مقال',
      '102 مقال',
      '103 مقالات',
      '111 مقالاً',
    ]);
  });

  it('have three forms in Russian', () => {
    expect(said('ru', 'articleCount', [0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 111, 1_001])).toEqual([
      '0 материалов',
      '1 материал',
      '2 материала',
      '4 материала',
      '5 материалов',
      '11 материалов',
      '12 материалов',
      '21 материал',
      '22 материала',
      '25 материалов',
      '111 материалов',
      '1\u00A0001 материал',
    ]);
  });

  it('take nothing for one in French, and for several in Spanish and German', () => {
    expect(said('fr', 'wordCount', [0, 1, 2, 1_000])).toEqual([
      '0 mot',
      '1 mot',
      '2 mots',
      '1\u202F000 mots',
    ]);
    expect(said('es', 'wordCount', [0, 1, 1_000, 10_000])).toEqual([
      '0 palabras',
      '1 palabra',
      '1000 palabras',
      '10.000 palabras',
    ]);
    expect(said('de', 'readingTime', [1, 4])).toEqual([
      'Lesezeit: 1 Minute',
      'Lesezeit: 4 Minuten',
    ]);
  });

  it('are of English in a language that has no words here', () => {
    expect(said('pl', 'articleCount', [1, 2])).toEqual(['1 article', '2 articles']);
    expect(wordsOf('en-GB', NONE).say('pageOf', { number: 2, total: 9 })).toBe('Page 2 of 9');
  });
});

describe('dates', () => {
  const moment = { day: '2020-01-01', time: null, offset: '+01:00', instant: 0 };

  it('are given for people and for machines', () => {
    expect(wordsOf('en-GB', NONE).date(moment)).toEqual({
      iso: '2020-01-01',
      day: '1 January 2020',
      time: null,
      text: '1 January 2020',
      year: '2020',
    });
    expect(wordsOf('fr', NONE).date({ ...moment, time: '09:05:00' })).toEqual({
      iso: '2020-01-01T09:05+01:00',
      day: '1er janvier 2020',
      time: '9\u00A0h\u00A005',
      text: '1er janvier 2020 à 9\u00A0h\u00A005',
      year: '2020',
    });
  });

  it.each([
    ['en', '1 January 2020, 09:05', 'January 2020', 'January'],
    ['en-US', 'January 1, 2020, 09:05', 'January 2020', 'January'],
    ['es', '1 de enero de 2020, 09:05', 'enero de 2020', 'Enero'],
    ['fr', '1er janvier 2020 à 9\u00A0h\u00A005', 'janvier 2020', 'Janvier'],
    ['de', '1. Januar 2020, 09:05 Uhr', 'Januar 2020', 'Januar'],
    ['de-AT', '1. Jänner 2020, 09:05 Uhr', 'Jänner 2020', 'Jänner'],
    ['ru', '1 января 2020, 09:05', 'январь 2020', 'Январь'],
    ['ar', '1 يناير 2020، 09:05', 'يناير 2020', 'يناير'],
    ['ar-LB', '1 كانون الثاني 2020، 09:05', 'كانون الثاني 2020', 'كانون الثاني'],
  ])('are said by language: %s', (lang, day, month, heading) => {
    const words = wordsOf(lang, NONE);
    expect(words.date({ ...moment, time: '09:05:00' }).text).toBe(day);
    expect(words.partialDate('2020-01')).toBe(month);
    expect(words.partialDate('2020')).toBe('2020');
    expect(words.month(1)).toBe(heading);
  });
});

describe('a byline', () => {
  interface Given {
    readonly place?: string;
    readonly names: readonly (readonly [name: string, role: string | null])[];
  }
  const said = (lang: string, { place, names }: Given): string => {
    const signatures = names.map(([name, role]) => ({ name, role }));
    return wordsOf(lang, NONE)
      .byline(signatures, place ?? null)
      .map(({ before, after }, at) => before + (names[at]?.[0] ?? '') + after)
      .join('');
  };
  const plain = (...names: readonly string[]): Given['names'] => names.map((it) => [it, null]);

  it.each([
    ['en', ['By A', 'By A and B', 'By A, B and C']],
    ['es', ['Por A', 'Por A y B', 'Por A, B y C']],
    ['fr', ['Par A', 'Par A et B', 'Par A, B et C']],
    ['de', ['Von A', 'Von A und B', 'Von A, B und C']],
    ['ru', ['A', 'A и B', 'A, B и C']],
    ['ar', ['بقلم A', 'بقلم A و\u00A0B', 'بقلم A و\u00A0B و\u00A0C']],
  ])('joins names: %s', (lang, lines) => {
    const all = [plain('A'), plain('A', 'B'), plain('A', 'B', 'C')];
    expect(all.map((names) => said(lang, { names }))).toEqual(lines);
  });

  it.each([
    ['en', 'Reporting by A and B in Beirut, translated by C, photographs by D'],
    ['es', 'Información de A y B, en Beirut; traducción de C; fotografías de D'],
    ['fr', 'Reportage par A et B (Beirut), traduit par C, photographies par D'],
    ['de', 'Bericht von A und B, Beirut; übersetzt von C; Fotos von D'],
    ['ru', 'Репортаж: A и B (Beirut); перевод: C; фото: D'],
    ['ar', 'تقرير A و\u00A0B من Beirut، ترجمة C، تصوير D'],
  ])('says who did what, and where: %s', (lang, line) => {
    const names = [
      ['A', 'reporting by'],
      ['B', 'Reporting'],
      ['C', 'Translated  by:'],
      ['D', 'photos'],
    ] as const;
    expect(said(lang, { place: 'Beirut', names })).toBe(line);
  });

  it('knows a role in whatever language it is written', () => {
    const names = (role: string): Given['names'] => [['A', role]];
    for (const role of ['traducción', 'traduit par', 'Übersetzung', 'перевод', 'ترجمة']) {
      expect(said('en', { names: names(role) })).toBe('Translated by A');
    }
  });

  it('keeps a role that it does not know', () => {
    const names = [
      ['A', null],
      ['B', 'economist'],
      ['C', 'with notes by'],
      ['D', null],
    ] as const;
    expect(said('en', { names })).toBe('By A and B (economist), with notes by C, by D');
  });

  it('puts the place behind those who wrote', () => {
    const names = [
      ['A', 'translated by'],
      ['B', null],
    ] as const;
    expect(said('en', { names, place: 'Tyre' })).toBe('Translated by A, by B in Tyre');
    expect(said('en', { names: names.slice(0, 1), place: 'Tyre' })).toBe('Translated by A in Tyre');
    expect(said('en', { names: [], place: 'Tyre' })).toBe('');
  });

  it('has the Arabic "and" in one with an Arabic name', () => {
    const names = plain('منى', 'Ada', 'سامي');
    expect(said('ar', { names })).toBe('بقلم منى و\u00A0Ada وسامي');
  });

  it.each([
    ['Inés', 'Por Ana e Inés'],
    ['Hilario', 'Por Ana e Hilario'],
    ['Íñigo', 'Por Ana e Íñigo'],
    ['Hierro', 'Por Ana y Hierro'],
    ['Yolanda', 'Por Ana y Yolanda'],
  ])('has the Spanish "and" that goes before %s', (name, line) => {
    expect(said('es', { names: plain('Ana', name) })).toBe(line);
  });
});

describe('the labels of a site', () => {
  it('override words by language, the nearer one last', () => {
    const own = { en: { latest: 'New', kindOpinion: 'Comment' }, 'en-GB': { latest: 'Just in' } };
    expect(wordsOf('en-GB', own).labels.latest).toBe('Just in');
    expect(wordsOf('en-US', own).labels.latest).toBe('New');
    expect(wordsOf('en-GB', own).kind('opinion')).toBe('Comment');
    expect(wordsOf('de', own).labels.latest).toBe('Aktuell');
  });

  it('override counts, sentences and dates', () => {
    const own = {
      ru: { 'articleCount.few': '{count} статьи', months: 'а/б | в', by: 'написал(а) {names}' },
    };
    const words = wordsOf('ru', own);
    expect([1, 2].map((it) => words.count('articleCount', it))).toEqual(['1 материал', '2 статьи']);
    expect(words.partialDate('2020-01-02')).toBe('2 б 2020');
    expect(words.byline([{ name: 'А', role: null }], null)[0]?.before).toBe('Написал(а) ');
  });

  it('may be a whole language that has no words here', () => {
    const words = wordsOf('it', {
      it: { latest: 'Ultime', 'articleCount.other': '{count} articoli' },
    });
    expect([words.labels.latest, words.labels.home]).toEqual(['Ultime', 'Front page']);
    expect(words.count('articleCount', 2)).toBe('2 articoli');
  });

  it('keep a place that nothing fills as it is written', () => {
    const words = wordsOf('en', { en: { pageOf: 'Page {n} of {constructor}' } });
    expect(words.say('pageOf', { number: 1, total: 2 })).toBe('Page {n} of {constructor}');
  });

  it('keep a no-break space, as French typography wants it', () => {
    const yaml =
      'title: T\nurl: https://a.example/\nlanguage: fr\ntimezone: Europe/Paris\n' +
      'labels: {fr: {latest: "  À la une\\u202F  :  "}}';
    const labels = readConfig(yaml, 'broadside.yaml').value?.labels ?? {};
    expect(wordsOf('fr', labels).labels.latest).toBe('À la une\u202F :');
  });

  it('are made once for each language', () => {
    const own = { en: {} };
    expect(wordsOf('en', own)).toBe(wordsOf('en', own));
  });

  it.each([
    ['en', 'latst', 'x', 'unknown-label', 'Did you mean "latest"?'],
    ['en', 'articleCount.few', 'x', 'unknown-label', 'Did you mean "articleCount.one"?'],
    ['en', 'toString', 'x', 'unknown-label', expect.any(String)],
    ['en', 'pageOf', '{page}', 'label-placeholder', 'It may hold {number} and {total}.'],
    ['es', 'latest', '{x}', 'label-placeholder', expect.stringMatching(/^There is nothing/)],
  ])('that cannot be said are a warning: %s %s', (lang, key, text, code, hint) => {
    expect(checkLabels({ [lang]: { [key]: text } })).toEqual([
      expect.objectContaining({ code, hint, severity: 'warning' }),
    ]);
  });

  it('are right with every key and place there is', () => {
    const own = Object.fromEntries(LANGUAGES.map((it) => [it, Object.fromEntries(textsOf(it))]));
    const dates = { date: '{day} {month} {year}', month: '', months: '', time: '{h}:{minute}' };
    expect(checkLabels({ ...own, 'en-US': dates })).toEqual([]);
  });
});

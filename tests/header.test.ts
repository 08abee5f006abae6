import { expect, test } from 'vitest';
import { formatMoment } from '../src/base/moment.ts';
import { linesOf, placeIn } from '../src/diagnostics/lines.ts';
import { readFrontMatter } from '../src/compile/front-matter.ts';
import { type Header, readHeader } from '../src/compile/header.ts';
import { collectReferences } from '../src/compile/references.ts';
import type { CompileOptions } from '../src/config/config.ts';
import { locate } from '../src/diagnostics/diagnostic.ts';
import type { Reference, SourceKind, SourcePath } from '../src/model.ts';

const OPTIONS: CompileOptions = {
  language: 'en',
  dir: 'ltr',
  timezone: 'Europe/London',
  kind: 'opinion',
  origin: 'https://t.example',
  base: '',
  markers: {},
  parser: 'auto',
};

interface Read {
  readonly header: Header | null;
  /** Each as `line:column code message`. */
  readonly mistakes: readonly string[];
  readonly hints: readonly (string | null)[];
  readonly references: readonly Reference[];
  /** The text that each reference points at. */
  readonly pointed: readonly string[];
  /** The text that a field points at. */
  cut(field: string): string | null;
}

function read(kind: SourceKind, name: string, fields: string): Read {
  const text = `---\n${fields}\n---\nbody\n`;
  const path = name as SourcePath;
  const references = collectReferences();
  const frontMatter = readFrontMatter(path, text);
  const head = readHeader(kind, path, frontMatter, OPTIONS, references);
  const diagnostics = [...frontMatter.diagnostics, ...head.diagnostics];
  const places = { references: references.places, citations: [], fields: head.fields };
  const cutOut = (span: { start: number; end: number } | null): string | null =>
    span === null ? null : text.slice(span.start, span.end);
  return {
    header: head.header,
    mistakes: diagnostics.map(({ code, message, spot }) => {
      const { line, column } = placeIn(linesOf(text), locate(spot, places)?.start ?? NaN);
      return `${line}:${column} ${code} ${message}`;
    }),
    hints: diagnostics.map((it) => it.hint),
    references: references.list,
    pointed: references.places.map((it) => cutOut(it) ?? ''),
    cut: (field) => cutOut(locate({ field }, places)),
  };
}

const ARTICLE = 'articles/2020-01-16-rates.md';

/** These fields, below a title, give this much of an article without a mistake. */
function check(fields: string, expected: object): void {
  const { header, mistakes } = read('article', ARTICLE, `title: T\n${fields}`);
  expect(mistakes, fields).toEqual([]);
  expect(header, fields).toMatchObject(expected);
}

/** These fields, below a title, make one mistake. */
function wrong(fields: string, expected: string, hint: string): void {
  const found = read('article', ARTICLE, `title: T\n${fields}`);
  expect(found.mistakes, fields).toHaveLength(1);
  expect(found.mistakes[0], fields).toContain(expected);
  expect(found.hints[0], fields).toContain(hint);
  expect(found.header, fields).toMatchObject({ title: 'T' });
}

const at = (iso: string): object => ({ instant: Date.parse(iso) });

test('a title and a day in the file name are a whole article', () => {
  const { header, mistakes } = read('article', ARTICLE, 'title: T');
  expect(mistakes).toEqual([]);
  expect(header).toEqual({
    of: 'article',
    title: 'T',
    slug: 'rates',
    deck: null,
    date: { day: '2020-01-16', time: null, offset: '+00:00', instant: Date.UTC(2020, 0, 16) },
    updated: null,
    id: null,
    aliases: [],
    authors: [],
    place: null,
    formerTitles: [],
    kind: 'opinion',
    topics: [],
    image: null,
    seeAlso: [],
    sources: [],
    corrections: [],
    sponsor: null,
    draft: false,
    publish: null,
    expires: null,
    series: null,
    lang: 'en',
    dir: 'ltr',
    translationOf: null,
    canonical: null,
    republishedFrom: null,
    license: null,
    events: [],
    featured: false,
    noindex: false,
    audio: null,
    extra: {},
  });
});

test('the title is text as typed, on one line', () => {
  const title = (typed: string, expected: string): void => {
    const { header, mistakes } = read('article', ARTICLE, `title: ${typed}`);
    expect(mistakes, typed).toEqual([]);
    expect(header?.title, typed).toBe(expected);
  };
  title('1984', '1984');
  title('No', 'No');
  title('2020-02-30', '2020-02-30');
  title('null', 'null');
  title('"Rates: up"', 'Rates: up');
  title('>\n  two\n  lines', 'two lines');
  title('|\n  two\n  lines', 'two lines');
  title('"a\\0b"', 'a b');
  title('x'.repeat(300), 'x'.repeat(300));
});

test('without a title or a date there is no header', () => {
  const none = (name: string, fields: string, expected: string[]): void => {
    const found = read('article', name, fields);
    expect(found.header, fields).toBe(null);
    expect(found.mistakes, fields).toEqual(expected);
  };
  none(ARTICLE, 'kind: news', ['1:1 title-missing this file has no title']);
  none(ARTICLE, 'kind: news\ntitle:', ['3:1 title-missing this file has no title']);
  none(ARTICLE, 'title: [a, b]', [
    '2:8 front-matter-value title: a list stands where text belongs',
  ]);
  none('articles/rates.md', 'title: T', ['1:1 date-missing this article has no date']);
  none('articles/rates.md', 'title: T\ndate: ""', ['3:1 date-missing this article has no date']);
  none('articles/rates.md', '# nothing', [
    '1:1 title-missing this file has no title',
    '1:1 date-missing this article has no date',
  ]);
  none('articles/rates.md', 'title: T\ndate: 2026-02-30', [
    '3:7 front-matter-value date: "2026-02-30" is not a day of the calendar',
  ]);
  none('articles/2026-02-30-rates.md', 'title: T', [
    '1:1 front-matter-value date: "2026-02-30" is not a day of the calendar (it is the day in the file name)',
  ]);
  none(ARTICLE, 'title: Rates: up', [
    '2:8 front-matter-yaml a value with ": " in it needs quotation marks',
  ]);
});

test('a title of more than 300 characters is an error, and still a title', () => {
  const { header, mistakes } = read('article', ARTICLE, `title: ${'🔥'.repeat(301)}`);
  expect(mistakes).toEqual(['2:8 title-length this title has 301 characters']);
  expect(header?.title).toHaveLength(602);
});

test('dates are read in the timezone of the site', () => {
  check('date: 2020-01-16 09:30:00 -5', { date: at('2020-01-16T14:30Z') });
  check('updated: 2020-07-16T09:30\npublish: 2020-07-17', {
    updated: at('2020-07-16T08:30Z'),
    publish: at('2020-07-16T23:00Z'),
  });
  check('expires: 2030-01-01', { expires: at('2030-01-01T00:00Z') });
  wrong('date: 2026-02-30', '3:7 front-matter-value date: "2026-02-30" is not a day', '28 days');
  wrong(
    'updated: 2020-03-29 01:30',
    '3:10 front-matter-value updated: "2020-03-29 01:30" does not exist',
    '02:30',
  );
  wrong('expires: soon', '3:10 front-matter-value expires: "soon" is not a date', '2020-01-16');
  wrong(
    'publish: {a: b}',
    '3:10 front-matter-value publish: a group of fields stands where a date belongs',
    'Write a date.',
  );
});

test('a day in the file name that differs from the date is a warning, and the date wins', () => {
  const { header, mistakes } = read('article', ARTICLE, 'title: T\ndate: 2020-01-17');
  expect(mistakes).toEqual([
    '3:7 date-differs the file name says 2020-01-16, this says 2020-01-17',
  ]);
  expect(header !== null && 'date' in header ? formatMoment(header.date) : null).toBe(
    '2020-01-17T00:00:00+00:00',
  );
  check('date: 2020-01-16T23:30-05:00', { date: { day: '2020-01-17' } });
});

test('the slug comes from the file name or is given as it is to be', () => {
  check('', { slug: 'rates' });
  check('slug: rate-cuts', { slug: 'rate-cuts' });
  check('slug: 中东', { slug: '中东' });
  wrong('slug: Rate Cuts', '3:7 front-matter-value slug: "Rate Cuts"', 'Write rate-cuts.');
  wrong('slug: ../x', '3:7 front-matter-value slug: "../x"', 'Write x.');
  wrong('slug: "?"', '3:7 front-matter-value slug: "?"', 'rate-cuts');
  const named = (name: string): unknown =>
    read('article', name, 'title: T\ndate: 2020-01-16').header;
  expect(named('articles/2020/2020-01-16-meters/index.md')).toMatchObject({ slug: 'meters' });
  expect(named('articles/!!.md')).toMatchObject({
    slug: expect.stringMatching(/^2020-01-16-[0-9a-f]{8}$/),
  });
});

test('plain fields are kept', () => {
  check('deck: One sentence.', { deck: 'One sentence.' });
  check('description: One sentence.', { deck: 'One sentence.' });
  check('id: tag:t.example,2020:rates', { id: 'tag:t.example,2020:rates' });
  check('place: Beirut\nlicense: CC BY 4.0', { place: 'Beirut', license: 'CC BY 4.0' });
  const old = { title: 'Old', until: null };
  check('formerTitles: Old', { formerTitles: [old] });
  check('formerTitles: [Old, {title: Older, until: 2020-01-16}]', {
    formerTitles: [old, { title: 'Older', until: { day: '2020-01-16' } }],
  });
  check('kind: Analysis', { kind: 'analysis' });
  check('canonical: https://a.example/x', { canonical: 'https://a.example/x' });
  check('draft: yes\nfeatured: TRUE\nnoindex: false', {
    draft: true,
    featured: true,
    noindex: false,
  });
  check('lang: ar', { lang: 'ar', dir: 'rtl' });
  check('lang: ar\ndir: ltr', { lang: 'ar', dir: 'ltr' });
  check('aliases: [/2019/old/, /a%20b.html, former-slug]', {
    aliases: ['/2019/old/', '/a%20b.html', 'former-slug'],
  });
  check('extra: {mood: bad, list: [010, {a: b}]}', {
    extra: { mood: 'bad', list: ['010', { a: 'b' }] },
  });
});

test('wrong plain values are refused', () => {
  wrong(
    'deck: A\ndescription: B',
    '4:14 front-matter-value description: is another name of "deck"',
    'Keep one',
  );
  wrong(
    'kind: opinon',
    '3:7 front-matter-value kind: "opinon" is not one of',
    'Did you mean "opinion"?',
  );
  wrong(
    'draft: maybe',
    '3:8 front-matter-value draft: "maybe" is neither true nor false',
    'true or false',
  );
  wrong('canonical: javascript:alert(1)', '3:12 front-matter-value canonical:', 'https://');
  wrong('canonical: /here/', '3:12 front-matter-value canonical:', 'https://');
  wrong('lang: English', '3:7 front-matter-value lang:', 'en-GB');
  wrong('dir: left', '3:6 front-matter-value dir:', '"ltr", "rtl"');
  wrong(
    'extra: free',
    '3:8 front-matter-value extra: "free" stands where a group of fields belongs',
    'Write name: … below it.',
  );
  for (const alias of [
    '/../etc/',
    '"/a/./b/"',
    '/%2e%2e/x',
    '"//evil.example/"',
    '"a b"',
    'a/b',
    '/a\\b',
  ]) {
    wrong(`aliases: ${alias}`, '3:10 front-matter-value aliases:', 'former slug alone');
  }
  wrong('aliases: https://t.example/old/', '3:10 front-matter-value aliases:', 'path alone');
  wrong('aliases: "/?p=12"', '3:10 front-matter-value aliases:', 'static host');
});

test('authors are one or several, by id or name, with a role', () => {
  check('authors: ines-varrow', { authors: [{ who: 'ines-varrow', role: null }] });
  check('authors:\n  - ines-varrow\n  - {name: B, role: translation}\n  - {id: c}', {
    authors: [
      { who: 'ines-varrow', role: null },
      { who: 'B', role: 'translation' },
      { who: 'c', role: null },
    ],
  });
  check('authors: {id: c, role: editor}', { authors: [{ who: 'c', role: 'editor' }] });
  wrong(
    'authors: [{role: editor}]',
    '3:11 front-matter-value authors: an author has either an id or a name',
    'one of',
  );
  wrong(
    'authors: [{id: a, name: b}]',
    '3:11 front-matter-value authors: an author has either',
    'one of',
  );
  wrong(
    'authors: [{id: a, rolle: b}]',
    '3:19 front-matter-key there is no field "authors.rolle"',
    '"role"',
  );
  wrong(
    'authors: {id: a, rolle: b}',
    '3:18 front-matter-key there is no field "authors.rolle"',
    '"role"',
  );
});

test('topics are one or a list, each as typed', () => {
  check('topics: Iraq', { topics: ['Iraq'] });
  check('topics: [010, 12:30]', { topics: ['010', '12:30'] });
  check('topics:\n  - 中东', { topics: ['中东'] });
  wrong('topics: Iraq, Syria', '3:9 front-matter-value topics:', 'Write topics: [Iraq, Syria].');
  wrong('topics: ["?"]', '3:10 front-matter-value topics: "?" is no topic', 'letters or digits');
  wrong(
    'topics: [[a]]',
    '3:10 front-matter-value topics: a list stands where a topic belongs',
    'Write a topic.',
  );
});

test('a picture is a path or fields; a file of ours is a reference', () => {
  const full = read(
    'article',
    ARTICLE,
    'title: T\nimage: {src: a.jpg, alt: A, caption: C, credit: P, creditUrl: https://p.example, license: L, nature: archive}',
  );
  expect(full.mistakes).toEqual([]);
  expect(full.references).toEqual([{ form: 'image', text: 'a.jpg', instead: [] }]);
  expect(full.pointed).toEqual(['a.jpg']);
  expect(full.header).toMatchObject({
    image: {
      reference: 0,
      src: 'a.jpg',
      alt: 'A',
      caption: 'C',
      credit: 'P',
      creditUrl: 'https://p.example',
      license: 'L',
      nature: 'archive',
    },
  });
  const plain = read('article', ARTICLE, 'title: T\nimage: a.jpg');
  expect(plain.mistakes).toEqual([
    '3:8 image-alt-missing this picture says nothing to readers who cannot see it',
  ]);
  expect(plain.pointed).toEqual(['a.jpg']);
  const far = read('article', ARTICLE, 'title: T\nimage: {src: https://p.example/a.jpg, alt: A}');
  expect(far.references).toEqual([]);
  expect(far.header).toMatchObject({ image: { reference: null } });
  expect(far.mistakes).toEqual([
    '3:14 remote-image the picture "https://p.example/a.jpg" lies on another site, and no page shows it',
  ]);
  wrong('image: {alt: A}', '3:8 front-matter-value image.src: is missing', 'Add "src: …" there.');
  wrong(
    'image: {src: "data:image/png;base64,x", alt: A}',
    '3:14 front-matter-value image.src:',
    'https://',
  );
  wrong(
    'image: {src: //p.example/a.jpg, alt: A}',
    '3:14 front-matter-value image.src:',
    'https://',
  );
  wrong(
    'image: {src: a.jpg, alt: A, nature: photo}',
    '3:37 front-matter-value image.nature:',
    '"photograph"',
  );
  wrong(
    'image: {src: a.jpg, alt: A, captoin: C}',
    '3:29 front-matter-key there is no field "image.captoin"',
    '"caption"',
  );
});

test('what the fields mention are references at their places', () => {
  const found = read(
    'article',
    ARTICLE,
    'title: T\nseeAlso:\n  - articles/a.md\n  - "The Long Tide"\ntranslationOf: b',
  );
  expect(found.mistakes).toEqual([]);
  expect(found.header).toMatchObject({ seeAlso: [0, 1], translationOf: 2 });
  expect(found.references).toEqual([
    { form: 'field', text: 'articles/a.md', instead: [] },
    { form: 'field', text: 'The Long Tide', instead: [] },
    { form: 'field', text: 'b', instead: [] },
  ]);
  expect(found.pointed).toEqual(['articles/a.md', '"The Long Tide"', 'b']);
  expect(read('article', ARTICLE, 'title: T\nseeAlso: one').pointed).toEqual(['one']);
});

test('sources, corrections, events and audio are checked field by field', () => {
  check(
    'sources: [{title: S, url: https://s.example, outlet: O, date: 2020-01, author: A, archived: https://w.example/s}]',
    {
      sources: [
        {
          title: 'S',
          url: 'https://s.example',
          outlet: 'O',
          date: '2020-01',
          author: 'A',
          archived: 'https://w.example/s',
        },
      ],
    },
  );
  check('sources: {title: S}', { sources: [{ title: 'S', url: null, date: null }] });
  wrong(
    'sources: [{url: https://s.example}]',
    '3:11 front-matter-value sources.title: is missing',
    'Add "title: …" there.',
  );
  wrong('sources: [{title: S, date: 2020-13}]', '3:28 front-matter-value sources.date:', '2020-01');
  check(
    'corrections:\n  - {date: 2020-01-17, text: Wrong.}\n  - {date: 2020-01-18, kind: update, text: More., at: "#later"}',
    {
      corrections: [
        {
          date: { day: '2020-01-17' },
          kind: 'correction',
          text: 'Wrong.',
          prominence: 'head',
          at: null,
        },
        {
          date: { day: '2020-01-18' },
          kind: 'update',
          text: 'More.',
          prominence: 'foot',
          at: 'later',
        },
      ],
    },
  );
  check('corrections: {date: 2020-01-17, kind: retraction, text: X}', {
    corrections: [{ prominence: 'head' }],
  });
  check('corrections: {date: 2020-01-17, kind: clarification, text: X}', {
    corrections: [{ prominence: 'foot' }],
  });
  check('corrections: {date: 2020-01-17, text: X, prominence: foot}', {
    corrections: [{ prominence: 'foot' }],
  });
  wrong(
    'corrections: [{date: 2020-02-30, text: X}]',
    '3:22 front-matter-value corrections.date:',
    '29 days',
  );
  wrong(
    'corrections: [{date: 2020-01-17}]',
    '3:15 front-matter-value corrections.text: is missing',
    'Add "text: …" there.',
  );
  check('events: [{date: 2019, text: A}, {date: 2020-01-16, text: B}]', {
    events: [
      { date: '2019', text: 'A' },
      { date: '2020-01-16', text: 'B' },
    ],
  });
  wrong('events: [{date: spring, text: A}]', '3:17 front-matter-value events.date:', '2020-01');
  check('audio: {url: /a.mp3, length: 1234, type: audio/mpeg, duration: "25:30"}', {
    audio: { url: '/a.mp3', length: 1234, type: 'audio/mpeg', duration: '25:30' },
  });
  check('audio: https://a.example/a.mp3', {
    audio: { url: 'https://a.example/a.mp3', length: null },
  });
  wrong(
    'audio: {url: /a.mp3, length: 1.5}',
    '3:30 front-matter-value audio.length:',
    'whole number',
  );
  wrong('audio: {url: /a.mp3, type: mp3}', '3:28 front-matter-value audio.type:', 'audio/mpeg');
});

test('sponsor, series and origin may be given in short', () => {
  check('sponsor: {name: Acme, url: https://acme.example, note: Paid.}', {
    sponsor: { name: 'Acme', url: 'https://acme.example', note: 'Paid.' },
  });
  check('sponsor: Acme', { sponsor: { name: 'Acme', url: null, note: null } });
  check('series: {id: harbour, part: 2}', { series: { id: 'harbour', part: 2 } });
  check('series: harbour', { series: { id: 'harbour', part: null } });
  wrong('series: {id: a, part: two}', '3:23 front-matter-value series.part:', 'whole number');
  check('republishedFrom: {label: The Post, url: https://post.example/a}', {
    republishedFrom: { label: 'The Post', url: 'https://post.example/a' },
  });
  check('republishedFrom: https://www.post.example/a', {
    republishedFrom: { label: 'post.example', url: 'https://www.post.example/a' },
  });
});

test('an unknown key is one warning, with what to write', () => {
  wrong(
    'lisence: x',
    '3:1 front-matter-key there is no field "lisence"',
    'Did you mean "license"?',
  );
  wrong('SeeAlso: x', '3:1 front-matter-key', 'Did you mean "seeAlso"?');
  wrong('see_also: x', '3:1 front-matter-key', 'Did you mean "seeAlso"?');
  wrong('tags: [a]', '3:1 front-matter-key there is no field "tags"', '"topics:"');
  wrong('categories: a', '3:1 front-matter-key', '"topics:"');
  wrong('author: a', '3:1 front-matter-key', '"authors:"');
  wrong('excerpt: a', '3:1 front-matter-key', '"deck:"');
  wrong('published: false', '3:1 front-matter-key', 'Write "draft: true".');
  wrong('published: true', '3:1 front-matter-key', 'remove this line');
  wrong('layout: post', '3:1 front-matter-key', 'remove this line');
  wrong('permalink: /a/', '3:1 front-matter-key', '"slug:"');
  wrong('image_alt: A', '3:1 front-matter-key', 'image: {src: …');
  wrong('wombat: 1', '3:1 front-matter-key', '"extra:"');
  wrong('constructor: 1', '3:1 front-matter-key', '"extra:"');
  wrong(
    'sources: [{title: a, urll: x}, {title: b, urll: y}]',
    '3:22 front-matter-key there is no field "sources.urll"',
    '"url"',
  );
});

test('all mistakes of a file are reported together, and what is right is kept', () => {
  const found = read(
    'article',
    ARTICLE,
    'title: T\nkind: opinon\nlayout: post\nimage: {src: a.jpg, alt: A, captoin: C}\nupdated: 2020-02-30\nseeAlso: x\ntitle: U',
  );
  expect(found.mistakes.map((it) => it.split(' ').slice(0, 2).join(' '))).toEqual([
    '3:7 front-matter-value',
    '4:1 front-matter-key',
    '5:29 front-matter-key',
    '6:10 front-matter-value',
    '8:1 front-matter-yaml',
  ]);
  expect(found.header).toMatchObject({
    kind: 'opinion',
    updated: null,
    seeAlso: [0],
    image: { src: 'a.jpg' },
  });
});

test('every value can be found by its path', () => {
  const { cut } = read(
    'article',
    ARTICLE,
    'title: "T"\nseeAlso:\n  - one\n  - two\nauthors:\n  - a\n  - {id: b, role: editor}\ndeck:',
  );
  expect(cut('title')).toBe('"T"');
  expect(cut('seeAlso.1')).toBe('two');
  expect(cut('authors.1.role')).toBe('editor');
  expect(cut('deck')).toBe('deck');
  // The title stands for the file.
  expect(cut('image')).toBe('"T"');
});

test('pages and the registries of the newsroom have their own fields', () => {
  const good = (kind: SourceKind, name: string, fields: string, expected: object): Read => {
    const found = read(kind, name, fields);
    expect(found.mistakes, fields).toEqual([]);
    expect(found.header, fields).toEqual(expected);
    return found;
  };
  good('page', 'pages/about.md', 'title: About\ndeck: Who we are\nlang: he\nnoindex: true', {
    of: 'page',
    title: 'About',
    slug: 'about',
    deck: 'Who we are',
    lang: 'he',
    dir: 'rtl',
    noindex: true,
  });
  good(
    'author',
    'newsroom/authors/ines-varrow.md',
    'title: Ines Varrow\nrole: Chief\naliases: I. V.\nlinks: [https://i.example, {label: Mail, url: mailto:i@t.example}]',
    {
      of: 'author',
      id: 'ines-varrow',
      title: 'Ines Varrow',
      role: 'Chief',
      image: null,
      links: [
        { label: 'i.example', url: 'https://i.example' },
        { label: 'Mail', url: 'mailto:i@t.example' },
      ],
      aliases: ['I. V.'],
    },
  );
  const topic = good(
    'topic',
    'newsroom/topics/iraq.md',
    'title: Iraq\naliases: [Irak]\npinned: [a, b]\nrelated: syria',
    {
      of: 'topic',
      id: 'iraq',
      title: 'Iraq',
      aliases: ['Irak'],
      pinned: [0, 1],
      related: ['syria'],
    },
  );
  expect(topic.pointed).toEqual(['a', 'b']);
  good(
    'outlet',
    'newsroom/outlets/post.md',
    'title: The Post\nhome: https://post.example\nhosts: [POST.example, m.post.example]\ncountry: Corvanne\nlanguage: en\nnote: Daily.\naliases: Post',
    {
      of: 'outlet',
      id: 'post',
      title: 'The Post',
      home: 'https://post.example',
      hosts: ['post.example', 'm.post.example'],
      aliases: ['Post'],
      country: 'Corvanne',
      language: 'en',
      note: 'Daily.',
    },
  );
  good(
    'promo',
    'newsroom/promos/book.md',
    'title: Our book\nurl: https://b.example\nimage: {src: b.jpg, alt: B}\nfrom: 2020-01-16\nuntil: 2020-01-17 12:00\nsponsored: yes\nplacement: top',
    {
      of: 'promo',
      id: 'book',
      title: 'Our book',
      url: 'https://b.example',
      image: expect.objectContaining({ reference: 0 }),
      from: expect.objectContaining(at('2020-01-16T00:00Z')),
      until: expect.objectContaining(at('2020-01-17T12:00Z')),
      sponsored: true,
      placement: 'top',
    },
  );
  expect(read('promo', 'newsroom/promos/x.md', 'title: X\nurl: /shop/').header).toMatchObject({
    placement: 'article',
    sponsored: false,
  });
});

test('pages and registries report their mistakes', () => {
  const bad = (kind: SourceKind, fields: string, expected: string): void => {
    const { mistakes } = read(kind, 'newsroom/x/y.md', fields);
    expect(mistakes, fields).toHaveLength(1);
    expect(mistakes[0], fields).toContain(expected);
  };
  bad('page', 'deck: D', '1:1 title-missing');
  bad('page', 'title: A\ndate: 2020-01-16', '3:1 front-matter-key there is no field "date"');
  bad('author', 'title: A\nlinks: [ftp://a.example]', '3:9 front-matter-value links.url:');
  bad('topic', 'title: A\npined: [a]', '3:1 front-matter-key there is no field "pined"');
  bad('outlet', 'title: A\nhosts: https://a.example/', '3:8 front-matter-value hosts:');
  bad('promo', 'title: A', '1:1 front-matter-value url: is missing');
  bad('promo', 'title: A\nurl: javascript:alert(1)', '3:6 front-matter-value url:');
});

import { expect, test } from 'vitest';
import { linesOf, placeIn } from '../src/diagnostics/lines.ts';
import { compileOptionsOf, type Config } from '../src/config/config.ts';
import { directionOf } from '../src/config/direction.ts';
import { placeOfSetting, readConfig } from '../src/config/read-config.ts';
import { configJsonSchema } from '../src/config/schema.ts';

const REQUIRED = 'title: T\nurl: https://t.example\nlanguage: en\ntimezone: Europe/London\n';

/** The configuration that the required lines and these give. */
function good(more: string): Config {
  const { value, diagnostics } = readConfig(REQUIRED + more, 'broadside.yaml');
  expect(diagnostics, more).toEqual([]);
  if (value === null) throw new Error(more);
  return value;
}

/** All mistakes of a text, each as `line:column code message | hint`. */
function mistakes(text: string): string[] {
  const { value, diagnostics } = readConfig(text, 'broadside.yaml');
  expect(value, text).toBe(null);
  return diagnostics.map(({ spot, code, message, hint }) => {
    const at = spot !== null && 'start' in spot ? placeIn(linesOf(text), spot.start) : null;
    return `${at === null ? '-' : `${at.line}:${at.column}`} ${code} ${message} | ${hint ?? ''}`;
  });
}

/** One line behind the required ones makes one mistake, which begins and ends like this. */
function check(line: string, start: string, hint: string): void {
  const found = mistakes(REQUIRED + line);
  expect(found, line).toHaveLength(1);
  expect(found[0], line).toMatch(new RegExp(`^${escape(start)}.* \\| .*${escape(hint)}`));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('four lines are a whole configuration, and every default is filled in', () => {
  const { digest, ...rest } = good('');
  expect(digest).toMatch(/^[0-9a-f]{32}$/);
  expect(rest).toEqual({
    title: 'T',
    origin: 'https://t.example',
    base: '',
    language: 'en',
    dir: 'ltr',
    timezone: 'Europe/London',
    description: null,
    permalink: '/:year/:month/:slug/',
    social: [],
    nav: [],
    publisher: { name: 'T', logo: null, policies: [] },
    license: null,
    kind: 'opinion',
    labels: {},
    markers: {},
    links: { unresolved: 'error' },
    markdown: { parser: 'auto', remarkPlugins: [], rehypePlugins: [] },
    feeds: { items: 20, hub: null, host: null },
    listing: { size: 20 },
    robots: { ai: 'allow' },
    security: null,
    mirrors: [],
    trust: {},
    theme: {
      colors: {},
      fonts: { text: null, furniture: null },
      nameplate: { words: null, image: null },
    },
    images: null,
    cards: null,
    search: null,
    front: null,
    siteLinks: [],
  });
});

test('every setting is kept', () => {
  expect(good('description: Commentary')).toMatchObject({ description: 'Commentary' });
  expect(good('dir: rtl')).toMatchObject({ dir: 'rtl' });
  expect(good('permalink: /:lang/:kind/:topic/:year-:month-:day/:slug/')).toMatchObject({
    permalink: '/:lang/:kind/:topic/:year-:month-:day/:slug/',
  });
  expect(
    good('publisher: {name: P, logo: public/p.svg, policies: {Ethics: /ethics/}}'),
  ).toMatchObject({
    publisher: { name: 'P', logo: '/p.svg', policies: [{ label: 'Ethics', url: '/ethics/' }] },
  });
  expect(good('license: CC BY 4.0\nkind: News')).toMatchObject({
    license: 'CC BY 4.0',
    kind: 'news',
  });
  expect(good('labels: {de: {seeAlso: Siehe auch}}')).toMatchObject({
    labels: { de: { seeAlso: 'Siehe auch' } },
  });
  expect(good('markers: {de: {seeAlso: [SIEHE AUCH, LESEN SIE], note: ANMERKUNG}}')).toMatchObject({
    markers: { de: { seeAlso: ['SIEHE AUCH', 'LESEN SIE'], note: ['ANMERKUNG'] } },
  });
  expect(good('links: {unresolved: warn}')).toMatchObject({ links: { unresolved: 'warn' } });
  expect(good('markdown: {parser: remark, remarkPlugins: [./a.js]}')).toMatchObject({
    markdown: { parser: 'remark', remarkPlugins: ['./a.js'], rehypePlugins: [] },
  });
  expect(good('feeds: {items: 5, hub: https://hub.example/, host: T.example}')).toMatchObject({
    feeds: { items: 5, hub: 'https://hub.example/', host: 't.example' },
  });
  expect(good('listing: {size: 500}')).toMatchObject({ listing: { size: 500 } });
  expect(good('robots: {ai: refuse}')).toMatchObject({ robots: { ai: 'refuse' } });
  expect(good('security: {contact: mailto:a@t.example, expires: 2027-07-01}')).toMatchObject({
    security: { contact: 'mailto:a@t.example', expires: '2027-07-01T00:00:00+01:00' },
  });
  expect(good('mirrors: [{label: Onion, url: http://abc.onion}]')).toMatchObject({
    mirrors: [{ label: 'Onion', url: 'http://abc.onion' }],
  });
  expect(good('trust: {articles/guests: public}')).toMatchObject({
    trust: { 'articles/guests': 'public' },
  });
  expect(
    good('theme: {colors: {ink: "#111"}, fonts: {text: "Source Serif, serif"}, nameplate: The T}'),
  ).toMatchObject({
    theme: {
      colors: { ink: { light: '#111', dark: null } },
      fonts: { text: 'Source Serif, serif', furniture: null },
      nameplate: { words: 'The T', image: null },
    },
  });
  expect(
    good('theme: {colors: {second: {light: red, dark: blue}}, nameplate: {image: np.svg}}'),
  ).toMatchObject({
    theme: {
      colors: { second: { light: 'red', dark: 'blue' } },
      nameplate: { words: null, image: '/np.svg' },
    },
  });
  expect(good('search: false\nimages: {widths: [400]}\ncards: false')).toMatchObject({
    search: 'false',
    images: { widths: ['400'] },
    cards: 'false',
    front: null,
  });
  expect(
    good('front: [opinion, {topic: harbour}, {dossier: courts}, {kind: Review}, record]'),
  ).toMatchObject({
    front: [
      { band: 'opinion' },
      { band: 'topic', id: 'harbour' },
      { band: 'dossier', id: 'courts' },
      { band: 'kind', id: 'review' },
      { band: 'record' },
    ],
  });
});

test('a site may lie in a folder, and an empty setting is an absent one', () => {
  const text = REQUIRED.replace('https://t.example', 'https://T.example:8080/blog/');
  const { value } = readConfig(
    `\ufeff${text}nav:\ndescription: ""\n`.replaceAll('\n', '\r\n'),
    'b',
  );
  expect(value).toMatchObject({
    origin: 'https://t.example:8080',
    base: '/blog',
    nav: [],
    description: null,
  });
});

test('text stays as typed', () => {
  expect(readConfig(REQUIRED.replace('title: T', 'title: 1984'), 'b').value?.title).toBe('1984');
  expect(readConfig(REQUIRED.replace('title: T', 'title: No'), 'b').value?.title).toBe('No');
});

test('the direction follows from the language', () => {
  for (const tag of ['ar', 'ar-EG', 'fa', 'he', 'ur', 'ckb', 'pa-Arab', 'en-Hebr']) {
    expect(directionOf(tag), tag).toBe('rtl');
  }
  for (const tag of ['en', 'en-GB', 'ku', 'ar-Latn', 'zh-Hant', 'de']) {
    expect(directionOf(tag), tag).toBe('ltr');
  }
  expect(readConfig(REQUIRED.replace(': en', ': ar'), 'b').value?.dir).toBe('rtl');
});

test('URLs that may lead into the site are collected with their places', () => {
  const more =
    'nav: [{label: About, url: /about/}]\nsocial: [{label: X, url: https://x.example/t}]\n' +
    'publisher: {logo: /logo.svg, policies: {Ethics: /ethics/}}\n';
  const text = REQUIRED + more;
  const links = good(more).siteLinks;
  expect(links.map((it) => it.url)).toEqual([
    '/about/',
    'https://x.example/t',
    '/ethics/',
    '/logo.svg',
  ]);
  for (const { span, url } of links) expect(text.slice(span.start, span.end)).toBe(url);
});

test('what is missing is named, all of it at once', () => {
  expect(mistakes('')).toEqual([
    '- config-missing "title" is missing | Add a line "title: Name of the publication".',
    '- config-missing "url" is missing | Add a line "url: https://example.org", the address it is published at.',
    '- config-missing "language" is missing | Add a line "language: en", the language most articles are in.',
    '- config-missing "timezone" is missing | Add a line "timezone: Europe/London", the place whose clocks articles are dated by.',
  ]);
  expect(mistakes(REQUIRED.replace('title: T', 'title:'))[0]).toMatch(
    /^1:1 config-missing "title"/,
  );
  check('nav: [{label: A}]', '5:7 config-missing "nav.url" is missing', 'Add "url: …" there.');
});

test('all mistakes of a file are reported together, in the order of their places', () => {
  const codes = mistakes(
    'titel: T\nurl: t.example\nlanguage: en_GB\ntimezone: London\nkind: opinon\n',
  );
  expect(codes.map((it) => it.split(' ').slice(0, 2).join(' '))).toEqual([
    '1:1 config-key-unknown',
    '2:6 config-value',
    '3:11 config-value',
    '4:11 config-value',
    '5:7 config-value',
    '- config-missing',
  ]);
});

test('an unknown setting is refused with the nearest known one', () => {
  check(
    'lisence: x',
    '5:1 config-key-unknown there is no setting "lisence"',
    'Did you mean "license"?',
  );
  check(
    'listing: {sise: 3}',
    '5:11 config-key-unknown there is no setting "listing.sise"',
    '"size"',
  );
  check('nav: [{label: A, url: /a/, icon: x}]', '5:28 config-key-unknown', 'label, url');
  check('baseurl: /x', '5:1 config-key-unknown there is no setting "baseurl"', 'a part of "url:"');
  check('zzz: 1', '5:1 config-key-unknown', 'Settings here are title, url');
});

test('a wrong value is refused with what to write', () => {
  const value = (line: string, column: number, hint: string): void =>
    check(line, `5:${column} config-value ${line.split(/[:.]/)[0] ?? ''}`, hint);
  value('kind: opinon', 7, 'Did you mean "opinion"?');
  value('dir: up', 6, 'Write one of "ltr", "rtl".');
  value('permalink: :slug/', 12, 'begins and ends with "/"');
  value('permalink: /:year/', 12, 'must hold :slug');
  value('permalink: /:slugs/', 12, 'Did you mean :slug');
  value('permalink: /:yaer/:slug/', 12, 'Did you mean :year?');
  value('permalink: /../:slug/', 12, 'no empty part');
  value('permalink: //:slug/', 12, 'no empty part');
  value('listing: {size: 0}', 17, 'from 1 to 500');
  value('listing: {size: 501}', 17, 'from 1 to 500');
  value('feeds: {items: ten}', 16, 'from 1 to 500');
  value('feeds: {hub: hub.example}', 14, 'https://');
  value('feeds: {host: "https://t.example"}', 15, 'the host alone');
  value('nav: [{label: A, url: javascript:alert(1)}]', 23, 'https://');
  value('nav: [{label: A, url: about}]', 23, 'begins with "/"');
  value('nav: [{label: A, url: //evil.example/}]', 23, 'https://');
  value('mirrors: [{label: A, url: /here/}]', 27, 'https://');
  value('security: {contact: a@t.example, expires: 2027-01-01}', 21, 'Write mailto:a@t.example.');
  value('security: {contact: mailto:a@t.example, expires: 2027-02-30}', 50, '2027-02 has 28 days.');
  value('theme: {colors: {ink: "red;} body {"}}', 23, 'Write one value');
  value('theme: {fonts: {text: "url(//x)"}}', 23, 'Write one value');
  value('theme: {nameplate: {image: "https://x.example/a.svg"}}', 28, 'Put the picture');
  value('front: [opinon]', 9, 'Did you mean "opinion"?');
  value('front: [{topic: a, kind: review}]', 9, 'Write one of');
  value('trust: {articles: everyone}', 19, '"editors", "public"');
  value('description: [a, b]', 14, 'Write text.');
  value('publisher: Me', 12, 'Write name: … below it.');
  value('nav: /about/', 6, 'Write label: … below it.');
});

test('required settings are checked as strictly', () => {
  const value = (from: string, to: string, hint: string): void => {
    const found = mistakes(REQUIRED.replace(from, to));
    expect(found, to).toHaveLength(1);
    expect(found[0]).toContain('config-value');
    expect(found[0]).toContain(hint);
  };
  value('https://t.example', 'https://t.example/?a=1', 'Write a whole address');
  value('https://t.example', '"https://t.example/#a"', 'Write a whole address');
  value('https://t.example', 'ftp://t.example', 'Write a whole address');
  value('https://t.example', '/blog/', 'Write a whole address');
  value('https://t.example', 'https://a:b@t.example', 'Write a whole address');
  value('Europe/London', 'Europe/Londn', 'Did you mean "Europe/London"?');
  value('Europe/London', 'New York', 'Did you mean "America/New_York"?');
  value('Europe/London', '+01:00', 'IANA');
  value(': en', ': English', 'Write its code');
});

test('a mistake of YAML is framed at its line and column', () => {
  check(
    'description: Rates: up',
    '5:14 config-yaml',
    'Put it in quotation marks: description: "Rates: up"',
  );
  check('title: Again', '5:1 config-yaml "title" is written twice', 'Keep one');
  check('description: *x', '5:14 config-yaml', 'quotation marks');
  check('description: !x y', '5:14 config-yaml', 'quotation marks');
  expect(mistakes('just words')[0]).toMatch(/^1:1 config-yaml this is no list of fields/);
  expect(mistakes(`a: ${'x'.repeat(300_000)}`)[0]).toMatch(
    /^1:1 config-yaml this file is too large/,
  );
});

test('the digest is that of all settings', () => {
  expect(good('license: A').digest).toBe(good('license: A').digest);
  expect(good('license: A').digest).not.toBe(good('license: B').digest);
});

test('compiling sees a part of the configuration', () => {
  expect(compileOptionsOf(good('kind: news'))).toEqual({
    language: 'en',
    dir: 'ltr',
    timezone: 'Europe/London',
    kind: 'news',
    origin: 'https://t.example',
    base: '',
    markers: {},
    parser: 'auto',
  });
});

test('every setting has a description for editors, and required ones are said to be', () => {
  const schema = configJsonSchema();
  expect(schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['title', 'url', 'language', 'timezone'],
    properties: {
      listing: { properties: { size: { type: 'integer', minimum: 1, maximum: 500 } } },
      kind: { enum: expect.arrayContaining(['opinion']) },
    },
  });
  const bare: string[] = [];
  const walk = (it: unknown, path: string): void => {
    if (typeof it !== 'object' || it === null || !('properties' in it)) return;
    for (const [key, inner] of Object.entries(it.properties ?? {})) {
      const described = typeof inner === 'object' && inner !== null && 'description' in inner;
      if (!described) bare.push(`${path}${key}`);
      walk(inner, `${path}${key}.`);
    }
  };
  walk(schema, '');
  expect(bare).toEqual([]);
});

test('a setting is found where it is written', () => {
  const text = 'title: T\nlabels: {en: {by: "{nams}"}}\n';
  const span = placeOfSetting(text, 'labels.en.by');
  expect(text.slice(span?.start, span?.end)).toBe('by');
  expect(placeOfSetting('title: [', 'title')).toBeNull();
});

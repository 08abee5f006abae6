/** A small site as a model, the small edits that a newsroom makes to it, and its files. */
import fc from 'fast-check';
import type { Files } from './folder.ts';

export interface ArticleModel {
  readonly file: string;
  readonly title: string;
  readonly day: string;
  readonly slug: string | null;
  readonly deck: string | null;
  readonly prose: string;
  readonly heading: string;
  readonly topics: readonly string[];
  readonly authors: readonly string[];
  /** Slugs, perhaps of an article that is gone. */
  readonly seeAlso: readonly string[];
  readonly aliases: readonly string[];
  readonly draft: boolean;
  readonly publish: string | null;
  readonly expires: string | null;
  readonly retracted: boolean;
  /** Corrections as front matter has them. */
  readonly corrections: readonly string[];
  readonly kind: string | null;
  readonly series: string | null;
  readonly events: readonly string[];
  readonly sponsor: string | null;
  /** Attributions of excerpts. */
  readonly excerpts: readonly string[];
  readonly sources: readonly string[];
  readonly lang: string | null;
  readonly translationOf: string | null;
  readonly formerTitles: string | null;
  readonly audio: string | null;
  readonly featured: boolean;
  readonly image: string | null;
  /** What keeps the file from being read, or a reference in it from being resolved. */
  readonly mistake: keyof typeof MISTAKES | null;
}

export interface SiteModel {
  /** Null: deleted, or not yet written. */
  readonly articles: readonly (ArticleModel | null)[];
  readonly config: Readonly<Record<string, string>>;
  /** All other files, by path; null where there is none. */
  readonly others: Readonly<Record<string, string | null>>;
  readonly now: string;
  readonly drafts: boolean;
}

const MISTAKES = {
  'unclosed front matter': (text: string) => text.replace('\n---\n\n', '\n\n'),
  'impossible date': (text: string) => text.replace(/^date: .*$/m, 'date: 2026-02-30'),
  'unknown reference': (text: string) => `${text}\n[[nothing-of-that-name]]\n`,
  'unknown field': (text: string) => text.replace('\ndate:', '\ntopcis: [x]\ndate:'),
  'bad link': (text: string) => `${text}\n[Run](javascript:alert(1))\n`,
  empty: () => '',
} as const;

const article = (name: string, day: string, given: Partial<ArticleModel> = {}): ArticleModel => ({
  file: `articles/${day}-${name}.md`,
  title: `The ${name} question`,
  day,
  slug: null,
  deck: `What the ${name} question is.`,
  prose: `All of the ${name}.`,
  heading: 'Afterwards',
  topics: ['economy'],
  authors: ['ada'],
  seeAlso: [],
  aliases: [],
  draft: false,
  publish: null,
  expires: null,
  retracted: false,
  corrections: [],
  kind: null,
  series: null,
  events: [],
  sponsor: null,
  excerpts: [],
  sources: [],
  lang: null,
  translationOf: null,
  formerTitles: null,
  audio: null,
  featured: false,
  image: null,
  mistake: null,
  ...given,
});

export const SITE: SiteModel = {
  articles: [
    article('bread', '2024-01-05', {
      image: '/media/map.png',
      series: '{ id: staples, part: 1 }',
      events: ['{ date: 2023-11, text: The price is fixed }'],
      excerpts: ['[The Ledger](https://ledger.example/bread), 4 January 2024'],
    }),
    article('salt', '2024-03-09', {
      seeAlso: ['bread'],
      topics: ['economy', 'Trade'],
      series: '{ id: staples, part: 2 }',
      kind: 'news',
      corrections: ['{ date: 2024-03-10, text: It was five. }'],
      sources: ["{ title: The law of salt, url: 'https://laws.example/salt' }"],
    }),
    article('water', '2025-06-30', {
      authors: ['ada', 'Bo Lind'],
      aliases: ['/old/water/'],
      excerpts: ['Radio Hesk'],
    }),
    article('fire', '2025-12-24', {
      seeAlso: ['salt', 'water'],
      topics: ['trade'],
      lang: 'de',
      translationOf: 'water',
    }),
    null,
  ],
  config: {
    title: 'The Test',
    url: 'https://test.example/',
    language: 'en',
    timezone: 'Europe/London',
    listing: '{ size: 3 }',
    nav: '[{ label: Economy, url: /topics/economy/ }]',
  },
  others: {
    'newsroom/topics/economy.md': '---\ntitle: Economy\n---\n\nOf money, see [[bread]].\n',
    'newsroom/authors/ada.md': '---\ntitle: Ada Rook\nrole: Editor\n---\n\nShe writes.\n',
    'newsroom/outlets/ledger.md':
      '---\ntitle: The Ledger\nhosts: [ledger.example]\n---\n\nA paper, see [[bread]].\n',
    'newsroom/promos/book.md':
      '---\ntitle: A book\nurl: https://shop.example/\nsponsored: true\n---\n\nSee [[bread]].\n',
    'pages/about.md': '---\ntitle: About\n---\n\nWho we are.\n',
    'media/map.png': 'a map',
    'media/plan.png': 'a plan',
    'public/humans.txt': 'People.\n',
    'templates/sponsor.hbs': null,
    'templates/byline.hbs': null,
    'templates/style.css': null,
  },
  now: '2026-01-01T12:00',
  drafts: false,
};

/** The files of a site. */
export function filesOf(site: SiteModel): Files {
  const files: Record<string, string> = {};
  for (const it of site.articles) if (it !== null) files[it.file] = textOf(it);
  for (const [path, text] of Object.entries(site.others)) if (text !== null) files[path] = text;
  files['broadside.yaml'] = Object.entries(site.config)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
  return files;
}

function textOf(it: ArticleModel): string {
  const list = (items: readonly string[]): string => `[${items.join(', ')}]`;
  const retraction = `\n  - { date: 2025-12-30, kind: retraction, text: It was not so. }`;
  const fields: readonly (readonly [string, string | null])[] = [
    ['title', it.title],
    ['date', it.day],
    ['slug', it.slug],
    ['deck', it.deck],
    ['topics', list(it.topics)],
    ['authors', list(it.authors)],
    ['seeAlso', list(it.seeAlso)],
    ['aliases', list(it.aliases)],
    ['draft', it.draft ? 'true' : null],
    ['publish', it.publish],
    ['expires', it.expires],
    ['featured', it.featured ? 'true' : null],
    ['image', it.image === null ? null : `{ src: ${it.image}, alt: A picture }`],
    [
      'corrections',
      it.retracted ? retraction : it.corrections.length > 0 ? list(it.corrections) : null,
    ],
    ['kind', it.kind],
    ['series', it.series],
    ['events', it.events.length > 0 ? list(it.events) : null],
    ['sponsor', it.sponsor],
    ['sources', it.sources.length > 0 ? list(it.sources) : null],
    ['lang', it.lang],
    ['translationOf', it.translationOf],
    ['formerTitles', it.formerTitles],
    ['audio', it.audio],
  ];
  const header = fields.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}\n`]));
  const links = it.seeAlso.map((slug) => `A word on [[${slug}]].\n\n`).join('');
  const quoted = it.excerpts.map((from) => `> Words of others.\n>\n> — ${from}\n\n`).join('');
  const body = `${it.prose}\n\n## ${it.heading}\n\n${links}${quoted}The end.[^1]\n\n[^1]: A note.\n`;
  const text = `---\n${header.join('')}---\n\n${body}`;
  return it.mistake === null ? text : MISTAKES[it.mistake](text);
}

/** One small edit, with words for a report of what failed. */
export interface Edit {
  readonly words: string;
  readonly apply: (site: SiteModel) => SiteModel;
}

const SLUGS = ['bread', 'salt', 'water', 'fire', 'wind', 'renamed'];
const TOPICS = ['economy', 'trade', 'Trade', 'war'];
const AUTHORS = ['ada', 'Ada Rook', 'Bo Lind', 'Cy Marsh'];

const SERIES = ['{ id: Staples, part: 1 }', '{ id: staples, part: 3 }', '{ id: fuels, part: 1 }'];
const CORRECTIONS = [
  '{ date: 2025-01-01, kind: update, text: More came. }',
  '{ date: 2025-01-01, text: Less came. }',
  '{ date: 2025-12-31T10:00, kind: clarification, text: None came. }',
];
const EVENTS = ['{ date: 1999, text: It began }', '{ date: 2024-02-02, text: It went on }'];
const EXCERPTS = [
  'The Ledger, 3 March 2024',
  '[ledger](https://ledger.example/a)',
  '[Radio Hesk](https://hesk.example/b)',
];
const SOURCES = [
  "{ title: A report, url: 'https://www.ledger.example/a/' }",
  "{ title: A tape, url: 'https://hesk.example/t' }",
  '{ title: A book, outlet: The Press }',
];
const LINKS = ['See [it](https://ledger.example/c).', 'See [it](https://hesk.example/d).'];

/** What one field of an article may become. */
const FIELDS: fc.Arbitrary<Partial<ArticleModel>> = fc.oneof(
  fc.record({ prose: fc.constantFrom('Short.', 'All of it.', 'One *two* "three".', 'A\n\nB') }),
  fc.record({ title: fc.constantFrom('The salt question', 'Bread and fire', "Ada's view") }),
  fc.record({ deck: fc.constantFrom(null, 'Another sentence.') }),
  fc.record({ day: fc.constantFrom('2024-03-09', '2023-12-31', '2025-07-01') }),
  fc.record({ slug: fc.constantFrom(null, 'renamed', 'salt') }),
  fc.record({ heading: fc.constantFrom('Afterwards', 'Before', 'End') }),
  fc.record({ topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 2 }) }),
  fc.record({ authors: fc.uniqueArray(fc.constantFrom(...AUTHORS), { maxLength: 2 }) }),
  fc.record({ seeAlso: fc.uniqueArray(fc.constantFrom(...SLUGS), { maxLength: 2 }) }),
  fc.record({ aliases: fc.constantFrom([], ['/old/water/'], ['/before/', 'former']) }),
  fc.record({ draft: fc.boolean() }),
  fc.record({ publish: fc.constantFrom(null, '2026-02-01') }),
  fc.record({ expires: fc.constantFrom(null, '2025-12-31', '2026-03-01') }),
  fc.record({ retracted: fc.boolean() }),
  fc.record({ corrections: fc.subarray([...CORRECTIONS]) }),
  fc.record({ kind: fc.constantFrom(null, 'news', 'satire', 'opinion') }),
  fc.record({ series: fc.constantFrom(null, 'staples', ...SERIES) }),
  fc.record({ events: fc.subarray([...EVENTS]) }),
  fc.record({ sponsor: fc.constantFrom(null, 'A bank') }),
  fc.record({ excerpts: fc.subarray([...EXCERPTS]) }),
  fc.record({ sources: fc.subarray([...SOURCES]) }),
  fc.record({ prose: fc.constantFrom(...LINKS) }),
  fc.record({ lang: fc.constantFrom(null, 'de', 'ar') }),
  fc.record({ translationOf: fc.constantFrom(null, 'bread', 'water', 'fire') }),
  fc.record({
    formerTitles: fc.constantFrom(null, '[Once, Twice]', '{ title: Once, until: 2025-01-01 }'),
  }),
  fc.record({ audio: fc.constantFrom(null, '/media/plan.png', 'https://sound.example/1.mp3') }),
  fc.record({ featured: fc.boolean() }),
  fc.record({ image: fc.constantFrom(null, '/media/map.png', '/media/plan.png') }),
  fc.record({
    mistake: fc.constantFrom(
      null,
      'unclosed front matter' as const,
      'impossible date' as const,
      'unknown reference' as const,
      'unknown field' as const,
      'bad link' as const,
      'empty' as const,
    ),
  }),
  fc.record({ file: fc.constantFrom('articles/renamed.md', 'articles/2025/moved/index.md') }),
);

/** What the other files may become; null: they are not there. */
const OTHERS: Readonly<Record<string, readonly (string | null)[]>> = {
  'newsroom/topics/economy.md': [
    null,
    '---\ntitle: The economy\naliases: [trade]\n---\n\nOf money, see [[salt]].\n',
    '---\ntitle: Economy\n---\n\nOf money.\n',
    '---\ntitle: Economy\npinned: [salt, fire]\nrelated: [trade]\n---\n',
  ],
  'newsroom/outlets/ledger.md': [
    null,
    '---\ntitle: Ledger of Record\naliases: [The Ledger]\nhosts: [ledger.example]\n---\n',
    '---\ntitle: The Ledger\ncountry: Corvanne\nnote: Daily\n---\n\nA paper.\n',
  ],
  'newsroom/outlets/hesk.md': [null, '---\ntitle: Radio Hesk\nhome: https://hesk.example/\n---\n'],
  'newsroom/promos/book.md': [
    null,
    '---\ntitle: A book\nurl: /2024/01/bread/\nplacement: top\n---\n\nRead it.\n',
    '---\ntitle: A book\nurl: https://shop.example/\nfrom: 2026-02-01\n---\n\nRead it.\n',
    '---\ntitle: A book\nurl: https://shop.example/\nuntil: 2026-02-02\n---\n\nRead more.\n',
  ],
  'newsroom/promos/club.md': [
    null,
    '---\ntitle: A club\nurl: /about/\nimage: { src: /media/map.png, alt: A map }\n---\n\nCome, see [[salt]].\n',
  ],
  'newsroom/authors/ada.md': [null, '---\ntitle: Ada R.\n---\n\nShe reads, too.\n'],
  'newsroom/authors/bo.md': [null, '---\ntitle: Bo Lind\nimage: /media/plan.png\n---\n\nHe is.\n'],
  'pages/about.md': [null, '---\ntitle: About us\n---\n\nWe are [[fire]].\n'],
  'media/map.png': [null, 'another map', 'a nap'],
  'media/plan.png': [null, 'a plank'],
  'public/humans.txt': [null, 'Robots.\n'],
  'public/a/b.txt': [null, 'b'],
  'templates/sponsor.hbs': [null, '<p>{{labels.sponsoredBy}} {{name}}</p>\n'],
  'templates/byline.hbs': [
    null,
    '<p>{{#each byline}}{{joint}}<a href="{{url}}">{{name}}</a>{{/each}}!</p>\n',
    '<p>{{bylien}}</p>\n',
  ],
  'templates/style.css': [null, 'body{color:#111}\n', 'body{color:#222}\n'],
};

const CONFIG: Readonly<Record<string, readonly string[]>> = {
  title: ['The Test', 'Another test'],
  url: ['https://test.example/', 'https://test.example/news/'],
  language: ['en', 'en-GB'],
  timezone: ['Europe/London', 'Asia/Tokyo'],
  listing: ['{ size: 3 }', '{ size: 2 }'],
  feeds: ['{ items: 2 }', '{ items: 20 }'],
  permalink: ['/:year/:month/:slug/', '/:topic/:slug/'],
  nav: ['[{ label: Economy, url: /topics/economy/ }]', '[{ label: Fire, url: /2025/12/fire/ }]'],
  links: ['{ unresolved: error }', '{ unresolved: warn }'],
};

function pairs<T>(table: Readonly<Record<string, readonly T[]>>): [string, T][] {
  return Object.entries(table).flatMap(([key, values]) =>
    values.map((it): [string, T] => [key, it]),
  );
}

/** Every edit of a file that is no article. */
export const FILE_EDITS: readonly Edit[] = [
  ...pairs(OTHERS).map(([path, text]) => ({
    words: text === null ? `removes ${path}` : `writes ${JSON.stringify(text)} to ${path}`,
    apply: (site: SiteModel) => ({ ...site, others: { ...site.others, [path]: text } }),
  })),
  ...pairs(CONFIG).map(([key, value]) => ({
    words: `configures ${key}: ${value}`,
    apply: (site: SiteModel) => ({ ...site, config: { ...site.config, [key]: value } }),
  })),
];

/** Any small edit. Those of an article come most often. */
export const EDIT: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.nat({ max: 4 }), FIELDS).map(([at, it]) => field(at, it)) },
  { weight: 1, arbitrary: fc.nat({ max: 4 }).map(removed) },
  { weight: 1, arbitrary: fc.nat({ max: 4 }).map(added) },
  { weight: 6, arbitrary: fc.constantFrom(...FILE_EDITS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2026-01-01T12:00', '2026-02-02', '2026-03-03').map((now) => ({
      words: `builds at ${now}`,
      apply: (site: SiteModel) => ({ ...site, now }),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((drafts) => ({
      words: drafts ? 'shows drafts' : 'hides drafts',
      apply: (site: SiteModel) => ({ ...site, drafts }),
    })),
  },
);

function field(at: number, given: Partial<ArticleModel>): Edit {
  return {
    words: `gives article ${at} ${JSON.stringify(given)}`,
    apply: (site) => replaced(site, at, (it) => (it === null ? null : { ...it, ...given })),
  };
}

function removed(at: number): Edit {
  return { words: `deletes article ${at}`, apply: (site) => replaced(site, at, () => null) };
}

function added(at: number): Edit {
  const fresh = article('wind', '2025-09-01', { seeAlso: ['fire'], topics: ['war'] });
  return { words: `adds article ${at}`, apply: (site) => replaced(site, at, (it) => it ?? fresh) };
}

function replaced(
  site: SiteModel,
  at: number,
  change: (it: ArticleModel | null) => ArticleModel | null,
): SiteModel {
  const articles = site.articles.map((it, index) => (index === at ? change(it) : it));
  // Two articles cannot have one file: such an edit changes nothing.
  const files = articles.flatMap((it) => (it === null ? [] : [it.file]));
  return new Set(files).size < files.length ? site : { ...site, articles };
}

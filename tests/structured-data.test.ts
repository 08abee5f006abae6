/** What pages say of themselves to engines: JSON-LD, card tags, languages, the news sitemap. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFolder } from './support/built.ts';
import { articleFile, filesIn, folderOf } from './support/folder.ts';
import type { Files } from './support/folder.ts';
import { buildOnce } from './support/sample.ts';
import { writeFiles } from './support/folder.ts';
import { dataIn, faultsIn, nodeOf } from './support/structured-data.ts';

const CONFIG = `title: The Lamp
url: https://lamp.example/paper/
language: en
timezone: Europe/London
description: Light on the coast
license: CC BY 4.0
social: [{ label: Mastodon, url: https://social.example/@lamp }]
publisher:
  name: Lamp Trust
  logo: /lamp.png
  policies:
    Standards and corrections: /standards/
    Who owns us, and funding: /standards/
    Contact: /contact/
`;

const KINDS = {
  news: 'ReportageNewsArticle',
  opinion: 'OpinionNewsArticle',
  analysis: 'AnalysisNewsArticle',
  background: 'BackgroundNewsArticle',
  review: 'ReviewNewsArticle',
  interview: 'NewsArticle',
  satire: ['NewsArticle', 'SatiricalArticle'],
} as const;

const HOSTILE = '</script><script>alert(1)</script><!--';

const RICH = `deck: What the lease says
updated: 2026-01-20T10:00
authors: [ada, { name: Bo Lind, role: translated by }, Cy Marsh]
place: Port Hale
kind: news
topics: [harbour, law]
series: { id: leases, part: 2 }
license: https://creativecommons.org/licenses/by/4.0/
image: { src: /media/quay.jpg, alt: A quay, caption: The quay, credit: Ruth Ansel, license: CC0 }
audio: { url: /media/lease.mp3, type: audio/mpeg, length: 9, duration: "1:05:00" }
sources:
  - { title: The register, url: https://register.example/7, outlet: The Registry, author: N. N., date: 2025-12, archived: https://archive.example/7 }
corrections:
  - { date: 2026-01-18, text: The year was wrong. }
  - { date: 2026-01-19T09:30, kind: clarification, text: "It is ${HOSTILE} a lease." }
`;

const BODY = `Five words and three more.

> Nobody read clause nine.
>
> — [“Clause nine”](https://ledger.example/nine), N. Writer, 14 January 2026
`;

const SITE: Files = {
  'broadside.yaml': CONFIG,
  'articles/2026-01-16-lease.md': articleFile(`"The lease ${HOSTILE}"`, BODY, RICH),
  'articles/2026-01-15-first.md': articleFile(
    'First',
    'Words.\n',
    'series: { id: leases, part: 1 }\n',
  ),
  'articles/2026-01-14-paid.md': articleFile(
    'Paid',
    'Words.\n',
    'sponsor: { name: Ropes, url: https://ropes.example/ }\nplace: Here\n',
  ),
  'articles/2026-01-13-gone.md': articleFile(
    'Gone',
    'Words.\n',
    'corrections: [{ date: 2026-01-14, kind: retraction, text: It was not so. }]\n',
  ),
  'articles/2026-01-12-again.md': articleFile(
    'Again',
    'Words.\n',
    'republishedFrom: { label: The Ledger, url: https://ledger.example/again }\ncanonical: https://ledger.example/again\n',
  ),
  'articles/2026-01-11-film.md': articleFile(
    'Film',
    'Words.\n',
    'audio: { url: https://films.example/1.mp4, type: video/mp4, duration: 90 }\n',
  ),
  ...Object.fromEntries(
    Object.keys(KINDS).map((kind) => [
      `articles/2026-01-10-a-${kind}.md`,
      articleFile(`A ${kind}`, 'Words.\n', `kind: ${kind}\n`),
    ]),
  ),
  'newsroom/authors/ada.md':
    '---\ntitle: Ada Rook\nrole: Editor\nimage: { src: /media/ada.jpg }\nlinks: [https://social.example/@ada, /about/]\n---\n\nShe writes.\n',
  'newsroom/promos/book.md':
    '---\ntitle: A book\nurl: https://shop.example/\n---\n\nMany more words.\n',
  'pages/about.md': '---\ntitle: About\ndeck: Who we are\n---\n\nUs.\n',
  'pages/standards.md': '---\ntitle: Standards\n---\n\nHigh.\n',
  'pages/contact.md': '---\ntitle: Contact\n---\n\nHere.\n',
  'media/quay.jpg': 'a quay',
  'media/ada.jpg': 'ada',
  'media/lease.mp3': 'a lease',
  'public/lamp.png': 'a lamp',
};

const HOME = 'https://lamp.example/paper/';

let pages: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  const built = await buildOnce((root) => writeFiles(root, SITE), { now: '2026-01-31' });
  expect(built.report.outcome).toBe('published');
  pages = Object.fromEntries(
    Object.keys(filesIn(built.dist))
      .filter((it) => /\.(?:html|xml|txt)$/.test(it))
      .map((it) => [it, readFileSync(join(built.dist, it), 'utf8')]),
  );
  return built.remove;
});

function page(path: string): string {
  return pages[`${path}index.html`] ?? '';
}

describe('structured data', () => {
  it('of every page has no type and no property that schema.org does not have', () => {
    const faults = Object.entries(pages)
      .filter(([path]) => path.endsWith('.html'))
      .flatMap(([path, html]) => faultsIn(html).map((it) => `${path}: ${it}`));
    expect(faults).toEqual([]);
  });

  it.each(Object.entries(KINDS))('of the kind %s has its type', (kind, type) => {
    const [article] = dataIn(page(`2026/01/a-${kind}/`));
    expect(article?.['@type']).toEqual(type);
  });

  it('of an article says all that its front matter and its text say', () => {
    const [article, trail] = dataIn(page('2026/01/lease/'));
    const url = `${HOME}2026/01/lease/`;
    expect(article).toEqual({
      '@type': 'ReportageNewsArticle',
      headline: `The lease ${HOSTILE}`,
      description: 'What the lease says',
      url,
      mainEntityOfPage: url,
      datePublished: '2026-01-16T00:00:00+00:00',
      dateModified: '2026-01-20T10:00:00+00:00',
      author: [
        { '@type': 'Person', name: 'Ada Rook', url: `${HOME}authors/ada/` },
        { '@type': 'Person', name: 'Bo Lind', url: `${HOME}authors/bo-lind/` },
        { '@type': 'Person', name: 'Cy Marsh', url: `${HOME}authors/cy-marsh/` },
      ],
      publisher: {
        '@type': 'NewsMediaOrganization',
        '@id': `${HOME}#publisher`,
        name: 'Lamp Trust',
        url: HOME,
        logo: { '@type': 'ImageObject', url: `${HOME}lamp.png` },
        sameAs: 'https://social.example/@lamp',
        publishingPrinciples: `${HOME}standards/`,
        correctionsPolicy: `${HOME}standards/`,
        ownershipFundingInfo: `${HOME}standards/`,
      },
      dateline: 'Port Hale',
      image: {
        '@type': 'ImageObject',
        url: expect.stringMatching(/^https:\/\/lamp\.example\/paper\/media\/quay\.\w+\.jpg$/),
        caption: 'The quay',
        creditText: 'Ruth Ansel',
        license: { '@type': 'CreativeWork', name: 'CC0' },
      },
      audio: {
        '@type': 'AudioObject',
        contentUrl: expect.stringMatching(
          /^https:\/\/lamp\.example\/paper\/media\/lease\.\w+\.mp3$/,
        ),
        encodingFormat: 'audio/mpeg',
        duration: 'PT1H5M0S',
      },
      articleSection: 'Harbour',
      keywords: ['Harbour', 'Law'],
      inLanguage: 'en',
      isPartOf: [
        { '@type': 'WebSite', '@id': `${HOME}#publication`, name: 'The Lamp', url: HOME },
        { '@type': 'CreativeWorkSeries', name: 'Leases', url: `${HOME}series/leases/` },
      ],
      position: 2,
      citation: [
        {
          '@type': 'CreativeWork',
          name: 'Clause nine',
          url: 'https://ledger.example/nine',
          datePublished: '2026-01-14',
          publisher: { '@type': 'Organization', name: 'ledger.example' },
          author: { '@type': 'Person', name: 'N. Writer' },
        },
        {
          '@type': 'CreativeWork',
          name: 'The register',
          url: 'https://register.example/7',
          author: { '@type': 'Person', name: 'N. N.' },
          datePublished: '2025-12',
          publisher: { '@type': 'Organization', name: 'The Registry' },
          archivedAt: 'https://archive.example/7',
        },
      ],
      correction: [
        {
          '@type': 'CorrectionComment',
          name: 'Correction',
          text: 'The year was wrong.',
          datePublished: '2026-01-18T00:00:00+00:00',
          url: `${url}#Correction-2026-01-18`,
        },
        {
          '@type': 'CorrectionComment',
          name: 'Clarification',
          text: `It is ${HOSTILE} a lease.`,
          datePublished: '2026-01-19T09:30:00+00:00',
          url: `${url}#Correction-2026-01-19`,
        },
      ],
      license: 'https://creativecommons.org/licenses/by/4.0/',
      wordCount: expect.any(Number),
    });
    expect(trail).toEqual({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'The Lamp', item: HOME },
        { '@type': 'ListItem', position: 2, name: 'Harbour', item: `${HOME}topics/harbour/` },
        { '@type': 'ListItem', position: 3, name: `The lease ${HOSTILE}`, item: url },
      ],
    });
  });

  it('counts the words of the text, and none of a promo', () => {
    expect(nodeOf(page('2026/01/first/'), 'OpinionNewsArticle')['wordCount']).toBe(1);
  });

  it('of what somebody paid for is an advertisement, and names who paid', () => {
    const article = nodeOf(page('2026/01/paid/'), 'AdvertiserContentArticle');
    expect(article['sponsor']).toEqual({
      '@type': 'Organization',
      name: 'Ropes',
      url: 'https://ropes.example/',
    });
    expect(article['dateline']).toBeUndefined();
    expect(article['license']).toEqual({ '@type': 'CreativeWork', name: 'CC BY 4.0' });
  });

  it('of a retracted article says so', () => {
    const article = nodeOf(page('2026/01/gone/'), 'OpinionNewsArticle');
    expect(article['creativeWorkStatus']).toBe('Retracted');
    expect(article['correction']).toMatchObject([{ name: 'Retracted', text: 'It was not so.' }]);
  });

  it('of what appeared elsewhere first says where', () => {
    const article = nodeOf(page('2026/01/again/'), 'OpinionNewsArticle');
    expect(article['mainEntityOfPage']).toBe('https://ledger.example/again');
    expect(article['isBasedOn']).toEqual({
      '@type': 'CreativeWork',
      url: 'https://ledger.example/again',
      publisher: { '@type': 'Organization', name: 'The Ledger' },
    });
  });

  it('of a film is no sound', () => {
    const article = nodeOf(page('2026/01/film/'), 'OpinionNewsArticle');
    expect(article['video']).toEqual({
      '@type': 'VideoObject',
      contentUrl: 'https://films.example/1.mp4',
      encodingFormat: 'video/mp4',
      duration: 'PT90S',
    });
  });

  it('of the front page says what the publication is, and who publishes it', () => {
    expect(dataIn(page(''))).toMatchObject([
      { '@type': 'WebSite', name: 'The Lamp', description: 'Light on the coast', inLanguage: 'en' },
      { '@type': 'NewsMediaOrganization', name: 'Lamp Trust' },
    ]);
  });

  it('of an author says who that is', () => {
    expect(nodeOf(page('authors/ada/'), 'ProfilePage')['mainEntity']).toMatchObject({
      '@type': 'Person',
      name: 'Ada Rook',
      jobTitle: 'Editor',
      image: expect.stringMatching(/^https:\/\/lamp\.example\/paper\/media\/ada\./),
      sameAs: ['https://social.example/@ada', `${HOME}about/`],
    });
    expect(nodeOf(page('authors/bo-lind/'), 'ProfilePage')['mainEntity']).toMatchObject({
      name: 'Bo Lind',
    });
  });

  it.each(['topics/', 'topics/harbour/', 'kinds/news/', 'archive/2026/', 'series/leases/'])(
    'of the list %s is that of a list, with the way to it',
    (path) => {
      const list = nodeOf(page(path), 'CollectionPage');
      expect(list['url']).toBe(HOME + path);
      const steps = nodeOf(page(path), 'BreadcrumbList')['itemListElement'];
      expect(steps).toHaveLength(path.split('/').length);
    },
  );

  it('of an undated page is that of a page; a page that is none has none', () => {
    expect(nodeOf(page('about/'), 'WebPage')['description']).toBe('Who we are');
    expect(dataIn(pages['404.html'] ?? '')).toEqual([]);
  });
});

it('tags for cards say what an article is', () => {
  const tags = [
    ...page('2026/01/lease/').matchAll(
      /<meta (?:property|name)="((?:og|article|twitter):[\w:]+)" content="([^"]*)">/g,
    ),
  ];
  expect(tags.map(([, name, value]) => `${name} ${value}`)).toEqual([
    'og:site_name The Lamp',
    'og:type article',
    'og:title The lease &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--',
    'og:description What the lease says',
    `og:url ${HOME}2026/01/lease/`,
    'og:locale en',
    'article:published_time 2026-01-16T00:00:00+00:00',
    'article:modified_time 2026-01-20T10:00:00+00:00',
    `article:author ${HOME}authors/ada/`,
    `article:author ${HOME}authors/bo-lind/`,
    `article:author ${HOME}authors/cy-marsh/`,
    'article:section Harbour',
    'article:tag Harbour',
    'article:tag Law',
    expect.stringMatching(/^og:image https:\/\/lamp\.example\/paper\/media\/quay/),
    'og:image:alt A quay',
    'twitter:card summary_large_image',
  ]);
});

describe('the news sitemap', () => {
  const NEWS: Files = {
    'broadside.yaml': CONFIG.replace(/^publisher:[\s\S]*/m, ''),
    'articles/2026-01-16-now.md': articleFile('Now & then', 'Words.\n', 'date: 2026-01-16T09:30\n'),
    'articles/2026-01-15-yesterday.md': articleFile('Yesterday', 'Words.\n', 'lang: pt-BR\n'),
    'articles/2026-01-14-edge.md': articleFile('Edge', 'Words.\n', 'date: 2026-01-14T12:00\n'),
    'articles/2026-01-14-old.md': articleFile('Old', 'Words.\n', 'date: 2026-01-14T11:59\n'),
    'articles/2026-01-16-later.md': articleFile('Later', 'Words.\n', 'date: 2026-01-16T18:00\n'),
    'articles/2026-01-16-paid.md': articleFile('Paid', 'Words.\n', 'sponsor: Ropes\n'),
    'articles/2026-01-16-joke.md': articleFile('Joke', 'Words.\n', 'kind: satire\n'),
    'articles/2026-01-16-draft.md': articleFile('Draft', 'Words.\n', 'draft: true\n'),
    'articles/2026-01-16-hidden.md': articleFile('Hidden', 'Words.\n', 'noindex: true\n'),
    'articles/2026-01-16-theirs.md': articleFile(
      'Theirs',
      'Words.\n',
      'canonical: https://a.example/\n',
    ),
    'articles/2026-01-16-gone.md': articleFile(
      'Gone',
      'Words.\n',
      'corrections: [{ date: 2026-01-16, kind: retraction, text: No. }]\n',
    ),
  };

  function sitemapIn(root: string): string {
    return readFileSync(join(root, 'dist', 'news-sitemap.xml'), 'utf8');
  }

  function titlesIn(root: string): (string | undefined)[] {
    return [...sitemapIn(root).matchAll(/<news:title>([^<]*)</g)].map((it) => it[1]);
  }

  it('has what is news of the last 48 hours, newest first, and says what Google asks for', async () => {
    const root = folderOf(NEWS);
    expect((await buildFolder(root, { now: '2026-01-16T12:00' })).outcome).toBe('published');
    expect(titlesIn(root)).toEqual(['Now &amp; then', 'Yesterday', 'Edge']);
    expect(sitemapIn(root)).toContain(
      '<url><loc>https://lamp.example/paper/2026/01/yesterday/</loc><news:news><news:publication><news:name>The Lamp</news:name><news:language>pt</news:language></news:publication><news:publication_date>2026-01-15T00:00:00+00:00</news:publication_date><news:title>Yesterday</news:title></news:news></url>',
    );
  });

  it('changes with time alone, and no other file does; nobody is told to build again for it', async () => {
    const root = folderOf(NEWS);
    const first = await buildFolder(root, { now: '2026-01-16T18:00' });
    expect(first.due).toBeNull();
    const later = await buildFolder(root, { now: '2026-01-18T09:31' });
    expect({ written: later.written, titles: titlesIn(root) }).toEqual({
      written: 1,
      titles: ['Later'],
    });
    await buildFolder(root, { now: '2026-03-01' });
    expect(titlesIn(root)).toEqual([]);
  });

  it('has at most a thousand', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1003 }, (_, at) => [
        `articles/2026-01-16-a${at}.md`,
        articleFile(`A ${at}`, 'W.\n'),
      ]),
    );
    const root = folderOf({ 'broadside.yaml': NEWS['broadside.yaml'] ?? '', ...many });
    await buildFolder(root, { now: '2026-01-16T12:00' });
    expect(titlesIn(root)).toHaveLength(1000);
    rmSync(root, { recursive: true });
  }, 120_000);
});

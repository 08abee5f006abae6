/** What articles have in common: their lists, their addresses, and what stands in none of them. */
import { describe, expect, it } from 'vitest';
import { correctionAnchors } from '../src/addresses.ts';
import type { Correction } from '../src/model.ts';
import { article, linkSite } from './support/linked.ts';

describe('topics related to a topic are', () => {
  const related = (files: Record<string, string>): string[] =>
    linkSite(files)
      .edition.topics.find((it) => it.id === 'iraq')
      ?.related.map((it) => it.id) ?? [];
  const on = (...topics: readonly string[]): string =>
    article(`On ${topics.join(' ')}`, 'Words.', `topics: [${topics.join(', ')}]\n`);

  it('those it shares most articles with, of equals the rarer one first', () =>
    expect(
      related({
        'articles/a.md': on('iraq', 'oil', 'war'),
        'articles/b.md': on('iraq', 'war', 'press'),
        'articles/c.md': on('press', 'courts'),
      }),
    ).toEqual(['war', 'oil', 'press']));
  it('before them those its file names, each once, and never itself', () =>
    expect(
      related({
        'newsroom/topics/iraq.md': '---\ntitle: Iraq\nrelated: [courts, iraq, War]\n---\n',
        'articles/a.md': on('iraq', 'oil', 'war'),
        'articles/b.md': on('courts'),
      }),
    ).toEqual(['courts', 'war', 'oil']));
  it('six at most, unless its file names more', () => {
    const names = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7'];
    const article = { 'articles/a.md': on('iraq', ...names) };
    expect(related(article)).toEqual(names.slice(0, 6));
    const file = `---\ntitle: Iraq\nrelated: [${names.join(', ')}]\n---\n`;
    expect(related({ ...article, 'newsroom/topics/iraq.md': file })).toEqual(names);
  });
  it('none that only something withheld has', () =>
    expect(
      related({
        'newsroom/topics/iraq.md': '---\ntitle: Iraq\nrelated: [spies]\n---\n',
        'articles/a.md': on('iraq'),
        'articles/b.md': on('iraq', 'spies').replace('topics:', 'draft: true\ntopics:'),
      }),
    ).toEqual([]));
});

describe('kinds', () => {
  it('are those of published articles, in the order of the list', () => {
    const { edition } = linkSite({
      'articles/a.md': article('A', 'Words.', 'kind: satire\n'),
      'articles/b.md': article('B', 'Words.', 'kind: news\n'),
      'articles/c.md': article('C', 'Words.', 'kind: review\ndraft: true\n'),
      'articles/d.md': article('D', 'Words.', 'kind: interview\nsponsor: A bank\n'),
    });
    expect(edition.kinds.map((it) => [it.id, it.articles])).toEqual([
      ['news', ['articles/b.md']],
      ['satire', ['articles/a.md']],
    ]);
  });
});

describe('the anchor of a correction', () => {
  const on = (day: string, time: string | null = null): Correction => ({
    date: { day, time, offset: '+00:00', instant: Date.parse(`${day}T${time ?? '00:00:00'}Z`) },
    kind: 'correction',
    text: 'Wrong.',
    prominence: 'head',
    at: null,
  });

  it('is its day', () =>
    expect(correctionAnchors([on('2026-01-02'), on('2026-01-01')])).toEqual([
      'Correction-2026-01-02',
      'Correction-2026-01-01',
    ]));
  it('has a number from the second of a day on, in the order of time', () =>
    expect(
      correctionAnchors([
        on('2026-01-02', '09:00:00'),
        on('2026-01-02'),
        on('2026-01-02', '09:00:00'),
      ]),
    ).toEqual(['Correction-2026-01-02-2', 'Correction-2026-01-02', 'Correction-2026-01-02-3']));
  it('stays when another is listed before it or after it', () => {
    const [first] = correctionAnchors([on('2026-01-02')]);
    expect(correctionAnchors([on('2026-01-05'), on('2026-01-02'), on('2026-01-01')])[1]).toBe(
      first,
    );
  });
});

describe('an address that a list has', () => {
  const check = (path: string, taken: RegExp): void => {
    const { messages } = linkSite({
      'articles/a.md': article('A', 'Words.', 'series: water\nkind: news\n'),
      'articles/b.md': article(
        'B',
        'Words.',
        'series: water\nsources: [{ title: T, outlet: Post }]\n',
      ),
      [path]: 'x',
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(taken);
    expect(messages[0]).toMatch(/\[duplicate-address\]$/);
  };

  it('is not given to a page', () => {
    const page = { 'pages/corrections.md': '---\ntitle: Ours\n---\n\nWords.\n' };
    expect(linkSite(page).messages).toEqual([
      'pages/corrections.md:2:8: error: the address /corrections/ is already taken by the list of corrections [duplicate-address]',
    ]);
  });
  it('is not given to a public file: series', () =>
    check('public/series/water/index.html', /taken by the series "Water"/));
  it('is not given to a public file: kind', () =>
    check('public/kinds/News/feed.xml', /taken by the kind "news"/));
  it('is not given to a public file: source', () =>
    check('public/sources/post/index.html', /taken by the source "Post"/));
  it('is not given to a public file: feeds', () =>
    check('public/feeds/index.html', /taken by the list of feeds/));
  it('is not given to a public file: feed of corrections', () =>
    check('public/corrections/feed.xml', /taken by the list of corrections/));
});

describe('a plain URL leads to', () => {
  const check = (url: string): void => {
    const site = {
      'newsroom/outlets/post.md': '---\ntitle: The Post\n---\n\nSee [them](/series/water/).\n',
      'articles/a.md': article('A', `See [it](${url}).`, 'series: water\n'),
      'articles/b.md': article('B', 'Words.', 'series: water\n'),
    };
    expect(linkSite(site, { config: `nav: [{ label: It, url: '${url}' }]\n` }).messages).toEqual(
      [],
    );
  };

  for (const url of [
    '/series/',
    '/series/water/',
    '/series/water/feed.xml',
    '/sources/',
    '/sources/post/',
    '/sources/post/feed.xml',
    '/kinds/',
    '/kinds/opinion/',
    '/kinds/opinion/feed.xml',
    '/corrections/',
    '/corrections/feed.xml',
    '/feeds/',
  ]) {
    it(url, () => check(url));
  }
});

/** Series: the order of their parts, and what is odd about their numbers. */
import { describe, expect, it } from 'vitest';
import { article, linkSite } from './support/linked.ts';

function part(title: string, number: number | null, day: string, more = ''): string {
  const series = number === null ? 'series: water' : `series: { id: Water, part: ${number} }`;
  return article(title, 'Words.', `${series}\n${more}`).replace('2024-01-01', day);
}

describe('a series', () => {
  const { edition, messages } = linkSite({
    'articles/b.md': part('Second', 2, '2024-03-01'),
    'articles/a.md': part('First', 1, '2024-05-01'),
    'articles/late.md': part('Late', null, '2024-04-01'),
    'articles/d.md': part('Early', null, '2024-01-02'),
  });

  it('has its articles by their parts, and those without one last, by their dates', () => {
    expect(edition.series).toEqual([
      {
        of: 'series',
        id: 'water',
        title: 'Water',
        address: '/series/water/',
        articles: ['articles/a.md', 'articles/b.md', 'articles/d.md', 'articles/late.md'],
        pages: ['/series/water/'],
        feed: '/series/water/feed.xml',
        entry: null,
      },
    ]);
    expect(messages).toEqual([]);
  });
  it('says of each article where it stands', () => {
    const second = edition.articles.find((it) => it.summary.title === 'Second')?.series;
    expect(second).toEqual({
      tag: { id: 'water', title: 'Water', address: '/series/water/' },
      part: 2,
      parts: 4,
      previous: 'articles/a.md',
      next: 'articles/d.md',
    });
  });
  it('has no part that is not published, and does not count it', () => {
    const linked = linkSite({
      'articles/a.md': part('First', 1, '2024-05-01'),
      'articles/b.md': part('Second', 2, '2024-05-02', 'draft: true\n'),
      'articles/c.md': part('Third', 3, '2024-05-03', 'publish: 2027-01-01\n'),
    });
    expect(linked.messages).toEqual([]);
    expect(linked.edition.articles.map((it) => it.series)).toMatchObject([
      { part: 1, parts: 1, previous: null, next: null },
    ]);
  });
});

describe('it is reported that', () => {
  it('two articles are the same part', () =>
    expect(
      linkSite({
        'articles/a.md': part('A', 1, '2024-01-01'),
        'articles/b.md': part('B', 1, '2024-01-02'),
      }).messages,
    ).toEqual([
      'articles/b.md:4:28: warning: part 1 of the series "Water" is already articles/a.md [series-part-twice]',
    ]));
  it('a part is missing', () =>
    expect(
      linkSite({
        'articles/a.md': part('A', 1, '2024-01-01'),
        'articles/b.md': part('B', 3, '2024-01-02'),
        'articles/c.md': part('C', 7, '2024-01-03'),
      }).messages,
    ).toEqual([
      'articles/b.md:4:28: finding: part 2 of the series "Water" is missing before this one [series-part-missing]',
      'articles/c.md:4:28: finding: parts 4 to 6 of the series "Water" are missing before this one [series-part-missing]',
    ]));
  it('an article is alone in its series, with the one that was meant', () => {
    const { messages, hints } = linkSite({
      'articles/a.md': part('A', 1, '2024-01-01'),
      'articles/b.md': part('B', 2, '2024-01-02'),
      'articles/c.md': article('C', 'Words.', 'series: waters\n'),
    });
    expect(messages).toEqual([
      'articles/c.md:4:9: finding: the series "Waters" has one article only [series-of-one]',
    ]);
    expect(hints[0]).toBe('Did you mean "water"? If more is to come, there is nothing to do.');
  });
  it('but not of what has expired, in whose place another came', () =>
    expect(
      linkSite({
        'articles/a.md': part('A', 1, '2024-01-01', 'expires: 2025-01-01\n'),
        'articles/b.md': part('B', 1, '2024-01-02'),
        'articles/c.md': part('C', 2, '2024-01-03'),
      }).messages,
    ).toEqual([]));
});

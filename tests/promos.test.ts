/** Promos: when they are shown, in which order, and what an edition tells of them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolder } from './support/built.ts';
import { articleFile, CONFIG_FILE, filesIn, folderOf, writeFiles } from './support/folder.ts';
import { article, linkSite } from './support/linked.ts';
import type { Linked } from './support/linked.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

function promo(fields = '', title = 'A promo', url = 'https://shop.example/'): string {
  return `---\ntitle: ${title}\nurl: ${url}\n${fields}---\n\nWords.\n`;
}

function linked(
  promos: Readonly<Record<string, string>>,
  given: Parameters<typeof linkSite>[1] = {},
  more: Readonly<Record<string, string>> = {},
): Linked {
  const files = Object.entries(promos).map(([id, text]) => [`newsroom/promos/${id}.md`, text]);
  return linkSite(
    { 'articles/a.md': article('An article'), ...Object.fromEntries(files), ...more },
    { now: NOW, ...given },
  );
}

function shownIn({ edition }: Linked): string[] {
  return edition.promos.map((it) => it.summary.id);
}

describe('a promo is shown', () => {
  it.each([
    ['always, without dates', '', true],
    ['from its first moment on', 'from: 2026-01-15 12:00\n', true],
    ['and not before it', 'from: 2026-01-15 12:01\n', false],
    ['from the beginning of a day', 'from: 2026-01-15\n', true],
    ['until before its last moment', 'until: 2026-01-15 12:01\n', true],
    ['and not at it', 'until: 2026-01-15 12:00\n', false],
    ['until before the day it ends on', 'until: 2026-01-15\n', false],
  ])('%s', (_how, fields, isShown) => {
    expect(shownIn(linked({ one: promo(fields) }))).toEqual(isShown ? ['one'] : []);
  });

  it('before its time only where what is not yet live was asked for, and never after it', () => {
    const promos = {
      early: promo('from: 2026-02-01\n', 'E'),
      late: promo('until: 2026-01-01\n', 'L'),
    };
    const show = { drafts: true, future: true, expired: true };
    expect(shownIn(linked(promos))).toEqual([]);
    const { edition } = linked(promos, { show });
    expect(edition.promos.map((it) => [it.summary.id, it.visibility])).toEqual([
      ['early', 'scheduled'],
    ]);
  });

  it('in the order of the file names, two at a place, and the next when one of them ends', () => {
    const promos = {
      c: promo('', 'C'),
      a: promo('until: 2026-01-16\n', 'A'),
      b: promo('', 'B'),
      top: promo('placement: top\n', 'T'),
    };
    expect(shownIn(linked(promos))).toEqual(['a', 'b', 'top']);
    expect(shownIn(linked(promos, { now: Date.UTC(2026, 0, 16) }))).toEqual(['b', 'c', 'top']);
    expect(linked(promos).messages).toEqual([
      'newsroom/promos/c.md:2:8: finding: this promo is not shown, because 2 others are at "article" at the same time [promo-crowded-out]',
    ]);
  });

  it('once, when two files hold the same at the same time', () => {
    const same = { a: promo('until: 2026-01-16\n', 'Our “book”'), b: promo('', 'our book') };
    expect(shownIn(linked(same))).toEqual(['a']);
    expect(linked(same).messages).toEqual([
      'newsroom/promos/b.md:3:6: warning: this is the same promo as newsroom/promos/a.md, which is shown at the same time [duplicate-promo]',
    ]);
    const later = linked(same, { now: Date.UTC(2026, 0, 16) });
    expect([shownIn(later), later.messages]).toEqual([['b'], []]);
  });

  it('when what it leads to is published', () => {
    const promos = { one: promo('', 'One', '/2026/02/soon/') };
    const soon = { 'articles/soon.md': article('Soon').replace('2024-01-01', '2026-02-01') };
    const now = linked(promos, {}, soon);
    expect([shownIn(now), now.messages]).toEqual([
      [],
      [
        'newsroom/promos/one.md:3:6: warning: "/2026/02/soon/" exists, but it is not published yet: it goes live 2026-02-01T00:00 UTC [promo-waiting]',
      ],
    ]);
    const then = linked(promos, { now: Date.UTC(2026, 1, 1) }, soon);
    expect([shownIn(then), then.messages]).toEqual([['one'], []]);
  });
});

it('where a promo leads is checked once, shown or not', () => {
  for (const fields of ['', 'from: 2027-01-01\n']) {
    const { messages } = linked({ one: promo(fields, 'One', '/nowhere/') });
    expect(messages).toEqual([
      'newsroom/promos/one.md:3:6: error: "/nowhere/" leads to no page and no file of this site [unresolved-link]',
    ]);
  }
});

it('files of a promo are copied only while it is shown', () => {
  const text = promo(
    'from: 2026-02-01\nimage: { src: /media/b.png, alt: B }\n',
    'One',
    '/media/a.pdf',
  );
  const media = { 'media/a.pdf': 'a', 'media/b.png': 'b' };
  expect(linked({ one: text }, {}, media).edition.files).toEqual([]);
  const then = linked({ one: text }, { now: Date.UTC(2026, 1, 1) }, media).edition;
  expect(then.files.map((it) => it.path)).toEqual(['media/a.pdf', 'media/b.png']);
});

it('an edit of its text changes the pages of articles, and no list and no feed', async () => {
  const root = folderOf({
    'broadside.yaml': CONFIG_FILE,
    'articles/2024-01-01-a.md': articleFile('A'),
    'articles/2024-01-02-b.md': articleFile('B'),
    'newsroom/promos/one.md': promo(),
  });
  const site = openFolder(root);
  await site.build();
  const before = filesIn(join(root, 'dist'));
  writeFiles(root, { 'newsroom/promos/one.md': promo().replace('Words.', 'Other words.') });
  const { written } = await site.build();
  const after = filesIn(join(root, 'dist'));
  expect(Object.keys(after).filter((it) => after[it] !== before[it])).toEqual([
    '.broadside-manifest',
    '2024/01/a/index.html',
    '2024/01/b/index.html',
  ]);
  expect(written).toBe(2);
  expect(after['2024/01/a/index.html']).toContain('<p>Other words.</p>');
});

it('an edition is due when a promo comes or goes', () => {
  const due = (fields: string): string | undefined =>
    linked({ one: promo(fields) }).edition.due?.day;
  expect(due('from: 2026-03-01\nuntil: 2026-04-01\n')).toBe('2026-03-01');
  expect(due('until: 2026-04-01\n')).toBe('2026-04-01');
  expect(due('until: 2026-01-01\n')).toBeUndefined();
});

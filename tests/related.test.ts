/** Which articles fill up the page of another one, and what `check --why` says of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyLines } from '../src/cli/why.ts';
import type { Edition, SourcePath } from '../src/model.ts';
import { linkSite } from './support/linked.ts';
import { folderOf, CONFIG_FILE } from './support/folder.ts';
import { run } from './support/program.ts';

/** An article as these tests write it: a day and lines of front matter, perhaps with a text. */
interface Given {
  readonly day: string;
  readonly fields?: string;
  readonly body?: string;
}

function siteOf(articles: Readonly<Record<string, Given>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(articles).map(([name, { day, fields = '', body = 'Words.' }]) => [
      `articles/${name}.md`,
      `---\ntitle: On ${name}\ndate: ${day}\n${fields}---\n\n${body}\n`,
    ]),
  );
}

function editionOf(articles: Readonly<Record<string, Given>>): Edition {
  const { edition, messages } = linkSite(siteOf(articles), { now: Date.UTC(2026, 0, 1) });
  expect(messages.filter((it) => it.includes(' error: '))).toEqual([]);
  return edition;
}

/** The names of what fills up the page of an article. */
function relatedTo(name: string, edition: Edition): string[] {
  const found = edition.articles.find((it) => it.path === `articles/${name}.md`);
  return (found?.related ?? []).map((it) => nameOf(it));
}

function nameOf(path: SourcePath): string {
  return path.slice('articles/'.length, -'.md'.length);
}

/** Articles without anything in common, to keep others from being neighbours in time. */
function apart(...days: readonly string[]): Record<string, Given> {
  return Object.fromEntries(days.map((day) => [`apart-${day}`, { day }]));
}

const EXCERPT = (outlet: string, url: string): string =>
  `> Their words.\n>\n> — [${outlet}](${url})`;

describe('related articles are', () => {
  it('those that share a topic, the rarer the better, whether earlier or later', () => {
    const edition = editionOf({
      early: { day: '2025-01-01', fields: 'topics: [war, bread]\n' },
      own: { day: '2025-03-01', fields: 'topics: [war, bread]\n' },
      late: { day: '2025-05-01', fields: 'topics: [war]\n' },
      later: { day: '2025-09-03', fields: 'topics: [war]\n' },
      other: { day: '2025-03-05', fields: 'topics: [salt]\n' },
      ...apart('2025-02-28', '2025-03-02'),
    });
    expect(relatedTo('own', edition)).toEqual(['early', 'late', 'later']);
  });

  it('those that are nearer in time, of two with the same in common', () => {
    const edition = editionOf({
      old: { day: '2020-01-01', fields: 'topics: [war]\n' },
      near: { day: '2024-11-01', fields: 'topics: [war]\n' },
      own: { day: '2025-03-01', fields: 'topics: [war]\n' },
      far: { day: '2025-11-01', fields: 'topics: [war]\n' },
      ...apart('2025-02-28', '2025-03-02'),
    });
    expect(relatedTo('own', edition)).toEqual(['near', 'far', 'old']);
  });

  it('before others, those that it links to in its text', () => {
    const edition = editionOf({
      linked: { day: '2019-01-01' },
      same: { day: '2025-02-01', fields: 'topics: [war]\n' },
      own: { day: '2025-03-01', fields: 'topics: [war]\n', body: 'As [[linked]] said.' },
      ...apart('2025-02-28', '2025-03-02'),
    });
    expect(relatedTo('own', edition)).toEqual(['linked', 'same']);
  });

  it('those that cite the same work, and after them those that cite the same outlet', () => {
    const edition = editionOf({
      outlet: { day: '2025-01-01', body: EXCERPT('The Ledger', 'https://ledger.example/2') },
      work: { day: '2025-01-02', body: EXCERPT('The Ledger', 'https://ledger.example/1/') },
      own: { day: '2025-03-01', body: EXCERPT('The Ledger', 'https://www.ledger.example/1#p') },
      none: { day: '2025-01-03', body: EXCERPT('Radio', 'https://radio.example/1') },
      ...apart('2025-02-28', '2025-03-02'),
    });
    expect(relatedTo('own', edition)).toEqual(['work', 'outlet']);
  });

  it('as many as the page has room for beside what it shows under other names', () => {
    const topics = 'topics: [war]\n';
    const edition = editionOf({
      a: { day: '2025-01-01', fields: topics },
      b: { day: '2025-01-02', fields: topics },
      c: { day: '2025-01-03', fields: topics },
      d: { day: '2025-01-04', fields: topics, body: 'See [[own]].' },
      own: { day: '2025-03-01', fields: `${topics}seeAlso: [c]\n`, body: 'SEE ALSO: c' },
      ...apart('2025-02-28', '2025-03-02'),
    });
    // `c` is shown in the text, `d` under "referred to by": one is left.
    expect(relatedTo('own', edition)).toEqual(['b']);
  });

  it('none, where three others are shown already', () => {
    const topics = 'topics: [war]\n';
    const edition = editionOf({
      a: { day: '2025-01-01', fields: topics },
      b: { day: '2025-01-02', fields: topics },
      c: { day: '2025-01-03', fields: topics },
      d: { day: '2025-01-04', fields: topics },
      own: { day: '2025-03-01', fields: `${topics}seeAlso: [a, b, c]\n` },
    });
    expect(relatedTo('own', edition)).toEqual([]);
  });

  it('neither the article itself, nor its neighbours, nor what has nothing in common with it', () => {
    const edition = editionOf({
      before: { day: '2025-02-28', fields: 'topics: [war]\n' },
      own: {
        day: '2025-03-01',
        fields: 'topics: [war]\n',
        body: 'See [above](#there).\n\n# There',
      },
      after: { day: '2025-03-02', fields: 'topics: [war]\n' },
      other: { day: '2025-03-03' },
    });
    expect(relatedTo('own', edition)).toEqual([]);
  });

  it('nothing that is paid for, not published, or a translation of it', () => {
    const topics = 'topics: [war]\n';
    const edition = editionOf({
      paid: { day: '2025-01-01', fields: `${topics}sponsor: Ropes\n` },
      draft: { day: '2025-01-02', fields: `${topics}draft: true\n` },
      scheduled: { day: '2026-06-01', fields: topics },
      translated: { day: '2025-01-03', fields: `${topics}lang: de\ntranslationOf: own\n` },
      own: { day: '2025-03-01', fields: topics },
      ...apart('2025-02-28', '2025-03-02'),
    });
    expect(relatedTo('own', edition)).toEqual([]);
  });

  it('of an article in several languages, the one in the language of the page', () => {
    const topics = 'topics: [war]\n';
    const edition = editionOf({
      english: { day: '2025-01-01', fields: topics },
      german: { day: '2025-01-01', fields: `${topics}lang: de\ntranslationOf: english\n` },
      deutsch: { day: '2025-03-01', fields: `${topics}lang: de\n` },
      own: { day: '2025-03-03', fields: topics },
      ...apart('2025-02-28', '2025-03-02', '2025-03-04'),
    });
    expect(relatedTo('own', edition)).toEqual(['deutsch', 'english']);
    expect(relatedTo('deutsch', edition)).toEqual(['own', 'german']);
  });

  it('the same ones, whatever order the files came in', () => {
    const articles: Record<string, Given> = {};
    for (let at = 0; at < 24; at++) {
      const topics = ['war', 'bread', 'salt', 'law'].filter(
        (_, bit) => ((at + 1) >> bit) % 2 === 1,
      );
      articles[`a${at}`] = {
        day: `2025-0${1 + (at % 9)}-11`,
        fields: `topics: [${topics.join(', ')}]\n`,
      };
    }
    const wanted = editionOf(articles).articles.map((it) => [it.path, it.related]);
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(articles), { minLength: 24 }), (names) => {
        const shuffled = Object.fromEntries(names.map((it) => [it, articles[it] ?? { day: '' }]));
        const found = editionOf(shuffled).articles.map((it) => [it.path, it.related]);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 20 },
    );
  });
});

it('an article published today changes the related articles of its neighbours in time alone', () => {
  const archive: Record<string, Given> = {};
  for (let at = 0; at < 80; at++) {
    const day = new Date(Date.UTC(2020, at, 3)).toISOString().slice(0, 10);
    archive[`a${at}`] = { day, fields: 'topics: [war]\n' };
  }
  const before = editionOf(archive);
  const after = editionOf({ ...archive, today: { day: '2025-12-31', fields: 'topics: [war]\n' } });
  const changed = before.articles.filter((it, at) => {
    const now = after.articles[at + 1];
    return JSON.stringify(it.related) !== JSON.stringify(now?.related);
  });
  expect(changed.length).toBeLessThan(8);
});

const WHY = {
  own: { day: '2025-03-01', fields: 'topics: [iraq, press]\n', body: 'As [[linked]] said.' },
  linked: { day: '2025-02-01', fields: 'topics: [iraq]\nkind: news\n' },
  second: { day: '2025-01-10', fields: 'topics: [press]\n' },
  third: { day: '2025-01-09', fields: 'topics: [press]\n' },
  fourth: { day: '2024-01-09', fields: 'topics: [press]\n' },
  apart: { day: '2025-02-27' },
  draft: { day: '2025-02-20', fields: 'draft: true\n' },
  paid: { day: '2025-02-21', fields: 'topics: [press]\nsponsor: Ropes\n' },
} satisfies Record<string, Given>;

function why(...names: readonly string[]): string[] {
  return whyLines(editionOf(WHY), names, 'UTC');
}

describe('check --why says', () => {
  it('what two articles have in common, with the numbers', () => {
    expect(why('own', 'On linked')).toEqual([
      '"On linked" (articles/linked.md) is related to "On own" (articles/own.md): it has place 1 among the related articles of that page.',
      'They have 118 points in common:',
      '   80  the page links to it',
      '   22  both are about Iraq (2 of 7 articles)',
      '   16  28 days apart',
    ]);
  });

  it('what stands in the place of another one', () => {
    expect(why('own', 'articles/fourth.md')).toEqual([
      '"On fourth" (articles/fourth.md) is not related to "On own" (articles/own.md): 3 other articles on that page have more in common with it.',
      'They have 15 points in common:',
      '   13  both are about Press (5 of 7 articles)',
      '    2  417 days apart',
      'Related are:',
      '  118  "On linked"',
      '   24  "On second"',
      '   24  "On third"',
    ]);
  });

  it.each([
    ['linked', 'own', 'that page shows it under "Referred to by" already'],
    ['own', 'own', 'it is the same article'],
    ['own', 'paid', 'what is paid for is never recommended'],
    ['own', 'apart', 'that page leads to it already, as the next or previous one'],
    ['second', 'apart', 'they share no topic and no source, and neither links to the other'],
  ])('why the page of %s does not list %s', (a, b, reason) => {
    expect(why(a, b)[0]).toContain(`is not related to "On ${a}" (articles/${a}.md): ${reason}.`);
  });

  it.each([
    ['seen', 'that page shows it under "See also" already'],
    ['german', 'that page shows it in another language, "On seen"'],
    ['ours', 'it is the same article in another language'],
    ['many-0', 'in the list of all that they share, 16 or more articles stand between them'],
  ])('why the page of an article does not list %s', (name, reason) => {
    const topics = 'topics: [war]\n';
    const many = Array.from({ length: 40 }, (_, at): [string, Given] => [
      `many-${at}`,
      { day: `20${String(at + 10)}-01-01`.slice(0, 10), fields: topics },
    ]);
    const edition = linkSite(
      siteOf({
        ...Object.fromEntries(many),
        own: { day: '2050-01-01', fields: `${topics}seeAlso: [seen]\n` },
        seen: { day: '2049-06-01', fields: topics },
        german: { day: '2049-06-02', fields: `${topics}lang: de\ntranslationOf: seen\n` },
        ours: { day: '2049-06-03', fields: `${topics}lang: de\ntranslationOf: own\n` },
        ...apart('2049-12-31'),
      }),
      { now: Date.UTC(2051, 0, 1) },
    ).edition;
    const [line] = whyLines(edition, ['own', name], 'UTC');
    expect(line).toContain(`is not related to "On own" (articles/own.md): ${reason}.`);
  });

  it('that nothing has to fill up a page that shows three others', () => {
    const topics = 'topics: [war]\n';
    const edition = editionOf({
      a: { day: '2025-01-01', fields: topics },
      b: { day: '2025-01-02', fields: topics },
      c: { day: '2025-01-03', fields: topics },
      d: { day: '2025-01-04', fields: topics },
      e: { day: '2025-01-05' },
      own: { day: '2025-03-01', fields: `${topics}seeAlso: [a, b, c]\n` },
    });
    expect(whyLines(edition, ['own', 'd'], 'UTC')[0]).toContain(
      'that page shows 3 other articles already, so that nothing has to fill up.',
    );
  });

  it('that one of the two is not published', () => {
    expect(why('own', 'draft')).toEqual([
      '"On draft" (articles/draft.md) is not published: it is a draft.',
    ]);
  });

  it('which article may have been meant', () => {
    expect(() => why('own', 'fuorth')).toThrow('Did you mean "fourth", "On fourth"');
    expect(() => why('own')).toThrow('takes two articles');
  });

  it('it at the terminal, and nothing else', async () => {
    const root = folderOf({ 'broadside.yaml': CONFIG_FILE, ...siteOf(WHY) });
    const args = ['check', '--now', '2026-01-01', '--root', root, '--why', 'own', 'linked'];
    const { status, stdout, stderr } = await run(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n').slice(1)).toEqual([...why('own', 'linked').slice(1), '']);
    const wrong = await run(['check', '--root', root, '--why', 'own', 'nowhere-at-all']);
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('"nowhere-at-all" is not the slug, path or headline');
    const both = await run(['check', '--json', '--root', root, '--why', 'own', 'linked']);
    expect(both.status).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { article, linkSite } from './support/linked.ts';

const TARGET = 'articles/2024-05-12-fiscal-rules.md';
const FROM = 'articles/from.md';
const SITE = {
  [TARGET]: article(
    'The “fiscal rules”, explained – at last',
    '## Who pays\n\nWords.',
    'aliases: [/old/rules/]\nformerTitles: [A first headline]\n',
  ).replace('date: 2024-01-01\n', ''),
  'articles/winter/index.md': article('The winter tariff'),
  'pages/about.md': '---\ntitle: About us\n---\n\n## Who we are\n\nWords.\n',
  'newsroom/topics/energy.md': '---\ntitle: Energy\n---\n\nWords.\n',
  'newsroom/authors/ann.md': '---\ntitle: Ann Holt\n---\n\nWords.\n',
  'media/pic.jpg': 'jpeg',
  'articles/table.csv': 'a,b',
  'public/press.html': '<p>',
};

/** Where the first reference of an article leads; or the messages it gets instead. */
function follow(body: string, fields = ''): unknown {
  const { edition, messages } = linkSite({ ...SITE, [FROM]: article('From here', body, fields) });
  if (messages.length > 0) return messages;
  const resolutions = edition.articles.find((one) => one.path === FROM)?.resolutions ?? [];
  const found = resolutions.find((one) => one.to === 'page' || one.to === 'file');
  if (found === undefined) return resolutions;
  return (
    found.address + ('fragment' in found && found.fragment !== null ? `#${found.fragment}` : '')
  );
}

const RULES = '/2024/05/fiscal-rules/';

describe('a reference leads to an article by', () => {
  const check = (body: string, fields = ''): void => expect(follow(body, fields)).toBe(RULES);

  it('its source path', () => check('[[articles/2024-05-12-fiscal-rules.md]]'));
  it('its file name', () => check('[[2024-05-12-fiscal-rules]]'));
  it('its slug', () => check('[[fiscal-rules]]'));
  it('a former address', () => check('[[/old/rules/]]'));
  it('the slug of a former address', () => check('[[rules]]'));
  it('its exact headline', () => check('[[The “fiscal rules”, explained – at last]]'));
  it('a former headline', () => check('SEE ALSO: A first headline'));
  it('its headline in other quotation marks and dashes', () =>
    check('SEE ALSO: The "fiscal rules", explained -- at last'));
  it('its headline in capitals and with more blanks', () =>
    check('SEE ALSO: THE ‘FISCAL  RULES’, EXPLAINED — AT LAST'));
  it('its headline in quotation marks', () =>
    check('SEE ALSO: "The fiscal rules, explained - at last"'));
  it('three first words of its headline', () => check('[[The fiscal rules]]'));
  it('seeAlso: in front matter', () => check('Words.', 'seeAlso: fiscal-rules\n'));
  it('a list in front matter', () =>
    check('Words.', 'seeAlso:\n  - The fiscal rules, explained - at last\n'));
  it('a link to its file', () => check('[x](2024-05-12-fiscal-rules.md)'));
  it('a link to its address', () => check(`[x](${RULES})`));
  it('a link to its address without the last slash', () => check('[x](/2024/05/fiscal-rules)'));
  it('a link to its address with index.html', () => check('[x](/2024/05/fiscal-rules/index.html)'));
  it('a link with the site’s own host', () => check(`[x](https://test.example${RULES})`));
  it('a link to a former address', () => check('[x](/old/rules/)'));
});

describe('a reference leads', () => {
  const check = (body: string, to: string): void => expect(follow(body)).toBe(to);

  it('to a heading by its id', () => check('[[fiscal-rules#who-pays]]', `${RULES}#who-pays`));
  it('to a heading by its words', () =>
    check('[[fiscal-rules#Who pays|label]]', `${RULES}#who-pays`));
  it('to a heading through a file', () =>
    check('[x](2024-05-12-fiscal-rules.md#who-pays)', `${RULES}#who-pays`));
  it('to a heading through an address', () => check(`[x](${RULES}#who-pays)`, `${RULES}#who-pays`));
  it('to a heading of its own article', () =>
    check('[x](#here)\n\n## Here', '/2024/01/from/#here'));
  it('to an article that has its folder’s name', () => check('[[winter]]', '/2024/01/winter/'));
  it('to a page', () => check('[[about]]', '/about/'));
  it('to a page by its file', () =>
    check('[x](../pages/about.md#who-we-are)', '/about/#who-we-are'));
  it('to a topic', () => check('[[energy]]', '/topics/energy/'));
  it('to an author', () => check('[[Ann Holt]]', '/authors/ann/'));
  it('to a listing by its address', () => check('[x](/archive/2024/)', '/archive/2024/'));
  it('to the feed', () => check('[x](/feed.xml)', '/feed.xml'));
  it('to a public file', () => check('[x](/press.html)', '/press.html'));
  it('to a picture from the root', () =>
    expect(follow('![p](/media/pic.jpg)')).toMatch(/^\/media\/pic\.[0-9a-f]{8}\.jpg$/));
  it('to a file beside it', () =>
    expect(follow('[t](table.csv)')).toMatch(/^\/media\/table\.[0-9a-f]{8}\.csv$/));
});

describe('a reference that leads nowhere is reported', () => {
  const check = (body: string, message: string, hint: string | RegExp, fields = ''): void => {
    const { messages, hints } = linkSite({ ...SITE, [FROM]: article('From here', body, fields) });
    expect(messages).toEqual([`${FROM}:${message}`]);
    expect(hints[0]).toMatch(hint);
  };

  it('with the nearest headline', () =>
    check(
      'SEE ALSO: The fiscal rulse, explained – at last',
      '6:11: error: "The fiscal rulse, explained – at last" is not the slug or headline of any article [unresolved-reference]',
      /^Did you mean "The “fiscal rules”, explained – at last"\? It is the article of 2024-05-12\.$/,
    ));
  it('with the nearest slug', () =>
    check(
      'Words.',
      '4:10: error: "fisacl-rules" is not the slug or headline of any article [unresolved-reference]',
      /^Did you mean "fiscal-rules"\? It is "The “fiscal rules”, explained – at last" \(2024-05-12\)\.$/,
      'seeAlso: fisacl-rules\n',
    ));
  it('for each part of a list that has no such headline as a whole', () => {
    const { messages } = linkSite({
      ...SITE,
      [FROM]: article('From here', 'SEE ALSO: fiscal-rules; nowhere at all'),
    });
    expect(messages).toEqual([
      `${FROM}:6:25: error: "nowhere at all" is not the slug or headline of any article [unresolved-reference]`,
    ]);
  });
  it('for a heading that is not there', () =>
    check(
      '[[fiscal-rules#who-pasy]]',
      '6:3: error: "The “fiscal rules”, explained – at last" has no heading "who-pasy" [unknown-heading]',
      /"#who-pays"/,
    ));
  it('for an address that is not there', () =>
    check(
      '[x](/2024/05/fiscal-rule/)',
      '6:5: error: "/2024/05/fiscal-rule/" leads to no page and no file of this site [unresolved-link]',
      /"\/2024\/05\/fiscal-rules\/"/,
    ));
  it('for a picture that is not there', () =>
    check(
      '![p](/media/pik.jpg)',
      '6:6: error: there is no file "/media/pik.jpg" [missing-file]',
      /"\/media\/pic\.jpg"/,
    ));
  it('but a whole URL on the site’s host stays as it is, and only check mentions it', () => {
    const url = 'https://test.example/shop?x=1';
    const { edition, messages } = linkSite({ [FROM]: article('From', `[x](${url})`) });
    expect(messages).toEqual([
      `${FROM}:6:5: finding: "${url}" is on this site's host, but this site has no such page [unknown-own-url]`,
    ]);
    expect(edition.articles[0]?.resolutions).toEqual([{ to: 'elsewhere', url, words: url }]);
  });
  it('when it is the article itself', () =>
    check(
      'See [[from]].',
      '6:7: warning: "from" is this article itself [self-reference]',
      /Take it out/,
    ));
  it('for a page in seeAlso:', () =>
    check(
      'Words.',
      '4:10: error: "about" is not the slug or headline of any article [unresolved-reference]',
      /Write/,
      'seeAlso: about\n',
    ));
});

describe('a reference with several meanings', () => {
  const twins = {
    'articles/2024-01-01-twin.md': article('Twins'),
    'articles/2024-02-01-twin.md': article('Twins').replace('2024-01-01', '2024-02-01'),
  };

  it('is an error that lists them with their dates', () => {
    const { messages, hints } = linkSite({ ...twins, [FROM]: article('From', '[[twin]]') });
    expect(messages).toEqual([
      `${FROM}:6:3: error: "twin" may mean any of 2 articles [ambiguous-reference]`,
    ]);
    expect(hints[0]).toBe(
      'Write the path of the one you mean: "articles/2024-01-01-twin.md" — "Twins" (2024-01-01), "articles/2024-02-01-twin.md" — "Twins" (2024-02-01).',
    );
  });
  it('is none when only one of them is published', () => {
    const draft = {
      ...twins,
      'articles/2024-02-01-twin.md': article('Twins', 'Words.', 'draft: true\n').replace(
        '2024-01-01',
        '2024-02-01',
      ),
    };
    expect(linkSite({ ...draft, [FROM]: article('From', '[[twin]]') }).messages).toEqual([]);
  });
});

describe('a reference to what is not published', () => {
  const SECRET = article('A secret headline', 'Words.', 'publish: 2027-02-01T08:00\n');
  const { messages, edition } = linkSite({
    'articles/secret.md': SECRET,
    [FROM]: article('From', '[[secret|the words]] and [[A secret headline]]'),
  });

  it('is a warning that says when it will be', () =>
    expect(messages[0]).toBe(
      `${FROM}:6:3: warning: "secret" exists, but it is not published yet: it goes live 2027-02-01T08:00 UTC [unpublished-target]`,
    ));
  it('keeps its words without a link', () =>
    expect(edition.articles[0]?.resolutions[0]).toEqual({ to: 'nothing', words: 'the words' }));
  it('becomes a link when it publishes', () => {
    const later = linkSite(
      { 'articles/secret.md': SECRET, [FROM]: article('From', '[[secret]]') },
      { now: Date.UTC(2027, 1, 1, 8) },
    );
    expect(later.messages).toEqual([]);
    expect(later.edition.articles.find((one) => one.path === FROM)?.resolutions[0]).toMatchObject({
      to: 'page',
    });
  });
});

describe('every link to an article', () => {
  it('is counted on its target once for each article, newest first', () => {
    const { edition } = linkSite({
      ...SITE,
      'articles/2024-02-02-b.md': article('B', '[[fiscal-rules]] [[fiscal-rules]]').replace(
        '2024-01-01',
        '2024-02-02',
      ),
      'articles/2024-03-03-c.md': article('C', 'SEE ALSO: fiscal-rules').replace(
        '2024-01-01',
        '2024-03-03',
      ),
    });
    expect(edition.articles.find((one) => one.path === TARGET)?.referredToBy).toEqual([
      'articles/2024-03-03-c.md',
      'articles/2024-02-02-b.md',
    ]);
  });
  it('from front matter is not repeated at the foot when an aside in the text shows it', () => {
    const { edition } = linkSite({
      ...SITE,
      [FROM]: article('From', 'SEE ALSO: fiscal-rules', 'seeAlso: [winter, fiscal-rules]\n'),
    });
    expect(edition.articles.find((one) => one.path === FROM)?.seeAlso).toEqual([
      'articles/winter/index.md',
    ]);
  });
});

describe('with links: {unresolved: warn}', () => {
  it('a reference that leads nowhere is a warning and keeps its words', () => {
    const { edition, messages } = linkSite(
      { [FROM]: article('From', 'A [[nowhere|word]].') },
      { config: 'links: { unresolved: warn }\n' },
    );
    expect(messages).toEqual([
      `${FROM}:6:5: warning: "nowhere" is not the slug or headline of any article [unresolved-reference]`,
    ]);
    expect(edition.articles[0]?.resolutions).toEqual([{ to: 'nothing', words: 'word' }]);
  });
});

describe('an address is given once', () => {
  const check = (files: Record<string, string>, message: RegExp): void => {
    const { messages } = linkSite(files);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(message);
  };

  it('to one of two articles', () =>
    check(
      { 'articles/a/x.md': article('A'), 'articles/b/x.md': article('B', 'Words.', 'id: other\n') },
      /^articles\/a\/x.md.*the address \/2024\/01\/x\/ is already taken by articles\/b\/x.md \[duplicate-address\]|^articles\/b\/x.md.*taken by articles\/a\/x.md \[duplicate-address\]/,
    ));
  it('whatever the capitals', () =>
    check(
      { 'articles/a.md': article('A'), 'public/2024/01/A/index.html': 'x' },
      /public\/2024\/01\/A\/index.html: error: .*articles\/a.md/,
    ));
  it('not to a page that would lie on a listing', () =>
    check(
      { 'pages/topics.md': '---\ntitle: Topics\n---\n\nWords.\n' },
      /pages\/topics.md.*the index of topics/,
    ));
  it('not to a public file that would be a folder', () =>
    check(
      { 'public/about': 'x', 'pages/about.md': '---\ntitle: About\n---\n\nWords.\n' },
      /public\/about: error/,
    ));
  it('not to a former address of two articles', () =>
    check(
      {
        'articles/a.md': article('A', 'Words.', 'aliases: [/old/]\n'),
        'articles/b.md': article('B', 'Words.', 'aliases: [/old/]\n'),
      },
      /duplicate-address/,
    ));
});

describe('topics and authors', () => {
  it('are one whatever their capitals and spelling', () => {
    const { edition } = linkSite({
      'articles/a.md': article('A', 'Words.', 'topics: [Iraq]\nauthors: [ANN]\n'),
      'articles/b.md': article('B', 'Words.', 'topics: [iraq]\nauthors: [Ann Holt]\n'),
      'newsroom/authors/ann.md': '---\ntitle: Ann Holt\n---\n',
    });
    expect(edition.topics.map((one) => [one.id, one.title, one.articles.length])).toEqual([
      ['iraq', 'Iraq', 2],
    ]);
    expect(edition.authors.map((one) => [one.id, one.title, one.articles.length])).toEqual([
      ['ann', 'Ann Holt', 2],
    ]);
  });
  it('that are nearly another are a warning', () => {
    const { messages } = linkSite({
      'articles/a.md': article('A', 'Words.', 'topics: [elections]\n'),
      'articles/b.md': article('B', 'Words.', 'topics: [elections]\n'),
      'articles/c.md': article('C', 'Words.', 'topics: [election]\n'),
    });
    expect(messages).toEqual([
      'articles/c.md:4:10: warning: the topic "election" is almost "elections" [near-duplicate-topic]',
    ]);
  });
  it('that answer to one name twice are an error', () => {
    const { messages } = linkSite({
      'newsroom/authors/ann.md': '---\ntitle: Ann Holt\n---\n',
      'newsroom/authors/holt.md': '---\ntitle: A. Holt\naliases: [ann holt]\n---\n',
    });
    expect(messages[0]).toMatch(
      /"ann holt" is also a name of newsroom\/authors\/ann.md \[duplicate-name\]/,
    );
  });
});

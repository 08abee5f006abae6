/** Outlets: what a citation names, what counts as one, and what `check` says of them. */
import { describe, expect, it } from 'vitest';
import type { Linked } from './support/linked.ts';
import { article, linkSite } from './support/linked.ts';

const COURIER = `---
title: The Courier
home: https://www.courier.example.com/
hosts: [courier.example.org]
aliases: [Aldmere Courier]
country: Aldmere
---

The largest daily.
`;

const SITE = {
  'newsroom/outlets/courier.md': COURIER,
  'newsroom/outlets/gazette.md':
    '---\ntitle: Gazette in English\nhome: https://shared.example.net/en/index.html\n---\n',
  'newsroom/outlets/gazette-ar.md':
    '---\ntitle: Gazette in Arabic\nhome: https://shared.example.net/ar\n---\n',
};

const FROM = 'articles/from.md';

function from(body: string, fields = ''): Linked {
  return linkSite({ ...SITE, [FROM]: article('From here', body, fields) });
}

function excerpt(attribution: string): string {
  return `> Somebody else's words.\n>\n> — ${attribution}\n\nOur own.`;
}

/** What an article cites: how, at which outlet with its page, and where. */
function cited({ edition }: Linked): string[] {
  return (edition.articles[0]?.citations ?? []).map(
    ({ by, outlet, url, title }) =>
      `${by}: ${outlet?.name ?? '-'} (${outlet?.tag?.address ?? '-'}) ${title ?? '-'} ${url ?? '-'}`,
  );
}

describe('an outlet is found', () => {
  const COURIER_PAGE = 'The Courier (/sources/courier/)';
  const check = (attribution: string, expected: string): void =>
    expect(cited(from(excerpt(attribution)))).toEqual([`excerpt: ${expected} - -`]);
  const checkUrl = (url: string, expected: string): void =>
    expect(cited(from('Words.', `sources: [{ title: T, url: '${url}' }]\n`))).toEqual([
      `field: ${expected} T ${url}`,
    ]);

  it('by its title', () => check('The Courier, 3 May 2025', COURIER_PAGE));
  it('by its id', () => check('courier, 3 May 2025', COURIER_PAGE));
  it('by an alias, whatever its capitals', () => check('ALDMERE COURIER', COURIER_PAGE));
  it('by its host typed for its name', () => check('courier.example.org', COURIER_PAGE));
  it('by a host of the URL', () => checkUrl('https://courier.example.org/a', COURIER_PAGE));
  it('by the host of its home', () => checkUrl('http://courier.example.com/a', COURIER_PAGE));
  it('by a subdomain of a host', () => checkUrl('https://m.courier.example.org/', COURIER_PAGE));
  it('but not by one of its home', () =>
    checkUrl(
      'https://m.courier.example.com/',
      'm.courier.example.com (/sources/m-courier-example-com/)',
    ));
  it('by what its home lies above, where two share a host', () => {
    checkUrl('https://shared.example.net/en/2025/x', 'Gazette in English (/sources/gazette/)');
    checkUrl('https://shared.example.net/ar/2025/x', 'Gazette in Arabic (/sources/gazette-ar/)');
    checkUrl(
      'https://shared.example.net/arts/',
      'shared.example.net (/sources/shared-example-net/)',
    );
  });
  it('though it has no file, under the name it is cited by', () =>
    check('Radio Hesk, 3 May 2025', 'Radio Hesk (/sources/radio-hesk/)'));
  it('under its host where nothing else is said', () =>
    checkUrl('https://www.unknown.example/a', 'unknown.example (/sources/unknown-example/)'));
  it('by the name that is given, though the host is another one’s', () =>
    expect(
      cited(
        from(
          'Words.',
          "sources: [{ title: T, url: 'https://courier.example.org/a', outlet: Wire }]\n",
        ),
      ),
    ).toEqual(['field: Wire (/sources/wire/) T https://courier.example.org/a']));
  it('nowhere, where neither a name nor a URL tells', () =>
    expect(cited(from('Words.', 'sources: [{ title: A book }]\n'))).toEqual([
      'field: - (-) A book -',
    ]));
  it('without a page, where no address can be made of it', () =>
    expect(cited(from('Words.', "sources: [{ title: T, outlet: '***' }]\n"))).toEqual([
      'field: *** (-) T -',
    ]));
});

describe('names alone under a quotation', () => {
  const check = (attribution: string, expected: readonly string[]): void => {
    const linked = from(
      `${excerpt(attribution)}\n\n${excerpt('[Radio Hesk](https://hesk.example/1)')}`,
    );
    const others = cited(linked).filter((it) => !it.endsWith('https://hesk.example/1'));
    expect(others).toEqual(expected);
    expect(linked.edition.sources.map((it) => it.id)).not.toContain('becky-sweger');
  };

  it('are a person, who is no source', () => check('Becky Sweger, engineer', []));
  it('are a person, though there is nothing but a name', () => check('Becky Sweger', []));
  it('are an outlet that has a file', () =>
    check('The Courier', ['excerpt: The Courier (/sources/courier/) - -']));
  it('are an outlet that has a file, and its author', () => {
    const linked = from(excerpt('Aldmere Courier, Becky Sweger'));
    expect(linked.edition.articles[0]?.citations).toMatchObject([
      { outlet: { name: 'The Courier' }, author: 'Becky Sweger' },
    ]);
  });
  it('are an outlet by its host', () =>
    check('courier.example.org', ['excerpt: The Courier (/sources/courier/) - -']));
  it('are an outlet that is cited with more than its name elsewhere', () =>
    check('Radio Hesk', ['excerpt: Radio Hesk (/sources/radio-hesk/) - -']));
  it('are an outlet where they say who wrote it', () =>
    check('Evening Post, by Becky Sweger', ['excerpt: Evening Post (/sources/evening-post/) - -']));
  it('move no caption of an excerpt', () => {
    const { edition } = from(
      `${excerpt('Becky Sweger')}\n\n:::excerpt{from="courier" url="https://courier.example.org/a"}\nWords.\n:::`,
    );
    const [first] = edition.articles;
    expect(first?.excerpts.map((at) => first.citations[at]?.outlet?.name)).toEqual([
      'The Courier',
      undefined,
    ]);
  });
});

describe('a work is one citation', () => {
  const URL_A = 'https://courier.example.org/a';

  it('whether it is quoted, listed and linked to, and has what any of these says of it', () => {
    const linked = from(
      `${excerpt(`[The Courier](${URL_A}), 3 May 2025`)}\n\n[Here](http://www.courier.example.org/a/#end).`,
      `sources: [{ title: 'The vote', url: '${URL_A}?utm_source=feed', author: Ann }]\n`,
    );
    expect(linked.edition.articles[0]?.citations).toEqual([
      {
        by: 'excerpt',
        outlet: {
          name: 'The Courier',
          tag: { id: 'courier', title: 'The Courier', address: '/sources/courier/' },
        },
        url: URL_A,
        title: 'The vote',
        author: 'Ann',
        date: '2025-05-03',
        archived: null,
        lang: null,
      },
    ]);
    expect(linked.edition.articles[0]?.excerpts).toEqual([0]);
  });
  it('where a link leads to a known outlet, and nothing where it leads elsewhere', () =>
    expect(cited(from(`[a](${URL_A}) [b](https://elsewhere.example/b)`))).toEqual([
      `link: The Courier (/sources/courier/) - ${URL_A}`,
    ]));
  it('in each article that cites it', () => {
    const { edition } = linkSite({
      ...SITE,
      'articles/a.md': article('A', `[1](${URL_A}) [2](${URL_A}#x) [3](${URL_A}b)`),
      'articles/b.md': article('B', `[1](${URL_A})`),
      'articles/c.md': article('C', excerpt('Radio Hesk, 2025')),
    });
    const rows = edition.sources.map((it) => [it.id, it.citations, it.articles.length]);
    expect(rows).toEqual([
      ['courier', 3, 2],
      ['radio-hesk', 1, 1],
      ['gazette-ar', 0, 0],
      ['gazette', 0, 0],
    ]);
  });
  it('of a page or a biography as well, which no list of articles counts', () => {
    const { edition } = linkSite({
      ...SITE,
      'pages/about.md': `---\ntitle: About\n---\n\n${excerpt('The Courier')}\n\n${excerpt('Nobody else, 2025')}`,
    });
    expect(edition.pages[0]?.citations.map((it) => [it.outlet?.name, it.outlet?.tag?.id])).toEqual([
      ['Nobody else', undefined],
      ['The Courier', 'courier'],
    ]);
    expect(edition.sources.map((it) => [it.id, it.citations])).not.toContainEqual([
      'nobody-else',
      0,
    ]);
  });
  it('only once its article is published', () => {
    const fields = 'publish: 2027-01-01\n';
    const { edition } = linkSite({ [FROM]: article('From', excerpt('Radio Hesk'), fields) });
    expect(edition.sources).toEqual([]);
  });
});

describe('what is odd about an outlet is reported', () => {
  const cite = (outlet: string, url: string): string =>
    article(`On ${outlet} ${url}`, excerpt(`[${outlet}](${url})`));

  it('when two have one host', () => {
    const { messages, hints } = linkSite({
      ...SITE,
      'newsroom/outlets/mail.md':
        '---\ntitle: Mail\nhosts: [mail.example, courier.example.org]\n---\n',
    });
    expect(messages).toEqual([
      'newsroom/outlets/mail.md:3:23: error: "courier.example.org" is already a host of newsroom/outlets/courier.md [duplicate-host]',
    ]);
    expect(hints[0]).toMatch(/`hosts:`/);
  });
  it('when two have one home, unless one of them lists the host', () => {
    const twins = {
      'newsroom/outlets/a.md': '---\ntitle: Aa\nhome: https://one.example/\n---\n',
      'newsroom/outlets/b.md': '---\ntitle: Bb\nhome: https://one.example/\n---\n',
    };
    expect(linkSite(twins).messages).toEqual([
      'newsroom/outlets/b.md:3:7: error: "one.example" is already a host of newsroom/outlets/a.md [duplicate-host]',
    ]);
    const listed = '---\ntitle: Bb\nhome: https://one.example/\nhosts: [one.example]\n---\n';
    expect(linkSite({ ...twins, 'newsroom/outlets/b.md': listed }).messages).toEqual([]);
  });
  it('when its name is almost another one', () => {
    const { messages } = linkSite({
      ...SITE,
      'articles/a.md': cite('The Courrier', 'https://courier.example.org/a'),
    });
    expect(messages).toEqual([
      'articles/a.md:8:3: warning: the outlet "The Courrier" is almost "courier" [near-duplicate-outlet]',
    ]);
  });
  it('but not when each is cited at hosts of its own', () =>
    expect(
      linkSite({
        'articles/a.md': cite('ABC News', 'https://abc.example/1'),
        'articles/b.md': cite('NBC News', 'https://nbc.example/1'),
      }).messages,
    ).toEqual([]));
  it('when a host without a file is cited three times', () => {
    const { messages, hints } = linkSite({
      'articles/a.md': cite('Radio Hesk', 'https://hesk.example/1'),
      'articles/b.md': cite('Radio Hesk', 'https://hesk.example/2'),
      'articles/c.md': article(
        'C',
        'Words.',
        "sources: [{ title: T, url: 'https://www.hesk.example/1' }]\n",
      ),
    });
    expect(messages).toEqual([
      'articles/a.md:8:3: finding: "hesk.example" is cited 3 times, and no outlet of newsroom/outlets/ has that host [unknown-outlet]',
    ]);
    expect(hints).toEqual([
      'Write newsroom/outlets/radio-hesk.md with title: Radio Hesk and hosts: [hesk.example]; links to it then count as well.',
    ]);
  });
  it('with the file to add the host to, where there is one', () => {
    const cites = ['1', '2', '3'].map((it) => [
      `articles/${it}.md`,
      cite('The Courier', `https://courier.example/${it}`),
    ]);
    const { hints } = linkSite({ ...SITE, ...Object.fromEntries(cites) });
    expect(hints).toEqual([
      'Add courier.example to the hosts: of newsroom/outlets/courier.md; links to it then count as well.',
    ]);
  });
  it('when it is called otherwise than the outlet whose host it is cited at', () => {
    const { messages } = linkSite({
      ...SITE,
      'articles/a.md': cite('Courier Weekend', 'https://courier.example.org/1'),
      'articles/b.md': cite('Courier Weekend', 'https://courier.example.org/2'),
    });
    expect(messages).toEqual([
      'articles/a.md:8:3: finding: "Courier Weekend" is cited at courier.example.org, which is a host of "The Courier" [outlet-differs]',
    ]);
  });
});

describe('the list of sources', () => {
  it('is ordered by citations, then by name', () => {
    const { edition } = linkSite({
      'articles/a.md': article('A', `${excerpt('Zephyr, 2025')}\n\n${excerpt('Beacon, 2025')}`),
      'articles/b.md': article('B', excerpt('Zephyr, 2025')),
      'articles/c.md': article('C', excerpt('Alarm, 2025')),
    });
    expect(edition.sources.map((it) => it.title)).toEqual(['Zephyr', 'Alarm', 'Beacon']);
  });
});

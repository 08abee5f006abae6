/** Other people's words: attributed quotations, `:::excerpt`, and the line to the rest of a report. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../src/config/languages.ts';
import type { Citation } from '../src/model.ts';
import { type Read, read } from './support/read-body.ts';

const NOTHING: Citation = {
  outlet: null,
  url: null,
  title: null,
  author: null,
  date: null,
  archived: null,
  lang: null,
};

const URL_A = 'https://ledger.example/a';

/** What is cited, without the fields that say nothing. */
function cited(it: Pick<Read, 'citations'>): Partial<Citation>[] {
  return it.citations.map((citation) =>
    Object.fromEntries(Object.entries(citation).filter(([, value]) => value !== null)),
  );
}

/** `code "marked text"` of what keeps an edition from being published, or is said before it is. */
function complaints({ codes, diagnostics }: Read): string[] {
  return codes.filter((_, at) => diagnostics[at]?.severity !== 'finding');
}

describe('a quotation that says where it is from', () => {
  test('is a figure with its last line as the caption', () => {
    const { html, codes } = read(
      `> The minutes "will" be published.\n>\n> — [Evening Post](${URL_A}), 30 January 2026`,
    );
    expect(html).toBe(
      `<figure class="excerpt"><blockquote cite="${URL_A}">\n` +
        '<p>The minutes "will" be published.</p>\n</blockquote>' +
        `<figcaption>— <cite><a href="${URL_A}">Evening Post</a></cite>, 30 January 2026</figcaption></figure>`,
    );
    expect(codes).toEqual([]);
  });

  test.each<[line: string, citation: Partial<Citation>]>([
    [`— [Evening Post](${URL_A})`, { outlet: 'Evening Post', url: URL_A }],
    [`– [Evening Post](${URL_A})`, { outlet: 'Evening Post', url: URL_A }],
    [`-- [Evening Post](${URL_A})`, { outlet: 'Evening Post', url: URL_A }],
    [`— *[Evening Post](${URL_A})*`, { outlet: 'Evening Post', url: URL_A }],
    [`*— [Evening Post](${URL_A})*`, { outlet: 'Evening Post', url: URL_A }],
    [
      '— [Evening Post][p]\n\n[p]: https://p.example',
      { outlet: 'Evening Post', url: 'https://p.example' },
    ],
    [`— [Post, Evening](${URL_A}), 2026`, { outlet: 'Post, Evening', url: URL_A, date: '2026' }],
    [`— <${URL_A}>`, { url: URL_A }],
    ['— Evening Post', { author: 'Evening Post' }],
    ['— Becky Sweger, *former* engineer', { author: 'Becky Sweger, former engineer' }],
    ['— Evening Post, 2026-01-30', { outlet: 'Evening Post', date: '2026-01-30' }],
    ['— Evening Post, January 2026', { outlet: 'Evening Post', date: '2026-01' }],
    ['— Evening Post, January 30, 2026', { outlet: 'Evening Post', date: '2026-01-30' }],
    [
      '— Evening Post, January 30, 2026, Ada Quill',
      { outlet: 'Evening Post', date: '2026-01-30', author: 'Ada Quill' },
    ],
    [
      '— Evening Post, by Ada Quill and Bo Renner',
      { outlet: 'Evening Post', author: 'Ada Quill and Bo Renner' },
    ],
    ['— Evening Post, Ada Quill, Bo Renner', { author: 'Evening Post, Ada Quill, Bo Renner' }],
    [
      '— Evening Post, “Rent, and who pays it”, 2026',
      { outlet: 'Evening Post', title: 'Rent, and who pays it', date: '2026' },
    ],
    [
      '— Evening Post, "Rent, paid," 30 January 2026',
      { outlet: 'Evening Post', title: 'Rent, paid', date: '2026-01-30' },
    ],
    ['— Evening Post, «Rent»', { outlet: 'Evening Post', title: 'Rent' }],
    [
      `— [“Rent, and who pays it”](${URL_A}), Ada Quill`,
      { title: 'Rent, and who pays it', url: URL_A, author: 'Ada Quill' },
    ],
    [`— Evening Post, [“Rent”](${URL_A})`, { outlet: 'Evening Post', title: 'Rent', url: URL_A }],
    [
      `— Ada Quill, [Evening Post](${URL_A})`,
      { outlet: 'Evening Post', author: 'Ada Quill', url: URL_A },
    ],
    ['— “Rent”, Evening Post', { outlet: 'Evening Post', title: 'Rent' }],
    ['— [our own](/2026/01/words/)', { outlet: 'our own' }],
  ])('reads %s', (line, citation) => {
    expect(cited(read(`> Words.\n>\n> ${line.replaceAll('\n', '\n')}`))).toEqual([citation]);
    expect(cited(read(`> Words.\n> ${line}`))).toEqual([citation]);
  });

  test('reads dates in the language of the article', () => {
    const days = {
      es: '14 de enero de 2020',
      fr: '14 janvier 2020',
      de: '14. Januar 2020',
      ar: '14 يناير 2020',
      ru: '14 января 2020',
    };
    for (const [lang, day] of Object.entries(days)) {
      const { citations } = read(`> A.\n>\n> — X, ${day}`, { lang });
      expect(citations).toEqual([{ ...NOTHING, outlet: 'X', date: '2020-01-14' }]);
    }
  });

  test('keeps what it holds: lists, code, several paragraphs, a line break', () => {
    const { html } = read(`> - a\n> - b\n>\n> \`c\`\\\n> — [X](${URL_A})`);
    expect(html).toContain('<li>b</li>');
    expect(html).toContain('<p><code>c</code></p>\n</blockquote><figcaption>— ');
  });

  test.each([
    ['a conversation', '> — Where are you?\n> — Here.'],
    ['prose broken before a dash', '> They came late\n> — and nobody let them in.'],
    ['nothing but that line', '> — Evening Post'],
    ['a dash without words', '> Words.\n>\n> —'],
    ['an escaped dash', '> Words.\n>\n> \\-- Evening Post'],
    ['a line in the middle', '> Words.\n> — Evening Post\n> More.'],
    ['a paragraph that goes on', `> Words.\n>\n> — ${'word '.repeat(80)}`],
    ['a line outside a quotation', 'Words.\n\n— Evening Post'],
    ['a quotation in a quotation', '> > Words.\n> >\n> > — Evening Post\n>\n> More.'],
  ])('is not %s', (_, markdown) => {
    const { html, citations } = read(markdown);
    expect(html).not.toContain('<figure');
    expect(citations).toEqual([]);
  });

  test.each([
    ['> Words.\n>\n> —Evening Post', 'attribution-form "—Evening Post"'],
    [
      '> Words.\n>\n> — Evening Post, 30 February 2026',
      'attribution-form "— Evening Post, 30 February 2026"',
    ],
    ['> Words.\n>\n> — Evening Post, 2026-02-30', 'attribution-form "— Evening Post, 2026-02-30"'],
  ])('is reported where it is not what was meant: %s', (markdown, complaint) => {
    expect(complaints(read(markdown))).toEqual([complaint]);
  });
});

describe('an excerpt', () => {
  test('is a figure whose caption the edition fills in', () => {
    const { html, citations, codes } = read(
      `:::excerpt{from="ledger" url="${URL_A}" title="Rent" author='Ada "A" Quill' date="30 January 2026" ` +
        'archived="https://archive.example/1" lang=ar}\nWords "as they are" -- [of theirs].\n\nMore.\n:::',
    );
    expect(html).toBe(
      `<figure class="excerpt"><blockquote cite="${URL_A}" lang="ar" dir="rtl">\n` +
        '<p>Words "as they are" -- [of theirs].</p>\n<p>More.</p>\n' +
        '</blockquote><figcaption>attribution 0</figcaption></figure>\n<continue-hole>0</continue-hole>',
    );
    expect(citations).toEqual([
      {
        outlet: 'ledger',
        url: URL_A,
        title: 'Rent',
        author: 'Ada "A" Quill',
        date: '2026-01-30',
        archived: 'https://archive.example/1',
        lang: 'ar',
      },
    ]);
    expect(codes).toEqual([]);
  });

  test('has the direction of its language, or the one it is given', () => {
    const quotation = (attributes: string): string | undefined =>
      /<blockquote[^>]*>/.exec(read(`:::excerpt{from=x ${attributes}}\na\n:::`).html)?.[0];
    expect(quotation('lang=fr')).toBe('<blockquote lang="fr" dir="ltr">');
    expect(quotation('lang=az dir=rtl')).toBe('<blockquote lang="az" dir="rtl">');
    expect(quotation('dir=rtl')).toBe('<blockquote dir="rtl">');
  });

  test('is one citation with those it is resumed by', () => {
    const { html, citations, places, codes } = read(
      `:::excerpt{from=ledger url="${URL_A}" lang=fr}\na\n:::\n\nOurs.\n\n:::excerpt{url="${URL_A}" title="T"}\nb\n:::\n`,
    );
    expect(citations).toEqual([
      { ...NOTHING, outlet: 'ledger', url: URL_A, title: 'T', lang: 'fr' },
    ]);
    expect(html.match(/attribution 0/g)).toHaveLength(2);
    expect(html.match(/lang="fr"/g)).toHaveLength(2);
    expect(html.match(/<continue-hole>0/g)).toHaveLength(1);
    expect(html.indexOf('<continue-hole>')).toBeGreaterThan(html.lastIndexOf('</figure>'));
    expect({ places, codes }).toEqual({ places: [], codes: [] });
  });

  test('says when it contradicts what was said of its address before', () => {
    const both = (second: string): string[] =>
      complaints(
        read(`:::excerpt{from="The Ledger" url="${URL_A}" title=T}\na\n:::\n\n${second}\nb\n:::`),
      );
    expect(both(`:::excerpt{from="the-ledger" url="${URL_A}"}`)).toEqual([]);
    expect(both(`:::excerpt{from=other url="${URL_A}" title=U}`)).toEqual([
      'excerpt-differs "other"',
      'excerpt-differs "U"',
    ]);
  });

  test.each([
    ['a see-also line', 'SEE ALSO: Ours', '<aside>'],
    [
      'a see-also line with other words',
      'SEE ALSO: ours, and [this](b.md), too',
      '<p class="see-also-line">',
    ],
    ['a note', 'NOTE: ours', '<aside class="note" role="note" aria-label="Note">'],
    [
      'a note in a block',
      ':::note\nours\n:::',
      '<aside class="note" role="note" aria-label="Note">',
    ],
    ['a pull quote', ':::pullquote\nours\n:::', '<aside class="pullquote" role="doc-pullquote">'],
    ['a line to the rest', `[Continue reading at X](${URL_A})`, '<p class="continue">'],
  ])('ends before what is ours in it, and goes on after: %s', (_, ours, begins) => {
    const { html } = read(`:::excerpt{from=x url="${URL_A}"}\na\n\n${ours}\n\nb\n:::`);
    const parts = html.replaceAll('\n', '').split(`<blockquote cite="${URL_A}">`);
    expect(parts).toHaveLength(3);
    expect(parts[1]).toContain(`<p>a</p></blockquote>${begins}`);
    expect(parts[2]).toContain('<p>b</p></blockquote><figcaption>');
    expect(html.match(/<figure/g)).toHaveLength(1);
  });

  test('has its caption next to it: what is ours at its ends stands beside it', () => {
    const { html } = read(
      `NOTE: before\n\n:::excerpt{from=x url="${URL_A}"}\nNOTE: a\n\nb\n\nSEE ALSO: c\n\nContinue this report at X\n:::\n\nd`,
    );
    expect(html.replaceAll('\n', '')).toMatch(
      /<p>before<\/p><\/aside><aside.*<p>a<\/p><\/aside><figure class="excerpt"><blockquote[^>]*><p>b<\/p><\/blockquote><figcaption>attribution 0<\/figcaption><\/figure><aside>.*<p class="continue">.*<\/p><p>d<\/p>$/,
    );
    expect(read('> a\n>\n> NOTE: b\n>\n> — X').html).toContain('</blockquote><figcaption>');
  });

  test('holds whatever Markdown has', () => {
    const { html } = read(
      ':::excerpt{from=x}\n## A\n\n- b\n  - c\n\n```\n:::\n```\n\n> d\n\n| e |\n|---|\n| f |\n:::\n\nOurs.',
    );
    expect(html).toContain('<pre><code>:::\n</code></pre>');
    expect(html).toContain('<p>d</p>\n</blockquote>');
    expect(html.replaceAll('\n', '')).toMatch(
      /<\/blockquote><figcaption>.*<\/figure><p>Ours\.<\/p>$/,
    );
  });

  test('may stand in a list', () => {
    const { html, codes } = read(
      '- a\n\n  :::excerpt{from=x url="https://x.example"}\n  b\n  :::\n\n- c',
    );
    expect(html).toContain('<p>b</p>');
    expect(html.match(/<li>/g)).toHaveLength(2);
    expect(codes).toEqual([]);
  });
});

describe('the line to the rest of a report', () => {
  const excerpt = (attributes: string): string => `:::excerpt{${attributes}}\na\n:::\n\n`;
  const A = excerpt(`from="The Ledger" url="${URL_A}"`);
  const B = excerpt('from=post url="https://post.example/b"');

  test.each([
    ['once for each address', A + B + A, ['1', '0']],
    ['not where the author wants none', excerpt(`url="${URL_A}" continue=no`), []],
    ['not where one part of several says so', A + excerpt(`url="${URL_A}" continue="no"`), []],
    ['not without an address', excerpt('from=post'), []],
    ['not for an attributed quotation', `> a\n>\n> — [X](${URL_A})`, []],
    ['not where it is typed', `${A}Continue this report at The Ledger`, []],
    [
      'not where it is typed as a link',
      `${A}${B}[Read the full story at The Ledger](${URL_A})`,
      ['1'],
    ],
    ['not where it is typed with a link', `${A}**Continue reading at [them](${URL_A})**`, []],
    ['for the other one where one is typed', `${A}${B}Continue this report at The Ledger.`, ['1']],
    ['not where it is typed in other words', `${A}CONTINUE THE STORY AT: Ledger Online`, []],
    [
      'where prose only begins like it',
      `${A}Continue this report at once, she said. ${'a '.repeat(200)}`,
      ['0'],
    ],
  ])('stands %s', (_, markdown, lines) => {
    const found = [...read(markdown).html.matchAll(/<continue-hole>(\d)/g)].map((it) => it[1]);
    expect(found).toEqual(lines);
  });

  test('leads to the report where the author typed words alone', () => {
    const { html } = read(`${A}*Continue this report at The Ledger*`);
    expect(html).toContain(
      `<p class="continue"><a href="${URL_A}"><em>Continue this report at The Ledger</em></a></p>`,
    );
    expect(read(`${A}Continue this report at **The** Ledger`).html).toContain(
      `<p class="continue">Continue this report at <a href="${URL_A}"><strong>The</strong> Ledger</a></p>`,
    );
  });

  test('can be typed in every language', () => {
    const typed = {
      en: 'Continue this report at The Ledger',
      es: 'Seguir leyendo en The Ledger',
      fr: 'Lire la suite sur The Ledger',
      de: 'Weiterlesen bei The Ledger',
      ar: 'تتمة التقرير على موقع The Ledger',
      ru: 'Читать продолжение: The Ledger',
    };
    expect(Object.keys(typed).sort()).toEqual(Object.keys(LANGUAGES).sort());
    for (const [lang, line] of Object.entries(typed)) {
      const { html } = read(A + line, { lang });
      expect(html).not.toContain('continue-hole');
      expect(html).toContain(`<a href="${URL_A}">The Ledger</a></p>`);
    }
  });
});

describe('a typed line to more on the subject', () => {
  test.each([
    ['READ MORE IRAQ NEWS AT: Our Iraq Files'],
    ['**Read more:** Our Iraq Files'],
    ['Read more about the harbour at: [Our Files](/topics/harbour/)'],
  ])('is noted for the page: %s', (line) => {
    const { readMore, html } = read(`Words.\n\n${line}`);
    expect(readMore).toBe(true);
    expect(html).toContain('<p class="read-more">');
  });

  test('leads to the first topic where it is no link', () => {
    expect(read('READ MORE IRAQ NEWS AT: Our Iraq Files').html).toBe(
      '<p class="read-more">READ MORE IRAQ NEWS AT: <a href="/topics/first/">Our Iraq Files</a></p>',
    );
    expect(read('Read more at: [here](https://x.example)').html).not.toContain('/topics/first/');
  });

  test.each([
    ['Read more than one paper, if you can: it helps.'],
    ['To read more: a list'],
    ['Read more\\: a'],
  ])('is not %s', (line) => {
    expect(read(line)).toMatchObject({ readMore: false, html: expect.stringMatching(/^<p>/) });
  });
});

describe('what opens and closes a block', () => {
  const open = (line: string): Read => read(`${line}\na\n:::\n`);

  test.each([
    [':::exerpt{from=x}', 'directive-unknown "exerpt"', ':::excerpt{from="x"}'],
    [':::Note', 'directive-unknown "Note"', ':::note'],
    [':::tip', 'directive-unknown "tip"', ':::note{label="Tip"}'],
    ['::: tip Look here', 'directive-form "::: tip Look here"', ':::note{label="Look here"}'],
    [':::danger{title=Look}', 'directive-unknown "danger"', ':::note{label="Look"}'],
    [':::sidebar', 'directive-unknown "sidebar"', '\\:::sidebar'],
    [
      ':::excerpt{from=x ulr="https://x.example"}',
      'directive-attribute "ulr"',
      ':::excerpt{from="x" url="https://x.example"}',
    ],
    [':::excerpt{From="x"}', 'directive-attribute "From"', ':::excerpt{from="x"}'],
    [':::note{from=x}', 'directive-attribute "from"', 'label, date'],
    [':::excerpt{from=x from=y}', 'directive-attribute "from"', 'Keep one'],
    [':::excerpt{from=x title=""}', 'directive-attribute "title"', 'take it out'],
    [':::excerpt {from="x"}', 'directive-form ":::excerpt {from=\\"x\\"}"', ':::excerpt{from="x"}'],
    ['::: excerpt{from="x"}', 'directive-form "::: excerpt{from=\\"x\\"}"', ':::excerpt{from="x"}'],
    [':::excerpt{from=“x y”}', 'directive-form ":::excerpt{from=“x y”}"', ':::excerpt{from="x y"}'],
    [
      ':::excerpt{from=„x“ lang=‚de‘}',
      'directive-form ":::excerpt{from=„x“ lang=‚de‘}"',
      ':::excerpt{from="x" lang="de"}',
    ],
    [':::excerpt{from=x y}', 'directive-form ":::excerpt{from=x y}"', ':::excerpt{from="x y"}'],
    [
      ':::excerpt{title="a "b" c" from=x}',
      'directive-form ":::excerpt{title=\\"a \\"b\\" c\\" from=x}"',
      `:::excerpt{title='a "b" c' from="x"}`,
    ],
    [':::excerpt{from="x"', 'directive-form ":::excerpt{from=\\"x\\""', ':::excerpt{from="x"}'],
    [':::excerpt from="x"', 'directive-form ":::excerpt from=\\"x\\""', ':::excerpt{from="x"}'],
    [':::exerpt {form=“x”}', 'directive-form ":::exerpt {form=“x”}"', ':::excerpt{from="x"}'],
    [':::note[A]', 'directive-form ":::note[A]"', ':::note{label="A"}'],
    [':::note A word', 'directive-form ":::note A word"', 'Write :::note'],
    [':::excerpt{#a .b}', 'directive-form ":::excerpt{#a .b}"', ':::excerpt'],
    [
      ':::excerpt',
      'directive-value ":::excerpt"',
      ':::excerpt{from="NAME OF THE OUTLET" url="https://…"}',
    ],
    [':::excerpt{title="T"}', 'directive-value ":::excerpt{title=\\"T\\"}"', 'title="T"}'],
    [':::excerpt{url="/a/"}', 'directive-value "/a/"', 'https://'],
    [':::excerpt{url="javascript:a"}', 'directive-value "javascript:a"', 'https://'],
    [':::excerpt{from=x archived=here}', 'directive-value "here"', 'https://'],
    [
      ':::excerpt{from=x date="30 February 2026"}',
      'directive-value "30 February 2026"',
      '2020-01-16',
    ],
    [':::excerpt{from=x lang=english}', 'directive-value "english"', 'en-GB'],
    [':::excerpt{from=x dir=left}', 'directive-value "left"', 'rtl'],
    [':::excerpt{from=x continue=perhaps}', 'directive-value "perhaps"', 'true or false'],
    [':::note{date=tomorrow}', 'directive-value "tomorrow"', '2020-01-16'],
  ])('is reported with the line as it should be: %s', (line, code, hint) => {
    const result = open(line);
    expect(complaints(result)).toEqual([code]);
    expect(result.diagnostics[0]?.severity).toBe('error');
    expect(result.diagnostics[0]?.hint).toContain(hint);
  });

  test.each([
    [':::note\na', 'directive-unclosed ":::note"'],
    ['a\n\n:::\n\nb', 'directive-stray ":::"'],
    ['a\n:::', 'directive-stray ":::"'],
    [':::excerpt{from=x}\na\n\n:::note\nb\n:::\n', 'directive-unclosed ":::excerpt{from=x}"'],
    ['> :::note\n> a\n\nb', 'directive-unclosed ":::note"'],
    [':::note\n:::', 'directive-empty ":::note"'],
    [':::note\n:::note\na\n:::\n:::', 'directive-place ":::note"'],
    [':::pullquote\n:::note\na\n:::\n:::', 'directive-place ":::note"'],
    [':::excerpt{from=x}\n:::excerpt{from=y}\na\n:::\n:::', 'directive-place ":::excerpt{from=y}"'],
    ['> :::excerpt{from=x}\n> a\n> :::', 'directive-place ":::excerpt{from=x}"'],
    [':::excerpt{from=x}\n```\n:::\n', 'directive-unclosed ":::excerpt{from=x}"'],
  ])('is reported where it is out of place: %s', (markdown, complaint) => {
    expect(complaints(read(markdown))).toEqual([complaint]);
  });

  test.each([
    ['NATO:Russia, 8:30pm and :a[b]{c=d}'],
    ['::note'],
    ['::excerpt{from=x}'],
    ['\\:::note'],
    ['a ::: b'],
    ['`:::note`'],
    ['    :::note'],
    ['```\n:::note\n```'],
    ['~~~\n:::\n~~~'],
    ['<pre>\n:::\n</pre>'],
  ])('is not in %s', (markdown) => {
    const { html, codes } = read(markdown);
    expect(codes).toEqual([]);
    expect(html).toContain(/:+\w*/.exec(markdown)?.[0]);
  });

  test('closes what it belongs to, whether it has more colons or as many', () => {
    const nested = ':::note\nb\n:::\n\nc\n';
    for (const fence of [':::', '::::', ':::::']) {
      const result = read(`${fence}excerpt{from=x}\na\n\n${nested}${fence}\n\nd`);
      expect(complaints(result)).toEqual([]);
      expect(result.html.replaceAll('\n', '')).toMatch(
        /<p>c<\/p><\/blockquote>.*<\/figure><p>d<\/p>$/,
      );
    }
  });
});

describe('an article', () => {
  test('lists the addresses of other hosts that it links to, each once, in its order', () => {
    const { outwardLinks } = read(
      '[a](https://b.example/1) <https://a.example/> [b](https://b.example/1) [c](/own/) ' +
        '[d](https://paper.example/x) [e](mailto:a@b.example)\n\nSEE ALSO: [f](http://f.example)\n\nhttps://youtu.be/abc',
    );
    expect(outwardLinks).toEqual([
      'https://b.example/1',
      'https://a.example/',
      'http://f.example',
      'https://youtu.be/abc',
    ]);
  });

  test('lists no more of them than anybody needs', () => {
    const many = Array.from({ length: 600 }, (_, at) => `[a](https://b.example/${at})`).join(
      '\n\n',
    );
    expect(read(many).outwardLinks).toHaveLength(500);
  });

  test('counts the words that are not its own', () => {
    const { facts } = read(
      `One two. > three\n\n> four five\n\n:::excerpt{from=x url="${URL_A}" title="a b c"}\nsix [seven]\n\nNOTE: eight\n:::`,
    ).body;
    expect(facts).toMatchObject({ words: 8, quotedWords: 4 });
  });
});

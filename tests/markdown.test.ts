import { describe, expect, test } from 'vitest';
import type { Hole, SeeAlsoItem } from '../src/model.ts';
import { options, type Read, read } from './support/read-body.ts';

const holesOf = (outcome: Read): Hole[] =>
  outcome.body.pieces.filter((it) => typeof it !== 'string');

/** Each reference as `form text` and the text its span marks. */
const referencesOf = (markdown: string): string[] => {
  const { references, places } = read(markdown);
  return references.map(({ form, text }, at) => {
    const { start, end } = places[at] ?? { start: 0, end: 0 };
    const marked = markdown.slice(start, end);
    return marked === text ? `${form} ${text}` : `${form} ${text} @ ${marked}`;
  });
};

describe('links', () => {
  test.each([
    ['[a](../b.md#c "T")', '<p><a href="../b.md#c" title="T">a</a></p>', ['link ../b.md#c']],
    ['[*a*](/2020/01/b/)', '<p><a href="/2020/01/b/"><em>a</em></a></p>', ['link /2020/01/b/']],
    ['[a](#b)', '<p><a href="#b">a</a></p>', ['link #b']],
    ['[a](<é ü.md>)', '<p><a href="%C3%A9%20%C3%BC.md">a</a></p>', ['link é ü.md']],
    ['[a](b%20c.md)', '<p><a href="b%20c.md">a</a></p>', ['link b%20c.md']],
    ['[a](b\\_c.md)', '<p><a href="b_c.md">a</a></p>', ['link b_c.md @ [a](b\\_c.md)']],
    ['[/x/](/x/)', '<p><a href="/x/">/x/</a></p>', ['link /x/']],
    ['[a][b]\n\n[b]: c.md', '<p><a href="c.md">a</a></p>', ['link c.md @ [a][b]']],
    [
      '[a](https://paper.example/b/)',
      '<p><a href="https://paper.example/b/">a</a></p>',
      ['link https://paper.example/b/'],
    ],
    ['<b><a href="/x">y</a></b>', '<p><b><a href="/x">y</a></b></p>', ['link /x']],
    ['> [a](b.md)', '<blockquote>\n<p><a href="b.md">a</a></p>\n</blockquote>', ['link b.md']],
  ])('into the site become holes: %s', (markdown, html, references) => {
    expect(read(markdown).html).toBe(html);
    expect(referencesOf(markdown)).toEqual(references);
  });

  test.each([
    ['[a](https://b.example/é "T")', '<a href="https://b.example/%C3%A9" title="T">a</a>'],
    ['[a](mailto:b@c.example)', '<a href="mailto:b@c.example">a</a>'],
    ['[a](tel:+4412345)', '<a href="tel:+4412345">a</a>'],
    ['<https://b.example>', '<a href="https://b.example">https://b.example</a>'],
    ['www.b.example', '<a href="http://www.b.example">www.b.example</a>'],
    ['me@b.example', '<a href="mailto:me@b.example">me@b.example</a>'],
    [
      '[a](https://paper.example.evil.example/)',
      '<a href="https://paper.example.evil.example/">a</a>',
    ],
  ])('to elsewhere stay as they are: %s', (markdown, html) => {
    const { html: body, references } = read(markdown);
    expect(body).toBe(`<p>${html}</p>`);
    expect(references).toEqual([]);
  });

  test('of our host but outside the folder of the site lead elsewhere', () => {
    const inFolder = { options: { ...options, base: '/paper' } };
    expect(read('[a](https://paper.example/shop/)', inFolder).references).toEqual([]);
    expect(read('[a](https://paper.example/papers/)', inFolder).references).toEqual([]);
    expect(read('[a](https://paper.example/paper/x/)', inFolder).references).toHaveLength(1);
    expect(read('[a](HTTPS://Paper.Example/paper)', inFolder).references).toHaveLength(1);
  });

  test.each([
    ['[a](javascript:alert)', 'link-scheme "javascript:alert"'],
    ['[a](data:text/html,x)', 'link-scheme "data:text/html,x"'],
    ['<a href=" JaVa&#10;Script:x">a</a>', 'link-scheme "<a href=\\" JaVa&#10;Script:x\\">a</a>"'],
    ['[a](ftp://b.example/)', 'link-scheme "ftp://b.example/"'],
    ['[a](//b.example/)', 'link-without-scheme "//b.example/"'],
    ['<a href="/\\b.example/">a</a>', 'link-without-scheme "/\\\\b.example/"'],
    ['[a]()', 'link-empty "[a]()"'],
  ])('that may not be are errors, and their words stay: %s', (markdown, code) => {
    const { html, codes, references, diagnostics } = read(markdown);
    expect(html).toBe('<p>a</p>');
    expect(codes).toEqual([code]);
    expect(diagnostics[0]?.severity).toBe('error');
    expect(references).toEqual([]);
  });

  test('give their references in the order of the text, offsets counted from the start of the file', () => {
    const text =
      '---\ntitle: x\n---\n\n[a](1.md) [[2]]\r\n\r\n<b><a href="3.md">c</a></b>\r\n\r\nSEE ALSO: 4\n\n![x](5.jpg)';
    const { references, places } = read(text, { bodyStart: 17 });
    expect(references.map((it) => it.text)).toEqual(['1.md', '2', '3.md', '4', '5.jpg']);
    expect(places.map((it) => text.slice(it.start, it.end))).toEqual([
      '1.md',
      '2',
      '3.md',
      '4',
      '5.jpg',
    ]);
  });

  test('keep their places behind a byte order mark in the body', () => {
    const text = '--\n\uFEFF[a](b.md)';
    const [place] = read(text, { bodyStart: 3 }).places;
    expect(text.slice(place?.start, place?.end)).toBe('b.md');
  });
});

describe('tables', () => {
  const HEAD = '| a | b |\n| - | - |\n';
  test('keep the cells of a row that their head has no room for, and say so', () => {
    const { html, codes } = read(`${HEAD}| \`|\` | **pipe** | *more* |\n`);
    expect(html).toContain('<td>`</td>\n<td>` | <strong>pipe</strong> | <em>more</em></td>');
    expect(codes).toEqual(['table-cells "| `|` | **pipe** | *more* |"']);
  });
  test('have rows with fewer cells, or with empty ones behind the last', () => {
    const { html, codes } = read(`${HEAD}| one |\n| one | two | | |\n`);
    expect(html).toContain('<td>two</td>\n</tr>');
    expect(codes).toEqual([]);
  });
});

describe('pictures', () => {
  test.each([
    ['![A](../b.jpg)', '<figure><img src="../b.jpg" alt="A"></figure>', 'image ../b.jpg'],
    [
      '![A](b.jpg "C *d* <e>")',
      '<figure><img src="b.jpg" alt="A"><figcaption>C *d* &#x3C;e></figcaption></figure>',
      'image b.jpg',
    ],
    ['a ![A](/b.jpg "T") c', '<p>a <img src="/b.jpg" alt="A" title="T"> c</p>', 'image /b.jpg'],
    ['<img src="b.jpg" alt="A"> c', '<p><img src="b.jpg" alt="A"> c</p>', 'image b.jpg'],
    [
      '![A][b]\n\n[b]: c.jpg "T"',
      '<figure><img src="c.jpg" alt="A"><figcaption>T</figcaption></figure>',
      'image c.jpg @ ![A][b]',
    ],
  ])('of ours become holes: %s', (markdown, html, reference) => {
    expect(read(markdown).html).toBe(html);
    expect(referencesOf(markdown)).toEqual([reference]);
    expect(read(markdown).codes).toEqual([]);
  });

  test('that are links stay links', () => {
    expect(read('[![A](b.jpg "T")](c.md)').html).toBe(
      '<figure><a href="c.md"><img src="b.jpg" alt="A"></a><figcaption>T</figcaption></figure>',
    );
  });

  test('of other sites become links to them', () => {
    const { html, codes } = read('![A "b"](https://b.example/c.jpg)');
    expect(html).toBe('<p><a href="https://b.example/c.jpg">A “b”</a></p>');
    expect(codes).toEqual(['remote-image "https://b.example/c.jpg"']);
    expect(read('[![A](https://b.example/c.jpg)](d.md)').html).toBe('<p><a href="d.md">A</a></p>');
  });

  test.each([
    ['![A](https://b.example/c.jpg "C")', '<p><a href="https://b.example/c.jpg">A</a> (C)</p>'],
    ['![](https://b.example/c.jpg "C")', '<p><a href="https://b.example/c.jpg">C</a></p>'],
  ])('of other sites keep the words of their caption: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });

  test.each([
    ['![](b.jpg)', ['image-alt-missing "![](b.jpg)"']],
    ['a <img src="b.jpg"> c', ['image-alt-missing "<img src=\\"b.jpg\\">"']],
    ['a <img src="b.jpg" alt=""> c', []],
    ['![a](data:image/png;base64,AA)', ['link-scheme "data:image/png;base64,AA"']],
    ['![a](mailto:b@c.example)', ['link-scheme "mailto:b@c.example"']],
    ['![a]()', ['link-empty "![a]()"']],
  ])('say what is wrong with them: %s', (markdown, codes) => {
    expect(read(markdown).codes).toEqual(codes);
  });
});

describe('wiki links', () => {
  test.each([
    ['[[a]]', ['wiki a']],
    ['[[The *great* "game"]]', ['wiki The *great* "game"']],
    ['x [[a|the label]] y', ['wiki a|the label']],
    ['[[a#Some heading]]', ['wiki a#Some heading']],
    ['[[ a ]]', ['wiki a @  a ']],
    ['[[a [b] c]]', ['wiki a [b] c']],
    ['[[[a]]]', ['wiki a']],
    ['[[a \\| b]]', ['wiki a | b @ a \\| b']],
    ['[[Law &amp; order]]', ['wiki Law & order @ Law &amp; order']],
    ['[[a `b` c]]', ['wiki a `b` c']],
    ['> # [[a]]', ['wiki a']],
    ['*[[a_b]]*', ['wiki a_b']],
    ['|a|\n|-|\n|[[a\\|b]]|', ['wiki a|b @ a\\|b']],
    ['[[a]](not a url)', ['wiki a']],
  ])('are recognised: %s', (markdown, references) => {
    expect(referencesOf(markdown)).toEqual(references);
  });

  test.each([
    ['`[[a]]`', '<p><code>[[a]]</code></p>'],
    ['    [[a]]', '<pre><code>[[a]]\n</code></pre>'],
    ['\\[[a]]', '<p>[[a]]</p>'],
    ['[\\[a]]', '<p>[[a]]</p>'],
    ['[[a\nb]]', '<p>[[a\nb]]</p>'],
    ['[[a `b]] c`', '<p>[[a <code>b]] c</code></p>'],
    ['[[]]', '<p>[[]]</p>'],
    ['[[ ]]', '<p>[[ ]]</p>'],
    ['[[a]', '<p>[[a]</p>'],
    ['![[a]]', '<p>![[a]]</p>'],
    [
      '[x [[a *b*]] y](https://b.example/)',
      '<p><a href="https://b.example/">x <span>[[a *b*]]</span> y</a></p>',
    ],
    ['[[a]](https://b.example/)', '<p><a href="https://b.example/">[a]</a></p>'],
    [
      '[[a]](https://b.example/ "t (u")',
      '<p><a href="https://b.example/" title="t (u">[a]</a></p>',
    ],
    ['[[a]](<https://b.example/>)', '<p><a href="https://b.example/">[a]</a></p>'],
    ['[[a]]\n\n[a]: https://b.example/', '<p>[<a href="https://b.example/">a</a>]</p>'],
    ['[[a]][b]\n\n[b]: https://b.example/', '<p><a href="https://b.example/">[a]</a></p>'],
  ])('are none: %s', (markdown, html) => {
    const { html: body, references } = read(markdown);
    expect(body).toBe(html);
    expect(references).toEqual([]);
  });

  test('are a link round words that link gives', () => {
    expect(holesOf(read('[[a|b]]'))).toEqual([
      { hole: 'link', reference: 0, title: null },
      { hole: 'words', reference: 0 },
      { hole: 'link-end', reference: 0 },
    ]);
  });

  test('in brackets with a footnote are a footnote', () => {
    expect(read('[[^1]]\n\n[^1]: n').references).toEqual([]);
  });
});

describe('see-also paragraphs', () => {
  const asides = (markdown: string, lang = 'en'): readonly string[] => {
    const outcome = read(markdown, { lang });
    const say = (it: SeeAlsoItem): string => {
      if ('url' in it) return `${it.words} <${it.url}>`;
      const { form, text } = outcome.references[it.reference] ?? { form: '', text: '' };
      const own = `${form}: ${text}${it.words === text ? '' : ` (${it.words})`}`;
      return it.instead.length === 0 ? own : `${own} or [${it.instead.map(say).join(', ')}]`;
    };
    return holesOf(outcome).flatMap((it) =>
      it.hole === 'see-also' ? [it.label, ...it.items.map(say)] : [],
    );
  };

  test.each([
    ['SEE ALSO: The morning after', ['See also', 'see-also: The morning after']],
    ['see also : a', ['See also', 'see-also: a']],
    ['Read Also：a', ['Read also', 'see-also: a']],
    ['**RELATED:** a', ['Related', 'see-also: a']],
    ['**RELATED**: a', ['Related', 'see-also: a']],
    ['*SEE ALSO: a b*', ['See also', 'see-also: a b']],
    ['__See  also__ : a', ['See also', 'see-also: a']],
    ['SEE ALSO: "A b"', ['See also', 'see-also: A b (“A b”)']],
    ['SEE ALSO: “A b”', ['See also', 'see-also: A b (“A b”)']],
    ['SEE ALSO: a; b', ['See also', 'see-also: a; b or [see-also: a, see-also: b]']],
    ['SEE ALSO: a\nb', ['See also', 'see-also: a b or [see-also: a, see-also: b]']],
    ['SEE ALSO:\na', ['See also', 'see-also: a']],
    ['SEE ALSO: a  \nb', ['See also', 'see-also: a b or [see-also: a, see-also: b]']],
    ['SEE ALSO: a;', ['See also', 'see-also: a']],
    [
      'SEE ALSO: "A; b"; c',
      ['See also', 'see-also: "A; b"; c (“A; b”; c) or [see-also: A; b (“A; b”), see-also: c]'],
    ],
    ['SEE ALSO: [[a|b]]', ['See also', 'wiki: a|b (b)']],
    ['SEE ALSO: [A b](c.md).', ['See also', 'link: c.md (A b)']],
    ['SEE ALSO: [A][b]\n\n[b]: c.md', ['See also', 'link: c.md (A)']],
    ['SEE ALSO: [A "b"](https://c.example/)', ['See also', 'A “b” <https://c.example/>']],
    ['SEE ALSO: https://c.example/', ['See also', 'https://c.example/ <https://c.example/>']],
    ['SEE ALSO: https://paper.example/a/', ['See also', 'link: https://paper.example/a/']],
    ['SEE ALSO: /2020/01/a/', ['See also', 'link: /2020/01/a/']],
    ['SEE ALSO: articles/2020/a.md', ['See also', 'see-also: articles/2020/a.md']],
    [
      'SEE ALSO: a; b; [[c]]; d',
      ['See also', 'see-also: a; b or [see-also: a, see-also: b]', 'wiki: c', 'see-also: d'],
    ],
    [
      'SEE ALSO:\n\n- a\n- [b](c.md)\n- [[d]]',
      ['See also', 'see-also: a', 'link: c.md (b)', 'wiki: d'],
    ],
    ['**See also:**\n- a; b', ['See also', 'see-also: a; b or [see-also: a, see-also: b]']],
    ['- SEE ALSO: a', ['See also', 'see-also: a']],
    ['SEE ALSO: *The* `x`', ['See also', 'see-also: The x']],
  ])('become asides: %s', (markdown, expected) => {
    expect(asides(markdown)).toEqual(expected);
  });

  test('mark the words in the source', () => {
    expect(referencesOf('x\n\nSEE ALSO: Aa "b" ; "Cc\\* d"')).toEqual([
      'see-also Aa "b"',
      'see-also Cc* d @ "Cc\\* d"',
      'see-also Aa "b" ; "Cc* d" @ Aa "b" ; "Cc\\* d"',
    ]);
    expect(referencesOf('> *SEE ALSO:* A')).toEqual(['see-also A']);
  });

  test.each([
    ['See also\\: a', '<p>See also: a</p>'],
    ['See also a: b', '<p>See also a: b</p>'],
    ['As said, see also: a', '<p>As said, see also: a</p>'],
    ['SEE ALSO:', '<p>SEE ALSO:</p>'],
    ['SEE ALSO:\n\nprose', '<p>SEE ALSO:</p>\n<p>prose</p>'],
  ])('are prose: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });

  test.each([
    [
      'SEE ALSO: our [report](a.md) of May',
      '<p class="see-also-line">SEE ALSO: our <a href="a.md">report</a> of May</p>',
    ],
    [
      'SEE ALSO: [a](a.md) and [b](b.md)',
      '<p class="see-also-line">SEE ALSO: <a href="a.md">a</a> and <a href="b.md">b</a></p>',
    ],
  ])('with other words beside a link stay paragraphs: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });

  test('with other words in their list leave the list', () => {
    const { html } = read('SEE ALSO:\n\n- a [b](b.md)');
    expect(html).toBe(
      '<p class="see-also-line">SEE ALSO:</p>\n<ul>\n<li>a <a href="b.md">b</a></li>\n</ul>',
    );
  });

  test('are marked by the words of the configuration and of English, in the language of the article', () => {
    const markers = { de: { seeAlso: ['SIEHE AUCH'], note: [] } };
    const german = { lang: 'de-AT', options: { ...options, markers } };
    expect(read('Siehe auch: a', german).references).toHaveLength(1);
    expect(read('See also: a', german).references).toHaveLength(1);
    expect(read('Siehe auch: a', { ...german, lang: 'fr' }).references).toHaveLength(0);
  });

  test('report a link that may not be', () => {
    expect(read('SEE ALSO: [a](javascript:b)').codes).toEqual(['link-scheme "javascript:b"']);
  });
});

describe('quotations', () => {
  const shape = (markdown: string): string =>
    read(markdown).html.replace(/<aside>.*?<\/aside>/g, '@');

  test('end before what is our own voice and begin again after it', () => {
    expect(shape('> a\n>\n> SEE ALSO: b\n>\n> c')).toBe(
      '<blockquote>\n<p>a</p>\n</blockquote>@<blockquote>\n<p>c</p>\n</blockquote>',
    );
    expect(shape('> SEE ALSO: b')).toBe('@');
    expect(shape('> > a\n> >\n> > SEE ALSO: b\n>\n> c')).toBe(
      '<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote></blockquote>@<blockquote>\n<p>c</p>\n</blockquote>',
    );
  });

  test('keep their attributes and the numbers of their lists', () => {
    expect(
      shape(
        '<blockquote cite="https://a.example/" id="q">\n\n1. a\n2. SEE ALSO: b\n3. c\n\n</blockquote>',
      ),
    ).toBe(
      '<blockquote cite="https://a.example/" id="q">\n<ol>\n<li>a</li>\n</ol></blockquote>@' +
        '<blockquote cite="https://a.example/"><ol start="2">\n<li>c</li>\n</ol>\n</blockquote>',
    );
  });
});

describe('headings', () => {
  test('have ids from their text as written, and no h1', () => {
    const { html, body, anchors } = read('# A "quoted" *word*\n\n### B\n\n## B\n\nC\n=\n\n## ???');
    expect(html).toBe(
      '<h2 id="a-quoted-word">A “quoted” <em>word</em></h2>\n<h3 id="b">B</h3>\n<h2 id="b-1">B</h2>\n' +
        '<h2 id="c">C</h2>\n<h2 id="section">???</h2>',
    );
    expect(anchors).toEqual(['a-quoted-word', 'b', 'b-1', 'c', 'section']);
    expect(body.facts.headings.slice(0, 2)).toEqual([
      { level: 2, id: 'a-quoted-word', text: 'A "quoted" word' },
      { level: 3, id: 'b', text: 'B' },
    ]);
  });

  test('leave out the number of a footnote', () => {
    expect(read('## A[^1]\n\n[^1]: n').body.facts.headings).toEqual([
      { level: 2, id: 'a', text: 'A' },
    ]);
  });

  test('come before ids of raw HTML, which are kept where they are free and plain', () => {
    const { html, anchors } = read(
      '<i id="b">x</i> <i id="c">y</i> <i id="C">z</i> <i id="c">z</i> <a name="n" id="n:1">w</a>\n\n## B',
    );
    expect(html).toBe(
      '<p><i>x</i> <i id="c">y</i> <i>z</i> <i>z</i> <a>w</a></p>\n<h2 id="b">B</h2>',
    );
    expect(anchors).toEqual(['b', 'c']);
  });

  test('keep an id that their HTML gives, and no two are the same', () => {
    expect(read('<h2 id="a">X</h2>\n\n## A').anchors).toEqual(['a', 'a-1']);
  });

  test('keep the id of an element that a hole replaces', () => {
    expect(read('a <a id="x" href="b.md">c</a>').html).toBe(
      '<p>a <span id="x"></span><a href="b.md">c</a></p>',
    );
  });
});

describe('GFM', () => {
  test('tables scroll in a labelled region', () => {
    const table =
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class="align-right">2</td>\n</tr>\n</tbody>\n</table></div>';
    const region = (label: string): string =>
      `<div class="table" role="region" tabindex="0" aria-label="${label}">${table}`;
    const markdown = '|a|b|\n|-|-:|\n|1|2|';
    expect(read(`${markdown}\n\n${markdown}`).html).toBe(
      `${region('Table')}\n${region('Table 2')}`,
    );
  });

  test('task lists name their boxes', () => {
    expect(read('- [x] a\n- [ ] b').html).toBe(
      '<ul class="contains-task-list">\n' +
        '<li class="task-list-item"><span class="task" role="img" aria-label="done">☑</span> a</li>\n' +
        '<li class="task-list-item"><span class="task" role="img" aria-label="not done">☐</span> b</li>\n</ul>',
    );
  });

  test('strikethrough', () => {
    expect(read('~~a~~').html).toBe('<p><del>a</del></p>');
  });

  test('footnotes lead to each other by ids of their own', () => {
    expect(read('a[^x] b[^x] c[^x-2]\n\n[^x]: N\n[^x-2]: M').html).toBe(
      '<p>a<sup><a id="note:1:1" href="#note:1" role="doc-noteref">1</a></sup> ' +
        'b<sup><a id="note:1:2" href="#note:1" role="doc-noteref">1</a></sup> ' +
        'c<sup><a id="note:2:1" href="#note:2" role="doc-noteref">2</a></sup></p>\n' +
        '<section class="footnotes"><h2 id="note:0">Footnotes</h2>\n<ol>\n<li id="note:1">\n<p>N ' +
        '<a href="#note:1:1" role="doc-backlink" aria-label="Back to reference 1">↩</a> ' +
        '<a href="#note:1:2" role="doc-backlink" aria-label="Back to reference 1-2">↩<sup>2</sup></a></p>\n</li>\n' +
        '<li id="note:2">\n<p>M <a href="#note:2:1" role="doc-backlink" aria-label="Back to reference 2">↩</a></p>\n</li>\n</ol>\n</section>',
    );
  });

  test('footnotes of raw HTML are none of ours', () => {
    const { html, references } = read(
      'a[^1] <a data-footnote-ref href="#note:1" id="note:1">x</a>\n\n[^1]: N',
    );
    expect(html).toContain('<a href="#note:1">x</a>');
    expect(html.match(/id="note:1"/g)).toHaveLength(1);
    expect(references).toEqual([{ form: 'link', text: '#note:1', instead: [] }]);
  });
});

describe('embeds', () => {
  test.each([
    ['https://www.youtube.com/watch?v=abc_-1', 'YouTube'],
    ['<https://youtu.be/abc>', 'YouTube'],
    ['https://vimeo.com/123', 'Vimeo'],
    ['https://soundcloud.com/a/b-c', 'SoundCloud'],
    ['https://x.com/a/status/12', 'X'],
    ['https://twitter.com/a/status/12', 'X'],
    ['https://t.me/channel/12', 'Telegram'],
    ['https://www.media.example/debates/one.mp3', 'media.example'],
    ['<https://media.example/one.WEBM?from=10#t=1>', 'media.example'],
  ])('%s', (markdown, provider) => {
    const url = markdown.replace(/[<>]/g, '');
    expect(holesOf(read(markdown))).toEqual([{ hole: 'embed', provider, url, title: null }]);
  });

  test.each([
    ['see https://youtu.be/abc'],
    ['[a film](https://youtu.be/abc)'],
    ['https://www.youtube.com/'],
    ['https://youtu.be.evil.example/abc'],
    ['https://x.com/a'],
    ['https://media.example/one.mp3.html'],
    ['https://media.example/?file=one.mp3'],
    ['[a recording](https://media.example/one.mp3)'],
  ])('none: %s', (markdown) => {
    expect(holesOf(read(markdown))).toEqual([]);
  });
});

describe('HTML', () => {
  test.each([
    ['<abbr title="x">a</abbr> <sub>b</sub>', '<p><abbr title="x">a</abbr> <sub>b</sub></p>', []],
    [
      '<details>\n<summary>a</summary>\n\n*b*\n\n</details>',
      '<details>\n<summary>a</summary>\n<p><em>b</em></p>\n</details>',
      [],
    ],
    ['<p style="x" class="y" onclick="z" lang="fr">a</p>', '<p lang="fr">a</p>', []],
    ['<font>a</font> <font>b</font>', '<p>a b</p>', ['html-removed "<font>a</font>"']],
    ['<script>a</script>\n\nb', '<p>b</p>', ['html-removed "<script>a</script>"']],
    ['a <script>b</script>', '<p>a </p>', ['html-removed "<script>b</script>"']],
    ['a <input type="text"> b', '<p>a  b</p>', ['html-removed "<input type=\\"text\\">"']],
    ['<q cite="javascript:x">a</q>', '<p><q>a</q></p>', []],
    ['<!-- a -->\n\nb', '<p>b</p>', []],
    ['a <b>b\n\nc', '<p>a b</p>\n<p>c</p>', ['html-unclosed "<b>"']],
    ['a </div> b\n\nc', '<p>a  b</p>\n<p>c</p>', []],
    ['> a\n>\n> </blockquote>\n>\n> b', '<blockquote>\n<p>a</p>\n\n<p>b</p>\n</blockquote>', []],
    ['<details>\n\na', '<p>a</p>', ['html-unclosed "<details>"']],
    [
      '<div>\n <blockquote>\n a\n\n b\n </blockquote>\n</div>',
      '<div>\n <blockquote>\n a\n<p>b</p>\n </blockquote>\n</div>',
      [],
    ],
    ['<textarea>\n\n# a', expect.any(String), ['html-swallows-text "<textarea>"']],
    ['<!-- a\n\nb', expect.any(String), ['html-swallows-text "<!--"']],
    ['<plaintext>\n\n*a*', '<p><em>a</em></p>', ['html-removed "<plaintext>"']],
    [
      'a <iframe> *b*\n\n# c',
      '<p>a  <em>b</em></p>\n<h2 id="c">c</h2>',
      ['html-removed "<iframe>"'],
    ],
  ])('%s', (markdown, html, codes) => {
    const outcome = read(markdown);
    expect(outcome.html.trim()).toEqual(html);
    expect(outcome.codes).toEqual(codes);
  });
});

describe('words', () => {
  test.each([
    ['One two, three.', 3],
    ["It's the workers' un**believ**able well-known 1,000.5 day", 7],
    ['a `b c` d', 4],
    ['a\n\n    code here', 1],
    ['SEE ALSO: one two three', 0],
    ['> quoted words\n\n- and listed', 4],
    ['a[^1]\n\n[^1]: note here', 3],
    ['漢字かな and カナ', 7],
    ['слово и ещё', 3],
    ['naïve café – “déjà vu”', 4],
    ['पत्रकारिता', 1],
    ['|a b|\n|-|\n|c|', 3],
    ['', 0],
  ])('%s', (markdown, words) => {
    expect(read(markdown).body.facts.words).toBe(words);
  });
});

describe('with nothing of ours', () => {
  test('a text is Markdown and no more', () => {
    const markdown =
      '# "A" [[b]]\n\nSEE ALSO: c -- d\n\n![e](f.jpg "g")\n\nhttps://youtu.be/abc\n\n|a|\n|-|';
    expect(read(markdown, { constructs: false }).html).toBe(
      '<h1>"A" [[b]]</h1>\n<p>SEE ALSO: c -- d</p>\n<p><img src="f.jpg" alt="e" title="g"></p>\n' +
        '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p>\n' +
        '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>',
    );
  });
});

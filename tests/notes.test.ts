/** The newsroom's own voice: notes, however they are typed, and pull quotes. */
import { describe, expect, test } from 'vitest';
import { digestOf } from '../src/base/digest.ts';
import { compile } from '../src/compile/compile.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import type { SourcePath } from '../src/model.ts';
import { options, read } from './support/read-body.ts';

/** A note with its label, as it is on a page. */
const note = (label: string, content: string, name = label): string =>
  `<aside class="note" role="note" aria-label="${name}"><p class="label">${label}</p>\n${content}</aside>`;

describe('a paragraph that begins with a marker', () => {
  test.each([
    ['NOTE: Some words.', note('Note', '<p>Some words.</p>')],
    ['Note : Some words.', note('Note', '<p>Some words.</p>')],
    ['note：Some words.', note('Note', '<p>Some words.</p>')],
    ['**NOTE:** Some words.', note('Note', '<p>Some words.</p>')],
    ['**NOTE**: Some words.', note('Note', '<p>Some words.</p>')],
    ['*NOTE: Some words.*', note('Note', '<p><em>Some words.</em></p>')],
    [
      '__*Note*__ : [Some](https://x.example) words.',
      note('Note', '<p><a href="https://x.example">Some</a> words.</p>'),
    ],
    ['EDITOR\'S NOTE: "Some" words.', note('Editor’s note', '<p>“Some” words.</p>')],
    ['Editor’s Note: Some words.', note('Editor’s note', '<p>Some words.</p>')],
    ['DISCLOSURE: Some words.', note('Disclosure', '<p>Some words.</p>')],
    ['UPDATE: Some words,\nmore words.', note('Update', '<p>Some words,\nmore words.</p>')],
  ])('is a labelled aside: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });

  test.each([
    ['UPDATE (2020-01-17): a', 'Update (<time datetime="2020-01-17">date 2020-01-17</time>)'],
    [
      '**UPDATE (17 January 2020):** a',
      'Update (<time datetime="2020-01-17">17 January 2020</time>)',
    ],
    ['Update (January 2020): a', 'Update (<time datetime="2020-01">January 2020</time>)'],
    ['UPDATE (evening): a', 'Update (evening)'],
  ])('carries its date: %s', (markdown, label) => {
    expect(read(markdown).html).toBe(note(label, '<p>a</p>', 'Update'));
  });

  test('is reported when its date is none', () => {
    const { codes, html } = read('UPDATE (2020-02-30): a');
    expect(codes).toEqual(['note-date "2020-02-30"']);
    expect(html).toContain('Update (2020-02-30)');
  });

  test('counts in the language of the article and in English', () => {
    expect(read('Anmerkung der Redaktion: a', { lang: 'de' }).html).toBe(
      note('Anmerkung der Redaktion', '<p>a</p>'),
    );
    expect(read('NOTE: a', { lang: 'de' }).html).toBe(note('Hinweis', '<p>a</p>'));
    expect(read('Anmerkung der Redaktion: a').html).toBe('<p>Anmerkung der Redaktion: a</p>');
  });

  test('counts as the site configures it', () => {
    const markers = { en: { seeAlso: [], note: ['FACT CHECK'] } };
    const { html } = read('Fact check: a', { options: { ...options, markers } });
    expect(html).toBe(note('Fact check', '<p>a</p>'));
  });

  test.each([
    ['- NOTE: a'],
    ['+ a\n+ NOTE: b'],
    ['1. NOTE: a'],
    ['12) NOTE: a'],
    ['- [ ] NOTE: a'],
    ['- > * *NOTE*: a'],
    ['a[^1]\n\n[^1]: NOTE: b'],
    ['a\r\n\r\nNOTE: b'],
    ['a\r\rNOTE: b'],
    ['---\nNOTE: a'],
    [':::excerpt{from=x}\nNOTE: a\n:::'],
    ['<div>\n\nNOTE: a\n\n</div>'],
  ])('may stand anywhere: %j', (markdown) => {
    expect(read(markdown).html).toContain('<aside class="note"');
  });

  test.each([
    ['an escaped colon', 'NOTE\\: a'],
    ['a word that goes on', 'Notes: a'],
    ['words before it', 'Please NOTE: a'],
    ['nothing behind it', 'NOTE:'],
    ['a heading', '## NOTE: a'],
    ['code', '    NOTE: a'],
  ])('is prose with %s', (_, markdown) => {
    expect(read(markdown).html).not.toContain('<aside');
  });

  test('ends a quotation, wherever in it the note stands', () => {
    const { html } = read('> a\n>\n> - b\n> - NOTE: ours\n> - c');
    expect(html.replaceAll('\n', '')).toBe(
      '<blockquote><p>a</p><ul><li>b</li></ul></blockquote>' +
        note('Note', '<p>ours</p>').replaceAll('\n', '') +
        '<blockquote><ul><li>c</li></ul></blockquote>',
    );
  });
});

describe('a block of several paragraphs', () => {
  test.each([
    [':::note\na\n\nb\n:::', note('Note', '<p>a</p><p>b</p>')],
    [':::note{label="From the editors"}\na\n:::', note('From the editors', '<p>a</p>')],
    [
      ':::note{label="The \'desk\'" date="17 January 2020"}\na\n:::',
      note(
        'The ‘desk’ (<time datetime="2020-01-17">date 2020-01-17</time>)',
        '<p>a</p>',
        'The ‘desk’',
      ),
    ],
    [':::note{label="<b>&amp;"}\na\n:::', note('&#x3C;b>&#x26;', '<p>a</p>', '&lt;b&gt;&amp;')],
  ])('is a note: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });

  test('is a note with quotations, lists and see-also lines in it', () => {
    const { html } = read(
      ':::note\n> a\n>\n> — [X](https://x.example)\n\nSEE ALSO: b\n\n- NOTE: c\n:::',
    );
    expect(html).toContain('<figure class="excerpt"><blockquote cite="https://x.example">');
    expect(html).toContain('"label":"See also"');
    expect(html).toContain('<li>NOTE: c</li>');
  });

  test.each([
    [
      ':::pullquote\nA "fine" line.\n:::',
      '<aside class="pullquote" role="doc-pullquote"><p>A “fine” line.</p></aside>',
    ],
    [
      ':::pullquote{by="Ada Quill"}\na\n\nb\n:::',
      '<aside class="pullquote" role="doc-pullquote"><p>a</p><p>b</p><p class="by">Ada Quill</p></aside>',
    ],
  ])('is a pull quote: %s', (markdown, html) => {
    expect(read(markdown).html).toBe(html);
  });
});

describe('only check mentions', () => {
  const findings = (body: string): Diagnostic[] => {
    const path = 'articles/2026-01-31-a.md' as SourcePath;
    const text = `---\ntitle: A\n---\n\n${body}\n`;
    const { entry } = compile({ kind: 'article', path, text, digest: digestOf(text) }, options);
    return entry.diagnostics.filter((it) => it.severity === 'finding');
  };
  const codes = (body: string): string[] => findings(body).map((it) => it.code);

  test('an excerpt that does not say where it is from', () => {
    expect(codes(':::excerpt{from=x}\na\n:::')).toEqual(['excerpt-without-url']);
    expect(codes('> a\n>\n> — X')).toEqual(['excerpt-without-url']);
    expect(codes(':::excerpt{from=x url="https://x.example"}\na\n:::')).toEqual([]);
    expect(codes('> a\n>\n> — [X](https://x.example)')).toEqual([]);
    expect(codes('> a')).toEqual([]);
  });

  test('an article whose words are mostly quoted', () => {
    const words = (count: number): string => 'word '.repeat(count).trim();
    const article = (own: number, quoted: number): string => `${words(own)}\n\n> ${words(quoted)}`;
    expect(codes(article(66, 134))).toEqual(['mostly-excerpt']);
    expect(codes(article(67, 133))).toEqual([]);
    expect(codes(article(10, 189))).toEqual([]);
    expect(findings(article(50, 150))[0]).toMatchObject({
      spot: { field: 'title' },
      message: "75% of the words of this article are somebody else's",
    });
  });
});

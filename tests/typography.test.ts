import { describe, expect, test } from 'vitest';
import { read } from './support/read-body.ts';

const check = (lang: string, markdown: string, html: string): void => {
  expect(read(markdown, { lang }).html).toBe(html);
};

describe('quotation marks', () => {
  test.each([
    ['"Yes," he said.', '<p>“Yes,” he said.</p>'],
    ['He said "yes".', '<p>He said “yes”.</p>'],
    ['("yes")', '<p>(“yes”)</p>'],
    [`"He said 'yes' to it."`, '<p>“He said ‘yes’ to it.”</p>'],
    [`"'Yes,' he said."`, '<p>“‘Yes,’ he said.”</p>'],
    ['"*Yes*"', '<p>“<em>Yes</em>”</p>'],
    ['*"Yes"*', '<p><em>“Yes”</em></p>'],
    ['a "[link](https://b.example/)" c', '<p>a “<a href="https://b.example/">link</a>” c</p>'],
    ['["link"](https://b.example/) c', '<p><a href="https://b.example/">“link”</a> c</p>'],
    ['"**One** and *two*" three', '<p>“<strong>One</strong> and <em>two</em>” three</p>'],
    ['"one[^1]" two\n\n[^1]: n', expect.stringContaining('<p>“one<sup>')],
    ['"one\ntwo"', '<p>“one\ntwo”</p>'],
    ['"one"—"two"', '<p>“one”—“two”</p>'],
    ['6\'2" tall', `<p>6'2" tall</p>`],
    ['a 12" gun', '<p>a 12" gun</p>'],
    ['"Opened, and the next paragraph goes on', '<p>“Opened, and the next paragraph goes on</p>'],
    ['a " b', '<p>a " b</p>'],
  ])('in English: %s', (markdown, html) => {
    expect(read(markdown).html).toEqual(html);
  });

  test.each([
    ['en-GB', '<p>“a” ‘b’</p>'],
    ['de', '<p>„a“ ‚b‘</p>'],
    ['fr', '<p>«\u202Fa\u202F» “b”</p>'],
    ['es', '<p>«a» “b”</p>'],
    ['ru', '<p>«a» „b“</p>'],
    ['ar', '<p>«a» “b”</p>'],
    ['xx', '<p>“a” ‘b’</p>'],
  ])('in %s', (lang, html) => {
    check(lang, `"a" 'b'`, html);
  });
});

describe('apostrophes', () => {
  test.each([
    ["it's", 'it’s'],
    ["the workers' party", 'the workers’ party'],
    ["the '90s and the 1990's", 'the ’90s and the 1990’s'],
    ["'tis the season", '’tis the season'],
    ["rock 'n' roll", 'rock ’n’ roll'],
    ["'twas 'the end' of it", '’twas ‘the end’ of it'],
    ["l'État, c'est moi", 'l’État, c’est moi'],
  ])('%s', (markdown, text) => {
    check('en', markdown, `<p>${text}</p>`);
  });

  test('stand across inline elements', () => {
    check('en', "*Lund*'s letter", '<p><em>Lund</em>’s letter</p>');
  });
});

describe('dashes and ellipses', () => {
  test.each([
    ['one -- two', 'one – two'],
    ['one --- two', 'one — two'],
    ['one---two', 'one—two'],
    ['one--two', 'one—two'],
    ['1999--2001', '1999–2001'],
    ['the option --dry-run', 'the option --dry-run'],
    ['a ---- b', 'a ---- b'],
    ['and so on...', 'and so on…'],
    ['a .... b', 'a .... b'],
  ])('%s', (markdown, text) => {
    check('en', markdown, `<p>${text}</p>`);
  });
});

describe('what typography never touches', () => {
  test.each([
    ['quotations', '> "a" -- it\'s...', '<blockquote>\n<p>"a" -- it\'s...</p>\n</blockquote>'],
    ['lists in quotations', '> - "a"', '<blockquote>\n<ul>\n<li>"a"</li>\n</ul>\n</blockquote>'],
    ['code', '`"a" -- b`', '<p><code>"a" -- b</code></p>'],
    ['blocks of code', '```\n"a"\n```', '<pre><code>"a"\n</code></pre>'],
    ['what is already set', `“It's" so -- he said`, `<p>“It's" so -- he said</p>`],
    [
      'addresses',
      "https://a.example/it's--b...c",
      `<p><a href="https://a.example/it&#x27;s--b...c">https://a.example/it's--b...c</a></p>`,
    ],
  ])('%s', (_, markdown, html) => {
    check('en', markdown, html);
  });

  test('a quotation mark after code is set by what is before it', () => {
    check('en', '"run `a`" now', '<p>“run <code>a</code>” now</p>');
  });

  test('is set again in the block after a quotation', () => {
    check('en', '> "a"\n\n"b"', '<blockquote>\n<p>"a"</p>\n</blockquote>\n<p>“b”</p>');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, parseWithAll } from '../src/compile/parser.ts';

/** Small pieces of Markdown, so that random texts are full of beginnings and ends of constructs. */
const PIECES =
  'a|b| |\n|\n\n|\n> |- |1. |    |\t|#|-|--|---|:|:-|-:|:-:|\\||[|]|[^|[^a]|[^a]: b|[x]|[ ]|[\n]|- [x] c|~|~~|~~d~~|`|*|_|![|](|)|](e)|<|>|<i>|[[|]]|[[f]]|[[f|g]]|{|:::|\n:::n\n|\n:::\n|&amp;|| h |\n| - |\n| i |'
    .split(/(?<!\\)\|(?! (?:h|-|i))/)
    .map((it) => it.replaceAll('\\|', '|'));
const TEXTS = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((it) => it.join(''));

describe('a text is parsed alike with all extensions and with those it can have a use for', () => {
  it.each([
    ['a table without bars', 'a\n:-\nb'],
    ['a table in a quotation', '> a | b\n> - | -\n> c | d'],
    ['a task over two lines', '- [\n] a'],
    ['a footnote', 'a[^b]\n\n[^b]: c'],
    ['an address', 'see http://example.org.'],
    ['an address without its scheme', '(www.example.org)'],
    ['an address of mail', 'a.b@example.org'],
    [
      'an address as the words of a link',
      '[https://www.example.org/@a](https://www.example.org/@a)',
    ],
    ['a wiki link', '[[a]]'],
    ['a block', ':::note{label="a"}\nb\n:::'],
  ])('%s', (_, text) => {
    expect(parseMarkdown(text, true, 'remark')).toEqual(parseWithAll(text, true));
  });

  it('any text', () => {
    fc.assert(
      fc.property(TEXTS, fc.boolean(), (text, constructs) => {
        expect(parseMarkdown(text, constructs, 'remark')).toEqual(parseWithAll(text, constructs));
      }),
      { numRuns: 3000 },
    );
  });
});

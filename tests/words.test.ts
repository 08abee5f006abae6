import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countMarks, noMarks } from '../src/compile/line-marks.ts';
import { countWords } from '../src/compile/words.ts';

const PARTS =
  "'|’|-|‐|‑|.|,|1|23|a|é|Z|ß|ª|²|¼|×|÷| | |–|“|†|漢|ー|\u0301|ſ|K|!|\n|word|٣|😀|\u203a|\u203b|\u2012".split(
    '|',
  );

/** What a word is, in one pattern. */
const CHARACTER = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const WORD = new RegExp(
  String.raw`${CHARACTER}|(?:(?!${CHARACTER})[\p{L}\p{N}\p{M}]|(?<=[\p{L}\p{N}])['’‐‑-](?=[\p{L}\p{N}])|(?<=\p{N})[.,](?=\p{N}))+`,
  'gu',
);

it('words are counted in Western text as in any other', () => {
  const texts = fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }).map((it) => it.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const words = text.match(WORD)?.length ?? 0;
      expect(countWords([{ segments: [{ node: null, value: text }], quoted: false }])).toBe(words);
    }),
    { numRuns: 5000 },
  );
});

const MARKS =
  '*|**|_|~|~~|[|]|![|!|<!|<?|<|>|`|``|```|||-|:|http:|https:|HTTPS:|xhttp:|www.|wwww.|WWW.|@|#|&|\\|.|word|é|ſ| '.split(
    '|',
  );

it('marks of a line are counted as patterns find them', () => {
  const lines = fc.array(fc.constantFrom(...MARKS, '|'), { maxLength: 20 });
  fc.assert(
    fc.property(
      lines.map((it) => it.join('')),
      fc.constantFrom('', '\n', '\r\n!['),
      (line, after) => {
        const count = (pattern: RegExp): number => line.match(pattern)?.length ?? 0;
        const marks = noMarks();
        countMarks(`![${line}${after}`, 2, marks);
        expect(marks).toEqual({
          end: line.length + 2,
          marks: count(/[*_~[\]!<>&`|\\@:#]/g),
          delimiters: count(/\*+|_+|~+/g),
          pictures: count(/!\[/g),
          brackets: count(/[[\]]/g),
          searches: count(/<[!?]/g),
          addresses: count(/https?:|www\.|@/gi),
          bars: count(/\|/g),
          ticks: (line.match(/`+/g) ?? []).map((it) => it.length),
        });
      },
    ),
    { numRuns: 3000 },
  );
});

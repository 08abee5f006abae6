/**
 * Whatever is put inside whatever: every word that an author wrote is on the page once, and no more than
 * words. Containers are written with as many colons inside as outside, right or wrong.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled, read } from './support/read-body.ts';

/** Lines of Markdown, made when the numbers of their words are known. */
type Block = (word: () => string) => string[];

const inline = fc.constantFrom<(a: string, b: string) => string>(
  (a, b) => `${a} ${b}`,
  (a, b) => `*${a}* ${b}`,
  (a, b) => `${a} **${b}**`,
  (a, b) => `“${a}, ${b}”`,
  (a, b) => `"${a}" -- ${b}`,
  (a, b) => `[${a}](https://x.example/) ${b}`,
  (a, b) => `[${a}](b.md), ${b}`,
  (a, b) => `${a} [${b}]`,
  (a, b) => `${a}\n${b}`,
  (a, b) => `${a}  \n${b}`,
  (a, b) => `\`${a}\` ${b}`,
  (a, b) => `[${a}, ${b}](https://x.example/)`,
  (a, b) => `${a}: ${b}; ${a === b ? '' : ':::'}`,
);

const beginnings = fc.constantFrom(
  '',
  'NOTE: ',
  '**UPDATE (2020-01-17):** ',
  '*EDITOR’S NOTE: ',
  'UPDATE (soon) : ',
  'SEE ALSO: ',
  'Continue this report at ',
  '**Continue reading at** ',
  'READ MORE NEWS AT: ',
  '— ',
  '-- ',
  '—',
  '::: ',
  '# ',
);

const paragraph: fc.Arbitrary<Block> = fc.tuple(beginnings, inline).map(
  ([begins, join]) =>
    (word) =>
      `${begins}${join(word(), word())}`.split('\n'),
);

const attribution: fc.Arbitrary<Block> = fc.constantFrom<Block>(
  (word) => [`— ${word()}, “${word()}”, 14 January 2020, ${word()}`],
  (word) => [`– [${word()}](https://x.example/1), ${word()}`],
  (word) => [`-- *${word()}*, **${word()}**`],
  (word) => [`— [“${word()}, ${word()}”](https://x.example/2), 2020-01-01`],
  (word) => [`— ${word()} ${word()}, January 1, 2020, [${word()}][no]`],
);

const openings = fc.constantFrom(
  ':::excerpt{from=x url="https://x.example/1"}',
  ':::excerpt{from="a b" continue=no}',
  ':::excerpt{url=https://x.example/1 lang=ar}',
  ':::note',
  ':::note{label="b"}',
  ':::pullquote{by="c"}',
  ':::unknown',
);

const { block } = fc.letrec<{ block: Block; blocks: Block }>((tie) => ({
  blocks: fc
    .array(tie('block'), { minLength: 1, maxLength: 4, depthIdentifier: 'blocks' })
    .map((list) => (word) => list.flatMap((it, at) => [...(at === 0 ? [] : ['']), ...it(word)])),
  block: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'blocks', withCrossShrink: true },
    paragraph,
    fc.constant<Block>((word) => ['```', ':::', `:::note ${word()}`, '```']),
    fc
      .tuple(tie('blocks'), fc.option(attribution), fc.boolean())
      .map(([inside, line, apart]): Block => (word) => {
        const lines = [
          ...inside(word),
          ...(line === null ? [] : [...(apart ? [''] : []), ...line(word)]),
        ];
        return lines.map((it) => `> ${it}`.trimEnd());
      }),
    fc
      .tuple(openings, tie('blocks'))
      .map(([opening, inside]): Block => (word) => [opening, ...inside(word), ':::']),
    fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }).map(
      (items): Block =>
        (word) =>
          items.flatMap((it) =>
            it(word).map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`.trimEnd())),
          ),
    ),
  ),
}));

const text = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => {
  let count = 0;
  const word = (): string => `w${++count}w`;
  const markdown = blocks.map((it) => it(word).join('\n')).join('\n\n');
  return { markdown, count };
});

/** The text of a page; of a see-also aside, the lines that stand there when they lead somewhere. */
function textOf(markdown: string): string {
  const { body, references } = read(markdown);
  const pieces = body.pieces.map((it) =>
    typeof it === 'string' || it.hole !== 'see-also'
      ? it
      : { ...it, items: it.items.map((item) => ({ ...item, instead: [] })) },
  );
  return filled({ ...body, pieces }, references).replace(/<[^>]*>/g, ' ');
}

test('every word is there once, in whatever arrangement', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(text, ({ markdown, count }) => {
      const text = textOf(markdown);
      const found = text.match(/w\d+w/g) ?? [];
      const wanted = Array.from({ length: count }, (_, at) => `w${at + 1}w`);
      expect([...found].sort(), text).toEqual([...wanted].sort());
    }),
    { numRuns: 2000 },
  );
});

test(
  'no arrangement leaves an element open or holds another in what it cannot',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(text, ({ markdown }) => {
        const { html } = read(markdown);
        const open: string[] = [];
        for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9-]+)[^>]*>/g)) {
          if (name === 'br') continue;
          if (slash === '/') expect(open.pop(), html).toBe(name);
          else {
            expect(name === 'figcaption' ? open.at(-1) : 'figure', html).toBe('figure');
            expect(
              open.includes('p') && /^(?:p|aside|figure|blockquote|ul|div)$/.test(name),
              html,
            ).toBe(false);
            open.push(name);
          }
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  },
);

test('no quotation holds our own voice', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(text, ({ markdown }) => {
      const open: string[] = [];
      const { html } = read(markdown);
      for (const [tag, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9-]+)[^>]*>/g)) {
        if (slash === '/') open.pop();
        else if (name !== 'br') {
          const ours = name === 'aside' || /class="(?:continue|read-more|see-also-line)"/.test(tag);
          expect(ours && open.at(-1) === 'blockquote', html).toBe(false);
          open.push(name);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

/** What a hostile author can write: the file is refused by name, or read; never more than that. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from './support/read-body.ts';

const repeated = (text: string, count: number): string => text.repeat(count);
const ticks = Array.from({ length: 980 }, (_, at) => repeated('`', at + 1)).join(' ');
const attributes = Array.from({ length: 50_000 }, (_, at) => ` a${at}`).join('');

describe('what would take too long or too deep', { timeout: 30_000 }, () => {
  test.each([
    ['quotations in quotations', repeated('> ', 4000) + 'a'],
    ['runs of backticks', ticks],
    [
      'a table of many empty cells',
      `|${repeated('a|', 2000)}\n|${repeated('-|', 2000)}\n${repeated('|\n', 2000)}`,
    ],
    ['emphasis never closed', repeated('*a', 50_000)],
    [
      'lists in lists',
      Array.from({ length: 900 }, (_, at) => `${repeated(' ', at * 2)}- a`).join('\n'),
    ],
    ['lists in lists on one line', repeated('- ', 200) + 'a'],
    ['pictures in pictures', repeated('![', 1000) + repeated('](a)', 1000)],
    ['emphasis in emphasis', repeated('*a **b ', 1500) + repeated('c** d*', 1500)],
    ['comments never closed', repeated('a <!-- ', 4000)],
    ['quotations one after the other', repeated('> a\n\n', 4000)],
    ['underlined headings', repeated('a\n=\n', 4000)],
    ['addresses', repeated('www.a ', 100_000)],
    ['elements in elements', `${repeated('<div>', 200)}${repeated('</div>', 200)}`],
    ['footnotes', Array.from({ length: 2000 }, (_, at) => `a[^${at}]\n\n[^${at}]: b\n\n`).join('')],
    ['attributes', `<div${attributes}>`],
    ['blocks', repeated(':::note\na\n:::\n\n', 4000)],
    ['blocks in blocks', repeated(':::note\na\n', 4000)],
    ['attributes of a block', `:::note{${repeated('a="b" ', 50_000)}}\nx\n:::`],
    ['long definitions used often', `[a]: /${repeated('x', 200_000)}\n\n${repeated('[a] ', 2000)}`],
  ])('is refused at its place: %s', (_, markdown) => {
    const { diagnostics, body } = read(markdown);
    expect(diagnostics.map((it) => it.code)).toEqual(['article-too-complex']);
    expect(diagnostics[0]?.spot).toHaveProperty('start');
    expect(body.pieces).toEqual([]);
  });

  test('is refused for its size alone', () => {
    const { diagnostics } = read(repeated('a', 1_000_001));
    expect(diagnostics.map((it) => it.code)).toEqual(['article-too-large']);
  });

  test.each([
    ['brackets', repeated('[', 2000)],
    ['pictures never closed', repeated('![[', 100)],
    ['wiki links never closed', repeated('[[a', 500)],
    ['angle brackets', repeated('<', 5000)],
    ['tags never closed', repeated('<a ', 5000)],
    ['quotation marks', repeated('"\'', 5000)],
    ['notes', repeated('NOTE: a\n\n', 2000)],
    ['an attribution of commas', `> a\n>\n> — ${repeated('“,', 140)}`],
    ['formatting never closed', `${repeated('<b>', 50)}\n\n${repeated('x\n\n', 500)}`],
    [
      'prose of a megabyte',
      repeated('The quick brown fox, it said, jumps over the lazy dog. ', 18_000),
    ],
  ])('is read when it is not that much: %s', (_, markdown) => {
    const { diagnostics, body } = read(markdown);
    expect(diagnostics.filter((it) => it.severity === 'error')).toEqual([]);
    expect(body.pieces.length).toBeGreaterThan(0);
  });
});

const payload = fc.constantFrom(
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</p></blockquote></figure><iframe src="javascript:alert(1)">',
  'javascript:alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '\uFDD00\uFDD1',
  '&#xFDD0;0&#xFDD1;',
  ' id="\uFDD00\uFDD1"',
  '<b title="&#xFDD0;0&#xFDD1;">x</b>',
  'data-hole="0"',
  '<i data-hole="0">x</i>',
  '<a data-holex="0" data-hole=0 href=x>y</a>',
  '\0',
  '<!--',
  ']]>',
  '<style>*{}</style>',
  '<a href="&#106;avascript:alert(1)" style=x onclick=y>z</a>',
  '<math><mi xlink:href="javascript:alert(1)">x',
  '<form action=x><input name=y autofocus onfocus=z>',
  '<template><script>x</script></template>',
  '<details open ontoggle=alert(1)>',
);
const anything = fc.oneof(
  { weight: 3, arbitrary: payload },
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '*',
    '_',
    '`',
    '[',
    ']',
    '](',
    '[[',
    ']]',
    '|',
    '> ',
    '- ',
    '\n',
    '\n\n',
    '# ',
    '\\',
    '&',
    ';',
  ),
);
const hostile = fc.array(anything, { maxLength: 8 }).map((it) => it.join(''));
const places = fc.constantFrom<(text: string) => string>(
  (it) => it,
  (it) => `*${it}*`,
  (it) => `# ${it}`,
  (it) => `> ${it}`,
  (it) => `- ${it}`,
  (it) => `[${it}](a.md)`,
  (it) => `[a](<${it}>)`,
  (it) => `[a](b.md "${it}")`,
  (it) => `![${it}](b.jpg "${it}")`,
  (it) => `![a](<${it}>)`,
  (it) => `[[${it}]]`,
  (it) => `[[a|${it}]]`,
  (it) => `SEE ALSO: ${it}`,
  (it) => `SEE ALSO: [${it}](${it})`,
  (it) => `\`${it}\``,
  (it) => `\`\`\`${it}\nx\n\`\`\``,
  (it) => `|a|\n|-|\n|${it}|`,
  (it) => `a[^1]\n\n[^1]: ${it}`,
  (it) => `NOTE: ${it}`,
  (it) => `UPDATE (${it}): a`,
  (it) => `> a\n>\n> — ${it}`,
  (it) => `> a\n>\n> — [${it}](https://a.example/), “${it}”, ${it}`,
  (it) => `> a\n>\n> — [a](<https://a.example/${it}>)`,
  (it) => `:::excerpt{from="${it}" url="https://a.example/${it}"}\na\n:::`,
  (it) => `:::excerpt{from='${it}' lang="${it}" dir=${it}}\n${it}\n:::`,
  (it) => `:::note{label="${it}"}\n${it}\n:::`,
  (it) => `:::pullquote{by='${it}'}\n${it}\n:::`,
  (it) => `:::${it}\na\n:::`,
  (it) => `:::excerpt{url="https://a.example/"}\na\n:::\n\nContinue this report at ${it}`,
  (it) => `READ MORE AT: ${it}`,
  (it) => `<div title="${it}">\n\nx\n\n</div>`,
  (it) => `[a]: <${it}> "${it}"\n\n[x][a] ![y][a]`,
);

const ELEMENTS = new Set(
  (
    'a abbr address article aside b blockquote br caption cite code continue-hole dd del details dfn div dl dt em embed-hole ' +
    'figcaption figure footer h2 h3 h4 h5 h6 header hr i img input ins kbd li mark ol p pre q s samp section small span ' +
    'strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr bdi col colgroup rp rt ruby'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'alt aria-label checked cite class colspan datetime dir disabled headers href id lang open role rowspan ' +
    'scope span src start tabindex title type value reversed abbr'
  ).split(' '),
);

const TAG = /<\/?([^\s>]+)((?:\s[^>"]*(?:"[^"]*"[^>"]*)*)?)>/g;

function tags(html: string): string[] {
  return Array.from(html.matchAll(TAG), ([tag]) => tag.replace(/\s.*/s, ''));
}

/** Markup that no list of ours names; what is fine gives nothing. */
function strangers(html: string): string[] {
  const found: string[] = [];
  for (const [tag, name = '', rest = ''] of html.matchAll(TAG)) {
    if (!ELEMENTS.has(name)) found.push(tag);
    for (const [, attribute = '', value = ''] of rest.matchAll(/\s([^\s=]+)(?:="([^"]*)")?/g)) {
      if (!ATTRIBUTES.has(attribute)) found.push(tag);
      if (
        /^(?:href|src|cite)$/.test(attribute) &&
        /^[\0- ]*(?:javascript|vbscript|data):/i.test(value)
      )
        found.push(tag);
    }
  }
  return found;
}

describe('for any text in any place', { timeout: 60_000 }, () => {
  test('nothing comes out that could run, load or forge a hole', () => {
    fc.assert(
      fc.property(places, hostile, (place, text) => {
        const { html, body, references } = read(place(text));
        expect(strangers(html.replace(/<aside>.*?<\/aside>/gs, ''))).toEqual([]);
        // oxlint-disable-next-line no-control-regex
        expect(html).not.toMatch(/[\0\uFDD0-\uFDEF]/);
        for (const piece of body.pieces) {
          if (typeof piece === 'string' || !('reference' in piece)) continue;
          expect(references[piece.reference]).toBeDefined();
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('what is escaped stays text: no element appears or goes', () => {
    const inline = fc.constantFrom<(text: string) => string>(
      (it) => `a ${it} b`,
      (it) => `*a ${it} b*`,
      (it) => `# a ${it} b`,
      (it) => `> a ${it} b`,
      (it) => `- a ${it} b`,
      (it) => `[a ${it} b](https://c.example/)`,
      (it) => `![a ${it} b](c.jpg)`,
      (it) => `![a](c.jpg "a ${it} b")`,
      (it) => `|a|\n|-|\n|a ${it} b|`,
      (it) => `a[^1]\n\n[^1]: a ${it} b`,
      (it) => `NOTE: a ${it} b`,
      (it) => `:::note\na ${it} b\n:::`,
      (it) => `:::pullquote\na ${it} b\n:::`,
      (it) => `:::excerpt{from=a}\na ${it} b\n:::`,
    );
    fc.assert(
      fc.property(inline, hostile, (place, text) => {
        fc.pre(!/@|www|http/i.test(text));
        const escaped = text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
        expect(tags(read(place(escaped)).html)).toEqual(tags(read(place('x')).html));
      }),
      { numRuns: 1500 },
    );
  });

  test('every reference is marked inside the text', () => {
    fc.assert(
      fc.property(places, hostile, (place, text) => {
        const source = place(text);
        for (const { start, end } of read(source).places) {
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no word is lost where no HTML is written', () => {
    const word = fc.stringMatching(/^[a-zäß漢]{1,8}$/);
    const glue = fc.constantFrom(
      ' ',
      '\n',
      '\n\n',
      ' *',
      '* ',
      ' **',
      '** ',
      '`',
      ' "',
      '" ',
      " '",
      ' -- ',
      '...',
      '\n> ',
      '\n- ',
      '\n1. ',
      '\n# ',
      '\n:::note\n',
      '\n:::\n',
      '\n> — ',
      '\n\nNOTE: ',
      '|',
      '[',
      ']',
      '\\',
      ': ',
      '; ',
      '~~',
      '\n\n    ',
      '\n===\n',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, glue), { minLength: 1, maxLength: 20 }), (parts) => {
        const { html } = read(parts.flat().join(''));
        let from = 0;
        for (const [it] of parts) {
          const at = html.indexOf(it, from);
          expect(at, `${it} in ${html}`).toBeGreaterThanOrEqual(0);
          from = at + it.length;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the same text gives the same body', () => {
    fc.assert(
      fc.property(places, hostile, (place, text) => {
        expect(read(place(text)).body).toEqual(read(place(text)).body);
      }),
      { numRuns: 200 },
    );
  });
});

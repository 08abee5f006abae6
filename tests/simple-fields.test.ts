import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOf } from '../src/base/yaml-plain.ts';
import { readFrontMatter } from '../src/compile/front-matter.ts';
import { readSimpleFields } from '../src/compile/quick/simple-fields.ts';
import { HOME } from './support/home.ts';

/** More than the suite has time for: `SIMPLE_FIELDS_RUNS=1000000`. */
const RUNS = Number(process.env['SIMPLE_FIELDS_RUNS'] ?? 1500);

const VALUES = [
  ...[
    'word',
    'two words',
    '2020-01-16',
    '010',
    '~',
    'yes',
    '1.5',
    'Élan “x”',
    'it’s',
    "it's",
    '漢',
  ],
  ...['"quoted"', "'single'", '"a: b # c"', "''", '""', '" "', '"\\n"', "'it''s'", '"a" b', '😀'],
  ...[
    '[a, b]',
    '[ a, b ]',
    '[a,b]',
    '["a, b", c]',
    '[]',
    '[a]',
    '[a: b]',
    '[a b, c-d]',
    '[a, ]',
    '[é]',
  ],
  ...[
    'a: b',
    'a:b',
    'a:',
    'a #b',
    'a#b',
    '#b',
    '# b',
    '&a b',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
  ],
  ...[
    '-',
    '- a',
    '-a',
    '?',
    '? a',
    ':',
    ':a',
    '{}',
    '{a: b}',
    'a, b',
    'a]',
    '(a)',
    '/a/b/',
    '.a',
    '...',
  ],
  ...[
    'https://e.org/a?b#c',
    'a "b" c',
    '<<',
    '=',
    '+1',
    '$5',
    '\ta',
    'a\t',
    'a ',
    '\u00a0a',
    'a\u00a0b',
  ],
  ...[
    '\u2028',
    '\ufeff',
    '\u0085',
    '\u3000a',
    '[a, [b]]',
    '["a" b]',
    '[a#b]',
    '[\'a\', "b"]',
    '[a\nb]',
  ],
];
const KEYS = ['title', 'date', 'topics', 'x-y', 'a_b', 'x1', '_', 'constructor', '__proto__', '1a'];
const ENDS = [
  '\n',
  '\n',
  '\n',
  '\n',
  '\n\n',
  ' \n',
  '\n  ',
  '\n# c\n',
  '\r\n',
  '\n\n\n',
  '\n ',
  '\n...\n',
];

/** A field of fields, or a list of them. */
const NESTED = fc
  .tuple(
    fc.constantFrom(...KEYS),
    fc.array(
      fc.tuple(
        fc.constantFrom('\n  ', '\n  ', '\n  ', '\n  - ', '\n  - ', '\n    ', '\n    ', '\n- '),
        fc.constantFrom(...KEYS),
        fc.constantFrom(': ', ': ', ': ', ':', ': \n'),
        fc.constantFrom(...VALUES),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    fc.constantFrom(...ENDS),
  )
  .map(([key, fields, end]) => `${key}:${fields.flat().join('')}${end}`);

const FIELD = fc
  .tuple(
    fc.constantFrom(...KEYS),
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...VALUES).map((it) => `: ${it}`) },
      fc.constantFrom(...VALUES).map((it) => `:  ${it}`),
      fc.constantFrom(':', ': ', ':\n', ' : a', ':a', ''),
      fc
        .tuple(
          fc.constantFrom('\n- ', '\n  - ', '\n -  ', '\n-'),
          fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }),
        )
        .map(([mark, items]) => `:${items.map((it) => mark + it).join('')}`),
    ),
    fc.constantFrom(...ENDS),
  )
  .map((it) => it.join(''));

const FILES = fc
  .tuple(
    fc.constantFrom('---\n', '---\n', '---\n', '--- \n', '\ufeff---\n', ''),
    fc.array(fc.oneof(FIELD, NESTED), { maxLength: 5 }),
    fc.constantFrom(
      '---\n',
      '---\n',
      '---\nbody',
      '---',
      '--- \n',
      '----\n',
      '\n---\n\nbody\n',
      '',
    ),
  )
  .map(([open, fields, close]) => open + fields.join('') + close);

const SAMPLE = ['articles', 'newsroom', 'pages'].flatMap((folder) =>
  readdirSync(join(HOME, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.md'))
    .map((it) => readFileSync(join(HOME, folder, it), 'utf8')),
);

const MUTATED = fc
  .tuple(
    fc.constantFrom(...SAMPLE),
    fc.array(
      fc.tuple(fc.nat(300), fc.nat(6), fc.constantFrom(...VALUES, ...ENDS, ...KEYS, '', '')),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((it, [at, cut, put]) => it.slice(0, at) + put + it.slice(at + cut), text),
  );

describe('simple front matter', () => {
  it('has the very fields and places that YAML gives', () => {
    fc.assert(fc.property(FILES.filter(isSimple), same), { numRuns: RUNS });
  });

  it('has them in the sample with changes of all kinds', () => {
    fc.assert(fc.property(MUTATED.filter(isSimple), same), { numRuns: RUNS / 2 });
  });

  it('is what most files of the sample have', () => {
    SAMPLE.filter(isSimple).forEach(same);
    expect(SAMPLE.filter(isSimple).length).toBeGreaterThan(SAMPLE.length / 2);
  });

  it('holds what nearly everybody writes', () => {
    const text =
      '---\ntitle: "A: b"\ndate: 2020-01-16\n\ntopics: [a, "b c"]\nauthors:\n  - x\n  - \'y\'\nid:\n---\nbody';
    expect(readSimpleFields(text)?.plain.data).toEqual({
      title: 'A: b',
      date: '2020-01-16',
      topics: ['a', 'b c'],
      authors: ['x', 'y'],
    });
    same(text);
  });

  it.each([
    'a: b: c',
    'a: |\n  b',
    'a: &x b',
    'a: b\n  c',
    'a: {b: {c: d}}',
    'a: b # c',
    'a: 1\na: 2',
  ])('is not %j', (fields) => {
    expect(readSimpleFields(`---\n${fields}\n---\n`)).toBeNull();
  });
});

function isSimple(text: string): boolean {
  return readSimpleFields(text) !== null;
}

function same(text: string): void {
  const simple = readSimpleFields(text);
  const { document, bodyStart, diagnostics } = readFrontMatter('a.md', text);
  const plain = document === null ? null : plainOf(document);
  expect({ plain, bodyStart, diagnostics }).toEqual({ ...simple, diagnostics: [] });
  expect(JSON.stringify(plain)).toBe(JSON.stringify(simple?.plain));
}

import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import {
  annotationOf,
  formatDiagnostic,
  type Located,
  sample,
  summaryOf,
} from '../src/diagnostics/format.ts';
import { linesOf } from '../src/diagnostics/lines.ts';

const FILE = 'articles/2024-06-01-rates.md';

function about(changes: Partial<Diagnostic> = {}): Diagnostic {
  const base = { code: 'a-code', severity: 'error', file: FILE, spot: null } as const;
  return { ...base, message: 'something is wrong', hint: null, ...changes };
}

/** The diagnostic about what stands between « and » in a text, formatted without colours. */
function framed(marked: string, changes: Partial<Diagnostic> = {}): string[] {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const lines = linesOf(marked.replace('«', '').replace('»', ''));
  const located = { diagnostic: about(changes), span: { start, end } };
  return formatDiagnostic(located, () => lines, false).split('\n');
}

describe('a diagnostic', () => {
  it('has its place, its code, a frame of two lines, carets and a hint', () => {
    const text = '---\ntitle: Rates\ndate: 2024-06-01\n\n\nseeAlso:\n  - «fisacl-rules»\n---\n';
    const message = '"fisacl-rules" is not the slug or headline of any article';
    const hint = 'Did you mean "fiscal-rules"?';
    expect(framed(text, { message, hint, code: 'unresolved-reference' })).toEqual([
      `${FILE}:7:5: error: "fisacl-rules" is not the slug or headline of any article [unresolved-reference]`,
      '   6 | seeAlso:',
      ' > 7 |   - fisacl-rules',
      '     |     ^^^^^^^^^^^^',
      '   hint: Did you mean "fiscal-rules"?',
    ]);
  });

  it('on the first line has no line before it', () => {
    expect(framed('«one»\ntwo').slice(1)).toEqual([' > 1 | one', '     | ^^^']);
  });

  it('pads the number of the line before to the same width', () => {
    expect(framed(`${'x\n'.repeat(9)}«ten»`).slice(1)).toEqual([
      '    9 | x',
      ' > 10 | ten',
      '      | ^^^',
    ]);
  });

  it('counts lines that end in CR LF, CR and LF alike', () => {
    expect(framed('a\r\nb\rc\n«d»\r\n')[0]).toBe(`${FILE}:4:1: error: something is wrong [a-code]`);
    expect(framed('a\r\nb\rc\n«d»\r\n')).toContain(' > 4 | d');
  });

  it('counts columns in characters, not in halves of them', () => {
    expect(framed('😀😀 «here»')[0]).toContain(':1:4:');
  });

  it('marks a place without length with one caret, also at the end of a line', () => {
    expect(framed('a«»b').at(-1)).toBe('     |  ^');
    expect(framed('ab«»\nc').at(-1)).toBe('     |   ^');
  });

  it('marks what goes on over several lines to the end of the first', () => {
    expect(framed('a «b\nc» d').slice(1)).toEqual([' > 1 | a b', '     |   ^']);
  });

  it('about a whole file, or one that cannot be read, has neither place nor frame', () => {
    const whole = { diagnostic: about({ code: 'not-utf8' }), span: null };
    expect(formatDiagnostic(whole, () => linesOf('x'), false)).toBe(
      `${FILE}: error: something is wrong [not-utf8]`,
    );
    const gone = { diagnostic: about(), span: { start: 0, end: 1 } };
    expect(formatDiagnostic(gone, () => null, false)).toBe(
      `${FILE}: error: something is wrong [a-code]`,
    );
  });

  it('about no file begins with its severity', () => {
    const located = { diagnostic: about({ file: null, severity: 'warning' }), span: null };
    expect(formatDiagnostic(located, () => null, false)).toBe(
      'warning: something is wrong [a-code]',
    );
  });

  it('at a place behind the end of a file that has shrunk stands at its end', () => {
    const located = { diagnostic: about(), span: { start: 50, end: 60 } };
    expect(formatDiagnostic(located, () => linesOf('ab\ncd'), false).split('\n')).toEqual([
      `${FILE}:2:3: error: something is wrong [a-code]`,
      '   1 | ab',
      ' > 2 | cd',
      '     |   ^',
    ]);
  });
});

describe('carets stand under their text', () => {
  const rows: readonly [name: string, marked: string, line: string, carets: string][] = [
    ['a tab', 'a\t«b»', 'a   b', '    ^'],
    ['a tab inside', '«a\tb»', 'a   b', '^^^^^'],
    ['Chinese', '伊拉克 «新闻»', '伊拉克 新闻', '       ^^^^'],
    ['full-width signs', '！«a»', '！a', '  ^'],
    ['an emoji', '😀 «x»', '😀 x', '   ^'],
    ['a family of emoji', '👩‍👩‍👧 «x»', '👩‍👩‍👧 x', '   ^'],
    ['a flag', '🇬🇧 «x»', '🇬🇧 x', '   ^'],
    ['combining marks', 'e\u0301e\u0301 «x»', 'e\u0301e\u0301 x', '   ^'],
    ['a character from beyond the basic plane', '𝔄 «x»', '𝔄 x', '  ^'],
    ['half-width katakana', 'ｱ «x»', 'ｱ x', '  ^'],
  ];
  it.each(rows)('behind %s', (_name, marked, line, carets) => {
    expect(framed(marked).slice(1)).toEqual([` > 1 | ${line}`, `     | ${carets}`]);
  });
});

describe('what a terminal would obey is shown and not obeyed', () => {
  const rows: readonly [name: string, marked: string, line: string, carets: string][] = [
    ['an escape', '\u001b[31m«red»', '␛[31mred', '     ^^^'],
    ['a bell', '«\u0007»', '␇', '^'],
    ['delete', '\u007f«x»', '␡x', ' ^'],
    ['a control of the second set', '\u009b«x»', '<U+009B>x', '        ^'],
    ['an override of direction', '\u202e«x»', '<U+202E>x', '        ^'],
    ['an isolate', '\u2066«x»', '<U+2066>x', '        ^'],
    ['an invisible blank', '\u200b«x»', '<U+200B>x', '        ^'],
    ['half a character', '\ud800«x»', '<U+D800>x', '        ^'],
  ];
  it.each(rows)('%s', (_name, marked, line, carets) => {
    expect(framed(marked).slice(1)).toEqual([` > 1 | ${line}`, `     | ${carets}`]);
  });

  it('in the path, the message and the hint too', () => {
    const changes = {
      file: 'articles/\u001b.md',
      message: 'a\nb\u202ec',
      hint: '\u001b]0;x\u0007',
    };
    const located = { diagnostic: about(changes), span: null };
    expect(formatDiagnostic(located, () => null, false).split('\n')).toEqual([
      'articles/␛.md: error: a␊b<U+202E>c [a-code]',
      '   hint: ␛]0;x␇',
    ]);
  });
});

describe('a long line is cut', () => {
  const words = 'word '.repeat(100);

  it('round a place in its middle, on both sides', () => {
    const [, line = '', carets = ''] = framed(`${words}«here»${words}`);
    expect(line).toMatch(/^ > 1 \| ….*here.*…$/u);
    expect(line.length).toBeLessThan(110);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('here');
  });

  it('behind a place at its beginning, on one side', () => {
    const [, line = '', carets = ''] = framed(`one «two» ${words}`);
    expect(line).toMatch(/^ > 1 \| one two word .*…$/u);
    expect(carets).toBe('     |     ^^^');
  });

  it('before a place at its end, on one side', () => {
    const [, line = '', carets = ''] = framed(`${words}«here»`);
    expect(line).toMatch(/^ > 1 \| ….*here$/u);
    expect(line.slice(carets.indexOf('^'))).toBe('here');
  });

  it('with the carets, when the place itself is longer', () => {
    const [, line = '', carets = ''] = framed(`«${words}»${words}`);
    expect(line.length).toBeLessThan(110);
    expect(carets.length).toBeLessThanOrEqual(line.length);
  });

  it('never through a character', () => {
    for (let blanks = 0; blanks < 4; blanks++) {
      const marked = `${' '.repeat(blanks)}${'😀'.repeat(600)}«x»${'😀'.repeat(600)}`;
      const [, line = ''] = framed(marked);
      expect(line).toContain('x');
      expect(line).not.toContain('U+D');
    }
  });

  it('of many megabytes too', () => {
    const [first = '', line = ''] = framed(`${'x'.repeat(5_000_000)}«y»${'x'.repeat(5_000_000)}`);
    expect(first).toContain(':1:5000001:');
    expect(line.length).toBeLessThan(110);
  });
});

it('colours change nothing but colours', () => {
  const lines = linesOf('one\ntwo');
  const located = { diagnostic: about({ hint: 'do' }), span: { start: 4, end: 7 } };
  const coloured = formatDiagnostic(located, () => lines, true);
  expect(coloured).toContain('\u001b[1;31m^^^\u001b[0m');
  // oxlint-disable-next-line no-control-regex -- the escapes are what is taken away
  expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(
    formatDiagnostic(located, () => lines, false),
  );
});

describe('many of one code', () => {
  const many: Located[] = [...Array<null>(8)].map((_, at) => ({
    diagnostic: about({ code: at === 3 ? 'other' : 'same', message: String(at) }),
    span: null,
  }));

  it('are shown up to five, and the rest counted', () => {
    const { shown, rest } = sample(many, 5);
    expect(shown.map((it) => it.diagnostic.message)).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(rest).toEqual(['… and 2 more of [same]; "broadside check" lists all.']);
  });

  it('are all shown when all are wanted', () => {
    expect(sample(many, null)).toEqual({ shown: many, rest: [] });
  });
});

describe('an annotation', () => {
  const text = linesOf('a\nb c');

  it('has the place as properties', () => {
    const located = { diagnostic: about({ hint: 'Try.' }), span: { start: 4, end: 5 } };
    expect(annotationOf(located, `sample/${FILE}`, () => text)).toBe(
      `::error file=sample/${FILE},line=2,col=3::something is wrong [a-code]%0ATry.`,
    );
  });

  it('cannot be left by what an author wrote', () => {
    const changes = {
      file: 'a,b:c%.md',
      message: '100%\n::error::x',
      severity: 'warning',
    } as const;
    const located = { diagnostic: about(changes), span: null };
    expect(annotationOf(located, 'a,b:c%.md', () => null)).toBe(
      '::warning file=a%2Cb%3Ac%25.md::100%25␊::error::x [a-code]',
    );
  });

  it('of a finding is a notice', () => {
    const located = { diagnostic: about({ severity: 'finding', file: null }), span: null };
    expect(annotationOf(located, null, () => null)).toBe('::notice::something is wrong [a-code]');
  });
});

describe('the summary', () => {
  const of = (severity: Diagnostic['severity'], file: string | null): Located => ({
    diagnostic: about({ severity, file }),
    span: null,
  });

  it('says in how many articles the errors are', () => {
    expect(summaryOf([of('error', 'articles/a.md')], 214)).toBe('1 error in 1 of 214 articles');
    const three = [
      of('error', 'articles/a.md'),
      of('error', 'articles/b.md'),
      of('error', 'articles/a.md'),
    ];
    expect(summaryOf(three, 214)).toBe('3 errors in 2 of 214 articles');
  });

  it('speaks of files when others than articles are to blame', () => {
    const two = [of('error', 'articles/a.md'), of('error', 'pages/a.md')];
    expect(summaryOf(two, 214)).toBe('2 errors in 2 files');
    expect(summaryOf([of('error', null)], 0)).toBe('1 error');
  });

  it('counts warnings and findings behind errors', () => {
    const all = [of('error', 'articles/a.md'), of('warning', 'articles/b.md'), of('finding', null)];
    expect(summaryOf(all, 1)).toBe('1 error in 1 of 1 article, 1 warning, 1 finding');
    expect(summaryOf(all.slice(1), 5)).toBe('1 warning in 1 of 5 articles, 1 finding');
    expect(summaryOf([], 5)).toBe('no errors');
  });
});

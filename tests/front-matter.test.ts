import { expect, test } from 'vitest';
import { linesOf, placeIn } from '../src/diagnostics/lines.ts';
import { plainOf } from '../src/base/yaml-plain.ts';
import { readFrontMatter } from '../src/compile/front-matter.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';

/** The fields of a file that is as it should be, and the text below them. */
function good(text: string): { readonly data: object; readonly body: string } {
  const { document, bodyStart, diagnostics } = readFrontMatter('a.md', text);
  expect(diagnostics, text).toEqual([]);
  if (document === null) throw new Error(text);
  const plain = plainOf(document);
  expect(plain.problems, text).toEqual([]);
  return { data: plain.data, body: text.slice(bodyStart) };
}

/** All mistakes of a file, each as `line:column code message`. */
function mistakes(text: string): string[] {
  const { document, diagnostics } = readFrontMatter('a.md', text);
  if (document !== null) expect(diagnostics).toEqual([]);
  const inside = document === null ? [] : plainOf(document).problems;
  const shown = ({ start }: { readonly start: number }, words: string): string => {
    const { line, column } = placeIn(linesOf(text), start);
    return `${line}:${column} ${words}`;
  };
  return [
    ...diagnostics.map((it) => {
      if (it.spot === null || !('start' in it.spot)) throw new Error('no place');
      return shown(it.spot, `${it.code} ${it.message}`);
    }),
    ...inside.map((it) => shown(it.span, `walk ${it.message}`)),
  ];
}

function hints(text: string): (string | null)[] {
  return readFrontMatter('a.md', text).diagnostics.map((it: Diagnostic) => it.hint);
}

/** One block of fields makes one mistake, which begins like this. */
function check(block: string, expected: string): void {
  const found = mistakes(`---\n${block}\n---\nbody\n`);
  expect(found, block).toHaveLength(1);
  expect(found[0], block).toContain(expected);
}

test('fields and body are told apart', () => {
  expect(good('---\ntitle: A\n---\nbody\n')).toEqual({ data: { title: 'A' }, body: 'body\n' });
  expect(good('---\ntitle: A\n---')).toEqual({ data: { title: 'A' }, body: '' });
  expect(good('---  \t\ntitle: A\n--- \n\n---\n')).toEqual({
    data: { title: 'A' },
    body: '\n---\n',
  });
  expect(good('---\n---\nbody')).toEqual({ data: {}, body: 'body' });
  expect(good('---\n# a comment\n---\nbody')).toEqual({ data: {}, body: 'body' });
});

test('a byte order mark and CR LF change nothing but the offsets', () => {
  const text = '\ufeff---\r\ntitle: A\r\ndeck: >\r\n  two\r\n  lines\r\n---\r\nbody\r\n';
  expect(good(text)).toEqual({ data: { title: 'A', deck: 'two lines\n' }, body: 'body\r\n' });
  const { document } = readFrontMatter('a.md', text);
  const span = document === null ? undefined : plainOf(document).values['title'];
  expect(text.slice(span?.start, span?.end)).toBe('A');
});

test('scalars arrive as typed, and an empty value is an absent one', () => {
  expect(
    good('---\na: 010\nb: 1.10\nc: 12:30\nd: yes\ne: 0x1F\nf: 2026-02-30\ng: ~\nh: null\n---\n')
      .data,
  ).toEqual({
    a: '010',
    b: '1.10',
    c: '12:30',
    d: 'yes',
    e: '0x1F',
    f: '2026-02-30',
    g: '~',
    h: 'null',
  });
  expect(good('---\na:\nb: ""\nc: []\nd: {}\ne: [x, ""]\nf: {g: }\n---\n').data).toEqual({
    e: ['x'],
  });
  expect(good('---\n"a": &n x\nb: *n\n---\n').data).toEqual({ a: 'x', b: 'x' });
  expect(good('---\na: "\\ud800"\n---\n').data).toEqual({ a: '\ufffd' });
});

test('every value and key has its place, an alias its own', () => {
  const text = '---\nlist:\n  - one\n  - {k: two}\nsame: &s [x]\nagain: *s\n---\n';
  const { document } = readFrontMatter('a.md', text);
  if (document === null) throw new Error('no document');
  const { values, keys } = plainOf(document);
  const cut = (span: { start: number; end: number } | undefined): string =>
    text.slice(span?.start, span?.end);
  expect(cut(values['list'])).toBe('- one\n  - {k: two}');
  expect(cut(values['list.0'])).toBe('one');
  expect(cut(values['list.1'])).toBe('{k: two}');
  expect(cut(values['list.1.k'])).toBe('two');
  expect(cut(keys['list.1.k'])).toBe('k');
  expect(cut(values['again.0'])).toBe('*s');
});

test('a file must begin with its front matter', () => {
  expect(mistakes('title: A\n')).toEqual([
    '1:1 front-matter-missing this file has no front matter',
  ]);
  expect(mistakes('')).toEqual(['1:1 front-matter-missing this file has no front matter']);
  expect(mistakes('\n---\ntitle: A\n---\n')[0]).toMatch(/^1:1 front-matter-missing/);
  expect(mistakes(' ---\ntitle: A\n---\n')[0]).toMatch(/^1:1 front-matter-missing/);
  expect(readFrontMatter('a.md', 'words').bodyStart).toBe(0);
});

test('no language but YAML is read, and no code is run', () => {
  const ran: string[] = [];
  Object.defineProperty(globalThis, 'broadsideTestRan', { value: ran, configurable: true });
  const code = '{ title: broadsideTestRan.push("ran") && "x" }';
  for (const first of [
    '---js',
    '--- js',
    '---JS',
    '---javascript',
    '---coffee',
    '---json',
    '---toString',
    '---constructor',
    '---__proto__',
    '--- yaml',
    '---yaml',
    '----',
    ';;;',
    '+++',
  ]) {
    const found = mistakes(`${first}\n${code}\n---\nbody\n`);
    expect(found, first).toEqual([
      `1:1 front-matter-fence front matter cannot begin with "${first}"`,
    ]);
  }
  expect(mistakes('{\n"title": "x"\n}\n')[0]).toMatch(/^1:1 front-matter-fence/);
  Reflect.deleteProperty(globalThis, 'broadsideTestRan');
  expect(ran).toEqual([]);
});

test('the body below a refused fence is still found', () => {
  const text = '---js\n{}\n---\nbody\n';
  expect(text.slice(readFrontMatter('a.md', text).bodyStart)).toBe('body\n');
});

test('a missing closing line is an error at line 1', () => {
  expect(mistakes('---\ntitle: A\n\nbody\n')).toEqual([
    '1:1 front-matter-unclosed this front matter is never closed',
  ]);
  expect(mistakes('---')).toEqual(['1:1 front-matter-unclosed this front matter is never closed']);
  expect(mistakes('---\ntitle: A\n ---\n')[0]).toMatch(/^1:1 front-matter-unclosed/);
});

test('a closing line is exactly "---"', () => {
  for (const line of ['----', '---x', '--- # end']) {
    expect(mistakes(`---\ntitle: A\n${line}\nbody\n`), line).toEqual([
      `3:1 front-matter-fence front matter cannot hold or end with a line "${line}"`,
    ]);
    expect(mistakes(`---\ntitle: A\n${line}\nkind: news\n---\n`)[0], line).toMatch(
      /^3:1 front-matter-fence/,
    );
  }
});

test('size and depth are limited', () => {
  expect(mistakes(`---\na: ${'x'.repeat(65_000)}\n---\n`)).toEqual([]);
  expect(mistakes(`---\na: ${'x'.repeat(66_000)}\n---\n`)[0]).toMatch(/^1:1 front-matter-size/);
  expect(mistakes(`---\na: 1${'\n'.repeat(60_000)}\n---\n`)[0]).toMatch(
    /^102:1 front-matter-size .*blank lines/,
  );
  for (const deep of ['['.repeat(20) + ']'.repeat(20), '{a: '.repeat(20) + '}'.repeat(20)]) {
    check(`a: ${deep}`, 'too deep inside one another');
  }
  for (const deep of [
    '['.repeat(30_000),
    '[\n  '.repeat(9_000),
    '{a: '.repeat(15_000),
    `[${'a: '.repeat(20_000)}`,
    '- '.repeat(30_000),
    '? '.repeat(30_000),
    'a: '.repeat(20_000),
  ]) {
    check(`a:\n  ${deep}`, '1:1 front-matter-yaml lists and fields lie too deep');
  }
  const wide = `a: [${'{b: c}, '.repeat(500)}]\nd: "${'e: [ - ? '.repeat(400)}"`;
  expect(mistakes(`---\n${wide}\n---\n`)).toEqual([]);
});

test('an alias bomb is refused after a bounded number of values', () => {
  const levels = Array.from({ length: 9 }, (_, at) => {
    const inside = at === 0 ? 'x' : `*a${at - 1}`;
    return `a${at}: &a${at} [${Array.from({ length: 20 }, () => inside).join(', ')}]`;
  });
  check(levels.join('\n'), 'walk aliases make this more than 20000 values');
  const long = `a: &a ${'x'.repeat(30_000)}\nb: [${'*a, '.repeat(8_000)}]`;
  check(long, 'walk aliases make this more than 20000 values');
  check('a: &a [*a]', 'too deep inside one another');
});

test('every mistake of YAML is framed at its line and column', () => {
  check('title: A\ntitle: B', '3:1 walk "title" is written twice');
  check('image:\n  src: a\n  src: b', '4:3 walk "src" is written twice');
  check('title: Rates: up', '2:8 front-matter-yaml a value with ": " in it needs quotation marks');
  check('title: @home', '2:8 front-matter-yaml a value cannot begin with "@"');
  check('title: `x`', '2:8 front-matter-yaml a value cannot begin with "`"');
  check('title: *Breaking* news', '2:19 front-matter-yaml these words stand behind the end');
  check('title: *Breaking', '2:8 walk "*Breaking" stands for nothing');
  check('title: !important x', '2:8 front-matter-yaml a value cannot begin with "!"');
  check('title: !!int 5', '2:8 front-matter-yaml a value cannot begin with "!"');
  check("title: 'it's'", '2:12 front-matter-yaml these words stand behind the end');
  check('title: "a\ndate: 2020-01-16', 'front-matter-yaml this quotation mark is never closed');
  check('\ttitle: A', '2:1 front-matter-yaml a tab cannot indent a line');
  check('title: A\nwords', '3:1 front-matter-yaml this line is no field');
  check('title: - x', '2:8 front-matter-yaml a list begins on the line below its key');
  check('title: "\\q"', '2:9 front-matter-yaml "\\q" means nothing');
  check('title: {{ x }}', '2:9 walk a key must be a plain word');
  check('a: 1\n...\nb: 2', 'front-matter-yaml a second document begins here');
  check('__proto__: {a: b}', '2:1 walk "__proto__" cannot be a key');
  check('- a', '2:1 walk this is no list of fields');
  check('just words', '2:1 walk this is no list of fields');
});

test('several mistakes of YAML are reported together', () => {
  expect(mistakes('---\ntitle: Rates: up\nkind: news\ndeck: @x\n---\n')).toHaveLength(2);
});

test('the hint is the line as it should be', () => {
  const hint = (line: string): (string | null)[] => hints(`---\n${line}\n---\n`);
  expect(hint('title: Rates: up')).toEqual(['Put it in quotation marks: title: "Rates: up"']);
  expect(hint("title: 'it's'")).toEqual(['Put it in quotation marks: title: "it\'s"']);
  expect(hint('title: "a" b')).toEqual(['Put it in quotation marks: title: \'"a" b\'']);
  expect(hint('title: @home')).toEqual(['Put it in quotation marks: title: "@home"']);
});

test('a quoted value may go on in lines that are not indented', () => {
  const text =
    "---\ntitle: \"one\ntwo: not a field?\n\nthree\"\ntags:\n- 'it''s\na list'\nkind: news\n---\n";
  expect(mistakes(text)).toHaveLength(1);
  const fine = text.replace('two: not', 'two not');
  expect(good(fine).data).toEqual({
    title: 'one two not a field?  three',
    tags: ["it's a list"],
    kind: 'news',
  });
  const { document } = readFrontMatter('a.md', fine);
  const span = document === null ? undefined : plainOf(document).values['kind'];
  expect(fine.slice(span?.start, span?.end)).toBe('news');
});

test('a quoted value may have blank lines before one that is not indented', () => {
  expect(good('---\ndeck: "one\n\ntwo"\n---\n').data).toEqual({ deck: 'one  two' });
  check('deck: "one\n\ntwo\n\nthree', 'front-matter-yaml this quotation mark is never closed');
});

test('a file that failed fails again, and a good one is not shared', () => {
  const broken = '---\ntitle: Rates: up\n---\nbody\n';
  const first = mistakes(broken);
  expect(first).toHaveLength(1);
  expect(mistakes(broken)).toEqual(first);
  const text = '---\ntitle: A\n---\n';
  expect(readFrontMatter('a.md', text).document).not.toBe(readFrontMatter('b.md', text).document);
});

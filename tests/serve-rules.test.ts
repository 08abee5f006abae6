/** `_redirects` and `_headers`, as hosts read them. */
import { describe, expect, it } from 'vitest';
import { readHeaders } from '../src/io/serve/host-headers.ts';
import { readRedirects } from '../src/io/serve/host-redirects.ts';

const ORIGIN = 'https://x.example';

/** `STATUS WHERE TO` of the first line that matches, or null. */
function hop(text: string, path: string, search = ''): string | null {
  const found = readRedirects(text, '_redirects', ORIGIN).value.find(path, search);
  if (found === null) return null;
  return `${found.status} ${found.status === 200 ? found.path : found.location}`;
}

/** Each line passed over, as it stands in the file, with what is said of it. */
function passedOver(
  text: string,
  read: (
    text: string,
    file: string,
    origin: string,
  ) => ReturnType<typeof readHeaders | typeof readRedirects>,
): [string, string][] {
  return read(text, 'f', ORIGIN).diagnostics.map(({ spot, message }) => {
    if (spot === null || !('start' in spot)) throw new Error('a line has a place');
    return [text.slice(spot.start, spot.end), message];
  });
}

describe('a line of _redirects', () => {
  it.each([
    ['/a /b', '/a', '302 /b'],
    ['/a /b 301', '/a', '301 /b'],
    ['/a /b 301!', '/a', '301 /b'],
    ['/a /b 302', '/a', '302 /b'],
    ['/a /b 303', '/a', '303 /b'],
    ['/a /b 307', '/a', '307 /b'],
    ['/a /b 308', '/a', '308 /b'],
    ['/a /b 200', '/a', '200 /b'],
    ['  /a\t /b   301  ', '/a', '301 /b'],
    ['/a /b 301 # why', '/a', '301 /b'],
    ['/a /b # why', '/a', '302 /b'],
    ['/a /b#c 301', '/a', '301 /b#c'],
    ['# /a /b\n\n/a /c 301', '/a', '301 /c'],
    ['/a /b 301\r\n/c /d 301', '/c', '301 /d'],
    ['/a /b 301\n/a /c 301', '/a', '301 /b'],
    ['/a /b', '/a/', null],
    ['/a/ /b', '/a', null],
    ['/A /b', '/a', null],
    ['/a.c /b', '/abc', null],
    ['/a%20b /c', '/a b', '302 /c'],
    ['/é /c', '/é', '302 /c'],
    ['/a?x=1 /c', '/a', '302 /c'],
    ['/a /é%20x', '/a', '302 /%C3%A9%20x'],
    ['/a https://other.example/b?c#d 301', '/a', '301 https://other.example/b?c#d'],
    [`${ORIGIN}/a /b`, '/a', '302 /b'],
    ['https://other.example/a /b', '/a', null],
  ])('%j leads from %s: %s', (text, path, expected) => {
    expect(hop(text, path)).toBe(expected);
  });

  it.each([
    ['/a/* /b/:splat', '/a/', '302 /b/'],
    ['/a/* /b/:splat', '/a/x/y', '302 /b/x/y'],
    ['/a/* /b/:splat', '/a', null],
    ['/a/* /b/:splat', '/ab/x', null],
    ['/a/*.html /b/:splat', '/a/x/y.html', '302 /b/x/y'],
    ['/a/* /b?x=:splat', '/a/é x', '302 /b?x=%C3%A9%20x'],
    ['/* /:splat', '//evil.example/x', '302 /evil.example/x'],
    ['/a/* :splat', '/a//evil.example', null],
    ['/a/* https://b.example/:splat', '/a/c', '302 https://b.example/c'],
    ['/a/* https://b.example:8080/:splat', '/a/c', '302 https://b.example:8080/c'],
    ['/n/:year/:month/:slug /:slug-:year', '/n/2024/05/rates', '302 /rates-2024'],
    ['/n/:year /:year', '/n/2024/', null],
    ['/n/:year /:year', '/n/', null],
    ['/n/:a/:b /:c/:b', '/n/1/2', '302 /:c/2'],
    ['/n/post-:id.html /p/:id', '/n/post-7.html', '302 /p/7'],
    ['/n/:x /p/:x', '/n/a?b#c', '302 /p/a%3Fb%23c'],
    ['/:x/* /:splat/:x 200', '/a/b/c', '200 /b/c/a'],
    ['/a/b /1\n/a/* /2', '/a/b', '302 /1'],
    ['/a/* /2\n/a/b /1', '/a/b', '302 /2'],
    ['/c/* /2\n/a/b /1', '/a/b', '302 /1'],
  ])('%j takes what it matched in %s along: %s', (text, path, expected) => {
    expect(hop(text, path)).toBe(expected);
  });

  it('means every sign but * and : as it stands, and is matched in no time', () => {
    expect(hop('/(a+)+$ /x', '/(a+)+$')).toBe('302 /x');
    expect(hop('/(a+)+$/* /x', `/${'a'.repeat(5000)}/`)).toBe(null);
    expect(hop('/*/:a/:b/:c/x /y', '/a'.repeat(2000))).toBe(null);
  });

  it('keeps the query of the reader, unless it brings its own', () => {
    expect(hop('/a /b 301', '/a', '?x=1')).toBe('301 /b?x=1');
    expect(hop('/a /b#c 301', '/a', '?x=1')).toBe('301 /b?x=1#c');
    expect(hop('/a /b?y=2 301', '/a', '?x=1')).toBe('301 /b?y=2');
    expect(hop('/a https://b.example/ 301', '/a', '?x=1')).toBe('301 https://b.example/?x=1');
  });

  it('past the most that Cloudflare Pages reads is said once, and followed', () => {
    const lines = (count: number, line: (at: number) => string): string =>
      Array.from({ length: count }, (_, at) => line(at)).join('\n');
    const fixed = lines(2002, (at) => `/${at} /x`);
    const patterns = lines(102, (at) => `/${at}/* /y`);
    expect(passedOver(fixed, readRedirects).map(([line]) => line)).toEqual(['/2000 /x']);
    expect(passedOver(patterns, readRedirects).map(([line]) => line)).toEqual(['/100/* /y']);
    expect(hop(fixed, '/2001')).toBe('302 /x');
    expect(hop(patterns, '/101/')).toBe('302 /y');
  });

  it('that no host can read, or not every one, is passed over', () => {
    const text = [
      '/alone',
      'no-slash /b',
      '/a javascript:alert(1)',
      '/a //evil.example/',
      '/a b',
      '/a /b 404',
      '/a /b 999',
      '/a /b abc',
      '/a https://b.example/ 200',
      '/a id=:id /b/:id 301',
      '/a /b 302 Country=us',
      '/*/x/* /b',
      '/:a:b /b',
      '/:a* /b',
      `/a /${'b'.repeat(1000)}`,
      '/good /better',
    ].join('\n');
    expect(passedOver(text, readRedirects)).toEqual([
      ['/alone', 'this line says where from, but not where to'],
      ['no-slash /b', 'a path has to begin with "/"'],
      [
        '/a javascript:alert(1)',
        'a redirect leads to a path that begins with "/", or to a whole URL',
      ],
      ['/a //evil.example/', 'a redirect leads to a path that begins with "/", or to a whole URL'],
      ['/a b', 'a redirect leads to a path that begins with "/", or to a whole URL'],
      ['/a /b 404', '404 is no status that hosts redirect with'],
      ['/a /b 999', '999 is no status that hosts redirect with'],
      ['/a /b abc', 'abc is no status that hosts redirect with'],
      ['/a https://b.example/ 200', 'a page of another site cannot be shown at this address'],
      ['/a id=:id /b/:id 301', 'conditions are read by Netlify alone'],
      ['/a /b 302 Country=us', 'conditions are read by Netlify alone'],
      ['/*/x/* /b', 'a path can have one "*" only'],
      ['/:a:b /b', 'a segment of a path can have one "*" or placeholder only'],
      ['/:a* /b', 'a segment of a path can have one "*" or placeholder only'],
      [`/a /${'b'.repeat(1000)}`, 'hosts read lines of up to 1,000 characters'],
    ]);
    expect(hop(text, '/good')).toBe('302 /better');
  });
});

describe('_headers', () => {
  const of = (text: string, path: string): Record<string, string> =>
    readHeaders(text, '_headers', ORIGIN).value.of(path);

  it.each([
    ['/*\n  X-A: 1', '/', { 'x-a': '1' }],
    ['/a\n  X-A: 1', '/', {}],
    ['/a\nX-A: 1\n\tX-B:2\n', '/a', { 'x-a': '1', 'x-b': '2' }],
    ['# why\n/a\n  # why\n  X-A: 1 # kept', '/a', { 'x-a': '1 # kept' }],
    ['/a\r\n  X-A: 1\r\n/b\r\n  X-B: 2', '/b', { 'x-b': '2' }],
    ['/a\n  X-A: 1\n  x-a: 2', '/a', { 'x-a': '1, 2' }],
    ['/*\n  X-A: 1\n/a\n  X-A: 2', '/a', { 'x-a': '1, 2' }],
    ['/*\n  X-A: 1\n  X-B: 2\n/a\n  ! X-A', '/a', { 'x-a': '', 'x-b': '2' }],
    ['/a\n  ! X-A\n  X-A: 3', '/a', { 'x-a': '3' }],
    ['/a/*.js\n  X-A: 1', '/a/b/c.js', { 'x-a': '1' }],
    ['/m/:title\n  X-A: of :title', '/m/é', { 'x-a': 'of %C3%A9' }],
    ['/m/*\n  X-A: :splat', '/m/a/b', { 'x-a': 'a%2Fb' }],
    ['/a\n  Link: <https://b.example/>; rel="c"', '/a', { link: '<https://b.example/>; rel="c"' }],
    ['/a\n  X-A: a:b', '/a', { 'x-a': 'a:b' }],
    [`${ORIGIN}/*\n  X-A: 1\nhttps://other.example/*\n  X-B: 1`, '/a', { 'x-a': '1' }],
  ])('%j at %s gives %j', (text, path, expected) => {
    expect(of(text, path)).toEqual(expected);
  });

  it('has its mistakes passed over, and what stands below them', () => {
    const text = [
      'X-Early: 1',
      '/*/a/*',
      '  X-A: 1',
      '/a',
      '  no header',
      '  : 1',
      '  X A: 1',
      '  X-A:',
      '  X-A: \u0001',
      `  X-A: ${'b'.repeat(2000)}`,
      '  X-Good: 1',
    ].join('\n');
    expect(passedOver(text, readHeaders)).toEqual([
      ['X-Early: 1', 'a header needs a path above it'],
      ['/*/a/*', 'a path can have one "*" only'],
      ['no header', 'this is no header'],
      [': 1', 'this is no header'],
      ['X A: 1', 'this is not the name of a header'],
      ['X-A:', 'this header has no value'],
      ['X-A: \u0001', 'the value of a header can hold visible ASCII signs and blanks only'],
      [`X-A: ${'b'.repeat(2000)}`, 'hosts read lines of up to 2,000 characters'],
    ]);
    expect(of(text, '/a')).toEqual({ 'x-good': '1' });
  });
});

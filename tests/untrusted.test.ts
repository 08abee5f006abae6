/** What strangers write can neither leave the publication's folder nor run in a reader's browser. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFolder, messagesOf } from './support/built.ts';
import {
  articleFile,
  CONFIG_FILE,
  filesIn,
  temporaryFolder,
  writeFiles,
} from './support/folder.ts';
import { readDocument, readFragment } from './support/markup.ts';
import type { MarkupElement } from './support/markup.ts';
import { CONTEXTS, MARK, PAYLOADS } from './support/payloads.ts';
import { renderRest, renderSite } from './support/rendered.ts';
import { readXml } from './support/xml.ts';

const SECRET = 'zqsecret';

/** Names that lead elsewhere, or that some system cannot bear. */
const NAMES: readonly string[] = [
  '../secret.txt',
  '../../secret.txt',
  '../../../../../../../../../../etc/passwd',
  '/etc/passwd',
  '//etc/passwd',
  'file:///etc/passwd',
  '..\\secret.txt',
  '..\\..\\secret.txt',
  'C:\\Windows\\win.ini',
  '\\\\host\\share\\secret.txt',
  '%2e%2e/secret.txt',
  '%2e%2e%2fsecret.txt',
  '..%2fsecret.txt',
  '..%5csecret.txt',
  '%252e%252e%252fsecret.txt',
  '%c0%ae%c0%ae/secret.txt',
  '/media/../../secret.txt',
  '/articles/../../secret.txt',
  'media/%2e%2e/%2e%2e/secret.txt',
  './../secret.txt',
  '....//secret.txt',
  '.../secret.txt',
  'secret.txt/..',
  '.',
  '..',
  '/',
  '/..',
  '/../',
  '/%2e%2e/%2e%2e/x/',
  '/a/%2f/b/',
  '/a/%5c..%5cb/',
  '/a\u0000b/',
  'a\u0000/../../secret.txt',
  '~/secret.txt',
  '$(touch pwned)',
  '`touch pwned`',
  '-rf',
  '.broadside-manifest',
  '/.broadside-manifest',
  '/.htaccess',
  '/media/dot.8ac7e3ea.png',
  '/MEDIA/Dot.8ac7e3ea.PNG/',
  '/m%65dia/dot.8ac7e3ea.png',
  '/a/..%2f..%2f..%2fsecret.txt',
  '/a/..%2f..%2f..%2fx/',
  '/%00/',
  '/a/%0a/b/',
  '/_headers',
  '/index.html',
  '/feed.xml',
  'con',
  'nul.txt',
  'COM1',
  'aux.',
  '/old/con/',
  '/old/lpt1.html',
  '/old/trailing./',
  '/old/a:b/',
  '/old/a*b?/',
  '/old/<a>|"b"/',
  `/${'long/'.repeat(300)}`,
  `/${'x'.repeat(300)}/`,
  'x'.repeat(5000),
  'é'.repeat(2000),
  '\u202egnp.exe',
  '/old/\u202exe.gnp/',
  '/old/a\u200bb/',
  'a\u0301\u0301\u0301\u0301',
  '\u0301',
  'ﬁle',
  'İstanbul',
  '👩‍👩‍👧‍👦',
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  '/__proto__/',
  'hasOwnProperty',
];

/** Each way in which an article names something. */
const FIELDS: readonly ((name: string) => string)[] = [
  ...['slug', 'id', 'lang', 'canonical', 'image', 'translationOf', 'series', 'audio'].map(
    (key) => (name: string) => articleFile('Named', 'Words.\n', fieldOf(key, name)),
  ),
  ...['aliases', 'topics', 'authors', 'seeAlso', 'formerTitles'].map(
    (key) => (name: string) => articleFile('Named', 'Words.\n', fieldOf(key, [name])),
  ),
  (name) => articleFile('Named', `![A picture](<${oneLine(name)}>)\n`, DATE),
  (name) => articleFile('Named', `[A file](<${oneLine(name)}>)\n`, DATE),
  (name) => articleFile('Named', `[[${oneLine(name)}]]\n`, DATE),
  (name) => articleFile('Named', `<img src="${name}" alt="x"> <a href="${name}">x</a>\n`, DATE),
];

const DATE = 'date: 2024-01-01\n';

function fieldOf(key: string, value: unknown): string {
  return `${DATE}${key}: ${JSON.stringify(value)}\n`;
}

function oneLine(name: string): string {
  return name.replace(/[\n\r]/g, ' ');
}

/** A folder that holds secrets, and in it the site. */
function siteAmongSecrets(): { readonly outside: string; readonly root: string } {
  const outside = temporaryFolder();
  writeFiles(outside, {
    'secret.txt': SECRET,
    'secret.md': articleFile('Secret', `${SECRET}\n`, DATE),
    'secret.png': SECRET,
    'folder/secret.md': articleFile('Secret', `${SECRET}\n`, DATE),
    'folder/site/broadside.yaml': CONFIG_FILE,
    'folder/site/articles/plain.md': articleFile('Plain', 'Words.\n', DATE),
    'folder/site/articles/uses.md': articleFile('Uses', '![A dot](/media/dot.png)\n', DATE),
    'folder/site/media/dot.png': 'a dot',
  });
  return { outside, root: join(outside, 'folder', 'site') };
}

const OURS = ['.broadside', '.dist.broadside', 'dist'];

/** Everything outside the site's own output and cache. */
function untouched(outside: string): Record<string, string> {
  const ours = new RegExp(
    `^folder/site/(?:${OURS.map((it) => it.replace('.', '\\.')).join('|')})/`,
  );
  return Object.fromEntries(Object.entries(filesIn(outside)).filter(([path]) => !ours.test(path)));
}

/** What is wrong with the paths of an edition, for some system that may have to hold it. */
function unsafePaths(paths: readonly string[]): string[] {
  return paths.filter((path) =>
    path
      .split('/')
      .some(
        (it) =>
          it === '' ||
          it === '.' ||
          it === '..' ||
          /[\p{Cc}\\<>:"|?*\u202a-\u202e\u2066-\u2069]/u.test(it) ||
          /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(it) ||
          /[. ]$/.test(it) ||
          Buffer.byteLength(it) > 255,
      ),
  );
}

describe('a hostile name', () => {
  it('in an article leads nowhere outside, and to no unsafe path', async () => {
    const { outside, root } = siteAmongSecrets();
    const files = NAMES.flatMap((name, at) =>
      FIELDS.map((file, which) => [`articles/n${at}-${which}.md`, file(name)] as const),
    );
    writeFiles(root, Object.fromEntries(files));
    const refused = await withoutRefused(root);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.length).toBeLessThan(files.length - 100);
    const before = untouched(outside);
    const report = await buildFolder(root);
    expect(report.outcome).toBe('published');
    expect(untouched(outside)).toEqual(before);
    expectNoSecrets(root, report);
    const paths = Object.keys(filesIn(join(root, 'dist')));
    expect(unsafePaths(paths)).toEqual([]);
    const folded = paths.map((it) => it.normalize('NFC').toLowerCase());
    expect(folded.filter((it, at) => folded.indexOf(it) !== at)).toEqual([]);
    expect(filesIn(join(root, 'dist'))['media/dot.8ac7e3ea.png']).toBe('a dot');
  });

  it.skipIf(process.platform === 'win32')('of a file gives a safe path or is refused', async () => {
    const { outside, root } = siteAmongSecrets();
    const names = [
      ...NAMES.filter((it) => !/[/\p{Cc}]/u.test(it) && !['.', '..'].includes(it)),
      '<script>alert(1)</script>'.replace('/', ''),
      'a\nb',
      'a"b\'c',
      '..secret',
      'a b. ',
    ].filter((it) => Buffer.byteLength(it) < 240 && !/\p{Surrogate}/u.test(it));
    names.forEach((name, at) => {
      const own = join(root, 'articles', `folder-${at}`, name);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'index.md'), articleFile(`Named ${at}`, 'Words.\n', DATE));
      writeFileSync(
        join(root, 'articles', `folder-${at}`, `${name}.md`),
        articleFile(`File ${at}`, 'W.\n', fieldOf('slug', `file-${at}`)),
      );
      writeFileSync(join(root, 'media', `${name}.png`), `picture ${at}`);
      const source = encodeURIComponent(`${name}.png`);
      writeFileSync(
        join(root, 'articles', `p${at}.md`),
        articleFile(`Picture ${at}`, `![It](/media/${source})\n`, DATE),
      );
    });
    await withoutRefused(root);
    const before = untouched(outside);
    const report = await buildFolder(root);
    expect(report.outcome).toBe('published');
    expect(untouched(outside)).toEqual(before);
    expectNoSecrets(root, report);
    const paths = Object.keys(filesIn(join(root, 'dist')));
    expect(unsafePaths(paths)).toEqual([]);
    expect(paths.filter((it) => it.startsWith('media/')).length).toBeGreaterThan(10);
  });

  it.skipIf(process.platform === 'win32')('behind a symbolic link is not followed', async () => {
    const { outside, root } = siteAmongSecrets();
    symlinkSync('../../../secret.md', join(root, 'articles', 'linked.md'));
    symlinkSync('../../../folder', join(root, 'articles', 'deep'));
    writeFiles(outside, { 'other/secret.md': articleFile('Secret', `${SECRET}\n`) });
    symlinkSync(join(outside, 'other'), join(root, 'public'));
    symlinkSync('../../../secret.png', join(root, 'media', 'linked.png'));
    symlinkSync('/etc', join(root, 'media', 'etc'));
    mkdirSync(join(root, 'newsroom'));
    symlinkSync(join(outside, 'other'), join(root, 'newsroom', 'topics'));
    writeFiles(root, {
      'articles/links.md': articleFile('Links', '![It](/media/linked.png)\n', DATE),
      'articles/hosts.md': articleFile('Hosts', '[It](/media/etc/passwd)\n', DATE),
    });
    const first = await buildFolder(root);
    expect(first.outcome).toBe('refused');
    expect(await withoutRefused(root)).toEqual(['articles/hosts.md', 'articles/links.md']);
    const report = await buildFolder(root);
    expect(report.outcome).toBe('published');
    expect(report.articles).toBe(2);
    expectNoSecrets(root, report);
  });
});

/** Takes away the articles that a build refuses, until it refuses none, and gives their paths. */
async function withoutRefused(root: string): Promise<string[]> {
  const gone: string[] = [];
  for (;;) {
    const { diagnostics } = await buildFolder(root);
    const errors = diagnostics.filter((it) => it.diagnostic.severity === 'error');
    const files = [...new Set(errors.flatMap((it) => it.diagnostic.file ?? []))];
    if (files.length === 0) return gone.sort();
    expect(files.filter((it) => !it.startsWith('articles/'))).toEqual([]);
    for (const file of files) {
      gone.push(file);
      writeFiles(root, {
        [file]: articleFile('Taken away', 'Words.\n', `${DATE}draft: true\nid: ${gone.length}\n`),
      });
    }
  }
}

function expectNoSecrets(root: string, report: Parameters<typeof messagesOf>[0]): void {
  const published = Object.entries(filesIn(join(root, 'dist'))).flat();
  expect(published.filter((it) => it.includes(SECRET) || it.includes('root:x:'))).toEqual([]);
  expect(messagesOf(report).filter((it) => it.includes(SECRET))).toEqual([]);
}

/** Everything in one feed and one listing; a reference that resolves to nothing is published as its words. */
const CONFIG = `${CONFIG_FILE}feeds: { items: 500 }\nlisting: { size: 100 }\nlinks: { unresolved: warn }\n`;

const PLAIN = {
  'articles/plain.md': articleFile('Plain', 'Words.\n', DATE),
  'pages/about.md': '---\ntitle: About\n---\n\nWords.\n',
  'media/dot.png': 'a dot',
};

describe.each(CONTEXTS)('a payload in $where', ({ article, strict }) => {
  it('puts nothing into a page or a feed that runs, loads or leads astray', async () => {
    const files = Object.fromEntries(
      PAYLOADS.map((payload, at) => [`articles/p${at}.md`, article(payload)]),
    );
    const { outputs, refused } = await renderRest({ 'broadside.yaml': CONFIG, ...PLAIN, ...files });
    expect([...outputs.keys()]).toContain('feed.xml');
    expect(unsafePaths([...outputs.keys()])).toEqual([]);
    expect([...outputs].flatMap(([path, text]) => dangersIn(path, text))).toEqual([]);
    // What is refused was not looked at: most payloads have to come through.
    const most = PAYLOADS.length;
    if (strict) expect(refused.size).toBeGreaterThanOrEqual(most - 1);
    else expect(refused.size).toBeLessThanOrEqual(most / 2);
  });
});

it('a payload in a registry file or the configuration is shown as the text it is', async () => {
  const quoted = (it: string): string => JSON.stringify(it);
  for (const payload of PAYLOADS) {
    const { outputs, refused } = await renderRest({
      'broadside.yaml': [
        `title: ${quoted(`T ${payload}`)}`,
        CONFIG.replace(/^title:.*\n/, '').trimEnd(),
        `description: ${quoted(payload)}`,
        `license: ${quoted(payload)}`,
        `nav: [{ label: ${quoted(payload)}, url: /about/ }]`,
        `social: [{ label: ${quoted(payload)}, url: https://x.example/ }]`,
        `publisher: { name: ${quoted(payload)}, policies: { ${quoted(payload)}: /about/ } }`,
        `labels: { en: { home: ${quoted(payload)} } }`,
        '',
      ].join('\n'),
      ...PLAIN,
      'articles/by.md': articleFile('By', 'W.\n', `${DATE}authors: [ada]\ntopics: [war]\n`),
      'newsroom/authors/ada.md': `---\ntitle: ${quoted(payload)}\nrole: ${quoted(payload)}\nlinks: [{ label: ${quoted(payload)}, url: https://x.example/ }]\n---\n\nx ${payload}\n`,
      'newsroom/topics/war.md': `---\ntitle: ${quoted(payload)}\n---\n\nx ${payload}\n`,
      'newsroom/promos/book.md': `---\ntitle: ${quoted(payload)}\nurl: https://x.example/\nsponsored: true\nimage: { src: /media/dot.png, alt: ${quoted(payload)} }\n---\n\nx ${payload}\n`,
      'pages/more.md': `---\ntitle: ${quoted(payload)}\ndeck: ${quoted(payload)}\n---\n\nx ${payload}\n`,
    });
    expect([...outputs].flatMap(([path, text]) => dangersIn(path, text))).toEqual([]);
    expect([...refused.keys()].filter((it) => !/^(?:newsroom|pages)\//.test(it))).toEqual([]);
    expect(readDocument(outputs.get('index.html') ?? '').text).toContain(MARK);
  }
});

it('an address in the configuration or a registry file has a harmless scheme', async () => {
  const urls = PAYLOADS.filter((it) => /^[\w&#;\p{Cc}]+(?::|&colon;)/u.test(it));
  expect(urls.length).toBeGreaterThan(8);
  for (const url of urls) {
    for (const lines of [
      `nav: [{ label: x, url: ${JSON.stringify(url)} }]`,
      `social: [{ label: x, url: ${JSON.stringify(url)} }]`,
      `publisher: { policies: { x: ${JSON.stringify(url)} } }`,
      `feeds: { hub: ${JSON.stringify(url)} }`,
    ]) {
      const { outputs } = await renderSite({
        'broadside.yaml': `${CONFIG_FILE}${lines}\n`,
        ...PLAIN,
      });
      expect([...outputs].flatMap(([path, text]) => dangersIn(path, text))).toEqual([]);
    }
  }
});

it('the check used here finds what is dangerous', () => {
  const bad = PAYLOADS.slice(0, 28).filter((it) => /^<(?!img)/.test(it));
  const unseen = bad.filter(
    (it) => dangersIn('x.html', `<!DOCTYPE html><body>${it}</body>`).length === 0,
  );
  expect(unseen).toEqual([]);
  expect(dangersIn('x.html', '<a href="java\tscript:x">x</a>')).toHaveLength(1);
  expect(dangersIn('x.html', '<img src="//x.example/x.png">')).toHaveLength(1);
  const feed = `<rss><channel><item><description>&lt;script>x&lt;/script></description></item></channel></rss>`;
  expect(dangersIn('feed.xml', feed)).toHaveLength(1);
});

/** Elements that the theme or an author may bring into a page; in the head there are others. */
const ELEMENTS = new Set(
  (
    'html head body a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del ' +
    'details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li main ' +
    'mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th ' +
    'thead time tr u ul var wbr title meta link'
  ).split(' '),
);

const HEAD_ONLY = new Set(['title', 'meta', 'link']);

/** Attributes that load, run, submit, or take a page over. */
const FORBIDDEN =
  /^(?:on.*|style|srcdoc|action|formaction|ping|target|background|data|code|codebase|manifest|xlink:href|name|is|autofocus|contenteditable|accesskey|form|http-equiv)$/;

/** What in a published file could run, load from elsewhere, or lead astray. */
function dangersIn(path: string, text: string): string[] {
  if (path.endsWith('.html')) {
    return readDocument(text).elements.flatMap((it) => dangersOf(path, it));
  }
  if (!path.endsWith('feed.xml')) return [];
  const items = readXml(text).children[0]?.children.filter((it) => it.name === 'item') ?? [];
  return items.flatMap((item) =>
    item.children.flatMap((it) =>
      it.name === 'description' || it.name === 'content:encoded'
        ? readFragment(it.text).elements.flatMap((inside) => dangersOf(path, inside))
        : [],
    ),
  );
}

function dangersOf(path: string, element: MarkupElement): string[] {
  const { name, attributes, within, foreign } = element;
  const where = `${path}: <${name}>`;
  if ((isData(element) || isOurs(element)) && within[0] === 'head') return [];
  const found: string[] = [];
  const known = ELEMENTS.has(name) || isRecording(element) || isButton(element);
  if (foreign || !known) found.push(where);
  if (HEAD_ONLY.has(name) && within[0] !== 'head') found.push(`${where} outside the head`);
  if (name === 'input' && attributes['type'] !== 'checkbox') found.push(`${where} of a form`);
  for (const [key, value] of Object.entries(attributes)) {
    const page = name === 'meta' && (key === 'name' || isRedirect(key, attributes));
    if (FORBIDDEN.test(key) && !page) found.push(`${where} ${key}="${value}"`);
    if (['href', 'src', 'cite', 'poster', 'srcset', 'longdesc'].includes(key)) {
      if (!isHarmless(name, value)) found.push(`${where} ${key}="${value}"`);
    }
  }
  return found;
}

/** Structured data is a script that no browser runs: JSON, in which no markup can begin. */
function isData({ name, attributes, text }: MarkupElement): boolean {
  if (name !== 'script' || attributes['type'] !== 'application/ld+json') return false;
  return Object.keys(attributes).length === 1 && !text.includes('<') && isJson(text);
}

/** The script of the theme, which is a file of the site and holds nothing of any author. */
function isOurs({ name, attributes, text }: MarkupElement): boolean {
  const { src = '', ...rest } = attributes;
  const isFile = /^\/assets\/reader\.[0-9a-f]{8}\.js$/.test(src);
  return name === 'script' && isFile && text === '' && Object.keys(rest).join() === 'defer';
}

/** A button of the theme, which submits nothing and is hidden until that script shows it. */
function isButton({ name, attributes, within }: MarkupElement): boolean {
  if (name !== 'button' || attributes['type'] !== 'button') return false;
  const { type: _, value, hidden, ...rest } = attributes;
  const isOfScheme = within.includes('footer') && /^(?:system|light|dark)$/.test(value ?? '');
  const isOfPlayer = within.includes('figure') && hidden === '' && value === undefined;
  return Object.keys(rest).length === 0 && (isOfScheme || isOfPlayer);
}

/** A recording of front matter, of which nothing is loaded before it is played. */
function isRecording({ name, attributes, within }: MarkupElement): boolean {
  const plays = name === 'audio' || name === 'video';
  return plays && within[0] === 'figure' && attributes['preload'] === 'none';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The one kind of page that leads on by itself leads to a page of ours. */
function isRedirect(key: string, { content = '' }: MarkupElement['attributes']): boolean {
  return key === 'http-equiv' && /^0; url=\/(?![/\\])[^\s;,"']*$/.test(content);
}

const LOADS = new Set(['img', 'link', 'audio', 'video', 'source', 'track']);

/** As a browser reads an address: links may lead to other sites, but nothing is loaded from them. */
function isHarmless(name: string, value: string): boolean {
  const here = 'https://test.example/2024/01/x/';
  if (!URL.canParse(value, here)) return false;
  const { protocol, host, username } = new URL(value, here);
  if (LOADS.has(name)) return host === 'test.example' && username === '';
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol);
}

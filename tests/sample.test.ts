/** The sample publication: what a newsroom sees first is whole, valid, light and its own. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../src/io/report.ts';
import { messagesOf } from './support/built.ts';
import { filesIn } from './support/folder.ts';
import { readDocument } from './support/markup.ts';
import type { Markup, MarkupElement } from './support/markup.ts';
import { buildSample } from './support/sample.ts';

let report: Report;
/** All of `dist` by path, bytes as Latin-1. */
let files: Record<string, string> = {};
/** HTML pages by path, as text. */
let pages: Record<string, string> = {};
let parsed: [path: string, page: Markup][] = [];

beforeAll(async () => {
  const sample = await buildSample();
  const { dist } = sample;
  report = sample.report;
  files = filesIn(dist);
  const html = Object.keys(files).filter((it) => it.endsWith('.html'));
  pages = Object.fromEntries(html.map((it) => [it, readFileSync(join(dist, it), 'utf8')]));
  parsed = Object.entries(pages).map(([path, text]) => [path, readDocument(text)]);
  return sample.remove;
});

it('builds without an error or a warning, and withholds what it says it does', () => {
  expect({ outcome: report.outcome, messages: messagesOf(report) }).toEqual({
    outcome: 'published',
    messages: [],
  });
  expect(report.withheld.map((it) => it.visibility).sort()).toEqual(['draft', 'scheduled']);
  expect(parsed.length).toBe(report.pages);
});

describe('the links of every page', () => {
  it('lead to a file, and to an id in it', () => {
    const ids = new Map(parsed.map(([path, page]) => [path, new Set(idsOf(page))]));
    let checked = 0;
    const broken = parsed.flatMap(([path, page]) =>
      urlsOf(page).flatMap(({ url }) => {
        const target = insideOf(path, url);
        if (target === null) return [];
        checked++;
        if (!(target.path in files)) return [`${path}: ${url}`];
        if (target.fragment === '') return [];
        return ids.get(target.path)?.has(target.fragment) === true ? [] : [`${path}: ${url}`];
      }),
    );
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });

  it('lead to every page', () => {
    const reached = new Set(['404.html', 'index.html']);
    for (const [path, page] of parsed) {
      for (const { url } of urlsOf(page)) {
        const target = insideOf(path, url);
        if (target !== null) reached.add(target.path);
      }
    }
    const redirects = parsed.filter(([, page]) => isRedirect(page)).map(([path]) => path);
    const lost = Object.keys(pages).filter((it) => !reached.has(it) && !redirects.includes(it));
    expect(lost).toEqual([]);
    expect(redirects.length).toBeGreaterThan(0);
  });
});

describe('every page', () => {
  it('has ids that are unique', () => {
    const twice = parsed.flatMap(([path, page]) => {
      const ids = idsOf(page);
      return ids.filter((it, at) => ids.indexOf(it) !== at).map((it) => `${path}: ${it}`);
    });
    expect(twice).toEqual([]);
  });

  it('has one main heading, and no level is left out below it', () => {
    const wrong = parsed
      .filter(([, page]) => !isRedirect(page))
      .flatMap(([path, page]) => {
        const levels = page.elements
          .flatMap((it) => /^h([1-6])$/.exec(it.name)?.[1] ?? [])
          .map(Number);
        const main = levels.filter((it) => it === 1).length;
        const leaps = levels.filter((it, at) => it > (levels[at - 1] ?? it) + 1);
        return main === 1 && leaps.length === 0 ? [] : [`${path}: ${levels.join(' ')}`];
      });
    expect(wrong).toEqual([]);
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // Not a rule of HTML, but of what a search engine shows: a headline is as long as its author wants.
        'long-title': 'off',
        // HTML allows any id without blanks. Headings have those of github-slugger, which other Markdown
        // viewers give them too: `## 2. Term` is `2-term`.
        'valid-id': ['error', { relaxed: true }],
        // A table that scrolls is a region on a page; in a feed, where it does not, the same element must
        // mean nothing.
        'prefer-native-element': ['error', { exclude: ['region'] }],
      },
    });
    const findings: string[] = [];
    for (const [path, text] of Object.entries(pages)) {
      const { results } = await validator.validateString(text);
      for (const it of results.flatMap((result) => result.messages)) {
        findings.push(`${path}:${it.line}:${it.column} ${it.ruleId}: ${it.message}`);
      }
    }
    expect(findings).toEqual([]);
  });

  it('asks no other host for anything', () => {
    const asked = parsed.flatMap(([path, page]) =>
      page.elements.flatMap((it) => requestsOf(it).map((url) => `${path}: ${it.name} ${url}`)),
    );
    expect(asked.filter((it) => !/ \/(?!\/)/.test(it))).toEqual([]);
    expect(asked.length).toBeGreaterThan(parsed.length);
    const styles = Object.entries(files).filter(([path]) => path.endsWith('.css'));
    expect(styles).toHaveLength(1);
    for (const [, style] of styles) {
      expect(style).not.toMatch(/@import|url\(\s*["']?(?:[a-z]+:|\/\/)/i);
    }
  });

  it('has words in every link', () => {
    const mute = parsed.flatMap(([path, page]) =>
      page.elements
        .filter((it) => it.name === 'a' && it.text.trim() === '')
        .map((it) => `${path}: ${it.attributes['href'] ?? ''}`),
    );
    expect(mute).toEqual([]);
  });

  it('runs one script of its own file, and none that stands in it', () => {
    const scripts = parsed.flatMap(([path, page]) =>
      page.elements
        .filter((it) => isScript(it) || Object.keys(it.attributes).some(isHandler))
        .map(({ name, attributes, text }) => `${name} ${attributes['src'] ?? path} ${text}`.trim()),
    );
    expect([...new Set(scripts)]).toEqual([
      expect.stringMatching(/^script \/assets\/reader\.[0-9a-f]{8}\.js$/),
    ]);
  });
});

it('an article is at most 20 kB of HTML and CSS as they are sent', () => {
  const style = Object.entries(files).find(([path]) => path.endsWith('.css'))?.[1] ?? '';
  const css = gzipSync(Buffer.from(style, 'latin1')).length;
  const sizes = articlePages().map(([path]) => ({
    path,
    bytes: gzipSync(Buffer.from(pages[path] ?? '')).length + css,
  }));
  expect(sizes.filter((it) => it.bytes > 20_000)).toEqual([]);
  expect(css).toBeGreaterThan(1000);
});

describe('the articles', () => {
  it('are at least 24, of 400 to 1,500 words', () => {
    const lengths = articlePages().map(([path, page]) => ({ path, words: proseOf(page).length }));
    expect(lengths.length).toBeGreaterThanOrEqual(24);
    expect(lengths.filter((it) => it.words < 400 || it.words > 1500)).toEqual([]);
  });

  it('hold no sentence twice in one language', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [path, page] of articlePages()) {
      const lang = page.elements.find((it) => it.name === 'html')?.attributes['lang'] ?? '';
      for (const words of sentencesOf(page)) {
        const sentence = `${lang}: ${words}`;
        const other = seen.get(sentence);
        if (other !== undefined) twice.push(`${path}, ${other}: ${sentence}`);
        seen.set(sentence, path);
      }
    }
    expect(twice).toEqual([]);
    expect(seen.size).toBeGreaterThan(500);
  });
});

/** Pages of articles by path. */
function articlePages(): [path: string, page: Markup][] {
  return parsed.filter(([path]) => /^\d{4}\/\d\d\/[^/]+\/index\.html$/.test(path));
}

function idsOf(page: Markup): string[] {
  return page.elements.flatMap((it) => it.attributes['id'] ?? []);
}

function isRedirect(page: Markup): boolean {
  return page.elements.some((it) => it.attributes['http-equiv'] === 'refresh');
}

/** Every URL that a page holds, wherever it stands. */
function urlsOf(page: Markup): { readonly url: string }[] {
  return page.elements.flatMap(({ attributes }) => {
    const { href, src, srcset, poster, cite, content } = attributes;
    const listed = srcset?.split(',').map((it) => it.trim().split(/\s+/)[0] ?? '') ?? [];
    const refresh = attributes['http-equiv'] === 'refresh' ? content?.replace(/^.*url=/, '') : null;
    const property = content?.startsWith('https://breakwater.example/') === true ? content : null;
    return [href, src, poster, cite, refresh, property, ...listed].flatMap((it) =>
      it === undefined || it === null ? [] : [{ url: it }],
    );
  });
}

/** The file in `dist` that a URL on a page leads to; null when it leads to another site. */
function insideOf(page: string, url: string): { path: string; fragment: string } | null {
  const base = `https://breakwater.example/${page.replace(/index\.html$/, '')}`;
  const target = new URL(url, base);
  if (target.origin !== 'https://breakwater.example') return null;
  const path = decodeURIComponent(target.pathname).slice(1);
  const file = path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path;
  return { path: file, fragment: decodeURIComponent(target.hash.slice(1)) };
}

/** What a browser loads for an element without being asked. */
function requestsOf({ name, attributes }: MarkupElement): string[] {
  const { href, src, srcset, poster, rel = '', data } = attributes;
  const linked =
    name === 'link' && /stylesheet|preload|icon|manifest|preconnect|prefetch/.test(rel);
  const loaded = [src, poster, data, ...(srcset ?? '').split(','), linked ? href : ''];
  return loaded.flatMap((it) => (it === undefined || it.trim() === '' ? [] : [it.trim()]));
}

/** Structured data is none. */
function isScript({ name, attributes }: MarkupElement): boolean {
  return name === 'script' && attributes['type'] !== 'application/ld+json';
}

function isHandler(attribute: string): boolean {
  return attribute.startsWith('on');
}

/** The words of an article's own text. */
function proseOf(page: Markup): string[] {
  return textOf(page)
    .split(/\s+/)
    .filter((it) => /[\p{L}\p{N}]/u.test(it));
}

function textOf(page: Markup): string {
  const text = page.elements.find((it) => it.attributes['class'] === 'text');
  return text?.text ?? '';
}

/** Sentences of at least five words, of what the author wrote in paragraphs and lists. */
function sentencesOf(page: Markup): string[] {
  return insideText(page)
    .filter(
      (it) => (it.name === 'p' || it.name === 'li') && !it.within.includes('li') && isProse(it),
    )
    .flatMap((it) => it.text.split(/(?<=[.!?]["”’)]*)\s+/))
    .map((it) => it.trim().toLowerCase())
    .filter((it) => it.split(/\s+/).length >= 5);
}

/** The elements of an article's own text. */
function insideText({ elements }: Markup): MarkupElement[] {
  const at = elements.findIndex((it) => it.attributes['class'] === 'text');
  const depth = elements[at]?.within.length ?? 0;
  const rest = at < 0 ? [] : elements.slice(at + 1);
  const end = rest.findIndex((it) => it.within.length <= depth);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Not what Broadside says of another article there, or of where a report goes on. */
function isProse({ within, attributes }: MarkupElement): boolean {
  return !within.includes('aside') && attributes['class'] === undefined;
}

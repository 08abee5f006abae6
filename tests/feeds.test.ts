/** Feeds: whole, valid, and readable by strangers, whatever an author wrote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from '@rowanmanning/feed-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFolder, messagesOf } from './support/built.ts';
import { feedFindings, markupFindings } from './support/feed-rules.ts';
import { articleFile, filesIn, folderOf, writeFiles } from './support/folder.ts';
import { HOSTILE_NOW, HOSTILE_SITE } from './support/hostile-site.ts';
import { readDocument, readFragment } from './support/markup.ts';
import type { Markup } from './support/markup.ts';
import { buildOnce, buildSample } from './support/sample.ts';
import { readXml } from './support/xml.ts';
import type { XmlElement } from './support/xml.ts';

/** A published site: its files by path as text, and where it lies. */
interface Site {
  readonly home: string;
  readonly text: (path: string) => string;
  readonly feeds: readonly string[];
}

function siteAt(dist: string, home: string): Site {
  const feeds = Object.keys(filesIn(dist)).filter((it) => it.endsWith('feed.xml'));
  const texts = new Map(feeds.map((it) => [it, readFileSync(join(dist, it), 'utf8')]));
  const text = (path: string): string => texts.get(path) ?? readFileSync(join(dist, path), 'utf8');
  return { home, text, feeds };
}

let sample: Site;
let hostile: Site;

beforeAll(async () => {
  const ours = await buildSample();
  const theirs = await buildOnce((root) => writeFiles(root, HOSTILE_SITE), { now: HOSTILE_NOW });
  for (const { report } of [ours, theirs]) {
    const errors = messagesOf(report).filter(isError);
    expect({ outcome: report.outcome, errors }).toEqual({ outcome: 'published', errors: [] });
  }
  sample = siteAt(ours.dist, 'https://breakwater.example/');
  hostile = siteAt(theirs.dist, 'https://hostile.example/news/');
  return () => {
    ours.remove();
    theirs.remove();
  };
});

function isError(message: string): boolean {
  return message.includes(' error: ');
}

describe.each([
  { whose: 'of the sample publication', open: () => sample, feeds: 40, items: 20 },
  { whose: 'of a hostile site', open: () => hostile, feeds: 8, items: 10 },
])('every feed $whose', ({ open, feeds, items }) => {
  it('has no finding of the W3C validator', () => {
    const site = open();
    expect(site.feeds.length).toBeGreaterThanOrEqual(feeds);
    const findings = site.feeds.flatMap((path) =>
      feedFindings(site.text(path), site.home + encodeURI(path)).map((it) => `${path}: ${it}`),
    );
    expect(findings).toEqual([]);
  });

  it('is read by another program as we meant it', () => {
    const site = open();
    for (const path of site.feeds) {
      const xml = site.text(path);
      const read = parseFeed(xml);
      const written = itemsOf(xml);
      const channel = readXml(xml).children[0];
      expect(read.title).toBe(textOf(channel, 'title').trim());
      expect(read.self).toBe(site.home + encodeURI(path));
      expect(read.items.map((it) => it.id)).toEqual(written.map((it) => textOf(it, 'guid')));
      read.items.forEach((item, at) => {
        const from = written[at];
        expect(item.url).toBe(textOf(from, 'link'));
        expect(item.authors.map((it) => it.name)).toEqual(
          childrenOf(from, 'dc:creator').map((it) => it.trim()),
        );
        expect(item.content).toBe(decoded(textOf(from, 'content:encoded')).trim());
        expect(item.published).toEqual(new Date(textOf(from, 'pubDate')));
      });
    }
    expect(itemsOf(site.text('feed.xml'))).toHaveLength(items);
  });

  it('holds every word of each article', () => {
    const site = open();
    let compared = 0;
    for (const path of articleFeeds(site)) {
      for (const item of itemsOf(site.text(path))) {
        const page = readDocument(site.text(pageOf(site, textOf(item, 'link'))));
        const content = textOf(item, 'content:encoded').replace(BLOCK_TAGS, ' $&');
        const feed = spaced(wordsOf(readFragment(content).text));
        for (const block of blocksOf(page)) {
          compared++;
          const missing = feed.includes(spaced(wordsOf(block))) ? null : block;
          expect({ path, link: textOf(item, 'link'), missing }).toMatchObject({ missing: null });
        }
      }
    }
    expect(compared).toBeGreaterThan(80);
  });

  it('of corrections holds the words of each notice, and leads to it', () => {
    const site = open();
    const xml = site.text(CORRECTIONS);
    const items = itemsOf(xml);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      const link = textOf(item, 'link');
      const notices = readDocument(site.text(pageOf(site, link))).elements;
      const notice = notices.find((it) => it.attributes['id'] === link.split('#')[1]);
      const content = readFragment(textOf(item, 'content:encoded')).text;
      expect(wordsOf(notice?.text ?? '').join(' ')).toContain(wordsOf(content).join(' '));
      expect(textOf(item, 'title')).toMatch(/^(?:Correction|Clarification|Update|Retracted): ./);
    }
    const moments = items.map((it) => Date.parse(textOf(it, 'pubDate')));
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
    const built = textOf(readXml(xml).children[0], 'lastBuildDate');
    expect(Date.parse(built)).toBe(moments[0]);
  });

  it('is listed at /feeds/', () => {
    const site = open();
    const links = readDocument(site.text('feeds/index.html')).elements.flatMap(
      (it) => it.attributes['href'] ?? [],
    );
    const base = new URL(site.home).pathname;
    const unlisted = site.feeds.filter((it) => !links.includes(base + encodeURI(it)));
    expect(unlisted).toEqual([]);
  });

  it('was last changed when its newest item was', () => {
    const site = open();
    for (const path of articleFeeds(site)) {
      const xml = site.text(path);
      const changed = itemsOf(xml).map((it) => {
        const head = readDocument(site.text(pageOf(site, textOf(it, 'link')))).elements;
        const modified = head.find((el) => el.attributes['property'] === 'article:modified_time');
        return Date.parse(modified?.attributes['content'] ?? '');
      });
      const built = textOf(readXml(xml).children[0], 'lastBuildDate');
      if (changed.length === 0) expect(built).toBe('');
      else expect({ path, time: Date.parse(built) }).toEqual({ path, time: Math.max(...changed) });
    }
  });

  it('has in each item the permanent id of its article', () => {
    const site = open();
    const host = new URL(site.home).hostname;
    const guids = site.feeds.flatMap((path) =>
      itemsOf(site.text(path)).map((it) => textOf(it, 'guid')),
    );
    const id = `(?:tag:${host.replaceAll('.', '\\.')},\\d{4}-\\d\\d-\\d\\d:[\\w%.~-]+|its-own-id)`;
    const known = new RegExp(`^${id}(?:#Correction-\\d{4}-\\d\\d-\\d\\d(?:-\\d+)?)?$`);
    expect(guids.filter((it) => !known.test(it))).toEqual([]);
    expect(new Set(guids).size).toBeGreaterThanOrEqual(items);
  });
});

describe('an item', () => {
  it('names all authors in their order, and says of a retraction that it is one', () => {
    const item = itemNamed(/It never was so/);
    expect(childrenOf(item, 'dc:creator')).toEqual(['Ada & Co <ada>', 'Bo Lind', 'Cy ]]> Marsh']);
    expect(textOf(item, 'title')).toBe('Retracted: It never was so');
    expect(textOf(item, 'content:encoded')).toMatch(
      /^<p><strong>Retracted \(.*\): It was false &amp; wrong/,
    );
  });

  it('shows text as text, though readers take a description for HTML', () => {
    const item = itemNamed(/Markup in words/);
    expect(textOf(item, 'title')).toBe(
      'Markup in words: <b>bold</b> & &amp; <script>alert(1)</script>',
    );
    const description = readFragment(textOf(item, 'description'));
    expect(description.elements).toEqual([]);
    expect(description.text).toBe('A deck with <img src=x onerror=alert(1)> & &lt;');
  });

  it('has its title for a description when the article has no deck', async () => {
    const root = folderOf({
      'broadside.yaml': 'title: T\nurl: https://t.example\nlanguage: en\ntimezone: UTC\n',
      'articles/2024-01-01-bare.md': articleFile('Bare & plain'),
    });
    await buildFolder(root);
    const [item] = itemsOf(readFileSync(join(root, 'dist/feed.xml'), 'utf8'));
    expect(textOf(item, 'description')).toBe('Bare &amp; plain');
  });

  it('names an author who did two things once', async () => {
    const root = folderOf({
      'broadside.yaml': 'title: T\nurl: https://t.example\nlanguage: en\ntimezone: UTC\n',
      'articles/2024-01-01-both.md': articleFile(
        'Both',
        'Words.\n',
        'authors: [{ name: Ada, role: text }, { name: Ada, role: photographs }, Bo]\n',
      ),
    });
    await buildFolder(root);
    const [item] = itemsOf(readFileSync(join(root, 'dist/feed.xml'), 'utf8'));
    expect(childrenOf(item, 'dc:creator')).toEqual(['Ada', 'Bo']);
  });

  it('says in which language it is where that is not the feed’s', () => {
    expect(itemNamed(/مقال/).attributes).toEqual({ 'xml:lang': 'ar' });
    expect(itemNamed(/It never was so/).attributes).toEqual({});
  });

  it('carries a recording as an enclosure', () => {
    const enclosure = itemNamed(/Heard/).children.find((it) => it.name === 'enclosure');
    expect(enclosure?.attributes).toEqual({
      url: 'https://hostile.example/news/files/talk.mp3',
      length: '3',
      type: 'audio/mpeg',
    });
  });

  it('leads to what its page embeds, and names what its page shows beside the text', () => {
    const { elements, text } = readFragment(
      textOf(itemNamed(/All of Markdown/), 'content:encoded'),
    );
    const links = elements.flatMap((it) => it.attributes['href'] ?? []);
    expect(links).toContain('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
    expect(links).toContain('https://hostile.example/news/2024/01/plain/');
    expect(text).toContain('See also: Plain words; Elsewhere');
  });

  it('leads with its footnotes and headings to the page', () => {
    const item = itemNamed(/All of Markdown/);
    const links = readFragment(textOf(item, 'content:encoded')).elements.flatMap(
      (it) => it.attributes['href'] ?? [],
    );
    const page = textOf(item, 'link');
    const toPage = links.filter((it) => it.startsWith(`${page}#`));
    const ids = readDocument(hostile.text(pageOf(hostile, page))).elements.map(
      (it) => it.attributes['id'],
    );
    expect(toPage.length).toBeGreaterThanOrEqual(3);
    expect(
      toPage.filter((it) => !ids.includes(decodeURIComponent(it.split('#')[1] ?? ''))),
    ).toEqual([]);
  });
});

it('the rules used here find what is wrong', () => {
  const bad =
    '<p id="a" role="note" onclick="x()">a<b>b</p><a href="/x">c</a><form><input></form>&#128;';
  expect(markupFindings(bad)).toEqual(
    expect.arrayContaining([
      'the attribute id of p',
      'the attribute role of p',
      'the attribute onclick of p',
      'a href="/x"',
      'the element form',
      'the element input',
    ]),
  );
  expect(markupFindings(bad).some((it) => it.startsWith('control-character-reference'))).toBe(true);
  const feed = (item: string, head = ''): string =>
    `<rss version="2.0"><channel><title>T</title>${head}<item>${item}</item><link>/</link></channel></rss>`;
  const found = feedFindings(
    feed('<title>a &lt;b</title><guid>1</guid><pubDate>Mon, 2 Jan 2024</pubDate>\u0085'),
    'https://t.example/feed.xml',
  );
  for (const what of [
    'the character U+85',
    'description is there 0 times',
    'its link is not absolute',
    'its language is none',
    'its own address is not',
    'is no date of RFC 822',
    'its guid is a link',
    'comes after an item',
    'markup in "a <b"',
  ]) {
    expect(found.join('\n')).toContain(what);
  }
  expect(() => feedFindings(feed('<title>a & b</title>'), '')).toThrow();
});

function itemsOf(xml: string): XmlElement[] {
  return readXml(xml).children[0]?.children.filter((it) => it.name === 'item') ?? [];
}

/** An item of the hostile site. */
function itemNamed(title: RegExp): XmlElement {
  const found = itemsOf(hostile.text('feed.xml')).find((it) => title.test(textOf(it, 'title')));
  if (found === undefined) throw new Error(`no item is named ${String(title)}`);
  return found;
}

function textOf(element: XmlElement | undefined, name: string): string {
  return element?.children.find((it) => it.name === name)?.text ?? '';
}

function childrenOf(element: XmlElement | undefined, name: string): string[] {
  return element?.children.filter((it) => it.name === name).map((it) => it.text) ?? [];
}

/** The other program decodes HTML's entities in the content, tags and all. */
function decoded(html: string): string {
  return readFragment(`<title>${html}</title>`).text;
}

/** The file of an article's page. */
function pageOf(site: Site, url: string): string {
  const [page = ''] = url.split('#');
  return `${decodeURIComponent(page.slice(site.home.length))}index.html`;
}

const CORRECTIONS = 'corrections/feed.xml';

/** The feeds whose items are articles. */
function articleFeeds(site: Site): string[] {
  return site.feeds.filter((it) => it !== CORRECTIONS);
}

const BLOCKS = /^(?:p|li|h[1-6]|td|th|dt|dd|pre|figcaption|caption|summary)$/;

/** A tag between two blocks: there is no blank between their words otherwise. */
const BLOCK_TAGS = /<(?:p|li|h[1-6]|t[dhr]|d[dt]|pre|(?:fig)?caption|summary|div|section)\b/g;

/** The text of each block of an article's own text; what the theme says of other articles is not in it. */
function blocksOf(page: Markup): string[] {
  const from = page.elements.findIndex((it) => it.attributes['class'] === 'text');
  // Promos stand after the text, and are in no feed.
  const ends = ['promo', 'story-foot'];
  const to = page.elements.findIndex(
    (it, at) => at > from && ends.includes(it.attributes['class'] ?? ''),
  );
  const blocks = page.elements
    .slice(from + 1, to)
    .filter((it) => BLOCKS.test(it.name) && !it.within.some((el) => BLOCKS.test(el)))
    .filter((it) => !it.within.includes('aside') && it.attributes['class'] !== 'label');
  const embeds = page.elements.filter((it) => it.attributes['class'] === 'embed');
  // That an excerpt goes on is said by its place on a page, beside a caption that feeds have as well.
  const resumed = page.elements.filter((it) => it.attributes['class'] === 'resumed');
  return blocks
    .map((it) => resumed.reduce((text, { text: said }) => text.replace(said, ''), it.text))
    .filter((text) => wordsOf(text).length > 0 && !embeds.some((it) => it.text.includes(text)));
}

/** Letters and digits alone: what separates them is another matter on a page than in a feed. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu) ?? [];
}

function spaced(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}

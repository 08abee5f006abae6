/** The front page: what leads it, and the bands below. */
import { describe, expect, it } from 'vitest';
import { readDocument } from './support/markup.ts';
import type { MarkupElement } from './support/markup.ts';
import { renderSite } from './support/rendered.ts';

const CONFIG = 'title: T\nurl: https://t.example\nlanguage: en\ntimezone: UTC\n';

/** An article of a day of January 2025. */
function article(day: number, front = '', body = 'Text.'): [path: string, text: string] {
  const date = `2025-01-${String(day).padStart(2, '0')}`;
  return [`articles/a${day}.md`, `---\ntitle: Story ${day}\ndate: ${date}\n${front}---\n${body}\n`];
}

const MANY = Array.from({ length: 28 }, (_, at) =>
  article(
    at + 1,
    `kind: ${at % 3 === 0 ? 'opinion' : 'news'}\ntopics: [${at % 2 ? 'Port' : 'Law'}]\n`,
  ),
);

async function front(
  settings: string,
  articles: readonly [string, string][] = MANY,
): Promise<{
  readonly bands: string[];
  readonly headlines: string[];
  readonly all: readonly MarkupElement[];
}> {
  const { outputs, errors } = await renderSite({
    'broadside.yaml': CONFIG + settings,
    ...Object.fromEntries(articles),
  });
  expect(errors).toEqual([]);
  const { elements } = readDocument(outputs.get('index.html') ?? '');
  return {
    bands: elements.flatMap(
      (it) => /^band band-(\w+)$/.exec(it.attributes['class'] ?? '')?.[1] ?? [],
    ),
    headlines: elements
      .filter((it) => it.name === 'h3' && it.attributes['class'] === 'headline')
      .map((it) => it.text),
    all: elements,
  };
}

describe('the front page', () => {
  it('shows no story twice, and no band like the one before', async () => {
    const { bands, headlines } = await front('');
    expect(new Set(headlines).size).toBe(headlines.length);
    expect(bands.filter((it, at) => it === bands[at - 1])).toEqual([]);
    expect(bands).toEqual(['large', 'voices', 'thirds', 'lines']);
  });

  it('has the bands that the configuration names, in that order', async () => {
    const { bands, all } = await front('front: [latest, {kind: news}, {topic: law}, opinion]\n');
    expect(bands).toEqual(['lines', 'large', 'lines', 'voices']);
    const titles = all.filter((it) => it.name === 'h2').map((it) => it.text);
    expect(titles).toContain('Law');
  });

  it('passes over a topic that is not there', async () => {
    expect((await front('front: [{topic: nothing}, {kind: review}]\n')).bands).toEqual(['lines']);
  });

  it('has no bands while there is little to show', async () => {
    expect((await front('', MANY.slice(0, 1))).bands).toEqual([]);
  });

  it('is led by the newest featured article of its newest ones', async () => {
    const featured = article(20, 'featured: true\n');
    const { headlines } = await front('', [
      ...MANY.filter(([path]) => path !== featured[0]),
      featured,
    ]);
    expect(headlines[0]).toBe('Story 20');
  });

  it('tells a story in the language of the site where it has it, and not again in another', async () => {
    const french = article(28, 'lang: fr\ntranslationOf: a27\n');
    const { headlines } = await front('', [...MANY.slice(0, 27), french]);
    expect(headlines[0]).toBe('Story 27');
    expect(headlines).not.toContain('Story 28');
    const alone = article(28, 'lang: fr\n');
    expect((await front('', [...MANY.slice(0, 27), alone])).headlines[0]).toBe('Story 28');
  });

  it('shows no picture twice', async () => {
    const picture = 'topics: [Law]\nimage: {src: /media/x.png, alt: A quay}\n';
    const { outputs } = await renderSite({
      'broadside.yaml': `${CONFIG}front: [{topic: law}]\n`,
      ...Object.fromEntries(Array.from({ length: 14 }, (_, at) => article(at + 1, picture))),
      'media/x.png': 'x',
    });
    const { elements } = readDocument(outputs.get('index.html') ?? '');
    const shown = elements.filter((it) => it.attributes['class'] === 'thumb');
    expect(shown.map((it) => it.within[0])).toEqual(['article', 'article']);
    expect(elements.filter((it) => it.name === 'img' && it.within.includes('section')).length).toBe(
      2,
    );
  });
});

/** A retraction is said in words wherever the site names the article. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFolder, messagesOf } from './support/built.ts';
import { articleFile, CONFIG_FILE, filesIn, folderOf } from './support/folder.ts';
import { readFragment } from './support/markup.ts';

const TITLE = 'The claim that fell';

/** The retracted article, and others that name it in each way there is. */
const SITE = {
  'broadside.yaml': CONFIG_FILE,
  'newsroom/topics/iraq.md': '---\ntitle: Iraq\npinned: [claim]\n---\n\nWords.\n',
  'articles/2025-03-02-claim.md': articleFile(
    TITLE,
    'Words of it, after [[later]].\n',
    [
      'authors: [Ada Rook]',
      'topics: [iraq, war]',
      'kind: news',
      'series: { id: the-war, part: 2 }',
      'aliases: [/old/claim/]',
      'sources: [{ title: A tape, outlet: Radio Hesk }]',
      'events: [{ date: 2025-03-01, text: Nothing happened }]',
      'corrections: [{ date: 2025-03-05, kind: retraction, text: It was false. }]',
      '',
    ].join('\n'),
  ),
  'articles/2025-03-01-earlier.md': articleFile(
    'Earlier',
    'SEE ALSO: claim\n\nAs [[claim]] said.\n',
    'series: { id: the-war, part: 1 }\n',
  ),
  'articles/2025-03-03-later.md': articleFile(
    'Later',
    'Words.\n',
    'series: { id: the-war, part: 3 }\nseeAlso: [claim]\ntopics: [war]\n',
  ),
  'articles/2020-01-01-long-ago.md': articleFile('Long ago', 'Words.\n', 'topics: [iraq]\n'),
};

it('a retracted article is said to be so on every page and in every feed that names it', async () => {
  const root = folderOf(SITE);
  const report = await buildFolder(root, { now: '2026-01-01' });
  expect({ outcome: report.outcome, messages: messagesOf(report).filter(isError) }).toEqual({
    outcome: 'published',
    messages: [],
  });
  const naming: string[] = [];
  const silent: string[] = [];
  for (const [path, text] of Object.entries(filesIn(join(root, 'dist')))) {
    if (!/\.(?:html|xml)$/.test(path)) continue;
    for (const before of placesOf(path.endsWith('.xml') ? text : wordsOf(text))) {
      naming.push(path);
      if (!/Retracted/.test(before)) silent.push(`${path}: ${before}`);
    }
  }
  expect(silent).toEqual([]);
  for (const path of [
    '2025/03/claim/index.html',
    '2025/03/earlier/index.html',
    '2025/03/later/index.html',
    '2020/01/long-ago/index.html',
    'index.html',
    '404.html',
    'archive/2025/index.html',
    'authors/index.html',
    'authors/ada-rook/index.html',
    'corrections/index.html',
    'corrections/feed.xml',
    'feed.xml',
    'kinds/index.html',
    'kinds/news/index.html',
    'kinds/news/feed.xml',
    'old/claim/index.html',
    'series/the-war/index.html',
    'series/the-war/feed.xml',
    'sources/index.html',
    'sources/radio-hesk/index.html',
    'sources/radio-hesk/feed.xml',
    'topics/iraq/index.html',
    'topics/war/index.html',
  ]) {
    expect(naming).toContain(path);
  }
});

function isError(message: string): boolean {
  return message.includes(' error: ');
}

/** What stands before each mention of the headline: as much as a kicker holds. */
function placesOf(text: string): string[] {
  const parts = text.split(TITLE);
  return parts.slice(0, -1).map((it) => it.slice(-60));
}

/** The words of a page as a reader has them one after the other. */
function wordsOf(html: string): string {
  return readFragment(html.replace(/<script[\s\S]*?<\/script>/g, '')).text.replace(/\s+/g, ' ');
}

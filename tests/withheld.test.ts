/** Nothing of an article that is not published is anywhere in what is published. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/io/report.ts';
import { buildFolder, messagesOf } from './support/built.ts';
import { articleFile, CONFIG_FILE, filesIn, folderOf, writeFiles } from './support/folder.ts';
import type { Files } from './support/folder.ts';

/** What is withheld, and the line of front matter that does it. */
const WITHHELD = {
  draft: 'draft: true',
  scheduled: 'publish: 2026-06-01',
  expired: 'expires: 2025-12-01',
} as const;

type Why = keyof typeof WITHHELD;

const WHYS: readonly Why[] = ['draft', 'scheduled', 'expired'];

/** Each place where an article says something, in a word that stands nowhere else. */
const PLACES = [
  'title',
  'deck',
  'prose',
  'heading',
  'footnote',
  'file',
  'picture',
  'beside',
  'alt',
  'caption',
  'credit',
  'alias',
  'topic',
  'author',
  'place',
  'former',
  'correction',
  'source',
  'outlet',
  'host',
  'excerpt',
  'cited',
  'event',
  'series',
  'sponsor',
  'extra',
] as const;

function canary(why: Why, place: (typeof PLACES)[number]): string {
  return `zq${why}${place}`;
}

/** An article full of canaries. */
function withheldFiles(why: Why): Files {
  const it = (place: (typeof PLACES)[number]): string => canary(why, place);
  const fields = [
    WITHHELD[why],
    `deck: The ${it('deck')} deck`,
    `topics: [${it('topic')}, shared]`,
    `authors: [${it('author')}, Ada Rook]`,
    `place: ${it('place')}`,
    `aliases: [/old/${it('alias')}/]`,
    `formerTitles: ['Once ${it('former')}']`,
    `image: { src: /media/${it('picture')}.png, alt: ${it('alt')}, caption: ${it('caption')}, credit: ${it('credit')} }`,
    `corrections: [{ date: 2025-02-02, kind: correction, text: Wrongly ${it('correction')} }]`,
    `sources: [{ title: ${it('source')}, outlet: ${it('outlet')} }, { title: T, url: https://${it('host')}.example/ }]`,
    `events: [{ date: 2024, text: Then ${it('event')} }]`,
    `series: { id: ${it('series')}, part: 1 }`,
    `sponsor: { name: ${it('sponsor')} }`,
    `extra: { word: ${it('extra')} }`,
    'seeAlso: [open]',
    'lang: de',
    'translationOf: open',
  ];
  const body = [
    `All ${it('prose')}.[^1] More in [[open]].`,
    `> Quoted ${it('excerpt')}.\n>\n> — [Known](https://known.example/${it('cited')})`,
    `## On ${it('heading')}`,
    `![It](${it('beside')}.png)`,
    `[^1]: And ${it('footnote')}.`,
  ];
  const header = fields.map((line) => `${line}\n`).join('');
  return {
    [`articles/${it('file')}/index.md`]: articleFile(
      `Why ${it('title')} came`,
      `${body.join('\n\n')}\n`,
      `date: 2025-01-01\n${header}`,
    ),
    [`articles/${it('file')}/${it('beside')}.png`]: `beside ${why}`,
    [`media/${it('picture')}.png`]: `picture ${why}`,
  };
}

/** An article that is published, and refers to all the others in each way there is. */
const OPEN = articleFile(
  'The open one',
  WHYS.map((why) => {
    const slug = canary(why, 'file');
    const heading = `on-${canary(why, 'heading')}`;
    return [
      `See [[${slug}|this]] and [[${slug}#${heading}|here]].`,
      `See [a file](${slug}/index.md#${heading}), [an address](/2025/01/${slug}/),`,
      `[an old one](/old/${canary(why, 'alias')}/) and [ours](https://test.example/2025/01/${slug}/).`,
      '',
      `SEE ALSO: [words](${slug}/index.md)`,
      '',
    ].join('\n');
  }).join('\n'),
  `date: 2025-03-01\ntopics: [shared]\nauthors: [Ada Rook]\nseeAlso: [${WHYS.map((it) => canary(it, 'file')).join(', ')}]\n`,
);

const SITE: Files = {
  'broadside.yaml': CONFIG_FILE,
  'articles/open.md': OPEN,
  'newsroom/topics/shared.md': `---\ntitle: Shared\npinned: [${canary('draft', 'file')}, open]\n---\n\nSee [[${canary('expired', 'file')}|it]].\n`,
  'newsroom/outlets/known.md': `---\ntitle: Known\nhosts: [known.example]\n---\n\nSee [[${canary('draft', 'file')}|it]].\n`,
  'pages/about.md': `---\ntitle: About\n---\n\nSee [[${canary('scheduled', 'file')}|it]].\n`,
  ...withheldFiles('draft'),
  ...withheldFiles('scheduled'),
  ...withheldFiles('expired'),
};

const NOW = '2026-01-01';

/** The canaries in the bytes and in the paths of everything in `dist`. */
function canariesIn(root: string): string[] {
  const text = Object.entries(filesIn(join(root, 'dist')))
    .flat()
    .join('\n');
  const all = WHYS.flatMap((why) => PLACES.map((it) => canary(why, it)));
  return all.filter((it) => text.toLowerCase().includes(it));
}

/** All canaries that something published would show. */
function canariesOf(...whys: readonly Why[]): string[] {
  // A theme gets `extra`, but ours shows none of it.
  const shown = PLACES.filter((it) => it !== 'extra');
  return WHYS.filter((it) => whys.includes(it)).flatMap((why) =>
    shown.map((it) => canary(why, it)),
  );
}

function expectPublished(report: Report): void {
  expect({ outcome: report.outcome, messages: messagesOf(report).filter(isError) }).toEqual({
    outcome: 'published',
    messages: [],
  });
}

function isError(message: string): boolean {
  return message.includes(' error: ');
}

describe('what is not published', () => {
  it('is nowhere in dist, though articles, a topic and a page refer to it', async () => {
    const root = folderOf(SITE);
    const report = await buildFolder(root, { now: NOW });
    expectPublished(report);
    expect(report.withheld.map((it) => it.visibility).sort()).toEqual([
      'draft',
      'expired',
      'scheduled',
    ]);
    expect(canariesIn(root)).toEqual([]);
    const open = filesIn(join(root, 'dist'))['2025/03/open/index.html'] ?? '';
    for (const words of ['this', 'a file', 'an address', 'an old one', 'ours']) {
      expect(open).toContain(words);
      expect(open).not.toContain(`>${words}</a>`);
    }
  });

  it('is gone again once it is withheld', async () => {
    const all = Object.fromEntries(
      Object.entries(SITE).map(([path, text]) => [
        path,
        String(text).replace(/^(?:draft|publish|expires): .*\n/m, ''),
      ]),
    );
    const root = folderOf(all);
    expectPublished(await buildFolder(root, { now: NOW }));
    expect(canariesIn(root)).toEqual(canariesOf('draft', 'scheduled', 'expired'));
    writeFiles(root, SITE);
    expectPublished(await buildFolder(root, { now: NOW }));
    expect(canariesIn(root)).toEqual([]);
  });

  it.each([
    { how: 'drafts are shown', given: { now: NOW, show: { drafts: true } }, shown: ['draft'] },
    {
      how: 'what is not yet live is shown',
      given: { now: NOW, show: { future: true } },
      shown: ['scheduled'],
    },
    { how: 'its time has come', given: { now: '2026-06-01' }, shown: ['scheduled'] },
    { how: 'it had not expired', given: { now: '2025-11-30' }, shown: ['expired'] },
  ] as const)('is there in full when $how, and the rest is not', async ({ given, shown }) => {
    const root = folderOf(SITE);
    expectPublished(await buildFolder(root, given));
    expect(canariesIn(root)).toEqual(canariesOf(...shown));
  });

  it.each([
    { how: 'promo to come', fields: 'from: 2026-01-02' },
    { how: 'promo of the past', fields: 'until: 2026-01-01' },
    { how: 'promo for what is not published', fields: `url: /old/${canary('draft', 'alias')}/` },
  ])('is nowhere in dist, and neither is a $how', async ({ fields }) => {
    const url = fields.startsWith('url') ? '' : 'url: https://zqpromo.example/\n';
    const image = 'image: { src: /media/zqpromopicture.png, alt: zqpromoalt }';
    const root = folderOf({
      ...SITE,
      'newsroom/promos/zqpromofile.md': `---\ntitle: zqpromotitle\n${url}${fields}\n${image}\n---\n\nAll zqpromotext, see [it](/media/zqpromolink.pdf).\n`,
      'media/zqpromopicture.png': 'a picture',
      'media/zqpromolink.pdf': 'a document',
    });
    expectPublished(await buildFolder(root, { now: NOW }));
    expect(canariesIn(root)).toEqual([]);
    const all = Object.entries(filesIn(join(root, 'dist')))
      .flat()
      .join('\n');
    expect(all).not.toContain('zqpromo');
  });

  it('is no longer there when its last second has passed', async () => {
    const root = folderOf(SITE);
    await buildFolder(root, { now: '2025-11-30T23:59:59' });
    expect(canariesIn(root)).toEqual(canariesOf('expired'));
    await buildFolder(root, { now: '2025-12-01' });
    expect(canariesIn(root)).toEqual([]);
    await buildFolder(root, { now: '2026-05-31T23:59:59' });
    expect(canariesIn(root)).toEqual([]);
  });
});

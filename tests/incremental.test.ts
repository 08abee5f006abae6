/**
 * There is one build: for any sequence of edits, what a build makes from the state that the last one left
 * is what it makes from nothing, byte for byte.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/io/report.ts';
import { buildFolder, messagesOf, NOW, openFolder } from './support/built.ts';
import { EDIT, FILE_EDITS, filesOf, SITE } from './support/edited-site.ts';
import type { SiteModel } from './support/edited-site.ts';
import { articleFile, CONFIG_FILE, filesIn, folderOf, temporaryFolder } from './support/folder.ts';
import type { Files } from './support/folder.ts';

/** How an edited file comes to the disk. */
type Saving =
  /** Written into, as a shell or a simple editor does. */
  | 'in place'
  /** Written beside, then renamed, as most editors do. */
  | 'by rename'
  /** Of an earlier time: unpacked, restored, or copied with its times. */
  | 'with an old time'
  /** On a disk whose times have whole seconds. */
  | 'at a whole second';

const SAVINGS: readonly Saving[] = [
  'in place',
  'by rename',
  'with an old time',
  'at a whole second',
];

/** Long enough ago that a build relies on what it knows of the file. */
const OLD = new Date(Date.now() - 3_600_000);

const RUNS = 20;

describe('for any sequence of small edits', () => {
  it('a build from the state of the last one equals a clean build', async () => {
    const step = fc.record({ edit: EDIT, saving: fc.constantFrom(...SAVINGS) });
    const steps = fc.array(step, { minLength: 1, maxLength: 6 });
    const readable = steps.map((list) => ({
      list,
      toString: () => list.map((it) => `${it.edit.words} (${it.saving})`).join('; '),
    }));
    await fc.assert(
      fc.asyncProperty(readable, fc.boolean(), async ({ list }, watching) => {
        const root = temporaryFolder();
        save(root, {}, filesOf(SITE), 'with an old time');
        let before = SITE;
        let open = openModel(root, before);
        expect((await open.build()).outcome).toBe('published');
        for (const { edit, saving } of list) {
          const site = edit.apply(before);
          save(root, filesOf(before), filesOf(site), saving);
          // A watch keeps its builder; a command has a new one, and so has a build at another moment.
          const keeps = watching && site.now === before.now && site.drafts === before.drafts;
          if (!keeps) open = openModel(root, site);
          await expectAsClean(await open.build(), site, publishedIn(root));
          before = site;
        }
        expect((await openModel(root, before).build()).written).toBe(0);
        rmSync(root, { recursive: true });
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});

it('a watch sees each change of configuration, theme, registry, picture and public file', async () => {
  const root = temporaryFolder();
  save(root, {}, filesOf(SITE), 'with an old time');
  const watch = openModel(root, SITE);
  expect((await watch.build()).outcome).toBe('published');
  let before = SITE;
  for (const { apply } of FILE_EDITS) {
    const site = apply(SITE);
    save(root, filesOf(before), filesOf(site), 'in place');
    await expectAsClean(await watch.build(), site, publishedIn(root));
    before = site;
  }
});

function openModel(root: string, { now, drafts }: SiteModel) {
  return openFolder(root, { now, show: { drafts } });
}

/** Compares a build with one of the same files that starts from nothing. */
async function expectAsClean(
  report: Report,
  site: SiteModel,
  published: Readonly<Record<string, string>>,
): Promise<void> {
  const clean = temporaryFolder();
  save(clean, {}, filesOf(site), 'in place');
  const expected = await openModel(clean, site).build();
  expect({ outcome: report.outcome, messages: messagesOf(report).filter(isOfNow) }).toEqual({
    outcome: expected.outcome,
    messages: messagesOf(expected),
  });
  expect({ withheld: report.withheld, due: report.due }).toEqual({
    withheld: expected.withheld,
    due: expected.due,
  });
  if (expected.outcome === 'published') expect(published).toEqual(publishedIn(clean));
  rmSync(clean, { recursive: true });
}

/** One warning compares with the edition before: it says that an article has another address than it had. */
function isOfNow(message: string): boolean {
  return !message.includes('[identity-changed]');
}

function publishedIn(root: string): Record<string, string> {
  return filesIn(join(root, 'dist'));
}

/** Changes the files on the disk from the one set to the other, and touches no other. */
function save(root: string, before: Files, after: Files, saving: Saving): void {
  const gone = Object.keys(before).filter((it) => !(it in after));
  for (const [path, content] of Object.entries(after)) {
    const at = join(root, path);
    if (before[path] === content && existsSync(at)) continue;
    mkdirSync(dirname(at), { recursive: true });
    const moved = gone.find((it) => before[it] === content && existsSync(join(root, it)));
    if (moved !== undefined) renameSync(join(root, moved), at);
    else saveFile(at, content, saving);
  }
  for (const path of gone) rmSync(join(root, path), { force: true });
}

function saveFile(at: string, content: string | Uint8Array, saving: Saving): void {
  if (saving === 'by rename') {
    const beside = join(dirname(at), `.${Math.floor(OLD.getTime())}.tmp`);
    writeFileSync(beside, content);
    renameSync(beside, at);
    return;
  }
  writeFileSync(at, content);
  if (saving === 'with an old time') utimesSync(at, OLD, OLD);
  if (saving === 'at a whole second') {
    const second = Math.floor(statSync(at).mtimeMs / 1000);
    utimesSync(at, second, second);
  }
}

/** Four articles, of which feeds hold the newest two. */
const PROSE_SITE: Files = {
  'broadside.yaml': `${CONFIG_FILE}feeds: { items: 2 }\n`,
  'articles/2024-01-01-one.md': articleFile('One', 'First.\n', 'topics: [old]\nauthors: [Ada]\n'),
  'articles/2024-01-02-two.md': articleFile('Two', 'See [[three]].\n', 'topics: [news]\n'),
  'articles/2024-01-03-three.md': articleFile('Three', 'Third.\n', 'topics: [news]\n'),
  'articles/2024-01-04-four.md': articleFile('Four', 'See [[one]].\n', 'topics: [news, old]\n'),
};

const PROSE_EDITS = [
  {
    what: 'an article that several feeds hold',
    file: 'articles/2024-01-04-four.md',
    text: articleFile('Four', 'Well, see [[one]].\n', 'topics: [news, old]\n'),
    changed: [
      '2024/01/four/index.html',
      'feed.xml',
      'kinds/opinion/feed.xml',
      'topics/news/feed.xml',
      'topics/old/feed.xml',
    ],
  },
  {
    what: 'an article that is in the feeds of its topic and author alone',
    file: 'articles/2024-01-01-one.md',
    text: articleFile('One', 'First, and more.\n', 'topics: [old]\nauthors: [Ada]\n'),
    changed: ['2024/01/one/index.html', 'authors/ada/feed.xml', 'topics/old/feed.xml'],
  },
  {
    what: 'an article too old for any feed',
    file: 'articles/2024-01-02-two.md',
    text: articleFile('Two', 'Do see [[three]].\n', 'topics: [news]\n'),
    changed: ['2024/01/two/index.html'],
  },
];

describe('an edit of prose', () => {
  it.each(PROSE_EDITS)('in $what rewrites its page and those feeds', async (edit) => {
    const root = folderOf(PROSE_SITE);
    await buildFolder(root);
    const before = publishedIn(root);
    writeFileSync(join(root, edit.file), edit.text);
    const report = await buildFolder(root);
    const after = publishedIn(root);
    const changed = Object.keys(after).filter((it) => after[it] !== before[it]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(changed).toEqual(['.broadside-manifest', ...edit.changed].sort());
    expect({ written: report.written, removed: report.removed }).toEqual({
      written: edit.changed.length,
      removed: 0,
    });
  });
});

describe('a build of what has not changed', () => {
  it('writes nothing, and says the same again', async () => {
    const root = folderOf({
      ...PROSE_SITE,
      'articles/five.md': articleFile('Five', 'Words.\n', 'date: 2024-01-05\ntopcis: [news]\n'),
    });
    const first = await buildFolder(root);
    const times = timesIn(root);
    const again = await buildFolder(root);
    expect(again.written + again.removed).toBe(0);
    expect(again.unchanged).toBe(first.written);
    expect(timesIn(root)).toEqual(times);
    expect(messagesOf(again)).toEqual(messagesOf(first));
    expect(messagesOf(again)).toHaveLength(1);
  });

  it('writes nothing after a file was touched, or its edit taken back', async () => {
    const root = folderOf(PROSE_SITE);
    await buildFolder(root);
    const path = join(root, 'articles/2024-01-01-one.md');
    const text = readFileSync(path);
    utimesSync(path, new Date(), new Date());
    expect((await buildFolder(root)).written).toBe(0);
    const published = publishedIn(root);
    writeFileSync(path, 'no article');
    expect((await buildFolder(root)).outcome).toBe('refused');
    writeFileSync(path, text);
    expect((await buildFolder(root)).written).toBe(0);
    expect(publishedIn(root)).toEqual(published);
  });

  it('publishes by itself what has become due', async () => {
    const root = folderOf({
      ...PROSE_SITE,
      'articles/five.md': articleFile('Five', 'It is here.\n', 'date: 2026-11-02\n'),
    });
    expect((await buildFolder(root, { now: NOW })).withheld).toHaveLength(1);
    expect(existsSync(join(root, 'dist/2026/11/five'))).toBe(false);
    await buildFolder(root, { now: '2026-11-02' });
    expect(existsSync(join(root, 'dist/2026/11/five/index.html'))).toBe(true);
    await buildFolder(root, { now: NOW });
    expect(existsSync(join(root, 'dist/2026/11/five'))).toBe(false);
  });
});

describe('an edit that leaves a file as long as it was is noticed', () => {
  const SECOND = new Date(Math.floor(Date.now() / 1000) * 1000);
  it.each([
    { how: 'within the same second', time: SECOND, saving: 'in place' },
    { how: 'with its old time given back', time: OLD, saving: 'in place' },
    { how: 'with another file of the same time in its place', time: OLD, saving: 'by rename' },
  ] as const)('$how', async ({ time, saving }) => {
    const root = folderOf(PROSE_SITE);
    const path = join(root, 'articles/2024-01-01-one.md');
    for (const word of ['First', 'Other', 'Third']) {
      saveFile(path, articleFile('One', `${word}.\n`), saving);
      utimesSync(path, time, time);
      await buildFolder(root);
      expect(publishedIn(root)['2024/01/one/index.html']).toContain(`<p>${word}.</p>`);
    }
  });
});

function timesIn(root: string): Record<string, number> {
  const paths = Object.keys(publishedIn(root));
  return Object.fromEntries(paths.map((it) => [it, statSync(join(root, 'dist', it)).mtimeMs]));
}

/**
 * Whatever may happen to the files of a publication while a program watches them. A sequence passes through
 * states that are full of mistakes and ends in a good one, so that what the program shows in the end can be
 * compared with a clean build of the same files. Waiting is part of an event: it is what makes some of them hard.
 */
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { openSite } from '../../src/io/site.ts';
import { openFolder } from './built.ts';
import type { Given } from './built.ts';
import { EDIT, filesOf, SITE } from './edited-site.ts';
import type { SiteModel } from './edited-site.ts';
import { filesIn, temporaryFolder, writeFiles } from './folder.ts';
import type { Files } from './folder.ts';
import { IN_PLACE, PAUSE, SAVING } from './saving.ts';
import type { Saving } from './saving.ts';
import {
  bring,
  bringFiles,
  CONFIG,
  filesOfFolder,
  filesOfScene,
  isFolder,
  sourcesIn,
  TOP_FOLDERS,
} from './scene.ts';
import type { Folder, Scene } from './scene.ts';

/** What one person does to the files. */
export interface FileEvent {
  readonly words: string;
  /** Makes the files those of the scene it gives, or, where it says so, leaves a mistake in one. */
  readonly run: (root: string, scene: Scene) => Promise<Scene>;
}

/** Events one after another. What an event leaves wrong, a later one mends. */
export interface Sequence {
  readonly events: readonly FileEvent[];
  /** How the last mistakes are mended. */
  readonly ending: Saving;
  /** What happens after all else, and perhaps after a silence: one article is saved once more. */
  readonly postscript: {
    readonly silence: number;
    readonly article: number;
    readonly saving: Saving;
  };
  readonly toString: () => string;
}

/** The moment at which every sequence is built. */
export const MOMENT = SITE.now;

/** The files that `play` begins with. */
export const FIRST_FILES: Files = filesOf(SITE);

/**
 * Plays a sequence in a folder: first whatever lies there is changed to `FIRST_FILES`, all at once. Gives
 * what a clean build publishes of the files in the end, by path in the output.
 */
export async function play(
  root: string,
  { events, ending, postscript }: Sequence,
  given: Given = {},
): Promise<Record<string, string>> {
  let scene: Scene = { site: SITE, series: null, archive: null };
  await bring(root, scene, IN_PLACE);
  for (const event of events) scene = await event.run(root, scene);
  const mended = await goodEnding(scene, given);
  const files = withPostscript(mended, postscript.article);
  const edition = await publishedOf(files, given);
  await bringFiles(root, mended, ending);
  await wait(postscript.silence);
  await bringFiles(root, files, postscript.saving);
  const left = sourcesIn(root);
  for (const path of new Set([...Object.keys(left), ...Object.keys(files)])) {
    if (left[path] !== files[path]) throw new Error(`the sequence itself left ${path} wrong`);
  }
  return edition;
}

/** The scene without its mistakes; what is still refused, as two articles at one address, goes back to what it was. */
async function goodEnding(scene: Scene, given: Given): Promise<Files> {
  const { site } = scene;
  const mended: SiteModel = {
    ...site,
    articles: site.articles.map((it) => (it === null ? null : { ...it, mistake: null })),
    config: { ...site.config, links: '{ unresolved: warn }' },
  };
  for (const it of [site, mended]) {
    const files = filesOfScene({ ...scene, site: it });
    if (await isGood(files, given)) return files;
  }
  return filesOfScene({ ...scene, site: SITE });
}

/** The files with one more paragraph in an article; those in folders that were moved about come first. */
function withPostscript(files: Files, number: number): Files {
  const articles = Object.keys(files)
    .filter((it) => it.startsWith('articles/'))
    .sort((a, b) => b.split('/').length - a.split('/').length);
  const path = articles[number % Math.min(articles.length, 4)] ?? '';
  return { ...files, [path]: `${String(files[path])}\nPostscript.\n` };
}

async function isGood(files: Files, { now = MOMENT, show = {} }: Given): Promise<boolean> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const all = { drafts: false, future: false, expired: false, ...show };
  const site = openSite({ root, out: null, show: all, now, onWait: () => {} });
  const { outcome } = await site.build();
  rmSync(root, { recursive: true });
  return outcome === 'checked';
}

async function publishedOf(files: Files, given: Given): Promise<Record<string, string>> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const { outcome } = await openFolder(root, { now: MOMENT, ...given }).build();
  if (outcome !== 'published') throw new Error('the sequence has no good end');
  const edition = filesIn(join(root, 'dist'));
  rmSync(root, { recursive: true });
  return edition;
}

/** Lies beside what is watched, on the same disk: whole folders come from there. */
const ASIDE = '.aside';

const WORD = fc.constantFrom('wool', 'tin', 'clay', 'rye');
const PLACE = fc.constantFrom(
  'articles/series',
  'articles/2025/series',
  'articles/a/b',
  'articles/deep/er/still',
);
const SERIES: fc.Arbitrary<Folder> = fc.record({
  at: PLACE,
  articles: fc.integer({ min: 1, max: 4 }),
  word: WORD,
});

/** An edit of the site as a whole; the moment and what is shown stay, for they are given once. */
const EDITED: fc.Arbitrary<FileEvent> = fc
  .record({ edit: EDIT, saving: SAVING })
  .map(({ edit: { words, apply }, saving }) => ({
    words: `${words} (${saving.words})`,
    run: (root, scene) => {
      const { now, drafts } = SITE;
      return bring(root, { ...scene, site: { ...apply(scene.site), now, drafts } }, saving);
    },
  }));

const TOUCHED: fc.Arbitrary<FileEvent> = fc.nat().map((number) => ({
  words: `touches file ${number}`,
  run: async (root, scene) => {
    const now = new Date();
    await onFile(root, number, (at) => {
      utimesSync(at, now, now);
    });
    return scene;
  },
}));

/** Whole folders, moved and removed by one call of the system where there is one. */
const FOLDERS: fc.Arbitrary<FileEvent> = fc.oneof(
  fc.record({ series: SERIES, saving: SAVING }).map(({ series, saving }) => ({
    words: `writes ${shown(series)} (${saving.words})`,
    run: (root: string, scene: Scene) => bring(root, { ...scene, series }, saving),
  })),
  SERIES.map((series) => ({
    words: `moves ${shown(series)} in`,
    run: async (root: string, scene: Scene) => {
      const next = await withoutSeries(root, scene);
      writeFiles(join(root, ASIDE), filesOfFolder(series));
      renameFolder(root, `${ASIDE}/${series.at}`, series.at);
      return { ...next, series };
    },
  })),
  PLACE.map((at) => ({
    words: `moves the series to ${at}`,
    run: async (root: string, scene: Scene) => {
      const { series } = scene;
      if (series === null || series.at === at) return scene;
      const moved = { ...scene, series: { ...series, at } };
      // Somewhere on the way another event may have left it incomplete.
      if (!isFolder(root, series.at) || isFolder(root, at))
        return await bring(root, moved, IN_PLACE);
      renameFolder(root, series.at, at);
      return moved;
    },
  })),
  fc.constant({ words: 'removes the series', run: withoutSeries }),
  fc.record({ word: WORD, pause: PAUSE }).map(({ word, pause }) => ({
    words: `removes the series and after ${pause} ms makes that of ${word}`,
    run: async (root: string, scene: Scene) => {
      if (scene.series === null) return scene;
      const series = { ...scene.series, word };
      await withoutSeries(root, scene);
      await wait(pause);
      return await bring(root, { ...scene, series }, IN_PLACE);
    },
  })),
  WORD.map((word) => ({
    words: `puts another folder, of ${word}, in the place of the series`,
    run: async (root: string, scene: Scene) => {
      if (scene.series === null || !isFolder(root, scene.series.at)) return scene;
      const series = { ...scene.series, word };
      writeFiles(join(root, ASIDE), filesOfFolder(series));
      renameFolder(root, series.at, `${ASIDE}/old`);
      renameFolder(root, `${ASIDE}/${series.at}`, series.at);
      rmSync(join(root, ASIDE), { recursive: true });
      return { ...scene, series };
    },
  })),
);

/** A folder that the publication consists of. */
const TOP: fc.Arbitrary<FileEvent> = fc
  .record({ folder: fc.constantFrom(...TOP_FOLDERS), pause: PAUSE, whole: fc.boolean() })
  .map(({ folder, pause, whole }) => ({
    words: `${whole ? 'moves' : 'removes'} ${folder}/ and ${pause} ms later ${whole ? 'moves it back' : 'writes it again'}`,
    run: async (root, scene) => {
      if (!isFolder(root, folder)) return scene;
      if (whole) {
        renameFolder(root, folder, `${ASIDE}/${folder}`);
        await wait(pause);
        renameFolder(root, `${ASIDE}/${folder}`, folder);
        return scene;
      }
      rmSync(join(root, folder), { recursive: true });
      await wait(pause);
      return await bring(root, scene, IN_PLACE);
    },
  }));

/** Many files at once, as when another branch is checked out: each is removed before it is written. */
const CHECKED_OUT: fc.Arbitrary<FileEvent> = fc
  .record({
    archive: fc.option(
      fc.record({
        at: fc.constantFrom('articles/archive', 'articles'),
        articles: fc.integer({ min: 20, max: 60 }),
        word: WORD.map((it) => `old-${it}`),
      }),
    ),
    edit: EDIT,
  })
  .map(({ archive, edit: { words, apply } }) => ({
    words: `checks out ${archive === null ? 'no archive' : shown(archive)}, ${words}`,
    run: async (root, scene) => {
      const { now, drafts } = SITE;
      const next = { ...scene, archive, site: { ...apply(scene.site), now, drafts } };
      const save = (at: string, content: string | Uint8Array): void => {
        rmSync(at, { force: true });
        writeFileSync(at, content);
      };
      return await bring(root, next, { words: 'anew', save });
    },
  }));

const MISTAKES: readonly { readonly path: string; readonly text: string | null }[] = [
  { path: CONFIG, text: 'title: [\n' },
  { path: CONFIG, text: null },
  { path: 'newsroom/topics/economy.md', text: '---\ntitle: [\n---\n' },
  { path: 'newsroom/authors/ada.md', text: 'no front matter' },
  { path: 'templates/byline.hbs', text: '{{#if byline}}' },
  { path: 'articles/2024-01-05-bread.md', text: '---\ntitle: Bread\n' },
];

/** What lasts until a later event mends it. */
const BROKEN: fc.Arbitrary<FileEvent> = fc.oneof(
  fc.constantFrom(...MISTAKES).map(({ path, text }) => ({
    words: text === null ? `removes ${path}` : `breaks ${path}`,
    run: async (root: string, scene: Scene) => {
      if (text === null) rmSync(join(root, path), { force: true });
      else writeFiles(root, { [path]: text });
      return scene;
    },
  })),
  fc.nat().map((number) => ({
    words: `empties file ${number}`,
    run: async (root: string, scene: Scene) => {
      await onFile(root, number, (at) => {
        writeFileSync(at, '');
      });
      return scene;
    },
  })),
);

const IDLE: fc.Arbitrary<FileEvent> = fc.constantFrom(1, 5, 15, 60, 150, 450).map((pause) => ({
  words: `waits ${pause} ms`,
  run: async (_root, scene) => {
    await wait(pause);
    return scene;
  },
}));

const EVENT: fc.Arbitrary<FileEvent> = fc.oneof(
  { weight: 6, arbitrary: EDITED },
  { weight: 5, arbitrary: FOLDERS },
  { weight: 2, arbitrary: TOP },
  { weight: 2, arbitrary: BROKEN },
  { weight: 2, arbitrary: IDLE },
  { weight: 1, arbitrary: TOUCHED },
  { weight: 1, arbitrary: CHECKED_OUT },
);

/** Any sequence of events. */
export const SEQUENCE: fc.Arbitrary<Sequence> = fc
  .record({
    events: fc.array(EVENT, { minLength: 1, maxLength: 8 }),
    ending: SAVING,
    postscript: fc.record({
      silence: fc.constantFrom(0, 0, 30, 600),
      article: fc.nat({ max: 3 }),
      saving: SAVING,
    }),
  })
  .map(({ events, ending, postscript }) => ({
    events,
    ending,
    postscript,
    toString: () => {
      const { silence, article, saving } = postscript;
      return [
        ...events.map((it) => it.words),
        `is mended ${ending.words}`,
        `${silence} ms later article ${article} is saved ${saving.words}`,
      ].join('; ');
    },
  }));

function shown({ at, articles, word }: Folder): string {
  return `${at}/ with ${articles} of ${word}`;
}

async function withoutSeries(root: string, scene: Scene): Promise<Scene> {
  if (scene.series === null) return scene;
  rmSync(join(root, scene.series.at), { recursive: true, force: true });
  return { ...scene, series: null };
}

function renameFolder(root: string, from: string, to: string): void {
  rmSync(join(root, to), { recursive: true, force: true });
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
}

async function onFile(root: string, number: number, change: (at: string) => void): Promise<void> {
  const paths = Object.keys(sourcesIn(root));
  const path = paths[number % paths.length];
  if (path !== undefined) change(join(root, path));
}

/** What the watcher of a publication's sources tells, of real files. */
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchSources } from '../src/io/watch.ts';
import type { Batch, SourceWatch } from '../src/io/watch.ts';
import { folderOf, temporaryFolder, writeFiles } from './support/folder.ts';
import type { Files } from './support/folder.ts';

const FILES: Files = {
  'broadside.yaml': 'title: The Test\n',
  'articles/one.md': 'One.\n',
  'articles/2024/two.md': 'Two.\n',
  'articles/2024/deep/three.md': 'Three.\n',
  'pages/about.md': 'About.\n',
};

const TWO = 'articles/2024/two.md';

interface Event {
  readonly what: string;
  readonly act: (root: string) => void;
  readonly tells: readonly string[];
  /** A file whose next change must be told too. */
  readonly next?: string;
}

const EVENTS: readonly Event[] = [
  { what: 'a file written in place', act: write(TWO), tells: [TWO] },
  {
    what: 'a file saved by renaming another',
    act: (root) => {
      write('articles/2024/.two.tmp')(root);
      move('articles/2024/.two.tmp', TWO)(root);
    },
    tells: [TWO],
  },
  {
    what: 'a file emptied and written',
    act: (root) => {
      truncateSync(join(root, TWO));
      appendFileSync(join(root, TWO), 'Two again.\n');
    },
    tells: [TWO],
  },
  {
    what: 'a touch',
    act: (root) => {
      utimesSync(join(root, TWO), new Date(), new Date());
    },
    tells: [TWO],
  },
  { what: 'a new file', act: write('articles/new.md'), tells: ['articles/new.md'] },
  { what: 'a deleted file', act: remove(TWO), tells: [TWO] },
  {
    what: 'a renamed file',
    act: move(TWO, 'articles/2024/zwei.md'),
    tells: [TWO, 'articles/2024/zwei.md'],
    next: 'articles/2024/zwei.md',
  },
  {
    what: 'a file moved to another folder',
    act: move(TWO, 'articles/two.md'),
    tells: [TWO, 'articles/two.md'],
    next: 'articles/two.md',
  },
  {
    what: 'a file deleted and made again',
    act: (root) => {
      remove(TWO)(root);
      write(TWO)(root);
    },
    tells: [TWO],
  },
  {
    what: 'the configuration',
    act: (root) => {
      write('broadside.yaml.new')(root);
      move('broadside.yaml.new', 'broadside.yaml')(root);
    },
    tells: ['broadside.yaml'],
    next: 'broadside.yaml',
  },
  { what: 'a template', act: write('templates/page.hbs'), tells: ['templates/page.hbs'] },
  {
    what: 'what is hidden in public/',
    act: write('public/.well-known/security.txt'),
    tells: ['public/.well-known/security.txt'],
    next: 'public/.well-known/other.txt',
  },
  {
    what: 'a top folder that was not there',
    act: write('newsroom/authors/ada.md'),
    tells: ['newsroom/authors/ada.md'],
    next: 'newsroom/authors/ada.md',
  },
  {
    what: 'folders in folders, made at once',
    act: write('articles/a/b/c/d.md'),
    tells: ['articles/a/b/c/d.md'],
    next: 'articles/a/b/c/d.md',
  },
  {
    what: 'a folder moved in with all that is in it',
    act: (root) => {
      write('aside/x/four.md')(root);
      write('aside/y/five.md')(root);
      move('aside', 'articles/series')(root);
    },
    tells: ['articles/series/x/four.md', 'articles/series/y/five.md'],
    next: 'articles/series/y/five.md',
  },
  {
    what: 'a folder renamed',
    act: move('articles/2024', 'articles/2025'),
    tells: ['articles/2024', 'articles/2025/deep/three.md', 'articles/2025/two.md'],
    next: 'articles/2025/deep/three.md',
  },
  {
    what: 'a folder moved into another',
    act: move('articles/2024/deep', 'articles/deep'),
    tells: ['articles/2024/deep', 'articles/deep/three.md'],
    next: 'articles/deep/three.md',
  },
  { what: 'a folder removed', act: remove('articles/2024'), tells: ['articles/2024'] },
  {
    what: 'a folder removed and made again',
    act: (root) => {
      remove('articles/2024')(root);
      write(TWO)(root);
    },
    tells: [TWO],
    next: TWO,
  },
  {
    what: 'a folder removed and made again, twice',
    act: (root) => {
      for (let times = 0; times < 2; times++) {
        remove('articles/2024')(root);
        write('articles/2024/deep/three.md')(root);
      }
    },
    tells: [],
    next: 'articles/2024/deep/three.md',
  },
  {
    what: 'another folder in the place of one',
    act: (root) => {
      write('aside/deep/three.md')(root);
      move('articles/2024', 'old')(root);
      move('aside', 'articles/2024')(root);
    },
    tells: ['articles/2024/deep/three.md'],
    next: 'articles/2024/deep/three.md',
  },
  {
    what: 'two folders that change places',
    act: (root) => {
      move('articles/2024', 'articles/swap')(root);
      move('pages', 'articles/2024')(root);
      move('articles/swap', 'pages')(root);
    },
    tells: ['articles/2024/about.md', 'pages/deep/three.md'],
    next: 'pages/deep/three.md',
  },
  {
    what: 'all articles moved away and back',
    act: (root) => {
      move('articles', 'aside')(root);
      move('aside', 'articles')(root);
    },
    tells: ['articles/one.md'],
    next: 'articles/2024/deep/three.md',
  },
  {
    what: 'all articles removed and written again',
    act: (root) => {
      remove('articles')(root);
      write('articles/one.md')(root);
      write('articles/2024/deep/three.md')(root);
    },
    tells: ['articles/one.md'],
    next: 'articles/2024/deep/three.md',
  },
  {
    what: 'the folder as a whole moved away and back',
    act: (root) => {
      renameSync(root, `${root}-away`);
      renameSync(`${root}-away`, root);
    },
    tells: [],
    next: 'articles/2024/deep/three.md',
  },
];

describe('the watcher of the sources', () => {
  it.each(EVENTS)('tells of $what, and of what comes next', async ({ act, tells, next }) => {
    const { root, watch } = await watched();
    act(root);
    await toldOf(watch, tells);
    // An event that is lost, as while a watch is being set anew, shows in a look: then it is tried again.
    for (let heard = false; !heard;) {
      write(next ?? 'articles/one.md')(root);
      heard = (await batchOf(watch)).paths.includes(next ?? 'articles/one.md');
    }
  });

  it('names what was saved, and not what an editor made on the way', async () => {
    const { root, watch } = await watched();
    expect(await batchOf(watch)).toEqual(LOOK);
    write('articles/2024/4913')(root);
    remove('articles/2024/4913')(root);
    move(TWO, `${TWO}~`)(root);
    write(TWO)(root);
    remove(`${TWO}~`)(root);
    expect(await batchOf(watch)).toEqual({ paths: [TWO], reason: 'changed' });
  });

  it('passes over everything else', async () => {
    const other = folderOf({ 'far.md': 'Far.\n' });
    const { root, watch } = await watched();
    symlinkSync(other, join(root, 'articles/link'));
    await toldOf(watch, ['articles/link']);
    for (const it of ['dist/index.html', '.git/index', 'notes.md', 'articles/.one.md.swp']) {
      write(it)(root);
    }
    write('articles/.git/HEAD')(root);
    write('far.md')(other);
    write('far.md')(join(root, 'articles/link'));
    write(TWO)(root);
    expect([...(await toldOf(watch, [TWO]))]).toEqual([TWO]);
  });

  it('tells of what a link leads to by its name in the folder', async () => {
    const root = folderOf(FILES);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(root, link);
    const watch = opened(link);
    await watch.ready;
    write(TWO)(root);
    expect(await batchOf(watch)).toEqual({ paths: [TWO], reason: 'changed' });
  });

  it('gathers a checkout into few batches', async () => {
    const { root, watch } = await watched();
    const names = Array.from({ length: 300 }, (_, number) => `articles/2023/${number}.md`);
    for (const it of names) write(it)(root);
    let told = 0;
    let batches = 0;
    for (;;) {
      const { paths, reason } = await batchOf(watch);
      // The look after the last event finds what no event told of.
      if (reason === 'check' && told > 0) break;
      expect(paths).toEqual([...paths].sort());
      told += paths.length;
      batches += 1;
    }
    expect(told).toBeGreaterThan(0);
    expect(batches).toBeLessThan(10);
  });

  it('asks for one look after the last event', async () => {
    const { root, watch } = await watched();
    // That of the beginning.
    expect(await batchOf(watch)).toEqual(LOOK);
    write(TWO)(root);
    watch.wakeAt(Date.now() + 2000);
    expect((await batchOf(watch)).paths).toEqual([TWO]);
    expect(await batchOf(watch)).toEqual(LOOK);
    expect(await batchOf(watch)).toEqual(DUE);
  });

  it('asks for a look when told to, at once or in time', async () => {
    const { watch } = await watched();
    expect(await batchOf(watch)).toEqual(LOOK);
    const next = batchOf(watch);
    watch.wakeAt(Date.now() + 2 ** 40);
    watch.check();
    expect(await next).toEqual(LOOK);
    watch.wakeAt(Date.now() - 1);
    expect(await batchOf(watch)).toEqual(DUE);
    watch.wakeAt(Date.now() + 10);
    watch.wakeAt(null);
    watch.check();
    expect(await batchOf(watch)).toEqual(LOOK);
  });

  it('goes on looking while the folder as a whole is gone, and hears again when it is back', async () => {
    const { root, watch } = await watched();
    rmSync(root, { recursive: true });
    for (let looks = 0; looks < 3;) {
      if ((await batchOf(watch)).reason === 'check') looks += 1;
    }
    writeFiles(root, FILES);
    for (let heard = false; !heard;) {
      write(TWO)(root);
      heard = (await batchOf(watch)).paths.includes(TWO);
    }
  });

  it('gives nothing more when it is closed', async () => {
    const { root, watch } = await watched();
    const next = watch.next();
    await watch.close();
    expect(await next).toBeNull();
    write(TWO)(root);
    watch.check();
    watch.wakeAt(Date.now());
    expect(await watch.next()).toBeNull();
    await watch.close();
  });

  it('can be closed before it is ready', async () => {
    const watch = opened(folderOf(FILES));
    await watch.close();
    await watch.ready;
    expect(await watch.next()).toBeNull();
  });
});

const LOOK: Batch = { paths: [], reason: 'check' };
const DUE: Batch = { paths: [], reason: 'due' };

function opened(root: string): SourceWatch {
  const watch = watchSources(root, ({ message }) => {
    throw new Error(message);
  });
  onTestFinished(() => watch.close());
  return watch;
}

async function watched(): Promise<{ readonly root: string; readonly watch: SourceWatch }> {
  const root = folderOf(FILES);
  const watch = opened(root);
  await watch.ready;
  return { root, watch };
}

async function batchOf(watch: SourceWatch): Promise<Batch> {
  const batch = await watch.next();
  if (batch === null) throw new Error('the watch has ended');
  return batch;
}

/** Everything that is told until all of `paths` is. */
async function toldOf(watch: SourceWatch, paths: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  while (paths.some((it) => !told.has(it))) {
    for (const it of (await batchOf(watch)).paths) told.add(it);
  }
  return told;
}

function write(path: string): (root: string) => void {
  return (root) => {
    writeFiles(root, { [path]: `${path}\n` });
  };
}

function remove(path: string): (root: string) => void {
  return (root) => {
    rmSync(join(root, path), { recursive: true });
  };
}

function move(from: string, to: string): (root: string) => void {
  return (root) => {
    mkdirSync(join(root, to, '..'), { recursive: true });
    renameSync(join(root, from), join(root, to));
  };
}

import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { digestOf } from '../src/base/digest.ts';
import { cleanOutput } from '../src/io/clean.ts';
import { DiskError } from '../src/io/failure.ts';
import { OutputRefused } from '../src/io/output-folder.ts';
import { openOutput } from '../src/io/publish.ts';
import { mendOutput, OutputTaken } from '../src/io/swap.ts';
import type { OutputPath, SourcePath } from '../src/model.ts';
import type { Edition } from './support/trees.ts';
import {
  digestsOf,
  expectedTree,
  outputFiles,
  publish,
  put,
  scratch,
  treeOf,
} from './support/trees.ts';

const FIRST: Edition = {
  'index.html': 'front',
  '2024/06/rates/index.html': 'rates',
  '2024/06/lease/index.html': 'lease',
};
const SECOND: Edition = {
  'index.html': 'front 2',
  '2024/06/rates/index.html': 'rates',
  'about/index.html': 'about',
};
const THIRD: Edition = {
  'index.html': 'front 2',
  '2024/06/rates/index.html': 'rates 2',
  'about/index.html': 'about',
};

const stampsOf = (folder: string): string[] =>
  Object.keys(treeOf(folder) ?? {}).map((path) => {
    const { ino, mtimeMs, ctimeMs } = lstatSync(join(folder, path));
    return `${path} ${ino} ${mtimeMs} ${ctimeMs}`;
  });

describe('an edition', () => {
  test('is published whole, with a manifest, and counted', async () => {
    const root = scratch();
    expect(await publish(root, FIRST)).toEqual({ written: 3, unchanged: 0, removed: 0 });
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
  });

  test('replaces the former one, and the one before, again and again', async () => {
    const root = scratch();
    for (const edition of [FIRST, SECOND, THIRD, FIRST, {}, SECOND, SECOND, THIRD]) {
      await publish(root, edition);
      expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(edition));
    }
    expect(await publish(root, SECOND)).toEqual({ written: 1, unchanged: 2, removed: 0 });
    expect(await publish(root, FIRST)).toEqual({ written: 2, unchanged: 1, removed: 1 });
  });

  test('that is the same as the former touches nothing', async () => {
    const root = scratch();
    await publish(root, FIRST);
    await publish(root, SECOND);
    const before = stampsOf(root);
    expect(await publish(root, SECOND)).toEqual({ written: 0, unchanged: 3, removed: 0 });
    const own = (lines: string[]): string[] =>
      lines.filter((it) => !it.startsWith('.dist.broadside/ '));
    expect(own(stampsOf(root))).toEqual(own(before));
  });

  test('never writes into a file of the former one', async () => {
    const root = scratch();
    await publish(root, FIRST);
    linkSync(join(root, 'dist/index.html'), join(root, 'witness'));
    await publish(root, SECOND);
    await publish(root, THIRD);
    await publish(root, { 'index.html': 'front 4' });
    expect(readFileSync(join(root, 'witness'), 'utf8')).toBe('front');
  });

  test('for any sequence of editions and of losses of what is kept beside them, is what it is alone', async () => {
    const path = fc.constantFrom('a', 'b/c', 'b/d', 'b/e/f', 'g/h/i/j', 'k', 'k2/a', '𝒳', 'ﬀ/x');
    const edition = fc.dictionary(path, fc.constantFrom('one', 'two', 'three', ''));
    const loss = fc.constantFrom('nothing', 'record', 'standby', 'touch', 'in standby', 'side');
    onTestFinished(() => rmSync(scratchForProperty, { recursive: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(edition, loss), { minLength: 1, maxLength: 7 }),
        async (steps) => {
          const root = join(scratchForProperty, String(++runs));
          mkdirSync(root, { recursive: true });
          for (const [next, lost] of steps) {
            await publish(root, next);
            expect(treeOf(join(root, 'dist')) ?? expectedTree({})).toEqual(expectedTree(next));
            lose(root, lost);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const scratchForProperty = mkdtempSync(join(tmpdir(), 'broadside-property-'));
let runs = 0;

function lose(root: string, what: string): void {
  const side = join(root, '.dist.broadside');
  const standby = join(side, 'standby');
  switch (what) {
    case 'record':
      for (const name of existsSync(side) ? readdirSync(side) : [])
        if (name.startsWith('tree-')) rmSync(join(side, name));
      return;
    case 'standby':
      rmSync(standby, { recursive: true, force: true });
      return;
    case 'side':
      rmSync(side, { recursive: true, force: true });
      return;
    case 'touch':
      for (const [path, content] of Object.entries(treeOf(join(root, 'dist')) ?? {})) {
        if (!path.endsWith('/')) rmSync(join(root, 'dist', path));
        if (!path.endsWith('/')) writeFileSync(join(root, 'dist', path), content);
      }
      return;
    case 'in standby':
      for (const path of Object.keys(treeOf(standby) ?? {})) {
        if (!path.endsWith('/') && path !== '.broadside-manifest') rmSync(join(standby, path));
      }
  }
}

describe('the output folder', () => {
  test('shows as not published what someone else changed or removed, and gets it back', async () => {
    const root = scratch();
    await publish(root, FIRST);
    writeFileSync(join(root, 'dist/index.html'), 'vandal');
    unlinkSync(join(root, 'dist/2024/06/rates/index.html'));
    const output = await openOutput(root, join(root, 'dist'));
    output.close();
    expect([...output.published.keys()]).toEqual(['2024/06/lease/index.html']);
    expect(await publish(root, FIRST)).toEqual({ written: 2, unchanged: 1, removed: 0 });
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
    // The vandal's file is not brought back by the edition that was kept beside it.
    await publish(root, { ...FIRST, 'about/index.html': 'about' });
    expect(treeOf(join(root, 'dist'))).toEqual(
      expectedTree({ ...FIRST, 'about/index.html': 'about' }),
    );
  });

  test('that was copied or restored with other times is known by its bytes', async () => {
    const root = scratch();
    await publish(root, FIRST);
    for (const path of Object.keys(FIRST)) utimesSync(join(root, 'dist', path), 1, 1);
    rmSync(join(root, '.dist.broadside'), { recursive: true });
    expect(await publish(root, FIRST)).toEqual({ written: 0, unchanged: 3, removed: 0 });
  });

  test('that has lost its manifest is taken over where the bytes are the same', async () => {
    const root = scratch();
    await publish(root, FIRST);
    unlinkSync(join(root, 'dist/.broadside-manifest'));
    expect(await publish(root, FIRST)).toEqual({ written: 0, unchanged: 3, removed: 0 });
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
  });

  test('is whole although the edition kept beside it was damaged', async () => {
    const root = scratch();
    await publish(root, SECOND);
    await publish(root, THIRD);
    const standby = join(root, '.dist.broadside/standby');
    rmSync(join(standby, 'about/index.html'));
    writeFileSync(join(standby, 'index.html'), 'front 3');
    await publish(root, SECOND);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(SECOND));
    rmSync(join(standby, 'about'), { recursive: true });
    put(join(standby, 'about'), { 'index.html/x': 'x' });
    await publish(root, THIRD);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(THIRD));
  });

  test('is made again when it was deleted', async () => {
    const root = scratch();
    await publish(root, FIRST);
    await publish(root, SECOND);
    rmSync(join(root, 'dist'), { recursive: true });
    expect(await publish(root, THIRD)).toEqual({ written: 3, unchanged: 0, removed: 0 });
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(THIRD));
  });

  test('may be a link, which stays one', async () => {
    const root = scratch();
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('elsewhere/www', join(root, 'dist'));
    for (const edition of [FIRST, SECOND, THIRD]) {
      await publish(root, edition);
      expect(lstatSync(join(root, 'dist')).isSymbolicLink()).toBe(true);
      expect(treeOf(join(root, 'elsewhere/www'))).toEqual(expectedTree(edition));
    }
    expect(readdirSync(root).sort()).toEqual(['dist', 'elsewhere']);
  });

  test.each([
    '',
    'articles',
    'articles/dist',
    'pages',
    'newsroom/x',
    'media',
    'public',
    'templates/a/b',
    '.git',
    '..',
  ])('may not be "%s"', async (path) => {
    const root = join(scratch(), 'site');
    put(root, { 'articles/a.md': 'a' });
    await expect(openOutput(root, join(root, path))).rejects.toThrow(OutputRefused);
    expect(treeOf(root)).toEqual({ 'articles/': '', 'articles/a.md': 'a' });
  });

  test('may not be a source folder by way of a link', async () => {
    const root = scratch();
    put(root, { 'vault/a.md': 'a' });
    symlinkSync('vault', join(root, 'articles'));
    symlinkSync('vault', join(root, 'dist'));
    await expect(openOutput(root, join(root, 'dist'))).rejects.toThrow(OutputRefused);
    await expect(openOutput(root, join(root, 'vault'))).rejects.toThrow(OutputRefused);
  });

  test('may not be a file', async () => {
    const root = scratch();
    put(root, { dist: 'mine' });
    await expect(openOutput(root, join(root, 'dist'))).rejects.toThrow(OutputRefused);
  });

  test('holds files and folders that a web server may read, whatever the mask', async () => {
    const root = scratch();
    const old = process.umask(0o077);
    try {
      await publish(root, FIRST);
    } finally {
      process.umask(old);
    }
    const modes = ['', ...Object.keys(treeOf(join(root, 'dist')) ?? {})].map(
      (it) => statSync(join(root, 'dist', it)).mode & 0o777,
    );
    expect(modes).toContain(0o644);
    expect(modes.filter((it) => it !== 0o644 && it !== 0o755)).toEqual([]);
  });

  test('cannot be written outside of by an odd path, nor lose its manifest to a page', async () => {
    const root = scratch();
    const write = async (path: string): Promise<void> => {
      const output = await openOutput(root, join(root, 'dist'));
      try {
        output.write([{ path: path as OutputPath, digest: digestOf('x'), bytes: 'x' }]);
      } finally {
        output.close();
      }
    };
    for (const path of ['../x', 'a/../../x', '/x', 'a//x', 'a/./x', '', 'a\0x']) {
      await expect(write(path)).rejects.toThrow();
    }
    await expect(write('.broadside-manifest')).rejects.toThrow(OutputTaken);
    expect(treeOf(root)).toEqual({});
  });
});

describe('files that Broadside did not write', () => {
  const others = {
    CNAME: 'example.org',
    '2024/notes.txt': 'mine',
    'own/deep/file': 'x',
    '.git': 'gitdir: elsewhere',
  };

  test('stay through every edition and through cleaning', async () => {
    const root = scratch();
    const dist = join(root, 'dist');
    put(dist, others);
    mkdirSync(join(dist, 'own/empty'));
    symlinkSync('CNAME', join(dist, 'link'));
    chmodSync(join(dist, 'own'), 0o700);
    const more = { ...others, link: '-> CNAME' };
    for (const edition of [FIRST, SECOND, THIRD, FIRST]) {
      await publish(root, edition);
      expect(treeOf(dist)).toEqual({ ...expectedTree(edition, more), 'own/empty/': '' });
      expect(statSync(join(dist, 'own')).mode & 0o777).toBe(0o700);
    }
    expect(await cleanOutput(root, dist)).toEqual({ removed: 3, kept: true });
    const left = treeOf(dist);
    expect(left).toEqual({ ...more, '2024/': '', 'own/': '', 'own/deep/': '', 'own/empty/': '' });
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('may come, change and go between editions', async () => {
    const root = scratch();
    const dist = join(root, 'dist');
    const now: Record<string, string> = {};
    for (const [step, edition] of [FIRST, SECOND, THIRD, SECOND, FIRST, THIRD].entries()) {
      await publish(root, edition);
      expect(treeOf(dist)).toEqual(expectedTree(edition, now));
      now[`2024/06/rates/${step}.txt`] = `note ${step}`;
      now['log'] = `line ${step}`;
      put(dist, now);
      if (step === 3) {
        delete now['2024/06/rates/0.txt'];
        unlinkSync(join(dist, '2024/06/rates/0.txt'));
      }
    }
  });

  test.each([
    ['in the place of a page', 'about/index.html', 'mine'],
    ['in the place of a folder', 'about', 'mine'],
    ['in a folder in the place of a page', 'about/index.html', null],
  ])('%s are an error that names them', async (_, path, content) => {
    const root = scratch();
    await publish(root, FIRST);
    if (content === null) mkdirSync(join(root, 'dist', path), { recursive: true });
    else put(join(root, 'dist'), { [path]: content });
    const before = treeOf(join(root, 'dist'));
    const failure = await publish(root, SECOND).catch((it: unknown) => it);
    expect(failure).toBeInstanceOf(OutputTaken);
    expect(failure).toMatchObject({ diagnostic: { code: 'output-taken', file: `dist/${path}` } });
    expect(treeOf(join(root, 'dist'))).toEqual(before);
    rmSync(join(root, 'dist/about'), { recursive: true });
    await publish(root, SECOND);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(SECOND));
  });

  test('are taken over when they are byte for byte what is published', async () => {
    const root = scratch();
    put(join(root, 'dist'), { 'index.html': 'front' });
    expect(await publish(root, FIRST)).toEqual({ written: 2, unchanged: 1, removed: 0 });
    expect(await cleanOutput(root, join(root, 'dist'))).toEqual({ removed: 3, kept: false });
  });
});

describe('cleaning', () => {
  test('leaves nothing where there was nothing else', async () => {
    const root = scratch();
    await publish(root, FIRST);
    await publish(root, SECOND);
    expect(await cleanOutput(root, join(root, 'dist'))).toEqual({ removed: 3, kept: false });
    expect(readdirSync(root)).toEqual([]);
    expect(await cleanOutput(root, join(root, 'dist'))).toEqual({ removed: 0, kept: false });
  });

  test('follows neither a manifest nor a link out of the folder', async () => {
    const root = scratch();
    put(root, { 'outside/index.html': 'about', secret: 'mine' });
    await publish(root, SECOND);
    rmSync(join(root, 'dist/about'), { recursive: true });
    symlinkSync('../outside', join(root, 'dist/about'));
    const manifest = join(root, 'dist/.broadside-manifest');
    writeFileSync(manifest, `${readFileSync(manifest, 'utf8')}${digestOf('mine')} ../secret\n`);
    await cleanOutput(root, join(root, 'dist'));
    expect(treeOf(root)).toEqual({
      'dist/': '',
      'dist/about': '-> ../outside',
      'outside/': '',
      'outside/index.html': 'about',
      secret: 'mine',
    });
  });
});

describe('a copied file', () => {
  const copy = async (root: string, content: string): Promise<void> => {
    const output = await openOutput(root, join(root, 'dist'));
    try {
      const path = 'media/a.jpg' as OutputPath;
      output.write([{ path, digest: digestOf(content), source: 'media/a.jpg' as SourcePath }]);
      output.commit(new Map([[path, digestOf(content)]]));
    } finally {
      output.close();
    }
  };

  test('arrives whole, and is no link to its source', async () => {
    const root = scratch();
    const content = 'picture'.repeat(100_000);
    put(root, { 'media/a.jpg': content });
    await copy(root, content);
    writeFileSync(join(root, 'media/a.jpg'), 'other');
    expect(readFileSync(join(root, 'dist/media/a.jpg'), 'utf8')).toBe(content);
  });

  test('that changed since it was read ends the build, and one that is a link is not followed', async () => {
    const root = scratch();
    await publish(root, FIRST);
    put(root, { 'media/a.jpg': 'new', secret: 'secret' });
    await expect(copy(root, 'old')).rejects.toThrow(DiskError);
    rmSync(join(root, 'media/a.jpg'));
    symlinkSync('../secret', join(root, 'media/a.jpg'));
    await expect(copy(root, 'secret')).rejects.toThrow(DiskError);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
  });
});

describe('an interrupted swap', () => {
  const swapped = async (): Promise<string> => {
    const root = scratch();
    await publish(root, FIRST);
    await publish(root, SECOND);
    return root;
  };

  test('is finished by any command', async () => {
    const root = await swapped();
    const side = join(root, '.dist.broadside');
    renameSync(join(side, 'standby'), join(side, 'ready'));
    renameSync(join(root, 'dist'), join(side, 'former'));
    mendOutput(root, join(root, 'dist'));
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
    expect(treeOf(join(side, 'standby'))).toEqual(expectedTree(SECOND));
    await publish(root, THIRD);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(THIRD));
  });

  test('never replaces what someone has put in the place of the folder', async () => {
    const root = await swapped();
    const side = join(root, '.dist.broadside');
    renameSync(join(side, 'standby'), join(side, 'ready'));
    renameSync(join(root, 'dist'), join(side, 'former'));
    put(join(root, 'dist'), { mine: 'mine' });
    await expect(publish(root, THIRD)).rejects.toThrow(OutputTaken);
    expect(treeOf(join(root, 'dist'))).toEqual({ mine: 'mine' });
    rmSync(join(root, 'dist'), { recursive: true });
    mkdirSync(join(root, 'dist'));
    await publish(root, THIRD);
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(THIRD));
  });

  test('is left alone while another build is at work', async () => {
    const root = await swapped();
    const output = await openOutput(root, join(root, 'dist'));
    const side = join(root, '.dist.broadside');
    renameSync(join(root, 'dist'), join(side, 'former'));
    mendOutput(root, join(root, 'dist'));
    expect(existsSync(join(root, 'dist'))).toBe(false);
    renameSync(join(side, 'former'), join(root, 'dist'));
    output.close();
  });
});

test('a commit of what was never written is a fault of our own', async () => {
  const root = scratch();
  const output = await openOutput(root, join(root, 'dist'));
  output.write(outputFiles({ a: 'a' }));
  expect(() => output.commit(digestsOf({ a: 'other' }))).toThrow('neither published nor written');
  output.close();
  expect(readdirSync(root)).toEqual([]);
});

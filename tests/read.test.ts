import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../src/base/digest.ts';
import { DiskError } from '../src/io/failure.ts';
import { readSources, readTextFile } from '../src/io/read.ts';
import type { Sources } from '../src/io/read.ts';
import { put, scratch } from './support/trees.ts';

/** Long after any file of a test was written. */
const LATER = Date.now() + 3_600_000;

const read = (root: string, previous: Sources['stamps'] = {}, now: number = LATER): Sources =>
  readSources(root, previous, now);

const SITE = {
  'articles/b.md': 'b',
  'articles/2024/a.md': 'a',
  'articles/2024/rates/index.md': 'rates',
  'articles/2024/rates/chart.png': 'png',
  'articles/2024.md': 'year',
  'articles/_notes/x.md': 'no',
  'articles/.hidden.md': 'no',
  'articles/_draft.md': 'no',
  'pages/about.md': 'about',
  'newsroom/authors/ines.md': 'ines',
  'newsroom/authors/deeper/x.md': 'other',
  'newsroom/topics/iraq.md': 'iraq',
  'newsroom/outlets/aj.md': 'aj',
  'newsroom/promos/p.md': 'p',
  'newsroom/readme.md': 'other',
  'newsroom/other/x.md': 'other',
  'media/harbour.jpg': 'jpg',
  'media/notes.md': 'other',
  'public/.well-known/x': 'kept',
  'public/_headers': 'kept',
  'templates/x.hbs': 'not ours to read',
  'elsewhere.md': 'no',
};

test('a publication is read by its folders, in the order of paths', () => {
  const root = scratch();
  put(root, SITE);
  const found = read(root);
  expect(found.files.map((it) => `${it.kind} ${it.path} ${it.text}`)).toEqual([
    'article articles/2024.md year',
    'article articles/2024/a.md a',
    'article articles/2024/rates/index.md rates',
    'article articles/b.md b',
    'author newsroom/authors/ines.md ines',
    'outlet newsroom/outlets/aj.md aj',
    'promo newsroom/promos/p.md p',
    'topic newsroom/topics/iraq.md iraq',
    'page pages/about.md about',
  ]);
  expect(found.binaries.map((it) => it.path)).toEqual([
    'articles/2024/rates/chart.png',
    'media/harbour.jpg',
    'media/notes.md',
    'newsroom/authors/deeper/x.md',
    'newsroom/other/x.md',
    'newsroom/readme.md',
  ]);
  expect(found.publicFiles.map((it) => it.path)).toEqual([
    'public/.well-known/x',
    'public/_headers',
  ]);
  expect(found.binaries[0]?.digest).toBe(digestOf('png'));
});

test('the result does not depend on the order in which a disk lists its folders', () => {
  const root = scratch();
  put(root, { ...SITE, 'articles/𝒳.md': 'x', 'articles/ﬀ.md': 'x' });
  expect(readSources(root, {}, LATER, 'reverse')).toEqual(readSources(root, {}, LATER));
  expect(
    read(root)
      .files.map((it) => it.path)
      .filter((it) => /𝒳|ﬀ/.test(it)),
  ).toEqual(['articles/ﬀ.md', 'articles/𝒳.md']);
});

test('folders that are not there are empty', () => {
  expect(read(scratch())).toEqual({
    files: [],
    binaries: [],
    publicFiles: [],
    stamps: {},
    links: [],
    unnamed: [],
  });
});

test('a byte order mark is removed, and bytes that are not UTF-8 are no text', () => {
  const root = scratch();
  put(root, { 'articles/bom.md': '\ufeffhello', 'articles/latin.md': Uint8Array.of(0x63, 0xe9) });
  const [bom, latin] = read(root).files;
  expect(bom).toMatchObject({ text: 'hello', digest: digestOf('\ufeffhello') });
  expect(latin).toMatchObject({ text: null, digest: digestOf(Uint8Array.of(0x63, 0xe9)) });
});

test('a file that cannot have changed is not read again', () => {
  const root = scratch();
  put(root, SITE);
  const first = read(root);
  const second = read(root, first.stamps, LATER + 1000);
  expect(second.files.every((it) => !('text' in it))).toBe(true);
  expect(second.files.map((it) => it.digest)).toEqual(first.files.map((it) => it.digest));
  expect({ ...second, files: [] }).toEqual({ ...first, files: [] });
});

test('a file written shortly before it was read is read again: its time may be that of another write', () => {
  const root = scratch();
  put(root, { 'articles/a.md': 'one' });
  const path = join(root, 'articles/a.md');
  const written = statSync(path).mtimeMs;
  for (const [after, isRead] of [
    [0, true],
    [2000, true],
    [2001, false],
    [-5000, true],
  ] as const) {
    const first = read(root, {}, written + after);
    expect('text' in (read(root, first.stamps).files[0] ?? {})).toBe(isRead);
  }
});

test.each([
  [
    'written with the same size and time',
    (path: string): void => writeAt(path, 'two', statSync(path).mtime),
  ],
  [
    'replaced by an older file',
    (path: string): void => {
      writeAt(`${path}.new`, 'two', statSync(path).mtime);
      renameSync(`${path}.new`, path);
    },
  ],
  ['written anew', (path: string): void => writeFileSync(path, 'two')],
])('a file that was %s is read again', (_, change) => {
  const root = scratch();
  put(root, { 'articles/a.md': 'one' });
  const path = join(root, 'articles/a.md');
  const old = new Date(2020, 1, 1);
  utimesSync(path, old, old);
  const first = read(root);
  change(path);
  expect(read(root, first.stamps).files[0]).toMatchObject({ text: 'two', digest: digestOf('two') });
});

function writeAt(path: string, content: string, time: Date): void {
  writeFileSync(path, content);
  utimesSync(path, time, time);
}

test('links are neither followed nor read, and are told', () => {
  const root = scratch();
  put(root, { 'outside/secret.md': 'secret', 'articles/a.md': 'a' });
  symlinkSync('../outside/secret.md', join(root, 'articles/b.md'));
  symlinkSync('../outside', join(root, 'articles/folder'));
  symlinkSync('nowhere', join(root, 'articles/dangling.md'));
  symlinkSync('outside', join(root, 'media'));
  const found = read(root);
  expect(found.files.map((it) => it.path)).toEqual(['articles/a.md']);
  expect(found.binaries).toEqual([]);
  expect(found.links).toEqual([
    'articles/b.md',
    'articles/dangling.md',
    'articles/folder',
    'media',
  ]);
});

test.skipIf(process.platform === 'win32')('a pipe is not waited for', () => {
  const root = scratch();
  mkdirSync(join(root, 'articles'));
  execFileSync('mkfifo', [join(root, 'articles/pipe.md')]);
  expect(read(root)).toMatchObject({ files: [], binaries: [], links: [] });
});

test('a folder that is a file ends the build with cause and remedy', () => {
  const root = scratch();
  put(root, { articles: 'not a folder' });
  expect(() => read(root)).toThrow(DiskError);
  expect(() => read(root)).toThrow(
    'articles: Broadside cannot list this: a part of its path is a file and not a folder',
  );
});

test.skipIf(process.platform !== 'linux')(
  'a name that is not UTF-8 is told instead of vanishing',
  () => {
    const root = scratch();
    mkdirSync(join(root, 'articles'));
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/articles/caf`), Buffer.of(0xe9), Buffer.from('.md')]),
      'x',
    );
    expect(read(root)).toMatchObject({ files: [], unnamed: ['articles/caf\ufffd.md'] });
  },
);

test('a large file is digested like a small one', () => {
  const root = scratch();
  const large = Buffer.alloc(9 * 1024 * 1024, 'picture ');
  put(root, { 'media/large.bin': large });
  expect(read(root).binaries[0]?.digest).toBe(digestOf(large));
});

test('one text file is read without its byte order mark; one that is not there is undefined', () => {
  const root = scratch();
  put(root, { 'broadside.yaml': '\ufefftitle: x' });
  expect(readTextFile(root, 'broadside.yaml')).toBe('title: x');
  expect(readTextFile(root, 'other.yaml')).toBeUndefined();
  rmSync(join(root, 'broadside.yaml'));
  writeFileSync(join(root, 'broadside.yaml'), Uint8Array.of(0xff));
  expect(readTextFile(root, 'broadside.yaml')).toBeNull();
  expect(readFileSync(join(root, 'broadside.yaml'))).toHaveLength(1);
});

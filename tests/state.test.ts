import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digest } from '../src/base/digest.ts';
import { digestOf, digestOfData } from '../src/base/digest.ts';
import { escapeHtml, joinHtml } from '../src/base/html.ts';
import { writeCrash } from '../src/io/crash.ts';
import { readSeen } from '../src/io/seen.ts';
import { StateUnreadable } from '../src/io/shared-bytes.ts';
import { emptyState, openState } from '../src/io/state.ts';
import type { OpenState } from '../src/io/state.ts';
import { removeState } from '../src/io/store.ts';
import type { Body, BuildState, ByteStore, EntryHead, SourcePath } from '../src/model.ts';
import { scratch } from './support/trees.ts';

const KEY = digestOf('key');

function bodyOf(words: string): Body {
  return {
    pieces: [joinHtml([escapeHtml(words)]), { hole: 'id', id: words }],
    facts: { words: 1, quotedWords: 0, headings: [] },
  };
}

const bytesOf = (body: Body): Uint8Array => Buffer.from(JSON.stringify(body));

const digestOfBody = (words: string): Digest => digestOfData(bodyOf(words));

/** A state in which there is an article for each of these words. */
function stateOf(words: readonly string[], key: Digest = KEY): BuildState {
  const entries: Record<SourcePath, EntryHead> = {};
  for (const word of words) {
    const path = `articles/${word}.md` as SourcePath;
    entries[path] = {
      source: digestOf(word),
      face: digestOf(word),
      body: digestOfBody(word),
      entry: digestOfBody(word),
      hasDiagnostics: false,
    };
  }
  return { ...emptyState(key), entries };
}

function save(root: string, words: readonly string[]): OpenState {
  const opened = openState(root, KEY);
  for (const word of words) opened.store.put(digestOfBody(word), bytesOf(bodyOf(word)));
  opened.save(stateOf(words), null);
  return opened;
}

/** Reads everything; throws nothing but `StateUnreadable`. */
function check(root: string, words: readonly string[]): 'whole' | 'empty' | 'damaged' {
  const { state, store } = openState(root, KEY);
  if (Object.keys(state.entries).length === 0) return 'empty';
  expect(state).toEqual(stateOf(words));
  try {
    for (const word of words)
      expect(JSON.parse(store.text(digestOfBody(word)))).toEqual(bodyOf(word));
  } catch (error) {
    if (!(error instanceof StateUnreadable)) throw error;
    return 'damaged';
  }
  return 'whole';
}

const folderOf = (root: string): string => join(root, '.broadside');
const packsOf = (root: string): string[] =>
  readdirSync(folderOf(root)).filter((it) => it.startsWith('pack-'));

test('a state is found again as it was left, and bodies with it', () => {
  const root = scratch();
  expect(openState(root, KEY).state).toEqual(stateOf([]));
  expect(readdirSync(root)).toEqual([]);
  save(root, ['a', 'ü 𝒳 \ud800']);
  expect(check(root, ['a', 'ü 𝒳 \ud800'])).toBe('whole');
  expect(readFileSync(join(folderOf(root), '.gitignore'), 'utf8')).toBe('*\n');
});

test('a state left under another key is empty', () => {
  const root = scratch();
  save(root, ['a']);
  const other = openState(root, digestOf('other'));
  expect(other.state).toEqual(stateOf([], digestOf('other')));
  expect(other.store.has(digestOfBody('a'))).toBe(false);
});

test('bodies are kept once, and forgotten when no entry names them', () => {
  const root = scratch();
  const words = Array.from({ length: 50 }, (_, at) => `word ${at}`);
  save(root, words);
  const [first = ''] = packsOf(root);
  save(root, [...words, 'one more']);
  expect(packsOf(root)).toHaveLength(2);
  expect(packsOf(root)).toContain(first);
  save(root, words.slice(0, 10));
  expect(packsOf(root)).toHaveLength(1);
  expect(packsOf(root)).not.toContain(first);
  expect(check(root, words.slice(0, 10))).toBe('whole');
  const { store } = openState(root, KEY);
  expect(store.has(digestOfBody('word 10'))).toBe(false);
  expect(() => store.text(digestOfBody('word 10'))).toThrow(StateUnreadable);
});

test('many small additions do not make many packs', () => {
  const root = scratch();
  const words: string[] = [];
  for (let at = 0; at < 60; at++) {
    words.push(`word ${at}`);
    save(root, words);
    expect(packsOf(root).length).toBeLessThanOrEqual(17);
    expect(check(root, words)).toBe('whole');
  }
});

test('bodies put and then read in one run need not have been saved, however many', () => {
  const root = scratch();
  const { store, save: keep } = openState(root, KEY);
  const long = escapeHtml('x'.repeat(9_000_000));
  const digests = Array.from({ length: 16 }, (_, at) => {
    const body: Body = { pieces: [long], facts: { words: at, quotedWords: 0, headings: [] } };
    const digest = digestOfData(body);
    store.put(digest, bytesOf(body));
    return digest;
  });
  // So many that they are not all held in memory until they are saved.
  const wordsIn = (kept: ByteStore): number[] =>
    digests.map((it) => JSON.parse(kept.text(it)).facts.words);
  const all = digests.map((_, at) => at);
  expect(wordsIn(store)).toEqual(all);
  const [entry] = Object.values(stateOf(['a']).entries);
  const entries = digests.map((body, at) => [`articles/${at}.md`, { ...entry, body }]);
  keep({ ...stateOf([]), entries: Object.fromEntries(entries) }, null);
  expect(wordsIn(openState(root, KEY).store)).toEqual(all);
});

test('for any damage to any file, the state is whole, empty or known to be damaged', () => {
  const root = scratch();
  const words = ['a', 'b', 'c'];
  save(root, ['a', 'b']);
  save(root, words);
  const whole = new Map(
    readdirSync(folderOf(root)).map((it) => [it, readFileSync(join(folderOf(root), it))]),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...[...whole.keys()].filter((it) => it !== '.gitignore' && it !== 'seen')),
      fc.constantFrom('flip', 'cut', 'remove', 'empty', 'double', 'folder'),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (name, damage, where, bits) => {
        const path = join(folderOf(root), name);
        const bytes = Buffer.from(whole.get(name) ?? []);
        const at = where % bytes.length;
        if (damage === 'flip') bytes[at] = (bytes[at] ?? 0) ^ bits;
        if (damage === 'double') writeFileSync(path, Buffer.concat([bytes, bytes]));
        else if (damage === 'empty') writeFileSync(path, '');
        else writeFileSync(path, bytes);
        if (damage === 'cut') truncateSync(path, at);
        if (damage === 'remove' || damage === 'folder') rmSync(path);
        if (damage === 'folder') mkdirSync(path);
        const result = check(root, words);
        seen.add(result);
        // A pack with something after it is still whole; nothing else is.
        if (damage !== 'double') expect(result).not.toBe('whole');
        rmSync(path, { recursive: true, force: true });
        writeFileSync(path, whole.get(name) ?? '');
        expect(check(root, words)).toBe('whole');
      },
    ),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(['damaged', 'empty', 'whole']);
});

test('a damaged state can be saved over', () => {
  const root = scratch();
  save(root, ['a', 'b']);
  for (const pack of packsOf(root)) writeFileSync(join(folderOf(root), pack), 'x'.repeat(1000));
  expect(check(root, ['a', 'b'])).toBe('damaged');
  removeState(root);
  expect(existsSync(folderOf(root))).toBe(false);
  save(root, ['a', 'b']);
  expect(check(root, ['a', 'b'])).toBe('whole');
});

test('of two builds that save at once the later wins, whatever the order', () => {
  const root = scratch();
  save(root, ['a', 'b']);
  const one = openState(root, KEY);
  const two = openState(root, KEY);
  one.store.put(digestOfBody('one'), bytesOf(bodyOf('one')));
  two.store.put(digestOfBody('two'), bytesOf(bodyOf('two')));
  one.save(stateOf(['one']), null);
  two.save(stateOf(['a', 'b', 'two']), null);
  // The first has removed the pack that the second still names.
  expect(['empty', 'damaged']).toContain(check(root, ['a', 'b', 'two']));
  save(root, ['a']);
  expect(check(root, ['a'])).toBe('whole');
});

test('what a killed build left is removed, and what a living one writes is not', () => {
  const root = scratch();
  save(root, ['a']);
  const dead = `temporary-${2 ** 30}-x`;
  const living = `temporary-${process.ppid}-x`;
  writeFileSync(join(folderOf(root), dead), 'half');
  writeFileSync(join(folderOf(root), living), 'half');
  writeFileSync(join(folderOf(root), 'pack-left'), 'half');
  save(root, ['a']);
  const left = readdirSync(folderOf(root));
  expect(left).toContain(living);
  expect(left).not.toContain(dead);
  expect(left).not.toContain('pack-left');
});

test('removing the state of a linked folder removes the link alone', () => {
  const root = scratch();
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync('elsewhere', folderOf(root));
  save(root, ['a']);
  removeState(root);
  expect(existsSync(folderOf(root))).toBe(false);
  expect(statSync(join(root, 'elsewhere')).isDirectory()).toBe(true);
});

test('a crash is written down with its causes, and failing at that is no second crash', () => {
  const root = scratch();
  expect(writeCrash(root, new Error('outer', { cause: new TypeError('inner') }))).toBe(
    '.broadside/crash.txt',
  );
  const text = readFileSync(join(folderOf(root), 'crash.txt'), 'utf8');
  expect(text).toContain('Error: outer');
  expect(text).toContain('TypeError: inner');
  writeFileSync(join(root, 'file'), '');
  expect(writeCrash(join(root, 'file'), 'x')).toBeNull();
});

test('for any damage to what was seen, it counts as not there', () => {
  const root = scratch();
  save(root, ['a']);
  const path = join(folderOf(root), 'seen');
  const whole = readFileSync(path);
  expect(readSeen(root)).toMatchObject({ stamps: {}, receipt: null });
  for (let at = 0; at < whole.length; at++) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(readSeen(root)).toBeNull();
    writeFileSync(path, whole.subarray(0, at));
    expect(readSeen(root)).toBeNull();
  }
  expect(check(root, ['a'])).toBe('whole');
});

/** Publishing when the process is killed or the disk fails: the output folder is always one edition, whole. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DiskError } from '../src/io/failure.ts';
import { mendOutput } from '../src/io/swap.ts';
import { compileIo } from './support/compiled.ts';
import type { Edition } from './support/trees.ts';
import { expectedTree, publish, put, scratch, treeOf } from './support/trees.ts';

let io = '';
beforeAll(() => {
  io = compileIo(['publish']);
}, 60_000);

const FIRST: Edition = { 'index.html': 'front', 'a/index.html': 'a', 'b/index.html': 'b' };
const SECOND: Edition = { 'index.html': 'front 2', 'a/index.html': 'a', 'c/index.html': 'c' };
const THIRD: Edition = { 'index.html': 'front 3', 'a/index.html': 'a', 'd/e/index.html': 'd' };
const FOURTH: Edition = { 'index.html': 'front 4', 'a/index.html': 'a', 'c/index.html': 'c' };
const OTHERS = { CNAME: 'example.org', 'a/mine.txt': 'mine' };

/** Everything that publishing changes the disk by. */
const CHANGES = [
  'chmodSync',
  'copyFileSync',
  'fchmodSync',
  'linkSync',
  'mkdirSync',
  'openSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'symlinkSync',
  'unlinkSync',
  'writeFileSync',
  'writeSync',
] as const;

const SCENARIOS: readonly (readonly [string, readonly Edition[]])[] = [
  ['the first edition', []],
  ['the second edition', [FIRST]],
  ['a later edition', [FIRST, SECOND]],
];

async function prepare(editions: readonly Edition[]): Promise<string> {
  const root = scratch();
  put(join(root, 'dist'), OTHERS);
  for (const edition of editions) await publish(root, edition);
  return root;
}

/** The editions that may be there, the earlier ones and the one being published. */
const treesOf = (editions: readonly Edition[]): Record<string, string>[] => {
  const last = editions.at(-1);
  const { '.broadside-manifest': _, ...bare } = expectedTree({}, OTHERS);
  return [last === undefined ? bare : expectedTree(last, OTHERS), expectedTree(THIRD, OTHERS)];
};

/** The next build goes well, and leaves nothing behind that does not belong there. */
async function expectRecovery(root: string): Promise<void> {
  await publish(root, FOURTH);
  expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FOURTH, OTHERS));
  expect(readdirSync(root).sort()).toEqual(['.dist.broadside', 'dist']);
  const left = readdirSync(join(root, '.dist.broadside')).map((it) => it.replace(/\d+/, 'N'));
  expect(left.sort()).toEqual(['standby', 'tree-N', 'tree-N']);
}

interface Ended {
  readonly signal: string | null;
  readonly output: string;
}

function run(code: string): Promise<Ended> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.on('close', (_, signal) => resolve({ signal, output })));
}

describe('killed before any one of its changes to the disk', () => {
  /** Publishes `THIRD` and kills itself before its nth change. */
  const killedAt = (root: string, nth: number): Promise<Ended> =>
    run(`import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      let left = ${nth};
      for (const name of ${JSON.stringify(CHANGES)}) {
        const change = fs[name];
        fs[name] = (...args) => { if (--left === 0) process.kill(process.pid, 'SIGKILL'); return change(...args); };
      }
      syncBuiltinESMExports();
      const { openOutput } = await import('${io}publish.js');
      const { digestOf } = await import('${io}../base/digest.js');
      const edition = Object.entries(${JSON.stringify(THIRD)});
      const output = await openOutput(${JSON.stringify(root)}, ${JSON.stringify(join(root, 'dist'))});
      output.write(edition.map(([path, bytes]) => ({ path, bytes, digest: digestOf(bytes) })));
      output.commit(new Map(edition.map(([path, bytes]) => [path, digestOf(bytes)])));
      output.close();`);

  test.each(SCENARIOS)(
    '%s leaves the former edition or itself',
    async (_, editions) => {
      const allowed = treesOf(editions);
      const seen = new Set<string>();
      let finished = false;
      const attempt = async (nth: number): Promise<void> => {
        const root = await prepare(editions);
        const { signal } = await killedAt(root, nth);
        if (signal === null) finished = true;
        const left = treeOf(join(root, 'dist'));
        // Between the two renames there is no folder; any command mends that.
        if (left === null) seen.add('none');
        else expect(allowed).toContainEqual(left);
        mendOutput(root, join(root, 'dist'));
        const mended = treeOf(join(root, 'dist'));
        expect(allowed).toContainEqual(mended);
        seen.add(JSON.stringify(mended) === JSON.stringify(allowed[1]) ? 'new' : 'old');
        await expectRecovery(root);
      };
      for (let nth = 1; !finished; nth += 4) {
        await Promise.all([0, 1, 2, 3].map((it) => attempt(nth + it)));
      }
      expect([...seen].sort()).toEqual(['new', 'none', 'old']);
    },
    240_000,
  );
});

test(`killed at any moment, ${kills()} times, it leaves one edition whole`, async () => {
  const root = await prepare([]);
  const dist = join(root, 'dist');
  const editionOf = (number: number): Edition => {
    const edition: Record<string, string> = { 'index.html': String(number) };
    for (let at = 0; at < 60; at++) {
      // Some files stay, some change each time, some come and go.
      if (at % 5 !== number % 5)
        edition[`${at % 7}/${at}/index.html`] = at % 3 === 0 ? `${number}` : 'stays';
    }
    return edition;
  };
  let number = 0;
  let moved = 0;
  for (let kill = 0; kill < kills(); kill++) {
    const code = `const { openOutput } = await import('${io}publish.js');
      const { digestOf } = await import('${io}../base/digest.js');
      const editionOf = ${editionOf.toString()};
      for (let number = ${number + 1}; ; number++) {
        const edition = Object.entries(editionOf(number));
        const output = await openOutput(${JSON.stringify(root)}, ${JSON.stringify(dist)});
        output.write(edition.map(([path, bytes]) => ({ path, bytes, digest: digestOf(bytes) })));
        output.commit(new Map(edition.map(([path, bytes]) => [path, digestOf(bytes)])));
        output.close();
        if (number === ${number + 1}) process.stdout.write('published');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    // The moments of killing are what the test is about; they are spread over several editions' time.
    setTimeout(() => child.kill('SIGKILL'), (kill * 37) % 61);
    await ended;
    mendOutput(root, dist);
    const now = Number(readFileSync(join(dist, 'index.html'), 'utf8'));
    expect(treeOf(dist)).toEqual(expectedTree(editionOf(now), OTHERS));
    if (now > number) moved++;
    number = now;
  }
  expect(moved).toBe(kills());
  await expectRecovery(root);
}, 600_000);

function kills(): number {
  return Number(process.env['BROADSIDE_KILLS'] ?? 60);
}

describe('when the disk refuses any one change', () => {
  /** Makes the nth change to the disk fail while `work` runs; says whether there were so many. */
  async function failing(
    nth: number,
    code: string,
    work: () => Promise<unknown>,
  ): Promise<boolean> {
    let count = 0;
    const real = CHANGES.map((name) => [name, fs[name]] as const);
    for (const [name, change] of real) {
      const refuse = (...args: unknown[]): unknown => {
        if (++count === nth)
          throw Object.assign(new Error(`${code}: refused, ${name}`), {
            code,
            syscall: name,
            errno: -1,
          });
        return Reflect.apply(change, fs, args);
      };
      Object.defineProperty(fs, name, { value: refuse, configurable: true, writable: true });
    }
    syncBuiltinESMExports();
    try {
      await work();
    } finally {
      for (const [name, change] of real)
        Object.defineProperty(fs, name, { value: change, configurable: true, writable: true });
      syncBuiltinESMExports();
    }
    return count >= nth;
  }

  const codes = ['ENOSPC', 'EIO', 'EMFILE', 'EACCES'];
  test.each(
    SCENARIOS.flatMap(([name, editions]) => codes.map((code) => [name, code, editions] as const)),
  )(
    '%s with %s is published whole, or ends in a message and changes nothing',
    async (_, code, editions) => {
      const [former, next] = treesOf(editions);
      let failures = 0;
      for (let nth = 1; ; nth++) {
        const root = await prepare(editions);
        let failure: unknown = null;
        const reached = await failing(nth, code, () =>
          publish(root, THIRD).catch((it: unknown) => (failure = it)),
        );
        if (failure !== null) {
          failures++;
          expect(failure).toBeInstanceOf(DiskError);
          expect(failure).toMatchObject({
            code,
            diagnostic: { code: 'disk-failure', severity: 'error' },
          });
        }
        expect(treeOf(join(root, 'dist'))).toEqual(failure === null ? next : former);
        await expectRecovery(root);
        if (!reached) break;
      }
      expect(failures).toBeGreaterThan(10);
    },
    60_000,
  );
});

test('a full disk leaves the edition that was there, and room for the next', async ({ skip }) => {
  const disk = scratch();
  try {
    if (process.platform !== 'linux') throw new Error('only Linux has a disk of any size to hand');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    process.stdout.write('not run, since no small disk can be mounted here: a full disk\n');
    skip();
  }
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  const root = join(disk, 'site');
  mkdirSync(root);
  await publish(root, FIRST);
  const large = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`${at}/index.html`, 'x'.repeat(20_000)]),
  );
  for (let time = 0; time < 3; time++) {
    await expect(publish(root, { ...FIRST, ...large })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(FIRST));
  }
  await publish(root, SECOND);
  await publish(root, THIRD);
  expect(treeOf(join(root, 'dist'))).toEqual(expectedTree(THIRD));
  expect(existsSync(join(root, '.dist.broadside/staging'))).toBe(false);
});

test('a file in the place of the folder beside the output is named', async () => {
  const root = scratch();
  writeFileSync(join(root, '.dist.broadside'), '');
  await expect(publish(root, FIRST)).rejects.toThrow(DiskError);
  await expect(publish(root, FIRST)).rejects.toThrow(
    '.dist.broadside/lock: Broadside cannot create this: ',
  );
  expect(readdirSync(root)).toEqual(['.dist.broadside']);
});

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { LockHeld, takeLock, tryLock } from '../src/io/lock.ts';
import { machine, startOf } from '../src/io/process-start.ts';
import { compileIo } from './support/compiled.ts';
import { publish, scratch, treeOf, expectedTree } from './support/trees.ts';

let io = '';
beforeAll(() => {
  io = compileIo(['lock', 'publish']);
}, 60_000);

/** A process of its own that runs `code` with the lock's functions at hand; resolves at its first line. */
async function process_(
  code: string,
): Promise<{ child: ChildProcess; ended: Promise<string | null> }> {
  const script = `import { takeLock, tryLock } from '${io}lock.js'; import { openOutput } from '${io}publish.js';
    import { writeSync } from 'node:fs'; const say = (words) => writeSync(1, words + '\\n'); ${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<string | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? String(code))),
  );
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  return { child, ended };
}

const holding = (path: string): string =>
  `await takeLock(${JSON.stringify(path)}, { shown: 'lock' }); say('held'); setInterval(() => {}, 1000);`;

test('a lock is held by one, and free again when released', async () => {
  const path = join(scratch(), 'lock');
  const lock = tryLock(path);
  expect(tryLock(path)).toMatchObject({ pid: process.pid, machine: machine() });
  if ('release' in lock) lock.release();
  expect(existsSync(path)).toBe(false);
  const again = tryLock(path);
  expect('release' in again).toBe(true);
  if ('release' in again) again.release();
});

test('who waits in vain is told once, and then who holds it', async () => {
  const path = join(scratch(), 'lock');
  const { child } = await process_(holding(path));
  const told: number[] = [];
  const onWait = (holder: { pid: number }): void => void told.push(holder.pid);
  const failure = await takeLock(path, { shown: 'dist/lock', onWait, patience: 150 }).catch(
    (it: unknown) => it,
  );
  expect(told).toEqual([child.pid]);
  expect(failure).toBeInstanceOf(LockHeld);
  expect(failure).toMatchObject({
    holder: { pid: child.pid },
    diagnostic: { code: 'output-locked', file: 'dist/lock' },
  });
});

test('who waits gets the lock when the other has finished', async () => {
  const root = scratch();
  await publish(root, { a: 'one' });
  const { ended } =
    await process_(`const output = await openOutput(${JSON.stringify(root)}, ${JSON.stringify(join(root, 'dist'))});
    say('open'); setTimeout(() => output.close(), 200);`);
  await publish(root, { a: 'two' });
  expect(treeOf(join(root, 'dist'))).toEqual(expectedTree({ a: 'two' }));
  expect(await ended).toBe('0');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s releases the lock, and ends the process as ever',
  async (signal) => {
    const path = join(scratch(), 'lock');
    const { child, ended } = await process_(holding(path));
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(existsSync(path)).toBe(false);
  },
);

test('a process that ends by itself releases the lock', async () => {
  const path = join(scratch(), 'lock');
  const { ended } = await process_(
    `await takeLock(${JSON.stringify(path)}, { shown: '' }); say('held'); process.exit(3);`,
  );
  expect(await ended).toBe('3');
  expect(existsSync(path)).toBe(false);
});

test('the lock of a killed process is taken at once', async () => {
  const path = join(scratch(), 'lock');
  const { child, ended } = await process_(holding(path));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: child.pid });
  const lock = tryLock(path);
  expect('release' in lock).toBe(true);
  if ('release' in lock) lock.release();
});

const written = (path: string, holder: object): void =>
  writeFileSync(
    path,
    JSON.stringify({
      pid: process.ppid,
      machine: machine(),
      started: startOf(process.ppid),
      token: 't',
      ...holder,
    }),
  );

const isFree = (path: string): boolean => {
  const lock = tryLock(path);
  if ('release' in lock) lock.release();
  return 'release' in lock;
};

test.skipIf(process.platform === 'win32')(
  'a process that got the id of a dead holder is not taken for it',
  () => {
    const path = join(scratch(), 'lock');
    written(path, {});
    expect(isFree(path)).toBe(false);
    written(path, { started: startOf(process.pid) });
    expect(isFree(path)).toBe(true);
  },
);

test('a lock of our own that could not be removed when it was released is no lock', () => {
  const path = join(scratch(), 'lock');
  written(path, { pid: process.pid, started: startOf(process.pid) });
  expect(isFree(path)).toBe(true);
});

test('a holder on another machine is believed for ten minutes', () => {
  const path = join(scratch(), 'lock');
  written(path, { machine: 'elsewhere', pid: 2 ** 30 });
  expect(isFree(path)).toBe(false);
  const old = Date.now() / 1000 - 601;
  utimesSync(path, old, old);
  expect(isFree(path)).toBe(true);
});

test.each(['', '{', '{"pid":-1,"machine":"","started":"","token":""}', 'null'])(
  'a lock that reads %j is one that is just being written, but not for long',
  (text) => {
    const path = join(scratch(), 'lock');
    writeFileSync(path, text);
    expect(isFree(path)).toBe(false);
    const old = Date.now() / 1000 - 3;
    utimesSync(path, old, old);
    expect(isFree(path)).toBe(true);
  },
);

test('of many that find a dead holder at once, one after another gets the lock and never two', async () => {
  const folder = scratch();
  const path = join(folder, 'lock');
  written(path, { pid: 2 ** 30 });
  const file = JSON.stringify(join(folder, 'count'));
  // Two at once would read the same number.
  const code = `import { readFileSync, writeFileSync } from 'node:fs'; say('ready');
    for (let i = 0; i < 10; i++) {
      const lock = await takeLock(${JSON.stringify(path)}, { shown: '', patience: 60000 });
      const count = Number(readFileSync(${file}, 'utf8')); await new Promise((done) => setTimeout(done, 1));
      writeFileSync(${file}, String(count + 1)); lock.release();
    }`;
  writeFileSync(join(folder, 'count'), '0');
  const all = await Promise.all([1, 2, 3, 4].map(() => process_(code)));
  expect(await Promise.all(all.map((it) => it.ended))).toEqual(['0', '0', '0', '0']);
  expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('40');
  expect(readdirSync(folder)).toEqual(['count']);
}, 60_000);

import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  articleFile,
  filesIn,
  folderOf,
  SMALL_SITE,
  textOf,
  writeFiles,
} from './support/folder.ts';
import { MISSPELT, REFUSAL } from './support/misspelt.ts';
import { run, start } from './support/program.ts';
import { watchBeside } from './support/watch-beside.ts';

describe('build --watch', () => {
  it('publishes each change, survives a mistake, and ends cleanly', async () => {
    const root = folderOf(SMALL_SITE);
    const rates = 'dist/2024/06/rates/index.html';
    const running = start(['build', '--watch'], { cwd: root });
    await running.waitFor('Watching for changes.');
    expect(textOf(root, rates)).toContain('The rates rose.');

    const file = articleFile('Rates again', 'The rates fell.\n');
    writeFiles(root, { 'articles/2024-06-01-rates.md': file });
    const said = await running.waitFor(' removed (');
    expect(said).toMatch(/^articles\/2024-06-01-rates\.md: \d+ files? written, 0 removed \(/);
    expect(textOf(root, rates)).toContain('The rates fell.');

    const before = filesIn(join(root, 'dist'));
    writeFiles(root, MISSPELT);
    const refused = await running.waitFor('dist was left as it was.');
    expect(refused).toContain(REFUSAL.join('\n'));
    expect(filesIn(join(root, 'dist'))).toEqual(before);

    writeFiles(root, {
      'articles/2024-06-01-rates.md': articleFile('Rates again', 'The rates stand.\n'),
    });
    await running.waitFor(' removed (');
    expect(textOf(root, rates)).toContain('The rates stand.');

    // A folder that was not there when the watch began.
    writeFiles(root, { 'pages/about.md': '---\ntitle: About\n---\n\nWho we are.\n' });
    expect(await running.waitFor(' removed (')).toContain('pages/about.md: ');
    expect(textOf(root, 'dist/about/index.html')).toContain('Who we are.');

    running.child.kill('SIGTERM');
    const { status, signal } = await running.ended;
    if (process.platform !== 'win32')
      expect({ status, signal }).toEqual({ status: 0, signal: null });
  });

  it('publishes by itself what goes live meanwhile', async () => {
    const soon = new Date(Date.now() + 3000).toISOString().slice(0, 19);
    const later = articleFile('Soon', 'It is here.\n', `date: ${soon}Z\n`);
    const root = folderOf({ ...SMALL_SITE, 'articles/soon.md': later });
    const running = start(['build', '--watch'], { cwd: root });
    const first = await running.waitFor('Watching for changes.');
    // On a slow machine the time may have come before.
    if (first.includes('scheduled, goes live') && !first.includes('time has come: ')) {
      await running.waitFor('time has come: ');
    }
    expect(textOf(root, 'dist/index.html')).toContain('Soon');
  });

  it('says nothing of a file that was only touched', async () => {
    const root = folderOf(SMALL_SITE);
    const rates = 'articles/2024-06-01-rates.md';
    const running = start(['build', '--watch'], { cwd: root });
    await running.waitFor('Watching for changes.');
    const looked = await watchBeside(root);
    await looked(1);
    utimesSync(join(root, rates), new Date(), new Date());
    await looked(1);
    writeFiles(root, { [rates]: articleFile('Rates again', 'The rates fell.\n') });
    const said = await running.waitFor(' removed (');
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(/^articles\/2024-06-01-rates\.md: \d+ files written/),
    ]);
  });

  it('publishes again when dist was taken away', async () => {
    const root = folderOf(SMALL_SITE);
    const running = start(['build', '--watch'], { cwd: root });
    await running.waitFor('Watching for changes.');
    const before = filesIn(join(root, 'dist'));
    rmSync(join(root, 'dist'), { recursive: true });
    utimesSync(join(root, 'articles/2024-06-01-rates.md'), new Date(), new Date());
    await running.waitFor(' removed (');
    expect(filesIn(join(root, 'dist'))).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('ends well, however often it is told to', async () => {
    const running = start(['build', '--watch'], { cwd: folderOf(SMALL_SITE) });
    await running.waitFor('Watching for changes.');
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    const { status, signal } = await running.ended;
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  });

  it('says once that the folder is gone, and goes on when it is back', async () => {
    const root = folderOf(SMALL_SITE);
    const running = start(['build', '--watch', '--root', root]);
    await running.waitFor('Watching for changes.');
    const looked = await watchBeside(root);
    renameSync(root, `${root}-away`);
    const refused = await running.waitFor('[config-absent]');
    await looked(3);
    renameSync(`${root}-away`, root);
    writeFiles(root, { 'articles/2024-07-01-new.md': articleFile('New') });
    const said = refused + (await running.waitFor(' removed ('));
    expect(said.split('[config-absent]')).toHaveLength(2);
    expect(textOf(root, 'dist/2024/07/new/index.html')).toContain('New');
  });

  it('looks at each file where the system tells of none', async () => {
    const root = folderOf(SMALL_SITE);
    const env = { CHOKIDAR_USEPOLLING: '1', CHOKIDAR_INTERVAL: '20' };
    const running = start(['build', '--watch'], { cwd: root, env });
    await running.waitFor('Watching for changes.');
    writeFiles(root, {
      'articles/2024-06-01-rates.md': articleFile('Rates again', 'The rates fell.\n'),
    });
    expect(await running.waitFor(' removed (')).toContain('articles/2024-06-01-rates.md: ');
  });

  it.each([
    ['ENOSPC', 'the system watches no more files'],
    ['EIO', 'the system reports EIO'],
  ])('ends with the cause when the system refuses: %s', async (code, cause) => {
    const root = folderOf(SMALL_SITE);
    const env = { NODE_OPTIONS: `--import=${moduleUrl(refusing(code))}` };
    const { status, stderr } = await run(['build', '--watch'], { cwd: root, env });
    expect(stderr).toContain(`error: Broadside cannot watch this folder: ${cause} [watch-failure]`);
    expect(status).toBe(4);
    // What it could do, it has done.
    expect(textOf(root, 'dist/index.html')).toContain('Rates again');
  });
});

/** A system that watches nothing. */
function refusing(code: string): string {
  return `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.watch = () => {
      throw Object.assign(new Error('refused'), { code: '${code}', syscall: 'watch' });
    };
    syncBuiltinESMExports();
  `;
}

function moduleUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

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
import { start } from './support/program.ts';

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
    await running.waitFor('pages/about.md');
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
    // A slow machine may be at its first build when the time has come.
    if (first.includes('scheduled, goes live')) await running.waitFor('time has come: ');
    expect(textOf(root, 'dist/index.html')).toContain('Soon');
  });
});

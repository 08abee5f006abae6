import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSite } from '../src/io/site.ts';
import { articleFile, CONFIG_FILE, filesIn, folderOf } from './support/folder.ts';
import { run } from './support/program.ts';

it('an edition compiled on several threads is the one that a single thread makes', async () => {
  const numbers = Array.from({ length: 240 }, (_, at) => at + 1);
  const articles = numbers.map((at): [string, string] => [
    `articles/2024-01-${String((at % 28) + 1).padStart(2, '0')}-number-${at}.md`,
    articleFile(
      `Number ${at}`,
      `Some *words* of [[number-${(at % 240) + 1}]].[^1]\n\n[^1]: A note.\n`,
    ),
  ]);
  const files = { 'broadside.yaml': CONFIG_FILE, ...Object.fromEntries(articles) };
  const [alone, together] = [folderOf(files), folderOf(files)];
  // Run from its sources the program uses no threads; compiled, and with so many files, it does.
  const show = { drafts: false, future: false, expired: false };
  const site = openSite({
    root: alone,
    out: join(alone, 'dist'),
    show,
    now: '2026-01-01',
    onWait: () => {},
  });
  expect((await site.build()).outcome).toBe('published');
  const { status } = await run(['build', '--now', '2026-01-01'], { cwd: together });
  expect(status).toBe(0);
  expect(filesIn(join(together, 'dist'))).toEqual(filesIn(join(alone, 'dist')));
  expect(readdirSync(join(together, 'dist', '2024', '01'))).toHaveLength(240);
});

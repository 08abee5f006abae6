/** The script behind `npm run build` and `npm test`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { folderOf, SMALL_SITE, temporaryFolder, textOf } from './support/folder.ts';
import { HOME } from './support/home.ts';
import { programFile, startNode } from './support/program.ts';

const RUN = join(HOME, 'tools', 'run.mjs');

it('an old Node is told which one is needed, without a stack', async () => {
  const old = join(temporaryFolder(), 'old.mjs');
  writeFileSync(
    old,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });",
  );
  const args = ['--import', pathToFileURL(old).href, RUN, 'build'];
  const { status, stdout, stderr } = await startNode(args).ended;
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    'Broadside needs Node 20.19 or newer, and this is 20.18.3. Newer ones are at https://nodejs.org/\n',
  );
});

it('a task that does not exist is answered with those that do', async () => {
  const { status, stderr } = await startNode([RUN, 'biuld']).ended;
  expect(status).toBe(2);
  expect(stderr).toContain(
    'There is no task "biuld". The tasks: build, dev, preview, check, clean, watch',
  );
});

it('passes options to the program and its exit status back', async () => {
  // Throws when there is something to compile: other tests use what is compiled.
  programFile();
  const root = folderOf(SMALL_SITE);
  const built = await startNode([RUN, 'build', '--out', 'site'], { cwd: root }).ended;
  expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: '' });
  expect(textOf(root, 'site/index.html')).toContain('Rates again');
  const wrong = await startNode([RUN, 'check', '--nonsense'], { cwd: root }).ended;
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('unknown option "--nonsense"');
});

/** Whatever happens to the files while `build --watch` runs, in the end the output is that of a clean build. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_FILES, MOMENT, play, SEQUENCE } from './support/file-events.ts';
import { filesIn, folderOf } from './support/folder.ts';
import { start } from './support/program.ts';

/** Each has a folder and a program of its own, so that one waits while another works. */
const LANES = 2;

const SEQUENCES = Number(process.env['BROADSIDE_SEQUENCES'] ?? 100);

/** How long the program may take, in milliseconds: machines may be slow, and it asks for a look when all is quiet. */
const PATIENCE = 10_000;

describe('for any sequence of file events', () => {
  it(
    'the output ends equal to a clean build, byte for byte',
    async () => {
      await Promise.all(
        Array.from({ length: LANES }, async () => {
          const root = folderOf(FIRST_FILES);
          const running = start(['build', '--watch', '--now', MOMENT], { cwd: root });
          await running.waitFor('Watching for changes.');
          await fc.assert(
            fc.asyncProperty(SEQUENCE, async (sequence) => {
              const expected = await play(root, sequence);
              await expect
                .poll(() => manifestIn(root), { timeout: PATIENCE, interval: 10 })
                .toBe(expected[MANIFEST]);
              expect(filesIn(join(root, 'dist'))).toEqual(expected);
              expect(running.child.exitCode).toBe(null);
            }),
            { numRuns: Math.ceil(SEQUENCES / LANES), endOnFailure: true },
          );
          running.child.kill('SIGTERM');
          const { status } = await running.ended;
          if (process.platform !== 'win32') expect(status).toBe(0);
        }),
      );
    },
    SEQUENCES * 10_000,
  );
});

const MANIFEST = '.broadside-manifest';

/** Names every file of the output with its digest; null in the moment between two editions. */
function manifestIn(root: string): string | null {
  const path = join(root, 'dist', MANIFEST);
  return existsSync(path) ? readFileSync(path, 'latin1') : null;
}

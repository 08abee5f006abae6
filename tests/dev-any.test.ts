/** Whatever happens to the files while `dev` runs, in the end its pages are those of a clean build. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_FILES, MOMENT, play, SEQUENCE } from './support/file-events.ts';
import { folderOf, textOf } from './support/folder.ts';
import { startPreview, type Previewing } from './support/previewing.ts';

/** Each has a folder and a program of its own, so that one waits while another works. */
const LANES = 2;

const SEQUENCES = Number(process.env['BROADSIDE_SEQUENCES'] ?? 100);

/** How long the program may take, in milliseconds: machines may be slow. */
const PATIENCE = 10_000;

describe('for any sequence of file events', () => {
  it(
    'the pages end equal to those of a clean build',
    async () => {
      await Promise.all(
        Array.from({ length: LANES }, async () => {
          const root = folderOf(FIRST_FILES);
          const preview = await startPreview(root, ['--now', MOMENT]);
          await fc.assert(
            fc.asyncProperty(SEQUENCE, async (sequence) => {
              const show = { drafts: true, future: true, expired: true };
              const expected = pagesOf(await play(root, sequence, { now: MOMENT, show }));
              await expect
                .poll(async () => await shownBy(preview, baseOf(root), Object.keys(expected)), {
                  timeout: PATIENCE,
                  interval: 50,
                })
                .toEqual(expected);
            }),
            { numRuns: Math.ceil(SEQUENCES / LANES), endOnFailure: true },
          );
        }),
      );
    },
    SEQUENCES * 10_000,
  );
});

/** What a browser can ask for, but for pages that send it elsewhere. */
function pagesOf(files: Readonly<Record<string, string>>): Record<string, string> {
  const hidden = /^(?:\.broadside-manifest|_redirects|_headers)$/;
  return Object.fromEntries(
    Object.entries(files).filter(([path, text]) => !hidden.test(path) && !isRedirect(text)),
  );
}

function isRedirect(text: string): boolean {
  return text.includes('http-equiv="refresh"');
}

/** The folder the site lies in, as its configuration says. */
function baseOf(root: string): string {
  const url = /^url: (\S+)$/m.exec(textOf(root, 'broadside.yaml'))?.[1] ?? '';
  return new URL(url).pathname.replace(/\/$/, '');
}

async function shownBy(
  preview: Previewing,
  base: string,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const path of paths) {
    const address = `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;
    const reply = await fetch(new URL(address, preview.url));
    const text = Buffer.from(await reply.arrayBuffer()).toString('latin1');
    shown[path] = text.replace(/<script src="\/\.broadside\/client\.js"[^>]*><\/script>/, '');
  }
  return shown;
}

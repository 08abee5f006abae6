/** The ways in which editors and other programs bring a file to the disk. */
import {
  appendFileSync,
  existsSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';

/** How a file comes to the disk. */
export interface Saving {
  readonly words: string;
  readonly save: (at: string, content: string | Uint8Array) => void | Promise<void>;
}

export const IN_PLACE: Saving = { words: 'in place', save: writeFileSync };

/** How long a program may take between two steps, in milliseconds. */
export const PAUSE: fc.Arbitrary<number> = fc.constantFrom(0, 0, 1, 3, 8, 20, 45, 90);

/** Any way of saving. */
export const SAVING: fc.Arbitrary<Saving> = PAUSE.chain((pause) =>
  fc.constantFrom(...savings(pause)),
);

function savings(pause: number): readonly Saving[] {
  const during = `, ${pause} ms between`;
  return [
    IN_PLACE,
    {
      words: 'by renaming a hidden file',
      save: (at, content) => {
        const beside = join(dirname(at), '.saving.tmp');
        writeFileSync(beside, content);
        renameSync(beside, at);
      },
    },
    {
      words: `by renaming a file${during}`,
      save: async (at, content) => {
        writeFileSync(`${at}.new`, content);
        await wait(pause);
        renameSync(`${at}.new`, at);
      },
    },
    {
      words: `emptied first${during}`,
      save: async (at, content) => {
        writeFileSync(at, '');
        await wait(pause);
        writeFileSync(at, content);
      },
    },
    {
      words: `in two pieces${during}`,
      save: async (at, content) => {
        const half = Math.floor(content.length / 2);
        writeFileSync(at, content.slice(0, half));
        await wait(pause);
        appendFileSync(at, content.slice(half));
      },
    },
    {
      words: `longer, then cut${during}`,
      save: async (at, content) => {
        writeFileSync(at, content);
        appendFileSync(at, 'rest of something longer');
        await wait(pause);
        truncateSync(at, Buffer.byteLength(content));
      },
    },
    {
      words: `deleted first${during}`,
      save: async (at, content) => {
        rmSync(at, { force: true });
        await wait(pause);
        writeFileSync(at, content);
      },
    },
    {
      words: `with a backup${during}`,
      save: async (at, content) => {
        if (existsSync(at)) renameSync(at, `${at}~`);
        await wait(pause);
        writeFileSync(at, content);
        rmSync(`${at}~`, { force: true });
      },
    },
  ];
}

/** The edition is a function of what was written: not of the machine, its clock, its language or its disk. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { NOW } from './support/built.ts';
import { filesIn, temporaryFolder } from './support/folder.ts';
import { HOME } from './support/home.ts';
import { run } from './support/program.ts';
import { PUBLICATION } from './support/sample.ts';

interface Machine {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The order in which the files came to its disk. */
  readonly order: (paths: readonly string[]) => readonly string[];
  /** Whether the publication has its own copy of the theme. */
  readonly ownTheme: boolean;
}

const MACHINES: readonly Machine[] = [
  {
    folder: 'site',
    env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
    order: (paths) => paths,
    ownTheme: false,
  },
  {
    folder: 'Wellenbrecher, größer',
    env: { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    order: (paths) => paths.toReversed(),
    ownTheme: false,
  },
  {
    folder: '-0',
    env: { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8', CI: '1' },
    // The second half between the first, backwards.
    order: (paths) => {
      const half = Math.ceil(paths.length / 2);
      const later = paths.slice(half).reverse();
      return paths.slice(0, half).flatMap((it, at) => [it, ...later.slice(at, at + 1)]);
    },
    ownTheme: true,
  },
];

it('the sample publication is the same bytes on every machine', async () => {
  const [first, ...others] = await Promise.all(MACHINES.map(publishedOn));
  expect(Object.keys(first ?? {})).toContain('.broadside-manifest');
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(50);
  for (const other of others) expect(other).toEqual(first);
});

/** Copies the publication as that machine has it, builds it with the real program, and reads `dist`. */
async function publishedOn(machine: Machine): Promise<Record<string, string>> {
  const root = join(temporaryFolder(), machine.folder);
  const paths = [...PUBLICATION, ...(machine.ownTheme ? ['templates'] : [])].flatMap(pathsIn);
  const ordered = machine.order(paths);
  expect([...ordered].sort()).toEqual([...paths].sort());
  ordered.forEach((path, at) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), readFileSync(join(HOME, path)));
    // Times in yet another order: nothing may be taken from them.
    const time = 1_000_000_000 + ((at * 7919) % 1009) * 86_400;
    utimesSync(join(root, path), time, time);
  });
  const { status, stderr } = await run(['build', '--now', NOW], { cwd: root, env: machine.env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return filesIn(join(root, 'dist'));
}

/** Files at or under a path of the repository, from its root. */
function pathsIn(path: string): string[] {
  const at = join(HOME, path);
  if (statSync(at).isFile()) return [path];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(HOME, join(it.parentPath, it.name)).split(sep).join('/'))
    .sort();
}

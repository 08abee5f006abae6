/** The files of a small publication as they should be, and how a folder comes to hold them. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf } from './edited-site.ts';
import type { SiteModel } from './edited-site.ts';
import { articleFile, filesIn, textOf } from './folder.ts';
import type { Files } from './folder.ts';
import type { Saving } from './saving.ts';

export interface Scene {
  readonly site: SiteModel;
  /** A folder of articles that is moved about. */
  readonly series: Folder | null;
  /** Articles that come and go in numbers. */
  readonly archive: Folder | null;
}

/** Articles in one folder, all much alike. */
export interface Folder {
  readonly at: string;
  readonly articles: number;
  /** A word in each, by which one version differs from another. */
  readonly word: string;
}

export const CONFIG = 'broadside.yaml';
/** The folders that a publication consists of. */
export const TOP_FOLDERS = [
  'articles',
  'pages',
  'newsroom',
  'media',
  'public',
  'templates',
] as const;

export function filesOfScene({ site, series, archive }: Scene): Files {
  return { ...filesOf(site), ...filesOfFolder(series), ...filesOfFolder(archive) };
}

export function filesOfFolder(folder: Folder | null): Files {
  if (folder === null) return {};
  const { at, articles, word } = folder;
  const numbers = Array.from({ length: articles }, (_, index) =>
    String(index + 1).padStart(2, '0'),
  );
  return Object.fromEntries(
    numbers.map((it) => [
      `${at}/${it}.md`,
      articleFile(
        `Part ${it} of ${word}`,
        `All of ${word}.\n`,
        `date: 2024-07-01\nslug: ${word}-${it}\ntopics: [economy]\n`,
      ),
    ]),
  );
}

/** Makes a folder hold a scene, whatever lies there, and gives the scene. */
export async function bring(root: string, scene: Scene, saving: Saving): Promise<Scene> {
  await bringFiles(root, filesOfScene(scene), saving);
  return scene;
}

/** Changes what differs, and touches nothing else. A file that only has another name is renamed. */
export async function bringFiles(root: string, files: Files, { save }: Saving): Promise<void> {
  const before = sourcesIn(root);
  const gone = new Set(Object.keys(before).filter((it) => !(it in files)));
  for (const [path, content] of Object.entries(files)) {
    if (before[path] === content) continue;
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    const other = [...gone].find((it) => before[it] === content);
    if (other === undefined) {
      await save(at, content);
    } else {
      gone.delete(other);
      renameSync(join(root, other), at);
    }
  }
  for (const path of gone) rmSync(join(root, path));
}

/** The files of the publication, without what programs have made of them. */
export function sourcesIn(root: string): Record<string, string> {
  const all = TOP_FOLDERS.flatMap((folder) => {
    const files = isFolder(root, folder) ? Object.entries(filesIn(join(root, folder))) : [];
    return files.map(([path, bytes]): [string, string] => [
      `${folder}/${path}`,
      Buffer.from(bytes, 'latin1').toString(),
    ]);
  });
  const config = readdirSync(root).includes(CONFIG)
    ? [[CONFIG, textOf(root, CONFIG)] as const]
    : [];
  return Object.fromEntries([...all, ...config]);
}

export function isFolder(root: string, path: string): boolean {
  try {
    readdirSync(join(root, path));
    return true;
  } catch {
    return false;
  }
}

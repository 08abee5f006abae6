import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/io/site.ts';
import { buildFolder } from './built.ts';
import { HOME } from './home.ts';

/** The sample publication's own files; the theme is the program's. */
export const PUBLICATION = ['broadside.yaml', 'articles', 'media', 'newsroom', 'pages', 'public'];

export interface Sample {
  readonly report: Report;
  /** The output folder. */
  readonly dist: string;
  /** To be returned from `beforeAll`. */
  readonly remove: () => void;
}

/** The sample publication, built once for all tests of a file. */
export async function buildSample(): Promise<Sample> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadside-')));
  for (const it of PUBLICATION) cpSync(join(HOME, it), join(root, it), { recursive: true });
  return {
    report: await buildFolder(root),
    dist: join(root, 'dist'),
    remove: () => {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/io/report.ts';
import { buildFolder } from './built.ts';
import type { Given } from './built.ts';
import { HOME } from './home.ts';

/** The sample publication's own files; the theme is the program's. */
export const PUBLICATION = ['broadside.yaml', 'articles', 'media', 'newsroom', 'pages', 'public'];

export interface BuiltSite {
  readonly report: Report;
  /** The output folder. */
  readonly dist: string;
  /** To be returned from `beforeAll`. */
  readonly remove: () => void;
}

/** The sample publication, built once for all tests of a file. */
export async function buildSample(): Promise<BuiltSite> {
  return await buildOnce((root) => {
    for (const it of PUBLICATION) cpSync(join(HOME, it), join(root, it), { recursive: true });
  });
}

/** A site built once for all tests of a file. */
export async function buildOnce(
  write: (root: string) => void,
  given: Given = {},
): Promise<BuiltSite> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadside-')));
  write(root);
  return {
    report: await buildFolder(root, given),
    dist: join(root, 'dist'),
    remove: () => {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

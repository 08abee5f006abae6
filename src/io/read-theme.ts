import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../base/digest.ts';
import { themeSourceOf } from '../render/theme-source.ts';
import type { ThemeFile, ThemeSource } from '../render/theme-source.ts';
import type { ThemeAsset } from '../render/theme-assets.ts';
import { notUtf8 } from '../diagnostics/catalog/file.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { attempt } from './failure.ts';
import { decode } from './read.ts';

/** The default theme, as it comes with the program. */
const DEFAULT_THEME = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * Reads the default theme and, over it, the site's own `templates/`, one file for one file. Names that begin
 * with `.` or `_` are skipped, and links are not followed. Throws `DiskError`.
 */
export function readTheme(root: string): Outcome<ThemeSource> {
  const diagnostics: Diagnostic[] = [];
  const own = join(root, 'templates');
  const folders = own === DEFAULT_THEME ? [own] : [DEFAULT_THEME, own];
  const files = new Map<string, ThemeFile>();
  const assets = new Map<string, ThemeAsset>();
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      const path = folder === own ? `templates/${name}` : `default theme/${name}`;
      const bytes = attempt('read', path, () => readFileSync(join(folder, name)));
      if (name.endsWith('.hbs')) {
        const text = decode(bytes);
        if (text === null) diagnostics.push(notUtf8(path));
        files.set(name, { name, path, text: text ?? '' });
      } else
        assets.set(name, { name, path, bytes: new Uint8Array(bytes), digest: digestOf(bytes) });
    }
  }
  return { value: themeSourceOf([...files.values()], [...assets.values()]), diagnostics };
}

function namesIn(folder: string): string[] {
  const status = attempt('read', folder, () => lstatSync(folder, { throwIfNoEntry: false }));
  if (status?.isDirectory() !== true) return [];
  const entries = attempt('list', folder, () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }),
  );
  return entries
    .filter((it) => it.isFile())
    .map((it) => relative(folder, join(it.parentPath, it.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((it) => /^[._]/.test(it)));
}

/** Folders as the command line names them. */
import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../io/failure.ts';

/** The folder of the publication, absolute. Throws `UsageError` when there is none. */
export function rootFolder(given: string): string {
  const root = resolve(folderName('--root', given));
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`there is no folder "${given}"`);
  }
  return root;
}

/** The output folder, absolute: as given from the current folder, or `dist` under the root. */
export function outFolder(root: string, given: string | undefined): string {
  return given === undefined ? join(root, 'dist') : resolve(folderName('--out', given));
}

/** A path as messages name it: from the current folder, or in full outside of it. */
export function shownFrom(base: string, path: string): string {
  const inside = relative(base, path);
  if (inside === '') return '.';
  const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return outside ? path : inside.split(sep).join('/');
}

function folderName(option: string, given: string): string {
  if (given === '') throw new UsageError(`${option} needs the name of a folder`);
  return given;
}

import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { outputTaken } from '../diagnostics/catalog/disk.ts';
import { attempt, shownPath } from './failure.ts';
import { digestOfFile } from './file-digest.ts';
import type { OutputFolder } from './output-folder.ts';
import { OutputTaken } from './swap.ts';
import type { ForeignEntry } from './tree.ts';
import { foldersOf, parentOf } from './tree.ts';

/**
 * Sees to it that nothing of someone else's stands in the way of the edition, and takes over what is byte
 * for byte the file we would write: so a lost manifest costs nothing. Takes those out of `foreign`,
 * and gives their number. Throws `OutputTaken`.
 */
export function adopt(
  folder: OutputFolder,
  foreign: Map<string, ForeignEntry>,
  all: ReadonlyMap<string, Digest>,
): number {
  const folders = foldersOf(all.keys());
  let adopted = 0;
  for (const [path, entry] of [...foreign]) {
    const file = join(folder.out, path);
    const shown = shownPath(folder.root, file);
    const wanted = all.get(path);
    if (
      wanted !== undefined &&
      entry.kind === 'file' &&
      attempt('read', shown, () => digestOfFile(file)) === wanted
    ) {
      foreign.delete(path);
      adopted++;
      continue;
    }
    let inTheWay = wanted !== undefined || (entry.kind !== 'folder' && folders.has(path));
    for (let above = parentOf(path); above !== ''; above = parentOf(above))
      inTheWay ||= all.has(above);
    if (inTheWay) throw new OutputTaken(outputTaken(shown));
  }
  return adopted;
}

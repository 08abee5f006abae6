import type { LinesOf } from '../diagnostics/format.ts';
import { type Lines, linesOf } from '../diagnostics/lines.ts';
import { readTextFile } from '../io/read.ts';

/** Reads the files that diagnostics are about, each once; one that is gone or unreadable has no lines. */
export function linesUnder(root: string): LinesOf {
  const known = new Map<string, Lines | null>();
  return (file) => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const lines = read(root, file);
    known.set(file, lines);
    return lines;
  };
}

function read(root: string, file: string): Lines | null {
  try {
    const text = readTextFile(root, file);
    return typeof text === 'string' ? linesOf(text) : null;
  } catch {
    return null;
  }
}

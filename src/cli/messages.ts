/** Diagnostics on stderr, and as annotations where a machine that understands them runs us. */
import { join } from 'node:path';
import { annotationOf, formatDiagnostic, type Located, sample } from '../diagnostics/format.ts';
import { linesUnder } from './lines-of.ts';
import { shownFrom } from './place.ts';
import { coloursOfMessages, isContinuousIntegration, say } from './terminal.ts';

/** How many of one code are shown before the rest is counted. */
export const MOST_OF_ONE_CODE = 5;

/** Says diagnostics with their frames, a blank line between them. `most: null` says all. */
export function sayDiagnostics(
  root: string,
  diagnostics: readonly Located[],
  most: number | null,
): void {
  const linesOf = linesUnder(root);
  const { shown, rest } = sample(diagnostics, most);
  const colours = coloursOfMessages();
  for (const it of shown) say(formatDiagnostic(it, linesOf, colours), '');
  if (rest.length > 0) say(...rest, '');
  if (!isContinuousIntegration()) return;
  for (const it of shown) say(annotationOf(it, annotatedPath(root, it.diagnostic.file), linesOf));
}

/** Annotations name files as the checkout has them, which may hold the site in a folder. */
function annotatedPath(root: string, file: string | null): string | null {
  if (file === null) return null;
  const { GITHUB_WORKSPACE: workspace } = process.env;
  return shownFrom(workspace ?? process.cwd(), join(root, file));
}

/** Which articles lead to which others, and how. */
import type { ArticleSummary, Resolution, SourcePath } from '../model.ts';
import type { Placed } from './link.ts';
import type { Version } from './translations.ts';

type Resolved = ReadonlyMap<SourcePath, readonly Resolution[]>;

/** The articles that asides in the text show. */
export function textSeeAlso(
  { references }: Pick<ArticleSummary, 'references'>,
  resolutions: readonly Resolution[],
): Set<SourcePath> {
  const found = new Set<SourcePath>();
  references.forEach(({ form }, at) => {
    const article = form === 'see-also' ? articleAt(resolutions, at) : null;
    if (article !== null) found.add(article);
  });
  return found;
}

/** The articles of `seeAlso:`, each once, without those an aside in the text already shows. */
export function footSeeAlso(
  summary: ArticleSummary,
  resolutions: readonly Resolution[],
): SourcePath[] {
  if (summary.seeAlso.length === 0) return [];
  const inText = textSeeAlso(summary, resolutions);
  const foot = new Set(summary.seeAlso.flatMap((at) => articleAt(resolutions, at) ?? []));
  return [...foot].filter((it) => !inText.has(it));
}

/** For each article those that lead to it, newest first, each once. A translation is no reference. */
export function backReferences(
  shown: readonly Placed[],
  resolved: Resolved,
  versions: ReadonlyMap<SourcePath, Version>,
): Map<SourcePath, SourcePath[]> {
  const back = new Map<SourcePath, SourcePath[]>();
  for (const { entry } of shown) {
    const resolutions = resolved.get(entry.path) ?? [];
    const targets = new Set<SourcePath>();
    for (const it of resolutions)
      if (it.to === 'page' && it.article !== null) targets.add(it.article);
    targets.delete(entry.path);
    for (const other of versions.get(entry.path)?.others ?? []) targets.delete(other);
    for (const target of targets) {
      const list = back.get(target);
      if (list === undefined) back.set(target, [entry.path]);
      else list.push(entry.path);
    }
  }
  return back;
}

function articleAt(resolutions: readonly Resolution[], at: number): SourcePath | null {
  const resolution = resolutions[at];
  return resolution?.to === 'page' ? resolution.article : null;
}

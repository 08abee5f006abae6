/**
 * Which articles are one article in several languages. Whoever translates names the article translated, so that
 * all versions of it hang together by their original, which names nothing.
 */
import { byCodePoint } from '../base/order.ts';
import * as say from '../diagnostics/catalog/translations.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Resolution, SourcePath } from '../model.ts';
import type { Placed } from './link.ts';

/** An article among its translations. */
export interface Version {
  /** What it says it is a translation of. */
  readonly original: SourcePath | null;
  /** All other versions: the original first, then by language. */
  readonly others: readonly SourcePath[];
}

const SPOT = { field: 'translationOf' };

/**
 * The published versions of each article that has any. What is odd about them is a warning and never an error:
 * a translation that goes live by itself must not keep the edition from being published.
 */
export function gatherTranslations(
  shown: readonly Placed[],
  resolved: ReadonlyMap<SourcePath, readonly Resolution[]>,
  diagnostics: Diagnostic[],
): Map<SourcePath, Version> {
  const named = new Map(
    shown.flatMap(({ entry: { path }, summary: { translationOf } }) => {
      const target = translationOf === null ? null : resolved.get(path)?.[translationOf];
      return target?.to === 'page' && target.article !== null ? [[path, target.article]] : [];
    }),
  );
  if (named.size === 0) return new Map();
  const circular = new Set([...named.keys()].filter((it) => isInCircle(it, named)));
  for (const [path, target] of named) {
    const further = named.get(target);
    if (circular.has(path)) diagnostics.push(say.translationCircle(path, SPOT, target));
    else if (further !== undefined && !circular.has(target)) {
      diagnostics.push(say.translationOfTranslation(path, SPOT, target, rootOf(target, named)));
    }
  }

  const groups = new Map<SourcePath, Placed[]>();
  for (const it of shown) {
    const root = rootOf(it.entry.path, named);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [it]);
    else group.push(it);
  }
  const versions = new Map<SourcePath, Version>();
  for (const [root, group] of groups) {
    if (group.length < 2) continue;
    const ordered = [...group].sort((a, b) => order(a, root) - order(b, root) || byLanguage(a, b));
    reportSameLanguage(ordered, diagnostics);
    const paths = ordered.map((it) => it.entry.path);
    for (const path of paths) {
      const original = circular.has(path) ? null : (named.get(path) ?? null);
      versions.set(path, { original, others: paths.filter((it) => it !== path) });
    }
  }
  return versions;
}

/** Follows the names to the article that names none; of a circle, to the first of its paths. */
function rootOf(path: SourcePath, named: ReadonlyMap<SourcePath, SourcePath>): SourcePath {
  const way = [path];
  let next = named.get(path);
  while (next !== undefined) {
    const met = way.indexOf(next);
    if (met >= 0) return way.slice(met).sort(byCodePoint)[0] ?? path;
    way.push(next);
    next = named.get(next);
  }
  return way.at(-1) ?? path;
}

function isInCircle(path: SourcePath, named: ReadonlyMap<SourcePath, SourcePath>): boolean {
  const met = new Set<SourcePath>();
  let next = named.get(path);
  while (next !== undefined && next !== path && !met.has(next)) {
    met.add(next);
    next = named.get(next);
  }
  return next === path;
}

function order(it: Placed, root: SourcePath): number {
  return it.entry.path === root ? 0 : 1;
}

function byLanguage(a: Placed, b: Placed): number {
  return byCodePoint(a.summary.lang, b.summary.lang) || byCodePoint(a.entry.path, b.entry.path);
}

function reportSameLanguage(group: readonly Placed[], diagnostics: Diagnostic[]): void {
  const first = new Map<string, SourcePath>();
  for (const { entry, summary } of group) {
    const lang = summary.lang.toLowerCase();
    const other = first.get(lang);
    if (other === undefined) first.set(lang, entry.path);
    else diagnostics.push(say.translationLanguage(entry.path, SPOT, summary.lang, other));
  }
}

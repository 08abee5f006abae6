import { nearest } from '../base/nearest.ts';
import type { Fallback } from '../config/config.ts';
import { unknownFragment } from '../diagnostics/catalog/links.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ArticleSummary, Entry } from '../model.ts';

/** Checks that the passage each correction points to is there, by its id. */
export function checkPassages(
  articles: readonly Entry<ArticleSummary>[],
  fallback: Fallback,
  diagnostics: Diagnostic[],
): void {
  for (const { path, summary } of articles) {
    if (summary === null) continue;
    summary.corrections.forEach(({ at }, index) => {
      if (at === null || summary.anchors.includes(at)) return;
      const near = nearest(at, summary.anchors, 3);
      const spot = { field: `corrections.${index}.at` };
      diagnostics.push(unknownFragment(path, spot, at, 'this article', near, fallback));
    });
  }
}

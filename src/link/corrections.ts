import { CORRECTIONS, correctionAnchors, feedOf, listingPages } from '../addresses.ts';
import type { ArticleSummary, Edition, Notice, SourcePath } from '../model.ts';

/** Every correction of these articles, newest first; of equals, that of the newer article first. */
export function gatherCorrections(
  articles: readonly { readonly path: SourcePath; readonly summary: ArticleSummary }[],
  size: number,
): Edition['corrections'] {
  const dated = articles.flatMap(({ path, summary: { corrections } }) => {
    const anchors = correctionAnchors(corrections);
    return corrections.map(({ date }, at) => ({
      instant: date.instant,
      notice: { article: path, at, anchor: anchors[at] ?? '' } satisfies Notice,
    }));
  });
  const notices = dated.sort((a, b) => b.instant - a.instant).map((it) => it.notice);
  return {
    notices,
    pages: listingPages(CORRECTIONS, notices.length, size),
    feed: feedOf(CORRECTIONS),
  };
}
